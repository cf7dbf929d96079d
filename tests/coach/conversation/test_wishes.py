"""A report and a wish in one breath are one goal; who owns a goal in words is who is asked; a yes is taken back when it was none."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Reply, Session
from coach.conversation.talk import turn
from coach.texts import Language
from rules.policy import Policy


def talked(language: Language, *messages: str) -> tuple[Session, Reply]:
    session = Session(date(2026, 11, 29), Policy.default(), language, settled=True)
    for message in messages:
        session, reply = turn(session, message)
    return session, reply


@pytest.mark.parametrize(
    ("language", "message", "text"),
    [
        ("sv", "vi tappade 14 kunder, vill vinna tillbaka 5", "Vinna tillbaka 5 kunder"),
        ("sv", "Vi tappade 14 kunder i år. Vi vill vinna tillbaka 5 av dem.", "Vinna tillbaka 5 kunder"),
        ("sv", "NPS sjönk till 30, ska upp till 40", "Höja NPS från 30 till 40"),
        ("sv", "vi hade 12 avvikelser förra kvartalet, vill ner till 4", "Sänka avvikelser från 12 till 4"),
        ("en", "we lost 14 customers, want to win back 5", "Win back 5 customers"),
        ("en", "We lost 14 customers last year so I want to win back 5 of them by June", "I will win back 5 customers by June"),
        ("en", "NPS dropped to 30, should be back at 40", "Raise NPS from 30 to 40"),
        ("en", "we had 12 complaints last quarter, want to get down to 4", "Cut complaints from 12 to 4"),
    ],
)
@pytest.mark.parametrize("before", [(), ("Öka försäljningen",)])
def test_a_report_and_its_wish_are_one_goal(language: Language, message: str, text: str, before: tuple[str, ...]) -> None:
    session, reply = talked(language, *before, message)

    assert reply.intent == "check"
    assert [entry.goal.text for entry in session.entries] == [*before, text]
    assert all(entry.goal.deadline is None for entry in session.entries)  # "i år" is when they were lost


@pytest.mark.parametrize(
    "message",
    ["Anna bokar 40 möten senast 31 mars 2027, Erik stänger 12 affärer", "vi sålde för 3 Mkr i maj", "vi vill växa och vinna 5 kunder"],
)
def test_nothing_else_is_taken_for_a_wish(message: str) -> None:
    session, _ = talked("sv", message)
    assert all(entry.goal.text in message for entry in session.entries)


@pytest.mark.parametrize(
    ("language", "goal", "asked"),
    [
        ("sv", "Anna bokar 40 möten senast 31 mars 2027", "Har Anna sagt ja till målet?"),
        ("sv", "Jag bokar 40 möten senast 31 mars 2027", "Säger du ja till målet?"),
        ("en", "The sales manager closes 12 deals by 31 March 2027", "Has the sales manager said yes"),
        ("en", "I will win back 5 customers by June", "Do you say yes to the goal?"),
    ],
)
def test_the_owner_named_in_the_goal_is_asked_for_their_yes(language: Language, goal: str, asked: str) -> None:
    _, reply = talked(language, goal)
    assert asked in reply.text


@pytest.mark.parametrize(
    ("language", "goal", "said", "yes", "no", "again"),
    [
        ("sv", "boka 10 möten per vecka", "Anna", "ja till 30 juni", "nej hon har inte sagt ja", "nu har hon sagt ja"),
        ("en", "book 10 meetings per week", "Anna", "yes, by 30 June", "no, Anna has not said yes", "now she has said yes"),
    ],
)
def test_a_yes_keeps_the_day_told_with_it_and_is_taken_back(
    language: Language, goal: str, said: str, yes: str, no: str, again: str
) -> None:
    session, _ = talked(language, goal, said, yes)
    assert (session.entries[0].goal.deadline, session.entries[0].goal.accepted is not None) == (date(2027, 6, 30), True)

    session, _ = talked(language, goal, said, yes, no)
    assert session.entries[0].goal.accepted is None

    session, _ = talked(language, goal, said, yes, no, again)
    assert session.entries[0].goal.accepted is not None


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_full_stop_of_a_goal_stands_inside_a_sentence(language: Language) -> None:
    goals: dict[Language, str] = {
        "sv": "Anna bokar 40 möten senast 31 mars 2027.\nÖka försäljningen.\nHöja NPS från 30 till 40 senast 31 mars.",
        "en": "Anna books 40 meetings by 31 March 2027.\nIncrease sales.\nRaise NPS from 30 to 40 by 31 March.",
    }
    orders: dict[Language, tuple[str, ...]] = {
        "sv": (
            "gå igenom alla",
            "utfall mål 3: 33.",
            "varför duger inte mål 2?",
            "ändra mål 1 till 45.",
            "ta bort mål 1",
            "skriv om mål 2",
        ),
        "en": ("review all", "outcome goal 3: 33.", "why is goal 2 not ready?", "change goal 1 to 45.", "remove goal 1", "reword goal 2"),
    }
    told = [talked(language, goals[language], *orders[language][:count])[1].text for count in range(len(orders[language]) + 1)]

    assert not any(sign in text for text in told for sign in ("..", ".”", ".,", ".:", ".;"))


@pytest.mark.parametrize(("language", "order"), [("en", "change goal 1 to 45"), ("sv", "ändra mål 1 till 45")])
def test_a_change_of_one_goal_answers_nothing_asked_of_another(language: Language, order: str) -> None:
    session, reply = talked(language, "Mål\n- Anna bokar 40 möten senast 31 mars 2027\n- Öka försäljningen", order)

    assert reply.intent == "edit"
    assert [entry.goal.text for entry in session.entries] == ["Anna bokar 45 möten senast 31 mars 2027", "Öka försäljningen"]
    assert not session.entries[1].values


TALKS: list[tuple[Language, tuple[str, ...], str, str]] = [
    # no, with a number behind it, points at no goal
    ("en", ("We want to grow the Nordic business by 15% next year", "the CRO owns it", "hmm, make it 12%", "actually no, 15% was right"),
     "We want to grow the Nordic business by 15% next year", "Changed"),
    # when it was is no day to reach
    ("en", ("We want to grow the Nordic business by 15% next year", "the CRO owns it", "we sold for 8 million euros last year"),
     "We want to grow the Nordic business by 15% next year", "starting point of goal 1: 8 million euros"),
    # the unit follows the figure, and a day told makes no other wording
    ("sv", ("Vi vill sälja mer till befintliga kunder", "Jag själv", "vi låg på 3,2 Mkr och jag vill till 3,8", "till sista mars"),
     "Jag säljer mer till befintliga kunder, från 3,2 till 3,8 Mkr, senast 31 mars 2027", "Klart"),
    ("en", ("Better pipeline quality", "Tom, by 31 March", "share of opportunities with a next step", "60% to 85%"),
     "Raise the share of opportunities with a next step from 60% to 85% by 31 March 2027", "Ready"),
    ("sv", ("Öka försäljningen", "och så vill jag att Sara bokar fler kundmöten", "från 30 till 45 i månaden"),
     "Öka försäljningen", "från 30"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "messages", "text", "told"), TALKS)
def test_what_was_told_is_kept(language: Language, messages: tuple[str, ...], text: str, told: str) -> None:
    session, reply = talked(language, *messages)

    assert session.entries[0].goal.text == text
    assert told in reply.text


@pytest.mark.parametrize(
    ("language", "opening", "asked"),
    [
        ("sv", "Hej! Jag ska sätta mål för Q1 med mitt team", "31 mars 2027, som du skrev"),
        ("en", "we need to set goals for Q2", "30 June 2027, as"),
    ],
)
def test_that_goals_are_to_be_set_is_no_goal_but_a_start(language: Language, opening: str, asked: str) -> None:
    session, reply = talked(language, opening)

    assert not session.entries
    assert session.step == "period"
    assert asked in reply.text


def test_a_wish_in_the_guided_start_is_a_goal() -> None:
    session, reply = talked("sv", "Jag har inga mål än", "Vi vill sälja mer till befintliga kunder")

    assert reply.intent == "check"
    assert [entry.goal.text for entry in session.entries] == ["Vi vill sälja mer till befintliga kunder"]


def test_all_who_lack_an_owner_get_one_and_no_other_loses_theirs() -> None:
    session, _ = talked(
        "en", "Goals\n- The CRO grows revenue from 1.2 to 1.4M EUR in 2027\n- Increase sales\n- More demos", "I own them all"
    )

    assert [entry.goal.owner for entry in session.entries] == [None, "I", "I"]


@pytest.mark.parametrize(("language", "message"), [("sv", "nej jag har inte frågat honom än"), ("en", "no, I haven't asked him yet")])
def test_nobody_asked_yet_can_wait(language: Language, message: str) -> None:
    session, reply = talked(language, "Öka försäljningen", message)

    assert reply.text.startswith(("Det kan vänta", "That can wait"))
    assert session.entries[0].goal.accepted is None


PUT_RIGHT: list[tuple[Language, tuple[str, ...], str, str]] = [
    ("sv", ("Höj snittordern", "säljchefen, till midsommar", "45 till 50 tkr", "nej, från 42 till 50 tkr"),
     "Säljchefen höjer snittordern från 42 till 50 tkr senast 25 juni 2027", ""),
    ("sv", ("Höj snittordern", "säljchefen, till midsommar", "45 till 50 tkr", "nej", "det är Eva som äger det"),
     "Eva höjer snittordern från 45 till 50 tkr senast 25 juni 2027", "Eva"),
    ("en", ("Cut churn", "Dana by end of Q2", "8% to 5%", "sorry, it's 9% today"), "Cut churn from 9% to 5% by 30 June 2027", "Dana"),
    ("en", ("Cut churn", "Dana by end of Q2", "8% to 5%", "Dana isn't the owner, Priya is"),
     "Cut churn from 8% to 5% by 30 June 2027", "Priya"),
    ("en", ("Cut churn", "Dana isn't the owner, Priya is"), "Cut churn", "Priya"),
    ("en", ("Cut churn by 2% by 31 July 2027, Dana", "rename it to: Reduce yearly churn from 9% to 5%, Priya"),
     "Reduce yearly churn from 9% to 5%, Priya", ""),
    ("sv", ("Öka marginalen", "från 32 till 35 %", "CFO", "bruttomarginal alltså", "31 mars"),
     "Höja bruttomarginalen från 32 till 35 %", "CFO"),
    ("sv", ("Vi behöver ett mål för nöjda kunder också", "NPS, från 32 till 40", "Petra, 30 juni"), "Höja NPS från 32 till 40", "Petra"),
    ("sv", ("Öka omsättningen med 20 % nästa år", "VD:n"), "Öka omsättningen med 20 % nästa år", "VD"),
    ("sv", ("mer leads", "lisa", "20 -> 30 / månad"), "Öka leads från 20 till 30/månad", "Lisa"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "messages", "text", "owner"), PUT_RIGHT)
def test_what_is_put_right_is_right(language: Language, messages: tuple[str, ...], text: str, owner: str) -> None:
    session, _ = talked(language, *messages)

    goal = session.entries[0].goal
    assert len(session.entries) == 1
    assert goal.text == text
    assert not owner or goal.owner == owner
    assert goal.accepted is None


def test_a_day_told_against_another_is_the_day() -> None:
    session, _ = talked("en", "Cut churn from 8% to 5%, Dana", "by June not July")
    assert session.entries[0].goal.deadline == date(2027, 6, 30)


@pytest.mark.parametrize(("language", "yes", "no"), [("sv", "ja", "nej"), ("en", "yes please", "no thanks")])
def test_the_review_that_is_offered_is_taken_or_left(language: Language, yes: str, no: str) -> None:
    goals: dict[Language, tuple[str, str]] = {
        "sv": ("Anna bokar 40 möten senast 31 mars 2027\nErik stänger 12 affärer senast 31 mars 2027", "ja, alla"),
        "en": ("Anna books 40 meetings by 31 March 2027\nTom closes 12 deals by 31 March 2027", "yes, all of them"),
    }
    assert talked(language, *goals[language], yes)[1].intent == "review"
    assert "?" not in talked(language, *goals[language], no)[1].text


def test_a_bare_number_is_no_yes() -> None:
    session, _ = talked("sv", "Anna bokar 40 möten senast 31 mars 2027\nErik stänger 12 affärer senast 31 mars 2027", "45")
    assert all(entry.goal.accepted is None for entry in session.entries)


def test_a_measure_before_a_colon_points_at_its_goal() -> None:
    session, reply = talked("en", "Anna books 40 meetings by 31 March 2027\nTom closes 12 deals by 31 March 2027", "deals: 3 so far")

    assert reply.intent == "track"
    assert [len(entry.actuals) for entry in session.entries] == [0, 1]
