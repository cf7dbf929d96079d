"""The words of the template engine, one TOML file per language with the same keys."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from rules.reading.text import fold


@cache
def words(language: str) -> dict[str, Any]:
    """The whole file of a language."""
    tree: dict[str, Any] = tomllib.loads(files("coach.suggest.words").joinpath(f"{language}.toml").read_text("utf-8"))
    return tree


def say(language: str, key: str) -> str:
    """One pattern of a language."""
    return str(words(language)["say"][key])


def fill(key: str, language: str, **parts: str) -> str:
    """A pattern with its parts."""
    return say(language, key).format(**parts)


@cache
def folded(language: str, key: str) -> frozenset[str]:
    """A list of `[look]`, folded, for look-up."""
    return frozenset(fold(word) for word in words(language)["look"][key])


@cache
def starts(language: str, key: str) -> re.Pattern[str]:
    """A pattern that finds one of a list's phrases where it begins, the longest first."""
    listed = sorted(folded(language, key), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)")


@cache
def patterns(language: str, key: str) -> re.Pattern[str]:
    """A list of patterns as one."""
    return re.compile("|".join(words(language)["look"][key]))
