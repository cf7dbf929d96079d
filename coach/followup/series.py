"""The values of a goal over time, from what was recorded: a running sum, a level as read, a value per cycle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from coach.exchange.actuals import Actual, Mode
from coach.followup.course import Course, Kind, Point

_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}


def series(course: Course, actuals: Iterable[Actual], today: date) -> tuple[Point, ...]:
    """The goal's values by day up to `today`, whatever order they were recorded in. A value "so far" outweighs what was added up to and
    on its day. Of a rate: one point per cycle, on its last day."""
    known = sorted((item for item in actuals if item.day <= today), key=lambda item: (item.day, item.mode is Mode.SO_FAR, item.key))
    if course.kind is Kind.RATE:
        return _cycles(course, known)
    sums = course.kind is Kind.TOTAL
    value = course.start
    found: dict[date, Decimal] = {}
    for item in known:
        if sums and item.day < course.begin:
            continue
        value = value + item.value if item.mode is Mode.ADDED else item.value
        found[item.day] = value
    return tuple(Point(day, value) for day, value in found.items())


def cycle_of(day: date, cycle: str) -> tuple[date, date]:
    """The first and last day of the cycle that a day is in: a day, an ISO week, or so many months of the calendar year."""
    if cycle == "day":
        return day, day
    months = _MONTHS.get(cycle)
    if months is None:
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    begin = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = begin.month + months
    return begin, date(begin.year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(days=1)


def cycles_left(course: Course, after: date) -> int:
    """How many cycles of the course come after the day `after`."""
    if course.end is None:
        return 0
    count = 0
    at = after + timedelta(days=1)
    while at <= course.end:
        first, last = cycle_of(at, course.cycle)
        count += is_within(course, first, last)
        at = last + timedelta(days=1)
    return count


def is_within(course: Course, first: date, last: date) -> bool:
    """At least half of a cycle's days are the course's: a week of three days at the year's beginning asks for no week's worth."""
    begin, end = max(first, course.begin), min(last, course.end or last)
    return ((end - begin).days + 1) * 2 >= (last - first).days + 1


def _cycles(course: Course, known: list[Actual]) -> tuple[Point, ...]:
    found: dict[date, Decimal] = {}
    for item in known:
        first, last = cycle_of(item.day, course.cycle)
        if not is_within(course, first, last):
            continue
        before = found.get(last, Decimal(0))
        found[last] = before + item.value if item.mode is Mode.ADDED else item.value
    return tuple(Point(day, found[day]) for day in sorted(found))
