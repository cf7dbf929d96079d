"""What the words of a text lean to, theme by theme, wherever they stand (rulebook §8).

A listed measure says what a goal may be about; the words beside it say in which world it lies: "members" are the market's where there is
a club, and nobody's where there is a council. What each word is worth to each theme is fitted (benchmarks/weights.py) and stands in
lexicon/leanings.toml, in hundredths, by the stem of the word, or by the measure that a word or phrase names.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rules.model import Theme
from rules.reading.kept import kept
from rules.reading.marking import Marked
from rules.reading.memo import Memo

THEMES: tuple[str, ...] = tuple(theme.value for theme in Theme)
_PLACES = {theme: place for place, theme in enumerate(THEMES)}
_ENDINGS = (
    "ernas arnas ornas erna arna orna ings aren ing ens ets are ies er ar or en et es ed na as a e s".split()
)  # of both languages, the longest first
_STEM = 4
_LITTLE = frozenset("function preposition determiner conjunction be past_be have modal subordinate".split())
_HUNDRED = 100
Row = tuple[tuple[int, int], ...]
"""Places among the themes, each with what a word is worth to it."""
_NOTHING: Row = ()


def stem(fold: str) -> str:
    """A folded word without its ending, in either language: near enough to count by."""
    for ending in _ENDINGS:
        if fold.endswith(ending) and len(fold) - len(ending) >= _STEM:
            return fold[: -len(ending)]
    return fold


def signs(marked: Marked) -> set[str]:
    """What may lean: the stems of the words, and the measures that are named."""
    words = zip(marked.tokens, marked.tags, strict=True)
    found = {stem(token.fold) for token, tags in words if token.kind == "w" and tags.isdisjoint(_LITTLE)}
    found.update(_measures(marked))
    return found


def _measures(marked: Marked) -> set[str]:
    return {tag for _, _, tag in marked.measured if tag[0] == "m"}


def leaning(marked: Marked) -> dict[str, float]:
    """What the words of a text are worth to each theme, all together."""
    sums = [0] * len(THEMES)
    listed = _listed()
    for sign in {*map(_stems().__getitem__, marked.source.folds), *_measures(marked)}:
        for place, worth in listed.get(sign, _NOTHING):
            sums[place] += worth
    return {theme: worth / _HUNDRED for theme, worth in zip(THEMES, sums, strict=True)}


@cache
def _stems() -> Memo[str]:
    """The stem of each word that has been met."""
    return Memo(stem)


@cache
def _listed() -> dict[str, Row]:
    found: dict[str, Row] = kept("leanings", _read)
    return found


def _read() -> dict[str, Row]:
    table = tomllib.loads(files("rules.reading").joinpath("lexicon", "leanings.toml").read_text("utf-8"))
    return {word: tuple((_PLACES[theme], worth) for theme, worth in worths.items()) for word, worths in table.items()}
