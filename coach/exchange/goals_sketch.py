"""How a file of goals would be read: which column is which field, with the first values of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from coach.errors import Problem
from coach.exchange import tables
from coach.exchange.columns import HEADER_ROWS, Header, header
from coach.exchange.encodings import lines

_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, the field it holds ("": none), and its first values."""

    title: str
    field: str
    sample: tuple[str, ...]


def sketch(path: Path, form: str) -> tuple[Column, ...]:
    """The columns of a table; empty for what is no table. The file is one that `Source.entries` has read."""
    if form == "xlsx":
        return _workbook(path)
    if form not in ("csv", "tsv"):
        return ()
    with path.open("rb") as handle:
        found = tables.rows(lines(handle, path.name), "\t" if form == "tsv" else "")
        return _columns(row[1] for row in found if not isinstance(row, Problem))


def _workbook(path: Path) -> tuple[Column, ...]:
    """The columns of the first visible sheet that has a goal column."""
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheets = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
            return next((found for sheet in sheets if (found := _columns(sheet.iter_rows(values_only=True)))), ())
        finally:
            book.close()


def _columns(rows: Iterable[Sequence[object]]) -> tuple[Column, ...]:
    texts: Iterator[list[str]] = (["" if cell is None else str(cell) for cell in row] for row in rows)
    for row in islice((row for row in texts if any(cell.strip() for cell in row)), HEADER_ROWS):
        top = header(row, 1)
        if top.whole:
            return _titled(row, top, list(islice(texts, _SAMPLE * 4)))
    return ()


def _titled(titles: Sequence[str], top: Header, below: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    fields = dict(top.fields)
    made = []
    for at, title in enumerate(titles):
        values = [tables.unguarded(row[at].strip()) for row in below if at < len(row) and row[at].strip()]
        if title.strip():
            made.append(Column(" ".join(title.split()), fields.get(at, ""), tuple(values[:_SAMPLE])))
    return tuple(made)
