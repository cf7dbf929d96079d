"""Hinders of the weekly meeting and lessons of missed goals in the store: notes among the check-ins of their goal, the last word on each
is what holds, and what was said before stays in the history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from coach.exchange.actuals import Hinder, Lesson

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import CheckIn

_HINDER = "hinder"
_LESSON = "lesson"


def hinders_of(store: Store, goals: Iterable[str]) -> tuple[Hinder, ...]:
    """The hinders of some goals as they stand, open and cleared, in the order they were opened."""
    found = [made for goal in goals for item in store.checkins.of(goal) if (made := _hinder(item)) is not None]
    return tuple(sorted(found, key=lambda hinder: hinder.opened))


def keep_hinder(store: Store, hinder: Hinder) -> Hinder:
    """Write a hinder as it now stands: a new one (no id), or another word on one that is known. Raises StoreError."""
    values = {
        "text": hinder.text, "opened": hinder.opened.isoformat(), "who": hinder.who, "by": hinder.by.isoformat() if hinder.by else "",
        "adjustment": hinder.adjustment, "cleared": hinder.cleared.isoformat() if hinder.cleared else "",
    }  # fmt: skip
    note = json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False, sort_keys=True)
    made = store.checkins.add(hinder.goal, None, hinder.opened, _HINDER, note, hinder.id or None)
    return replace(hinder, id=made.id)


def lessons_of(store: Store, goals: Iterable[str]) -> tuple[Lesson, ...]:
    """What was answered about some goals that were missed: the last answer to each question."""
    found: dict[tuple[str, str], Lesson] = {}
    for goal in goals:
        for item in store.checkins.of(goal):
            kind, colon, question = item.source.partition(":")
            if kind == _LESSON and colon:
                found[goal, question] = Lesson(goal, question, item.note, item.day)
    return tuple(found.values())


def keep_lesson(store: Store, lesson: Lesson) -> None:
    """Write down an answer. Raises StoreError."""
    store.checkins.add(lesson.goal, None, lesson.day, f"{_LESSON}:{lesson.question}", lesson.answer)


def _hinder(item: CheckIn) -> Hinder | None:
    if item.source != _HINDER or item.value is not None:
        return None
    values: dict[str, Any] = json.loads(item.note)
    return Hinder(
        item.id, item.goal, values["text"], date.fromisoformat(values["opened"]), values.get("who", ""), _day(values, "by"),
        values.get("adjustment", ""), _day(values, "cleared"),
    )  # fmt: skip


def _day(values: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(values[name]) if name in values else None
