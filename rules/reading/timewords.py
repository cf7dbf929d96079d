"""The words of time as look-up tables, and a text laid out for the time grammar (lexicon/*/dates.toml).

Both languages are in the same tables: goals mix them, and each word is told apart by what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, expand, table
from rules.reading.text import Source, Token, tokenize

Phrases = Mapping[str, tuple[tuple[list[str], str], ...]]
"""First (or last) token of a phrase to the rest of it and its value, longest first."""
Hit = tuple[str, int]
"""A phrase's value, and the index after it (or of its first token, when read backwards)."""


def ahead(phrases: Phrases, line: list[str], at: int) -> Hit | None:
    """The longest phrase that begins at token `at` of a line (`View.line`): its value and the index after it."""
    found = phrases.get(line[at])
    if found is None:
        return None
    follows = line[at + 1]
    for rest, value in found:
        if not rest:
            return value, at + 1
        if rest[0] == follows:
            after = at + 1 + len(rest)
            if len(rest) == 1 or line[at + 1 : after] == rest:
                return value, after
    return None


def behind(phrases: Phrases, line: list[str], at: int, floor: int = 0) -> Hit | None:
    """The longest phrase that ends just before token `at` and begins no earlier than `floor`: its value and first index."""
    if at <= floor or (found := phrases.get(line[at - 1])) is None:
        return None
    before = line[at - 2] if at - 2 >= floor else ""
    for rest, value in found:
        if not rest:
            return value, at - 1
        if rest[-1] == before:
            first = at - 1 - len(rest)
            if first >= floor and (len(rest) == 1 or line[first : at - 1] == rest):
                return value, first
    return None


Entry = tuple[str, list[str], str]
"""A form, its tokens, and its value: the group's key, or the language for a plain list."""


def _phrases(entries: Iterable[Entry], backwards: bool = False) -> Phrases:
    grouped: dict[str, list[tuple[list[str], str]]] = {}
    for _, words, value in entries:
        if words:
            key, rest = (words[-1], words[:-1]) if backwards else (words[0], words[1:])
            grouped.setdefault(key, []).append((rest, value))
    return {key: tuple(sorted(found, key=lambda item: -len(item[0]))) for key, found in grouped.items()}


@cache
def _lists() -> Mapping[str, list[Entry]]:
    """Every list of time words in every language, by name."""
    return kept("times", _read)


def _read() -> dict[str, list[Entry]]:
    return {name: list(_listed(name)) for name in table(LANGUAGES[0], "dates")}


def _listed(name: str) -> Iterator[Entry]:
    for language in LANGUAGES:
        found: Any = table(language, "dates")[name]
        groups = found if isinstance(found, dict) else {language: found}
        for value, words in groups.items():
            for form in expand(words):
                yield form, [token.fold for token in tokenize(form).tokens], value


@cache
def forward(name: str) -> Phrases:
    """The phrases under `name` of both languages, by their first token."""
    return _phrases(_lists()[name])


def seconds(word: str, *names: str) -> frozenset[str] | None:
    """The words of which one follows `word` in every phrase of the lists; None where it stands alone in one."""
    rests = [rest for name in names for rest, _ in forward(name).get(word, ())]
    return frozenset(rest[0] for rest in rests) if all(rests) else None


@cache
def backward(name: str) -> Phrases:
    """The phrases under `name` of both languages, by their last token."""
    return _phrases(_lists()[name], backwards=True)


@cache
def members(name: str) -> frozenset[str]:
    """The single words under `name` of both languages; for look-up only."""
    return frozenset(form for form, _, _ in _lists()[name])


@cache
def suffixes(name: str) -> tuple[str, ...]:
    """The endings under `name` of both languages."""
    return tuple(dict.fromkeys(form for form, _, _ in _lists()[name]))


@cache
def tails() -> Mapping[str, tuple[str, float, bool]]:
    """Compounds of a number and a length ("treårsperiod"): unit, count (0 for the tail alone), and whether it is a period."""
    found: dict[str, tuple[str, float, bool]] = {}
    for tail, _, value in _lists()["tails"]:
        unit, period = value.removeprefix("period_"), value.startswith("period_")
        found.setdefault(tail, (unit, 0.0, period))
        for word, _, number in _lists()["numbers"]:
            if " " not in word:
                found.setdefault(word + tail, (unit, float(number), period))
    return found


@dataclass(slots=True)
class View:
    """A text laid out for the grammar: tokens with hyphenated time words cut apart, and what the reading depends on.

    `origin[i]` is the index of token i in the source.
    """

    source: Source
    tokens: tuple[Token, ...]
    folds: list[str]
    starts: list[int]
    ends: list[int]
    origin: list[int] | range
    today: date
    language: str
    fiscal_start: int
    summer_end: tuple[int, int]
    line: list[str]
    """`folds` with nothing around them: see `Source`."""

    def glued(self, at: int) -> bool:
        """Token `at` exists and has no space before it."""
        return at < len(self.tokens) and self.tokens[at].glued

    def written(self, at: int) -> str:
        """The original characters of token `at`."""
        return self.source.text[self.starts[at] : self.ends[at]]

    def fold(self, at: int) -> str:
        """The folded form of token `at`, or "" outside the text."""
        try:
            return self.line[at]
        except IndexError:
            return ""

    def number(self, at: int, low: int, high: int, digits: int = 9) -> int | None:
        """Token `at` as a whole number between the bounds, or None."""
        fold = self.line[at]
        if not fold.isdigit() or len(fold) > digits or not fold.isascii():
            return None
        value = int(fold)
        return value if low <= value <= high else None

    def sentence(self, at: int) -> tuple[int, int]:
        """First index and index after the sentence that token `at` stands in, at most some sixty tokens either way."""
        first, after = at, at
        while first > 0 and self.folds[first - 1] not in _STOPS and at - first < 60:
            first -= 1
        while after < len(self.folds) and self.folds[after] not in _STOPS and after - at < 60:
            after += 1
        return first, after


_STOPS = frozenset({".", ";", "!", "?", "..."})


def split(token: Token, start: int, end: int) -> list[tuple[Token, int, int]]:
    """A hyphenated word that stands from `start` to `end` as its parts and hyphens ("jan-mars", "three-year"); spans follow the letters."""
    parts: list[tuple[Token, int, int]] = []
    at = start
    for number, part in enumerate(token.fold.split("-")):
        if number:
            parts.append((Token("-", "p", True, False), min(at, end - 1), min(at + 1, end)))
            at += 1
        if part:
            kind = "n" if part.isascii() and part.isdigit() else "w"
            own = Token(part, kind, bool(number) or token.glued, token.upper and not number)
            parts.append((own, min(at, end - 1), min(at + len(part), end)))
            at += len(part)
    return parts
