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

_ENDINGS = (
    "ernas arnas ornas erna arna orna ings aren ing ens ets are ies er ar or en et es ed na as a e s".split()
)  # of both languages, the longest first
_ANY = tuple(_ENDINGS)
_STEM = 4
_LITTLE = frozenset("function preposition determiner conjunction be past_be have modal subordinate".split())
_BITS = 24
_SHIFTS = {theme.value: place * _BITS for place, theme in enumerate(Theme)}
_HALF, _MASK = 1 << _BITS - 1, (1 << _BITS) - 1
_LIFT = sum(_HALF << shift for shift in _SHIFTS.values())
_HUNDRED = 100

Leaning = int
"""What words are worth to every theme at once: twelve sums in one number, side by side, so that they are added up in one go."""


def stem(fold: str) -> str:
    """A folded word without its ending, in either language: near enough to count by."""
    for ending in _ENDINGS if fold.endswith(_ANY) else ():
        if fold.endswith(ending) and len(fold) - len(ending) >= _STEM:
            return fold[: -len(ending)]
    return fold


def signs(marked: Marked) -> set[str]:
    """What may lean: the stems of the words, and the measures that are named."""
    words = zip(marked.tokens, marked.tags, strict=True)
    found = {stem(token.fold) for token, tags in words if token.kind == "w" and tags.isdisjoint(_LITTLE)}
    found.update([tag for _, _, tag in marked.measured if tag[0] == "m"])
    return found


def leaning(marked: Marked) -> Leaning:
    """What the words of a text are worth to the themes, all together."""
    stems = {*map(_stems().__getitem__, marked.source.folds), *[tag for _, _, tag in marked.measured]}
    return sum(map(_listed().get, stems, repeat(0)), _LIFT)


def towards(lean: Leaning, theme: str) -> float:
    """What of it one theme gets."""
    return ((lean >> _SHIFTS[theme] & _MASK) - _HALF) / _HUNDRED


@cache
def _stems() -> Memo[str]:
    """The stem of each word that has been met, where it is worth anything; most are worth nothing, and one "" stands for them all."""
    listed = _listed()

    def worthy(fold: str) -> str:
        found = stem(fold)
        return found if found in listed else ""

    return Memo(worthy)


@cache
def _listed() -> dict[str, Leaning]:
    found: dict[str, Leaning] = kept("leanings", _read)
    return found


def _read() -> dict[str, Leaning]:
    table = tomllib.loads(files("rules.reading").joinpath("lexicon", "leanings.toml").read_text("utf-8"))
    return {word: sum(worth << _SHIFTS[theme] for theme, worth in worths.items()) for word, worths in table.items()}
