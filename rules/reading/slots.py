"""Places that only an owner stands in: behind "Owner:", behind the last dash, in front of "owns this" (rulebook §3).

The place says that somebody stands there; who it is tells the whole phrase (`parties`), whether or not a list knows its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Mention
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of
from rules.reading.parties import party

_KEYS = both("owners", "keys")
_ENDS = frozenset((".", ";", ",", ")", "]", "|", "!", "}", ">"))
_BREAKS = frozenset(("-", "(", "/", "|", ";", "[", "->", "→", ">", "{", "*", "_", "@", ":"))
_SIGNS = _BREAKS | _ENDS | {"="}
"""All signs that part such a place from the rest."""
_TAIL = 10
_QUOTES = frozenset(("'", '"'))
_WITH = frozenset(("with", "med"))
_DONE = frozenset(("it", "this", "that", "den", "det", "detta"))
_WORKS = both("owners", "works")
_FINITE = frozenset(("modal", "have", "be", "owns"))
_SAYING_LITTLE = _FINITE | {"determiner", "preposition", "aim", "particle", "duty"}
_HANDLES = "@#"
_NEVER = frozenset((("->", "team"), (":", "person")))
"""What a last sign does not bring: "sales -> CS" is a handover, and "Voyager 2: Awakening" a name."""
_GROUPS = frozenset(("teams", "team_heads", "functions", "role_plurals"))
_TO = frozenset("by av to hos pa with on".split())
_IS = frozenset("is are ar blir var will".split())
_ALONE = frozenset(("by", "av", "under"))
_SITS = frozenset("sitter ligger landar finns hamnar star sits sit lies lands land rests stand stands".split())


def slots(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """Owners by the place they stand in; without its sign or word there is no such place."""
    signs = _SIGNS.intersection(marked.source.folds[:-1])
    if "@" in signs:
        yield from _handles(marked)
    if ":" in signs or "=" in signs:
        yield from _keyed(marked, timed)
    if signs:
        yield from _tail(marked, timed)
        yield from _head(marked, timed)
        yield from _sentences(marked, timed)
    if "owns" in marked.named:
        yield from _with(marked, timed)
        yield from _pointed(marked, timed)
    if not _ALONE.isdisjoint(marked.source.folds):
        yield from _agent(marked, timed)


def _end(marked: Marked, first: int) -> int:
    """The last token of the field that begins at `first`."""
    tokens = marked.tokens
    for at in range(first, len(tokens)):
        fold = tokens[at].fold
        if at > first and "\n" in marked.source.between(at - 1):
            return at - 1
        if fold in _ENDS and not (fold == "." and _abbreviates(marked, at)):
            return at - 1
        if fold == "-" and not tokens[at].glued:
            return at - 1
        if fold in (":", "=") and at > first:
            return at - 2
    return len(tokens) - 1


def _abbreviates(marked: Marked, at: int) -> bool:
    """ "J. Okafor", "anna.berg@…", "tf. säljchef": a point inside a name."""
    if at + 1 < len(marked.tokens) and marked.tokens[at + 1].glued:
        return True
    return at > 0 and len(marked.tokens[at - 1].fold) == 1 and marked.tokens[at - 1].kind == "w"


def _mention(marked: Marked, timed: bytearray, first: int, last: int, *, keyed: bool) -> Mention | None:
    if last < first:
        return None
    kind = party(marked, timed, first, last, keyed=keyed)
    return None if kind is None else mention_of(marked, first, last, kind)


def _keyed(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Owner: …", "Ansvarig=…", "Who: …", "Ansvarig för … : …"."""
    tokens = marked.tokens
    for at, fold in enumerate(marked.source.folds):
        if fold not in (":", "=") or not at or at + 1 >= len(tokens):
            continue
        before = marked.tags[at - 1]
        if "owns" in before or tokens[at - 1].fold in _KEYS or _field_owns(marked, at):
            found = _mention(marked, timed, at + 1, _end(marked, at + 1), keyed=True)
            if found is not None:
                yield found


def _pointed(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "assigned to the bid desk", "the owner is Team Nord", "drivs av vår exportchef"."""
    tokens = marked.tokens
    for hit in marked.all("owns"):
        at = hit.last + 1
        if at < len(tokens) and (tokens[at].fold in _IS or tokens[at].fold in _TO and tokens[hit.last].fold not in _TO):
            at += 1
        elif tokens[hit.last].fold not in _TO | _IS and not (
            at < len(tokens) and tokens[at].upper and hit.first and tokens[hit.first - 1].kind == "p"  # "…. Målansvarig Anna"
        ):
            continue
        last = _reach(marked, timed, at)
        found = _mention(marked, timed, at, last, keyed=at < len(tokens) and tokens[at].upper)
        if found is not None:
            yield found


def _reach(marked: Marked, timed: bytearray, first: int) -> int:
    """The last token from `first` on before a sign, a time, a number or a verb."""
    end = min(_end(marked, first), first + _TAIL) if first < len(marked.tokens) else first - 1
    for at in range(first, end + 1):
        if timed[at] or marked.tokens[at].kind == "n" or at > first and _finite(marked, at):
            return at - 1
    return end


def _agent(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "40 demos in Q1 by the dealer manager": at the end, where nothing is done that it could be the agent of."""
    for at in range(max(1, len(marked.tokens) - _TAIL), len(marked.tokens)):
        alone = marked.tokens[at].fold in _ALONE and (timed[at - 1] or marked.tokens[at - 1].kind == "p")
        if alone or marked.tokens[at].fold in ("hos", "with") and not _SITS.isdisjoint(marked.source.folds):
            found = _mention(marked, timed, at + 1, _end(marked, at + 1), keyed=False)
            if found is not None and found.last >= len(marked.tokens) - 2:
                yield found
                return


def _field_owns(marked: Marked, at: int) -> bool:
    """ "Ansvarig för vårkampanjen: …": the field begins with the word."""
    begin = at - 1
    while begin > 0 and (marked.tokens[begin - 1].fold not in _ENDS or marked.tokens[begin].kind == "n"):
        begin -= 1
    return begin < at - 1 and any(hit.first == begin and hit.last < at - 1 for hit in marked.all("owns")) and "owns" in marked.tags[begin]


def _tail(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "… (AL)", "… – the dealer manager", "… | Team Nord", "… @sara": all that stands behind the last break."""
    tokens = marked.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].kind == "p" and tokens[last].fold not in _HANDLES:
        last -= 1
    quoted = not _QUOTES.isdisjoint(marked.source.folds)
    for at in range(last - 1, max(0, last - _TAIL), -1):
        fold = tokens[at].fold
        if not quoted and fold not in _SIGNS or fold != "@" and tokens[at].glued and tokens[at + 1].glued:
            continue
        if marked.source.line[at + 1] in _QUOTES:
            return  # ("staff engineer"): what it is called
        if fold in _BREAKS or fold in ",." and not _abbreviates(marked, at):
            listed = fold in ",/" and not timed[at - 1] and _listing(marked, at, last)
            found = None if listed else _mention(marked, timed, at + 1, last, keyed=False)
            if found is not None and (fold, found.kind) not in _NEVER:
                yield found
            elif found is None and fold == "," and tokens[-1].fold == ")" and at - 1 > 0:
                yield from _bracket(marked, timed, at - 1)
            elif found is None and fold != "," and _initials(marked, timed, at, last):
                yield mention_of(marked, last, last, "person")
            return


def _bracket(marked: Marked, timed: bytearray, last: int) -> Iterator[Mention]:
    """ "(butikschef Sanna, Kalmar)": who stands first in the last bracket, before where."""
    first = next((at for at in range(last, max(0, last - _TAIL), -1) if marked.tokens[at].fold == "("), None)
    found = None if first is None else _mention(marked, timed, first + 1, last, keyed=False)
    if found is not None:
        yield found


def _handles(marked: Marked) -> Iterator[Mention]:
    """ "@sara", "anna.berg@bolaget.se": who is written to."""
    for at, fold in enumerate(marked.source.folds):
        if fold != "@" or at + 1 >= len(marked.tokens):
            continue
        name = marked.tokens[at + 1]
        if name.glued and name.kind == "w" and not marked.tags[at + 1] & _GROUPS:
            yield mention_of(marked, at + 1, at + 1, "person")


def _listing(marked: Marked, at: int, last: int) -> bool:
    """ "Open in Oslo, Bergen": one more of a list, since the word before the comma is a name too."""
    return last - at <= 2 and bool(at) and marked.tokens[at - 1].upper and not marked.tags[at - 1] - {"compound", "unsure", "given"}


def _initials(marked: Marked, timed: bytearray, at: int, last: int) -> bool:
    """ "(AL)", but not "rörelsekapital (RK)", which shortens the words before it."""
    text = marked.source.written(last)
    if last != at + 1 or timed[last] or not (2 <= len(text) <= 3 and text.isupper() and text.isalpha()) or marked.tags[last]:
        return False
    return not any(fold.startswith(marked.source.folds[last][0]) for fold in marked.source.folds[max(0, at - len(text)) : at])


def _head(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Team Falcon: …", "Regionchef syd – …": all that stands before the first dash or colon."""
    tokens = marked.tokens
    first = next((at for at, token in enumerate(tokens) if token.kind == "w"), len(tokens))
    for at in range(first + 1, min(first + _TAIL, len(tokens))):
        fold = tokens[at].fold
        if fold not in _SIGNS:
            continue
        if fold in ("|", ":", "->", "→") or fold == "-" and not tokens[at].glued or fold == ")" and tokens[0].fold == "(":
            found = _mention(marked, timed, first, at - 1, keyed=False)
            single = at - 1 == first and found is not None and found.kind == "person"
            skipped = marked.has(first, "prefix_skip") or "owns" in marked.tags[first]
            if found is not None and not single and not skipped and at + 1 < len(tokens):
                yield found
            return
        if fold in (".", ";", ",") and not _abbreviates(marked, at):
            return


def _sentences(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Anna driver.", "the SDR team leads this", "Kalle tar den": a clause that says no more than who does it."""
    tokens = marked.tokens
    begin = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].fold not in _SIGNS:
            continue
        broken = at == len(tokens) or tokens[at].fold in (".", ";", "!", ",", ")", "(") and not _abbreviates(marked, at)
        broken = broken or tokens[at].fold == "-" and not tokens[at].glued or tokens[at].fold == ":"
        if not broken:
            continue
        closes = begin and at > begin + 1 and _empty(marked, at - 1)
        verb = next((step for step in range(begin + 1, at) if _finite(marked, step)), None) if closes else None
        if verb is not None and at - verb <= 5 and all(_empty(marked, step) for step in range(verb, at)):
            found = _mention(marked, timed, begin, verb - 1, keyed=False)
            if found is not None:
                yield found
        begin = at + 1


def _finite(marked: Marked, at: int) -> bool:
    tags, token = marked.tags[at], marked.tokens[at]
    if token.upper or tags & {"role_heads", "team_heads"} and "owns" not in tags:
        return False
    return token.fold in _WORKS or bool(tags & _FINITE) or token.fold == "to" and at + 1 < len(marked.tokens)


def _empty(marked: Marked, at: int) -> bool:
    tags, token = marked.tags[at], marked.tokens[at]
    if token.kind != "w":
        return False
    return token.fold in _DONE or token.fold in _WORKS or not tags.isdisjoint(_SAYING_LITTLE)


def _with(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "with Grace in charge", "med Team Nord som ägare"."""
    for hit in marked.all("owns"):
        first = hit.first - (hit.first > 0 and marked.tokens[hit.first - 1].fold in ("as", "som", "being", "in", "i"))
        for at in range(first - 2, max(-1, first - 7), -1):
            if marked.tokens[at].fold in _WITH:
                found = _mention(marked, timed, at + 1, first - 1, keyed=False)
                if found is not None:
                    yield found
                break
