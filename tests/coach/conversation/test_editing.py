"""Edits in the talk whose words could be read two ways: a day is no target."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from coach.texts import Language
from rules.policy import Policy


def set_of(language: Language, goals: str) -> Session:
    session, _ = turn(Session(date(2026, 11, 29), Policy.default(), language, settled=True, fixed=True), goals)
    return session


@pytest.mark.parametrize(
    ("language", "goals", "message"),
    [
        ("sv", "Mål\n- Sara ökar nya kunder från 8 till 12 senast 31 mars 2027\n- Erik höjer NPS från 40 till 60 senast 31 mars 2027",
         "flytta mål 1 och 2 till 30 juni 2027"),
        ("en", "Goals\n- Sara raises new customers from 8 to 12 by 31 March 2027\n- Erik raises NPS from 40 to 60 by 31 March 2027",
         "move goals 1 and 2 to 30 June 2027"),
    ],
)  # fmt: skip
def test_a_goal_moved_to_a_day_keeps_its_figures(language: Language, goals: str, message: str) -> None:
    session, _ = turn(set_of(language, goals), message)

    assert [entry.goal.deadline for entry in session.entries] == [date(2027, 6, 30)] * 2
    assert all(number in session.entries[0].goal.text for number in ("8", "12", "30"))
    assert all(number in session.entries[1].goal.text for number in ("40", "60", "30"))


def test_a_goal_changed_to_a_number_is_given_that_target() -> None:
    session = set_of("sv", "Mål\n- Erik höjer NPS från 40 till 60 senast 31 mars 2027\n- Sara bokar 40 möten senast 31 mars 2027")

    session, _ = turn(session, "ändra mål 2 till 30")

    assert session.entries[1].goal.text == "Sara bokar 30 möten senast 31 mars 2027"
