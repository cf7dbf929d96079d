"""Questions to the set are answered by the set; a number for a goal is an outcome or a change; an approval is recorded when it is one."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Reply, Session
from coach.conversation.talk import turn
from coach.texts import Language
from rules.policy import Policy

TODAY = date(2026, 11, 29)
SET: dict[Language, str] = {
    "sv": "Mål\n- Öka omsättningen från 12 till 14 Mkr 2027, säljchefen äger\n- Anna bokar 40 möten senast 31 mars 2027\n"
          "- Öka försäljningen",
    "en": "Goals\n- Grow revenue from 1.2M to 1.4M EUR in 2027, the sales director owns it\n- Anna books 40 meetings by 31 March 2027\n"
          "- Increase sales",
}  # fmt: skip


def talked(language: Language, *messages: str) -> tuple[Session, Reply]:
    session = Session(TODAY, Policy.default(), language, settled=True)
    for message in messages:
        session, reply = turn(session, message)
    return session, reply


@pytest.mark.parametrize(
    ("language", "message", "told"),
    [
        ("sv", "vilka är klara?", "mål 1 och 2"),
        ("sv", "hur många mål är klara?", "I mål 3 saknas"),
        ("en", "How many goals are done?", "goals 1 and 2"),
        ("en", "which are ready?", "Goal 3 is missing"),
        ("sv", "vilka av dem är strategiska?", "Strategiska: mål 1 och 3. Operativa: mål 2."),
        ("en", "which of these are strategic?", "Strategic: goals 1 and 3. Operational: goal 2."),
        ("sv", "vilka mål saknar något?", "I mål 3 saknas"),
        ("sv", "vilka mål saknar ägare?", "Utan ägare: mål 3."),
        ("en", "which goals are missing something?", "Goal 3 is missing"),
        ("en", "which goals lack an owner?", "Without an owner: goal 3."),
        ("sv", "är mål 3 mätbart?", "I mål 3 saknas hur mycket"),
        ("sv", "är mål 2 smart nog?", "mål 2"),
        ("en", "is goal 3 measurable?", "Goal 3 is missing how much"),
        ("en", "is goal 2 specific enough?", "goal 2"),
        ("sv", "vad är ett bra antal mål?", "3–5 operativa"),
        ("en", "what is a good number of goals?", "3–5 operational"),
    ],
)
def test_the_set_answers(language: Language, message: str, told: str) -> None:
    before, _ = talked(language, SET[language])
    session, reply = talked(language, SET[language], message)

    assert reply.intent == "ask"
    assert told in reply.text
    assert session.entries == before.entries
    assert session.question == before.question


@pytest.mark.parametrize(
    ("language", "goal", "questions", "told"),
    [
        ("sv", "Höja bruttomarginalen från 30 till 38 % senast 31 december 2027, CFO äger", ["är det rimligt med 8 %?"], "är rimligt"),
        ("sv", "Öka försäljningen med 8 % 2027, säljchefen", ["är det rimligt?"], "Var ligger ni i dag?"),
        ("sv", "Öka försäljningen med 8 % 2027, säljchefen", ["är det rimligt?", "12 Mkr"], "är rimligt"),
        ("en", "Increase sales by 8% in 2027, the sales director owns it", ["is 8% reasonable?", "12 million EUR"], "is reasonable"),
        ("en", "Increase sales by 8% in 2027, the CRO owns it", ["is it realistic?", "12M EUR", "is 300% realistic?"], "69% a quarter"),
        ("en", "Raise the win rate from 20 to 24% by 31 March 2027, Anna", ["is goal 1 realistic?"], "is reasonable"),
    ],
)  # fmt: skip
def test_a_goal_is_weighed_by_its_own_figures(language: Language, goal: str, questions: list[str], told: str) -> None:
    _, reply = talked(language, goal, *questions)
    assert told in reply.text, reply.text


def test_todays_value_is_asked_for_once() -> None:
    _, reply = talked("sv", "Öka försäljningen med 8 % 2027, säljchefen", "är det rimligt?", "vet inte", "är det rimligt?")
    assert "?" not in reply.text


@pytest.mark.parametrize(
    "message", ["export", "exportera", "exportera målen", "download", "ladda ner", "export my goals", "ladda ner målen"]
)
def test_an_order_to_export_is_told_how(message: str) -> None:
    session, reply = talked("sv", message)
    assert not session.entries
    assert "coach goals export" in reply.text

    session, reply = talked("sv", SET["sv"], message)
    assert len(session.entries) == 3
    assert "Anna bokar 40 möten" in reply.text


NUMBERED: list[tuple[Language, str, str, str, str]] = [
    ("sv", "Erik stänger 12 affärer senast 31 mars 2027", "mål 1: demos 45 i veckan", "edit", "demos 45 i veckan"),
    ("en", "Tom closes 12 deals by 31 March 2027", "goal 1: demos 45 a week", "edit", "demos 45 a week"),
    ("sv", "Anna bokar 40 möten senast 31 mars 2027", "mål 1: 45 möten i veckan", "edit",
     "Anna bokar 45 möten i veckan senast 31 mars 2027"),
    ("en", "Anna books 40 meetings by 31 March 2027", "goal 1: 45 a week", "edit", "Anna books 45 meetings a week by 31 March 2027"),
    ("sv", "Höja NPS från 30 till 40 senast 31 mars 2027, Anna", "mål 1: 45 till 30 juni", "edit",
     "Höja NPS från 30 till 45 senast 30 juni 2027, Anna"),
    ("sv", "Anna bokar 40 möten senast 31 mars 2027", "mål 1: Erik håller 50 demos i Q1 2027", "edit", "Erik håller 50 demos i Q1 2027"),
    ("sv", "Anna bokar 40 möten senast 31 mars 2027", "mål 1: 38 möten", "track", "Anna bokar 40 möten senast 31 mars 2027"),
    ("sv", "Anna bokar 40 möten senast 31 mars 2027", "utfall mål 1: 38", "track", "Anna bokar 40 möten senast 31 mars 2027"),
    ("sv", "Anna bokar 40 möten senast 31 mars 2027", "mål 1: 41 st per idag", "track", "Anna bokar 40 möten senast 31 mars 2027"),
    ("en", "Anna books 40 meetings by 31 March 2027", "goal 1: 38 meetings", "track", "Anna books 40 meetings by 31 March 2027"),
    ("sv", "Fler demos", "mål 1: 30 till 45", "fill", "Fler demos"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "goal", "message", "intent", "text"), NUMBERED)
@pytest.mark.parametrize("beside", ["", "Öka kundnöjdheten"])
def test_a_number_for_a_goal_is_an_outcome_or_a_change(
    language: Language, goal: str, message: str, intent: str, text: str, beside: str
) -> None:
    session, reply = talked(language, f"Mål\n- {goal}\n- {beside}" if beside else goal, message)

    assert (reply.intent, session.entries[0].goal.text) == (intent, text)
    assert len(session.entries) == 1 + bool(beside)


def test_a_goal_changed_to_count_something_else_keeps_its_owner_and_end() -> None:
    session, _ = talked("sv", "Erik stänger 12 affärer senast 31 mars 2027", "mål 1: demos 45 i veckan")
    assert (session.entries[0].goal.owner, session.entries[0].goal.deadline) == ("Erik", date(2027, 3, 31))


@pytest.mark.parametrize(
    ("language", "goal", "approval", "yes"),
    [
        ("sv", "Öka försäljningen", "ja godkänn", "ja"), ("sv", "Öka försäljningen", "godkänn mål 1", "ja"),
        ("en", "Increase sales", "yes approve", "yes"), ("en", "Increase sales", "approve it", "approve goal 1"),
    ],
)  # fmt: skip
def test_a_goal_that_is_not_ready_is_accepted_only_when_the_manager_says_so_again(
    language: Language, goal: str, approval: str, yes: str
) -> None:
    session, reply = talked(language, goal, approval)
    assert session.entries[0].goal.accepted is None
    assert session.question is not None
    assert session.question.key == "anyway"
    assert ("saknas" if language == "sv" else "missing") in reply.text

    accepted, _ = talked(language, goal, approval, yes)
    assert accepted.entries[0].goal.accepted is not None

    refused, reply = talked(language, goal, approval, "nej" if language == "sv" else "no")
    assert refused.entries[0].goal.accepted is None
    assert refused.question is not None
    assert "owner" in refused.question.fields


@pytest.mark.parametrize(("language", "word"), [("sv", "klart"), ("sv", "Klar!"), ("sv", "allt klart"), ("en", "done"), ("en", "all done")])
def test_done_is_nobodys_yes(language: Language, word: str) -> None:
    goals: dict[Language, str] = {
        "sv": "Anna bokar 40 möten senast 31 mars 2027\nErik stänger 12 affärer senast 31 mars 2027",
        "en": "Anna books 40 meetings by 31 March 2027\nTom closes 12 deals by 31 March 2027",
    }
    session, reply = talked(language, goals[language], word)
    assert all(entry.goal.accepted is None for entry in session.entries)
    assert len(reply.quick) == 3

    accepted, _ = talked(language, goals[language], word, "ja" if language == "sv" else "yes")
    assert all(entry.goal.accepted is not None for entry in accepted.entries)

    named, reply = talked(language, "Öka försäljningen" if language == "sv" else "Increase sales", word)
    assert named.entries[0].goal.owner is None
    assert reply.intent == "review"


FOLLOWED: dict[Language, tuple[str, ...]] = {
    "sv": ("- Anna bokar 40 möten i månaden till 31 mars 2027\n- Erik stänger 12 affärer i Q1\n"
           "- Sänka churn från 5 till 3 % till juni, Sara", "vi ligger på 20 möten", "mål 2: 3 affärer"),
    "en": ("- Anna books 40 meetings a month until March 31\n- Tom closes 12 deals in Q1\n"
           "- Cut churn from 5% to 3% by June 30, Sara owns it", "Anna is at 20 meetings", "goal 2: 3 deals"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "message", "told"),
    [
        ("sv", "vilket mål ligger sämst till?", "Längst kvar har mål 2.\nMål 2: 3 av 12, 29 november 2026 – 25 % av vägen."),
        ("sv", "var ligger vi efter?", "Längst kvar har mål 2."),
        ("sv", "vilket mål har kommit längst?", "Längst har mål 1 kommit."),
        ("en", "which goal is furthest behind?", "Goal 2 has the furthest to go.\nGoal 2: 3 of 12, 29 November 2026 – 25% of the way."),
        ("en", "which one is closest?", "Goal 1 has come the furthest."),
        ("sv", "vad sa vi om churn?", "Mål 3: Sänka churn"),
        ("sv", "vad var målet för affärer?", "Mål 2: Erik stänger 12 affärer i Q1\nMål 2: 3 av 12"),
        ("sv", "vad bestämde vi för rabatter?", "Inget av målen gäller det."),
        ("en", "what did we say for churn?", "Goal 3: Cut churn from 5% to 3% by June 30"),
        ("en", "what's our meetings target?", "Goal 1: Anna books 40 meetings"),
        ("en", "what did we agree on discounts?", "None of the goals is about that."),
    ],
)
def test_how_far_goals_have_come_and_what_was_said_is_told_from_the_set(language: Language, message: str, told: str) -> None:
    _, reply = talked(language, *FOLLOWED[language], message)
    assert reply.intent == "ask"
    assert reply.text.startswith(told)


def test_a_falling_goal_is_measured_from_where_it_began() -> None:
    _, reply = talked("sv", FOLLOWED["sv"][0], "churn är nu 4 %", "vilket mål har kommit längst?")
    assert "Mål 3: 4 % mot 3 %, 29 november 2026 – 50 % av vägen." in reply.text


@pytest.mark.parametrize(
    ("language", "messages", "told"),
    [
        ("sv", ("vad krävs per säljare?",), "Hur många säljare delar på det?"),
        ("sv", ("vad krävs per säljare?", "4"), "Mål 1: 40 ÷ 4 säljare = 10 per säljare i månaden."),
        ("sv", ("vi är fyra säljare", "vad krävs per säljare för mål 2?"), "Mål 2: 12 ÷ 4 säljare = 3 per säljare."),
        ("en", ("what does it take per rep?", "five"), "Goal 1: 40 ÷ 5 sellers = 8 a seller a month.\nGoal 2: 12 ÷ 5"),
    ],
)
def test_what_a_goal_takes_per_seller_is_reckoned(language: Language, messages: tuple[str, ...], told: str) -> None:
    _, reply = talked(language, FOLLOWED[language][0], *messages)
    assert reply.intent == "breakdown"
    assert reply.text.startswith(told)


def test_a_breakdown_asked_for_per_seller_says_only_that() -> None:
    told = ("bryt ner det", "450 000 kr", "3 möten per affär", "vi är fyra säljare", "vad krävs per säljare?")
    _, reply = talked("sv", "Öka omsättningen från 12 till 14 Mkr 2027, säljchefen äger", *told)
    assert "möten per säljare och vecka" in reply.text
    assert "Det här kan bära" not in reply.text
