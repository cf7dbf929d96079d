"""Which goal is furthest behind: how much of the way each has come, by its last outcome."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from coach.conversation.model import Entry, Session
from coach.conversation.tracking import standings, target_of
from coach.conversation.wording import say
from rules.messages import number
from rules.reading import read

_WHOLE = Decimal(100)


def compared(session: Session, ahead: bool = False) -> list[str]:
    """The goals by how far they have come, the one asked for first; those without an outcome last."""
    told = [entry for entry in session.active if entry.actuals]
    if not told:
        return [say(session, "track.nothing-told"), say(session, "track.invite")]
    come = {entry.number: share for entry in told if (share := _come(session, entry)) is not None}
    ranked = sorted((entry for entry in told if entry.number in come), key=lambda entry: come[entry.number], reverse=ahead)
    lines = [_line(session, entry, come[entry.number]) for entry in ranked]
    if len(ranked) > 1 and come[ranked[0].number] != come[ranked[1].number]:
        key = "track.first" if ahead else "track.last"
        lines = [say(session, key, number=str(ranked[0].number)), *lines]
    return lines + standings(session, _rest(session, ranked))


def _rest(session: Session, ranked: Sequence[Entry]) -> list[Entry]:
    """Those that cannot be ranked, if they are few enough to name."""
    return [entry for entry in session.active if entry not in ranked]


def _line(session: Session, entry: Entry, share: Decimal) -> str:
    words = standings(session, [entry])[0].rstrip(".")
    percent = number((share * _WHOLE).quantize(Decimal(1)), session.language)
    return say(session, "track.come", standing=words, share=percent)


def _come(session: Session, entry: Entry) -> Decimal | None:
    """The share of the way from where the goal started (from nothing, where no start is known) to its target."""
    target = target_of(session, entry)
    now = _value(session, entry.actuals[-1].value)
    if target is None or target.value is None or now is None:
        return None
    own = read(entry.goal.text, session.today, session.policy)
    start = entry.goal.baseline
    if start is None:
        start = next((q.value for q in own.quantities if q.role == "baseline" and q.value is not None), Decimal(0))
    falling = any(change.kind == "down" for change in own.changes)
    if start == target.value or falling and start < target.value or falling and not start:
        return None
    return (now - start) / (target.value - start)


def _value(session: Session, words: str) -> Decimal | None:
    found = [q.value for q in read(words, session.today, session.policy).quantities if q.value is not None]
    if found:
        return found[0]
    plain = "".join(words.split()).replace(",", ".")
    return Decimal(plain) if plain.replace(".", "", 1).isdigit() else None
