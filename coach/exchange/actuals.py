"""What was reached: values of a goal by day, append-only. A later entry for the same thing is a revision; nothing is rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Source(StrEnum):
    """Where an actual value was read."""

    CRM = "crm"
    DASHBOARD = "dashboard"
    REPORT = "report"
    MANUAL = "manual"


class Mode(StrEnum):
    """What a value says: where the goal stands at the day, or what came to it that day (or period, told by its key)."""

    SO_FAR = "so_far"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Actual:
    """One value of one goal. `key` names what it is the value of, where the day is not enough (the period of an import);
    `recorded` is the day it was written down."""

    goal: str
    day: date
    value: Decimal
    source: Source = Source.MANUAL
    note: str = ""
    mode: Mode = Mode.SO_FAR
    key: str = ""
    recorded: date | None = None

    @property
    def identity(self) -> tuple[str, str, str]:
        """What the value is of: two entries with the same are one value and its revision."""
        return (self.goal, self.mode.value, self.key or self.day.isoformat())


@dataclass(frozen=True, slots=True)
class Hinder:
    """What stands in a goal's way, who clears it by when, and what is adjusted meanwhile. Open until `cleared`."""

    id: str
    goal: str
    text: str
    opened: date
    who: str = ""
    by: date | None = None
    adjustment: str = ""
    cleared: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Something decided about the goals (or one of them) on a day. `kind`: the meeting (weekly, monthly, dialogue); `changed`, `why`: what
    became otherwise, and the reason."""

    text: str
    day: date
    goal: str = ""
    kind: str = ""
    changed: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was answered, on a day, to one of the guide's questions about a goal that was missed."""

    goal: str
    question: str
    answer: str
    day: date


@dataclass(frozen=True, slots=True)
class Entered:
    """What an entry did to the book: the book now, what is new, what was revised (before, after), and how many said nothing new."""

    book: tuple[Actual, ...]
    fresh: tuple[Actual, ...] = ()
    revised: tuple[tuple[Actual, Actual], ...] = ()
    same: int = 0


def enter(book: Sequence[Actual], values: Iterable[Actual]) -> Entered:
    """Append `values` to the book. An entry whose day and value already stand is passed over, so the same file twice adds nothing."""
    standing = {actual.identity: actual for actual in book}
    appended: list[Actual] = []
    fresh: list[Actual] = []
    revised: list[tuple[Actual, Actual]] = []
    same = 0
    for actual in values:
        before = standing.get(actual.identity)
        if before is not None and (before.value, before.day) == (actual.value, actual.day):
            same += 1
            continue
        if before is None:
            fresh.append(actual)
        else:
            revised.append((before, actual))
        standing[actual.identity] = actual
        appended.append(actual)
    return Entered((*book, *appended), tuple(fresh), tuple(revised), same)


def current(book: Iterable[Actual], goal: str) -> tuple[Actual, ...]:
    """The values of a goal that count, the last revision of each, by day."""
    latest = {actual.identity: actual for actual in book if actual.goal == goal}
    return tuple(sorted(latest.values(), key=lambda actual: (actual.day, actual.mode.value, actual.key)))


def renamed(actual: Actual, goal: str) -> Actual:
    """The same value for a goal with another id."""
    return replace(actual, goal=goal)
