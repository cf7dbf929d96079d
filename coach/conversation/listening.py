"""What a message sounds like: its words folded, typos mended towards the words we listen for, and whether it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from coach.conversation.patterns import vocabulary
from rules.reading.lexicon import LANGUAGES
from rules.reading.marking import own_words
from rules.reading.text import tokenize

LENGTH = 2_000
"""Characters of a message that are listened to for what is wanted; goals are read from all of it."""
_SHORTEST = 5
_ASIDE = ("abuse", "chat", "injection", "courtesy")
"""Phrases whose words nothing is taken for a slip of: a garage is no garbage."""
_LONG = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """`line`: the folded words, each followed by a space, signs left out. `asks`: it ends as a question, or one stands in it."""

    text: str
    words: tuple[str, ...]
    line: str
    asks: bool


@lru_cache(maxsize=4096)
def hear(text: str) -> Heard:
    """Listen to one text."""
    text = text[:LENGTH]
    words = tuple(_mended(token.fold) if token.kind == "w" else token.fold for token in tokenize(text).tokens if token.kind in "wn")
    return Heard(text, words, "".join(f"{word} " for word in words), bool(re.search(r"\?(?:\s|$|[^\w\s])", text)))


@lru_cache(maxsize=16_384)
def _mended(word: str) -> str:
    """A word that nobody knows, as the one it is a slip away from; else itself."""
    if word in _known() or not word.isalpha():
        return word
    if len(word) < _SHORTEST:
        return _bones().get(word, word) if len(word) > 1 else word
    allowed = 2 if len(word) >= _LONG else 1
    near = [known for known in _targets().get(word[0], ()) if abs(len(known) - len(word)) <= allowed and _slips(word, known, allowed)]
    near = [known for known in near if not _another(word, known)]
    return near[0] if len(near) == 1 else word


def _another(word: str, known: str) -> bool:
    """More likely a word of its own: the same but for its last letter ("summer", "summera"), or a short word with another letter in it."""
    if word[:-1] == known or known[:-1] == word:
        return True
    return len(word) == len(known) == _SHORTEST and sorted(word) != sorted(known)


@cache
def _known() -> frozenset[str]:
    return frozenset().union(vocabulary("intents"), vocabulary("questions"), *(own_words(language) for language in LANGUAGES))


@cache
def _bones() -> dict[str, str]:
    """Words typed without their vowels ("brt", "hjlp") by the one word they can stand for."""
    found: dict[str, set[str]] = {}
    for word in vocabulary("intents"):
        bones = re.sub(r"[aeiouy]", "", word)
        if 3 <= len(word) <= 6 and len(bones) == len(word) - 1:
            found.setdefault(bones, set()).add(word)
    return {bones: min(words) for bones, words in found.items() if len(words) == 1}


@cache
def _targets() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary("intents", _ASIDE)):
        if len(word) >= _SHORTEST:
            found.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in found.items()}


def _slips(typed: str, meant: str, allowed: int) -> bool:
    """Whether at most `allowed` letters were lost, added, changed or swapped."""
    before, last = list(range(len(meant) + 1)), []
    older: list[int] = []
    for row, letter in enumerate(typed, 1):
        last = [row]
        for column, wanted in enumerate(meant, 1):
            cost = min(before[column] + 1, last[-1] + 1, before[column - 1] + (letter != wanted))
            if older and column > 1 and letter == meant[column - 2] and typed[row - 2] == wanted:
                cost = min(cost, older[column - 2] + 1)
            last.append(cost)
        older, before = before, last
    return last[-1] <= allowed
