"""What goes in and out of the store: plain frozen values, no row and no session of the database among them.

Moments (`at`, `created`, `changed`) are ISO in UTC; days are the user's own. JSON values (`Mapping[str, Any]`) hold what `json` can write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from rules.model import Goal, State


@dataclass(frozen=True, slots=True)
class Profile:
    """The user of this machine. `settings`: whatever the page remembers (chosen team, theme …), by key."""

    name: str = ""
    language: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Team:
    """A team. `sample`: loaded as an example, to be removed at once. `figures`: what it told of itself (size, hit rate …), by key."""

    id: str
    name: str
    sample: bool
    figures: Mapping[str, Any]
    created: str


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of a team, `name` as "2027-Q1", `first` to `last` day."""

    id: str
    team: str
    name: str
    first: date
    last: date
    state: State


@dataclass(frozen=True, slots=True)
class Step:
    """That a period came into a state, when, by whom and why."""

    period: str
    state: State
    day: date
    who: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """A goal as one revision of it left it. Change it with `dataclasses.replace` and hand it to `Goals.save`.

    `goal.id` is the record's `id`, and `goal.supports` are ids of records. `origin`: the id it had in the file it came from. `source`: the
    words it was first read from. `carried_from`: the goal of an earlier period that it goes on from. `at`, `who`, `why`: the revision's.
    """

    id: str
    revision: int
    goal: Goal
    period: str
    team: str
    position: int
    parked: bool = False
    removed: bool = False
    source: str = ""
    origin: str = ""
    carried_from: str | None = None
    change: str = ""
    at: str = ""
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a period's goals, and undone as one. `goals`: the ids it touched; `undoes`: the change it took back, if any."""

    id: str
    period: str
    number: int
    goals: tuple[str, ...]
    who: str
    why: str
    at: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An owner's yes or no to a goal as it stood at `revision`."""

    goal: str
    revision: int
    yes: bool
    owner: str
    day: date
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class SuggestionRecord:
    """A rewording shown for a goal, where it came from, and whether it was taken (None: no word yet).

    `source`: template or model; `prompt`, `prompt_version`, `prompt_hash`, `model`: None for templates; `rules`: the rule set's version.
    """

    id: str
    goal: str
    revision: int
    text: str
    shape: str
    source: str
    rules: str
    prompt: str | None = None
    prompt_version: str | None = None
    prompt_hash: str | None = None
    model: str | None = None
    accepted: bool | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """An actual: `value` of the goal's measure on `day` (None: only a note). `source`: manual, chat, crm, dashboard, report …

    `replaces`: the check-in that this one puts right; `intake`: the file it came with.
    """

    id: str
    goal: str
    number: int
    value: Decimal | None
    day: date
    source: str
    note: str
    at: str
    replaces: str | None = None
    intake: str | None = None


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding that the user has set aside: a rule's, for a goal as it stood at `revision`, or (goal None) for the whole period."""

    id: str
    period: str
    goal: str | None
    revision: int | None
    rule: str
    reason: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that was taken in. `kind`: goals, actuals …; `digest`: of its bytes; `details`: mapping, counts; `change`: what it added."""

    id: str
    team: str
    kind: str
    digest: str
    name: str
    details: Mapping[str, Any]
    change: str | None
    at: str


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One message and its answer. `number` counts from 1."""

    number: int
    message: str
    reply: Mapping[str, Any]
    day: date
    at: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A talk with all its turns. `state`: what the session needs to go on (its last question, suggestions …)."""

    id: str
    team: str
    state: Mapping[str, Any]
    turns: tuple[TurnRecord, ...]
    created: str
    changed: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of the policy that the user has set, with the reason. `value` None: back to the rulebook's own."""

    name: str
    value: Any
    reason: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class HinderRecord:
    """What stands in a goal's way, as it was last told: who clears it, by when (`due`), what is adjusted; open until `cleared`."""

    id: str
    number: int
    goal: str
    text: str
    adjustment: str
    who: str
    due: date | None
    opened: date
    cleared: date | None
    at: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What came out of a check-in or dialogue (`kind`: weekly, monthly, dialogue), for one goal or (goal None) for all of them."""

    id: str
    team: str
    goal: str | None
    kind: str
    agreed: str
    changed: str
    why: str
    day: date
    at: str


@dataclass(frozen=True, slots=True)
class LessonRecord:
    """The answer to one of the questions about a missed goal, as it was last given."""

    goal: str
    question: str
    number: int
    answer: str
    day: date
    at: str


@dataclass(frozen=True, slots=True)
class CrmEntry:
    """A thing in a CRM: `source` the system, `kind` and `external` what it is called there, `details` what is known of it."""

    source: str
    kind: str
    external: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MappingRecord:
    """How the exports of some source are read: a mapping's name and its text."""

    name: str
    body: str
    at: str
