"""Owners who sign off: a name at the head or the end of a text, or where the sentence turns round its verb (rulebook §3).

The last resort, when nothing else says who answers: a goal with a name on it has an owner, even if no list knows the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.bearers import bearers
from rules.reading.doers import called, doers, kind_of
from rules.reading.facts import Mention
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of

_ABSTRACT = tuple(sorted(both("wording", "abstract")))
_CODES = both("owners", "codes")
_LONGEST = 4
_SIGNING = 6
_BREAKS = frozenset(",-;.(/@:|")
_FIELDS = frozenset(",;|/")
_MARKS = frozenset(":-")
_ROLES = frozenset(("roles", "role_heads"))
_FINITE = frozenset(("pres", "modal", "have"))
_HELD = frozenset(("determiner", "preposition", "quality"))


def signed(marked: Marked, timed: bytearray, groups: tuple[tuple[int, int, str], ...]) -> Iterator[Mention]:
    """Names at the head, at the end, behind a turned verb, or picked out by "det är … som", "it is … who"."""
    for span in (_head(marked, timed) or _first(marked, timed), _tail(marked, timed)):
        if span is not None:
            yield mention_of(marked, *span, kind_of(marked, *span))
    for index in marked.source.capitals:
        if index and not timed[index] and _name(marked, index) and _turned(marked, timed, index):
            yield mention_of(marked, index, index, "person")
    for first, last, kind in groups:
        picked = kind in ("person", "role") and (_picked(marked, first, last) or first == 1 and "agent" in marked.tags[0])
        if picked or kind == "person" and not timed[first] and _loose(marked, first, last):
            yield mention_of(marked, first, last, kind)
    if "|" in marked.source.words:
        yield from _initialled(marked, timed)
    yield from bearers(marked, timed, groups)
    yield from doers(marked, timed)


def _initialled(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "… | LD | 2027-05-31": two capitals that are no code, in a field of their own."""
    for at in marked.source.capitals:
        text = marked.source.written(at)
        alone = marked.source.line[at - 1] in ("|", "") and marked.source.line[at + 1] in ("|", "")
        if alone and len(text) == 2 and text.isupper() and not marked.tags[at] and not timed[at] and marked.tokens[at].fold not in _CODES:
            yield mention_of(marked, at, at, "person")


def _name(marked: Marked, index: int) -> bool:
    """A capitalised word that no list knows, or that lists know as a name."""
    token, tags = marked.tokens[index], marked.tags[index]
    if not tags and token.fold.endswith(_ABSTRACT):
        return False
    return token.kind == "w" and token.upper and len(token.fold) > 1 and not tags - {"given", "unsure", "compound", "genitive"}


def _capitals(marked: Marked, index: int) -> bool:
    """An abbreviation such as "EMEA" is no name."""
    text = marked.source.written(index)
    return len(text) > 1 and text.isupper()


def _all_names(marked: Marked, timed: bytearray, first: int, last: int) -> bool:
    """The tokens make up a name or a role: names, initials, "de", "i Kiruna", a role and its place."""
    named = False
    for index in range(first, last + 1):
        token, tags = marked.tokens[index], marked.tags[index]
        if timed[index] or token.kind == "n" or _capitals(marked, index):
            return False
        if _name(marked, index) or tags & _ROLES and "owns" not in tags:
            named = True
        elif not (token.kind == "p" and token.fold in ".'\"" or tags & _HELD or "name_part" in tags):
            return False
    return named


def _head(marked: Marked, timed: bytearray) -> tuple[int, int] | None:
    """ "Eskil i Kiruna – 200 sålda …", "– Elton Kovačević: 30 …": all names in front of a dash or colon."""
    tokens = marked.tokens
    if _MARKS.isdisjoint(marked.source.words):
        return None
    first = next((index for index, token in enumerate(tokens) if token.kind == "w"), len(tokens))
    for index in range(first + 1, min(first + _LONGEST + 3, len(tokens))):
        if tokens[index].fold in (":", "-") and not (tokens[index].fold == "-" and tokens[index].glued):
            held = _all_names(marked, timed, first, index - 1) or index - 1 > first and called(marked, timed, first, index - 1)
            return (first, index - 1) if held else None
    return None


def _first(marked: Marked, timed: bytearray) -> tuple[int, int] | None:
    """ "Säljchef Birgit, 2027-06-30, …", "Store manager Lou Eck; today $31; …": a role and its holder as the first of some fields."""
    tokens = marked.tokens
    if _FIELDS.isdisjoint(marked.source.words):
        return None
    stop = next((index for index, token in enumerate(tokens[: _LONGEST + 2]) if token.fold in _FIELDS), 0)
    if stop < 2 or stop + 1 >= len(tokens) or not tokens[stop - 1].upper or not any(tags & _ROLES for tags in marked.tags[:stop]):
        return None
    return (0, stop - 1) if _all_names(marked, timed, 0, stop - 1) else None


def _tail(marked: Marked, timed: bytearray) -> tuple[int, int] | None:
    """ "…, Azadeh.", "… – Shanice": all names behind the last break."""
    tokens = marked.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].kind == "p":
        last -= 1
    for index in range(last - 1, max(1, last - _SIGNING - 1), -1):
        if tokens[index].kind == "p" and tokens[index].fold in _BREAKS and not tokens[index].glued or tokens[index].fold in (",", ".", "("):
            held = _all_names(marked, timed, index + 1, last) or called(marked, timed, index + 1, last)
            return (index + 1, last) if held else None
    return None


def _turned(marked: Marked, timed: bytearray, index: int) -> bool:
    """ "Senast 2 april överlämnar Rut …", "det fixar Maggan": the doer behind the verb, which a time or "det" opens."""
    before = marked.tags[index - 1]
    if not before & _FINITE or "noun" in before:
        return False
    opener = index - 2
    return opener < 0 or bool(timed[opener]) or marked.tokens[opener].fold in ("det", ",") or marked.tokens[opener].fold == "that"


def _picked(marked: Marked, first: int, last: int) -> bool:
    """ "Det är Björn som …", "it is Temuulen Batbayar who …"."""
    return "be" in marked.tags[first - 1] and marked.has(last + 1, "subordinate") if first else False


def _loose(marked: Marked, first: int, last: int) -> bool:
    """A person who is nobody's object: not behind a preposition or a verb, and no company's name."""
    if last + 1 < len(marked.tokens) and "company_ends" in marked.tags[last + 1]:
        return False
    if not first:
        return True
    before, sign = marked.tags[first - 1], marked.tokens[first - 1].fold
    if sign in ('"', "'", "”") or sign == "/" and first > 1 and marked.tokens[first - 2].upper and _name(marked, first - 2):
        return False  # what something is called
    if "hosts" in before:
        return any("duty" in tags or "owns" in tags for tags in marked.tags)
    return not before & {"preposition", "determiner", "conjunction", "quality"} and not ("verb" in before and "be" not in before)
