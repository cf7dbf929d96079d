"""Which language a text is in, by its little words; Swedish where nothing tells."""

from __future__ import annotations

from functools import cache

from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, table, words
from rules.reading.memo import Memo
from rules.reading.text import Source, kind_of
from rules.reading.vocabulary import own_words

_LITTLE, _ENDING, _KNOWN = 4, 1, 2


def detect(source: Source) -> str:
    """ "sv" or "en". Diacritics play no part, so that text typed without them is read alike."""
    said = sum(map(_SAID.__getitem__, source.folds))
    if said > 0 and "i" in source.words and _inside(source):
        said -= _LITTLE
    return "en" if said > 0 else "sv"


def _inside(source: Source) -> bool:
    """ "Ordning i CRM": a small "i" between two words is the Swedish one, unless an English verb follows ("so i can")."""
    for at, token in enumerate(source.tokens[1:-1], 1):
        if token.fold == "i" and not token.upper and source.tokens[at - 1].kind == "w" and source.tokens[at + 1].kind == "w":
            return _SAID[source.folds[at + 1]] < _LITTLE and _SAID[source.folds[at - 1]] < _LITTLE
    return False


@cache
def _weights() -> dict[str, int]:
    """Word to weight: above zero speaks for English, below for Swedish, zero for neither."""
    return kept("weights", _weighed)


def _weighed() -> dict[str, int]:
    little = {language: words(language, "wording", "function") for language in LANGUAGES}
    known = {language: own_words(language) for language in LANGUAGES}
    weights: dict[str, int] = {}
    for sign, language, other in ((1, "en", "sv"), (-1, "sv", "en")):
        ours, theirs, strange = little[language], little[other], known[other]
        for word in (*ours, *known[language]):
            weight = _LITTLE if word in ours else _KNOWN
            against = _LITTLE if word in theirs else _KNOWN if word in strange else 0
            if weight >= against:
                weights[word] = sign * (weight - against)
    return weights


@cache
def _endings() -> tuple[tuple[str, int], ...]:
    return tuple((ending, sign * _ENDING) for sign, language in ((1, "en"), (-1, "sv")) for ending in table(language, "wording")["endings"])


def _weight(fold: str) -> int:
    """What a token says of the language: a word as listed, else by its ending."""
    if kind_of(fold) != "w":
        return 0
    weight = _weights().get(fold)
    if weight is None and len(fold) > 4:
        weight = next((weight for ending, weight in _endings() if fold.endswith(ending)), None)
    return weight or 0


_SAID = Memo(_weight)
