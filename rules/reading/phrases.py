"""The phrase tables in which the whole quantity grammar looks things up: the text's language first, the other one behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, forms, table, words
from rules.reading.text import Token, tokenize

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


def after(phrases: Phrases, tokens: Sequence[Token], index: int) -> tuple[int, Any] | None:
    """The longest phrase that begins at `index`: the index of its last token, and its value."""
    count = len(tokens)
    rows = phrases.get(tokens[index].fold) if 0 <= index < count else None
    if rows is None:
        return None
    for phrase, value in rows:
        size = len(phrase)
        if size == 1:
            return index, value
        if index + size > count or tokens[index + 1].fold != phrase[1]:
            continue
        step = 2
        while step < size and tokens[index + step].fold == phrase[step]:
            step += 1
        if step == size:
            return index + size - 1, value
    return None


def before(phrases: Phrases, tokens: Sequence[Token], index: int) -> tuple[int, Any] | None:
    """The longest phrase that ends at `index`: the index of its first token, and its value."""
    rows = phrases.get(tokens[index].fold) if 0 <= index < len(tokens) else None
    if rows is None:
        return None
    for phrase, value in rows:
        size = len(phrase)
        if size == 1:
            return index, value
        start = index - size + 1
        if start < 0 or tokens[index - 1].fold != phrase[-2]:
            continue
        step = 0
        while step < size - 2 and tokens[start + step].fold == phrase[step]:
            step += 1
        if step == size - 2:
            return start, value
    return None
