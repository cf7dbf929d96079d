"""Which language a text is in, by its little words; Swedish where nothing tells."""

from __future__ import annotations

from functools import cache, lru_cache

from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, table, words
from rules.reading.text import Source
from rules.reading.vocabulary import own_words

_LITTLE, _ENDING, _KNOWN = 4, 1, 2


def detect(source: Source) -> str:
    """ "sv" or "en". Diacritics play no part, so that text typed without them is read alike."""
    swedish = english = 0
    for token in source.tokens:
        if token.kind != "w":
            continue
        weight = _weight(token.fold)
        if weight > 0:
            english += weight
        else:
            swedish -= weight
    return "en" if english > swedish else "sv"


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


@lru_cache(maxsize=20_000)
def _weight(word: str) -> int:
    """What a word says of the language: as listed, else by its ending."""
    weight = _weights().get(word)
    if weight is None and len(word) > 4:
        weight = next((weight for ending, weight in _endings() if word.endswith(ending)), None)
    return weight or 0
