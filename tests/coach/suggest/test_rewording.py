"""Rewordings without a model: a table that was read through, what holds of any text, and what happens when a model fails."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import Late
from coach.examiner import Examined
from coach.suggest import Proposal, fill, filled, suggest
from coach.suggest.engine import Complain
from coach.suggest.proposer import Proposed
from coach.suggest.wording import note
from rules.model import Goal

TODAY = date(2026, 11, 23)
CASES = [json.loads(line) for line in Path(__file__).with_name("rewordings.jsonl").read_text("utf-8").splitlines()]
BLANKS = {"owner", "baseline", "target", "end", "unit", "measure"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    made = suggest(case["text"], TODAY)
    assert made.original.report.language == case["lang"]
    texts = [item.text for item in made.suggestions]
    # Which alternatives stand beside the first is up to the theme that the rules read.
    assert texts[:1] == case["suggestions"][:1]
    assert set(texts) <= set(case["suggestions"])


def test_the_table_is_large_and_in_both_languages() -> None:
    for language in ("sv", "en"):
        assert sum(case["lang"] == language for case in CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_blanks_are_typed_and_placed_and_nothing_is_invented(case: dict[str, Any]) -> None:
    given_digits = set(re.findall(r"\d+", case["text"]))
    for item in suggest(case["text"], TODAY).suggestions:
        assert item.blanks or item.report.ready
        assert len(item.text.split()) <= 60
        for blank in item.blanks:
            assert item.text[blank.start : blank.end] == blank.text
            assert blank.field in BLANKS
            assert blank.field not in ("unit", "measure") or blank.choices
        bare = re.sub(r"\[[^\]]*\]", "", item.text)
        assert set(re.findall(r"\d+", bare)) <= given_digits


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Varje säljare ska ringa 25 samtal om dagen", "ready"),
        ("Anna säljer 10 bilar i mars 2027", "ready"),
        ("Hej!", "nongoal-greeting"),
        ("Hur mycket ska vi sälja?", "nongoal-question"),
        ("How are we doing?", "nongoal-question"),
        ("[ägare] ska vinna [målvärde] nya kunder senast [datum]", "blanks"),
        ("Kundfokus", "draft"),
        ("Customer focus", "draft"),
        ("Boka 40 möten och stäng 10 affärer i mars", "split"),
        ("öka " * 100, "long"),
        ("Vi sålde för 3 Mkr i maj", "nongoal-report"),
    ],
)
def test_notes(text: str, key: str) -> None:
    made = suggest(text, TODAY)
    assert key in [item.key for item in made.notes]
    assert all(note(item, language) for item in made.notes for language in ("sv", "en"))


def test_fields_are_used_and_not_asked_for() -> None:
    goal = Goal(text="Öka försäljningen", owner="Anna Berg", deadline=date(2027, 3, 31))
    assert suggest(goal, TODAY).suggestions[0].text == "Anna Berg ökar försäljningen från [utgångsläge] till [målvärde] kr"


@pytest.mark.parametrize(
    ("text", "values", "language", "expected"),
    [
        (
            "[ägare] ökar X till [målvärde] kr senast [datum]",
            {"owner": "anna", "target": "5 Mkr", "end": "i juni"},
            "sv",
            "Anna ökar X till 5 Mkr i juni",
        ),
        (
            "[ägare] ökar X till [målvärde] kr senast [datum]",
            {"target": "500 000", "end": "31 mars 2027"},
            "sv",
            "[ägare] ökar X till 500 000 kr senast 31 mars 2027",
        ),
        (
            "[ägare] ökar X till [målvärde] kr senast [datum]",
            {"end": "senast 31 mars 2027"},
            "sv",
            "[ägare] ökar X till [målvärde] kr senast 31 mars 2027",
        ),
        ("Under Q1 ökar [ägare] X", {"owner": "Jag"}, "sv", "Under Q1 ökar jag X"),
        (
            "[owner] will raise X from [baseline] to [target] [unit] by [date]",
            {"owner": "Kim", "baseline": "40", "target": "60%", "end": "in June"},
            "en",
            "Kim will raise X from 40 to 60% in June",
        ),
        (
            "[owner] will raise X to [target] [unit] by [date]",
            {"unit": "EUR", "end": "by 1 May"},
            "en",
            "[owner] will raise X to [target] EUR by 1 May",
        ),
        ("[owner] signs [kund]", {"owner": ""}, "en", "[owner] signs [kund]"),
    ],
)
def test_fill(text: str, values: dict[str, str], language: str, expected: str) -> None:
    assert fill(text, values, language) == expected


def test_a_filled_suggestion_is_checked_again() -> None:
    first = suggest("Öka försäljningen", TODAY).suggestions[0]
    assert not first.report.ready
    done = filled(first, {"owner": "Anna Berg", "baseline": "4 Mkr", "target": "5 Mkr", "end": "31 mars 2027"}, TODAY)
    assert done.text == "Anna Berg ökar försäljningen från 4 Mkr till 5 Mkr senast 31 mars 2027"
    assert done.report.ready
    assert not done.blanks


def proposing(*texts: str) -> Any:
    def propose(examined: Examined, drafts: Sequence[Proposal], complain: Complain) -> Proposed:
        assert drafts
        return Proposed(tuple(Proposal(text, "outcome", "", "model") for text in texts))

    return propose


def test_a_models_proposal_that_passes_is_shown() -> None:
    text = "[ägare] ökar försäljningen till [målvärde] kr per kvartal senast [datum]"
    made = suggest("Öka försäljningen", TODAY, proposer=proposing(text, "[ägare] minskar försäljningen"))
    assert made.source == "model"
    assert [item.text for item in made.suggestions] == [text]


def test_a_model_that_fails_leaves_the_templates_and_a_line() -> None:
    def late(examined: Examined, drafts: Sequence[Proposal], complain: Complain) -> Proposed:
        return Proposed(failure=Late("late", seconds="20"))

    made = suggest("Öka försäljningen", TODAY, proposer=late)
    assert made.source == "template"
    assert made.suggestions[0].text.startswith("[ägare] ökar försäljningen")
    assert len(made.notes) == 1
    assert note(made.notes[0], "sv")


def test_a_model_whose_proposals_are_refused_leaves_the_templates_and_a_line() -> None:
    made = suggest("Increase sales", TODAY, proposer=proposing("Anna will halve sales by 1 May"))
    assert made.source == "template"
    assert made.suggestions
    assert [item.key for item in made.notes] == ["model-refused"]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    made = suggest(text, TODAY)
    assert made.suggestions or made.notes


@pytest.mark.parametrize("text", ["", " ", "[ägare]", "{x} {0} %s", "öka [kund] {0} med 10 %", "- " * 50, "Öka " + "å" * 5000, "1" * 400])
def test_odd_texts_are_answered(text: str) -> None:
    made = suggest(text, TODAY)
    assert made.suggestions or made.notes
