"""Where a time expression may begin, and what to try there: a cheap look at each word in front of the time grammar (rulebook §5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rules.reading import cycles, ranges
from rules.reading.memo import Memo
from rules.reading.timewords import forward, seconds, tails

PERIOD, LENGTH, COMING, CYCLE, EACH, SLASH, COUNTED, VAGUE, EVENT, COMPOUND = range(10)

TRIGGERS: tuple[tuple[str, int], ...] = (
    ("vague", VAGUE), ("counted_cycles", COUNTED), ("cycles", CYCLE), ("each", EACH), ("cycle_compounds", COMPOUND),
    ("next", COMING), ("last", COMING), ("rolling", COMING), ("numbers", LENGTH), ("couple", LENGTH),
    *((name, PERIOD) for name, _ in ranges.READERS),
    ("event_prepositions", EVENT), ("event_in", EVENT), ("event_at", EVENT), ("event_to", EVENT),
)  # fmt: skip

_ORDER = (VAGUE, COUNTED, COMING, CYCLE, EACH, SLASH, COMPOUND, PERIOD, LENGTH, EVENT)

Plan = tuple[tuple[int, frozenset[str] | None], ...]
"""What to try at a word, in order, each with the words of which one must follow (None: anything may)."""

_GATED = {
    VAGUE: ("vague",), COUNTED: ("counted_cycles",), CYCLE: ("cycles",), EACH: ("each",), COMPOUND: ("cycle_compounds",),
    COMING: ("next", "last", "rolling"), EVENT: ("event_prepositions", "event_in", "event_at", "event_to"),
}  # fmt: skip
"""Readers that begin with a phrase of these lists: where its second word does not follow, they need not be asked."""


@cache
def plans() -> Mapping[str, Plan]:
    found: dict[str, list[int]] = {"/": [SLASH]}
    for name, what in TRIGGERS:
        for word in forward(name):
            tried = found.setdefault(word, [])
            if what not in tried:
                tried.append(what)
    for word in tails():
        found.setdefault(word, [LENGTH])
    return {
        word: tuple((what, seconds(word, *_GATED[what]) if what in _GATED else None) for what in sorted(tried, key=_ORDER.index))
        for word, tried in found.items()
    }


@cache
def gates() -> Mapping[str, frozenset[str]]:
    """For a trigger that only begins longer phrases ("i år", "en vecka"): the words that can follow it, so that most are passed over."""
    found: dict[str, set[str]] = {}
    single = set(tails())
    for name, _ in TRIGGERS:
        counts = name in ("numbers", "couple")
        for word, phrases in forward(name).items():
            for rest, _value in phrases:
                if rest:
                    found.setdefault(word, set()).add(rest[0])
                elif counts:
                    found.setdefault(word, set()).update(followers())
                else:
                    single.add(word)
    return {word: frozenset(after) for word, after in found.items() if word not in single and not word[-1:].isdigit()}


@cache
def followers() -> frozenset[str]:
    """The tokens that make a figure before them a date or a length."""
    names = ("months", "units", "tails", "ordinal_endings", "next", "either", "each_fillers", "half_words")
    return frozenset(("-", "/", ":", ".", "of")).union(*(forward(name) for name in names))


NOTHING, START, GATE, CUT, HAPPENING = 0, 1, 2, 4, 8


def class_of(fold: str) -> int:
    """What a word may be to the time grammar: a start, one behind a gate, a word to cut apart, a word that names an event."""
    triggers = plans()
    found = HAPPENING if cycles.eventful(fold) else NOTHING
    if fold in triggers:
        return found | (GATE if fold in gates() else START)
    if "-" in fold and len(fold) > 2:
        return found | (CUT if any(part in triggers or part[-1:].isdigit() for part in fold.split("-")) else NOTHING)
    return found | (START if "0" <= fold[-1] <= "9" or fold.endswith(":s") else NOTHING)


CLASSES = Memo(class_of)
