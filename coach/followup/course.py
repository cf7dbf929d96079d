"""What a goal is followed by: from where to where, between which days, along which planned curve. A value; it knows no actuals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from rules.arithmetic import quarters


class Kind(StrEnum):
    """How a goal's actual value grows: summed up, read off as a level, counted anew each cycle, or there or not."""

    TOTAL = "total"
    LEVEL = "level"
    RATE = "rate"
    MILESTONE = "milestone"


class Clock(StrEnum):
    """What the plan counts: every day alike, the days worked in Sweden, or the writer's own points."""

    EVEN = "even"
    WORKDAYS = "workdays"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Point:
    """A value at the end of a day."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """A goal to follow. `up`: more is better (False: a level to bring down, or a sum not to exceed); `cycle` of a rate;
    `low` and `high` bound what the measure can be; `pieces`: it counts whole things; `points`: the given plan, by day. A `baseline` of
    None is not known: the first reading takes its place. `loose`: neither the text nor an agreement fixes the beginning."""

    goal: str
    text: str
    kind: Kind
    target: Decimal
    begin: date
    end: date | None = None
    baseline: Decimal | None = Decimal(0)
    up: bool = True
    owner: str = ""
    unit: str = ""
    cycle: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    pieces: bool = False
    clock: Clock = Clock.EVEN
    points: tuple[Point, ...] = ()
    loose: bool = False

    @property
    def start(self) -> Decimal:
        """Where the curve begins: a sum grows from nothing, a level from its baseline."""
        if self.kind is not Kind.LEVEL:
            return Decimal(0)
        return self.target if self.baseline is None else self.baseline

    @property
    def keeps(self) -> bool:
        """A level that already holds and is to be kept."""
        return self.kind is Kind.LEVEL and self.meets(self.start)

    def meets(self, value: Decimal | Fraction) -> bool:
        """`value` is at the target or past it."""
        return value >= self.target if self.up else value <= self.target


def gone(course: Course, day: date) -> int:
    """Units of the course's clock from its beginning to the end of `day`: 0 before it, all of them at its end and after."""
    return _units(course, day)[0]


def length(course: Course) -> int:
    """Units of the whole course; at least 1."""
    return _units(course, course.begin)[1]


def span(course: Course, first: date, last: date) -> int:
    """Units from the day after `first` to `last`; 0 where there are none. Not bounded by the course."""
    if last <= first:
        return 0
    begin = first + timedelta(days=1)
    return quarters.workdays(begin, last) if _works(course) else (last - first).days


def expected(course: Course, day: date) -> Fraction:
    """What the plan says for the end of `day`: exact. A rate and a level that is kept are planned at their target every day."""
    start, target = Fraction(course.start), Fraction(course.target)
    if course.kind is Kind.RATE or course.keeps:
        return target
    if course.kind is Kind.MILESTONE:
        return target if course.end is not None and day >= course.end else start
    if course.points:
        return _between(course, day)
    units, whole = _units(course, day)
    return start + (target - start) * Fraction(units, whole)


def shares(course: Course, parts: Sequence[date]) -> tuple[Fraction, ...]:
    """What the plan gives to each part of the course: `parts` are the last days in order. They add up to the whole when the last one
    is the course's end."""
    before = Fraction(course.start)
    found = []
    for last in parts:
        value = expected(course, last)
        found.append(value - before)
        before = value
    return tuple(found)


def _between(course: Course, day: date) -> Fraction:
    """The given points joined by straight lines, from the start to the target at the end."""
    known = [(course.begin - timedelta(days=1), Fraction(course.start))]
    known += [(point.day, Fraction(point.value)) for point in sorted(course.points, key=lambda point: point.day)]
    if course.end is not None and known[-1][0] < course.end:
        known.append((course.end, Fraction(course.target)))
    if day <= known[0][0]:
        return known[0][1]
    for (first, low), (last, high) in pairwise(known):
        if day <= last:
            return low + (high - low) * Fraction((day - first).days, max((last - first).days, 1))
    return known[-1][1]


def _works(course: Course) -> bool:
    """The days worked are counted, where there are any."""
    return course.clock is Clock.WORKDAYS and course.end is not None and _table(course.begin, course.end)[-1] > 0


def _units(course: Course, day: date) -> tuple[int, int]:
    if course.end is None:
        # Without an end nothing can be planned; the year is a length like any other.
        return max((day - course.begin).days + 1, 0), 365
    at = min((day - course.begin).days, (course.end - course.begin).days)
    if _works(course):
        table = _table(course.begin, course.end)
        return (table[at] if at >= 0 else 0), table[-1]
    return max(at + 1, 0), max((course.end - course.begin).days + 1, 1)


@lru_cache(maxsize=256)
def _table(begin: date, end: date) -> tuple[int, ...]:
    """The days worked from `begin` to each day up to `end`."""
    total = 0
    found = []
    for at in range(max((end - begin).days, 0) + 1):
        day = begin + timedelta(days=at)
        total += quarters.workdays(day, day)
        found.append(total)
    return tuple(found)
