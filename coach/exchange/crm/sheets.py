"""The rows of an export, CSV or Excel, after a look at whether the file is safe to open. Rows are numbered as the user sees them."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from coach.errors import InputError, Problem, problem
from coach.exchange.archive import contents, workbook
from coach.exchange.columns import shown
from coach.exchange.encodings import lines

Row = tuple[int, Sequence[object]]
Advance = Callable[[int], None]
LARGEST = 20_000_000
"""Bytes of a file: some hundred thousand rows."""
_UNPACKED = 400_000_000
_RATIO = 200
_SMALL = 20_000_000
_DELIMITERS = ";,\t|"


def rows(path: Path, advance: Advance | None = None) -> Iterator[Row | Problem]:
    """The rows of a file, the header first. Raises InputError for what is no table, too large, locked, or holds macros."""
    name = shown(path.name, 200)
    try:
        size = path.stat().st_size
        handle = path.open("rb")
    except OSError as error:
        raise InputError("file-read", file=name, reason=error.strerror or type(error).__name__) from None
    with handle:
        if size > LARGEST:
            raise InputError("crm-large", file=name, size=str(size // 1_000_000), most=str(LARGEST // 1_000_000))
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
            yield from _workbook(handle, name, path.suffix.lower(), size, advance)
        else:
            yield from _separated(handle, name, advance)


def _separated(handle: IO[bytes], name: str, advance: Advance | None) -> Iterator[Row | Problem]:
    """A CSV or TSV file. A quotation mark that is never closed would swallow the rest, so it ends the reading and is named."""
    stream = lines(handle, name)
    met: list[Problem] = []
    texts: list[str] = []

    def decoded() -> Iterator[str]:
        for item in stream:
            if isinstance(item, Problem):
                met.append(item)
            else:
                yield item[1] + "\n"

    source = decoded()
    first = next((text for text in source if text.strip()), None)
    if first is None:
        raise InputError("file-empty", file=name)
    before = 0
    if first.lower().startswith("sep="):
        first, before = next(source, ""), 1
    texts.append(first)
    delimiter = max(_DELIMITERS, key=first.count)

    def whole() -> Iterator[str]:
        yield from texts
        yield from source

    reader = csv.reader(whole(), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            yield from met
            yield problem("crm-quote", start + before)
            return
        yield from met
        met.clear()
        if any(cell.strip() for cell in cells):
            yield start + before, [cell.strip() for cell in cells]
        start = reader.line_num + 1
        if advance is not None and start % 256 == 0:
            advance(handle.tell())
    yield from met


def _workbook(handle: IO[bytes], name: str, suffix: str, size: int, advance: Advance | None) -> Iterator[Row | Problem]:
    verify(handle, name, suffix)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl tells of the styles and extensions it does not keep; nothing here needs them.
        warnings.simplefilter("ignore")
        try:
            # Formulas stay formulas: an export has none, and what one last came to is no fact of the CRM.
            book = load_workbook(handle, read_only=True, data_only=False)
        except Exception as error:  # openpyxl raises whatever its XML reader stumbles on
            raise InputError("xlsx-broken", file=name) from error
        try:
            sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
            if sheet is None:
                raise InputError("file-empty", file=name)
            yield from _sheet(sheet, name, size, advance)
        finally:
            book.close()


def _sheet(sheet: Any, name: str, size: int, advance: Advance | None) -> Iterator[Row]:
    # What a sheet says of its own size is not to be trusted: a million empty columns would be made.
    most = sheet.max_row or 1
    sheet.reset_dimensions()
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(cell is not None and str(cell).strip() for cell in cells):
                yield number, [cell.strip() if isinstance(cell, str) else cell for cell in cells]
            if advance is not None and number % 256 == 0:
                advance(size * min(number, most) // max(most, 1))
    except InputError:
        raise
    except Exception as error:  # a sheet whose XML is damaged
        raise InputError("xlsx-broken", file=name) from error


def verify(handle: IO[bytes], name: str, suffix: str = ".xlsx") -> None:
    """Look at a workbook before it is opened. Raises InputError for a locked, broken or macro-carrying one, and for one that unpacks to
    far more than it holds."""
    held = contents(handle, name)
    if suffix == ".xlsm" or any(part.endswith("vbaproject.bin") for part in held.names):
        raise InputError("crm-macros", file=name)
    workbook(held, name)
    if held.unpacked > _UNPACKED or (held.unpacked > _SMALL and held.unpacked > _RATIO * max(held.packed, 1)):
        raise InputError("crm-bomb", file=name, size=str(held.unpacked // 1_000_000))
