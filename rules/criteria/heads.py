"""What a bare number counts, told by how its clause begins: "Late call-outs: max 5", "Uppsägningarna … högst 60" (rulebook §2)."""

from __future__ import annotations

from rules.reading import Quantity
from rules.reading.lexicon import both
from rules.reading.vocabulary import PLAIN, lexis
from rules.rule import Case

_STOPS = frozenset((".", ";", "!"))
_DEFINITE = ("arna", "erna", "orna")
_PLURAL, _SINGULAR = ("s",), ("ss", "us", "is")
_MONEY = both("scale", "money")
_RESTING = both("scale", "resting")
_PEOPLE = frozenset(("roles", "role_heads", "role_plurals", "teams", "team_heads", "everyone", "we"))
_SOLD, _OF, _FEW = frozenset("sales forsaljningen forsaljning".split()), frozenset(("of", "av")), 4
_FAR = 12


def heads_clause(case: Case, q: Quantity) -> bool:
    """A plural at the head of the clause, with nothing between it and the number but where, how and that it is to be there."""
    source, swedish = case.reading.source, case.reading.language == "sv"
    tokens, words = source.tokens, lexis(case.reading.language, PLAIN)
    start = next((at + 1 for at in range(q.first - 1, -1, -1) if tokens[at].fold in _STOPS and not tokens[at].glued), 0)
    if q.first - start > _FAR:
        return False
    head = -1
    for at in range(start, q.first):
        token, tags = tokens[at], words.tags(tokens[at].fold)
        if token.kind != "w" or "preposition" in tags and token.fold not in _RESTING:
            if head < 0 and token.kind == "w":
                return False
            if head >= 0 or token.fold == ":":
                break
            continue
        if swedish:
            if token.fold.endswith(_DEFINITE) and "verb" not in tags:
                head = at
                break
            if at - start > 2 or "verb" in tags:
                return False
        elif token.fold in _RESTING or "modal" in tags:
            break
        elif "verb" in tags and "inf" in tags and at == start:
            return False
        else:
            head = at
    if head < 0 or tokens[head].fold in _MONEY or swedish and words.tags(tokens[head].fold) & _PEOPLE:
        return False
    if not swedish and (not tokens[head].fold.endswith(_PLURAL) or tokens[head].fold.endswith(_SINGULAR)):
        return False
    return all(
        tokens[at].fold in _RESTING or "verb" not in words.tags(tokens[at].fold) or "preposition" in words.tags(tokens[at].fold)
        for at in range(head + 1, q.first)
    )


def sold(case: Case, q: Quantity) -> bool:
    """ "The sales of coffee machines from 12 to 18 a month": so many of them."""
    folds = case.reading.source.folds
    begun = any(other.role == "baseline" for other in case.reading.quantities)
    paced = begun or q.rate is not None or q.first > 0 and folds[q.first - 1] == ":"
    plural = ("or", "ar", "er", "arna", "erna", "orna") if case.reading.language == "sv" else ("s",)
    return paced and any(
        folds[at] in _SOLD and folds[at + 1] in _OF and any(fold.endswith(plural) for fold in folds[at + 2 : at + _FEW + 1])
        for at in range(max(0, q.first - _FAR), q.first - 2)
    )
