"""A breakdown on a terminal, and as Markdown: the goals, the sums, the quarters in a table, what to answer and what to know."""

from __future__ import annotations

from collections.abc import Sequence

from coach.emit.canvas import Canvas, cells, visible
from coach.suggest.breakdown import wording
from coach.suggest.breakdown.model import Breakdown, Part
from coach.texts import text
from rules.messages import label

_WIDEST = 100
_ROWS = 8
_MARGIN = 5


def terminal(broken: Breakdown, language: str, canvas: Canvas, remarks: Sequence[str] = ()) -> str:
    """One breakdown in lines that fit the screen."""
    page = _Page(broken, language, canvas)
    return page.drawn(remarks)


class _Page:
    """The lines of one breakdown."""

    def __init__(self, broken: Breakdown, language: str, canvas: Canvas) -> None:
        self._broken = broken
        self._language = language
        self._canvas = canvas
        self._width = min(canvas.width, _WIDEST)
        self._lines: list[str] = []

    def drawn(self, remarks: Sequence[str]) -> str:
        """The whole page."""
        broken, language, canvas = self._broken, self._language, self._canvas
        goal = broken.strategic
        lead = f"{visible(goal.id):>{_MARGIN - 2}}  " if len(goal.id) <= _MARGIN - 2 else " " * _MARGIN
        if len(goal.id) > _MARGIN - 2:
            self._lines.append(canvas.paint(f"  {visible(goal.id)}", "dim"))
        room = self._width - _MARGIN
        for at, line in enumerate(canvas.wrap(goal.text, room, room)):
            self._lines.append((canvas.paint(lead, "dim") if at == 0 else " " * _MARGIN) + canvas.paint(line, "bold"))
        if broken.linked:
            self._section("linked")
            for linked in broken.linked:
                self._item("✓", linked.goal.text, wording.link(language, linked), "green")
        if broken.loose and (broken.operational or broken.gives_way):
            self._section("loose")
            for loose in broken.loose:
                self._item("·", loose.text, "")
        if broken.operational:
            self._section("operational")
            for at, item in enumerate(broken.operational, 1):
                self._item(str(at), item.goal.text, label("theme", item.theme.value, language).lower(), "bold")
        if broken.gives_way is not None:
            self._section("gives")
            self._item("→", broken.gives_way.goal.text, wording.way(language, broken.gives_way), "yellow")
            if broken.gives_way.instead:
                self._item(" ", text(language, "word.instead", wording.ROOM, text=broken.gives_way.instead), "")
        if broken.sums:
            self._section("sums")
            for formula in broken.sums:
                colour = "yellow" if formula.formula.assumed else ""
                self._item("=", wording.formula(language, formula, broken.currency), "", colour)
        if _tabled(broken):
            self._section("parts")
            self._lines.extend(" " * (_MARGIN + 2) + line for line in self._table(broken.parts[:_ROWS]))
            for line in under(broken, language):
                self._lines.append(" " * (_MARGIN + 2) + canvas.paint(line, "dim"))
        if broken.asks:
            self._section("asks")
            for ask in broken.asks:
                self._item("?", wording.question(language, ask), wording.option(ask), "cyan")
        notes = [*(wording.note(language, item) for item in broken.notes), *remarks]
        if notes:
            self._section("notes")
            for note in notes:
                self._item("·", note, "", "")
        return "\n".join(line.rstrip() for line in self._lines) + "\n"

    def _section(self, key: str) -> None:
        self._lines.extend(("", " " * _MARGIN + self._canvas.paint(text(self._language, f"heading.{key}", wording.ROOM), "bold")))

    def _item(self, sign: str, words: str, aside: str, colour: str = "") -> None:
        """A line with a sign before it, and a dim word at its end where it fits, else below."""
        canvas, room = self._canvas, self._width - _MARGIN - 2 - len(sign)
        lines = canvas.wrap(words, room, room)
        painted = canvas.paint(sign, colour) if colour else sign
        for at, line in enumerate(lines):
            head = " " * _MARGIN + (painted if at == 0 else " " * len(sign)) + "  "
            fits = aside and at == len(lines) - 1 and cells(line) + 2 + cells(aside) <= room
            self._lines.append(head + line + ("  " + canvas.paint(aside, "dim") if fits else ""))
            if aside and at == len(lines) - 1 and not fits:
                self._lines.append(" " * (_MARGIN + 2 + len(sign)) + canvas.paint(aside, "dim"))

    def _table(self, parts: Sequence[Part]) -> list[str]:
        rows = table(self._broken, parts, self._language)
        widths = [max(cells(row[at]) for row in rows) for at in range(len(rows[0]))]
        lines = []
        for at, row in enumerate(rows):
            line = "  ".join(cell + " " * (width - cells(cell)) if place == 0 else " " * (width - cells(cell)) + cell
                             for place, (cell, width) in enumerate(zip(row, widths, strict=True)))  # fmt: skip
            lines.append(self._canvas.paint(line, "dim") if at == 0 else line)
        return lines


def table(broken: Breakdown, parts: Sequence[Part], language: str) -> list[list[str]]:
    """The quarters in rows of cells, the heading first."""
    first = parts[0]
    heading = [text(language, "heading.quarter", wording.ROOM)]
    heading += [text(language, "word.workdays", wording.ROOM)] if first.days is not None else []
    heading += [_column(broken, name, language) for name, _ in first.volumes]
    stages = [text(language, f"stage.{name}", wording.ROOM) for name, _ in first.weekly]
    heading += [text(language, "word.weekly", wording.ROOM, stage=stage) for stage in stages]
    rows = [heading]
    for part in parts:
        row = [wording.quarter(part.quarter), *([str(part.days)] if part.days is not None else [])]
        row += [wording.figure(language, value) for _, value in (*part.volumes, *part.weekly)]
        rows.append(row)
    return rows


def _tabled(broken: Breakdown) -> bool:
    """The quarters say more than the sum that splits them."""
    if len(broken.parts) < 2:
        return False
    first = broken.parts[0]
    return len(first.volumes) > 1 or first.days is not None or bool(first.weekly) or first.volumes[0][0] == "level"


def under(broken: Breakdown, language: str) -> list[str]:
    """What stands under the table: that a week is each seller's, and how many quarters are left out."""
    lines = []
    if any(item.formula.name == "week-seller" for item in broken.sums):
        lines.append(text(language, "word.each", wording.ROOM))
    if len(broken.parts) > _ROWS:
        lines.append(text(language, "word.more", wording.ROOM, count=str(len(broken.parts) - _ROWS)))
    return lines


def _column(broken: Breakdown, name: str, language: str) -> str:
    if name == "revenue":
        return wording.unit(language, broken.currency) if broken.currency else text(language, "word.revenue", wording.ROOM)
    return text(language, f"stage.{broken.counted if name == 'deals' else name}", wording.ROOM)


def markdown(broken: Breakdown, language: str, remarks: Sequence[str] = ()) -> str:
    """One breakdown as Markdown."""
    lines = [f"## {_flat(broken.strategic.text)}", ""]

    def section(key: str, items: Sequence[str]) -> None:
        if items:
            lines.extend((f"### {text(language, f'heading.{key}', wording.ROOM)}", "", *items, ""))

    section("linked", [f"- {_flat(item.goal.text)} ({wording.link(language, item)})" for item in broken.linked])
    section("loose", [f"- {_flat(goal.text)}" for goal in broken.loose])
    goals = [f"{_flat(item.goal.text)} ({label('theme', item.theme.value, language).lower()})" for item in broken.operational]
    section("operational", [f"{at}. {goal}" for at, goal in enumerate(goals, 1)])
    if broken.gives_way is not None:
        way = [f"- {_flat(broken.gives_way.goal.text)}: {wording.way(language, broken.gives_way)}"]
        if broken.gives_way.instead:
            way.append(f"- {text(language, 'word.instead', wording.ROOM, text=_flat(broken.gives_way.instead))}")
        section("gives", way)
    section("sums", [f"- {wording.formula(language, item, broken.currency)}" for item in broken.sums])
    if _tabled(broken):
        rows = table(broken, broken.parts, language)
        rule = ["---", *("--:" for _ in rows[0][1:])]
        each = [line for line in under(broken, language)[:1] if any(part.weekly for part in broken.parts)]
        section("parts", [*(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:])), *(["", *each] if each else [])])
    section("asks", [f"- {wording.question(language, ask)}{_code(wording.option(ask))}" for ask in broken.asks])
    section("notes", [f"- {item}" for item in (*(wording.note(language, note) for note in broken.notes), *remarks)])
    return "\n".join(lines)


def _code(option: str) -> str:
    return f" (`{option}`)" if option else ""


def _flat(words: str) -> str:
    """Words on one line that Markdown leaves alone."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in " ".join(words.split()))
