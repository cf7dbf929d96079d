"""The fields of a text that is laid out by signs, and who stands in one (rulebook §3)."""

from __future__ import annotations

from rules.reading.facts import Mention
from rules.reading.marking import Marked, mention_of
from rules.reading.parties import party
from rules.reading.strangers import COURTESIES

ENDS = frozenset((".", ";", ",", ")", "]", "|", "!", "}", ">"))
"""Signs that end a field."""
BREAKS = frozenset(("-", "(", "/", "|", ";", "[", "->", "→", ">", "{", "*", "_", "@", ":"))
"""Signs that begin one."""
SIGNS = BREAKS | ENDS | {"="}
"""All signs that part such a place from the rest."""

_LONGEST = 60
"""The tokens of a field at most."""


def field_end(marked: Marked, first: int) -> int:
    """The last token of the field that begins at `first`."""
    tokens = marked.tokens
    close = min(len(tokens), first + _LONGEST)
    for at in range(first, close):
        fold = tokens[at].fold
        if at > first and "\n" in marked.source.between(at - 1):
            return at - 1
        if fold in ENDS and not (fold == "." and abbreviates(marked, at)):
            return at - 1
        if fold == "-" and not tokens[at].glued:
            return at - 1
        if fold in (":", "=") and at > first:
            return max(at - 2, first)
    return close - 1


def abbreviates(marked: Marked, at: int) -> bool:
    """ "J. Okafor", "anna.berg@…", "Ms. Okafor": a point inside a name."""
    if at + 1 < len(marked.tokens) and marked.tokens[at + 1].glued:
        return True
    if not at or marked.tokens[at - 1].kind != "w":
        return False
    titled = marked.tokens[at - 1].fold in COURTESIES and at + 1 < len(marked.tokens) and marked.tokens[at + 1].upper
    return titled or len(marked.tokens[at - 1].fold) == 1


def mention_in(marked: Marked, timed: bytearray, first: int, last: int, *, keyed: bool) -> Mention | None:
    if last < first:
        return None
    kind = party(marked, timed, first, last, keyed=keyed)
    return None if kind is None else mention_of(marked, first, last, kind)


def apiece(marked: Marked, index: int) -> bool:
    """ "Filialcheferna ansvarar var för sin", "the branch managers answer for one each"."""
    near = marked.source.folds[index : index + 4]
    return "each" in near or "var" in near and not _OWN.isdisjoint(near)


_OWN = frozenset("sin sitt sina".split())
