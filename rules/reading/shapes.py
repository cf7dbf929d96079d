"""The shape of a sentence: a letter or two for what each of its words can be, in order (rulebook §0)."""

from __future__ import annotations

from functools import partial
from itertools import compress, count

from rules.reading.memo import ByTags, Memo
from rules.reading.outlook import Outlook
from rules.reading.text import kind_of

_LITTLE = ("modal", "aim", "past_be", "be", "have", "negation", "we", "i", "you", "it", "determiner", "subordinate", "conjunction")
_SHOWN = frozenset(",.:;-()=%$")
_FINITE = frozenset(("modal", "be", "past_be", "have", "Vs", "Vd"))
_ENDS = {
    "en": (("ed", "Xed"), ("ing", "Xing"), ("ly", "Xly"), ("s", "Xs")),
    "sv": (("ade", "Xade"), ("ar", "Xr"), ("er", "Xr"), ("en", "Xdef"), ("et", "Xdef"), ("na", "Xdef")),
}
_FIRST = 4
Pair = tuple[str, str]
"""A class, and one behind it."""
Placed = tuple[int, str]
"""A class, or a tag, with its place in the sentence."""


def shape(it: Outlook, start: int) -> list[str]:
    """The classes of the words from token `start` on: "T" in a time, "N" a number, "V…" a verb, "X…" a word that no list knows."""
    unlisted = _UNLISTED[it.marked.language]
    return [
        "T" if framed else _LISTED[own] if own and token.kind == "w" else unlisted[token.fold]
        for token, own, framed in zip(it.tokens[start:], it.tags[start:], it.framed[start:], strict=True)
    ]


def pairs(shape: list[str]) -> set[Pair]:
    """Which class follows which, from before the first to behind the last."""
    return {*zip(["^", *shape], [*shape, "$"], strict=True)}


def opening(shape: list[str]) -> tuple[Placed, ...]:
    """The first words, each with its place."""
    return tuple(enumerate(shape[:_FIRST]))


def gist(shape: list[str]) -> list[str]:
    """The beginning in one, the length, and the first finite verb with what is before it."""
    found = [" ".join(shape[: _FIRST - 1]), f"long {min(len(shape), 40) // 5}"]
    place = next(compress(count(), map(_FINITE.__contains__, shape)), -1)
    if place < 0:
        return [*found, "finite none"]
    own = shape[place]
    return [*found, f"finite {own}", f"finite {own} behind {shape[place - 1] if place else '^'}", f"finite {own} of {shape[0]}"]


def _listed(tags: frozenset[str]) -> str:
    """The class of a word by its tags."""
    for tag in _LITTLE:
        if tag in tags:
            return tag
    if "preposition" in tags:
        return "prep"
    if "verb" in tags:
        if not tags.isdisjoint(("inf", "imp")):
            return "Vi" if tags.isdisjoint(("pres", "past")) else "V"
        return "Vs" if "pres" in tags else "Vd" if "past" in tags else "Vg" if "ing" in tags else "V"
    if "quality" in tags:
        return "Q"
    return "M" if any(tag.startswith("measure:") for tag in tags) else "O"


def _unlisted(fold: str, language: str) -> str:
    """The class of a word that no list knows, of a number, or of a sign."""
    kind = kind_of(fold)
    if kind == "w":
        return next((own for end, own in _ENDS[language] if fold.endswith(end)), "X")
    return "N" if kind == "n" else fold if fold in _SHOWN else "p"


_LISTED = ByTags(_listed)
_UNLISTED = {language: Memo(partial(_unlisted, language=language)) for language in _ENDS}
