"""The goals of a set by name: an id each, and what each supports by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rules.model import Goal
from rules.reading.text import fold


def identified(goals: Iterable[Goal | str]) -> tuple[Goal, ...]:
    """The goals with an id each: their own, else their place."""
    models = tuple(Goal(text=goal) if isinstance(goal, str) else goal for goal in goals)
    taken = {goal.id for goal in models}
    named = []
    for place, goal in enumerate(models, 1):
        if goal.id:
            named.append(goal)
            continue
        id = str(place)
        while id in taken:
            id += "'"
        taken.add(id)
        named.append(goal.model_copy(update={"id": id}))
    return _linked(named) if any(goal.supports for goal in named) else tuple(named)


def _linked(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """The goals with what they support by id, where it was written out in the words of the goal."""
    ids = {goal.id for goal in goals}
    worded = {fold(" ".join(goal.text.split())): goal.id for goal in reversed(goals)}
    linked = []
    for goal in goals:
        supports = tuple(id if id in ids else worded.get(fold(" ".join(id.split())), id) for id in goal.supports)
        linked.append(goal if supports == goal.supports else goal.model_copy(update={"supports": supports}))
    return tuple(linked)
