"""What a goal is about where no listed measure says so: something done so and so often, served so fast, launched, earned (rulebook §8)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Frame, Quantity
from rules.reading.lexicon import both
from rules.reading.marking import Marked

_LAUNCHING = both("wording", "launching")
"""Verbs whose object is a product of ours."""
_EARNING = both("wording", "earning")
_ACTED = frozenset(("act", "effort"))

Implied = tuple[int, int, str, str]
"""First and last token, measure, and why."""


def implied(
    marked: Marked, verb: int, deed: str, wanted: list[Quantity], frames: tuple[Frame, ...], side: bytearray, unlisted: bool
) -> Iterator[Implied]:
    """The measures that the way of putting it implies.

    `verb`: the token of the verb that governs the result (-1: none); `deed`: its class; `wanted`: the target quantities; `unlisted`: no
    listed measure heads what is wanted.
    """
    cycled = any(frame.kind == "cycle" and not frame.means for frame in frames)
    counted = any(q.kind in ("count", "number", "duration") for q in wanted)
    at = max(verb, 0)
    if verb >= 0 and (deed in _ACTED or deed == "none") and (cycled or counted):
        yield at, at, "activity", "doing|cycle" if cycled else "doing|count"
    elif verb < 0 and cycled and counted:
        yield at, at, "activity", "doing|bare"
    elif cycled and verb >= 0:
        yield at, at, "activity", "doing|made"
    if any(frame.kind == "length" for frame in frames) or any(q.kind == "duration" and not q.rate for q in wanted):
        yield at, at, "service_level", "served|passive" if _passive(marked) else "served"
    lemma = marked.lexis.lemmas.get(marked.tokens[at].fold, "") if verb >= 0 else ""
    if lemma in _LAUNCHING and not side[verb]:
        thing = any(marked.tokens[step].upper for step in range(verb + 1, min(verb + 5, len(marked.tokens))))
        yield at, at, "product", "launched|named" if thing else "launched|listed" if not unlisted else "launched"
    money = [q for q in wanted if q.kind == "money"]
    if money:
        yield money[0].first, money[0].last, "revenue", "earned" if lemma in _EARNING else "earned|bare"
    if not wanted and any(not side[hit.first] for hit in marked.all("quality")):
        yield at, at, "csat", "qualified" if unlisted else "qualified|listed"


def _passive(marked: Marked) -> bool:
    return "sup" in marked.present or "part" in marked.present
