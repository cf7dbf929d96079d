"""A quarter from one state to the next: draft, agreed, running, closed. Each step is checked, and written down with day, name and reason.

What stands in the way of a step is told with what to do about it; a reason outweighs it and is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import PeriodError
from coach.period.quarter import Numbered, numbered
from rules.check import check_goal
from rules.model import Goal, Level, State

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord, Period

STATES = tuple(State)
DEEDS = {"agree": State.AGREED, "start": State.RUNNING, "close": State.CLOSED}


def move(store: Store, period: Period, deed: str, today: date, who: str = "", why: str = "") -> Period:
    """Agree, start or close a period, and its active goals with it. Raises PeriodError for a step out of turn, or one that something
    stands in the way of and no reason is given for."""
    state = DEEDS[deed]
    if period.state is state:
        raise PeriodError(f"already-{state}", period=period.name)
    if STATES.index(period.state) != STATES.index(state) - 1:
        raise PeriodError(f"from-{period.state}-to-{state}", period=period.name)
    goals = numbered(store, period)
    if not goals.active:
        raise PeriodError("goals-none", period=period.name)
    if not why.strip():
        _check(store, goals, state, today)
    return _moved(store, goals, state, today, who, why)


def back(store: Store, period: Period, today: date, who: str = "", why: str = "") -> Period:
    """One state back, for a reason. Raises PeriodError without one, or for a draft."""
    if period.state is State.DRAFT:
        raise PeriodError("back-draft", period=period.name)
    if not why.strip():
        raise PeriodError("back-reason", period=period.name)
    return _moved(store, numbered(store, period), STATES[STATES.index(period.state) - 1], today, who, why)


def unanswered(store: Store, goals: Numbered) -> tuple[tuple[GoalRecord, ...], tuple[GoalRecord, ...]]:
    """The active goals that still lack the owner's yes: those with no word yet, and those with a no."""
    without = [record for record in goals.active if record.goal.accepted is None]
    refused = [record for record in without if _refused(store, record)]
    return tuple(record for record in without if record not in refused), tuple(refused)


def listed(goals: Numbered, records: Sequence[GoalRecord]) -> str:
    """The numbers of some goals: "1, 3"."""
    return ", ".join(str(goals.number(record)) for record in records)


def _refused(store: Store, record: GoalRecord) -> bool:
    """Whether the last word of the owner is a no, said to the goal's present words."""
    answers = store.goals.answers(record.id)
    if not answers or answers[-1].yes:
        return False
    said = next((past for past in store.goals.history(record.id) if past.revision == answers[-1].revision), None)
    return said is not None and said.goal.text == record.goal.text and said.goal.target == record.goal.target


def _check(store: Store, goals: Numbered, state: State, today: date) -> None:
    period = goals.period
    if state is State.AGREED:
        silent, refused = unanswered(store, goals)
        if refused:
            raise PeriodError("agree-refused", period=period.name, goals=listed(goals, refused), goal=str(goals.number(refused[0])))
        if silent:
            raise PeriodError("agree-silent", period=period.name, goals=listed(goals, silent), goal=str(goals.number(silent[0])))
    if state is State.RUNNING and today < period.first:
        raise PeriodError("start-early", period=period.name, day=period.first.isoformat())
    if state is State.CLOSED and today < period.last:
        raise PeriodError("close-early", period=period.name, day=period.last.isoformat())


def _level(goal: Goal, agreed: date | None) -> Level | None:
    """The level that a goal has when it is agreed, and keeps (rulebook §7): what is a year ahead then is a quarter ahead at its end."""
    verdicts = check_goal(goal, agreed).verdicts if agreed is not None else None
    return verdicts.level if verdicts is not None else None


def _moved(store: Store, goals: Numbered, state: State, today: date, who: str, why: str) -> Period:
    with store.together():
        edited = []
        for record in goals.active:
            agreed = None if state is State.DRAFT else record.goal.agreed or today
            changes = {"state": state, "agreed": agreed, "level": record.goal.level or _level(record.goal, agreed)}
            edited.append(replace(record, goal=record.goal.model_copy(update=changes)))
        store.goals.save(edited, who, why)
        return store.periods.move(goals.period, state, today, who, why)
