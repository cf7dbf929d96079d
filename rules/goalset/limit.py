"""Limit: three to five goals per level, operational ones per quarter (rulebook §9). The guide's advice, and policy."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import fullest_quarter, ids, measure_of, owner_of, period_of
from rules.model import Level, Severity
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule


@set_rule("G001", severity=Severity.ERROR, guide="faq-2", drafting=True)
def limit(case: SetCase) -> Iterator[SetHit]:
    """More goals on one level than the policy allows, or fewer than it advises."""
    policy = case.policy
    strategic = tuple(item for item in case.cases if item.judged.level is Level.STRATEGIC)
    bounds = (
        ("operational", fullest_quarter(case.cases), policy.operational_low, policy.operational_high),
        ("strategic", strategic, policy.strategic_low, policy.strategic_high),
    )
    for level, goals, low, high in bounds:
        count = _counted(goals)
        sizes = {"level": level, "count": str(count), "low": str(low), "high": str(high)}
        if count > high:
            yield set_hit(ids(goals), reason="over", **sizes)
        # None at all on a level is a matter of alignment, which asks for them.
        elif case.done and 0 < count < low:
            yield set_hit(ids(goals), Severity.NOTE, reason="under", **sizes)


def _counted(goals: tuple[Case, ...]) -> int:
    """Goals counted per team: the same measure and period given to one person each is one goal of the team."""
    seen: dict[tuple[object, ...], list[str]] = {}
    count = 0
    for goal in goals:
        owner, measure = owner_of(goal), measure_of(goal)
        if owner is None or measure is None:
            count += 1
            continue
        owners = seen.setdefault((measure, period_of(goal)), [])
        if not owners or owner[0] in owners:
            count += 1
        owners.append(owner[0])
    return count


RULES = (limit,)
