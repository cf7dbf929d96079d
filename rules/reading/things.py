"""Things of the writer's own, which no list knows (rulebook §2)."""

from __future__ import annotations

from rules.reading import Reading
from rules.reading.facts import covered
from rules.reading.vocabulary import PLAIN, lexis

_ANY = frozenset(("unsure", "given", "compound"))


def named_thing(reading: Reading) -> bool:
    """The text holds a word no list knows, or one of a measure that is not the one meant, outside times, numbers and owners."""
    tokens = reading.source.tokens
    taken = covered(len(tokens), (*reading.frames, *reading.quantities, *reading.owners))
    words = lexis(reading.language, PLAIN)
    return any(
        token.kind == "w" and len(token.fold) > 2 and not taken[index] and _of_its_own(words.tags(token.fold))
        for index, token in enumerate(tokens)
    )


def _of_its_own(tags: frozenset[str]) -> bool:
    return not tags - _ANY or tags >= _GRADED and "verb" not in tags


_GRADED = frozenset(("measure:csat",))
"""Grades have no unit: "minst 4,5 i snittbetyg"."""
