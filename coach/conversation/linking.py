"""Which goal carries which, told in the talk: "koppla mål 2 och 3 till mål 1", "goal 2 supports goal 1", "koppla bort tvåan"."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.conversation.drafting import level
from coach.conversation.listening import hear
from coach.conversation.model import Session
from coach.conversation.patterns import matcher
from coach.conversation.pointing import by_number, by_words, listed
from rules.model import Level

_TO = re.compile(r"\b(?:till|under|med|mot|vid|to|under|with|stödjer|stöder|stodjer|stoder|supports?|bär|carries|carry)\b", re.IGNORECASE)


def linked(session: Session, message: str) -> tuple[Session, str, tuple[int, ...], str]:
    """The session with goals hung under a strategic one or let loose; the key of what to say, the goals, the one above."""
    if matcher("edits", "unlink").search(hear(message).line):
        loose = _named(session, message)
        return (_hung(session, loose, ()), "unlinked", loose, "") if loose else (session, "which", (), "")
    parts = parted(message)
    below, above = _named(session, parts[0]), _named(session, parts[1]) if len(parts) > 1 else ()
    if not above and len(below) > 1:  # "koppla ihop 1 och 3": the strategic one carries the others
        above = tuple(number for number in below if _strategic(session, number))
    below = tuple(number for number in below if number not in above)
    if not below and above and set(hear(parts[0]).words) & listed("all"):
        below = tuple(entry.number for entry in session.active if entry.number not in above and not _strategic(session, entry.number))
    if len(above) != 1 or not below:
        return session, "link-which", (), ""
    if not _strategic(session, above[0]):
        return session, "link-level", below, str(above[0])
    return _hung(session, below, above), "linked", below, str(above[0])


def parted(message: str) -> list[str]:
    """What is hung, and what it is hung under."""
    return _TO.split(message, maxsplit=1)


def _named(session: Session, words: str) -> tuple[int, ...]:
    """The goals that some words point at: by number, bare ones too, else by what they are about."""
    known = {entry.number for entry in session.entries}
    bare = {int(word) for word in hear(words).words if word.isdigit() and len(word) <= 2}
    found = sorted((bare | set(by_number(words, len(session.entries)))) & known)
    texts = [entry.goal.text for entry in session.entries]
    return tuple(found) or tuple(session.entries[place - 1].number for place in by_words(words, texts))


def _strategic(session: Session, number: int) -> bool:
    entry = session.entry(number)
    return entry is not None and level(entry, session) is Level.STRATEGIC


def _hung(session: Session, below: tuple[int, ...], above: tuple[int, ...]) -> Session:
    links = tuple(str(number) for number in above)
    entries = tuple(
        replace(entry, goal=entry.goal.model_copy(update={"supports": links})) if entry.number in below else entry
        for entry in session.entries
    )
    return replace(session, entries=entries)
