"""Small sets, written from the rulebook (§9), and what must and must not be said of each."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules import Goal, Policy, check_set
from rules.model import Finding, Revision, Reward

TODAY = date(2026, 11, 23)
SETS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("sets.toml").read_text("utf-8"))["set"]


def told(given: dict[str, Any]) -> tuple[Finding, ...]:
    goals = [Goal.model_validate({"text": goal} if isinstance(goal, str) else goal) for goal in given["goals"]]
    revisions = [Revision.model_validate(item) for item in given.get("revisions", ())]
    reward = Reward.model_validate(given["reward"]) if "reward" in given else None
    policy = Policy.from_mapping(given.get("policy", {}))
    return check_set(goals, TODAY, policy, None, given.get("done", True), revisions=revisions, reward=reward).findings


@pytest.mark.parametrize("given", SETS, ids=[item["name"] for item in SETS])
def test_set(given: dict[str, Any]) -> None:
    findings = told(given)
    said = [f"{item.rule} {dict(item.params).get('reason', '')}".strip() for item in findings]
    assert [wanted for wanted in given.get("gives", ()) if wanted not in said] == [], said
    assert [item for item in said if item[:4] in given.get("never", ())] == []
    of = {item.rule: item for item in findings}
    assert {rule: of[rule].severity.value for rule in given.get("severity", {})} == given.get("severity", {})
    assert {rule: list(of[rule].goals) for rule in given.get("about", {})} == given.get("about", {})


def test_there_are_enough_in_both_languages() -> None:
    assert len(SETS) >= 40
    english = [item for item in SETS if any(" in Q" in str(goal) or " per month" in str(goal) for goal in item["goals"])]
    assert len(english) >= 20
    assert {rule for item in SETS for rule in [wanted[:4] for wanted in item.get("gives", ())]} == {f"G{n:03}" for n in range(1, 15)}
