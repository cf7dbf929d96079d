"""Places that only an owner stands in: behind "Owner:", behind the last dash, in front of "owns this" (rulebook §3).

The place says that somebody stands there; who it is tells the whole phrase (`parties`), whether or not a list knows its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count

from rules.reading.ends import ends
from rules.reading.facts import Mention
from rules.reading.fields import ENDS, SIGNS, abbreviates, apiece, field_end, mention_in
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of

_KEYS = both("owners", "keys")
_KEY_ENDS = ("ansv", "ansvarig", "agare", "-owner")
"""How words end that say who owns: "BokningsAnsv = Saga", "målägare: …"."""
_EQUALS = frozenset((":", "=", "-"))
_TAIL, _FIELD, _TITLE = 10, 24, 3
_WITH = frozenset(("with", "med"))
_DONE = frozenset(("it", "this", "that", "den", "det", "detta"))
_WORKS = both("owners", "works")
_FINITE = frozenset(("modal", "have", "be", "owns"))
_SAYING_LITTLE = _FINITE | {"determiner", "preposition", "aim", "particle", "duty"}
_GROUPS = frozenset(("teams", "team_heads", "functions", "role_plurals"))
_TO = frozenset("by av to hos pa with on".split())
_IS = frozenset("is are ar blir var will".split())
_FOR, _FOR_WHAT = frozenset(("for",)), 8
_ALONE = frozenset(("by", "av", "under"))
_SITS = frozenset("sitter ligger landar finns hamnar star sits sit lies lands land rests stand stands".split())


def slots(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """Owners by the place they stand in; without its sign or word there is no such place."""
    signs = SIGNS.intersection(marked.source.folds[:-1])
    if "@" in signs:
        yield from _handles(marked)
    if not signs.isdisjoint(_EQUALS):
        yield from _keyed(marked, timed)
    if signs:
        yield from ends(marked, timed)
        yield from _sentences(marked, timed)
    if "owns" in marked.named:
        yield from _with(marked, timed)
        yield from _pointed(marked, timed)
    if not _ALONE.isdisjoint(marked.source.words):
        yield from _agent(marked, timed)


def _keyed(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Owner: …", "Ansvarig=…", "Who: …", "Ansvarig för … : …"."""
    tokens = marked.tokens
    for at, fold in enumerate(marked.source.folds):
        if fold not in (":", "=", "-") or not at or at + 1 >= len(tokens):
            continue
        key = at - 1 - (at > 1 and tokens[at - 1].fold == ".")  # "Resp.: …"
        if fold == "-" and (tokens[at].glued or key and tokens[key - 1].kind != "p"):
            continue
        word = tokens[key].fold
        owned = "owns" in marked.tags[key] or word in _KEYS or word.endswith(_KEY_ENDS) or _field_owns(marked, at)
        if owned or fold == ":" and _post(marked, timed, key):
            found = mention_in(marked, timed, at + 1, field_end(marked, at + 1), keyed=True)
            if found is not None:
                yield found


def _post(marked: Marked, timed: bytearray, key: int) -> bool:
    """ "… by 31 May. Export director: Kasia": a later field that begins with what somebody is."""
    begin = key
    while begin > max(0, key - _TITLE - 1) and marked.tokens[begin - 1].fold not in ENDS:
        begin -= 1
    if not begin or key - begin > _TITLE or not marked.tokens[begin].upper or not marked.tags[key] & {"roles", "role_heads"}:
        return False
    return marked.source.line[key + 1] == ":" and marked.tokens[key + 2].upper and not marked.tags[key + 2] & {"verb"}


def _pointed(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "assigned to the bid desk", "the owner is Team Nord", "drivs av vår exportchef"."""
    tokens = marked.tokens
    for hit in marked.all("owns"):
        at, named = hit.last + 1, False
        if marked.source.line[at] in _FOR and not timed[at]:
            at = next((step for step in range(at + 2, min(at + _FOR_WHAT, len(tokens))) if tokens[step].fold in _IS), at)
        at = _past_it(marked, at)
        named = at > hit.last + 1  # "ansvarig för bokningarna är hotellvärd Gia"
        if at < len(tokens) and (tokens[at].fold in _IS or tokens[at].fold in _TO and tokens[hit.last].fold not in _TO):
            at += 1
        elif tokens[hit.last].fold not in _TO | _IS and not (
            at < len(tokens) and tokens[at].upper and hit.first and tokens[hit.first - 1].kind == "p"  # "…. Målansvarig Anna"
        ):
            continue
        last = _reach(marked, timed, at)
        found = mention_in(marked, timed, at, last, keyed=named or at < len(tokens) and tokens[at].upper)
        if found is not None:
            yield found


def _past_it(marked: Marked, at: int) -> int:
    """ "The person who owns [the goal] is …", "den som äger [målet] är …"."""
    line, step = marked.source.line, at
    while step < len(marked.tokens) and step < at + 3 and (line[step] in _DONE or marked.tags[step] & {"determiner", "aim"}):
        step += 1
    return step if step > at and line[step] in _IS else at


def _reach(marked: Marked, timed: bytearray, first: int) -> int:
    """The last token from `first` on before a sign, a time, a number or a verb."""
    end = min(field_end(marked, first), first + _TAIL) if first < len(marked.tokens) else first - 1
    for at in range(first, end + 1):
        if timed[at] or marked.tokens[at].kind == "n" or at > first and _finite(marked, at):
            return at - 1
    return end


def _agent(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "40 demos in Q1 by the dealer manager": at the end, where nothing is done that it could be the agent of."""
    for at in range(max(1, len(marked.tokens) - _TAIL), len(marked.tokens)):
        alone = marked.tokens[at].fold in _ALONE and (timed[at - 1] or marked.tokens[at - 1].kind == "p")
        if alone or marked.tokens[at].fold in ("hos", "with") and not _SITS.isdisjoint(marked.source.words):
            found = mention_in(marked, timed, at + 1, field_end(marked, at + 1), keyed=False)
            if found is not None and found.last >= len(marked.tokens) - 2:
                yield found
                return


def _field_owns(marked: Marked, at: int) -> bool:
    """ "Ansvarig för vårkampanjen: …": the field begins with the word."""
    if "owns" not in marked.named:
        return False
    begin = at - 1
    while begin > max(0, at - _FIELD) and (marked.tokens[begin - 1].fold not in ENDS or marked.tokens[begin].kind == "n"):
        begin -= 1
    return begin < at - 1 and any(hit.first == begin and hit.last < at - 1 for hit in marked.all("owns")) and "owns" in marked.tags[begin]


def _handles(marked: Marked) -> Iterator[Mention]:
    """ "@sara", "anna.berg@bolaget.se": who is written to."""
    for at, fold in enumerate(marked.source.folds):
        if fold != "@" or at + 1 >= len(marked.tokens):
            continue
        name = marked.tokens[at + 1]
        if name.glued and name.kind == "w" and not marked.tags[at + 1] & _GROUPS:
            yield mention_of(marked, at + 1, at + 1, "person")


def _sentences(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """ "Anna driver.", "the SDR team leads this", "Kalle tar den": a clause that says no more than who does it."""
    tokens = marked.tokens
    begin = 0
    for at in [*compress(count(), map(SIGNS.__contains__, marked.source.folds)), len(tokens)]:
        broken = at == len(tokens) or tokens[at].fold in (".", ";", "!", ",", ")", "(") and not abbreviates(marked, at)
        broken = broken or tokens[at].fold == "-" and not tokens[at].glued or tokens[at].fold == ":"
        if not broken:
            continue
        turned = _turned(marked, timed, begin, at)
        if turned is not None:
            yield turned
        closes = begin and at > begin + 1 and _empty(marked, at - 1)
        verb = next((step for step in range(begin + 1, at) if _finite(marked, step)), None) if closes else None
        if verb is not None and at - verb <= 5 and all(_empty(marked, step) for step in range(verb, at)):
            found = mention_in(marked, timed, begin, verb - 1, keyed=False)
            if found is not None and found.kind == "team" and apiece(marked, verb + 1):
                yield found._replace(kind="each")
            elif found is not None:
                yield found
        begin = at + 1


def _turned(marked: Marked, timed: bytearray, begin: int, end: int) -> Mention | None:
    """ "…, det svarar innesäljchefen för": the doer behind the verb."""
    if marked.language != "sv" or end - begin < 3 or marked.tokens[begin].fold not in _DONE or not _finite(marked, begin + 1):
        return None
    first, last = begin + 2, end - 1
    while last > first and not marked.tokens[last].upper and _empty(marked, last):
        last -= 1
    return mention_in(marked, timed, first, last, keyed=False)


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
                found = mention_in(marked, timed, at + 1, first - 1, keyed=False)
                if found is not None:
                    yield found
                break
