"""What is done on the page rather than said: edits in place, links, parking, a rewording taken, the owner's yes, undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coach.conversation.adding import shown
from coach.conversation.asking import next_question, put, quick, worded
from coach.conversation.drafting import FIGURES, draft, settled
from coach.conversation.filling import deadline
from coach.conversation.keeping import kept as kept_as_is
from coach.conversation.model import Entry, Reply, Session
from coach.conversation.phrasing import redated
from coach.conversation.wording import card, say
from coach.suggest import fill
from coach.ui.facts import owner
from coach.ui.shelf import yes
from rules.model import Goal, Level
from rules.reading import find_blanks, read

LONGEST = 2000
"""Characters of a goal's text that are taken from a form."""


def edited(session: Session, number: int, changes: Mapping[str, Any]) -> Session:
    """A goal with fields changed: text, owner, deadline, level, supports. What the owner said yes to is no longer what stands there."""
    entry = session.entry(number)
    if entry is None:
        return session
    if changes.get("deadline") and changes["deadline"] != entry.goal.deadline and changes.get("text", entry.goal.text) == entry.goal.text:
        changes = {**changes, "text": redated(entry, changes["deadline"], session.today)}
    goal = entry.goal.model_copy(update=dict(changes))
    if goal == entry.goal:
        return session
    moved = {"text", "owner", "deadline"} & set(changes) and (goal.text, goal.owner, goal.deadline) != (
        entry.goal.text, entry.goal.owner, entry.goal.deadline,
    )  # fmt: skip
    if moved:
        goal = goal.model_copy(update={"accepted": None})
    again = goal.text != entry.goal.text
    return _with(session, replace(entry, goal=goal, values=() if again else entry.values, shown=() if again else entry.shown, chosen=0))


def removed(session: Session, number: int) -> Session:
    """The set without a goal; what supported it supports it no longer."""
    left = []
    for entry in session.entries:
        if entry.number == number:
            continue
        links = tuple(id for id in entry.goal.supports if id != str(number))
        left.append(entry if links == entry.goal.supports else replace(entry, goal=entry.goal.model_copy(update={"supports": links})))
    return replace(session, entries=tuple(left), question=_still(session, {entry.number for entry in left}))


def moved(session: Session, number: int, parked: bool) -> Session:
    """A goal parked for next quarter, or taken back."""
    entry = session.entry(number)
    return session if entry is None else _with(session, replace(entry, parked=parked))


def undone(session: Session) -> Session:
    """The set as it was before the last change."""
    return replace(session, entries=session.past[-1], past=session.past[:-1], question=None) if session.past else session


def accepted(session: Session, number: int) -> Session:
    """A goal with its owner's yes."""
    entry = session.entry(number)
    if entry is None:
        return session
    who = owner(entry.goal, read(entry.goal.text, session.today, session.policy, entry.language))
    return _with(session, replace(entry, goal=yes(entry.goal, session.today, who)))


def added(session: Session, goals: Iterable[Goal], language: str) -> Session:
    """More goals at the end of the set, as they were read; links among them follow."""
    came = list(goals)
    ids = {goal.id: str(session.next_number + at) for at, goal in enumerate(came) if goal.id}
    entries: list[Entry] = []
    for goal in came:
        number = session.next_number + len(entries)
        links = tuple(ids[id] for id in goal.supports if id in ids)
        own = goal.model_copy(update={"id": str(number), "supports": links})
        entries.append(Entry(number, own, goal.text, "en" if language == "en" else "sv"))
    return replace(session, entries=(*session.entries, *entries), next_number=session.next_number + len(entries), step="")


def used(session: Session, number: int, place: int, values: Mapping[str, str]) -> tuple[Session, Reply | None]:
    """A rewording taken with the blanks that were filled, and what the coach says to it. None where there is no such rewording."""
    entry = session.entry(number)
    wordings = draft(entry, session).alternatives if entry else ()
    if entry is None or not 0 <= place < len(wordings):
        return session, None
    text = fill(wordings[place], values, entry.language)
    if not find_blanks(text):
        goal = entry.goal.model_copy(update={"text": text, "accepted": None})
        done = replace(entry, goal=goal, values=(), shown=(), chosen=0)
    else:
        told = {**entry.said, **{name: value for name, value in values.items() if name in FIGURES}}
        changes: dict[str, Any] = {}
        if values.get("owner"):
            changes["owner"] = values["owner"]
        if values.get("end") and (day := deadline(session, values["end"])):
            changes["deadline"] = day
        own = replace(entry, goal=entry.goal.model_copy(update=changes), values=tuple(told.items()))
        done = settled(own, session)
    return _answered(_with(session, done), number)


def kept(session: Session, number: int) -> tuple[Session, Reply | None]:
    """A goal left as the user wrote it: nothing more is asked about it."""
    entry = session.entry(number)
    if entry is None:
        return session, None
    return _answered(_with(session, kept_as_is(entry)), number, keep=True)


def met(session: Session, words: str) -> tuple[Session, Reply | None]:
    """Goals that came in another way than the talk: `words` on them, and the next question."""
    question = next_question(session)
    session = put(session, question)
    lines = [words, *([worded(session, question)] if question is not None else [])]
    return session, Reply("accept", "\n".join(lines), (), question, quick(session, question) if question is not None else ())


def _answered(session: Session, number: int, keep: bool = False) -> tuple[Session, Reply]:
    """What the coach says to a deed, with the next question."""
    entry = session.entry(number)
    lines: list[str] = []
    cards: tuple[Any, ...] = ()
    if entry is not None and not keep:
        item = draft(entry, session)
        several = "-of" if len(session.active) > 1 else ""
        key = ("fill.ready" if item.ready else "fill.noted") + several
        lines.append(say(session, key, goal=entry.goal.text if item.ready else item.text, number=str(number)))
        session = shown(session, [item])
        cards = (card(item),)
    elif entry is not None:
        lines.append(say(session, "fill.left"))
    question = next_question(session)
    session = put(session, question)
    replies: Sequence[Any] = ()
    if question is not None:
        lines.append(worded(session, question))
        replies = quick(session, question)
    return session, Reply("accept", "\n".join(lines), (), question, tuple(replies), cards)


def _with(session: Session, entry: Entry) -> Session:
    return replace(session, entries=tuple(entry if item.number == entry.number else item for item in session.entries))


def _still(session: Session, numbers: set[int]) -> Any:
    question = session.question
    return question if question is None or not question.goals or set(question.goals) <= numbers else None


def fields(form: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that an edit form asks for; a field that it does not hold is left alone. ValueError for a day that is none."""
    changes: dict[str, Any] = {}
    if str(form.get("text") or "").strip():
        changes["text"] = " ".join(str(form["text"])[:LONGEST].split())
    if "owner" in form:
        changes["owner"] = " ".join(str(form["owner"])[:120].split()) or None
    if "deadline" in form:
        changes["deadline"] = date.fromisoformat(str(form["deadline"])) if form["deadline"] else None
    if "level" in form:
        changes["level"] = Level(form["level"]) if form["level"] else None
    if "supports" in form:
        links = form["supports"] if isinstance(form["supports"], list) else [form["supports"]]
        changes["supports"] = tuple(str(id) for id in links if str(id).isdigit())
    return changes
