"""Goals of a breakdown have the figures that its sums gave, in those proposed and in those taken over before the numbers were told."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.reckoning import reckoned
from coach.conversation.talk import turn
from coach.texts import Language
from rules.policy import Policy

TODAY = date(2026, 11, 29)
GOAL: dict[Language, str] = {
    "sv": "Öka omsättningen från 12 till 14 Mkr 2027, säljchefen äger",
    "en": "Grow revenue from 1.2M to 1.4M EUR in 2027, the sales director owns it",
}
FIGURES: dict[Language, tuple[str, ...]] = {
    "sv": ("vi är 4 säljare, snittorder 50 000 kr, vi stänger var fjärde offert", "3 möten per affär"),
    "en": ("4 sellers, average order 5000 euros, we close 1 in 4 quotes", "3 meetings per deal"),
}
DOWN: dict[Language, tuple[str, str]] = {"sv": ("bryt ner målet", "lägg till målen"), "en": ("break it down", "add the goals")}
WANTED: dict[Language, tuple[str, str]] = {
    "sv": ("stänga 70 affärer senast 31 mars 2027", "boka 19 kundmöten per vecka till och med 31 mars 2027"),
    "en": ("close 70 deals by 31 March 2027", "book 19 customer meetings per week through 31 March 2027"),
}


def talked(language: Language, *messages: str) -> tuple[Session, str]:
    session = Session(TODAY, Policy.default(), language, settled=True)
    told = ""
    for message in messages:
        session, reply = turn(session, message)
        told = reply.text
    return session, told


@pytest.mark.parametrize("language", ["sv", "en"])
def test_goals_taken_over_have_the_figures_of_the_sums(language: Language) -> None:
    down, add = DOWN[language]
    session, _ = talked(language, GOAL[language], down, *FIGURES[language], add)

    texts = [entry.goal.text for entry in session.entries]
    assert all(any(wanted in text for text in texts) for wanted in WANTED[language]), texts


@pytest.mark.parametrize("language", ["sv", "en"])
def test_goals_taken_over_early_follow_the_figures_told_later(language: Language) -> None:
    down, add = DOWN[language]
    session, told = talked(language, GOAL[language], down, add, *FIGURES[language])

    texts = [entry.goal.text for entry in session.entries]
    assert all(any(wanted in text for text in texts) for wanted in WANTED[language]), texts
    assert WANTED[language][1] in told
    assert "0,16" not in told
    assert "0.16" not in told


@pytest.mark.parametrize(
    ("language", "goal", "figure", "kept"),
    [
        ("sv", "Anna bokar 40 möten senast 31 mars 2027", "vi stänger var fjärde", "Noterat. Det räknas med"),
        ("en", "Anna books 40 meetings by 31 March 2027", "we close one in four", "Noted. It counts once"),
    ],
)
def test_no_sums_are_spoken_of_where_nothing_is_broken_down(language: Language, goal: str, figure: str, kept: str) -> None:
    for order in ((), (DOWN[language][0],)):
        _, told = talked(language, goal, *order, figure)
        assert told.startswith(kept)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [("1 lead på tio blir affär", {"leads_per_deal": "1:10"}), ("one lead in ten becomes a deal", {"leads_per_deal": "1:10"})],
)
def test_a_share_of_another_stage_is_no_answer_to_the_one_asked_for(message: str, wanted: dict[str, str]) -> None:
    assert reckoned(message, "calls_per_meeting", TODAY, Policy.default()) == wanted
