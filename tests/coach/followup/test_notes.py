"""Hinders and lessons in the store: the last word on each holds, what was said before stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from coach.exchange.actuals import Hinder, Lesson
from coach.followup import kept, notes
from coach.store import Store
from rules.model import Goal

DAY = date(2026, 11, 23)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite://") as made:
        yield made


@pytest.fixture
def goal(store: Store) -> str:
    team = store.teams.add("a")
    period = store.periods.open(team.id, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
    return store.goals.add(period.id, [Goal(text="Sara bokar 120 kundmöten")])[0].id


def test_a_hinder_is_kept_changed_and_cleared(store: Store, goal: str) -> None:
    first = notes.keep_hinder(store, Hinder("", goal, "fulla kalendrar", DAY, "Anna", date(2026, 11, 30), "korta möten"))
    assert notes.hinders_of(store, [goal]) == (first,)
    second = notes.keep_hinder(store, replace(first, who="Bo", by=None))
    assert notes.hinders_of(store, [goal]) == (second,)
    assert (second.who, second.by, second.adjustment) == ("Bo", None, "korta möten")
    cleared = notes.keep_hinder(store, replace(second, cleared=DAY))
    assert [item.cleared for item in notes.hinders_of(store, [goal])] == [DAY]
    assert [item.who for item in store.hinders.history(first.id)] == ["Anna", "Bo", "Bo"]
    again = notes.keep_hinder(store, replace(cleared, cleared=None))
    assert notes.hinders_of(store, [goal]) == (again,)
    assert again == second


def test_a_note_is_no_value(store: Store, goal: str) -> None:
    notes.keep_hinder(store, Hinder("", goal, "a", DAY))
    notes.keep_lesson(store, Lesson(goal, "realistic", "nej", DAY))
    assert kept.actuals_of(store, [goal]) == ()


def test_the_last_answer_to_a_question_holds(store: Store, goal: str) -> None:
    notes.keep_lesson(store, Lesson(goal, "realistic", "nej", DAY))
    notes.keep_lesson(store, Lesson(goal, "training", "mer", DAY))
    notes.keep_lesson(store, Lesson(goal, "realistic", "ja, nästan", DAY))
    assert {item.question: item.answer for item in notes.lessons_of(store, [goal])} == {"realistic": "ja, nästan", "training": "mer"}
