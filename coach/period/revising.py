"""Goals of a quarter answered for and changed: an owner's yes or no, and revisions, which an agreed goal asks a reason for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import PeriodError
from coach.exchange.columns import shown
from coach.exchange.fields import FieldError, Frame, field
from coach.period.quarter import Numbered
from rules.model import Goal, State
from rules.reading.text import fold

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord

FIELDS = ("text", "owner", "deadline", "metric", "baseline", "target", "unit", "level")
"""What a revision may change."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a goal, before and after."""

    field: str
    before: object
    after: object


def answer(store: Store, goals: Numbered, record: GoalRecord, by: str, day: date, reason: str | None = None) -> GoalRecord:
    """Write down an owner's yes, or with a `reason` (also an empty one) their no. Raises PeriodError for a no without its reason, a closed
    period, or without a name where the goal has no owner."""
    _open(goals)
    who = by.strip() or record.goal.owner or ""
    if not who:
        raise PeriodError("accept-by", goal=str(goals.number(record)))
    if reason is not None and not reason.strip():
        raise PeriodError("accept-reason", goal=str(goals.number(record)))
    return store.goals.answer(record, reason is None, who, day, (reason or "").strip())


def revise(store: Store, goals: Numbered, record: GoalRecord, goal: Goal, who: str = "", why: str = "") -> GoalRecord:
    """Write a goal's new words and values. The owner's yes was said to the old ones, so it is asked for anew.

    Raises PeriodError for a closed period, or an agreed goal without a reason; nothing new is no revision.
    """
    _open(goals)
    if not differences(record.goal, goal):
        return record
    if fixed(goals, record) and not why.strip():
        raise PeriodError("revise-reason", goal=str(goals.number(record)), period=goals.period.name)
    return store.goals.save([replace(record, goal=goal.model_copy(update={"accepted": None}))], who, why)[0]


def set_aside(store: Store, goals: Numbered, record: GoalRecord, parked: bool, who: str = "", why: str = "") -> GoalRecord:
    """Park a goal or take it up again; an agreed set asks a reason for either. Raises PeriodError."""
    _open(goals)
    if goals.period.state is not State.DRAFT and not why.strip():
        raise PeriodError("revise-reason", goal=str(goals.number(record)), period=goals.period.name)
    # What is parked is agreed no longer; what comes back is as the set is.
    state = State.DRAFT if parked else goals.period.state
    goal = record.goal.model_copy(update={"state": state, "agreed": None if state is State.DRAFT else record.goal.agreed})
    return store.goals.save([replace(record, parked=parked, goal=goal)], who, why)[0]


def fixed(goals: Numbered, record: GoalRecord) -> bool:
    """Whether a goal only changes for a reason: it or its set is agreed, and it is not parked."""
    return not record.parked and (record.goal.state is not State.DRAFT or goals.period.state is not State.DRAFT)


def changed(goal: Goal, changes: Sequence[str], text: str | None, frame: Frame) -> Goal:
    """The goal with values as they were typed: "target=45", "deadline=31 mars"; an empty value empties it. Raises PeriodError."""
    made: dict[str, object] = {} if text is None else {"text": text}
    for item in changes:
        name, equals, value = item.partition("=")
        name = fold(name).strip()
        if not equals or name not in FIELDS:
            raise PeriodError("set-field", value=shown(item), allowed=", ".join(FIELDS))
        made[name] = value.strip()
    if not str(made.get("text", "-")).strip():
        raise PeriodError("set-text")
    values: dict[str, object] = {}
    for name, typed in made.items():
        try:
            brought: Mapping[str, object] = field(name, typed, frame, goal.unit) if typed else {name: None}
        except FieldError:
            raise PeriodError("set-value", name=name, value=shown(str(typed))) from None
        values = {**values, **brought} if name != "unit" else {**brought, **values}
    return Goal.model_validate(goal.model_copy(update=values).model_dump())


def differences(before: Goal, after: Goal) -> tuple[Difference, ...]:
    """What is said otherwise."""
    names = (*FIELDS, "supports", "history", "accepted", "state", "agreed")
    return tuple(Difference(name, was, now) for name in names if (was := getattr(before, name)) != (now := getattr(after, name)))


def _open(goals: Numbered) -> None:
    if goals.period.state is State.CLOSED:
        raise PeriodError("closed", period=goals.period.name)
