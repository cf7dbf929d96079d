"""Goals as an Excel workbook: real numbers and days, texts that are never run as formulas, and a header that stays in sight."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from coach.errors import PeriodError
from coach.exchange.goals_out import Cell, decimal, exact, guarded

_MOST = 32_767
"""Characters that Excel holds in a cell."""
_WIDTHS = (8, 60, 18, 12, 18, 12, 12, 10, 13, 14, 30, 22, 15, 16)
_ERROR = re.compile(r"'*#")
_OLDEST = 1901
"""Excel counts days from 1900, with a day too many in its first February."""


def workbook(rows: Sequence[Sequence[Cell]], sheet: str) -> bytes:
    """The first row as header, the others under it. Raises PeriodError for a text that no cell holds."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            _write(page.cell(number, place), value, number)
            page.cell(number, place).alignment = Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(place)].width = width
        page.cell(1, place).font = Font(bold=True, color="FFFFFF")
        page.cell(1, place).fill = PatternFill("solid", start_color="1F4E5F")
    page.freeze_panes = "C2"
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, value: Cell, row: int) -> None:
    if value is None:
        return
    if isinstance(value, Decimal):
        cell.value = (int(value) if value == int(value) else float(value)) if exact(value) else decimal(value)
        if isinstance(cell.value, str):
            cell.data_type = "s"
        return
    if isinstance(value, date):
        cell.value = value if value.year >= _OLDEST else value.isoformat()
        cell.number_format = "yyyy-mm-dd"
        return
    words = guarded(value)
    # What looks like an error of Excel's is read as one.
    words = f"'{value}" if _ERROR.match(value) else words
    if len(words) > _MOST:
        raise PeriodError("export-long", row=str(row), most=str(_MOST))
    cell.value = words
    # As text whatever it begins with: openpyxl would take "=" for a formula.
    cell.data_type = "s"
