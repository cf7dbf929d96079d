"""A question's words as they are spelt: cut, folded, stemmed, compounds parted, slips of the finger mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from rules.reading.text import fold as plain

# "KPI:er", "quarter's", "CRM:et": the ending is no word of its own.
_ENDING = re.compile(r"(?<=\w)(?::\w{1,4}|'s)\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?|%")
_LINKS = ("", "s", "e", "o")
_SHORT = 3
"""Letters that a part of a compound has at least."""
_MIDDLE = 5
"""Letters up to which a wrong letter, or another first one, makes another word."""
_ONE_AT_A_TIME = Lock()
"""A stemmer works on a word inside itself: two threads of the page's server would work on each other's."""
_LONG = 10
"""Letters from which two slips are forgiven."""


class Token(NamedTuple):
    """A word: `text` in lower case as it is spelt, `fold` without diacritics."""

    text: str
    fold: str


def cut(text: str) -> list[Token]:
    """The words and numbers of a text. Hyphens and slashes part words."""
    lowered = _ENDING.sub("", text.lower().replace("’", "'"))
    return [Token(word, fold(word)) for word in _WORD.findall(lowered)]


def fold(word: str) -> str:
    """A word in lower case without diacritics and apostrophes."""
    return plain(word).replace("'", "")


@cache
def _stemmer(language: str) -> Any:
    from snowballstemmer import stemmer

    return stemmer({"sv": "swedish", "en": "english"}[language])


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word."""
    if len(word) <= 3:
        return word
    with _ONE_AT_A_TIME:
        return str(_stemmer(language).stemWord(word))


def parted(word: str, known: Callable[[str], bool], head_known: Callable[[str], bool]) -> tuple[str, str] | None:
    """A Swedish compound as (first part, head), both `known`: "manadsmal" is "manad", "mal". The longest head wins."""
    for at in range(_SHORT, len(word) - _SHORT + 1):
        head = word[at:]
        if not head_known(head):
            continue
        for link in _LINKS:
            first = word[:at].removesuffix(link) if link else word[:at]
            if len(first) >= _SHORT and (not link or word[:at].endswith(link)) and known(first):
                return first, head
    return None


def halved(word: str, known: Callable[[str], bool]) -> tuple[str, bool] | None:
    """The known part of a compound whose other part is not known, and whether it is the head."""
    for at in range(_SHORT + 1, len(word) - _SHORT):
        if known(word[at:]):
            return word[at:], True
    for at in range(len(word) - _SHORT, _SHORT, -1):
        for first in (word[:at], word[:at].removesuffix("s")):
            if len(first) > _SHORT and known(first):
                return first, False
    return None


def mended(word: str, known: Sequence[str]) -> str | None:
    """The known word that `word` is a slip of the finger from: one letter wrong, missing, added or swapped; two in a long word."""
    if len(word) < _MIDDLE or not word.isalpha():
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= _LONG else 1
    near = [
        (distance, found[0] != word[0], found)
        for found, distance, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        # "bread" is not "break": with so few letters a wrong one makes another word.
        if len(found) > _SHORT and (len(word) > _MIDDLE or (found[0] == word[0] and _moved(found, word)))
    ]
    return min(near)[2] if near else None


def _moved(found: str, word: str) -> bool:
    """A letter is missing, added or out of place; none is another."""
    return len(found) != len(word) or sorted(found) == sorted(word)
