"""Overload: one owner with more goals in the quarter than anyone can steer by (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import ids, owner_of, quarter_of
from rules.model import Severity
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule


@set_rule("G002", severity=Severity.WARNING, guide="pitfalls")
def overload(case: SetCase) -> Iterator[SetHit]:
    """An owner with more than five goals (policy) in one quarter."""
    over: list[tuple[str, tuple[Case, ...]]] = []
    owners = {owner[0]: owner[1] for item in case.cases if (owner := owner_of(item)) is not None}
    owned: dict[str, list[Case]] = {key: [] for key in owners}
    for item in case.cases:
        owner = owner_of(item)
        if owner is not None:
            owned[owner[0]].append(item)
    for key, own in owned.items():
        quarters = tuple(dict.fromkeys(quarter_of(item) for item in own))
        loads = (tuple(item for item in own if quarter_of(item) in (None, quarter)) for quarter in quarters)
        heaviest = max(loads, key=len)
        if len(heaviest) > case.policy.owner_high:
            over.append((owners[key], heaviest))
    if over:
        found = {item.goal.id for _, goals in over for item in goals}
        listed = tuple(item for item in case.cases if item.goal.id in found)
        yield set_hit(ids(listed), owner=", ".join(words for words, _ in over), count=str(max(len(goals) for _, goals in over)))


RULES = (overload,)
