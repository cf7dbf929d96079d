"""How often, told on its own, is put into the goal that counts something."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from coach.texts import Language
from rules.policy import Policy

CASES: list[tuple[Language, list[str], str]] = [
    ("sv", ["boka 10 möten", "per vecka"], "boka 10 möten per vecka"),
    ("sv", ["boka 10 möten", "jag, per vecka"], "boka 10 möten per vecka"),
    ("sv", ["Anna bokar 40 möten senast 31 mars 2027", "per månad"], "Anna bokar 40 möten per månad senast 31 mars 2027"),
    ("sv", ["fler kundbesök", "Anna, till 31 mars 2027", "från 30 till 40", "i månaden"],
     "Anna ökar antalet kundbesök från 30 till 40 i månaden senast 31 mars 2027"),
    ("en", ["book 10 meetings", "per week"], "book 10 meetings per week"),
    ("en", ["book 10 meetings", "weekly, by end of March"], "book 10 meetings weekly"),
    ("en", ["Anna books 40 meetings by 31 March 2027", "that's per month"], "Anna books 40 meetings per month by 31 March 2027"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "messages", "text"), CASES)
def test_a_cycle_told_alone(language: Language, messages: list[str], text: str) -> None:
    session = Session(date(2026, 11, 29), Policy.default(), language, settled=True)
    for message in messages:
        session, reply = turn(session, message)

    assert session.entries[0].goal.text == text
    assert reply.intent == "fill"


def test_a_cycle_is_nobody() -> None:
    session = Session(date(2026, 11, 29), Policy.default(), "en", settled=True)
    for message in ("book 10 meetings", "weekly, by end of March"):
        session, _ = turn(session, message)

    assert (session.entries[0].goal.owner, session.entries[0].goal.deadline) == (None, date(2027, 3, 31))
