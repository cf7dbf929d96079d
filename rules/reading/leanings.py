"""What the words of a text lean to, theme by theme, wherever they stand (rulebook §8).

A listed measure says what a goal may be about; the words beside it say in which world it lies: "members" are the market's where there is
a club, and nobody's where there is a council. What each word is worth to each theme is fitted (benchmarks/weights.py) and stands in
lexicon/leanings.toml, in hundredths, by the stem of the word, or by the measure that a word or phrase names.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import repeat

from rules.model import Theme
from rules.reading.kept import kept
from rules.reading.marking import Marked
from rules.reading.memo import Memo

THEMES: tuple[str, ...] = tuple(theme.value for theme in Theme)
_ENDINGS = (
    "ernas arnas ornas erna arna orna ings aren ing ens ets are ies er ar or en et es ed na as a e s".split()
)  # of both languages, the longest first
_STEM = 4
_LITTLE = frozenset("function preposition determiner conjunction be past_be have modal subordinate".split())
_HUNDRED = 100
Worth = dict[str, int]
"""What each word is worth to a theme."""
_NOTHING: Worth = {}


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


def heard(marked: Marked) -> set[str]:
    """The stem of every word of a text, little or not, and the measures that are named: what its leaning is told by."""
    return {*map(_stems().__getitem__, marked.source.folds), *_measures(marked)}


def leaning(heard: set[str], theme: str) -> float:
    """What the words of a text are worth to a theme, all together."""
    worth = _listed().get(theme, _NOTHING)
    return sum(map(worth.get, heard, repeat(0))) / _HUNDRED


@cache
def _stems() -> Memo[str]:
    """The stem of each word that has been met."""
    return Memo(stem)


@cache
def _listed() -> dict[str, Worth]:
    found: dict[str, Worth] = kept("leanings", _read)
    return found


def _read() -> dict[str, Worth]:
    table = tomllib.loads(files("rules.reading").joinpath("lexicon", "leanings.toml").read_text("utf-8"))
    return {theme: {word: worths[theme] for word, worths in table.items() if theme in worths} for theme in THEMES}
