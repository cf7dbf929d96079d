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


LINKED: tuple[tuple[Language, str, str, dict[int, tuple[str, ...]]], ...] = (
    ("sv", "koppla mål 2 och 3 till mål 1", "stödjer nu mål 1", {2: ("1",), 3: ("1",)}),
    ("sv", "koppla mötena till omsättningsmålet", "mål 2 stödjer nu mål 1", {2: ("1",), 3: ()}),
    ("sv", "mål 3 stödjer mål 1", "mål 3 stödjer nu mål 1", {2: (), 3: ("1",)}),
    ("sv", "länka 3 till 2", "operativt", {2: (), 3: ()}),
    ("en", "link goals 2 and 3 to goal 1", "carried by goals 2 and 3", {2: ("1",), 3: ("1",)}),
    ("en", "goal 2 supports goal 1", "carried by goal 2", {2: ("1",), 3: ()}),
)
GOALS: dict[Language, str] = {
    "sv": "Mål\n- Omsättningen växer från 16 till 19 Mkr 2027, försäljningschefen äger målet\n- Sara bokar 40 möten senast 31 mars 2027\n"
          "- Erik höjer NPS från 40 till 60 senast 31 mars 2027",
    "en": "Goals\n- Revenue grows from 1.6 to 1.9 million euros in 2027, the head of sales owns it\n"
          "- Sara books 40 meetings by 31 March 2027\n- Erik raises NPS from 40 to 60 by 31 March 2027",
}  # fmt: skip


@pytest.mark.parametrize(("language", "message", "told", "links"), LINKED)
def test_goals_are_linked_and_keep_their_figures(language: Language, message: str, told: str, links: dict[int, tuple[str, ...]]) -> None:
    before = set_of(language, GOALS[language])

    session, reply = turn(before, message)

    assert told in reply.text
    assert {entry.number: entry.goal.supports for entry in session.entries[1:]} == links
    assert [entry.goal.text for entry in session.entries] == [entry.goal.text for entry in before.entries]


@pytest.mark.parametrize(("language", "message"), [("sv", "dela mål 2"), ("en", "split goal 2")])
def test_the_number_of_a_goal_is_no_figure(language: Language, message: str) -> None:
    before = set_of(language, GOALS[language])

    session, _ = turn(before, message)

    assert [entry.goal.text for entry in session.entries] == [entry.goal.text for entry in before.entries]


def test_a_yes_of_somebody_who_owns_nothing_is_none() -> None:
    session, reply = turn(set_of("sv", GOALS["sv"]), "Johan har sagt ja")

    assert all(entry.goal.accepted is None for entry in session.entries)
    assert reply.text.startswith("Vilket mål")


PAIR = {
    "sv": "Anna bokar 45 demomöten till 30 juni 2027\nBo säljer 120 företagskort till 30 juni 2027",
    "en": "Anna books 45 demo meetings by 30 June 2027\nBo sells 120 company cards by 30 June 2027",
}


@pytest.mark.parametrize(
    ("language", "message", "owner"),
    [
        ("sv", "Bo slutar i mars så sätt Felicia som ägare på företagskorten i stället tack", "Felicia"),
        ("sv", "Bo går på ledighet, så gör Felicia till ägare på mål 2", "Felicia"),
        ("en", "Bo is on leave from April, so put Callum down for the company cards", "Callum"),
        ("en", "Bo leaves in March so put Callum as the owner of goal 2 instead", "Callum"),
    ],
)
def test_somebody_is_put_in_for_another(language: Language, message: str, owner: str) -> None:
    after, reply = turn(set_of(language, PAIR[language]), message)
    assert reply.intent == "edit"
    assert [entry.goal.owner for entry in after.entries][1] == owner


@pytest.mark.parametrize(
    ("language", "message"),
    [("sv", "45 ska va 54, jag slant på tangenten"), ("sv", "45 skulle vara 54"), ("en", "45 should be 54, my finger slipped")],
)
def test_a_number_is_put_right(language: Language, message: str) -> None:
    after, reply = turn(set_of(language, PAIR[language]), message)
    assert reply.intent == "edit"
    assert " 54 " in after.entries[0].goal.text


@pytest.mark.parametrize(
    ("language", "message"), [("sv", "skjut nummer ett till sista juli"), ("en", "push number one out to end of July pls")]
)
def test_a_goal_is_pushed_by_its_number_in_words(language: Language, message: str) -> None:
    after, reply = turn(set_of(language, PAIR[language]), message)
    assert reply.intent == "edit"
    assert after.entries[0].goal.deadline == date(2027, 7, 31)
