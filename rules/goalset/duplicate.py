"""Duplicate, conflict and pull apart: goals that say the same, or the opposite (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rules.goalset.scope import ids, measure_of, owner_of, period_of, scope_of, target_of
from rules.model import Severity, Theme
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule

_VOLUME = (Theme.REVENUE, Theme.DEALS, Theme.LEADS, Theme.PRODUCT)
_EITHER = ("min", "max")


def _likeness(case: Case) -> tuple[object, ...] | None:
    """What goals on the same thing share: level, measure, period, per head or total, and scope. None without a measure."""
    measure = measure_of(case)
    if measure is None:
        return None
    each = any(owner.kind == "each" for owner in case.reading.owners)
    return case.judged.level, measure, period_of(case), each, scope_of(case)


def _linked(one: Case, other: Case) -> bool:
    """A goal and the one it supports are never the same."""
    return one.goal.id in other.goal.supports or other.goal.id in one.goal.supports


def _corridor(one: Case, other: Case) -> bool:
    """ "minst 40" and "högst 60" together are a corridor, not two goals."""
    first, second = target_of(one), target_of(other)
    return first is not None and second is not None and first.bound != second.bound and first.bound in _EITHER and second.bound in _EITHER


def _differ(one: Case, other: Case) -> bool:
    first, second = target_of(one), target_of(other)
    return first is not None and second is not None and first.unit == second.unit and first.value != second.value


def _pairs(case: SetCase) -> tuple[tuple[Case, Case], ...]:
    """The goals on the same thing, two and two; those of two different owners are two."""
    groups: dict[tuple[object, ...], list[tuple[Case, str | None]]] = {}
    for item in case.cases:
        likeness = _likeness(item)
        if likeness is not None:
            owner = owner_of(item)
            groups.setdefault(likeness, []).append((item, owner[0] if owner is not None else None))
    return tuple(
        (one, other)
        for group in groups.values()
        for (one, first), (other, second) in combinations(group, 2)
        if (first is None or second is None or first == second) and not _linked(one, other) and not _corridor(one, other)
    )


def _listed(case: SetCase, pairs: tuple[tuple[Case, Case], ...]) -> tuple[Case, ...]:
    found = {item.goal.id for pair in pairs for item in pair}
    return tuple(item for item in case.cases if item.goal.id in found)


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
