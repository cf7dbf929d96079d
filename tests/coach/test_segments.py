"""A pasted message becomes goals: one case per way of writing a list, with a reader that knows only what the case says is no goal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation import segments, session
from rules.policy import Policy

TODAY = date(2026, 11, 23)
POLICY = Policy.default()
NOT_GOALS = {
    "Mål Q1": "heading", "Goals Q1": "heading", "Hej!": "greeting", "Tack!": "greeting", "Kundfokus": "heading",
    "Våra mål": "heading", "Våra mål för Q1 2027": "heading",
    "KAM ansvarar": "description", "Här kommer de": "description", "Thanks!": "greeting", "KAM owns it": "description",
}  # fmt: skip

CASES = {
    "one per line": ("öka x\nNPS 60", ["öka x", "NPS 60"]),
    "windows line ends": ("öka x\r\nNPS 60\r\n", ["öka x", "NPS 60"]),
    "bullets": ("- öka x\n• NPS 60\n* 40 möten", ["öka x", "NPS 60", "40 möten"]),
    "bullets of outlook": ("•\töka x\n•\tNPS 60", ["öka x", "NPS 60"]),
    "numbers": ("1. öka x\n2) NPS 60\n(3) 40 möten", ["öka x", "NPS 60", "40 möten"]),
    "letters": ("a) öka x\nb) NPS 60", ["öka x", "NPS 60"]),
    "labels": ("Mål 1: öka x\nGoal 2: NPS 60", ["öka x", "NPS 60"]),
    "task boxes": ("- [ ] öka x\n- [x] NPS 60", ["öka x", "NPS 60"]),
    "emphasis": ("- **öka x**\n- NPS 60", ["öka x", "NPS 60"]),
    "semicolons": ("öka x; NPS 60; 40 möten", ["öka x", "NPS 60", "40 möten"]),
    "semicolon before a part that is no goal": ("öka x till 4; KAM ansvarar", ["öka x till 4; KAM ansvarar"]),
    "title before semicolons": ("Våra mål: öka x; NPS 60", ["öka x", "NPS 60"]),
    "numbers in a line": ("1. öka x 2. NPS 60 3. 40 möten", ["öka x", "NPS 60", "40 möten"]),
    "a number that is no list": ("öka till 2. halvår", ["öka till 2. halvår"]),
    "bullets in a line": ("• öka x • NPS 60", ["öka x", "NPS 60"]),
    "heading above bullets": ("Mål Q1\n- öka x\n- NPS 60", ["öka x", "NPS 60"]),
    "heading in english": ("Goals Q1\n- grow x\n- NPS 60", ["grow x", "NPS 60"]),
    "heading with a word for goals": ("Våra mål för Q1 2027\n- öka x", ["öka x"]),
    "heading with a colon": ("Så här gör vi:\nöka x\nNPS 60", ["öka x", "NPS 60"]),
    "markdown heading": ("## Q1\nöka x", ["öka x"]),
    "headings between": ("Mål Q1\n- öka x\nKundfokus\n- NPS 60", ["öka x", "NPS 60"]),
    "a goal above its means is a goal": ("öka x\n- ring 20 kunder", ["öka x", "ring 20 kunder"]),
    "courtesies": ("Hej!\n- öka x\n- NPS 60\n\nTack!", ["öka x", "NPS 60"]),
    "a theme among goals is kept": ("- öka x\n- Kundfokus", ["öka x", "Kundfokus"]),
    "a theme alone is kept": ("Kundfokus", ["Kundfokus"]),
    "a greeting alone is kept": ("Hej!", ["Hej!"]),
    "a line that goes on": ("- öka x\n  med 10 %\n- NPS 60", ["öka x med 10 %", "NPS 60"]),
    "minus is no bullet": ("-5 % kundbortfall", ["-5 % kundbortfall"]),
    "a decimal is no number of a list": ("2,5 Mkr mer i omsättning", ["2,5 Mkr mer i omsättning"]),
    "tabs without header": ("1\töka x\tAnna\n2\tNPS 60\tBo", ["öka x, Anna", "NPS 60, Bo"]),
    "nothing": (" \n\u200b\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_cut(name: str) -> None:
    message, wanted = CASES[name]
    assert list(segments.texts(message, lambda text: NOT_GOALS.get(text, ""))) == wanted


def test_a_line_that_names_the_goals_is_no_goal_unless_it_holds_one() -> None:
    named = ("Våra mål för Q1 2027\n- NPS 60\n- 40 möten", "Vara mal for Q1 2027:\nNPS 60\n40 möten", "Our goals 2027: NPS 60; 40 möten")
    for message in named:
        assert [goal.text for goal in segments.goals(message, TODAY, POLICY)] == ["NPS 60", "40 möten"]
    assert len(segments.goals("Mål 10 Mkr i omsättning\nNPS 60", TODAY, POLICY)) == 2


def test_rows_with_a_header_bring_their_fields() -> None:
    found = segments.goals("Mål\tÄgare\tDeadline\nÖka snittordern till 48 000 kr\tAnna\t2027-03-31\nNPS 60\t\t", TODAY, POLICY)
    assert [(goal.id, goal.text, goal.owner, goal.deadline) for goal in found] == [
        ("1", "Öka snittordern till 48 000 kr", "Anna", date(2027, 3, 31)), ("2", "NPS 60", None, None),
    ]  # fmt: skip


PIECES = st.sampled_from(["- ", "1. ", "öka x", "\n", "\t", "; ", ": ", "Mål", "• ", " 2. ", "**", "\x00"])


@given(st.text(max_size=300) | st.lists(PIECES).map("".join))
def test_any_message_is_cut(message: str) -> None:
    found = segments.goals(message, TODAY, POLICY)
    assert all(goal.text.strip() for goal in found)
    assert [goal.id for goal in found] == [str(place) for place in range(1, len(found) + 1)]


def test_a_long_list_and_a_long_message_are_bounded() -> None:
    many = session.turn("\n".join(f"- sälja {number} avtal" for number in range(1, 100)), TODAY, POLICY)
    assert (len(many.goals), many.left, many.cut) == (session.GOAL_LIMIT, 99 - session.GOAL_LIMIT, False)
    assert session.turn("x" * 50_000, TODAY, POLICY).cut


def test_talks_are_kept_apart() -> None:
    talks = session.Sessions()
    said = session.turn("NPS 60", TODAY, POLICY)
    assert talks.add("a", said) == (said,)
    assert talks.turns("a") == (said,)
    assert talks.turns("b") == ()
    talks.forget("a")
    assert talks.turns("a") == ()
