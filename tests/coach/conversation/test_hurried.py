"""Answers as a manager in a hurry gives them: owners behind a sign, the next goal in the guided start, what was wrong a moment ago."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.talk import turn
from coach.texts import Language
from rules.policy import Policy

TODAY = date(2026, 11, 23)


def talk(language: Language, *messages: str) -> tuple[Session, str, str]:
    session = Session(TODAY, Policy.default(), language, settled=True)
    text = intent = ""
    for message in messages:
        session, reply = turn(session, message)
        text, intent = reply.text, reply.intent
    return session, text, intent


@pytest.mark.parametrize(
    ("language", "first", "answer", "owners"),
    [
        ("sv", "25 nya avtal\n90 % i tid\n2 nyanställda", "avtal = Moa, leverans = Per, rekrytering jag", ["Moa", "Per", "jag"]),
        ("sv", "fler leads\nsnabbare svar", "Lena leads, Omar svar", ["Lena", "Omar"]),
        ("en", "Close 12 deals in Q1\nBook 40 meetings in Q1", "Nadia's on it", ["Nadia", "Nadia"]),
        ("en", "- 20 partner deals by Q3\n- Revenue 3.1M EUR in 2027", "partner deals are Ann", ["Ann", None]),
    ],
)
def test_owners_are_heard_in_a_hurry(language: Language, first: str, answer: str, owners: list[str | None]) -> None:
    assert [entry.goal.owner for entry in talk(language, first, answer)[0].entries] == owners


def test_who_takes_over_owns_it() -> None:
    session, text, _ = talk("sv", "Eva ökar försäljningen från 5 till 6 Mkr senast 31 mars 2027", "nej Eva slutar, Tor tar över")
    assert "Tor" in session.entries[0].goal.text or session.entries[0].goal.owner == "Tor"
    assert "Tor" in text


@pytest.mark.parametrize(("language", "start", "goal"), [("sv", "hjälp", "öka försäljningen"), ("en", "help", "increase sales")])
def test_a_goal_is_heard_whatever_the_guided_start_asked(language: Language, start: str, goal: str) -> None:
    assert [entry.goal.text for entry in talk(language, start, goal)[0].entries] == [goal]


def test_where_the_team_stands_and_what_to_aim_at_begins_the_guided_start() -> None:
    message = "Vi säljer skrivare. Budget nästa år 32 miljoner, i år blir det 28. Vad ska vi sätta för mål?"
    session, _, intent = talk("sv", message)
    assert intent == "help"
    assert session.step
    assert not session.entries


def test_by_how_much_is_told_of_the_goal_that_lacks_it() -> None:
    session, _, intent = talk("en", "Increase upsell", "by 20% to existing accounts")
    assert intent == "fill"
    assert len(session.entries) == 1
    assert session.entries[0].said["target"] == "+20%"


def test_where_one_stands_is_where_the_goal_begins() -> None:
    session, _, _ = talk("en", "Increase upsell", "by 20% to existing accounts", "we do 400k a year")
    assert len(session.entries) == 1
    assert session.entries[0].said["baseline"].startswith("400k") or session.entries[0].goal.baseline == 400_000


def test_a_number_before_todays_is_what_is_wanted() -> None:
    session, _, _ = talk("sv", "fler besök", "Johan, sista juni", "besök 12 i veckan, idag 8")
    assert "från 8 till 12" in session.entries[0].goal.text


def test_an_outcome_that_was_wrong_is_put_right() -> None:
    session, text, _ = talk("sv", "Öka antalet demo till 30 i månaden, Sanna, Q1", "vi har nu 14", "det var fel, 15")
    assert session.entries[0].actuals[-1].value == "15"
    assert "15 mot 30" in text


def test_another_day_is_meant_for_all_that_were_given_one() -> None:
    first = "- Öka antalet leads från 40 till 80\n- Höja NPS från 32 till 40"
    session, _, _ = talk("sv", first, "Lena", "till årsskiftet", "nej jag menar 2027 års slut")
    assert {entry.goal.deadline for entry in session.entries} == {date(2027, 12, 31)}


def test_not_this_day_but_that() -> None:
    session, _, _ = talk("sv", "Sälj in serviceavtal till 30 % av kunderna", "Gustav, halvårsskiftet", "inte 30 juni, 15 juni")
    assert session.entries[0].goal.deadline == date(2027, 6, 15)


def test_two_goals_are_parked_by_their_words() -> None:
    session, _, _ = talk("en", "- Start the podcast by May\n- Buy a new CRM by June\n- Close 12 deals in Q1", "park podcast and CRM")
    assert [entry.parked for entry in session.entries] == [True, True, False]


@pytest.mark.parametrize(
    ("message", "told"),
    [("remind me what Ann has to do", "3. Ann books"), ("how many goals does Tom have", "1. Tom closes"), ("which day is it?", "Goal 1")],
)
def test_the_set_knows_whose_goals_are_whose(message: str, told: str) -> None:
    first = "- Tom closes 12 deals in Q1\n- Tom keeps churn under 4% in Q1\n- Ann books 50 meetings a month until June"
    assert talk("en", first, message)[1].startswith(told)


def test_what_is_wanted_may_be_told_before_what_is() -> None:
    session, _, _ = talk("sv", "Öka antalet offerter", "Kalle, innan påsk", "25 st", "17 nu")
    assert "från 17 till 25" in session.entries[0].goal.text


def test_outcomes_of_several_goals_are_no_figures_of_the_one_asked_about() -> None:
    session, _, intent = talk("sv", "kundmål: nps 45, återköp 60 %, färre klagomål", "Mia alla", "sista april", "nps är 38, återköp 52")
    assert intent == "track"
    assert [len(entry.actuals) for entry in session.entries] == [1, 1, 0]
    assert session.entries[2].goal.text == "färre klagomål"


def test_a_measure_by_its_name_is_the_measure_of_the_goal_that_lacks_one() -> None:
    session, text, _ = talk("en", "make the team happier", "eNPS")
    assert len(session.entries) == 1
    assert "measured as eNPS" in text


def test_a_bare_measure_is_worded_in_the_language_of_the_talk() -> None:
    assert "[owner] will raise NPS" in talk("en", "NPS")[1]
    assert "[ägare] höjer NPS" in talk("sv", "NPS")[1]


def test_a_currency_owns_nothing() -> None:
    assert talk("en", "Increase sales", "EUR, 2027, the CEO")[0].entries[0].goal.owner in ("the CEO", "CEO")


def test_goals_are_merged_by_their_numbers_whatever_was_asked() -> None:
    session, text, _ = talk("en", "- Win new customers\n- Keep customers\n- More leads", "merge 1 and 3")
    assert len(session.entries) == 2
    assert text.startswith("Merged")


def test_it_is_somebody_else() -> None:
    assert "Ali" in talk("sv", "10 kundmöten i Malmö i mars", "Petra", "nej fel, det är Ali")[1]


def test_a_third_goal_is_owned_and_dated_by_its_number() -> None:
    first = "- Hire a closer by May, Ann owns it\n- 40 demos by April, Jo owns it\n- No deal older than 90 days"
    session, _, _ = talk("en", first, "Jo has 3 too", "june for the third")
    third = session.entries[2].goal
    assert (third.owner, third.deadline, third.text) == ("Jo", date(2027, 6, 30), "No deal older than 90 days")


def test_a_day_that_begins_is_no_figure() -> None:
    session, _, _ = talk("sv", "Bättre uppföljning av offerter", "Anton, från 1 februari")
    assert "baseline" not in session.entries[0].said


def test_a_market_share_is_no_question_of_privacy() -> None:
    assert "computer" not in talk("en", "We want to be number one in Gothenburg", "in what? a good market share?")[1]


def test_a_long_list_of_names_is_answered_in_time() -> None:
    assert talk("sv", "Öka försäljningen", "avtal = Moa, " * 1_000)[1]
