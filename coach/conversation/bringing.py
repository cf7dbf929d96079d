"""Goals that an order brings along: "skriv om det här: …", "byt ut mål 2 mot …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coach.conversation.bidding import bid
from coach.conversation.clauses import reading, wants
from coach.conversation.context import field_line, under
from coach.conversation.listening import hear
from coach.conversation.paste import Paste
from coach.conversation.patterns import matcher
from coach.conversation.pointing import by_number
from coach.conversation.prose import DASH, sentences, unframed
from rules.model import Goal
from rules.policy import Policy

_MOST = 20
"""Goals that a set may be thought to have where none is known: "#2 is waffle" points at one."""
_QUOTED = re.compile(r"(?<!\w)[\"“”'‘’»«]([^\"“”»«]{6,}?)[\"“”'’«»](?!\w)")
_PUT = re.compile(r"\b(?:byt|byta|byter|ersätt|ersätta|replace|swap|switch)\b.{0,40}?\b(?:mot|med|with|for)\s+(.{8,})", re.IGNORECASE)
"""What another goal is put in the place of."""
_AIM = re.compile(r"\b(?:mål|målet|goal|target|objective)\s+(?:om\s+)?(?:att|to|of)\s+(.{8,})", re.IGNORECASE)
"""What the goal is that an order names: "bryt ner målet att …"."""


def brought(message: str, pasted: Paste, known: Sequence[str], today: date, policy: Policy) -> tuple[Goal, ...]:
    """The goals that an order brings along: listed, in quotes, behind a colon, or named as a goal; not those that are there already."""
    if pasted.listed and len(pasted.goals) > 1:
        return pasted.goals
    quoted = _QUOTED.search(message)
    head, colon, rest = message.partition(":")
    if colon and "\n" in rest.strip() and pasted.goals and pasted.talk and not quoted:
        return pasted.goals
    ordered = matcher("edits", "replace").match(hear(rest).line) is not None
    if colon and not quoted and by_number(head, len(known)) and not wants(rest) and not matcher("edits", "replace").search(hear(head).line):
        ordered = True  # "räkna baklänges från mål 1: offerter och möten i veckan"
    texts = [quoted[1]] if quoted else [rest] if colon and not ordered and field_line(message.strip()) is None else []
    if not texts and (ordered_goal := bid(message, today, policy)):
        texts = [ordered_goal[1]]
    if not texts:
        told = sentences(message)
        texts = [cut for piece in told if (cut := unframed(piece)) != piece and _named(piece, cut, known, today, policy)]
        for shape in (_PUT, _AIM):
            if not texts and (put := shape.search(message)) and not reading(put[1], today, policy).reason:
                texts = [put[1]]
        if not texts and len(told) > 1 and not known:
            texts = [piece for piece in told if _wanted(piece, today, policy)]
    there = {" ".join(text.lower().split()).rstrip(".!? ") for text in known}
    kept = [unframed(text.strip()).strip() for text in texts]
    return tuple(
        under(Goal(text=text), pasted.context, today, policy)
        for text in kept
        if len(text.split()) >= 2 and " ".join(text.lower().split()).rstrip(".!? ") not in there
    )


def _named(piece: str, cut: str, known: Sequence[str], today: date, policy: Policy) -> bool:
    """A goal named as one, or behind a dash where no goal of the set is pointed at before it."""
    line = hear(piece).line
    if any(matcher("framing", section).search(line) for section in ("aimed", "named")):
        return True
    dashed = (DASH.search(piece) is not None or ">>" in piece) and not by_number(piece.removesuffix(cut), len(known))
    return dashed and (not known or not reading(cut, today, policy).reason)


def _wanted(piece: str, today: date, policy: Policy) -> bool:
    """A goal beside the sentence that says what to do with it: "We will sell for 12 million. What does that take?"."""
    if by_number(piece, _MOST):
        return False
    found = reading(piece, today, policy)
    asked = "?" in piece or any(matcher("intents", section).search(hear(piece).line) for section in ("rewrite", "courtesy"))
    wants = found.changes or found.deliverables or [q for q in found.quantities if q.role in ("target", "by")]
    return bool(wants) and not found.reason and not asked and len(piece.split()) > 2
