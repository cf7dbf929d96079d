"""What somebody does, or is wanted to do, taken as a goal: with its modal, its number out of the brackets, without the ramble before it."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.lines import undoubted
from coach.conversation.model import Session
from coach.conversation.paste import paste
from coach.conversation.talk import turn
from coach.conversation.willing import willed
from rules.policy import Policy

TODAY = date(2026, 11, 23)
POLICY = Policy.default()

WILLED = (
    ("sv", "Erik ökar försäljningen", "Erik ska öka försäljningen"),
    ("en", "Erik increases sales", "Erik will increase sales"),
    ("sv", "Säljteamet ringer mer", "Säljteamet ska ringa mer"),
    ("sv", "vi satsar på nykundsförsäljning", "Vi ska satsa på nykundsförsäljning"),
    ("en", "I want us to win more clinics", "We will win more clinics"),
    ("en", "we'd like the team to call more", "The team will call more"),
    ("sv", "boka fler kundmöten (40 i mån)", "boka 40 kundmöten i mån"),
    ("en", "more demos (about 20 a week)", "20 demos a week"),
    ("en", "reply rate on outbound 3% to 6%", "raise reply rate on outbound from 3% to 6%"),
    ("sv", "svarstid 24 till 12 timmar", "sänka svarstid från 24 till 12 timmar"),
    ("sv", "nps upp till 50", "höja nps till 50"),
    ("en", "churn down to 3%", "cut churn to 3%"),
)

RAMBLES = {
    "vi har haft en tuff höst men nu vill jag att vi satsar på nykundsförsäljning": "vi satsar på nykundsförsäljning",
    "Hej! Vi har haft det tungt med två säljare sjuka, men nu vill jag att vi ökar försäljningen till gamla kunder": (
        "vi ökar försäljningen till gamla kunder"
    ),
    "It's been a hard year with lots of churn, so what I really want is to get the team to make more calls": (
        "get the team to make more calls"
    ),
    "we've had a rough autumn with two reps on leave, so now I want us to win 12 clinics by June": "I want us to win 12 clinics by June",
    "Det har varit rörigt sen Kalle slutade, så nu vill jag att alla ringer minst 20 samtal per dag": "alla ringer minst 20 samtal per dag",
}


@pytest.mark.parametrize(("language", "words", "goal"), WILLED)
def test_what_somebody_does_is_what_they_are_to_do(language: str, words: str, goal: str) -> None:
    assert willed(words, "sv" if language == "sv" else "en", TODAY, POLICY) == goal


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Vi ökar omsättningen med 10 % 2027"),
        ("sv", "Erik ska öka försäljningen"),
        ("en", "Erik increased sales"),
        ("sv", "Vi är trötta"),
        ("sv", "Anna bokar 20 till 30 möten"),
        ("sv", "Korta säljcykeln från 60 till 50 dagar"),
    ],
)
def test_what_is_a_goal_already_or_is_none_stays(language: str, words: str) -> None:
    assert willed(words, "sv" if language == "sv" else "en", TODAY, POLICY) == ""


@pytest.mark.parametrize(("message", "goal"), RAMBLES.items())
def test_the_ramble_before_a_wish_is_no_part_of_the_goal(message: str, goal: str) -> None:
    assert [one.text for one in paste(message, TODAY, POLICY).goals] == [goal]


def test_a_doubtful_number_in_brackets_asks_nothing() -> None:
    assert undoubted("boka fler möten (40 i mån?)") == "boka fler möten (40 i mån)"
    assert undoubted("går det (att nå 40)?") == "går det (att nå 40)?"
    session, reply = turn(Session(TODAY, POLICY, "sv", settled=True), "boka fler kundmöten (40 i mån?)")
    assert reply.intent == "check"
    assert session.entries[0].goal.text == "boka 40 kundmöten i mån"
