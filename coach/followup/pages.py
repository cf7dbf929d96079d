"""Follow-up on paper: the agenda and the monthly report as Markdown, the report also as one HTML page with its charts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from html import escape
from importlib.resources import files

from coach.exchange.actuals import Hinder, Lesson
from coach.followup import wording
from coach.followup.chart import chart
from coach.followup.course import Kind
from coach.followup.meeting import Agenda, Item
from coach.followup.monthly import Month, Row
from coach.followup.picture import NARROW
from coach.followup.standing import Status
from coach.texts import text

_CHARTS = 6
"""More do not fit on a page."""
_NONE = "–"


def agenda_markdown(
    meeting: Agenda, language: str, questions: Sequence[str] = (), learned: Sequence[tuple[str, Lesson]] = ()
) -> str:  # fmt: skip
    """The agenda as a table to fill in: one row per goal, one more per further hinder; then `questions` about goals that were missed, and
    what was `learned` the quarter before."""

    def says(key: str, **params: str) -> str:
        return text(language, f"agenda.{key}", wording.ROOM, **params)

    lines = [f"# {says('title', day=wording.day(meeting.day, language))}", ""]
    if meeting.late:
        lines += [says("late"), *(f"- {escaped(_late(hinder, language))}" for hinder in meeting.late), ""]
    heads = [says(key) for key in ("goal", "owner", "status", "hinder", "adjustment", "who", "by")]
    lines += [_row(heads), _row(["---"] * len(heads))]
    for item in meeting.items:
        lines += [_row(cells) for cells in _goal(item, language)]
    for item in meeting.items:
        if item.cleared:
            told = "; ".join(hinder.text for hinder in item.cleared)
            lines += ["", f"{escaped(item.standing.course.text)}: {escaped(says('cleared', texts=told))}"]
    lines += ["", *(f"- {escaped(words)}" for words in questions)] if questions else []
    if learned:
        brought = (text(language, f"learned.{item.question}", wording.ROOM, goal=goal, answer=item.answer) for goal, item in learned)
        lines += ["", says("learned"), *(f"- {escaped(words)}" for words in brought)]
    return "\n".join(lines) + "\n"


def month_markdown(report: Month, language: str) -> str:
    """The monthly report as Markdown, one page."""
    lines = [f"# {_title(report, language)}", "", _says("asof", language, day=wording.day(report.last, language)), ""]
    if report.rows:
        heads = [_says(key, language) for key in _HEADS]
        lines += [_row(heads), _row(["---"] * len(heads)), *(_row(cells(row, language)) for row in report.rows)]
    else:
        lines.append(_says("empty", language))
    for key, told in _parts(report, language):
        lines += ["", f"## {_says(key, language)}", "", *(f"- {escaped(line)}" for line in told or [_says("none", language)])]
    return "\n".join(lines) + "\n"


def month_html(report: Month, language: str) -> str:
    """The monthly report as one HTML page that stands alone: no script, nothing fetched, light and dark, a page of A4 when printed."""
    title = _title(report, language)
    heads = "".join(f'<th scope="col"{_numeric(at)}>{escape(_says(key, language))}</th>' for at, key in enumerate(_HEADS))
    body = "".join(f"<tr>{_html_row(row, language)}</tr>" for row in report.rows)
    table = (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(title)}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    if not report.rows:
        table = f"<p>{escape(_says('empty', language))}</p>"
    parts = "".join(_html_list(_says(key, language), told, _says("none", language)) for key, told in _parts(report, language))
    shown = [row for row in report.rows if row.standing.points][:_CHARTS]
    pictures = [chart(row.standing, language, f"chart-{at}", NARROW) for at, row in enumerate(shown)]
    charts = "".join(
        f"<figure><figcaption>{escape(row.standing.course.text)}</figcaption>{picture}</figure>"
        for row, picture in zip(shown, pictures, strict=True)
    )
    drawn = f'<h2>{escape(_says("charts", language))}</h2><div class="charts">{charts}</div>' if charts else ""
    asof = escape(_says("asof", language, day=wording.day(report.last, language)))
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>\n<body><main>"
        f'<p class="mark" aria-hidden="true">{_MARK}Målcoachen</p><h1>{escape(title)}</h1><p class="under">{asof}</p>'
        f'{table}<div class="told">{parts}</div>{drawn}</main></body></html>\n'
    )


_HEADS = ("goal", "budget", "actual", "gap", "sofar", "forecast", "status")
_NUMERIC = (1, 2, 3)
_WHOLES = 20
"""Above this a budget is told with one decimal at most."""
_TONES = {
    Status.REACHED: "ok", Status.AHEAD: "ok", Status.ON_TRACK: "ok", Status.BEHIND: "mend", Status.MISSED: "bad", Status.WAITING: "open",
    Status.UNKNOWN: "open",
}  # fmt: skip
_MARK = (
    '<svg viewBox="0 0 24 24" width="20" height="20"><g fill="none" stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="10"/>'
    '<circle cx="12" cy="12" r="5.5"/></g><circle cx="12" cy="12" r="2" fill="currentColor"/></svg>'
)


@cache
def _style() -> str:
    return " ".join(files("coach.followup").joinpath("month.css").read_text("utf-8").split())


def cells(row: Row, language: str) -> list[str]:
    """A goal's row of the monthly report: budget, actual and gap of the month, then so far, forecast and status."""
    shown, course = row.standing, row.standing.course
    unit = wording.unit(course, language)

    def said(value: Decimal | None) -> str:
        return _NONE if value is None else wording.figure(value, language) + unit

    gap = None if row.budget is None or row.actual is None or course.kind is Kind.MILESTONE else row.actual - row.budget
    if gap is not None and row.budget is not None and abs(row.budget) >= _WHOLES:
        gap = gap.quantize(Decimal("0.1"), ROUND_HALF_UP)  # as the budget beside it is told
    signed = _NONE if gap is None else ("+" if gap > 0 else "") + said(gap)
    milestone = course.kind is Kind.MILESTONE
    so_far = _NONE if milestone or shown.actual is None else f"{wording.figure(shown.actual, language)} / {said(course.target)}"
    foretold = said(shown.forecast.value) if shown.forecast is not None else _NONE
    if shown.forecast is not None and shown.forecast.low is not None and shown.forecast.high is not None:
        foretold += f" ({wording.figure(shown.forecast.low, language)}–{wording.figure(shown.forecast.high, language)})"
    budget, actual = (_NONE, _NONE) if milestone else (said(row.budget), said(row.actual))
    return [course.text or course.goal, budget, actual, signed, so_far, foretold, wording.status(shown, language)]


def escaped(words: str) -> str:
    """Words of the user's in Markdown, where they may mean nothing but themselves."""
    plain = " ".join(words.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|~" else char for char in plain)


def _goal(item: Item, language: str) -> list[list[str]]:
    shown, course = item.standing, item.standing.course
    told = f"**{wording.status(shown, language)}**: {escaped(wording.line(shown, language))}"
    first = [escaped(course.text or course.goal), escaped(course.owner or _NONE), told]
    if not item.open:
        key = "asks" if item.asks else "none"
        return [[*first, text(language, f"agenda.{key}", wording.ROOM), "", "", ""]]
    return [[*(first if not at else [""] * 3), *_hinder(hinder, language)] for at, hinder in enumerate(item.open)]


def _hinder(hinder: Hinder, language: str) -> list[str]:
    by = wording.day(hinder.by, language) if hinder.by else ""
    return [escaped(hinder.text), escaped(hinder.adjustment), escaped(hinder.who), by]


def _late(hinder: Hinder, language: str) -> str:
    by = wording.day(hinder.by or hinder.opened, language)
    return text(language, "agenda.late-row", wording.ROOM, text=hinder.text, who=hinder.who or _NONE, by=by)


def _parts(report: Month, language: str) -> list[tuple[str, list[str]]]:
    """What changed, what stands in the way, what was decided."""
    names = {row.standing.course.goal: row.standing.course.text for row in report.rows}
    changes = [
        _says(
            "change", language, goal=names.get(item.goal, item.goal), day=wording.day(item.on, language),
            reason=f" ({item.reason})" if item.reason else "", before=_said(item.before, language), after=_said(item.after, language),
        )
        for item in report.revisions
    ]  # fmt: skip
    hinders = [_late(item, language) if item.by else item.text for item in report.hinders]
    decisions = [wording.decided(item, language, names.get(item.goal, "")) for item in report.decisions]
    return [("changes", changes), ("hinders", hinders), ("decisions", decisions)]


def _said(value: Decimal | None, language: str) -> str:
    return _NONE if value is None else wording.figure(value, language)


def _title(report: Month, language: str) -> str:
    return _says("title", language, month=wording.month(report.first, language))


def _says(key: str, language: str, **params: str) -> str:
    return text(language, f"month.{key}", wording.ROOM, **params)


def _html_list(title: str, lines: list[str], none: str) -> str:
    told = f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else f'<p class="none">{escape(none)}</p>'
    return f"<section><h2>{escape(title)}</h2>{told}</section>"


def _html_row(row: Row, language: str) -> str:
    """The goal is the head of its row, the status its badge."""
    told = cells(row, language)
    middle = "".join(f"<td{_numeric(at)}>{escape(cell)}</td>" for at, cell in enumerate(told[1:-1], 1))
    status = f'<td><span class="badge {_TONES[row.standing.status]}">{escape(told[-1])}</span></td>'
    return f'<th scope="row">{escape(told[0])}</th>{middle}{status}'


def _numeric(at: int) -> str:
    return ' class="num"' if at in _NUMERIC else ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
