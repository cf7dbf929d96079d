"""The guard: what a model may say, what becomes a blank, and what is never shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach.examiner import Examined
from coach.suggest import Guard, Refusal
from coach.suggest.model import Proposal
from coach.suggest.wording import step
from rules.check import examine
from rules.model import Goal
from rules.policy import Policy

TODAY = date(2026, 11, 23)
CASES = [json.loads(line) for line in Path(__file__).with_name("guarded.jsonl").read_text("utf-8").splitlines()]


def guard(goal: Goal | str, *said: str, policy: Policy | None = None) -> Guard:
    policy = policy or Policy.default()
    return Guard(Examined(*examine(goal, TODAY, policy, None)), TODAY, policy, said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    checked = guard(case["goal"]).check(Proposal(case["text"], "outcome", source="model"))
    keys = [item.key for item in checked.steps]
    assert case["step"] in keys
    if case["shown"] is None:
        assert isinstance(checked, Refusal)
        assert keys[-1] == case["step"]
    else:
        assert not isinstance(checked, Refusal)
        assert checked.text == case["shown"]
    for language in ("sv", "en"):
        assert all(step(item, language) for item in checked.steps)


@pytest.mark.parametrize(
    ("said", "goal", "text"),
    [
        (
            ("Vi sålde för 4 Mkr i fjol, sikta på 5 Mkr",),
            "Öka försäljningen",
            "[ägare] ökar försäljningen från 4 Mkr till 5 Mkr senast [datum]",
        ),
        (("Anna Berg tar det",), "Öka försäljningen", "Anna Berg ökar försäljningen från [utgångsläge] till [målvärde] kr senast [datum]"),
        (("by 31 March 2027",), "Increase sales", "[owner] will increase sales from [baseline] to [target] EUR by 31 March 2027"),
        (
            (),
            Goal(text="Öka försäljningen", owner="Anna Berg"),
            "Anna Berg ökar försäljningen från [utgångsläge] till [målvärde] kr senast [datum]",
        ),
        (
            (),
            Goal(text="Increase sales", deadline=date(2027, 3, 31)),
            "[owner] will increase sales from [baseline] to [target] EUR by 31 March 2027",
        ),
    ],
)
def test_what_was_said_and_the_fields_may_be_used(said: tuple[str, ...], goal: Goal | str, text: str) -> None:
    checked = guard(goal, *said).check(Proposal(text, "outcome", source="model"))
    assert not isinstance(checked, Refusal), checked.steps
    assert checked.text == text


def test_names_of_the_policy_may_be_used() -> None:
    policy = Policy.from_mapping({"names": ["Turbo"], "roles": ["tillväxtgeneral"]})
    text = "[ägare] ökar försäljningen av Turbo från [utgångsläge] till [målvärde] kr senast [datum]"
    checked = guard("Öka försäljningen", policy=policy).check(Proposal(text, "outcome", source="model"))
    assert not isinstance(checked, Refusal), checked.steps


def test_the_writers_own_brackets_are_text() -> None:
    text = "[ägare] tecknar avtal med [kund] senast [datum]"
    checked = guard("Teckna avtal med [kund]").check(Proposal(text, "complete", source="model"))
    assert not isinstance(checked, Refusal), checked.steps
    assert [blank.text for blank in checked.blanks] == ["[ägare]", "[datum]"]


def test_sixty_words_at_most() -> None:
    text = "[ägare] ökar försäljningen från [utgångsläge] till [målvärde] kr senast [datum] " + "och så vidare " * 20
    checked = guard("Öka försäljningen").check(Proposal(text, "outcome", source="model"))
    assert isinstance(checked, Refusal)
    assert checked.steps[-1].key == "too-long"


def test_parts_of_a_compound_goal_are_checked_alone() -> None:
    own = guard("Boka 40 möten och stäng 10 affärer i mars")
    for text in ("[ägare] bokar 40 möten i mars", "[ägare] stänger 10 affärer i mars"):
        assert not isinstance(own.check(Proposal(text, "part", source="model")), Refusal)
    lost = own.check(Proposal("[ägare] bokar 40 möten i mars", "complete", source="model"))
    assert isinstance(lost, Refusal)
