""" "Lower it to 22", "höj det till 45": the goal that is meant is the one whose number can go that way to there."""

from __future__ import annotations

import re
from decimal import Decimal

from coach.conversation.model import Entry, Session
from coach.conversation.tracking import target_of
from rules.reading import read

_ADJUST = re.compile(
    r"(?:(?:ok|okej|okay|then|då|så|so|well|fine|ja|yes|but|men|let['’]?s|vi|we|kan|can|you|please|du|bara|just)[\s,.!]+)*"
    r"(?P<way>raise|bump|lift|lower|drop|reduce|cut|höj|höja|höjer|sänk|sänka|sänker)\s+(?:it|that|the\s+target|det|den|målet)\s+"
    r"(?:up\s+|down\s+|upp\s+|ner\s+|ned\s+)?(?:to|till)\s+(?P<value>[€$£]?\d.*)",
    re.IGNORECASE,
)
_UP = frozenset("raise bump lift höj höja höjer".split())
_FAR = 10
"""Times that a target is hardly ever moved by."""


def adjusts(message: str) -> bool:
    """Whether a message moves the target of the goal at hand up or down."""
    return _ADJUST.fullmatch(message.strip()) is not None


def adjusted(session: Session, message: str) -> Entry | None:
    """The goal that is meant: the one asked about, else the only one whose number can go that way to there."""
    match = _ADJUST.fullmatch(message.strip())
    if match is None:
        return None
    amounts = [q.value for q in read(match["value"], session.today, session.policy).quantities if q.value is not None]
    plain = re.match(r"\d+", match["value"].lstrip("€$£"))
    value = amounts[0] if amounts else Decimal(plain[0]) if plain else None
    fits = [entry for entry in session.active if value is not None and _fits(session, entry, value, match["way"].lower() in _UP)]
    asked = session.question.goals if session.question is not None and len(session.question.goals) == 1 else ()
    return next((entry for entry in fits if entry.number in asked), fits[0] if len(fits) == 1 else None)


def _fits(session: Session, entry: Entry, value: Decimal, up: bool) -> bool:
    target = target_of(session, entry)
    if target is None or not target.value or not value:
        return False
    moved = value / target.value if up else target.value / value
    return 1 < moved < _FAR
