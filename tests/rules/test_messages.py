"""The catalogues: complete, equal in both languages, and put together without surprises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules import Goal, check_goal, messages
from rules.messages import LANGUAGES, catalogue, placeholders, render
from rules.model import Acceptance, Finding, Kind, Level, Light, Measurable, Ownership, Realistic, Severity, Specific, State, Theme, Time
from rules.registry import RULES

TODAY = date(2026, 11, 23)
# Words that are the same in both languages.
SAME = {"labels.theme.leads", "labels.theme.team"}


def lines(entry: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        if isinstance(value, Mapping):
            yield from lines(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def variants(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield entry
    for value in entry.values():
        if isinstance(value, Mapping):
            yield from variants(value)


def found(rule: str, **params: str) -> Finding:
    return Finding(rule=rule, name="x", severity=Severity.NOTE, criterion="x", section="0", params=tuple(params.items()))


def test_languages_are_equals() -> None:
    swedish, english = dict(lines(catalogue("sv"))), dict(lines(catalogue("en")))
    assert list(swedish) == list(english)
    for key, text in swedish.items():
        assert set(placeholders(text)) == set(placeholders(english[key])), key
        assert text.strip(), key
        assert english[key].strip(), key
    assert {key for key, text in swedish.items() if text == english[key]} == SAME


def test_no_language_falls_back() -> None:
    with pytest.raises(KeyError):
        catalogue("fi")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_its_texts(rule: object, language: str) -> None:
    entry = catalogue(language)[rule.id]  # type: ignore[attr-defined]
    assert {"title", "looks", "why", "mend"} <= set(entry)
    spoken = [variant for variant in variants(entry) if "message" in variant]
    assert spoken
    for variant in spoken:
        assert variant["question"].endswith("?")
        assert variant["message"].endswith((".", "}"))
        assert "!" not in variant["message"]
    assert messages.guide(rule.guide, language)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    for key, text in lines(catalogue(language)):
        assert '"' not in text, key
        assert ("“" not in text) if language == "sv" else (text.count("“") == text.count("”")), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_word(language: str) -> None:
    groups = {
        "kind": Kind, "specific": Specific, "measurable": Measurable, "owner": Ownership, "realistic": Realistic, "time": Time,
        "level": Level, "theme": Theme, "severity": Severity, "light": Light, "state": State,
    }  # fmt: skip
    for group, values in groups.items():
        assert all(messages.label(group, value.value, language) for value in values)
    assert all(messages.label("criterion", rule.criterion, language) for rule in RULES)


def test_numbers_and_dates_are_those_of_the_language() -> None:
    doubtful = found("R002", reason="history", value="5200000.5", best="4200000", period="2025-Q4", percent="24")
    assert render(doubtful, "sv")[0] == "5\u00a0200\u00a0000,5 är 24 % högre än ert bästa hittills: 4\u00a0200\u00a0000, Q4 2025."
    assert render(doubtful, "en")[0] == "5,200,000.5 is 24% above your best so far: 4,200,000, Q4 2025."
    past = found("R001", reason="past", date="2026-03-01")
    assert render(past, "sv")[0] == "Slutdatumet 1 mars 2026 har redan passerat."
    assert render(past, "en")[0] == "The end date 1 March 2026 has already passed."
    assert messages.period("2025-11", "sv") == "november 2025"
    assert messages.period("2025-13", "sv") == "2025-13"
    assert messages.number(Decimal("10000.5"), "sv") == "10\u00a0000,5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_a_number_is_written_does_not_hang_on_what_was_written_before(language: str) -> None:
    assert [messages.number(Decimal(nothing), language) for nothing in ("-0", "0", "-0.0", "0E-40", "0")] == ["0"] * 5
    assert [messages.number(Decimal(big), language) for big in ("1E+40", "1" + "0" * 40)] == ["1E+40", "1" + "0" * 40]
    assert messages.number(Decimal("sNaN"), language) == "sNaN"


def test_one_goal_is_not_told_of_as_several() -> None:
    for count, swedish, english in (
        ("1", "Ni har ett operativt mål; guiden råder till 3–5.", "You have one operational goal; the guide advises 3–5."),
        ("2", "Ni har 2 operativa mål; guiden råder till 3–5.", "You have 2 operational goals; the guide advises 3–5."),
    ):
        few = found("G001", reason="under", level="operational", count=count, low="3", high="5")
        assert (render(few, "sv")[0], render(few, "en")[0]) == (swedish, english)
    assert render(found("G003", reason="missing", count="1"), "sv") == ("Ett mål saknar en utpekad ägare.", "Vem svarar för det?")


def test_the_writers_words_stay_as_they_are() -> None:
    assert render(found("M002", number="10"), "sv")[0] == "Talet ”10” saknar enhet."
    assert render(found("A003", words="team  Nord\n {x}"), "en")[0] == "“team Nord {x}” is a group."
    assert len(render(found("S006", words="ord " * 100), "sv")[0]) < 160


def test_a_finding_without_words_is_still_a_sentence() -> None:
    for rule in RULES:
        for language in LANGUAGES:
            if "bare" in catalogue(language)[rule.id]:
                message, question = render(found(rule.id), language)
                assert message.endswith(".")
                assert question.endswith("?")


STATUS = [
    (Goal(text="Karin bokar 40 möten i mars"), "Klart för måldialogen – kvar: ägarens ja, utgångsläge"),
    (Goal(text="Karin ökar antalet möten från 30 till 40 i mars"), "Klart för måldialogen – kvar: ägarens ja"),
    (
        Goal(text="Karin ökar antalet möten från 30 till 40 i mars", accepted=Acceptance(on=TODAY, by="Karin")),
        "Klart för måldialogen",
    ),
    (Goal(text="Säljteamet bokar 40 möten"), "Inte klart än – skärp: accepterat, tidsbundet"),
    (Goal(text="[ägare] bokar 40 möten i mars"), "Inte klart än – fyll i luckorna"),
    (Goal(text="Hej"), "Inte ett mål än"),
]


@pytest.mark.parametrize(("goal", "words"), STATUS, ids=[words for _, words in STATUS])
def test_the_summary_is_words(goal: Goal, words: str) -> None:
    assert messages.status(check_goal(goal, TODAY), "sv") == words


def test_the_summary_in_english() -> None:
    report = check_goal("Karen will book 40 meetings in March", TODAY)
    assert messages.status(report, "en") == "Ready for the goal dialogue – left: the owner's yes, baseline"
