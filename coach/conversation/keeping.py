"""A goal left as its writer put it: nothing more is asked about it, and no suggestion is laid before it again."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.drafting import draft
from coach.conversation.model import Entry, Session
from coach.conversation.pointing import by_number

OWN = "own"
"""Among what is unsure of a goal: that it is left as it is."""
ASKED = 2
"""Questions that count as put on a goal that is left as it is."""


def kept(entry: Entry) -> Entry:
    """The goal, with which nothing more is to be done."""
    return replace(entry, asked=max(entry.asked, ASKED), unsure=entry.unsure | {"owner", "deadline", OWN}, chosen=0)


def left(session: Session, message: str) -> tuple[Session, Entry | None]:
    """The session with the goal meant left as it is: the one pointed at, the one asked about, else the last one that was reworded."""
    places = by_number(message, len(session.entries))
    asked = session.question.goals if session.question is not None and len(session.question.goals) == 1 else ()
    reworded = [entry.number for entry in session.active if entry.shown and not draft(entry, session).ready]
    meant = next((entry for number in (*places, *asked, *reversed(reworded)) if (entry := session.entry(number))), None)
    if meant is None:
        return session, None
    entries = tuple(kept(entry) if entry.number == meant.number else entry for entry in session.entries)
    waits = session.question if session.question is not None and "accept" in session.question.fields else None
    return replace(session, entries=entries, question=waits), meant
