"""Outcomes told in the talk: which goal they belong to, and how it stands against its target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.conversation.listening import hear
from coach.conversation.model import Actual, Entry, Session
from coach.conversation.pointing import BARE, by_number, by_words
from coach.conversation.wording import day, quoted, say
from rules.reading import Quantity, read
from rules.reading.text import tokenize

_LONG = ("quarter", "tertial", "half", "year")
"""What is told of a shorter time is an outcome."""
_PART = re.compile(r"\s*(?:[;\n]|,(?!\d)|\s+(?:och|and|samt)\s+(?=[^\W\d]*\s?\d|\D{1,30}\d))\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome: for goal `number`, the words of its value."""

    number: int
    value: str


def tracked(session: Session, message: str) -> tuple[Session, list[str]]:
    """The session with the outcomes in a message, and what the coach says of them; a question about the state is answered."""
    if not session.entries:
        return session, [say(session, "track.empty")]
    told = outcomes(session, message)
    if told:
        by = {item.number: item for item in told}
        entries = tuple(
            replace(entry, actuals=(*entry.actuals, Actual(session.today, by[entry.number].value))) if entry.number in by else entry
            for entry in session.entries
        )
        session = replace(session, entries=entries)
        return session, [line for entry in session.entries if entry.number in by for line in [_line(session, entry)]]
    if any(token.kind == "n" for token in tokenize(message).tokens) and not hear(message).asks:
        return session, [say(session, "track.which")]
    return session, _state(session)


def over(session: Session, message: str) -> bool:
    """Whether a message tells of a time that is over: "last year", "i fjol"."""
    frames = read(message, session.today, session.policy).frames
    past = (frame for frame in frames if frame.kind == "comparison" or frame.until is not None and frame.until < session.today)
    return any(frame.grain in _LONG for frame in past)


def outcomes(session: Session, message: str) -> list[Told]:
    """The outcomes in a message, each with the goal it fits: the one pointed at, named, or measured in the same thing."""
    found: list[Told] = []
    head, colon, rest = message.partition(":")
    named = by_words(head, [entry.goal.text for entry in session.entries])
    body = message if not colon or by_number(head, len(session.entries)) else f"{head} {rest}" if named else rest
    for part in _PART.split(body):
        amounts = _amounts(session, part)
        if not amounts:
            continue
        if BARE.fullmatch(part.strip()) and len(session.active) == 1 and _unlike(session, session.active[0], amounts[-1]):
            continue
        number = _goal(session, part, message if len(session.entries) == 1 else part)
        if number and number not in [item.number for item in found]:
            found.append(Told(number, amounts[-1]))
    return found


def _unlike(session: Session, entry: Entry, amount: str) -> bool:
    """Whether an amount is counted in something else than the goal aims at: 80 000 kr tells nothing of 20 %."""
    target = target_of(session, entry)
    told = [q for q in read(amount, session.today, session.policy).quantities if q.value is not None and q.unit]
    return bool(told) and target is not None and target.unit != told[0].unit and bool(target.unit)


def _amounts(session: Session, part: str) -> list[str]:
    reading = read(part, session.today, session.policy)
    pointed = [match.span() for match in re.finditer(r"(?:mål|målet|goal|nr|number|no|#)\.?\s*\d{1,2}", part, re.IGNORECASE)]
    spans = [(q.start, q.end) for q in reading.quantities if q.value is not None]
    spans = [span for span in spans if not any(begin <= span[0] < end for begin, end in pointed)]
    if not spans:
        dated = [(frame.start, frame.end) for frame in reading.frames]
        spans = [
            (token.start, token.end) for token in tokenize(part).placed
            if token.kind == "n" and not any(begin <= token.start < end for begin, end in (*pointed, *dated))
        ]  # fmt: skip
    return [part[start:end] for start, end in spans]


def _goal(session: Session, part: str, whole: str) -> int:
    entries = session.entries
    places = by_number(part, len(entries))
    known = {entry.number for entry in entries}
    if len(places) == 1 and places[0] in known:
        return places[0]
    named = by_words(part, [entry.goal.text for entry in entries])
    if named:
        return entries[named[0] - 1].number
    nouns = {q.noun for q in read(part, session.today, session.policy).quantities if q.noun}
    fitting = [entry for entry in entries if nouns & _nouns(session, entry)] or _in_money(session, part)
    if len(fitting) == 1:
        return fitting[0].number
    return session.active[0].number if len(session.active) == 1 else 0


def _in_money(session: Session, part: str) -> list[Entry]:
    """The goals whose target is money, where money was told."""
    told = [q for q in read(part, session.today, session.policy).quantities if q.value is not None]
    if len(told) != 1 or told[0].kind != "money":
        return []
    return [entry for entry in session.active if (target := target_of(session, entry)) is not None and target.kind == "money"]


def _nouns(session: Session, entry: Entry) -> set[str]:
    return {q.noun for q in read(entry.goal.text, session.today, session.policy).quantities if q.noun}


def target_of(session: Session, entry: Entry) -> Quantity | None:
    """The number that a goal aims at."""
    found = read(entry.goal.text, session.today, session.policy).quantities
    return next((q for q in found if q.role == "target" and q.value is not None), None)


def _line(session: Session, entry: Entry) -> str:
    value = entry.actuals[-1].value
    target = target_of(session, entry)
    if target is None:
        return say(session, "track.noted-plain", number=str(entry.number), goal=quoted(entry.goal.text), value=value)
    words = entry.goal.text[target.start : target.end]
    return say(session, "track.noted", number=str(entry.number), goal=quoted(entry.goal.text), value=value, target=words)


def _state(session: Session) -> list[str]:
    """How every goal stands."""
    entries = [entry for entry in session.active if not read(entry.goal.text, session.today, session.policy).reason]
    lines = standings(session, entries)
    return [*lines, say(session, "track.invite")] if not any(entry.actuals for entry in session.active) else lines


def standings(session: Session, entries: Sequence[Entry]) -> list[str]:
    """How some goals stand, each in a line: its last outcome against its target, or that there is none."""
    return [_stands(session, entry) for entry in entries]


def _stands(session: Session, entry: Entry) -> str:
    number = str(entry.number)
    if not entry.actuals:
        return say(session, "track.no-value", number=number, goal=quoted(entry.goal.text))
    target, last = target_of(session, entry), entry.actuals[-1]
    words = entry.goal.text[target.start : target.end] if target else ""
    counted = target is not None and target.kind in ("count", "money", "number")
    key = "track.state" if counted else "track.state-level" if target else "track.state-plain"
    on = day(session, last.on)
    return say(session, key, number=number, goal=quoted(entry.goal.text), value=last.value, target=words, day=on)
