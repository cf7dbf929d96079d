"""Hinders of the weekly meeting and lessons of missed goals as the store keeps them, for some goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.exchange.actuals import Hinder, Lesson

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import HinderRecord


def hinders_of(store: Store, goals: Iterable[str]) -> tuple[Hinder, ...]:
    """The hinders of some goals as they stand, open and cleared, in the order they were opened."""
    return tuple(_hinder(item) for item in store.hinders.of(goals))


def keep_hinder(store: Store, hinder: Hinder) -> Hinder:
    """Write a hinder as it now stands: a new one (no id), or another word on one that is known. Raises StoreError."""
    if not hinder.id:
        return _hinder(store.hinders.open(hinder.goal, hinder.text, hinder.opened, hinder.who, hinder.by, hinder.adjustment))
    before = store.hinders.history(hinder.id)[-1]
    after = replace(before, text=hinder.text, who=hinder.who, due=hinder.by, adjustment=hinder.adjustment, cleared=hinder.cleared)
    return _hinder(store.hinders.save(after))


def lessons_of(store: Store, goals: Iterable[str]) -> tuple[Lesson, ...]:
    """What was answered about some goals that were missed: the last answer to each question."""
    return tuple(Lesson(item.goal, item.question, item.answer, item.day) for goal in goals for item in store.lessons.of(goal))


def keep_lesson(store: Store, lesson: Lesson) -> None:
    """Write down an answer. Raises StoreError."""
    store.lessons.answer(lesson.goal, lesson.question, lesson.answer, lesson.day)


def _hinder(item: HinderRecord) -> Hinder:
    return Hinder(item.id, item.goal, item.text, item.opened, item.who, item.due, item.adjustment, item.cleared)
