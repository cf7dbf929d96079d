"""Word lists as data: lexicon/<language>/<name>.toml, the same files and keys in every language.

An entry is a word or phrase; `|` sets off its endings: "affär|-|en|er|erna" is affär, affären, affärer, affärerna ("-" is the bare stem).
Entries are written in proper spelling and folded here, so that text without å ä ö finds them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from rules.reading.kept import kept
from rules.reading.text import fold

LANGUAGES = ("sv", "en")


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The whole of lexicon/`language`/`name`.toml; of lexicon/`name`.toml where the language is empty: lists that all languages share."""
    found: Mapping[str, Any] = kept(f"{language}-{name}" if language else name, lambda: _parsed(language, name))
    return found


def _parsed(language: str, name: str) -> dict[str, Any]:
    import tomllib  # seldom needed: what it reads is kept

    return tomllib.loads(files("rules.reading").joinpath("lexicon", language, f"{name}.toml").read_text("utf-8"))


def forms(entry: str) -> tuple[str, ...]:
    """Every folded form of an entry, in the order written."""
    stem, bar, endings = entry.partition("|")
    if not bar:
        return (fold(entry),)
    return tuple(fold(stem + ("" if ending == "-" else ending)) for ending in endings.split("|"))


def expand(entries: Iterable[str]) -> tuple[str, ...]:
    """Every folded form of many entries, each once, in the order written."""
    return tuple(dict.fromkeys(form for entry in entries for form in forms(entry)))


@cache
def words(language: str, name: str, key: str) -> frozenset[str]:
    """The folded forms under one key of a list; for look-up only."""
    return frozenset(expand(table(language, name)[key]))


@cache
def both(name: str, key: str) -> frozenset[str]:
    """The folded forms under one key in every language at once, for texts that mix them."""
    return frozenset().union(*(words(language, name, key) for language in LANGUAGES))
