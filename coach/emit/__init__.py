"""Writing what was found: as text for a terminal, as Markdown, JSON and JSON Lines, SARIF and GitHub's workflow commands (docs/cli.md)."""
