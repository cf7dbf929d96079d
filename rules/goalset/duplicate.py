"""Duplicate, conflict and pull apart: goals that say the same, or the opposite (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rules.goalset.scope import ids, measure_of, owner_of, period_of, scope_of, target_of
from rules.model import Severity, Theme
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule

_VOLUME = (Theme.REVENUE, Theme.DEALS, Theme.LEADS, Theme.PRODUCT)
_EITHER = ("min", "max")


def same(one: Case, other: Case) -> bool:
    """The same measure, period and scope. A goal and the one it supports are never the same."""
    if one.goal.id in other.goal.supports or other.goal.id in one.goal.supports or one.judged.level is not other.judged.level:
        return False
    measure = measure_of(one)
    if measure is None or measure != measure_of(other) or period_of(one) != period_of(other):
        return False
    first, second = owner_of(one), owner_of(other)
    if first is not None and second is not None and first[0] != second[0]:
        return False
    each = tuple(any(owner.kind == "each" for owner in item.reading.owners) for item in (one, other))
    return each[0] == each[1] and scope_of(one) == scope_of(other)


def _corridor(one: Case, other: Case) -> bool:
    """ "minst 40" and "högst 60" together are a corridor, not two goals."""
    first, second = target_of(one), target_of(other)
    return first is not None and second is not None and first.bound != second.bound and first.bound in _EITHER and second.bound in _EITHER


def _differ(one: Case, other: Case) -> bool:
    first, second = target_of(one), target_of(other)
    return first is not None and second is not None and first.unit == second.unit and first.value != second.value


def _pairs(case: SetCase) -> tuple[tuple[Case, Case], ...]:
    return tuple(pair for pair in combinations(case.cases, 2) if same(*pair) and not _corridor(*pair))


def _listed(case: SetCase, pairs: tuple[tuple[Case, Case], ...]) -> tuple[Case, ...]:
    return tuple(item for item in case.cases if any(item in pair for pair in pairs))


@set_rule("G008", severity=Severity.WARNING, guide="pitfalls")
def duplicate(case: SetCase) -> Iterator[SetHit]:
    """Two goals on the same measure, period and scope."""
    goals = _listed(case, tuple(pair for pair in _pairs(case) if not _differ(*pair)))
    if goals:
        yield set_hit(ids(goals), count=str(len(goals)))


@set_rule("G009", severity=Severity.ERROR, guide="pitfalls", drafting=True)
def conflict(case: SetCase) -> Iterator[SetHit]:
    """Two goals on the same measure, period and scope with different targets."""
    goals = _listed(case, tuple(pair for pair in _pairs(case) if _differ(*pair)))
    if goals:
        yield set_hit(ids(goals), words=" – ".join(_shown(item) for item in goals))


def _shown(case: Case) -> str:
    number = next((item for item in case.reading.core if item.value is not None), None)
    if case.goal.target is not None or number is None:
        return f"{case.goal.target} {case.goal.unit or ''}".strip()
    return case.reading.source.quote(number.start, number.end)


@set_rule("G010", severity=Severity.NOTE, guide="strategic")
def pull_apart(case: SetCase) -> Iterator[SetHit]:
    """A goal for volume and one for margin in the same period: which goes first?"""
    margins = tuple(item for item in case.cases if item.judged.theme is Theme.MARGIN)
    volumes = tuple(item for item in case.cases if item.judged.theme in _VOLUME)
    pairs = tuple((one, other) for one in margins for other in volumes if one.judged.end is not None and one.judged.end == other.judged.end)
    goals = _listed(case, pairs)
    if goals:
        yield set_hit(ids(goals))


RULES = (duplicate, conflict, pull_apart)
