"""Excel workbooks: every visible sheet with a goal column. Values as Excel saved them; a formula without a saved value is named."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import zip_longest
from typing import IO, Any

from coach.errors import InputError, Problem, notice, problem
from coach.exchange.archive import contents, workbook
from coach.exchange.columns import HEADER_ROWS, Header, header, letters, shown
from coach.exchange.fields import Frame
from coach.exchange.merged import Filled, headed, tall
from coach.exchange.tables import served, stray_columns, untitled
from rules.model import Goal

_LARGEST = 500_000_000
"""Bytes unpacked: a workbook above it is no list of goals but a trap."""


def goals(handle: IO[bytes], name: str, frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    """The goals of a workbook. Raises InputError for what is no workbook, is locked, or has no goal column."""
    _verify(handle, name)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl tells of the styles and extensions it does not keep; nothing here needs them.
        warnings.simplefilter("ignore")
        try:
            values = load_workbook(handle, read_only=True, data_only=True)
            formulas = load_workbook(handle, read_only=True, data_only=False)
        except Exception as error:  # openpyxl raises whatever its XML reader stumbles on
            raise InputError("xlsx-broken", file=name) from error
        try:
            yield from _goals(values, formulas, name, frame)
        finally:
            values.close()
            formulas.close()


def _verify(handle: IO[bytes], name: str) -> None:
    held = contents(handle, name)
    workbook(held, name)
    if held.unpacked > _LARGEST:
        raise InputError("xlsx-large", file=name)


def _goals(values: Any, formulas: Any, name: str, frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    found = False
    titles: tuple[str, ...] = ()
    skipped: list[str] = []
    sheets = [sheet.title for sheet in values.worksheets if sheet.sheet_state == "visible"]
    several = len(sheets) > 1
    for title in sheets:
        try:
            rows = list(_top(values[title]))
        except Exception as error:  # a sheet whose XML is damaged
            raise InputError("xlsx-broken", file=name) from error
        top = rows[-1][1] if rows and rows[-1][1].whole else None
        if top is None:
            skipped.append(shown(title))
            titles = titles or tuple(shown(cell) for cell in (rows[0][2] if rows else ()) if cell)
            continue
        spans = tall(values[title])
        after, top = headed(rows[-1][0], top, _below(values[title], rows[-1][0]), spans)
        yield from top.problems
        stray: set[int] = set()
        for item in _rows(values[title], formulas[title], after, top, Filled(top, spans)):
            if isinstance(item, Problem):
                yield item
                continue
            stray.update(untitled(item[1], top))
            for made in served(item, top, frame):
                if not isinstance(made, Problem) and several and found and made[1].id == str(made[0]):
                    made = (made[0], made[1].model_copy(update={"id": f"{shown(title)}!{made[0]}"}))
                yield made
        yield from stray_columns(stray)
        found = True
    if not found:
        raise InputError("column-none", file=name, columns=", ".join(titles[:12]) or "–")
    if skipped:
        yield notice("sheet-skipped", sheets=", ".join(skipped))


def _top(sheet: Any) -> Iterator[tuple[int, Header, list[str]]]:
    """The first rows with words, up to the header row."""
    seen = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = ["" if cell is None else str(cell) for cell in row]
        if not any(cell.strip() for cell in cells):
            continue
        found = header(cells, number)
        yield number, found, cells
        seen += 1
        if found.whole or seen == HEADER_ROWS:
            return


def _below(sheet: Any, first: int) -> list[tuple[object, ...]]:
    """The rows that a header may take up."""
    return list(sheet.iter_rows(min_row=first, max_row=first + HEADER_ROWS, values_only=True))


def _rows(values: Any, formulas: Any, after: int, top: Header, filled: Filled) -> Iterator[tuple[int, list[object]] | Problem]:
    """The rows below the header; errors of Excel and formulas without a saved value become problems and empty cells."""
    columns = dict(top.fields)
    pairs = zip_longest(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), fillvalue=())
    for number, (row, source) in enumerate(pairs, 1):
        if number <= after:
            continue
        cells: list[object] = list(row)
        unread = False
        for index, field in columns.items():
            value = cells[index] if index < len(cells) else None
            if value is None and index < len(source) and isinstance(source[index], str) and source[index].startswith("="):
                yield problem("xlsx-formula", number, cell=f"{letters(index)}{number}")
            elif isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper() and value.endswith(("!", "?", "A")):
                yield problem("xlsx-error", number, cell=f"{letters(index)}{number}", value=shown(value))
                cells[index] = None
            else:
                continue
            unread = unread or field == "text"
        filled.row(number, cells)
        if not unread:
            yield number, cells
