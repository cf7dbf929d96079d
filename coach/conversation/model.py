"""The talk as values: a session, its goals, what was asked, and a reply. Nothing here is ever changed; a turn makes new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coach.conversation.context import Context
from coach.conversation.pending import Intent
from coach.texts import Language
from rules.model import Goal
from rules.policy import Policy

Ask = Literal["goal", "owner", "target", "baseline", "deadline", "unit", "accept", "suggestion"]
"""What a question asks for, as the outside world names it (docs/cli.md)."""


@dataclass(frozen=True, slots=True)
class Actual:
    """An outcome told in the talk: the day, and the words it was told in."""

    on: date
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One goal of the set.

    `goal`: its text and fields as agreed so far. `written`: as first written. `language`: of its text. `values`: answers that wait for the
    wording they belong to (target, baseline, unit, measure), in the user's words. `unsure`: fields the user does not know yet. `asked`:
    how many questions were put on it alone. `shown`: the rewordings it was shown; `chosen`: which of them is worked on.
    `parked`: it waits for next quarter. `yes_asked`: the owner's yes was asked for. `lessons`: once it was missed, the answers to the
    guide's questions, by question. `offered`: a model's wordings, which the rules have read, of the text `offered_for`.
    """

    number: int
    goal: Goal
    written: str
    language: Language
    values: tuple[tuple[str, str], ...] = ()
    unsure: frozenset[str] = frozenset()
    asked: int = 0
    shown: tuple[str, ...] = ()
    chosen: int = 0
    actuals: tuple[Actual, ...] = ()
    parked: bool = False
    yes_asked: bool = False
    lessons: tuple[tuple[str, str], ...] = ()
    offered: tuple[str, ...] = ()
    offered_for: str = ""

    @property
    def said(self) -> Mapping[str, str]:
        """`values` to look up."""
        return dict(self.values)


@dataclass(frozen=True, slots=True)
class Question:
    """What the coach asked last. `key`: its text in the catalogue; `fields`: what an answer may hold; `goals`: the numbers it is about;
    `offer`: the value that a plain yes takes (an ISO date)."""

    key: str
    fields: tuple[str, ...]
    goals: tuple[int, ...] = ()
    offer: str = ""

    @property
    def ask(self) -> Ask | None:
        """The field it asks for first, as the outside world names it; None for a choice that is about no field."""
        names: tuple[Ask, ...] = ("goal", "owner", "target", "baseline", "deadline", "unit", "accept", "suggestion")
        return next((name for name in names if name in self.fields), "target" if "measure" in self.fields else None)


@dataclass(frozen=True, slots=True)
class Quick:
    """A quick reply: what stands on the button, and the message it sends."""

    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Card:
    """A goal that a reply speaks of: `text` as it stands, `missing` as words, `suggestions` with their blanks, best first."""

    number: int
    text: str
    missing: tuple[str, ...]
    suggestions: tuple[str, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class Own:
    """The team's own numbers, for a breakdown: ratios by name, rows of past periods, and how many sellers (None: not known)."""

    ratios: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[Mapping[str, object], ...] = ()
    sellers: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One talk. `language`: of the replies; `settled`: by a setting or a sentence, so that no goal changes it. `period`: told or chosen
    for all goals. `asked`: questions put already, never put again. `past`: sets to undo to, latest last. `said`: the user's messages.
    `step`: where the guided start is ("" when it is not on); `notes`: what was told there. `figures`: the team's own numbers told in the
    talk, by the names of the breakdown; `broken`: the text of the goal broken down last. `own`: fetches the numbers that are kept with
    the team, which only a breakdown asks for."""

    today: date
    policy: Policy
    language: Language = "sv"
    settled: bool = False
    entries: tuple[Entry, ...] = ()
    period: Context = field(default_factory=Context)
    question: Question | None = None
    asked: frozenset[str] = frozenset()
    past: tuple[tuple[Entry, ...], ...] = ()
    said: tuple[str, ...] = ()
    step: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    broken: str = ""
    next_number: int = 1
    own: Callable[[], Own] = Own
    fixed: bool = False

    @property
    def active(self) -> tuple[Entry, ...]:
        """The goals that are not parked."""
        return tuple(entry for entry in self.entries if not entry.parked)

    def entry(self, number: int) -> Entry | None:
        """The goal with a number."""
        return next((entry for entry in self.entries if entry.number == number), None)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the coach answers. `text`: paragraphs parted by line breaks, no markup. `goals`: the goal texts read in the message."""

    intent: Intent
    text: str
    goals: tuple[str, ...] = ()
    question: Question | None = None
    quick: tuple[Quick, ...] = ()
    cards: tuple[Card, ...] = ()
    topic: str = field(default="")
