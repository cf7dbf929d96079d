"""Capitals in a wording: what the writer shouted is said calmly, and common words lose the capitals of a title. Names and shortened words
keep theirs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from coach.suggest.words import folded
from rules.reading import Reading
from rules.reading.lexicon import words
from rules.reading.text import fold
from rules.reading.vocabulary import PLAIN, lexis

_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"\[[^\]]*\]")
_BODIES = frozenset(("diffuse", "teams", "team_heads", "company_ends", "functions", "measure:company", "measure:society"))
"""What a word in the name of a team, a company or a place may be."""
_SHORT, _LONG = 4, 6


def calmed(text: str, original: Reading) -> str:
    """A wording with the capitals of a sentence, where the goal behind it was written in capitals or as a title."""
    source = original.source.text
    if len(source.split()) > 1 and source.upper() == source and any(len(word) > _SHORT for word in _WORD.findall(source)):
        return _replaced(text, _shouted(text, original.language))
    return _replaced(text, _titled(text, original))


def _replaced(text: str, spans: Iterator[tuple[int, int]]) -> str:
    made = list(text)
    for start, end in spans:
        made[start:end] = text[start:end].lower()
    return "".join(made)


def _words(text: str) -> list[re.Match[str]]:
    """The words of a wording outside its blanks."""
    blanks = [match.span() for match in _BLANK.finditer(text)]
    return [match for match in _WORD.finditer(text) if not any(start <= match.start() < end for start, end in blanks)]


def _shouted(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The words in capitals that are no shortened ones: long, or known for something else than a measure."""
    little = words(language, "wording", "function")
    for match in _words(text):
        word = match[0]
        if not word.isupper() or len(word) < 2 and language == "en" or fold(word) in folded(language, "acronyms"):
            continue
        tags = lexis(language, PLAIN).tags(fold(word))
        if len(word) >= _LONG or fold(word) in little or len(word) > _SHORT and tags or tags & {"quality", "determiner", "modal"}:
            first = not text[: match.start()].strip() or fold(word) in _places()
            yield match.start() + first, match.end()


def _titled(text: str, original: Reading) -> Iterator[tuple[int, int]]:
    """Common words with a capital inside the wording, none of whose neighbours with a capital is a name."""
    source = original.source.text
    kept = [(one.start, one.end) for one in original.owners if one.kind in ("person", "team")]
    kept += [(one.start, one.end) for one in original.frames] + [(one.start, one.end) for one in original.quantities]
    inside = [match for match in _WORD.finditer(source) if source[: match.start()].strip() and source[: match.start()].rstrip()[-1:] != ":"]
    titled = {match[0] for match in inside if not any(start <= match.start() < end for start, end in kept)}
    inside = [match for match in _words(text) if text[: match.start()].strip()]
    for capital, run in groupby(_joined(text, inside), key=lambda pair: pair[0]):
        if not capital[1]:
            continue
        found = [match for _, match in run]
        if all(match[0] in titled and _common(match[0], original.language) for match in found):
            yield from (match.span() for match in found)


def _joined(text: str, found: list[re.Match[str]]) -> Iterator[tuple[tuple[int, bool], re.Match[str]]]:
    """Each word with the number of the run that it is in: words with a capital, with nothing but spaces between them."""
    number, last = 0, None
    for match in found:
        capital = match[0][:1].isupper()
        if last is None or not capital or text[last.end() : match.start()].strip(" -"):
            number += 1
        last = match if capital else None
        yield (number, capital), match


def _common(word: str, language: str) -> bool:
    tags = lexis(language, PLAIN).tags(fold(word))
    return word[1:].islower() and bool(tags - _BODIES) and fold(word) not in _places() and fold(word) not in folded(language, "proper")


@cache
def _places() -> frozenset[str]:
    """The words of the names of places, folded."""
    tree = tomllib.loads(files("coach").joinpath("suggest", "breakdown", "places.toml").read_text("utf-8"))
    return frozenset(fold(word) for name in tree["names"] if name[:1].isupper() for word in name.split())
