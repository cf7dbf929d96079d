"""Every rule, in rulebook order: the order findings are told in. Fixed by hand; ids are never reused."""

from __future__ import annotations

from difflib import get_close_matches

from rules.criteria import compound, kind, level, measurable, owner, realistic, specific, time
from rules.goalset import (
    alignment,
    arithmetic,
    balance,
    duplicate,
    launch,
    lead_link,
    limit,
    overload,
    ownership,
    revision,
    reward,
    tracking,
)
from rules.policy import Policy, PolicyError
from rules.rule import Rule, SetRule

KIND_RULES: tuple[Rule, ...] = kind.RULES

GOAL_RULES: tuple[Rule, ...] = (
    *specific.RULES,
    *measurable.RULES,
    *owner.RULES,
    *realistic.RULES,
    *time.RULES,
    *compound.RULES,
    *level.RULES,
)

SET_RULES: tuple[SetRule, ...] = (
    *limit.RULES,
    *overload.RULES,
    *ownership.RULES,
    *alignment.RULES,
    *arithmetic.RULES,
    *balance.RULES,
    *launch.RULES,
    *duplicate.RULES,
    *lead_link.RULES,
    *tracking.RULES,
    *reward.RULES,
    *revision.RULES,
)

RULES: tuple[Rule | SetRule, ...] = (*KIND_RULES, *GOAL_RULES, *SET_RULES)

# Kept for rules to come: none.
RESERVED: tuple[str, ...] = ()

# Never used again. M001: what cannot be measured is vague, and one cause gives one message (rulebook §10).
RETIRED = ("M001",)


def find(name: str) -> Rule | SetRule | None:
    """The rule with an id ("M002", "m002") or a name ("unit-missing")."""
    wanted = name.strip().casefold()
    return next((rule for rule in RULES if wanted in (rule.id.casefold(), rule.name)), None)


def verify(policy: Policy) -> Policy:
    """The policy itself, if each rule it names exists; else `PolicyError`."""
    known = tuple(rule.id for rule in RULES)
    for table, ids in (("severity", tuple(id for id, _ in policy.severities)), ("rules", policy.off)):
        for id in ids:
            if id not in known:
                near = get_close_matches(id, known, 1)
                raise PolicyError("policy-rule-near" if near else "policy-rule", name=table, value=id, near="".join(near))
    return policy
