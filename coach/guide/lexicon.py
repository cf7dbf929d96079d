"""The words that tell what a question is about: the guide's concepts, what it does not cover, and the words that say nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from coach.guide.spelling import Token, cut, fold, stem
from coach.texts import LANGUAGES

Key = tuple[str, ...]
"""The stems of a phrase's words."""


GAP = 4
"""Words that say nothing within a phrase: "hänger [våra mål] ihop"."""


@dataclass(slots=True)
class Phrases:
    """Phrases of one language by the stem of their first word, and single words in the very spelling of the list."""

    by_first: dict[str, list[tuple[Key, str]]] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    listed: dict[str, list[str]] = field(default_factory=dict)
    """Every meaning of a word in the very spelling of the list, folded."""
    stems: set[str] = field(default_factory=set)
    """Of every word of every phrase: not to be taken for a slip."""

    def add(self, phrase: str, meaning: str, language: str) -> None:
        """Take in a phrase; the first meaning of a spelling stays."""
        tokens = cut(phrase)
        key = tuple(stem(token.fold, language) for token in tokens)
        self.stems.update(key)
        held = self.by_first.setdefault(key[0], [])
        if (key, meaning) not in held:
            held.append((key, meaning))
            held.sort(key=lambda entry: -len(entry[0]))
        if len(tokens) == 1:
            self.spelt.setdefault(tokens[0].text, meaning)
            self.folded.setdefault(tokens[0].fold, meaning)
            self.listed.setdefault(tokens[0].fold, []).append(meaning)

    def stemmed(self, word: str) -> str | None:
        """The meaning of a single word by its stem."""
        return next((meaning for key, meaning in self.by_first.get(word, ()) if len(key) == 1), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, ready for look-up."""

    concepts: dict[str, Phrases]
    weights: dict[str, float]
    said: dict[str, float]
    """How far a concept alone makes a question one for the guide; its weight, where nothing else is set."""
    outside: dict[str, Phrases]
    """The meaning is "topic", or "topic/rule/list" for a word of a joint rule."""
    near: dict[str, str]
    """Topic to the section nearest to it."""
    joints: dict[str, int]
    """"topic/rule" to the number of its lists."""
    everyday: frozenset[str]
    little: dict[str, frozenset[str]]
    """The same by language, folded."""
    plain: frozenset[str]
    """`everyday` without diacritics."""
    numerals: dict[str, str]
    """Number words, folded, to digits."""
    negations: frozenset[str]
    choices: frozenset[str]
    endings: tuple[str, ...]
    """Longest first."""
    roots: frozenset[str]
    """The stems of everyday words."""
    known: tuple[str, ...]
    """Every folded word of the lists and of the guide, for typing slips."""


@cache
def lexicon() -> Lexicon:
    """The word lists of `lexicon/*.toml`, read once."""
    tree = _table("concepts")
    concepts: dict[str, Phrases] = {language: Phrases() for language in LANGUAGES}
    for name, entry in tree.items():
        for language in LANGUAGES:
            for phrase in _parts(entry[language]):
                concepts[language].add(phrase, name, language)
    outside: dict[str, Phrases] = {language: Phrases() for language in LANGUAGES}
    joints: dict[str, int] = {}
    beyond = _table("outside")
    for topic, meaning, spoken, phrase in _outside(beyond, joints):
        for each in spoken:
            outside[each].add(phrase, f"{topic}{meaning}", each)
    words = _table("everyday")
    everyday = frozenset(word for language in LANGUAGES for word in words[language].split())
    known = {word for group in (concepts, outside) for phrases in group.values() for word in phrases.folded}
    plain = frozenset(fold(word) for word in everyday)
    return Lexicon(
        concepts=concepts,
        weights={name: float(entry.get("weight", 1.0)) for name, entry in tree.items()},
        said={name: float(entry.get("said", entry.get("weight", 1.0))) for name, entry in tree.items()},
        outside=outside,
        near={topic: entry["near"] for topic, entry in beyond.items() if "near" in entry},
        joints=joints,
        everyday=everyday,
        little={language: _folded(words[language]) for language in LANGUAGES},
        plain=plain,
        numerals={fold(word): str(number) for language in LANGUAGES for word, number in words["count"][language].items()},
        negations=_folded(" ".join(words["negation"].values())),
        choices=_folded(" ".join(words["choice"].values())),
        endings=tuple(sorted({ending for line in words["ending"].values() for ending in line.split()}, key=lambda it: (-len(it), it))),
        roots=frozenset(stem(fold(word), language) for language in LANGUAGES for word in words[language].split() if len(word) > 3),
        known=tuple(sorted(known | plain)),
    )


def match(phrases: Phrases, stems: list[str], at: int, skip: list[bool], gap: int = GAP) -> Iterator[tuple[int, str]]:
    """The phrases that begin at `at`: (where each ends, its meaning), longest first. Words that say nothing may stand in between."""
    for key, meaning in phrases.by_first.get(stems[at], ()):
        if len(key) == 1:
            continue
        end, used, gaps = at + 1, 1, 0
        while used < len(key) and end < len(stems):
            if stems[end] == key[used]:
                used += 1
            elif gaps < gap and skip[end]:
                gaps += 1
            else:
                break
            end += 1
        if used == len(key):
            yield end, meaning


def says_nothing(token: Token) -> bool:
    """A little or everyday word, as it is spelt; without diacritics where the writer uses none."""
    words = lexicon()
    return token.text in words.everyday or (token.text.isascii() and token.text in words.plain)


def _outside(tree: dict[str, Any], joints: dict[str, int]) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    for topic, entry in tree.items():
        for language in LANGUAGES:
            for phrase in _parts(entry.get(language, "")):
                yield topic, "", (language,), phrase
        for rule, joint in enumerate(entry.get("joint", ())):
            joints[f"{topic}/{rule}"] = len(joint["all"])
            for index, group in enumerate(joint["all"]):
                for phrase in _parts(group):
                    yield topic, f"/{rule}/{index}", tuple(LANGUAGES), phrase


def _folded(line: str) -> frozenset[str]:
    return frozenset(fold(word) for word in line.split())


def _parts(line: str) -> Iterable[str]:
    return (part.strip() for part in line.split(",") if part.strip())


@lru_cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("coach.guide").joinpath("lexicon", f"{name}.toml").read_text("utf-8"))
