"""Plain signs of a second result beside the first, or of one and the same told on (rulebook §6)."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.marking import Marked

_AUX = frozenset(("have", "be", "past_be"))
_OVER = frozenset("in of from for i av fran pa".split())
_PLACED = frozenset(("in", "i", "pa", "from", "fran"))
_SAME = frozenset("there dar that it this those the same den det detta samma nivan level".split())
_ALONGSIDE = frozenset(("together", "tillsammans", "along"))
MEANWHILE = frozenset(("while", "samtidigt"))
"""What joins a second result, where it has a number of its own, and else a condition."""
_NEAR, _HEAD = 4, 3


def kin(marked: Marked, begin: int, join: int) -> bool:
    """The part behind the join tells the same result on: keeps it, says what follows from it, or what else its subject is."""
    tokens, tags = marked.tokens, marked.tags
    after = join + 1 + ("conjunction" in tags[join + 1] and join + 2 < len(tokens))
    own = tags[after]
    if "keep" in own and own & {"inf", "imp", "ing", "pres"}:
        rest = range(after + 1, min(after + _NEAR, len(tokens)))
        numbers = {token.fold for token in tokens[begin:join] if token.kind == "n"}
        return any(tokens[step].fold in _SAME or tokens[step].fold in numbers for step in rest)
    if tokens[join].fold == "," and tokens[begin].fold in _ALONGSIDE:
        return True  # "together with marketing, launch …"
    if tokens[join].fold == "," and "ing" in own and not own & {"inf", "sup"} and tokens[after].fold.endswith("ing"):
        return not any(tag.startswith("measure:") for tag in own)  # "…, protecting 3.7M in revenue"
    if own & _AUX and "inf" not in own and any(tags[step] & _AUX for step in range(begin, join)):
        return True  # "three modules are live and have been used"
    return _to_do(marked, begin, join)


def _to_do(marked: Marked, begin: int, join: int) -> bool:
    """ "A better place to live, work and visit": what a thing is for."""
    tokens, tags = marked.tokens, marked.tags
    if marked.language != "en" or "inf" not in tags[join + 1]:
        return False
    to = next((step for step in range(join - 1, max(begin, join - 6), -1) if tokens[step].fold == "to"), 0)
    if not to or not all("verb" in tags[step] or tokens[step].kind == "p" for step in range(to + 1, join)):
        return False
    return tokens[to - 1].kind == "w" and not tags[to - 1] & {"verb", "modal", "aim", "we", "i", "be", "hedge"}


def another(marked: Marked, begin: int, join: int, after: int, left: list[Quantity], right: list[Quantity]) -> bool:
    """Signs that a result of its own follows: a share or number of something else, a second target, the same verb's second subject."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[join].fold in MEANWHILE:
        changing = any(own & {"up", "down"} for own in tags[after : after + 4])
        return bool(left and right) and changing and right[0].first - join < _NEAR * 2
    if right and right[0].first == join + 1 and right[0].noun and any("state" in own for own in tags[begin:join]):
        return True  # "new website live and 500 signups"
    if left and right and right[0].first <= join + 2:
        one, other = _of(marked, left[-1], join), _of(marked, right[0], join)
        if one and other and one != other:
            return True  # "500,000 in new business and 500,000 in repeat business"
    if tokens[join].fold in ("->", "→"):
        return bool(left and right) and bool(tags[after] & {"up", "down", "deliver"})
    aimed = next((step for step in range(after, min(after + _HEAD, len(tokens))) if "aim" in tags[step]), 0)
    if left and right and aimed and right[0].first - aimed <= _NEAR and tokens[join].fold != ".":
        return tokens[aimed].fold not in ("goal", "malet", "mal")
    changes = any("verb" in own and own & {"up", "down"} for own in tags[begin:join])
    if changes and not left and not right and "parting" in tags[after] and tokens[after].fold.endswith(("et", "en")):
        return True  # "öka trafiken och antalet återkommande kunder"
    if marked.language == "sv" and tokens[join].fold in ("och", "samt") and any("modal" in own for own in tags[begin:join]):
        return _own_passive(marked, after)
    return False


def _own_passive(marked: Marked, after: int) -> bool:
    """ "… måste minimeras och punktligheten förbättras": a subject of its own and what is to be done with it."""
    for step in range(after + 1, min(after + _NEAR, len(marked.tokens))):
        own = marked.tags[step]
        if own & {"preposition", "conjunction", "subordinate"} or marked.tokens[step].kind != "w":
            return False
        if own & {"up", "down", "keep"} and "inf" in own and marked.tokens[step].fold.endswith("s"):
            return marked.tokens[step - 1].fold.endswith(("en", "et", "na", "an"))
    return False


def _of(marked: Marked, q: Quantity, join: int) -> str:
    """What a number is of: the word behind "in", "of" or "for", no place."""
    at = q.last + 1
    if at + 1 >= len(marked.tokens) or marked.tokens[at].fold not in _OVER:
        return ""
    if marked.tokens[join].fold == "," and marked.tokens[at].fold == "for":
        return ""  # "75 % for voice, 65 % for chat": one measure
    word = marked.tokens[at + 1]
    return "" if word.kind != "w" or word.upper and marked.tokens[at].fold in _PLACED else word.fold
