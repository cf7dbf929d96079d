"""Two goals made one, and one that says two things made two."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.coupling import coupled
from coach.conversation.model import Entry, Session
from coach.conversation.pieces import Pieces
from coach.conversation.prose import unframed

Joined = tuple[Session, str, tuple[int, ...], str]
"""The session, the key of what is said under [edit], the goals touched, and words to put in."""


def merged(session: Session, numbers: tuple[int, ...]) -> Joined:
    """Goals put together as one."""
    if len(numbers) < 2:
        return session, "merge-which", (), ""
    first, *others = [entry for entry in session.entries if entry.number in numbers]
    joint = " och " if first.language == "sv" else " and "
    words = [first.goal.text.rstrip(". "), *(_lowered(entry.goal.text) for entry in others)]
    whole = _worded(first, joint.join(words))
    left = tuple(whole if entry.number == first.number else entry for entry in session.entries if entry not in others)
    return replace(session, entries=left), "merged", (first.number,), whole.goal.text


def parted(session: Session, numbers: tuple[int, ...]) -> Joined:
    """A goal that says two things as two goals, the second last in the set, both with what was told of the one."""
    entry = session.entry(numbers[0]) if numbers else None
    if entry is None:
        return session, "which", (), ""
    first, *others = halves(entry.goal.text, session) or [""]
    if not others:
        return session, "one-thing", (entry.number,), ""
    made = [replace(_worded(entry, text), number=number, written=text) for number, text in enumerate(others, session.next_number)]
    made = [replace(one, goal=one.goal.model_copy(update={"id": str(one.number)})) for one in made]
    kept = tuple(_worded(entry, first) if one.number == entry.number else one for one in session.entries)
    session = replace(session, entries=(*kept, *made), next_number=session.next_number + len(made))
    return session, "parted", (entry.number, *(one.number for one in made)), ""


def halves(text: str, session: Session) -> list[str]:
    """The goals that are coupled in one; [] where it says one thing."""
    return coupled(unframed(text), Pieces(session.today, session.policy).stands)


def _worded(entry: Entry, text: str) -> Entry:
    goal = entry.goal.model_copy(update={"text": text, "accepted": None})
    return replace(entry, goal=goal, values=(), shown=(), chosen=0)


def _lowered(text: str) -> str:
    return (text[0].lower() + text[1:] if text[1:2].islower() else text).rstrip(". ")
