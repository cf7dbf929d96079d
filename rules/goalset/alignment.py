"""Alignment: operational and strategic goals hang together (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import ids
from rules.model import Level, Severity
from rules.rule import SetCase, SetHit, set_hit, set_rule


@set_rule("G004", severity=Severity.WARNING, guide="linking")
def alignment(case: SetCase) -> Iterator[SetHit]:
    """Operational goals that support no strategic one, or strategic goals without an operational one under them."""
    strategic = tuple(item for item in case.cases if item.judged.level is Level.STRATEGIC)
    operational = tuple(item for item in case.cases if item.judged.level is Level.OPERATIONAL)
    if not strategic:
        if operational:
            # One question, not one per orphan.
            yield set_hit(ids(operational), reason="missing", count=str(len(operational)))
        return
    aims = frozenset(ids(strategic))
    orphans = tuple(item for item in operational if not any(id in aims for id in item.goal.supports))
    supported = frozenset(id for item in operational for id in item.goal.supports)
    childless = tuple(item for item in strategic if item.goal.id not in supported)
    found = {*ids(orphans), *ids(childless)}
    loose = tuple(item for item in case.cases if item.goal.id in found)
    if loose:
        reason = "both" if orphans and childless else "orphan" if orphans else "childless"
        yield set_hit(ids(loose), reason=reason, count=str(len(loose)))


RULES = (alignment,)
