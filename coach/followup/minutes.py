"""What was said at the meetings, in the store: hinders, decisions and lessons, also those that a carried goal brings along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.exchange.actuals import Decision, Hinder, Lesson

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord


def hinders_of(store: Store, goals: Iterable[GoalRecord]) -> tuple[Hinder, ...]:
    """The hinders of some goals, also those they had before they were carried over. Ids (h1, h2 …) are the same at every meeting."""
    today = followers(store, goals)
    made = []
    for number, item in enumerate(store.hinders.all(), 1):
        if item.goal in today:
            made.append(Hinder(f"h{number}", today[item.goal], item.text, item.opened, item.who, item.due, item.adjustment, item.cleared))
    return tuple(made)


def lessons_of(store: Store, goals: Iterable[GoalRecord]) -> tuple[Lesson, ...]:
    """What was answered about the goals themselves."""
    return tuple(Lesson(goal.id, item.question, item.answer, item.day) for goal in goals for item in store.lessons.of(goal.id))


def lessons_before(store: Store, team: str, first: date) -> tuple[tuple[str, Lesson], ...]:
    """What was learned of the goals of the last period that ended before `first` and left any answers, with each goal's text."""
    for period in reversed([period for period in store.periods.of(team) if period.last < first]):
        found = [(record.goal.text, lesson) for record in store.goals.of(period.id) for lesson in lessons_of(store, [record])]
        if found:
            return tuple(found)
    return ()


def decisions_of(store: Store, team: str) -> tuple[Decision, ...]:
    """A team's decisions, by day."""
    found = store.decisions.of(team)
    return tuple(Decision(item.agreed, item.day, item.goal or "", item.kind, item.changed, item.why) for item in found)


def keep(store: Store, team: str, lines: Sequence[Hinder | Decision | Lesson]) -> None:
    """Write down what was said at a meeting, all of it or nothing; a hinder that is known is as its line says. Raises StoreError."""
    with store.together():
        for line in lines:
            if isinstance(line, Decision):
                store.decisions.add(team, line.kind or "weekly", line.day, line.text, line.goal or None, line.changed, line.why)
            elif isinstance(line, Lesson):
                store.lessons.answer(line.goal, line.question, line.answer, line.day)
            else:
                _hinder(store, line)


def _hinder(store: Store, line: Hinder) -> None:
    known = {f"h{number}": item.id for number, item in enumerate(store.hinders.all(), 1)}
    if line.id in known:
        before = store.hinders.history(known[line.id])[-1]
        said = replace(before, text=line.text, who=line.who, due=line.by, adjustment=line.adjustment, cleared=line.cleared)
        store.hinders.save(said)
    else:
        store.hinders.open(line.goal, line.text, line.opened, line.who, line.by, line.adjustment)


def followers(store: Store, goals: Iterable[GoalRecord]) -> Mapping[str, str]:
    """The goal that stands today for each goal that it is or was carried over from."""
    made: dict[str, str] = {}
    for goal in goals:
        made[goal.id] = goal.id
        before = goal.carried_from
        while before is not None and before not in made:
            made[before] = goal.id
            before = store.goals.get(before).carried_from
    return made
