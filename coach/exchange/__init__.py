"""Reading goals: lines and bullets, Markdown, CSV, TSV, Excel and JSON Lines, in whatever encoding and with whatever faults."""
