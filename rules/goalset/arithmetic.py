"""Arithmetic: where the numbers allow it, operational goals add up to the strategic one they support (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rules import arithmetic as sums
from rules.goalset.scope import cycle_of, first_number, ids, measure_of, target_of
from rules.model import Level, Severity, Theme
from rules.policy import Policy
from rules.reading.scales import scale, written
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule

_QUARTERS = 4
# Numbers that do not add up.
_RELATIVE = ("share", "points", "factor", "rank")


class Sum(NamedTuple):
    """What the goals under a strategic one come to: `known` where every step stands in the set, not assumed."""

    got: Decimal
    need: Decimal
    formula: str
    known: bool
    goals: tuple[Case, ...]


@set_rule("G005", severity=Severity.WARNING, guide="linking")
def arithmetic(case: SetCase) -> Iterator[SetHit]:
    """The operational goals under a strategic one come to less than it asks for."""
    worst: tuple[Decimal, Sum] | None = None
    for strategic in case.cases:
        if strategic.judged.level is not Level.STRATEGIC:
            continue
        under = tuple(item for item in case.cases if item.judged.level is Level.OPERATIONAL and strategic.goal.id in item.goal.supports)
        total = _direct(strategic, under, case.policy) or _funnel(strategic, under, case)
        if total is None or total.got >= total.need:
            continue
        gap = (total.need - total.got) * 100 / total.need
        if worst is None or gap > worst[0]:
            worst = (gap, total)
    if worst is not None:
        gap, total = worst
        nearly = gap <= case.policy.arithmetic_percent
        reason = "nearly" if nearly else "short" if total.known else "assumed"
        severity = Severity.WARNING if reason == "short" else Severity.NOTE
        yield set_hit(ids(total.goals), severity, reason=reason, formula=total.formula)


def _need(case: Case) -> Decimal | None:
    """What a strategic goal asks for in a year: a level or count, not a change or share."""
    number = first_number(case)
    if case.goal.target is not None:
        value = case.goal.target * scale(case.goal.unit or "").factor
    elif number is not None and number.value is not None and number.role == "target" and number.kind not in _RELATIVE:
        value = number.value
    else:
        return None
    return value if value > 0 and abs(value.adjusted()) < 20 else None


def _written(case: Case) -> tuple[str, Decimal]:
    """The unit to show a sum in, and how many of the reader's own one is: Mkr stays Mkr."""
    if case.goal.unit and case.goal.target is not None:
        return f" {case.goal.unit}", scale(case.goal.unit).factor
    number = first_number(case)
    words, factor = written(number, case.reading.source.quote(number.start, number.end)) if number is not None else ("", Decimal(1))
    return f" {words}" if words else "", factor


def _plain(value: Decimal, factor: Decimal) -> str:
    shown = f"{value / factor:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _yearly(case: Case, policy: Policy, factor: Decimal = Decimal(1)) -> tuple[Decimal, str] | None:
    """The yearly sum of a goal's rate, and how it was reached, shown in units of `factor`: ("1200", "100 × 12")."""
    target, cycle = target_of(case), cycle_of(case)
    number = first_number(case)
    if target is None or not cycle or target.value <= 0 or abs(target.value.adjusted()) > 20:
        return None
    if number is not None and (number.role != "target" or number.kind in _RELATIVE):
        return None
    year = sums.per_year(target.value, cycle, policy.working_weeks, policy.working_days)
    if year is None:
        return None
    times = sums.whole(year / target.value)
    return year, f"{_plain(target.value, factor)} × {times:f}"


def _direct(strategic: Case, under: tuple[Case, ...], policy: Policy) -> Sum | None:
    """Goals on the strategic goal's own measure: rates over a year, or one sum for each of four quarters."""
    need, measure = _need(strategic), measure_of(strategic)
    alike = tuple(item for item in under if measure is not None and measure_of(item) == measure and _unit(item) == _unit(strategic))
    if need is None or not alike:
        return None
    unit, factor = _written(strategic)
    years = tuple(_yearly(item, policy, factor) for item in alike)
    if all(year is not None for year in years):
        got = sum((year[0] for year in years if year is not None), Decimal(0))
        steps = " + ".join(year[1] for year in years if year is not None)
        return Sum(got, need, f"{steps} = {_plain(got, factor)} < {_plain(need, factor)}{unit}", True, (*alike, strategic))
    totals = tuple(value for item in alike if not cycle_of(item) and (value := _need(item)) is not None)
    ends = {item.judged.end for item in alike}
    if len(totals) == len(alike) == _QUARTERS and len(ends) == _QUARTERS and None not in ends:
        got = sum(totals, Decimal(0))
        steps = " + ".join(_plain(value, factor) for value in totals)
        return Sum(got, need, f"{steps} = {_plain(got, factor)} < {_plain(need, factor)}{unit}", True, (*alike, strategic))
    return None


def _unit(case: Case) -> str:
    target = target_of(case)
    return target.unit if target is not None else ""


def _funnel(strategic: Case, under: tuple[Case, ...], case: SetCase) -> Sum | None:
    """Activities that become customers by a share: stated by a goal of the set, or assumed by the policy (then never above a note)."""
    need = _need(strategic)
    if need is None or strategic.judged.theme not in (Theme.DEALS, Theme.MARKET):
        return None
    activities = tuple(item for item in under if item.judged.theme in (Theme.ACTIVITY, Theme.LEADS) and _yearly(item, case.policy))
    years = tuple(year for item in activities if (year := _yearly(item, case.policy)) is not None)
    if not years:
        return None
    rate, known, source = _rate(case)
    if rate is None:
        return None
    volume = sum((year[0] for year in years), Decimal(0))
    got = sums.rounded(sums.funnel(volume, (rate,)))
    formula = f"{' + '.join(year[1] for year in years)} = {volume:f}; {volume:f} × {rate:f} % = {got:f} < {need:f}"
    return Sum(got, need, formula, known, (*activities, *((source,) if source is not None else ()), strategic))


def _rate(case: SetCase) -> tuple[Decimal | None, bool, Case | None]:
    """The share of activities that become customers, whether the set itself says so, and where."""
    for item in case.cases:
        number = first_number(item)
        if item.reading.measure is not None and item.reading.measure.id == "hit_rate" and number is not None and number.unit == "%":
            return number.value, number.role == "target", item
    assumed = case.policy.conversion_percent
    return (Decimal(assumed), False, None) if assumed else (None, False, None)


RULES = (arithmetic,)
