"""The guide's questions about a goal that was missed, asked in the talk and kept for the next quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from coach.store import Store
from coach.ui.desk import Desk
from rules.policy import Policy

TODAY = date(2026, 11, 24)
POLICY = Policy.default()
GOALS = {
    "sv": "Mål\n- Sara Ek bokar 120 kundmöten senast 2026-12-31\n- Erik ringer 40 samtal per vecka till 2026-12-31",
    "en": "Goals\n- Sara Ek books 120 customer meetings by 2026-12-31\n- Eric makes 40 calls per week until 2026-12-31",
}


def told(session: Session, *messages: str) -> tuple[Session, list[str]]:
    lines = []
    for message in messages:
        session, reply = turn(session, message)
        lines.append(reply.text)
    return session, lines


def begun(language: str) -> Session:
    return turn(Session(TODAY, POLICY, "en" if language == "en" else "sv", settled=True), GOALS[language])[0]


@pytest.mark.parametrize(
    ("language", "message", "number"),
    [
        ("sv", "vi missade mål 2", 2), ("sv", "Mål 1 missades tyvärr", 1), ("sv", "tvåan nåddes inte", 2),
        ("sv", "vi klarade inte mål 1", 1),
        ("sv", "målet med kundmötena nåddes aldrig", 1), ("en", "we missed goal 2", 2), ("en", "We didn't reach goal 1", 1),
        ("en", "goal 2 was not reached", 2), ("en", "the meetings goal fell short", 1),
        ("sv", "vad händer om målen inte nås", 0), ("sv", "vad händer om målen missas?", 0),
        ("en", "what happens if goals are not reached?", 0),
        ("sv", "hur går det?", 0), ("sv", "mål 2: 30 samtal", 0), ("sv", "ta bort mål 2", 0),
    ],
)  # fmt: skip
def test_it_is_heard_that_a_goal_was_missed(language: str, message: str, number: int) -> None:
    session, reply = turn(begun(language), message)
    if not number:
        assert reply.question is None or "lesson" not in reply.question.fields
        return
    assert reply.question is not None
    assert (reply.question.key, reply.question.goals) == ("lesson-realistic", (number,))
    assert session.entries == begun(language).entries
    assert "realistic" in reply.text or "realistiskt" in reply.text


def test_the_questions_come_one_at_a_time_and_any_words_answer() -> None:
    session, lines = told(
        begun("sv"), "vi missade mål 2", "Nej. Byt inte ägare, men två var borta", "vet inte", "Vi hade 3 växlar", "Ringa på tisdagar"
    )
    (_, entry) = session.entries
    assert dict(entry.lessons) == {
        "realistic": "Nej. Byt inte ägare, men två var borta", "resources": "Vi hade 3 växlar", "next": "Ringa på tisdagar",
    }  # fmt: skip
    assert "träning" in lines[1]
    assert "resurser" in lines[2]
    assert "annorlunda" in lines[3]
    assert "sparade" in lines[4]
    assert session.question is None
    assert "missades" in told(session, "vi missade mål 2")[1][0]
    full, lines = told(session, "vi missade mål 2", "Samtalsteknik", "vi missade mål 2")
    assert len(full.entries[1].lessons) == 4
    assert "finns redan" in lines[-1]


def test_a_question_and_an_order_are_no_answers() -> None:
    session, lines = told(begun("sv"), "vi missade mål 2", "Vad är SMART-mål?")
    assert "Specifikt" in lines[1]
    assert session.entries[1].lessons == ()
    session, lines = told(begun("sv"), "vi missade mål 2", "gå igenom alla")
    assert "Tillsammans" in lines[1]
    assert session.question is None


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite://") as made:
        made.profile.change(settings={"quarter": "2026-10-01"})
        yield made


def test_the_answers_are_kept_with_the_goal_and_known_on_both_sides(store: Store) -> None:
    desk = Desk(POLICY, store, lambda: TODAY)
    desk.said("sv", GOALS["sv"])
    for message in ("vi missade mål 1", "Ja"):
        view = desk.said("sv", message)
    assert [(item.question, item.answer) for item in store.lessons.of(view.ids[1])] == [("realistic", "Ja")]
    # What is answered on the tab meanwhile is not asked again in the talk.
    store.lessons.answer(view.ids[1], "resources", "Ett verktyg", TODAY)
    view = desk.said("sv", "Bättre förberedelser")
    assert "annorlunda" in desk.turns(view, view.length - 1)[-1].reply["sv"]["text"]
