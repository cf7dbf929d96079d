"""Revision and reward (rulebook §9): each cause told once, from values given beside the goals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rules import Goal, Policy, check_set
from rules.messages import render
from rules.model import Revision, Reward, RewardLevel, RewardPart

TODAY = date(2027, 2, 20)
GOALS = (Goal(text="Boka 40 möten i Q1", id="a"), Goal(text="NPS 60 i Q1", id="b"))


def moved(*rows: tuple[str, str, str]) -> list[Revision]:
    return [Revision(goal="a", on=date.fromisoformat(on), before=Decimal(before), after=Decimal(after)) for on, before, after in rows]


def found(revisions: list[Revision], policy: Policy | None = None) -> list[tuple[dict[str, str], tuple[str, ...]]]:
    findings = check_set(GOALS, TODAY, policy, revisions=revisions).findings
    return [(dict(item.params), item.goals) for item in findings if item.rule == "G014"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("2027-02-01", "40", "50")], ""),  # exactly 25 %
        ([("2027-02-01", "40", "50.1")], "far"),
        ([("2027-02-01", "40", "29.9")], "far"),
        ([("2027-01-10", "40", "34"), ("2027-02-01", "34", "28")], "far"),  # together 30 %
        ([("2026-12-30", "40", "34"), ("2027-01-02", "34", "28")], ""),  # in a quarter each
        ([("2027-01-10", "40", "41"), ("2027-01-20", "41", "42")], ""),
        ([("2027-01-10", "40", "41"), ("2027-01-20", "41", "42"), ("2027-02-01", "42", "41")], "often"),
        ([("2027-01-10", "40", "40"), ("2027-01-20", "40", "40"), ("2027-02-01", "40", "40")], ""),  # new words only
        ([("2027-01-10", "0", "10")], ""),  # from nothing there is no per cent
    ],
)
def test_revision(rows: list[tuple[str, str, str]], reason: str) -> None:
    told = found(moved(*rows))
    assert [params["reason"] for params, _ in told] == ([reason] if reason else [])
    assert all(goals == ("a",) for _, goals in told)


def test_the_bounds_of_revision_are_policy() -> None:
    rows = moved(("2027-02-01", "40", "50"))
    assert found(rows, Policy.from_mapping({"revision_percent": 10}))[0][0]["percent"] == "25"
    assert found(moved(("2027-02-01", "40", "41")), Policy.from_mapping({"revision_count": 0}))[0][0]["reason"] == "often"


def reasons(reward: Reward) -> list[str]:
    return [dict(item.params)["reason"] for item in check_set(GOALS, TODAY, reward=reward).findings if item.rule == "G013"]


MIXED = (RewardPart(measure="möten", goal="a", weight=Decimal(50)), RewardPart(measure="NPS", goal="b", weight=Decimal(50), team=True))


def test_a_sound_reward_is_not_flagged() -> None:
    levels = (RewardLevel(reached=Decimal(80), pays=Decimal(0)), RewardLevel(reached=Decimal(120), pays=Decimal(150)))
    assert reasons(Reward(parts=MIXED, levels=levels, sliding=True, other=("utbildning",))) == []


def test_each_fault_of_a_reward_is_told_once() -> None:
    parts = (RewardPart(measure="möten", goal="a"), RewardPart(measure="försäljning"))
    levels = (RewardLevel(reached=Decimal(90), pays=Decimal(20)), RewardLevel(reached=Decimal(100), pays=Decimal(100)))
    assert reasons(Reward(parts=parts, levels=levels)) == ["quantity", "individual", "money", "cliff"]
    assert reasons(Reward(parts=tuple(part.model_copy(update={"team": True}) for part in MIXED), other=("tid",))) == ["team"]


def test_a_threshold_is_a_cliff_even_when_it_slides_above_it() -> None:
    levels = (RewardLevel(reached=Decimal(80), pays=Decimal(60)), RewardLevel(reached=Decimal(100), pays=Decimal(100)))
    reward = Reward(parts=MIXED, levels=levels, sliding=True, other=("tid",))
    finding = next(item for item in check_set(GOALS, TODAY, reward=reward).findings if item.rule == "G013")
    assert render(finding, "sv")[0] == "Vid 80 % hoppar bonusen från 0 till 60 %."
    assert render(finding, "en")[0] == "At 80 % the bonus jumps from 0 to 60 %."


def test_a_measure_that_nobody_knows_may_be_the_one_for_quality() -> None:
    assert "quantity" not in reasons(Reward(parts=(RewardPart(measure="xyz"), RewardPart(measure="möten")), other=("tid",)))
