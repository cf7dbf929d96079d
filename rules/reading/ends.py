"""Owners at either end of a text, or in a field of their own before its time: "SB – …", "… (AL)", "…, support team, Q1" (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Mention
from rules.reading.fields import BREAKS, SIGNS, abbreviates, mention_in
from rules.reading.lexicon import LANGUAGES, both, expand, table
from rules.reading.marking import Marked, mention_of

_TAIL = 10
_QUOTES = frozenset(("'", '"'))
_HANDLES = "@#"
_BY_CHANCE = frozenset("verb act inf imp pres past sup part given unsure compound".split())
"""What initials may be as well: "ÅK" is no "åk"."""
_CODES = both("owners", "codes")
_SELF = frozenset(("me", "myself", "jag"))
_NEVER = frozenset((("->", "team"), (":", "person")))
"""What a last sign does not bring: "sales -> CS" is a handover, and "Voyager 2: Awakening" a name."""
_BROUGHT = frozenset(("-", "(", "|"))
_PARTS = frozenset((",", ";", "|", "/", "-", ":"))
"""Signs between fields; a colon only opens one: "Go-live: the IT lead, 18 January"."""
_SMALL = frozenset("i on by in at under the before till to senast fore innan den pa".split()) | {
    day for language in LANGUAGES for names in table(language, "dates")["weekdays"].values() for day in expand(names)
}
"""Words of a field that is nothing but a time."""


def ends(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """Who stands behind the last break, before the first, and between two of which the last brings a time alone."""
    yield from _tail(marked, timed)
    yield from _head(marked, timed)
    if 1 in timed:
        yield from _middle(marked, timed)


def _middle(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Reply time down to 6 h, support team, Q1": a field of nothing but an owner, before one of nothing but a time."""
    tokens = marked.tokens
    cuts = [at for at, token in enumerate(tokens) if token.fold in _PARTS and not (token.glued and token.fold not in ",;:")]
    for one, other, end in zip(cuts, cuts[1:], [*cuts[2:], len(tokens)], strict=False):
        if tokens[other].fold == ":":
            continue
        after = range(other + 1, end)
        if not after or not all(timed[at] or tokens[at].kind == "p" or tokens[at].fold in _SMALL for at in after):
            continue
        found = mention_in(marked, timed, one + 1, other - 1, keyed=False)
        if found is not None and (tokens[one].fold != ":" or found.kind != "person" or "given" in marked.tags[one + 1]):
            yield found  # "Kunder: Volvo, Q1" has none


def _tail(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "… (AL)", "… – the dealer manager", "… | Team Nord", "… @sara": all that stands behind the last break."""
    tokens = marked.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].kind == "p" and tokens[last].fold not in _HANDLES:
        last -= 1
    quoted = not _QUOTES.isdisjoint(marked.source.words)
    for at in range(last - 1, max(0, last - _TAIL), -1):
        fold = tokens[at].fold
        if not quoted and fold not in SIGNS or fold != "@" and tokens[at].glued and tokens[at + 1].glued:
            continue
        if marked.source.line[at + 1] in _QUOTES:
            return  # ("staff engineer"): what it is called
        if fold in BREAKS or fold in ",." and not abbreviates(marked, at):
            if fold in _BROUGHT and any(hit.first == at + 1 and hit.last == last for hit in marked.all("functions")):
                yield mention_of(marked, at + 1, last, "team")  # "– marketing"
                return
            listed = fold in ",/" and not timed[at - 1] and _listing(marked, at, last)
            found = None if listed else mention_in(marked, timed, at + 1, last, keyed=False)
            if found is not None and (fold, found.kind) not in _NEVER:
                if fold == "," and found.kind == "team" and tokens[-1].fold == ")":
                    yield from _bracket(marked, timed, at - 1)  # "(Inger, kundtjänst)"
                yield found
            elif found is None and fold == "," and tokens[-1].fold == ")" and at - 1 > 0:
                yield from _bracket(marked, timed, at - 1)
            elif found is None and last == at + 1 and tokens[last].fold in _SELF:
                yield mention_of(marked, last, last, "writer")
            elif found is None and (fold != "," or timed[at - 1]) and _initials(marked, timed, at, last):
                yield mention_of(marked, last, last, "person")
            return


def _bracket(marked: Marked, timed: bytearray, last: int) -> Iterator[Mention]:
    """ "(butikschef Sanna, Kalmar)": who stands first in the last bracket, before where."""
    first = next((at for at in range(last, max(0, last - _TAIL), -1) if marked.tokens[at].fold == "("), None)
    listed = first is None or "," in marked.source.folds[first : last + 1]
    found = None if first is None or listed else mention_in(marked, timed, first + 1, last, keyed=False)
    if found is not None:
        yield found


def _listing(marked: Marked, at: int, last: int) -> bool:
    """ "Open in Oslo, Bergen": one more of a list, since the word before the comma is a name too."""
    return last - at <= 2 and bool(at) and marked.tokens[at - 1].upper and not marked.tags[at - 1] - {"compound", "unsure", "given"}


def _initials(marked: Marked, timed: bytearray, at: int, last: int) -> bool:
    """ "(AL)", but not "rörelsekapital (RK)", which shortens the words before it."""
    token = marked.tokens[last]
    text = marked.source.written(last)
    if last != at + 1 or timed[last] or not (2 <= len(text) <= 3 and text.isupper() and text.isalpha()):
        return False
    if marked.tags[last] - _BY_CHANCE or token.fold in _CODES:
        return False
    return not any(fold.startswith(token.fold[0]) for fold in marked.source.folds[max(0, at - len(text)) : max(0, at)])


def _head(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Team Falcon: …", "Regionchef syd – …": all that stands before the first dash or colon."""
    tokens = marked.tokens
    first = next((at for at, token in enumerate(tokens) if token.kind == "w"), len(tokens))
    for at in range(first + 1, min(first + _TAIL, len(tokens))):
        fold = tokens[at].fold
        if fold not in SIGNS:
            continue
        if fold in ("|", ":", "->", "→") or fold == "-" and not tokens[at].glued or fold in ")]" and tokens[0].fold in "([":
            found = mention_in(marked, timed, first, at - 1, keyed=False)
            single = at - 1 == first and found is not None and found.kind == "person"
            skipped = marked.has(first, "prefix_skip") or "owns" in marked.tags[first]
            if found is not None and not single and not skipped and at + 1 < len(tokens):
                yield found
            elif found is None and at == first + 1 and tokens[first].fold in _SELF:
                yield mention_of(marked, first, first, "writer")  # "Me: 20 calls a week"
            elif found is None and at == first + 1 and _initials(marked, timed, first - 1, first):
                yield mention_of(marked, first, first, "person")  # "(JP) 30 visits", "JP – 30 visits"
            return
        if fold in (".", ";", ",") and not abbreviates(marked, at):
            return
