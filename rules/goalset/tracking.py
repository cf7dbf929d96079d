"""Tracking: each goal has a source for its actual value (rulebook §9). Sources are proposed by theme; only what is refused is found."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import ids
from rules.model import Severity
from rules.rule import SetCase, SetHit, set_hit, set_rule


@set_rule("G012", severity=Severity.NOTE, guide="follow-up")
def tracking(case: SetCase) -> Iterator[SetHit]:
    """Goals whose source for the actual value has been refused."""
    loose = tuple(item for item in case.cases if not case.policy.source(item.judged.theme))
    if loose:
        yield set_hit(ids(loose), count=str(len(loose)))


RULES = (tracking,)
