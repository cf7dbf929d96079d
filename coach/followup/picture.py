"""What every picture of a goal has: a size, a title and a description for who cannot see it, and short numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape

from coach.followup import wording
from coach.followup.course import Kind
from coach.followup.standing import Standing
from coach.texts import text

ROOM = wording.ROOM
_MOST_TOLD = 12
_MILLION = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture, its margins, and how far apart the legend's words stand. `aside`: the target is told beside the picture."""

    wide: int
    high: int
    left: int
    right: int
    key: int
    aside: bool = True


WIDE = Frame(640, 280, 64, 92, 110)
NARROW = Frame(330, 250, 66, 10, 92, False)
"""For a phone: letters keep their size."""


def svg(id: str, wide: int, high: int, title: str, desc: str, body: str) -> str:
    """The picture around its body."""
    name = escape(id, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" style="max-width:100%;height:auto" font-family="inherit" font-size="12" '
        f'fill="currentColor"><title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(desc)}</desc>{body}</svg>'
    )


def described(shown: Standing, language: str) -> str:
    """What the picture shows, in words."""
    course = shown.course
    milestone = course.kind is Kind.MILESTONE
    written = share if milestone else wording.figure
    told = [f"{wording.day(point.day, language)} {written(point.value, language)}" for point in shown.points[-_MOST_TOLD:]]
    values = ", ".join(told) or text(language, "chart.none", ROOM)
    line = wording.line(shown, language)
    target = wording.figure(course.target, language)
    if course.end is None:
        return text(language, "chart.desc-open", ROOM, line=line, target=target, values=values)
    if milestone:
        return text(language, "chart.desc-milestone", ROOM, line=line, end=wording.day(course.end, language), values=values)
    days = {"begin": wording.day(course.begin, language), "end": wording.day(course.end, language)}
    start = wording.figure(course.target if course.kind is Kind.RATE else course.start, language)
    return text(language, "chart.desc", ROOM, line=line, start=start, target=target, values=values, **days)


def short(value: Decimal, language: str) -> str:
    """A number where there is little room: millions as such."""
    if abs(value) < _MILLION:
        return wording.figure(value, language)
    return text(language, "chart.million", ROOM, n=wording.figure((value / _MILLION).quantize(Decimal("0.01")), language))


def share(value: Decimal, language: str) -> str:
    """How much of a milestone is done."""
    return wording.figure(value * 100, language) + ("%" if language == "en" else "\u00a0%")
