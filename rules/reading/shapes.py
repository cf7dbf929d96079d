"""The shape of a sentence: a letter or two for what each of its words can be, in order (rulebook §0)."""

from __future__ import annotations

from functools import cache

from rules.reading.outlook import Outlook

_LITTLE = ("modal", "aim", "past_be", "be", "have", "negation", "we", "i", "you", "it", "determiner", "subordinate", "conjunction")
_SHOWN = frozenset(",.:;-()=%$")
_FINITE = frozenset(("modal", "be", "past_be", "have", "Vs", "Vd"))
_ENDS = {
    "en": (("ed", "Xed"), ("ing", "Xing"), ("ly", "Xly"), ("s", "Xs")),
    "sv": (("ade", "Xade"), ("ar", "Xr"), ("er", "Xr"), ("en", "Xdef"), ("et", "Xdef"), ("na", "Xdef")),
}
_FIRST = 4


def shape(it: Outlook, start: int) -> list[str]:
    """The classes of the words from token `start` on: "T" in a time, "N" a number, "V…" a verb, "X…" a word that no list knows."""
    language = it.marked.language
    found = []
    for token, own, framed in zip(it.tokens[start:], it.tags[start:], it.framed[start:], strict=True):
        if framed:
            found.append("T")
        elif token.kind == "n":
            found.append("N")
        elif token.kind == "p":
            found.append(token.fold if token.fold in _SHOWN else "p")
        else:
            found.append(_listed(own) if own else _unlisted(token.fold, language))
    return found


def drawn(shape: list[str]) -> set[str]:
    """What is weighed of a shape: its first words, which class follows which, and the first finite verb with what is before it."""
    found = {_FOLLOWS.get(pair) or _followed(pair) for pair in zip(["^", *shape], [*shape, "$"], strict=True)}
    found.update([f"c{place} {own}" for place, own in enumerate(shape[:_FIRST])])
    found.add(" ".join(shape[: _FIRST - 1]))
    found.add(f"long {min(len(shape), 40) // 5}")
    for place, own in enumerate(shape):
        if own in _FINITE:
            found.update((f"finite {own}", f"finite {own} behind {shape[place - 1] if place else '^'}", f"finite {own} of {shape[0]}"))
            break
    else:
        found.add("finite none")
    return found


_FOLLOWS: dict[tuple[str, str], str] = {}
"""One class behind another as a feature: of a few hundred pairs each is named once."""


def _followed(pair: tuple[str, str]) -> str:
    return _FOLLOWS.setdefault(pair, f"{pair[0]}>{pair[1]}")


@cache
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
    return next((own for end, own in _ENDS[language] if fold.endswith(end)), "X")
