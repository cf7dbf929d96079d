"""A goal that mixes the languages is reworded in one of them."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from coach.conversation.tongues import one_tongue
from coach.texts import Language
from rules.policy import Policy


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("book fler möten", "sv", "boka fler möten"),
        ("Improve våra marginaler", "sv", "Förbättra våra marginaler"),
        ("Vi ska call fler kunder", "sv", "Vi ska ringa fler kunder"),
        ("growa vår pipeline", "sv", "öka vår pipeline"),
        ("closa 12 affärer", "sv", "stänga 12 affärer"),
        ("win back 5 kunder", "sv", "vinna tillbaka 5 kunder"),
        ("Anna will ringa 40 kunder", "sv", "Anna ska ringa 40 kunder"),
        ("Nå 40 kunder", "sv", "Nå 40 kunder"),
        ("bättre follow-up på leads", "sv", "bättre follow-up på leads"),
        ("vi ringer more customers", "en", "we will call more customers"),
        ("boka more demos", "en", "book more demos"),
        ("Increase sales", "en", "Increase sales"),
    ],
)
def test_one_tongue(text: str, language: Language, whole: str) -> None:
    assert one_tongue(text, language) == whole


@pytest.mark.parametrize(
    ("goal", "worded", "foreign"),
    [
        ("book fler möten", "bokar fler möten", "book "),
        ("increase försäljningen", "ökar försäljningen", "increase"),
        ("more kundbesök", "ökar antalet kundbesök", "more"),
        ("vi ringer more customers", "will call more customers", "ringer"),
    ],
)
def test_a_mixed_goal_is_reworded_in_one_language_and_kept_as_written(goal: str, worded: str, foreign: str) -> None:
    session, reply = turn(Session(date(2026, 11, 29), Policy.default(), "sv", settled=True), goal)

    assert worded in reply.text
    assert foreign not in reply.text
    assert session.entries[0].goal.text == goal
