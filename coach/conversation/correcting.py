"""What was told a moment ago put right: another outcome ("det var fel, 15"), another day for all that were given one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from coach.conversation.filling import deadline
from coach.conversation.model import Session
from coach.conversation.phrasing import redated as worded

_WRONG = re.compile(
    r"(?:(?:nej|no|oj|oops|sorry|förlåt)[\s,.!]+)?(?:det\s+(?:var|blev)\s+fel|fel|that\s+was\s+wrong|wrong|that['’]?s\s+wrong)[\s,.:–-]+"
    r"(?:(?:det\s+(?:är|ska\s+vara)|it['’]?s|should\s+be)\s+)?(\d[\d\s.,]*\s?\S{0,8})",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"(?:(?:nej|no|oj|oops|sorry|förlåt)[\s,.!]+)?(?:jag\s+(?:menar|menade|menar\s+ju)|i\s+(?:mean|meant))\s+(\S.{2,40})", re.IGNORECASE
)


def outcome(session: Session, message: str) -> str | None:
    """The outcome told last told anew, as a message on its goal; None where none was told, or nothing is put right."""
    match = _WRONG.fullmatch(message.strip().rstrip(".!"))
    before = {entry.number: len(entry.actuals) for entry in session.past[-1]} if session.past else {}
    told = [entry.number for entry in session.active if len(entry.actuals) > before.get(entry.number, 0)]
    return f"{'mål' if session.language == 'sv' else 'goal'} {told[0]}: {match[1]}" if match and len(told) == 1 else None


def redated(session: Session, message: str) -> tuple[Session, tuple[int, ...], date] | None:
    """The session with another day for the goals that were given one last; None where it is no such correction."""
    match = _MEANT.fullmatch(message.strip().rstrip(".!"))
    when = deadline(session, match[1]) if match else None
    if when is None or when <= session.today or not session.past:
        return None
    before = {entry.number: entry.goal.deadline for entry in session.past[-1]}
    places = tuple(
        entry.number
        for entry in session.active
        if entry.number in before and entry.goal.deadline is not None and entry.goal.deadline != before[entry.number]
    )
    if not places:
        return None
    entries = tuple(
        replace(entry, goal=entry.goal.model_copy(update={"deadline": when, "text": worded(entry, when, session.today)}))
        if entry.number in places
        else entry
        for entry in session.entries
    )
    return replace(session, entries=entries), places, when
