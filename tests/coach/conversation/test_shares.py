"""Who takes which goals, from what to what, another language asked for: the parts of an answer by themselves."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from coach.conversation.answers import answers
from coach.conversation.choosing import choices
from coach.conversation.model import Session
from coach.conversation.shares import named, shares
from coach.conversation.speech import wanted
from coach.conversation.steps import Step, by, step
from coach.conversation.talk import turn
from rules.model import Level
from rules.policy import Policy

TODAY = date(2026, 11, 23)
POLICY = Policy.default()
SV = {1: "Öka merförsäljningen", 2: "fler besök", 3: "bättre CRM-hygien", 4: "minska kundtappet", 5: "NPS från 32 till 40 i juni"}
EN = {1: "Grow pipeline to $2M", 2: "15 demos per rep per week", 3: "Launch partner program", 4: "Improve forecasts", 5: "Hire 2 AEs"}


@pytest.mark.parametrize(
    ("message", "goals", "owners"),
    [
        ("lisa äger 1 och 2, resten jag", SV, {1: "lisa", 2: "lisa", 3: "jag", 4: "jag", 5: "jag"}),
        (
            "jag äger tillväxten, Johan besöken och Ali tappade kunder",
            {1: "Fler besök", 2: "Vinna tillbaka tappade kunder", 3: "Växa 8 %"},
            {1: "Johan", 2: "Ali", 3: "jag"},
        ),
        (
            "säljchefen äger 1, 2 och 5, butikslotsen 3, inneteamaren resten",
            SV,
            {1: "säljchefen", 2: "säljchefen", 3: "butikslotsen", 4: "inneteamaren", 5: "säljchefen"},
        ),
        ("Erik äger alla utom NPS som Sara har", SV, {1: "Erik", 2: "Erik", 3: "Erik", 4: "Erik", 5: "Sara"}),
        ("I own all except hiring, that's Dana", EN, {1: "I", 2: "I", 3: "I", 4: "I", 5: "Dana"}),
        ("jag äger första, anna andra, kalle tredje", SV, {1: "jag", 2: "anna", 3: "kalle"}),
        ("jag tar 1-3, Erik 4 och 5", SV, {1: "jag", 2: "jag", 3: "jag", 4: "Erik", 5: "Erik"}),
        ("Anna tar besöken och Erik resten", SV, {1: "Erik", 2: "Anna", 3: "Erik", 4: "Erik", 5: "Erik"}),
        ("I'll take the first two, Dana has the rest", EN, {1: "I", 2: "I", 3: "Dana", 4: "Dana", 5: "Dana"}),
        ("Jag tar allt utom 3", SV, {1: "jag", 2: "jag", 4: "jag", 5: "jag"}),
        ("jag äger alla", SV, {}),
        ("Öka försäljningen 1, minska kundtappet 2", SV, {}),
        ("5 möten, 3 kunder", SV, {}),
        ("ja, alla", SV, {}),
    ],
)
def test_owners_of_several_goals(message: str, goals: dict[int, str], owners: dict[int, str]) -> None:
    assert shares(message, goals, TODAY, POLICY) == owners


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("nej vänta, det är Petra som äger det", "Petra"),
        ("No, Tom owns that one", "Tom"),
        ("det är inte jag som äger det utan Lisa", "Lisa"),
        ("det är säljchefen som äger den", "säljchefen"),
        ("nej, inte än", ""),
    ],
)
def test_one_person_named(message: str, who: str) -> None:
    assert named(message, TODAY, POLICY) == who


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NPS 30 till 38", Step("NPS", "30", "38")),
        ("win rate from 18 to 24%", Step("win rate", "18", "24%")),
        ("från 4,1 till 4,6 Mkr", Step("", "4,1", "4,6 Mkr")),
        ("besök: 30 till 45 i månaden", Step("besök", "30", "45 i månaden")),
        ("vi ligger på 30 till 45", Step("", "30", "45")),
        ("från €430k till €480k", Step("", "€430k", "€480k")),
        ("till 5 Mkr", None),
        ("säljchefen", None),
    ],
)
def test_from_what_to_what(text: str, found: Step | None) -> None:
    assert step(text) == found


def test_the_levels_are_parted_between_owners() -> None:
    told = "säljchefen äger de strategiska, Anna och Erik de operativa"
    both = "Anna & Erik"
    assert shares(told, SV, TODAY, POLICY, frozenset((1, 5))) == {1: "säljchefen", 2: both, 3: both, 4: both, 5: "säljchefen"}


def test_more_than_a_name_is_no_name() -> None:
    assert "owner" not in answers("säljchefen äger de strategiska", ("owner",), 2, TODAY, POLICY).values


def test_words_of_no_goal_are_no_measure() -> None:
    assert "measure" not in answers("nej hon har inte sagt ja", ("measure",), 1, TODAY, POLICY).values


def test_by_how_much() -> None:
    assert [by(value) for value in ("+15 %", "med 15 %", "by 10%", "15 %")] == ["15 %", "15 %", "10%", ""]


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("can we do this in English please?", "en"),
        ("tack, nu svenska igen", "sv"),
        ("byt till engelska", "en"),
        ("svenska tack", "sv"),
        ("Öka andelen offerter på svenska", None),
        ("translate my goals to English", None),
        ("hej", None),
    ],
)
def test_another_language_asked_for(message: str, language: str | None) -> None:
    assert wanted(message) == language


def test_a_page_keeps_its_own_language() -> None:
    session, reply = turn(Session(TODAY, POLICY, "sv", settled=True, fixed=True), "in English please")
    assert session.language == "sv"
    assert "SV eller EN" in reply.text


@pytest.mark.parametrize("word", ["behåll", "keep", "med"])
def test_a_verb_is_nobody_s_name(word: str) -> None:
    assert "owner" not in answers(word, ("owner",), 2, TODAY, POLICY).values


def test_meetings_and_quotes_are_not_the_same_thing() -> None:
    goals = ("Boka 40 möten i månaden", "Skicka 25 offerter i månaden", "400 samtal i veckan", "60 kundmöten", "Stänga 10 affärer i Q1")
    session = turn(Session(TODAY, POLICY, "sv", settled=True), "\n".join(f"- {goal}" for goal in goals))[0]
    found = choices(session, Level.OPERATIONAL)
    assert [item.numbers for item in found if item.kind == "overlap"] == [(1, 4)]


NO_YES = ["nej, Anna ska äga det", "nej", "nej den första var bättre", "ja alla utom jag", "gör det till 45 i stället"]


@pytest.mark.parametrize("message", NO_YES)
def test_what_is_no_yes_is_not_recorded_as_one(message: str) -> None:
    session = Session(TODAY, POLICY, "sv", settled=True)
    for said in ("Boka 40 möten i månaden till 31 mars 2027", "jag", message):
        session, _ = turn(session, said)
    assert session.entries[0].goal.accepted is None


def test_a_parked_goal_is_left_alone() -> None:
    session = Session(TODAY, POLICY, "en", settled=True)
    for said in ("- Grow pipeline to $2M\n- Launch partner program\n- Hire 2 AEs", "park 3", "I own them all", "yes"):
        session, _ = turn(session, said)
    parked = session.entries[2]
    assert parked.parked
    assert (parked.goal.owner, parked.goal.deadline) == (None, None)


REPLIES = {
    "sv": ("Öka försäljningen", "- Sälja mer\n- Nöjdare kunder\n- Fler möten", "Höja NPS från 30 till 40 i Q1", "Sälja för 40 i Q1"),
    "en": ("Increase sales", "- Sell more\n- Happier customers\n- More meetings", "Raise NPS from 30 to 40 in Q1", "Increase sales to 40"),
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_quick_reply_is_understood(language: Literal["sv", "en"]) -> None:
    """What stands on a button can be said: it moves the talk on, and is never talk that the coach cannot read."""
    seen = 0
    for opening in REPLIES[language]:
        session, reply = turn(Session(TODAY, POLICY, language, settled=True), opening)
        for _ in range(8):
            if not reply.quick:
                break
            for quick in reply.quick:
                after, answer = turn(session, quick.message)
                assert answer.intent != "other", (opening, quick.message)
                assert len(after.entries) == len(session.entries), (opening, quick.message)
                seen += 1
            session, reply = turn(session, reply.quick[0].message)
    assert seen > 30


@pytest.mark.parametrize(
    ("message", "accepted"),
    [("yes all but Ann", (True, False)), ("yes, but not Ann", (True, False)), ("has Ann said yes?", (False, False)), ("yes", (True, True))],
)
def test_whose_yes_it_is(message: str, accepted: tuple[bool, bool]) -> None:
    session = Session(TODAY, POLICY, "en", settled=True)
    for said in ("- Raise NPS from 30 to 40 by June 30\n- Close 12 deals in Q1", "1 Tom, 2 Ann", message):
        session, _ = turn(session, said)
    assert tuple(entry.goal.accepted is not None for entry in session.entries) == accepted


def test_a_new_end_goes_where_the_old_one_stood() -> None:
    session = Session(TODAY, POLICY, "sv", settled=True)
    for said in ("Höja NPS från 30 till 40 senast 30 juni 2027, Anna äger", "ändra deadline till 30 september"):
        session, _ = turn(session, said)
    assert session.entries[0].goal.text == "Höja NPS från 30 till 40 senast 30 september 2027, Anna äger"


def test_a_remark_about_the_set_is_no_wording() -> None:
    session = Session(TODAY, POLICY, "sv", settled=True)
    for said in ("sälja mer till befintliga kunder", "säljchefen", "nej det ska vara två mål"):
        session, _ = turn(session, said)
    assert session.entries[0].goal.text == "sälja mer till befintliga kunder"


@pytest.mark.parametrize(
    ("goal", "said", "wording"),
    [
        ("Öka försäljningen", ("säljchefen, 20 %, till sista mars",), "Säljchefen ökar försäljningen med 20 % från [utgångsläge] senast"),
        ("Öka försäljningen", ("ja, jag", "4 → 5 mkr"), "Jag ökar försäljningen från 4 till 5 mkr senast 31 mars 2027"),
        ("Bättre hit rate", ("Lisa, sista mars", "18 till 22 %"), "Lisa förbättrar hit rate från 18 till 22 % senast 31 mars 2027"),
    ],
)
def test_figures_in_the_wording(goal: str, said: tuple[str, ...], wording: str) -> None:
    session = Session(TODAY, POLICY, "sv", settled=True)
    for message in (goal, *said):
        session, reply = turn(session, message)
    assert wording in reply.text


def test_an_ok_in_front_of_figures_takes_no_date() -> None:
    session = Session(TODAY, POLICY, "en", settled=True)
    for said in ("We should be the best supplier in the Nordics", "ok share of wallet among top 20 accounts, 30% to 40%"):
        session, _ = turn(session, said)
    goal = session.entries[0].goal
    assert goal.deadline is None
    assert goal.text == "Raise the share of wallet among top 20 accounts from 30% to 40%"


def test_not_known_is_not_known_in_any_words() -> None:
    session = Session(TODAY, POLICY, "sv", settled=True)
    for said in ("Bättre samarbete", "Bo, sista mars", "vet inte hur man mäter det"):
        session, reply = turn(session, said)
    assert reply.intent == "fill"
    assert "measure" in session.entries[0].unsure
