"""What is put right in the middle of a talk: a goal dropped that is none, one's own question answered, another number, another goal."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.answers import answers
from coach.conversation.model import Session
from coach.conversation.paste import paste
from coach.conversation.talk import turn
from coach.conversation.wishes import spoken
from coach.texts import Language
from rules.policy import Policy

TODAY = date(2026, 11, 23)
POLICY = Policy.default()


def talk(language: Language, *messages: str) -> tuple[Session, str]:
    session, text = Session(TODAY, POLICY, language, settled=True), ""
    for message in messages:
        session, reply = turn(session, message)
        text = reply.text
    return session, text


def texts(session: Session) -> list[str]:
    return [entry.goal.text for entry in session.entries]


@pytest.mark.parametrize(
    ("language", "first", "order"),
    [
        ("en", "- Grow the pipeline to 12m EUR\n- Hire 2 reps by March, Jen owns it", "drop the partner thing"),
        ("sv", "Öka försäljningen", "ta bort målet om partnerkanalen"),
    ],
)
def test_a_goal_that_nobody_wrote_is_not_dropped_in_place_of_another(language: Language, first: str, order: str) -> None:
    before, _ = talk(language, first)
    after, _ = talk(language, first, order)
    assert texts(after) == texts(before)


def test_who_asks_and_answers_has_answered() -> None:
    session, _ = talk("en", "more meetings", "from 22 to 30 per week", "whole team? no, each rep")
    assert session.entries[0].goal.owner == "each rep" or "ach rep" in session.entries[0].goal.text
    assert "whole" not in session.entries[0].goal.text.lower()


def test_the_last_of_the_year_told_twice_is_next_years() -> None:
    assert answers("till årets slut, nästa år alltså", ("deadline",), 1, TODAY, POLICY).values["deadline"] == "nästa år"


def test_days_from_and_to_are_no_numbers_of_goals() -> None:
    first = "- 15 nykunder\n- merförsäljning +8 %\n- max 24 h svarstid"
    session, _ = talk("sv", first, "Pelle äger alla", "1 mars till 1 juni gäller alla")
    assert {entry.goal.deadline for entry in session.entries} == {date(2027, 6, 1)}


@pytest.mark.parametrize(
    ("language", "first", "order", "goal"),
    [
        ("sv", "Fler möten", "nej glöm det, ändra till att varje säljare har 8 möten i veckan", "varje säljare har 8 möten i veckan"),
        ("en", "More demos", "no, change it to every rep holding 8 meetings a week", "every rep holding 8 meetings a week"),
        ("en", "25 new logos by March, Jen owns it", "ok then lower it to 22", "22 new logos by March, Jen owns it"),
        ("sv", "Anna bokar 40 möten i mars", "höj det till 45", "Anna bokar 45 möten i mars"),
    ],
)
def test_the_goal_at_hand_is_put_right(language: Language, first: str, order: str, goal: str) -> None:
    session, _ = talk(language, first, order)
    assert texts(session) == [goal]


def test_it_is_the_goal_whose_number_can_go_there() -> None:
    session, _ = talk("en", "- 25 new logos (Jen)\n- ACV from 18k to 22k EUR (Tom)", "lower it to 22")
    assert texts(session)[0].startswith("22 new logos")


@pytest.mark.parametrize(
    ("language", "words", "goal"),
    [
        ("sv", "eh vi skulle behöva öka antalet offerter det är typ trettio i månaden nu och jag vill nog ha femtio",
         "Öka offerter från 30 till 50 i månaden"),
        ("en", "the win rate is really bad it's like fifteen percent and I want it at twenty", "Raise win rate from 15 to 20%"),
        ("sv", "nps ligger på 32 och vi vill till 40", "Höja nps från 32 till 40"),
        ("en", "churn is 5% now and we want to get down to 3%", "Cut churn from 5 to 3%"),
        ("sv", "snittordern är 38 tkr nu men jag vill upp till 45 tkr", "Öka snittordern från 38 tkr till 45 tkr"),
        ("sv", "vi är 5 säljare och jag vill ha 6 kunder", ""),
    ],
)  # fmt: skip
def test_what_is_and_what_is_wanted_in_one_breath_is_a_goal(language: Language, words: str, goal: str) -> None:
    assert spoken(words, language, TODAY, POLICY) == goal


def test_two_goals_in_one_breath_are_parted_where_they_are_two() -> None:
    message = "we want more demos maybe forty a month and also the win rate is like fifteen percent and I want it at twenty"
    assert len(paste(message, TODAY, POLICY).goals) == 2


@pytest.mark.parametrize(
    ("language", "message", "told"),
    [
        ("sv", "har du fattat rätt?", "1. Anna bokar 40 möten"),
        ("en", "did you get that right?", "1. Anna bokar 40 möten"),
        ("sv", "vad blir slutdatum då?", "31 mars 2027"),
        ("sv", "ser du något konstigt?", "Målet är klart."),
        ("en", "show me the goals", "The goal is ready."),
    ],
)
def test_what_was_understood_is_told(language: Language, message: str, told: str) -> None:
    assert told in talk(language, "Anna bokar 40 möten senast 31 mars 2027", message)[1]


def test_why_a_goal_is_not_ready_is_told_in_what_it_lacks() -> None:
    assert "I mål 1 saknas" in talk("sv", "Sälja mer av premium", "300 st", "varför är det inte klart?")[1]


def test_whose_a_goal_is_stands_behind_it() -> None:
    session, _ = talk("en", "- Win rate from 15% to 20%\n- 40 demos a month", "win rate is Tom")
    assert session.entries[0].goal.owner == "Tom"


@pytest.mark.parametrize(
    ("message", "baseline", "target"), [("30 now, 40 in a year", "30", "40"), ("40 Mkr i dag, 45 Mkr nästa år", "40 Mkr", "45 Mkr")]
)
def test_what_is_now_stands_before_what_is_wanted(message: str, baseline: str, target: str) -> None:
    found = answers(message, ("owner", "deadline", "baseline", "target"), 1, TODAY, POLICY).values
    assert (found["baseline"], found["target"]) == (baseline, target)


@pytest.mark.parametrize(
    ("messages", "owners"),
    [
        (("no wait, Marcus owns both",), ["Marcus", "Marcus"]),
        (("no wait, Marcus owns both", "actually not both. Aisha keeps meetings"), ["Aisha", "Marcus"]),
    ],
)
def test_who_owns_both_is_heard_whatever_stands_before(messages: tuple[str, ...], owners: list[str]) -> None:
    session, _ = talk("en", "- Book 60 meetings a month\n- Raise the reply rate from 3% to 6% in Q1", *messages)
    assert [entry.goal.owner for entry in session.entries] == owners


def test_an_owner_told_in_a_sentence_behind_the_goal_is_its_owner() -> None:
    session, _ = talk("en", "book 60 qualified meetings a month. owner is Aisha")
    assert session.entries[0].goal.owner == "Aisha"


def test_fine_is_nobody() -> None:
    session, _ = talk("en", "Close 12 deals in Q1", "fine")
    assert session.entries[0].goal.owner is None


@pytest.mark.parametrize("message", ["URGENT board, need 3 goals fast", "Need goals for the SDR team, Q1", "vi behöver tre nya mål"])
def test_who_needs_goals_is_led_to_them(message: str) -> None:
    session, reply = turn(Session(TODAY, POLICY, "en", settled=True), message)
    assert reply.intent == "help"
    assert session.step


def test_goals_written_in_the_guided_start_are_goals() -> None:
    session, _ = talk("en", "I have no goals yet", "book 60 qualified meetings a month")
    assert texts(session) == ["book 60 qualified meetings a month"]


def test_what_something_costs_today_is_no_other_share() -> None:
    session, text = talk("sv", "Säljchefen höjer priset med 4 procent senast 1 februari 2027", "212 kr")
    assert texts(session) == ["Säljchefen höjer priset med 4 procent senast 1 februari 2027"]
    assert session.entries[0].goal.baseline == 212
    assert "212 kr" in text


def test_the_order_of_goals_is_left_alone() -> None:
    before, _ = talk("sv", "- öka merförsäljningen med 15 %\n- 10 referenskunder")
    after, text = talk("sv", "- öka merförsäljningen med 15 %\n- 10 referenskunder", "byt plats på 1 och 2")
    assert texts(after) == texts(before)
    assert "numren" in text
