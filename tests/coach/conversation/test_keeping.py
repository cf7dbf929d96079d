"""A goal left in its writer's own words; and one that is broken down in the same breath as it is written."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from rules.policy import Policy

TODAY = date(2026, 11, 23)


def talk(language: str, *messages: str) -> tuple[Session, list[str], str]:
    """The session after some messages, the replies, and the intent of the last."""
    session = Session(TODAY, Policy.default(), "sv" if language == "sv" else "en", settled=True)
    replies, intent = [], ""
    for message in messages:
        session, reply = turn(session, message)
        replies.append(reply.text)
        intent = reply.intent
    return session, replies, intent


@pytest.mark.parametrize(
    ("language", "goal", "order", "answer"),
    [
        ("sv", "Öka försäljningen", "kan du formulera om det?", "behåll min"),
        ("sv", "Öka försäljningen", "kan du formulera om det?", "nej låt det stå som jag skrev"),
        ("sv", "Nöjdare kunder", "annat förslag", "min formulering duger"),
        ("en", "Increase sales", "another wording please", "keep mine"),
        ("en", "Increase sales", "another wording please", "no, leave it as it is"),
        ("en", "Happier customers", "reword it", "nah I prefer my own wording"),
    ],
)
def test_ones_own_wording_is_kept_and_nothing_more_is_asked(language: str, goal: str, order: str, answer: str) -> None:
    session, replies, intent = talk(language, goal, order, answer)
    assert intent == "fill"
    assert session.entries[0].goal.text == goal
    assert session.question is None
    assert ("som du skrev" if language == "sv" else "as you wrote") in replies[-1]


def test_to_keep_customers_is_a_goal() -> None:
    session, _, intent = talk("sv", "Öka försäljningen", "behåll alla 40 kunder")
    assert intent == "check"
    assert len(session.entries) == 2


def test_the_owners_yes_is_still_waited_for() -> None:
    session, _, _ = talk("sv", "Anna ringer 40 samtal i veckan", "vässa mål 1", "behåll min formulering")
    assert session.question is not None
    assert session.question.fields == ("accept",)


@pytest.mark.parametrize(
    ("language", "order", "goal", "undo"),
    [
        ("sv", "bryt ner målet att öka omsättningen från 12 till 14 Mkr 2027", "öka omsättningen från 12 till 14 Mkr 2027", "ångra"),
        ("sv", "kan du bryta ner målet öka nyförsäljningen till 8 Mkr 2027?", "öka nyförsäljningen till 8 Mkr 2027", "ångra"),
        ("en", "Can you break down grow revenue from $2.1M to $2.4M in 2027 for me?", "grow revenue from $2.1M to $2.4M in 2027", "undo"),
        ("en", "break down: win 40 new clinics in 2027", "win 40 new clinics in 2027", "undo"),
    ],
)
def test_a_goal_that_is_broken_down_is_in_the_set_at_once(language: str, order: str, goal: str, undo: str) -> None:
    session, replies, intent = talk(language, order)
    assert intent == "breakdown"
    assert [entry.goal.text for entry in session.entries] == [goal]
    assert "1" in replies[0].splitlines()[0]
    assert talk(language, order, undo)[0].entries == ()


def test_a_question_left_to_one_goal_offers_no_all() -> None:
    session, _, _ = talk("sv", "Öka försäljningen", "Nöjdare kunder", "ångra")
    assert session.question is None or not session.question.key.endswith("-all")
