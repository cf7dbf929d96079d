"""What is done so and so often without a number is done once each time: "visit every branch each month" (rulebook §2)."""

from __future__ import annotations

from decimal import Decimal

from rules.reading.facts import Frame, Quantity
from rules.reading.marking import Marked

_DONE = frozenset(("act", "deliver"))
_CHANGED = frozenset(("up", "down", "keep"))
_AS = frozenset(("as", "som", "that"))
_OPEN = frozenset(("quality", "amount", "loose"))


def prompt(marked: Marked, side: bytearray) -> tuple[Quantity, ...]:
    """ "Svar samma dag", "a callback within the hour": so long at the most, where nothing is to grow or to be better."""
    hit = next((hit for hit in marked.all("prompt") if not side[hit.first]), None)
    if hit is None or marked.source.line[hit.last + 1] in _AS:
        return ()
    if any(own & _OPEN and "verb" not in own for step, own in enumerate(marked.tags) if not (side[step] or hit.first <= step <= hit.last)):
        return ()
    if any(tags & _CHANGED and "verb" in tags and tags & {"inf", "imp"} for tags in marked.tags[: hit.first]):
        return ()
    start, end = marked.source.starts[hit.first], marked.source.ends[hit.last]
    return (
        Quantity(start, end, Decimal(1), "duration", "target", hit.first, hit.last, unit=_unit(marked, hit.last), bound="max", words=True),
    )


def _unit(marked: Marked, last: int) -> str:
    return "h" if marked.tokens[last].fold.startswith(("hour", "tim")) else "d"


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
