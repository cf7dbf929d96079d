"""A page of Markdown on a terminal: headings in bold, words wrapped, no marks. In a pipe it stays Markdown."""

from __future__ import annotations

import re

from coach.emit.canvas import Canvas

_HEAD = re.compile(r"\*\*(.+?)\*\*")
_WIDEST = 100


def paged(markdown: str, canvas: Canvas) -> str:
    """The page, drawn line by line: headings, paragraphs that begin in bold, points of a list and what stands under them."""
    width = min(canvas.width, _WIDEST)
    lines: list[str] = []
    for line in markdown.splitlines():
        heading = line.startswith("#")
        point, under = line.startswith("- "), line.startswith("  ")
        indent = 4 if point or under else 0
        head = _HEAD.match(line)
        words = _HEAD.sub(r"\1", line).replace("`", "").lstrip("#- ").strip()
        parts = canvas.wrap(words, width - indent, width - indent)
        if heading or head is not None and head[1] == words:
            parts = [canvas.paint(part, "bold") for part in parts]
        elif head is not None:
            parts[0] = parts[0].replace(head[1], canvas.paint(head[1], "bold"), 1)
        elif line.startswith("`") or under:
            parts = [canvas.paint(part, "dim" if line.startswith("`") else "cyan") for part in parts]
        margin = "  • " if point else " " * indent
        lines.extend((margin if at == 0 else " " * indent) + part for at, part in enumerate(parts))
    return "\n".join(line.rstrip() for line in lines) + "\n"
