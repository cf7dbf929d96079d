"""The pack as a workbook: an overview, a sheet each for goals, findings, questions, blockers, actuals and the set. No cell is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from coach.review.pack import Pack, Page, Part
from coach.review.zipped import steady

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | date | None
_BRAND, _SOFT, _LINE, _TINT = "12504F", "5B6674", "DCD7CE", "E9F1F0"
_TONES = {"ok": "1F7A4D", "mend": "8F5400", "bad": "B3261E", "open": "4A5A8A"}
_FONT = "Calibri"
_CELL = 32_767
_LEADING = ("=", "+", "-", "@", "\t", "\r")


def xlsx(pack: Pack) -> bytes:
    """The whole pack."""
    from openpyxl import Workbook

    book = Workbook()
    pages = (*pack.goals, *(page for sheet in pack.sheets for page in sheet.goals))
    words = pack.words
    first = book.active
    if first is not None:
        book.remove(first)
    _overview(book, pack)
    _goals(book, pack, pages)
    rows = [(page.name, page.text, point.label, point.message, point.question) for page in pages if page.findings is not None
            for point in page.findings.points]  # fmt: skip
    heads = [words[key] for key in ("name", "goal", "severity", "message", "question")]
    _listed(book, words["sheet-findings"], heads, rows, (6, 44, 14, 60, 50))
    asked = [(page.name, page.text, line, "", "", "") for page in pages for line in page.questions.lines]
    heads = [words[key] for key in ("name", "goal", "question", "agreed", "changed", "reason")]
    _listed(book, words["sheet-questions"], heads, asked, (6, 44, 60, 26, 26, 26))
    for told in ([page.hinders for page in pages], [page.lessons for page in pages]):
        lines = [(page.name, page.text, line) for page, part in zip(pages, told, strict=True) if part is not None for line in part.lines]
        title = next((part.title for part in told if part is not None), "")
        if lines:
            _listed(book, title, [words["name"], words["goal"], title], lines, (6, 44, 80))
    _actuals(book, pack, pages)
    if pack.rest:
        _set(book, words["sheet-set"], pack.rest)
    out = io.BytesIO()
    book.properties.title, book.properties.creator = safe(pack.title), ""
    book.save(out)
    return steady(out.getvalue())


def safe(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula, whatever it is saved as later; without what a cell cannot hold."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    plain = ILLEGAL_CHARACTERS_RE.sub(" ", value).encode("utf-8", "replace").decode()[: _CELL - 1]
    return f"'{plain}" if plain.startswith(_LEADING) and plain not in ("-", "–") else plain


def _overview(book: Workbook, pack: Pack) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = _sheet(book, pack.words["sheet-overview"], (6, 48, 24, 16, 22, 16, 18))
    _put(sheet, 1, 1, pack.title).font = Font(_FONT, size=20, bold=True)
    _put(sheet, 2, 1, " · ".join(words for words in (pack.subtitle, pack.made) if words)).font = Font(_FONT, color=_SOFT)
    at = 4
    if pack.lead:
        cell = _put(sheet, at, 1, pack.lead)
        cell.font = Font(_FONT, size=12)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=7)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[at].height = 34
        at += 2
    for tile in pack.tiles:
        cell = _put(sheet, at, 1, int(tile.figure))
        cell.alignment = Alignment("left")
        cell.font = Font(_FONT, bold=True, size=13, color=_TONES.get(tile.tone, "1B2430"))
        _put(sheet, at, 2, tile.label)
        at += 1
    at += 1
    for part in pack.front:
        at = _part(sheet, at, part) + 1
    _put(sheet, at, 1, pack.foot).font = Font(_FONT, color=_SOFT, size=9)
    for name in pack.signatures:
        at += 3
        _put(sheet, at, 2, f"{pack.words['date']}: ____________________")
        _put(sheet, at, 3, f"{name}: ______________________________")


def _goals(book: Workbook, pack: Pack, pages: Sequence[Page]) -> None:
    """One row a goal: text, facts, the five criteria, status, what comes next."""
    words = pack.words
    labels = tuple(dict.fromkeys(fact.label for page in pages for fact in page.facts))
    signs = tuple(dict.fromkeys(sign.criterion for page in pages for sign in page.signs))
    keys = ("status", "state", "standing", "acceptance", "versions", "next")
    heads = [words["name"], words["goal"], *labels, *signs, *(words[key] for key in keys)]
    rows: list[list[Value]] = []
    for page in pages:
        facts = {fact.label: fact.words for fact in page.facts}
        held = {sign.criterion: f"{sign.sign} {sign.light}: {sign.verdict}" for sign in page.signs}
        rows.append([
            page.name, page.text, *(facts.get(label, "") for label in labels), *(held.get(sign, "") for sign in signs),
            page.status.words if page.status is not None else "", page.state.words, page.standing.lead if page.standing is not None else "",
            "\n".join(page.acceptance.lines), "\n".join(page.versions.lines) if page.versions is not None else "", page.proposal.lines[0],
        ])  # fmt: skip
    wide = (6, 48, *(16 for _ in labels), *(26 for _ in signs), 16, 18, 44, 34, 44, 44)
    _listed(book, words["sheet-goals"], heads, rows, wide)


def _actuals(book: Workbook, pack: Pack, pages: Sequence[Page]) -> None:
    """The values behind the pictures, with a picture of the sheet's own for each goal."""
    from openpyxl.chart import LineChart, Reference
    from openpyxl.chart.series import SeriesLabel

    words = pack.words
    rows: list[tuple[Value, ...]] = []
    spans = []
    for page in pages:
        if page.chart is not None:
            spans.append((page, len(rows) + 2, len(rows) + 1 + len(page.chart.values)))
            rows += [(page.name, page.text, day, actual, plan) for day, actual, plan in page.chart.values]
    heads = [words[key] for key in ("name", "goal", "day", "actual", "plan")]
    sheet = _listed(book, words["sheet-actuals"], heads, rows, (6, 44, 14, 14, 14))
    for place, (page, first, last) in enumerate(spans):
        drawn = LineChart()
        drawn.title, drawn.height, drawn.width = str(safe(f"{page.name}. {page.text}"))[:80], 6.5, 15
        drawn.add_data(Reference(sheet, min_col=4, max_col=5, min_row=first, max_row=last))
        drawn.set_categories(Reference(sheet, min_col=3, min_row=first, max_row=last))
        for series, title, colour in zip(drawn.series, (words["actual"], words["plan"]), (_BRAND, "6B7684"), strict=True):
            series.tx = SeriesLabel(v=title)
            series.graphicalProperties.line.solidFill = colour
            series.smooth = False
        drawn.x_axis.number_format, drawn.x_axis.delete, drawn.y_axis.delete = "yyyy-mm-dd", False, False
        sheet.add_chart(drawn, f"G{2 + place * 14}")


def _set(book: Workbook, title: str, parts: Sequence[Part]) -> None:
    sheet = _sheet(book, title, (44, 44, 24, 16, 16))
    at = 1
    for part in parts:
        at = _part(sheet, at, part) + 1


def _part(sheet: Worksheet, at: int, part: Part) -> int:
    """A part from row `at` on; the row after it."""
    from openpyxl.styles import Alignment, Font

    _put(sheet, at, 1, part.title).font = Font(_FONT, bold=True, size=13, color=_BRAND)
    at += 1
    if part.lead:
        _put(sheet, at, 1, part.lead).font = Font(_FONT, color=_SOFT)
        at += 1
    for point in part.points:
        cell = _put(sheet, at, 2, f"{point.label}: {point.message} {point.question} {point.about}".strip())
        cell.font = Font(_FONT, color=_TONES.get(point.tone, "1B2430"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=at, start_column=2, end_row=at, end_column=5)
        sheet.row_dimensions[at].height = 32
        at += 1
    if part.table is not None:
        for place, head in enumerate(part.table.heads, 1):
            _head(_put(sheet, at, place, head))
        for row in part.table.rows:
            at += 1
            for place, item in enumerate(row, 1):
                plain = place == 1 or item.strong or not (item.words.isascii() and item.words.isdigit())
                cell = _put(sheet, at, place, item.words if plain else int(item.words))
                cell.alignment = Alignment("right" if place - 1 in part.table.numeric else "left", "top", wrap_text=True)
                cell.font = Font(_FONT, bold=item.strong or bool(item.tone), color=_TONES.get(item.tone, "1B2430"))
            _fit(sheet, at, [item.words for item in row])
        at += 1
    for line in part.lines:
        _put(sheet, at, 1, line)
        at += 1
    return at


def _listed(book: Workbook, title: str, heads: Sequence[str], rows: Sequence[Sequence[Value]], wide: Sequence[int]) -> Worksheet:
    """A sheet of rows under heads that stay in sight and can be sifted."""
    from openpyxl.styles import Alignment, Border, Side

    sheet = _sheet(book, title, wide)
    for place, head in enumerate(heads, 1):
        _head(_put(sheet, 1, place, head))
    line = Border(bottom=Side("thin", _LINE))
    for at, row in enumerate(rows, 2):
        _fit(sheet, at, row)
        for place, value in enumerate(row, 1):
            cell = _put(sheet, at, place, value)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), line
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    return sheet


def _sheet(book: Workbook, title: str, wide: Sequence[int]) -> Worksheet:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for place, width in enumerate(wide, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    return sheet


def _fit(sheet: Worksheet, row: int, values: Sequence[Value]) -> None:
    """A row as high as its longest cell needs: not every program measures that itself."""
    from openpyxl.utils import get_column_letter

    most = 1
    for place, value in enumerate(values, 1):
        width = sheet.column_dimensions[get_column_letter(place)].width or 10
        most = max(most, sum(1 + int(len(line) * 1.1 / width) for line in str(value).split("\n")))
    sheet.row_dimensions[row].height = min(15 * most + 2, 400)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    # Nothing is merged before it is written.
    cell: Any = sheet.cell(row, column)
    cell.value = safe(value)
    if isinstance(value, str):
        cell.data_type = "s"
    made: Cell = cell
    return made


def _head(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font, cell.fill = Font(_FONT, bold=True, color=_BRAND), PatternFill("solid", fgColor=_TINT)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
