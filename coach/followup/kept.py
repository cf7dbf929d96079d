"""Actuals in the store: its check-ins as actuals, and new actuals as check-ins. A correction names what it puts right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from coach.exchange.actuals import Actual, Entered, Source, enter
from coach.followup.moved import Version, moves
from rules.model import Revision
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import CheckIn


def actuals_of(store: Store, goals: Iterable[str]) -> tuple[Actual, ...]:
    """The actuals that hold for some goals of the store; a check-in that is only a note is none."""
    return tuple(made for goal in goals for item in store.checkins.of(goal) if (made := _actual(item)) is not None)


def keep(store: Store, values: Iterable[Actual], intake: str | None = None) -> Entered:
    """Write actuals (values "so far") to the store, all or none; one that already stands is passed over, another value for the same day
    puts the earlier one right. `intake`: the file they came with, so that they can be taken back with it. Raises StoreError."""
    wanted = tuple(values)
    goals = tuple(dict.fromkeys(item.goal for item in wanted))
    entered = enter(actuals_of(store, goals), wanted)
    revised = {after.identity for _, after in entered.revised}
    with store.together():
        for actual in (*entered.fresh, *(after for _, after in entered.revised)):
            earlier = None
            if actual.identity in revised:
                same = [item.id for item in store.checkins.of(actual.goal) if item.value is not None and item.day == actual.day]
                earlier = same[-1] if same else None
            store.checkins.add(actual.goal, actual.value, actual.day, actual.source.value, actual.note, earlier, intake)
    return entered


def revisions_of(store: Store, goals: Iterable[str], policy: Policy) -> tuple[Revision, ...]:
    """How the targets of some goals of the store were moved after they were agreed."""
    found: list[Revision] = []
    for goal in goals:
        history = [
            Version(record.goal.model_copy(update={"id": record.id}), datetime.fromisoformat(record.at).date(), record.why)
            for record in store.goals.history(goal)
        ]
        found += moves(history, policy)
    return tuple(found)


def _actual(item: CheckIn) -> Actual | None:
    if item.value is None:
        return None
    # What the chat was told is the user's own figure; a file's name is a report.
    known = {source.value: source for source in Source} | {"chat": Source.MANUAL, "": Source.MANUAL}
    return Actual(item.goal, item.day, item.value, known.get(item.source, Source.REPORT), item.note)
