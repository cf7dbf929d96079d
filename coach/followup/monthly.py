"""The monthly report as numbers: budget against actual of the month and so far, forecast, changes, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from coach.exchange.actuals import Actual, Decision, Hinder
from coach.followup.course import Course, Kind, expected
from coach.followup.forecast import decimal
from coach.followup.meeting import is_open
from coach.followup.standing import Standing, standing
from rules.model import Revision


@dataclass(frozen=True, slots=True)
class Row:
    """One goal in the month: what the plan gave it and what it brought (of a level: where they stood), and its standing at the end."""

    standing: Standing
    budget: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month's report, as of its last day or `today`, whichever comes first."""

    first: date
    last: date
    rows: tuple[Row, ...]
    revisions: tuple[Revision, ...]
    hinders: tuple[Hinder, ...]
    decisions: tuple[Decision, ...]


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of a month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def monthly(
    courses: Sequence[Course], actuals: Sequence[Actual], day: date, today: date, revisions: Iterable[Revision] = (),
    hinders: Iterable[Hinder] = (), decisions: Iterable[Decision] = (),
) -> Month:  # fmt: skip
    """The report of the month that `day` is in."""
    first, last = month_of(day)
    until = min(last, today)
    rows = tuple(_row(course, actuals, first, until) for course in courses if course.begin <= until)
    return Month(
        first, until, rows, tuple(item for item in revisions if first <= item.on <= until),
        tuple(item for item in hinders if item.opened <= until and is_open(item, until)),
        tuple(item for item in decisions if first <= item.day <= until),
    )  # fmt: skip


def _row(course: Course, actuals: Sequence[Actual], first: date, until: date) -> Row:
    now = standing(course, actuals, until)
    course = now.course
    if course.kind is Kind.RATE:
        done = [point.value for point in now.points if first <= point.day <= until]
        return Row(now, course.target, sum(done, Decimal(0)) / len(done) if done else None)
    if course.kind is not Kind.TOTAL:
        return Row(now, decimal(expected(course, until)), now.actual)
    before = [point.value for point in now.points if point.day < first]
    here = [point.value for point in now.points if point.day >= first]
    eve = first - timedelta(days=1)
    budget = decimal(expected(course, until) - expected(course, eve))
    return Row(now, budget, here[-1] - (before[-1] if before else Decimal(0)) if here else None)
