"""Coach's own texts: one TOML catalogue per language and room (`locales/sv/cli.toml`), the language an explicit argument, no fallback
(design §6). The room "cli" holds the command line's words and every error and problem."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from coach.errors import CoachError, Problem
from rules.policy import PolicyError

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@cache
def catalogue(language: str, room: str = "cli") -> dict[str, str]:
    """All texts of one room in a language, by dotted key ("problem.line-long")."""
    if language not in LANGUAGES:
        raise LookupError(language)
    tree = tomllib.loads(files("coach").joinpath("locales", language, f"{room}.toml").read_text("utf-8"))
    return {f"{section}.{key}": line for section, lines in tree.items() for key, line in lines.items()}


def text(language: str, key: str, /, room: str = "cli", **params: str) -> str:
    """The text of a key, its placeholders filled. A key that does not exist is a KeyError: there is no fallback."""
    line = catalogue(language, room)[key]
    return line.format_map(params) if params or "{{" in line else line


def count(language: str, key: str, number: int, room: str = "cli") -> str:
    """A counted phrase: `key.one` for 1, else `key.other`, with {n} formatted for the language."""
    return text(language, f"{key}-one" if number == 1 else f"{key}-other", room, n=figure(language, number))


def figure(language: str, number: int) -> str:
    """A whole number as the language writes it. Babel is only fetched when there are thousands to part."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language)


def error(language: str, failure: CoachError) -> str:
    """One failure in words; a policy that cannot be used gives its reason in the words of the rules."""
    params = failure.params
    if isinstance(failure.__cause__, PolicyError):
        from rules.messages import problem

        params = params | {"reason": problem(failure.__cause__.key, failure.__cause__.params, language)}
    return text(language, f"error.{failure.key}", failure.room, **params)


def remark(language: str, met: Problem) -> str:
    """One problem or notice in words, without its place."""
    params = dict(met.params)
    if "size" in params:
        params["size"] = params["size"].replace(".", text(language, "word.decimal"))
    return text(language, f"problem.{met.key}", **params)
