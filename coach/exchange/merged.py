"""Merged cells of a sheet: a value that stands over several rows counts for each of them, a heading over two rows is one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from openpyxl.utils import column_index_from_string

from coach.exchange.columns import Header, header

_RANGE = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']""")
_CHUNK = 1 << 16
_OVERLAP = 100
_MOST = 100_000

Tall = dict[int, list[tuple[int, int]]]
"""By column (from 0): the first and last row of each merged cell that is higher than one row, from the top."""


def tall(sheet: Any) -> Tall:
    """The merged cells of a sheet that openpyxl reads row by row; it does not tell of them itself."""
    found: Tall = {}
    with sheet._get_source() as source:
        for column, first, last in islice(_ranges(source), _MOST):
            if last > first:
                found.setdefault(column, []).append((first, last))
    for spans in found.values():
        spans.sort()
    return found


def _ranges(source: Any) -> Iterator[tuple[int, int, int]]:
    rest = b""
    while chunk := source.read(_CHUNK):
        data = rest + chunk
        end = 0
        for match in _RANGE.finditer(data):
            end = match.end()
            yield column_index_from_string(match[1].decode()) - 1, int(match[2]), int(match[3])
        rest = data[max(end, len(data) - _OVERLAP) :]


def headed(number: int, top: Header, rows: Sequence[Sequence[object]], spans: Tall) -> tuple[int, Header]:
    """The last row of a header and its columns. Where the heading of the goals stands over two rows, the lower row names the columns that
    share a heading above them; `rows`: those from the header's first on."""
    goals = next(index for index, field in top.fields if field == "text")
    last = next((last for first, last in spans.get(goals, ()) if first == number), number)
    if last == number or last - number >= len(rows):
        return number, top
    titles = ["" if cell is None else str(cell) for cell in rows[0]]
    for row in rows[1 : last - number + 1]:
        for index, cell in enumerate(row):
            if index < len(titles) and cell is not None and str(cell).strip():
                titles[index] = str(cell)
    return last, header(titles, last)


class Filled:
    """Gives the rows under a merged cell its value, row after row from the top. The goal and its id stand for one row only."""

    def __init__(self, top: Header, spans: Tall) -> None:
        self._spans = {index: spans[index] for index, field in top.fields if index in spans and field not in ("text", "id")}
        self._values: dict[int, tuple[int, object]] = {}

    def row(self, number: int, cells: list[object]) -> None:
        """Fill in one row."""
        for index, spans in self._spans.items():
            while spans and spans[0][1] < number:
                spans.pop(0)
            if not spans or number < spans[0][0]:
                continue
            value = cells[index] if index < len(cells) else None
            if number == spans[0][0]:
                self._values[index] = (number, value)
            elif index in self._values and self._values[index][0] == spans[0][0]:
                cells.extend([None] * (index + 1 - len(cells)))
                cells[index] = self._values[index][1]
