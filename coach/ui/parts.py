"""Pieces of the review pack in the page's own looks: points found, tables, lines, badges."""

from __future__ import annotations

from coach.followup.chart import chart
from coach.followup.picture import NARROW
from coach.followup.standing import Standing
from coach.review.pack import Badge, Part, Point, Table
from coach.ui.labels import Language
from coach.ui.safe import prose, safe

_STATES = {"ok": "ok", "mend": "mend", "bad": "bad", "open": "open", "plain": ""}


def badge(item: Badge | None) -> str:
    """A state in a word or two."""
    return f'<span class="state {_STATES[item.tone]}">{safe(item.words)}</span>' if item is not None and item.words else ""


def part(item: Part) -> str:
    """A headed piece as a card of its own."""
    lead = f'<p class="soft">{prose(item.lead)}</p>' if item.lead else ""
    points = f'<ul class="raised">{"".join(point(one) for one in item.points)}</ul>' if item.points else ""
    shown = table(item.table, item.title) if item.table is not None else ""
    return f'<section class="goal cycle"><h3>{safe(item.title)}</h3>{lead}{points}{shown}{lines(item.lines)}</section>'


def picture(stands: Standing | None, name: str, language: Language) -> str:
    """Actual against plan, for a wide page and for a narrow one: one of the two is shown. Nothing without a value."""
    if stands is None or not stands.points:
        return ""
    wide, narrow = chart(stands, language, f"course-{name}"), chart(stands, language, f"course-{name}-narrow", NARROW)
    return f'<div class="wide-chart">{wide}</div><div class="narrow-chart">{narrow}</div>'


def point(item: Point) -> str:
    """Something found, the question that mends it, and the goals it is about."""
    asked = f" <b>{safe(item.question)}</b>" if item.question else ""
    about = f' <span class="soft{" nb" * (len(item.about) < 24)}">({safe(item.about)})</span>' if item.about else ""
    return f'<li class="{item.tone}"><b class="grave">{safe(item.label)}</b><span>{prose(item.message)}{asked}{about}</span></li>'


def table(item: Table, title: str) -> str:
    """A table, whose first column may be the heads of its rows; where it is too wide it scrolls in a box that the keyboard reaches."""
    heads = "".join(f"<th scope=col{_numeric(item, at)}>{safe(head)}</th>" for at, head in enumerate(item.heads))
    rows = []
    for row in item.rows:
        cells = []
        for at, cell in enumerate(row):
            words = f'<span class="tone {cell.tone}">{safe(cell.words)}</span>' if cell.tone else safe(cell.words)
            cells.append(f"<th scope=row>{words}</th>" if cell.strong else f"<td{_numeric(item, at)}>{words}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    body = f'<table class="told"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    return f'<div class="sweep" tabindex="0" role="region" aria-label="{safe(title)}">{body}</div>'


def lines(told: tuple[str, ...]) -> str:
    """One line as a paragraph, more as a list."""
    if len(told) == 1:
        return f"<p>{prose(told[0])}</p>"
    return f'<ul class="told">{"".join(f"<li>{prose(line)}</li>" for line in told)}</ul>' if told else ""


def _numeric(item: Table, at: int) -> str:
    return " class=num" if at in item.numeric else ""
