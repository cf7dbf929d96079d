"""What a goal comes to for each seller: the sums of a breakdown that say so, else the goal's own number divided by the sellers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from coach.conversation.listening import hear
from coach.conversation.model import Entry, Question, Session
from coach.conversation.patterns import matcher
from coach.conversation.pointing import by_number
from coach.conversation.tracking import target_of
from coach.conversation.wording import say
from coach.suggest.breakdown.model import Sum
from coach.suggest.breakdown.wording import formula
from rules.messages import number
from rules.reading import read

EACH = "-seller"
"""What the keys of sums per seller end with."""


def asked_each(message: str) -> bool:
    """Whether a message asks what something comes to for each seller."""
    return matcher("questions", "each").search(hear(message).line) is not None


def weekly(session: Session, sums: tuple[Sum, ...], currency: str) -> list[str]:
    """The sums of a breakdown that are per seller."""
    return [formula(session.language, item, currency) for item in sums if item.key.endswith(EACH)]


def divided(session: Session, message: str, sellers: int | None) -> tuple[Session, list[str]]:
    """The goals meant, each by the number of sellers; where that is not known, it is asked for."""
    places = by_number(message, len(session.entries))
    meant = [entry for place in places if (entry := session.entry(place))] or list(session.active)
    counted = [entry for entry in meant if _counts(session, entry)]
    if not counted:
        return session, []
    if not sellers:
        return replace(session, question=Question("ratio", ("ratio:sellers",))), [say(session, "breakdown.sellers")]
    return session, [_line(session, entry, sellers) for entry in counted]


def _counts(session: Session, entry: Entry) -> bool:
    """Whether a goal counts something for the whole team, which sellers can share."""
    target = target_of(session, entry)
    found = read(entry.goal.text, session.today, session.policy)
    each = any(one.kind == "each" for one in found.owners) or asked_each(entry.goal.text)
    return target is not None and target.kind in ("count", "money") and not each


def _line(session: Session, entry: Entry, sellers: int) -> str:
    target = target_of(session, entry)
    value = target.value if target is not None and target.value is not None else Decimal(0)
    words = entry.goal.text[target.start : target.end] if target else ""
    frames = read(entry.goal.text, session.today, session.policy).frames
    cycle = next((entry.goal.text[frame.start : frame.end] for frame in frames if frame.kind == "cycle"), "")
    share = (value / sellers).quantize(Decimal("0.1"))
    exact = share * sellers == value
    return say(
        session, "breakdown.shared", number=str(entry.number), words=words, sellers=str(sellers), equals="=" if exact else "≈",
        share=number(share.normalize() if share != share.to_integral() else share.quantize(Decimal(1)), session.language),
        cycle=f" {cycle}" if cycle and cycle not in words else "",
    )  # fmt: skip
