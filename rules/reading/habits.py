"""What is done so and so often without a number is done once each time: "visit every branch each month" (rulebook §2)."""

from __future__ import annotations

from decimal import Decimal

from rules.reading.facts import Frame, Quantity
from rules.reading.marking import Marked

_DONE = frozenset(("act", "deliver"))
_CHANGED = frozenset(("up", "down", "keep"))
_OPEN = frozenset(("quality", "amount", "loose"))


def habits(marked: Marked, frames: tuple[Frame, ...], side: bytearray) -> tuple[Quantity, ...]:
    """One time a cycle of the deed that the text begins with, where nothing else in it is left open."""
    frame = next((it for it in frames if it.kind == "cycle" and it.cycle and not it.means and not side[it.first]), None)
    if frame is None:
        return ()
    verb = next((step for step, tags in enumerate(marked.tags) if "verb" in tags and tags & {"inf", "imp"} and not side[step]), -1)
    tags = marked.tags[verb] if verb >= 0 else frozenset()
    if verb < 0 or tags & _CHANGED or not tags & _DONE and marked.tokens[verb].fold != "go":
        return ()
    if any(own & _OPEN and "verb" not in own for step, own in enumerate(marked.tags) if not side[step]):
        return ()
    if not any(
        token.kind == "w" and not marked.tags[step] & {"determiner", "preposition"}
        for step, token in enumerate(marked.tokens[verb + 1 : frame.first], verb + 1)
    ):
        return ()
    return (
        Quantity(
            frame.start, frame.end, Decimal(1), "count", "target", frame.first, frame.last, noun="times", rate=frame.cycle, words=True
        ),
    )
