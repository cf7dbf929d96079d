"""The owners' yes that stands open while more goals come: it waits for them, and is then asked once for all."""

from __future__ import annotations

from datetime import date

from coach.conversation.model import Session
from coach.conversation.talk import turn
from rules.policy import Policy

READY = "Mål\n- Sara bokar 40 möten senast 31 mars 2027\n- Erik höjer NPS från 40 till 60 senast 31 mars 2027"


def test_the_yes_is_asked_of_new_goals_too_and_after_what_they_lack() -> None:
    session = Session(date(2026, 11, 29), Policy.default(), "sv", settled=True, fixed=True)
    session, reply = turn(session, READY)
    assert reply.question is not None
    assert reply.question.fields == ("accept",)

    session, reply = turn(session, "Mål: Bättre uppföljning av offerter")
    assert reply.question is not None
    assert "accept" not in reply.question.fields
    assert reply.question.goals == (3,)

    session, reply = turn(session, "Mål: Anna bokar 30 kundmöten till 31 mars 2027")
    assert reply.text.count("sagt ja") == 0

    _, reply = turn(session, "ta bort mål 3")
    assert reply.question is not None
    assert reply.question.fields == ("accept",)
    assert reply.question.goals == (1, 2, 4)
