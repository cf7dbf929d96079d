"""A table on a terminal: columns as wide as what they hold, one of them wrapped to what is left of the line."""

from __future__ import annotations

from collections.abc import Sequence

from coach.emit.canvas import Canvas, cells, visible

_GAP = 2
_LEAST = 16


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], canvas: Canvas, wide: int) -> list[str]:
    """The lines of a table. `wide`: the column whose words are wrapped; other cells stand on one line, the last of them wrapped too."""
    if not rows:
        return []
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(cells(head), *(cells(row[place]) for row in shown)) for place, head in enumerate(heads)]
    last = len(heads) - 1
    gaps = _GAP * last
    room = canvas.width - gaps - sum(width for place, width in enumerate(widths) if place != wide)
    if room < min(_LEAST, widths[wide]) and last != wide:
        # A narrow screen: the last column gives way first.
        rest = canvas.width - gaps - sum(width for place, width in enumerate(widths) if place not in (wide, last))
        widths[last] = max(10, rest // 3)
        room = rest - widths[last]
    widths[wide] = max(_LEAST, min(widths[wide], room)) if widths[wide] > room else widths[wide]
    lines = [canvas.paint(_joined(heads, widths), "bold")]
    for row in shown:
        parts = [canvas.wrap(cell, widths[place], widths[place]) if place in (wide, last) else [cell] for place, cell in enumerate(row)]
        for at in range(max(map(len, parts))):
            lines.append(_joined([part[at] if at < len(part) else "" for part in parts], widths))
    return lines


def piped(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the same table in Markdown; cells are escaped already."""
    return [f"| {' | '.join(row)} |" for row in ([*heads], ["---"] * len(heads), *rows)]


def _joined(row: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * _GAP).join(f"{cell}{' ' * (width - cells(cell))}" for cell, width in zip(row, widths, strict=True)).rstrip()
