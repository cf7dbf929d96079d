"""What the page says and sends without a browser: its own orders are meant as they stand, and lines break where they may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from coach.store import Store
from coach.ui.actions import Actions
from coach.ui.desk import Desk
from coach.ui.labels import Language, say
from coach.ui.safe import prose
from rules.policy import Policy

TODAY = date(2026, 11, 29)
VAGUE = {"sv": "Öka försäljningen", "en": "Increase sales"}


@pytest.fixture(params=["sv", "en"])
def actions(request: pytest.FixtureRequest) -> Iterator[Actions]:
    with Store("sqlite://") as store:
        yield Actions(Desk(Policy.default(), store, lambda: TODAY), request.param)


def answered(actions: Actions, message: str) -> tuple[str, str]:
    """The intent of the last turn as it was kept, and the turn as it is shown."""
    shown = actions.act({"act": "send", "message": message})["turns"][-1]
    view = actions.desk.look(actions.language)
    return actions.desk.turns(view, view.length - 1)[0].reply[actions.language]["intent"], shown["html"]


@pytest.mark.parametrize(("order", "intent"), [("reword", "rewrite"), ("other", "rewrite"), ("breakdown", "breakdown")])
def test_a_button_is_meant_as_it_says_while_a_question_waits(actions: Actions, order: str, intent: str) -> None:
    language: Language = actions.language
    assert answered(actions, VAGUE[language])[0] == "check"
    assert actions.desk.look(language).session.question is not None
    assert answered(actions, say(language, f"said.{order}", number="1"))[0] == intent


def test_quick_replies_stand_under_the_question_they_answer(actions: Actions) -> None:
    answered(actions, VAGUE[actions.language])
    html = answered(actions, {"sv": "skickas mina mål till någon?", "en": "are my goals sent to anyone?"}[actions.language])[1]
    question = {"sv": "Vem äger målet, och till när?", "en": "Who owns the goal, and by when?"}[actions.language]
    assert "quicks" in html
    assert html.index(question) < html.index("quicks")


def test_the_guided_start_is_walked_through(actions: Actions) -> None:
    start = {"sv": ["Jag har inga mål än", "Q1 2027, 4 säljare"], "en": ["I have no goals yet", "Q1 2027, 4 sellers"]}[actions.language]
    for message in start:
        assert "quicks" in answered(actions, message)[1]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("nått senast 31 mars 2027, sa hon", "31 mars 2027"),
        ("44 av 120 den 15 feb. 2027; 16 efter", "15 feb. 2027"),
        ("Sara bokar 40 möten senast 2027-03-31", "2027-03-31"),
        ("från 42 000 till det dubbla", "42 000"),
        ("växer med 12,5 % om året", "12,5 %"),
        ("upp till 19 Mkr nästa år", "19 Mkr"),
        ("NPS från 40 till 60 senast 2027-03-31", "2027-03-31"),
        ("guiden råder till 3–5.", "3–5"),
        ("prognos 88 (60,6–115,4).", "(60,6–115,4)"),
    ],
)
def test_what_belongs_together_is_not_parted_by_the_end_of_a_line(text: str, whole: str) -> None:
    assert prose(text) == text.replace(whole, f'<span class="nb">{whole}</span>')


@pytest.mark.parametrize("text", ["", "tre till fem mål", "mål 1, 2 och 3", "version 1.2.3", "a 2027-03-311 b", "40 möten i veckan"])
def test_other_words_are_left_as_they_are(text: str) -> None:
    assert prose(text) == text


def test_prose_is_as_safe_as_any_value() -> None:
    assert prose("<b>31 mars 2027</b> & 'x'") == '&lt;b&gt;<span class="nb">31 mars 2027</span>&lt;/b&gt; &amp; &#x27;x&#x27;'


def test_the_talk_knows_the_values_that_were_entered_beside_it(actions: Actions) -> None:
    goal = {"sv": "Sara bokar 120 kundmöten senast 2026-12-31", "en": "Sara books 120 customer meetings by 2026-12-31"}
    actions.desk.store.profile.change(settings={"quarter": "2026-10-01"})
    answered(actions, goal[actions.language])
    actions.act({"act": "actual", "tab": "followup", "number": "1", "value": "37", "day": "2026-11-20"})
    intent, html = answered(actions, {"sv": "hur går det?", "en": "how are we doing?"}[actions.language])
    assert intent == "track"
    assert {"sv": "Mål 1: 37 av 120", "en": "Goal 1: 37 of 120"}[actions.language] in html
    # What is told next is one value more, not the others once again.
    answered(actions, {"sv": "Sara är på 41 möten nu", "en": "Sara is at 41 meetings now"}[actions.language])
    id = actions.desk.look(actions.language).ids[1]
    assert [int(item.value or 0) for item in actions.desk.store.checkins.of(id)] == [37, 41]


def test_wordings_to_choose_from_are_told_alike(actions: Actions) -> None:
    language: Language = actions.language
    answered(actions, VAGUE[language])
    html = answered(actions, say(language, "said.reword", number="1"))[1]
    assert html.count('<b class="no">1</b>') == html.count('<b class="no">2</b>') == 1
    assert "1)" not in html
    assert "[" not in html


def test_who_owns_all_of_those_asked_about_takes_no_goal_from_its_owner(actions: Actions) -> None:
    paste = {
        "sv": "Operativa mål, kvartal 1 2027:\n- Öka försäljningen\n- Anna tecknar 12 ramavtal senast 31 mars 2027\n- Höja NPS",
        "en": "Operational goals, Q1 2027:\n- Increase sales\n- Anna signs 12 contracts by 31 March 2027\n- Raise NPS",
    }[actions.language]
    answered(actions, paste)
    answered(actions, {"sv": "Jag äger båda", "en": "I own both"}[actions.language])
    owners = [entry.goal.owner for entry in actions.desk.look(actions.language).session.entries]
    assert (owners[0], owners[2]) == ({"sv": "jag", "en": "I"}[actions.language],) * 2
    assert owners[1] != owners[0]
