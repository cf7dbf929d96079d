"""Swedish forms in -s and -ade by what they tell: a wish in the passive, or how the period now under way went (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_FOUNDING = both("telling", "founding")
_DEFINITE = ("en", "et", "na", "an", "on")
_PARTS = frozenset("andelen antalet andel antal".split())
_ONE, _WORLD = frozenset(("en", "ett")), frozenset(("world", "outsider", "anybody", "market", "goal_words", "meta"))
_NOW = frozenset(
    "nu redan stadigt snabbt standigt alltmer kraftigt gradvis drastiskt just idag samtidigt darmed av nar om eftersom da".split()
)
_OPEN = frozenset(("subordinate", "nowadays", "already", "about", "past_be", "have"))
_RUNNING = frozenset("driva ta leda gora bygga spara utveckla".split())
_MOVED = frozenset(("up", "down"))
_LONG = 6
_BY = frozenset(("med", "till", "fran"))
_PERIODS = frozenset("kvartalet aret perioden manaden halvaret veckan tertialet sommaren varen hosten vintern".split())


def bettered(it: Outlook, start: int, finite: int) -> bool:
    """ "Leveranstiderna kortas", "andelen ekologiska livsmedel höjs", "en plan för underhåll upprättas": what is to be done, by nobody."""
    fold = it.tokens[finite].fold
    if (
        it.marked.language != "sv"
        or not fold.endswith("s")
        or fold.endswith(("des", "tes"))
        or finite == start
        or it.past
        or "verb" not in it.tags[finite]
    ):
        return False
    if not _NOW.isdisjoint(it.marked.source.words) or not _OPEN.isdisjoint(it.marked.present):
        return False
    if any(not own.isdisjoint(_WORLD) for own in it.tags[start:finite]):
        return False
    lemma = it.marked.lexis.lemmas.get(fold)
    if it.tokens[start].fold in _ONE:
        return lemma in _FOUNDING and not it.cycle
    if lemma in _RUNNING or it.tags[finite].isdisjoint(_MOVED) or "deponent" in it.tags[finite] and it.tags[finite] >= {"deliver"}:
        return False
    return it.tokens[start].fold in _PARTS or it.tokens[start].fold.endswith(_DEFINITE)


def over_now(it: Outlook, start: int, finite: int) -> bool:
    """ "Mobilabonnemang ökade med 67 000 under kvartalet", "antalet medlemmar minskade under året": told at the end of the period."""
    if (
        it.marked.language != "sv"
        or not it.tokens[finite].fold.endswith(("ade", "ades"))
        or it.tags[finite].isdisjoint(_MOVED)
        or finite == start
    ):
        return False
    if not any(it.tokens[frame.last].fold in _PERIODS and frame.first > finite for frame in it.frames):
        return False
    after = it.tokens[finite + 1].fold if finite + 1 < len(it.tokens) else ""
    return it.tokens[start].fold in _PARTS or after in _BY or it.tokens[finite - 1].fold.endswith(("en", "et"))


def unlisted_past(it: Outlook, start: int) -> bool:
    """ "Mötet ajournerades i tio minuter": a word of no list that only a past passive ends like."""
    if it.marked.language != "sv" or it.coming:
        return False
    return any(
        token.fold.endswith("ades") and len(token.fold) > _LONG and "verb" not in own and not token.upper
        for token, own in zip(it.tokens[start + 1 :], it.tags[start + 1 :], strict=True)
    )
