"""One goal made two on request, all goals dropped at once, owners told by the numbers of goals."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from rules.policy import Policy


def talk(*messages: str, language: str = "sv") -> Session:
    session = Session(date(2026, 11, 23), Policy.default(), language, settled=True)  # type: ignore[arg-type]
    for message in messages:
        session, _ = turn(session, message)
    return session


def texts(session: Session) -> list[str]:
    return [entry.goal.text for entry in session.entries]


@pytest.mark.parametrize(
    ("language", "goal", "order", "halves"),
    [
        ("sv", "Höja marginalen till 30 % och anställa två säljare", "dela upp det", ["Höja marginalen till 30 %", "anställa två säljare"]),
        ("en", "Raise margin to 30% and hire two reps", "split it into two goals", ["Raise margin to 30%", "hire two reps"]),
    ],
)
def test_a_goal_that_says_two_things_is_parted_and_put_back(language: str, goal: str, order: str, halves: list[str]) -> None:
    assert texts(talk(goal, order, language=language)) == halves
    assert texts(talk(goal, order, "undo", language=language)) == [goal]


def test_a_goal_that_says_one_thing_is_left() -> None:
    assert texts(talk("Öka omsättningen med 10 % 2027", "dela mål 1 i två")) == ["Öka omsättningen med 10 % 2027"]


def test_all_goals_are_dropped_at_once() -> None:
    assert texts(talk("- Öka marginalen till 30 %\n- Anställa två säljare", "ta bort alla mål")) == []


def test_goals_are_owned_by_their_numbers() -> None:
    session = talk("- Öka marginalen till 30 %\n- Anställa två säljare\n- Höja NPS till 45", "Lisa äger mål 1 och 3")
    assert [entry.goal.owner for entry in session.entries] == ["Lisa", None, "Lisa"]
