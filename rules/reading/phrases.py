"""The phrase tables in which the whole quantity grammar looks things up: the text's language first, the other one behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, forms, table, words
from rules.reading.text import tokenize

LIST = "quantities"
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]


def tongues(language: str) -> tuple[str, ...]:
    """The language of the text first, then the others: people mix them."""
    if language not in LANGUAGES:
        return LANGUAGES
    return (language, *(other for other in LANGUAGES if other != language))


Entries = tuple[tuple[tuple[str, ...], Any], ...]
"""Phrases as tokens, with their values."""


def entries(language: str, *path: str) -> Entries:
    """Every phrase under `path` as tokens, with its value. Words native to another language are left out."""
    return _lists(language)[path]


@cache
def _lists(language: str) -> Mapping[tuple[str, ...], Entries]:
    """Every list of the quantities by its path, for a text's language."""
    return kept(f"quantities-{language if language in LANGUAGES else 'other'}", lambda: _read(language))


def _read(language: str) -> dict[tuple[str, ...], Entries]:
    paths = dict.fromkeys(path for tongue in LANGUAGES for path in _paths(table(tongue, LIST)))
    return {path: tuple(_listed(language, *path)) for path in paths}


def _paths(node: Mapping[str, Any], *above: str) -> Iterator[tuple[str, ...]]:
    """Where the lists stand: an array, or a table of words with a value each."""
    for key, below in node.items():
        if isinstance(below, Mapping) and any(isinstance(value, list | Mapping) for value in below.values()):
            yield from _paths(below, *above, key)
        else:
            yield (*above, key)


def _listed(language: str, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    for tongue in tongues(language):
        node: Any = table(tongue, LIST)
        for key in path:
            node = node[key]
        native = frozenset[str]() if tongue == language else words(tongue, LIST, "native")
        for entry in node:
            value = node[entry] if isinstance(node, Mapping) else True
            for form in forms(str(entry)):
                phrase = tuple(token.fold for token in tokenize(form).tokens)
                if phrase and (len(phrase) > 1 or phrase[0] not in native):
                    yield phrase, value


@cache
def single(language: str, *path: str) -> Mapping[str, Any]:
    """The one-token entries under `path`: fold -> value."""
    found: dict[str, Any] = {}
    for phrase, value in entries(language, *path):
        if len(phrase) == 1:
            found.setdefault(phrase[0], value)
    return found


def _grouped(pairs: Entries, key: int) -> Phrases:
    found: dict[str, dict[tuple[str, ...], Any]] = {}
    for phrase, value in pairs:
        found.setdefault(phrase[key], {}).setdefault(phrase, value)
    return {word: tuple(sorted(group.items(), key=lambda pair: -len(pair[0]))) for word, group in found.items()}


@cache
def forward(language: str, *path: str) -> Phrases:
    """Phrases by their first token, longest first: for `after`."""
    return _grouped(entries(language, *path), 0)


@cache
def backward(language: str, *path: str) -> Phrases:
    """Phrases by their last token, longest first: for `before`."""
    return _grouped(entries(language, *path), -1)


def after(phrases: Phrases, line: list[str], index: int) -> tuple[int, Any] | None:
    """The longest phrase that begins at `index` of a line (`Source.line`): the index of its last token, and its value."""
    rows = phrases.get(line[index])
    if rows is None:
        return None
    for phrase, value in rows:
        size = len(phrase)
        if size == 1 or line[index + 1] == phrase[1] and (size == 2 or tuple(line[index : index + size]) == phrase):
            return index + size - 1, value
    return None


def before(phrases: Phrases, line: list[str], index: int) -> tuple[int, Any] | None:
    """The longest phrase that ends at `index` of a line (`Source.line`): the index of its first token, and its value."""
    rows = phrases.get(line[index])
    if rows is None:
        return None
    for phrase, value in rows:
        start = index + 1 - len(phrase)
        if start == index or line[index - 1] == phrase[-2] and start >= 0 and tuple(line[start : index + 1]) == phrase:
            return start, value
    return None
