"""What a strategic goal asks for, in terms that sums can be done on: new customers, a revenue, a growth, a level on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from coach.suggest.breakdown.values import counted_as, names, tokens_stage
from rules.arithmetic.quarters import Quarter, between, planned, quarter_of, year_of
from rules.goalset.scope import cycle_of, first_number
from rules.model import Theme, Verdicts
from rules.policy import Policy
from rules.reading.scales import scale
from rules.reading.text import fold
from rules.rule import Case

Sort = Literal["count", "customers", "count-growth", "revenue", "revenue-growth", "revenue-more", "level", "open"]
_UNTIL = frozenset("senast till tills innan fore by until before through".split())


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked for.

    `value`: the number (a growth as the per cent of last year's that it comes to: 20 % more is 120); `baseline` where the goal says it;
    `unit` as the reader named it; `late`: what one of the outcome is called ("customers" or "deals"); `quarters`: those it is to be
    reached in; `timed`: the goal itself says when; `rate`: the cycle that the number is counted per, where it is shorter than a year;
    `unclear`: nobody can tell what the number counts; `new`: it counts what is added, from nothing. `percent`, `shift`: a level that is to
    move to so many per cent of where it stands, or by so much, where the goal does not say where that is.
    """

    sort: Sort
    value: Fraction | None
    baseline: Fraction | None
    unit: str
    late: str
    quarters: tuple[Quarter, ...]
    timed: bool
    down: bool = False
    rate: str = ""
    unclear: bool = False
    new: bool = False
    percent: Fraction | None = None
    shift: Fraction | None = None


def aim_of(case: Case, verdicts: Verdicts, today: date, policy: Policy) -> Aim:
    """The aim of a strategic goal, its fields before its text."""
    number = first_number(case)
    goal, reading = case.goal, case.reading
    start = next((item for item in reading.quantities if item.role == "baseline" and item.value is not None), None)
    own = scale(goal.unit or "")
    baseline = goal.baseline * own.factor if goal.baseline is not None else start.value if start is not None else None
    value = goal.target * own.factor if goal.target is not None else number.value if number is not None else None
    if value is not None and not (value.is_finite() and 0 < abs(value) < 10**15):
        value = None
    if baseline is not None and not (baseline.is_finite() and abs(baseline) < 10**15):
        baseline = None
    kind = number.kind if number is not None else "number"
    unit = own.unit or goal.unit or (number.unit if number is not None and number.unit else "")
    by = goal.target is None and number is not None and number.role == "by"
    kinds = tuple(change.kind for change in reading.changes)
    down = "down" in kinds and "up" not in kinds
    sort, exact = _sort(case, verdicts, kind, by, number.noun if number is not None else None), None if value is None else Fraction(value)
    if exact is not None and sort in ("revenue-growth", "count-growth"):
        exact = exact * 100 if kind == "factor" else 100 + exact
    money = kind == "money" or goal.target is not None and bool(goal.unit)
    unclear = exact is not None and (verdicts.unit_missing or sort in ("revenue", "revenue-more") and not money)
    if exact is None or down and sort != "level" or unclear:
        sort = "open"
    percent, shift = None, None
    if exact is not None and sort == "level" and by and baseline is not None:
        exact = _moved(exact, Fraction(baseline), kind, unit, down)
    elif sort == "level" and by and exact is not None:
        percent, shift = _move(exact, kind, unit, down)
        exact = None
    if sort == "level" and exact is not None and baseline is not None and exact < baseline and "down" not in kinds and kind == "count":
        # "Win back five and lose none of the 38": two counts that have nothing to do with each other.
        sort = "open"
    rate = cycle_of(case) if sort in ("count", "revenue") else ""
    late = counted_as(number.noun if number is not None else None) or _counted(case, sort)
    quarters, timed = _quarters(case, verdicts, sort, today, policy)
    start_value = None if baseline is None else Fraction(baseline)
    return Aim(
        sort, exact, start_value, unit, late, quarters, timed, down, "" if rate == "year" else rate, unclear, _new(case), percent, shift
    )


def _sort(case: Case, verdicts: Verdicts, kind: str, by: bool, noun: str | None) -> Sort:
    measure = case.reading.measure
    name = measure.id if measure is not None else ""
    part = kind in ("share", "factor", "points")
    if verdicts.theme is Theme.REVENUE:
        if kind == "factor" or kind == "share" and by:
            return "revenue-growth"
        return "level" if part else "revenue-more" if by else "revenue"
    if verdicts.theme is Theme.DEALS or tokens_stage((noun or "",)) == "deals":
        if name == "hit_rate" or kind == "duration":
            return "level"
        if part:
            return "count-growth" if by else "level"
        counting = name == "deals" and not _of_customers(case)
        return "count" if by or counting or _new(case) or cycle_of(case) else "customers"
    if kind in ("count", "number") and _of_customers(case):
        return "count" if by or _new(case) or cycle_of(case) else "customers"
    return "level"


def _of_customers(case: Case) -> bool:
    """ "Öka antalet kunder från 200 till 250": the number counts those who buy."""
    tokens = case.reading.source.tokens
    number = next((at for at, token in enumerate(tokens) if token.kind == "n"), len(tokens))
    return any(counted_as(token.fold) == "customers" for token in tokens[:number] if token.kind == "w")


def _counted(case: Case, sort: Sort) -> str:
    """Without a counted word, the measure tells what one of the outcome is called."""
    measure = case.reading.measure
    words = "" if measure is None else fold(case.reading.source.quote(measure.start, measure.end))
    return "customers" if sort in ("customers", "count-growth") or counted_as(words.split(" ")[-1]) == "customers" else "deals"


def _new(case: Case) -> bool:
    """New customers, and those that are won or added, are counted from nothing; "nå 500 kunder" is a level."""
    added = {word for key in ("new", "adding") for word in names()["word"][key]}
    return any(token.fold in added for token in case.reading.source.tokens)


def _moved(step: Fraction, baseline: Fraction, kind: str, unit: str, down: bool) -> Fraction:
    if kind == "factor":
        return baseline * step
    amount = abs(baseline) * step / 100 if unit == "%" else step
    return baseline - amount if down else baseline + amount


def _move(step: Fraction, kind: str, unit: str, down: bool) -> tuple[Fraction | None, Fraction | None]:
    """How a level that nobody has told yet is to move: to so many per cent of it, or by so much."""
    if kind == "factor":
        return step * 100, None
    if unit == "%":
        return (100 - step if down else 100 + step), None
    return None, (-step if down else step)


def _quarters(case: Case, verdicts: Verdicts, sort: Sort, today: date, policy: Policy) -> tuple[tuple[Quarter, ...], bool]:
    """The quarters to reach it in: to its end; of its own year for what is counted by the year; else the year to come."""
    start, first, end = policy.fiscal_year_start, planned(today, policy.fiscal_year_start), verdicts.end
    year = between(first, date.fromordinal(first.begin.toordinal() + 350), start)
    cycle = cycle_of(case)
    if end is None or cycle == "year" and sort != "level":
        return year, cycle != "" or end is not None
    if end < first.begin:
        return (year, False) if end < today else ((quarter_of(end, start),), True)
    if sort in ("revenue", "revenue-growth", "revenue-more"):
        return year_of(end, start), True
    if sort != "level" and _inside(case):
        frame = next((item for item in case.reading.frames if item.begin is not None and item.until == end), None)
        if frame is not None and frame.begin is not None and frame.begin > first.begin:
            first = quarter_of(frame.begin, start)
    return between(first, end, start), True


def _inside(case: Case) -> bool:
    """ "under 2028" is that year alone; "senast 2028" is all the time until then."""
    for frame in case.reading.frames:
        if frame.kind == "deadline":
            words = fold(case.reading.source.quote(frame.start, frame.end)).split()
            before = case.reading.source.tokens[frame.first - 1].fold if frame.first else ""
            return not (words and words[0] in _UNTIL or before in _UNTIL)
    return False
