"""What is not finished when a quarter closes goes on in the next: unfinished goals and parked ones, with what became of them so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import PeriodError
from coach.exchange.goals_out import named
from coach.followup.course import Kind
from coach.followup.standing import Standing, Status
from coach.period.quarter import Numbered, numbered
from rules.model import Goal, Outcome, State

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord, Period

_QUARTER = re.compile(r"\d{4}-Q[1-4]")


@dataclass(frozen=True, slots=True)
class Carried:
    """What came over (`late`: those among them whose last day has passed), what was there already, and what was finished."""

    fresh: tuple[GoalRecord, ...]
    late: tuple[GoalRecord, ...]
    known: int
    finished: tuple[GoalRecord, ...]


def carry(store: Store, goals: Numbered, into: Period, standings: Sequence[Standing], chosen: Collection[str] = (), who: str = "",
          why: str = "") -> Carried:  # fmt: skip
    """Put the unfinished and the parked goals of a closed period into a later one, as drafts that name where they come from; what was
    measured becomes part of their history. `chosen`: ids of records, where only some are to come. The same again adds nothing.

    Raises PeriodError for a period that is not closed, or one to carry into that is no later or closed.
    """
    period = goals.period
    if period.state is not State.CLOSED:
        raise PeriodError("carry-open", period=period.name)
    if into.first <= period.last or into.state is State.CLOSED:
        raise PeriodError("carry-into", period=period.name, into=into.name)
    if into.state is not State.DRAFT and not why.strip():
        raise PeriodError("carry-reason", into=into.name)
    stands = {standing.course.goal: standing for standing in standings}
    finished = tuple(record for record in goals.active if _reached(stands.get(record.id)) and record.id not in chosen)
    wanted = [record for record in goals.records if record not in finished and (not chosen or record.id in chosen)]
    there = numbered(store, into)
    known = {record.carried_from for record in there.records}
    new = [record for record in wanted if record.id not in known]
    names = _names(goals, there, new)
    made: list[GoalRecord] = []
    with store.together():
        for parked in (False, True):
            part = [record for record in new if record.parked is parked]
            moved = named([_onward(record, stands.get(record.id), period.name, into.state) for record in part], names)
            # Goals that came over a moment ago are linked to by their new ids.
            ids = {names[record.carried_from or ""]: record.id for record in made}
            moved = tuple(goal.model_copy(update={"supports": tuple(ids.get(id, id) for id in goal.supports)}) for goal in moved)
            own = {goal.id for goal in moved} | set(ids.values())
            moved = tuple(goal.model_copy(update={"supports": tuple(id for id in goal.supports if id in own)}) for goal in moved)
            made += store.goals.add(into.id, moved, who, why, parked=parked, carried_from=[record.id for record in part])
    late = tuple(record for record in made if (end := _end(record, stands.get(record.carried_from or ""))) and end <= period.last)
    return Carried(tuple(made), late, len(wanted) - len(new), finished)


def _reached(standing: Standing | None) -> bool:
    return standing is not None and standing.status is Status.REACHED


def _end(record: GoalRecord, standing: Standing | None) -> date | None:
    """A goal's last day: its field, else what its words said ("i Q1") when it was followed."""
    return record.goal.deadline or (standing.course.end if standing is not None else None)


def _onward(record: GoalRecord, standing: Standing | None, period: str, state: State) -> Goal:
    """The goal as a draft of the next quarter; what it reached in this one is part of its history."""
    goal = record.goal
    history = goal.history
    if standing is not None and standing.actual is not None and standing.course.kind is not Kind.MILESTONE and _QUARTER.fullmatch(period):
        past = Outcome(period=period, value=standing.actual)
        history = (*(item for item in history if item.period != period), past)
    return goal.model_copy(update={"state": State.DRAFT, "agreed": None, "accepted": None, "history": history})


def _names(goals: Numbered, there: Numbered, new: Sequence[GoalRecord]) -> dict[str, str]:
    """An id for each goal that comes over: its own, unless another has it there."""
    taken = set(there.names.values())
    made: dict[str, str] = {}
    for record in new:
        own = goals.names[record.id]
        name = next(item for item in (own, *(f"{own}-{count}" for count in range(2, 1000))) if item not in taken)
        taken.add(name)
        made[record.id] = name
    return made
