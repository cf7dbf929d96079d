"""Ownership: every goal has an owner, and they are not all the same one (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import ids, owner_of
from rules.model import Ownership, Severity
from rules.rule import SetCase, SetHit, set_hit, set_rule

# Two goals of one owner are no pattern.
_FEW = 3


@set_rule("G003", severity=Severity.WARNING, guide="pitfalls")
def ownership(case: SetCase) -> Iterator[SetHit]:
    """Goals that nobody answers for, or a team where one person answers for all."""
    missing = tuple(item for item in case.cases if item.judged.owner in (Ownership.NONE, Ownership.DIFFUSE))
    if missing:
        yield set_hit(ids(missing), reason="missing", count=str(len(missing)))
        return
    owners = tuple(owner_of(item) for item in case.cases)
    first = owners[0] if owners else None
    # "jag" owns them all: the writer's own list, not a team's. A team of unknown size may be a large one.
    if first is None or first[0] == "writer" or len(owners) < _FEW or 0 < case.policy.team_size < case.policy.small_team:
        return
    if all(owner is not None and owner[0] == first[0] for owner in owners):
        yield set_hit(ids(case.cases), Severity.NOTE, reason="all", owner=first[1], count=str(len(owners)))


RULES = (ownership,)
