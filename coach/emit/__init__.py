"""Writing what was found: as text for a terminal, as Markdown, as JSON and as JSON Lines (docs/cli.md)."""
