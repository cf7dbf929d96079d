"""From a goal to the course it is followed by: its number, direction and days, by field before text (rulebook §2, §5)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from coach.examiner import Examined
from coach.exchange.actuals import Actual
from coach.followup.course import Clock, Course, Kind, Point
from rules import arithmetic
from rules.arithmetic import quarters
from rules.model import Goal, Level, Measurable, Theme
from rules.model import Kind as Nature
from rules.policy import Policy
from rules.reading import Reading
from rules.reading.facts import Quantity
from rules.reading.scales import factor_in, value_in
from rules.reading.text import fold

# What is summed up over the time of the goal; the rest is a level, where it has a starting value.
_SUMMED = (Theme.LEADS, Theme.ACTIVITY, Theme.DEALS, Theme.REVENUE, Theme.PRODUCT)
_READ_OFF = ("share", "points", "duration", "rank", "factor")
_DONE = Decimal(1)
_MOST = 30


def course_of(examined: Examined, today: date, policy: Policy, clock: Clock | None = None, points: tuple[Point, ...] = ()) -> Course | None:
    """The course of a goal, or None for what cannot be followed: no goal, nothing to measure, a blank where the target should stand."""
    report, reading, goal = examined.report, examined.reading, examined.report.goal
    verdicts = report.verdicts
    if report.kind is Nature.NONGOAL or verdicts is None:
        return None
    end = verdicts.end
    fixed = _fixed(reading, goal.agreed, end)
    begin = fixed or _assumed(end, verdicts.level is Level.STRATEGIC, policy, today)
    number = _number(reading)
    measure = reading.measure
    owner = goal.owner or _owner(reading)
    if goal.target is None and number is None:
        if verdicts.measurable is not Measurable.MILESTONE:
            return None
        return Course(goal.id, goal.text, Kind.MILESTONE, _DONE, begin, end, owner=owner, loose=fixed is None)
    start = next((item for item in reading.quantities if item.role == "baseline" and item.value is not None), None)
    # The unit of the goal's fields is that of its course: who writes Mkr there enters actuals in Mkr.
    baseline = goal.baseline if goal.baseline is not None else value_in(start, goal.unit) if start is not None else None
    target = _target(goal.target, number, baseline, reading, goal.unit)
    if target is None or abs(target.adjusted()) > _MOST:
        return None
    cycle = (number.rate if number is not None else None) or next(
        (frame.cycle for frame in reading.frames if frame.kind == "cycle" and frame.cycle and not frame.means), None
    )
    unit = goal.unit or (number.unit if number is not None and number.unit else "")
    kind = _kind(verdicts.theme, number, unit, baseline, cycle)
    up = _up(reading, number, target, baseline) if kind is Kind.LEVEL else number is None or number.bound != "max"
    return Course(
        goal.id, goal.text, kind, target, begin, end, baseline, up, owner, unit or _noun(reading, number), cycle or "",
        low=_bound(measure.low if measure is not None else None), high=_bound(measure.high if measure is not None else None),
        pieces=kind is Kind.TOTAL and (number is None or number.kind in ("count", "number")) and target == target.to_integral_value(),
        clock=clock or (Clock.GIVEN if points else Clock.WORKDAYS if kind is Kind.TOTAL else Clock.EVEN),
        points=points, loose=fixed is None,
    )  # fmt: skip


def as_of(goal: Goal, actuals: Iterable[Actual], today: date, begun: date | None = None) -> date:
    """The day to read a goal from, so that its "Q1" stays the same Q1 when the quarter is over: the day it was agreed, else accepted,
    else the period's first day (`begun`), else that of its first actual, else today."""
    if goal.agreed is not None:
        return goal.agreed
    if goal.accepted is not None:
        return goal.accepted.on
    first = min((item.day for item in actuals if item.goal == goal.id), default=today)
    return min(begun if begun is not None else first, today)


def _number(reading: Reading) -> Quantity | None:
    """The number aimed at: a target before the amount of a change. Of "inom en vecka, från 40 % till 80 %" it is what the goal goes to from
    where it stands, not what is said beside."""
    known = [item for item in reading.core if item.value is not None and not item.placeholder]
    aims = [item for item in known if item.role == "target"]
    start = next((item for item in reading.quantities if item.role == "baseline" and item.value is not None), None)
    onward = [item for item in aims if start is not None and item.start > start.start and item.kind == start.kind]
    return next(iter(onward or aims), next((item for item in known if item.role == "by"), None))


def _target(field: Decimal | None, number: Quantity | None, baseline: Decimal | None, reading: Reading, unit: str | None) -> Decimal | None:
    """The level or sum to reach; a change by an amount needs the value that it starts from, unless it is a count of new things."""
    if field is not None or number is None or number.value is None:
        return field
    value = number.value / factor_in(number, unit)
    if number.role != "by":
        return number.upper / factor_in(number, unit) if number.upper is not None and number.bound == "max" else value
    if baseline is None:
        return None if number.unit == "%" or number.kind in ("factor", "points", "share") else value
    if number.kind == "factor":
        return baseline * value
    step = abs(baseline) * value / arithmetic.figures.HUNDRED if number.unit == "%" else value
    return baseline - step if _falls(reading) else baseline + step


def _kind(theme: Theme, number: Quantity | None, unit: str, baseline: Decimal | None, cycle: str | None) -> Kind:
    if unit == "%" or (number is not None and number.kind in _READ_OFF):
        return Kind.LEVEL
    if cycle and cycle != "cycle":
        return Kind.RATE
    if theme in _SUMMED:
        return Kind.TOTAL
    # New followers, hires, complaints at most: a count without a starting value begins at nothing.
    counted = number is not None and (number.kind in ("count", "money") or number.bound == "max")
    return Kind.TOTAL if counted and baseline is None else Kind.LEVEL


def _up(reading: Reading, number: Quantity | None, target: Decimal, baseline: Decimal | None) -> bool:
    if number is not None and number.bound is not None:
        return number.bound == "min"
    if _falls(reading):
        return False
    return not _wanted_low(reading) if baseline is None else target >= baseline


def _falls(reading: Reading) -> bool:
    kinds = tuple(change.kind for change in reading.changes)
    return "down" in kinds and "up" not in kinds


def _wanted_low(reading: Reading) -> bool:
    """The text names a measure that one wants less of."""
    words = " ".join(token.fold for token in reading.source.tokens)
    return any(word in f"{words} " for word in _falling())


@cache
def _falling() -> tuple[str, ...]:
    lists = tomllib.loads(files("coach.followup").joinpath("falling.toml").read_text("utf-8"))
    # With a space after: the end of a word, so that compounds count and "felfri" does not.
    return tuple(f"{fold(word)} " for words in lists.values() for word in words)


def _fixed(reading: Reading, agreed: date | None, end: date | None) -> date | None:
    """The first day that counts, where the text fixes it ("i Q3") or else an agreement."""
    # A span that is over before the end is where the goal starts from ("från 8 Mkr 2026 till 10 Mkr 2027"), no time to reach it in.
    spans = [frame for frame in reading.frames if frame.kind in ("deadline", "start")]
    last = [frame for frame in spans if frame.kind == "start" or frame.until == end]
    begins = [frame.begin for frame in last or spans if frame.begin is not None]
    begin = next((day for day in begins if end is None or day < end), None)
    if begin is not None:
        return begin
    return agreed if agreed is not None and (end is None or agreed < end) else None


def _assumed(end: date | None, strategic: bool, policy: Policy, today: date) -> date:
    """The first day where nothing fixes it: that of the quarter the end is in (a strategic goal: the year); without an end, of today's."""
    if end is None:
        return quarters.quarter_of(today, policy.fiscal_year_start).begin
    if strategic:
        return quarters.year_of(end, policy.fiscal_year_start)[0].begin
    return quarters.quarter_of(end, policy.fiscal_year_start).begin


def _owner(reading: Reading) -> str:
    named = (item for item in reading.owners if item.kind in ("person", "role", "each", "team"))
    return next((reading.source.quote(item.start, item.end) for item in named), "")


def _noun(reading: Reading, number: Quantity | None) -> str:
    """The writer's own word for what is counted, as it stands after the number."""
    if number is None or number.noun is None:
        return ""
    words = [token for token in reading.source.placed if token.fold == number.noun]
    return reading.source.quote(words[0].start, words[0].end) if words else number.noun


def _bound(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
