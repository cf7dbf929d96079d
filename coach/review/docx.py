"""The pack as a Word document to go on writing in: real styles, headings and tables; the same bytes each time."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from coach.review.pack import Badge, Fact, Pack, Page, Part, Sheet, Table
from coach.review.pdf import charts
from coach.review.zipped import steady

_INK, _SOFT, _BRAND, _LINE, _TINT = "1B2430", "5B6674", "12504F", "DCD7CE", "E9F1F0"
_TONES = {"ok": "1F7A4D", "mend": "8F5400", "bad": "B3261E", "open": "4A5A8A", "plain": _INK, "": _INK}
_FONT = "Calibri"
_HELD = re.compile(r"(?<=[^\W\d])\u00a0|\u00a0(?=[^\W\d])")
_WIDE, _LEAST = 17.0, 1.1
"""Centimetres between the margins, and for a column at least."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx(pack: Pack) -> bytes:
    """The whole pack."""
    return _Writer(pack).written()


class _Writer:
    """One document as it grows."""

    def __init__(self, pack: Pack) -> None:
        # python-docx costs half a second to import: only here.
        self._docx = import_module("docx")
        self._shared = import_module("docx.shared")
        self._oxml = import_module("docx.oxml")
        self._pack = pack
        self._paper: Any = self._docx.Document()
        drawn = [page for page in pack.goals if page.chart is not None]
        made = charts(tuple(page.chart.svg for page in drawn if page.chart is not None))
        self._charts = {page.name: picture for page, picture in zip(drawn, made, strict=True)}
        self._style()

    def written(self) -> bytes:
        """The document's bytes."""
        pack = self._pack
        self._heading(pack.title, 0)
        self._line(" · ".join(words for words in (pack.subtitle, pack.made) if words), _SOFT)
        if pack.lead:
            self._line(pack.lead, size=13, after=10)
        if pack.tiles:
            self._tiles()
        for part in pack.front:
            self._part(part, 1)
        for at, part in enumerate(pack.rest):
            self._part(part, 1, breaks=at == 0)
        for page in pack.goals:
            self._page(page)
        for at, sheet in enumerate(pack.sheets):
            self._sheet(sheet, at)
        if pack.signatures:
            self._signatures()
        out = io.BytesIO()
        self._paper.save(out)
        return steady(out.getvalue())

    def _style(self) -> None:
        paper, shared = self._paper, self._shared
        section = paper.sections[0]
        section.page_width, section.page_height = shared.Cm(21), shared.Cm(29.7)
        section.left_margin = section.right_margin = shared.Cm(2)
        section.top_margin, section.bottom_margin = shared.Cm(1.6), shared.Cm(1.5)
        sizes = {"Normal": (10.5, _INK, False, 0, 4), "Title": (26, _INK, True, 0, 2), "Heading 1": (15, _INK, True, 16, 6),
                 "Heading 2": (11.5, _BRAND, True, 8, 2), "Heading 3": (10.5, _BRAND, True, 10, 2)}  # fmt: skip
        for name, (size, colour, bold, before, after) in sizes.items():
            style = paper.styles[name]
            style.font.name, style.font.size, style.font.bold = _FONT, shared.Pt(size), bold
            style.font.color.rgb = shared.RGBColor.from_string(colour)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in tuple(fonts.attrib):
                if "Theme" in kind:
                    del fonts.attrib[kind]
            for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(self._oxml.ns.qn(kind), _FONT)
            style.paragraph_format.space_before, style.paragraph_format.space_after = shared.Pt(before), shared.Pt(after)
        rule = paper.styles["Title"].element.pPr.find(self._oxml.ns.qn("w:pBdr"))
        if rule is not None:
            paper.styles["Title"].element.pPr.remove(rule)
        for name in ("List Bullet", "List Number"):
            paper.styles[name].paragraph_format.space_after = shared.Pt(2)
        language = self._oxml.OxmlElement("w:lang")
        language.set(self._oxml.ns.qn("w:val"), "sv-SE" if self._pack.language == "sv" else "en-GB")
        paper.styles["Normal"].element.get_or_add_rPr().append(language)
        core = paper.core_properties
        core.title, core.author, core.last_modified_by, core.comments = self._pack.title, "", "", ""
        core.language = self._pack.language
        core.created = core.modified = datetime(2000, 1, 1, tzinfo=UTC)
        foot = section.footer.paragraphs[0]
        self._run(foot, self._pack.foot, _SOFT, 8)

    def _page(self, page: Page) -> None:
        self._heading(f"{page.name}. {page.text}", 1, breaks=True)
        self._badges(page)
        self._facts(page.facts)
        self._line(page.summary, _SOFT)
        self._table(Table(
            tuple(sign.criterion for sign in page.signs), (), tuple(20 for _ in page.signs)
        ), [[(f"{sign.sign} {sign.light}", sign.tone) for sign in page.signs], [(sign.verdict, "") for sign in page.signs]])  # fmt: skip
        self._part(page.questions, 2, numbered=True)
        if page.standing is not None:
            self._heading(page.standing.title, 2)
            self._line(page.standing.lead)
            self._facts(page.figures)
            if page.chart is not None and page.name in self._charts:
                self._picture(page, page.chart.title + ". " + page.chart.description)
            if page.standing.lines:
                self._line("\n".join(page.standing.lines), _SOFT, 8.5, after=0)
        for part in (page.findings, page.hinders, page.lessons, page.acceptance, page.history, page.versions, page.proposal):
            if part is not None:
                self._part(part, 2)
        self._heading(self._pack.words["fields"], 2)
        self._fields()

    def _sheet(self, sheet: Sheet, at: int) -> None:
        if len(self._pack.sheets) > 1:
            self._heading(sheet.owner, 1, breaks=at > 0)
        self._line(sheet.lead, after=8)
        for page in sheet.goals:
            self._heading(f"{page.name}. {page.text}", 2)
            self._badges(page)
            if page.standing is not None:
                self._line(page.standing.lead)
            self._line(f"{page.agreement.title}: {' '.join(page.agreement.lines)}", _SOFT)
            for words in page.questions.lines:
                self._line(words, style="List Bullet")
            self._fields()

    def _part(self, part: Part, level: int, breaks: bool = False, numbered: bool = False) -> None:
        self._heading(part.title, level, breaks)
        if part.lead:
            self._line(part.lead, _SOFT)
        for point in part.points:
            line = self._paper.add_paragraph(style="List Bullet")
            self._run(line, point.label + "  ", _TONES[point.tone], bold=True)
            self._run(line, point.message)
            if point.question:
                self._run(line, " " + point.question, bold=True)
            if point.about:
                self._run(line, " " + point.about, _SOFT)
        if part.table is not None:
            self._table(part.table, [[(cell.words, "strong" if cell.strong else cell.tone) for cell in row] for row in part.table.rows])
        if numbered:
            # Numbers of its own: Word's list would go on counting from the goal before.
            for place, words in enumerate(part.lines, 1):
                self._line(f"{place}.  {words}", size=11.5)
        elif len(part.lines) == 1:
            self._line(part.lines[0])
        else:
            for words in part.lines:
                self._line(words, style="List Bullet")

    def _table(self, shape: Table, rows: list[list[tuple[str, str]]]) -> None:
        made = self._paper.add_table(rows=1 + len(rows), cols=len(shape.heads))
        made.autofit = False
        made.style = self._paper.styles["Table Grid"]
        self._borders(made)
        whole = sum(shape.wide) or 1
        least = [max(_WIDE * share / whole, _LEAST) for share in shape.wide]
        wide = [self._shared.Cm(share * _WIDE / sum(least)) for share in least]
        for place, column in enumerate(made.columns):
            column.width = wide[place]
        for at, cell in enumerate(made.rows[0].cells):
            self._cell(cell, wide[at], shape.heads[at], _SOFT, 9, False, at in shape.numeric)
        mark = self._oxml.OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(mark)
        for row, line in zip(rows, made.rows[1:], strict=True) if rows else ():
            line._tr.get_or_add_trPr().append(self._oxml.OxmlElement("w:cantSplit"))
            for at, (cell, (words, tone)) in enumerate(zip(line.cells, row, strict=True)):
                bold = tone not in ("", "plain")
                self._cell(cell, wide[at], words, _TONES.get(tone, _INK), 9.5, bold, at in shape.numeric)
        self._gap()

    def _cell(self, cell: Any, wide: Any, words: str, colour: str, size: float, bold: bool, right: bool) -> None:
        cell.width = wide
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = self._shared.Pt(2)
        line.paragraph_format.space_before = self._shared.Pt(2)
        if right:
            line.alignment = 2
        # In a narrow column a date parts between its words, not inside one.
        self._run(line, _HELD.sub(" ", words), colour, size, bold)

    def _borders(self, made: Any) -> None:
        """Lines between rows only."""
        borders = self._oxml.OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            edge = self._oxml.OxmlElement(f"w:{side}")
            drawn = side in ("bottom", "insideH")
            for name, value in (("val", "single" if drawn else "nil"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
                edge.set(self._oxml.ns.qn(f"w:{name}"), value)
            borders.append(edge)
        made._tbl.tblPr.append(borders)

    def _tiles(self) -> None:
        tiles = self._pack.tiles
        made = self._paper.add_table(rows=1, cols=len(tiles))
        made.autofit = False
        wide = self._shared.Cm(_WIDE / len(tiles))
        for tile, cell in zip(tiles, made.rows[0].cells, strict=True):
            self._shade(cell, "F8F6F2")
            self._cell(cell, wide, tile.figure, _TONES[tile.tone], 20, True, False)
            line = cell.add_paragraph()
            self._run(line, tile.label, _SOFT, 9)
        self._gap()

    def _fields(self) -> None:
        """A row to write in for what was agreed, what was changed, and why."""
        made = self._paper.add_table(rows=3, cols=2)
        made.autofit = False
        made.style = self._paper.styles["Table Grid"]
        self._borders(made)
        for row, key in zip(made.rows, ("agreed", "changed", "reason"), strict=True):
            row.height = self._shared.Cm(1.0 if self._pack.goals else 0.8)
            self._cell(row.cells[0], self._shared.Cm(3.5), self._pack.words[key], _SOFT, 9.5, False, False)
            # The three rows and their heading stay on one page.
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = key != "reason"
            self._cell(row.cells[1], self._shared.Cm(_WIDE - 3.5), "", _INK, 10.5, False, False)

    def _gap(self) -> None:
        """A little air after a table."""
        made = self._paper.add_paragraph()
        made.paragraph_format.line_spacing = self._shared.Pt(5)
        made.paragraph_format.space_after = self._shared.Pt(0)

    def _signatures(self) -> None:
        self._heading(self._pack.words["signatures"], 1)
        for name in self._pack.signatures:
            line = self._line("_" * 28 + "     " + "_" * 44, _SOFT, after=0)
            line.paragraph_format.space_before = self._shared.Pt(28)
            line.paragraph_format.keep_with_next = True
            self._line(f"{self._pack.words['date']}    ·    {name}", _SOFT, 9)

    def _badges(self, page: Page) -> None:
        line = self._paper.add_paragraph()
        shown: list[Badge] = [badge for badge in (page.status, page.state) if badge is not None]
        for at, badge in enumerate(shown):
            self._run(line, ("   " if at else "") + badge.words, _TONES[badge.tone], bold=True)

    def _facts(self, facts: tuple[Fact, ...]) -> None:
        if not facts:
            return
        line = self._paper.add_paragraph()
        for at, fact in enumerate(facts):
            self._run(line, ("    " if at else "") + fact.label + " ", _SOFT, 9.5)
            self._run(line, fact.words, _TONES["mend"] if fact.miss else _INK, bold=True)

    def _picture(self, page: Page, alt: str) -> None:
        self._paper.add_picture(io.BytesIO(self._charts[page.name]), width=self._shared.Cm(11.5))
        drawing = self._paper.inline_shapes[-1]._inline.docPr
        drawing.set("descr", _plain(alt))

    def _heading(self, words: str, level: int, breaks: bool = False) -> None:
        made = self._paper.add_heading(level=level)
        made.paragraph_format.page_break_before = breaks
        made.add_run(_plain(words))

    def _line(self, words: str, colour: str = _INK, size: float = 10.5, after: float = 4, style: str = "Normal") -> Any:
        made = self._paper.add_paragraph(style=style)
        made.paragraph_format.space_after = self._shared.Pt(after)
        self._run(made, words, colour, size)
        return made

    def _run(self, line: Any, words: str, colour: str = _INK, size: float = 10.5, bold: bool = False) -> None:
        run = line.add_run(_plain(words))
        run.font.size, run.font.bold = self._shared.Pt(size), bold
        run.font.color.rgb = self._shared.RGBColor.from_string(colour)

    def _shade(self, cell: Any, colour: str) -> None:
        shade = self._oxml.OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
            shade.set(self._oxml.ns.qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _plain(words: str) -> str:
    """Without what XML cannot hold."""
    return _ILLEGAL.sub(" ", words)
