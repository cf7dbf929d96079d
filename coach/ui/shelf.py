"""The goals of a talk on the store's shelf: what a turn or an edit changed becomes revisions there, and what is newer there counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coach.conversation.model import Actual as Told
from coach.conversation.model import Entry, Session
from coach.exchange.actuals import Actual
from coach.followup import kept
from coach.store import Store
from coach.store.records import GoalRecord
from coach.texts import Language
from coach.ui.figures import figure
from rules import messages
from rules.model import Acceptance, Goal
from rules.reading.language import detect
from rules.reading.text import tokenize

Places = Mapping[int, str]
"""A goal's number in the talk → its id in the store."""


def places(state: Mapping[str, Any]) -> dict[int, str]:
    """The ids that a kept state names."""
    return {int(number): str(id) for number, id in dict(state.get("ids", {})).items()}


def refreshed(session: Session, store: Store, ids: Places) -> Session:
    """The session with every goal as it stands on the shelf, where someone else has changed it since."""
    records = _records(store, ids)
    answers = store.lessons.among(ids.values())
    numbers = {id: str(number) for number, id in ids.items()}
    entries = []
    for entry in session.entries:
        record = records.get(entry.number)
        if record is None:
            entries.append(entry)
        elif not record.removed:
            known = tuple((item.question, item.answer) for item in answers.get(record.id, ()))
            told = _told(store, record.id, session.language) or entry.actuals
            entries.append(replace(entry, goal=_inside(record, entry.number, numbers), parked=record.parked, lessons=known, actuals=told))
    return replace(session, entries=tuple(entries)) if tuple(entries) != session.entries else session


def _told(store: Store, goal: str, language: Language) -> tuple[Told, ...]:
    """The goal's values as the talk tells them, whichever way they came: entered on the page, told, or out of the CRM."""
    return tuple(Told(item.day, messages.number(item.value, language)) for item in store.checkins.of(goal) if item.value is not None)


def adopted(session: Session, store: Store, period: str, ids: Places) -> tuple[Session, dict[int, str]]:
    """The session with the goals of its quarter that came in another way (carried over, imported by a command), and the ids. They join
    every earlier set too, so that an undo does not take away what it never brought."""
    made = dict(ids)
    known = set(made.values())
    new = [record for record in store.goals.of(period) if record.id not in known]
    if not new:
        return session, made
    first = max((session.next_number, *(number + 1 for number in made)))
    made |= {first + at: record.id for at, record in enumerate(new)}
    numbers = {id: str(number) for number, id in made.items()}
    came = []
    for number, record in enumerate(new, first):
        tongue: Language = "en" if detect(tokenize(record.goal.text)) == "en" else "sv"
        came.append(Entry(number, _inside(record, number, numbers), record.source or record.goal.text, tongue, parked=record.parked))
    past = tuple((*entries, *came) for entries in session.past)
    return replace(session, entries=(*session.entries, *came), past=past, next_number=first + len(new)), made


def reported(before: Session, after: Session, store: Store, ids: Places) -> None:
    """What was told of goals in the talk ("37 möten hittills"), kept as values of theirs."""
    was = {entry.number: len(entry.actuals) for entry in before.entries}
    for entry in after.entries:
        for item in entry.actuals[was.get(entry.number, 0) :]:
            value = figure(item.value, None, after.today, after.policy)
            if value is not None and entry.number in ids:
                kept.keep(store, [Actual(ids[entry.number], item.on, value, note="")])


def learned(before: Session, after: Session, store: Store, ids: Places) -> None:
    """What the talk was told about goals that were missed, kept for the next quarter."""
    was = {entry.number: entry.lessons for entry in before.entries}
    for entry in after.entries:
        for question, answer in entry.lessons:
            if (question, answer) not in was.get(entry.number, ()) and entry.number in ids:
                store.lessons.answer(ids[entry.number], question, answer, after.today)


def written(before: Session, after: Session, store: Store, period: str, ids: Places, why: str) -> dict[int, str]:
    """Write the difference as revisions, and return the ids. Raises StoreConflict where a goal has gone on meanwhile."""
    made = dict(ids)
    new = [entry for entry in after.entries if entry.number not in made]
    if new:
        bare = [entry.goal.model_copy(update={"id": str(entry.number), "supports": ()}) for entry in new]
        for entry, record in zip(new, store.goals.add(period, bare, why=why, source=""), strict=True):
            made[entry.number] = record.id
    was: dict[int, Entry] = {entry.number: entry for entry in before.entries}
    now: dict[int, Entry] = {entry.number: entry for entry in after.entries}
    touched = [number for number in made if was.get(number) != now.get(number)]
    records = _records(store, {number: made[number] for number in touched})
    edited = []
    for number in touched:
        record = records[number]
        if number not in now:
            edited.append(replace(record, removed=True))
            continue
        entry = now[number]
        own = replace(record, goal=_outside(entry, record, made), parked=entry.parked, removed=False)
        said = entry.goal.accepted
        if said is not None and (number not in was or was[number].goal.accepted is None):
            # The owner's yes is said to the goal as it then stands.
            open_goal = replace(own, goal=own.goal.model_copy(update={"accepted": None}))
            store.goals.answer(store.goals.save([open_goal], why=why)[0], True, said.by, said.on)
            continue
        edited.append(own)
    if edited:
        store.goals.save(edited, why=why)
    return made


def yes(goal: Goal, on: Any, by: str = "") -> Goal:
    """The goal with its owner's yes. `by`: who that is, where only its text names them."""
    return goal.model_copy(update={"accepted": Acceptance(on=on, by=by or goal.owner or "")})


def _records(store: Store, ids: Places) -> dict[int, GoalRecord]:
    return {number: store.goals.get(id) for number, id in ids.items()}


def _inside(record: GoalRecord, number: int, numbers: Mapping[str, str]) -> Goal:
    links = tuple(numbers[id] for id in record.goal.supports if id in numbers)
    return record.goal.model_copy(update={"id": str(number), "supports": links})


def _outside(entry: Entry, record: GoalRecord, ids: Places) -> Goal:
    links = tuple(ids[int(number)] for number in entry.goal.supports if number.isdigit() and int(number) in ids)
    return entry.goal.model_copy(update={"id": record.id, "supports": links})
