"""The page's own words, from coach/locales/sv/page.toml and en/page.toml. No fallback: a missing key is an error (design §6)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from coach.texts import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language", "counted", "number", "say"]


@cache
def catalogue(language: Language) -> Mapping[str, Any]:
    """The whole catalogue of a language."""
    return tomllib.loads(files("coach").joinpath("locales", language, "page.toml").read_text("utf-8"))


def say(language: Language, key: str, **params: str) -> str:
    """The text of "section.key", its placeholders filled."""
    section, _, name = key.partition(".")
    line = str(catalogue(language)[section][name]).strip()
    return line.format_map(params) if params else line


def number(language: Language, value: int) -> str:
    """A small number as a word, a larger one in figures."""
    words = catalogue(language)["number"]["words"]
    return str(words[value]) if value < len(words) else str(value)


def counted(language: Language, key: str, value: int) -> str:
    """The text of `key`-one or `key`-other with {count}, its first letter a capital."""
    line = say(language, f"{key}-one" if value == 1 else f"{key}-other", count=number(language, value))
    return line[:1].upper() + line[1:]
