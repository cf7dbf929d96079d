"""Duplicate, conflict and pull apart: goals that say the same, or the opposite (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rules.goalset.scope import Target, ids, measure_of, owner_of, period_of, scope_of, target_of
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


def _corridor(first: Target | None, second: Target | None) -> bool:
    """ "minst 40" and "högst 60" together are a corridor, not two goals."""
    return first is not None and second is not None and first.bound != second.bound and first.bound in _EITHER and second.bound in _EITHER


def _differ(first: Target | None, second: Target | None) -> bool:
    """Different numbers of the same unit; of different units nobody can tell."""
    return first is not None and second is not None and first.unit == second.unit and first.value != second.value


def _alike(case: SetCase, differing: bool) -> tuple[Case, ...]:
    """The goals that share measure, period and scope with another; with its target too, or `differing` from it.

    Goals of two different owners are two.
    """
    groups: dict[tuple[object, ...], list[tuple[Case, str | None, Target | None]]] = {}
    for item in case.cases:
        likeness = _likeness(item)
        if likeness is not None:
            owner = owner_of(item)
            groups.setdefault(likeness, []).append((item, owner[0] if owner is not None else None, target_of(item)))
    found: set[str] = set()
    for group in groups.values():
        for (one, first, wanted), (other, second, meant) in combinations(group, 2):
            if one.goal.id in found and other.goal.id in found:
                continue
            owned = first is None or second is None or first == second
            if owned and _differ(wanted, meant) is differing and not _corridor(wanted, meant) and not _linked(one, other):
                found.update((one.goal.id, other.goal.id))
    return tuple(item for item in case.cases if item.goal.id in found)


@set_rule("G008", severity=Severity.WARNING, guide="pitfalls")
def duplicate(case: SetCase) -> Iterator[SetHit]:
    """Two goals on the same measure, period and scope."""
    goals = _alike(case, False)
    if goals:
        yield set_hit(ids(goals), count=str(len(goals)))


@set_rule("G009", severity=Severity.ERROR, guide="pitfalls", drafting=True)
def conflict(case: SetCase) -> Iterator[SetHit]:
    """Two goals on the same measure, period and scope with different targets."""
    goals = _alike(case, True)
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
    ends = frozenset(item.judged.end for item in margins) & frozenset(item.judged.end for item in volumes) - {None}
    goals = tuple(item for item in case.cases if item.judged.end in ends and item.judged.theme in (Theme.MARGIN, *_VOLUME))
    if goals:
        yield set_hit(ids(goals))


RULES = (duplicate, conflict, pull_apart)
