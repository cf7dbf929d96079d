"""Phrases as data: a line such as "ge .. annat|nytt förslag" becomes one compiled test over the folded words of a message.

An element is a word, alternatives (`a|b`), a beginning (`formuler*`) or an end (`*mål`), `..` for at most five words, `#` for a number,
`^` and `$` for the ends of the message, `{name}` for one of the named sets beside the phrases; `?` before an element makes it optional.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from rules.reading.text import fold

_GAP = r"(?:\S+ ){0,5}?"
_NUMBER = r"\d[\d.,]*(?: \d{3})* "


@cache
def table(name: str) -> dict[str, dict[str, list[str]]]:
    """The word lists of words/NAME.toml, section by section."""
    return tomllib.loads(files("coach.conversation").joinpath("words", f"{name}.toml").read_text("utf-8"))


@cache
def matcher(name: str, section: str) -> re.Pattern[str]:
    """One test for all the phrases of `[phrases] section` in words/NAME.toml; what it sees is `Heard.line`."""
    tree = table(name)
    return compiled(tree["phrases"][section], tree["sets"])


@cache
def phrases(name: str, section: str) -> tuple[re.Pattern[str], ...]:
    """The same phrases, one test each."""
    tree = table(name)
    return tuple(compiled((phrase,), tree["sets"]) for phrase in tree["phrases"][section])


def compiled(phrases: Iterable[str], sets: Mapping[str, list[str]]) -> re.Pattern[str]:
    """A test that finds any of the phrases."""
    made = [_phrase(phrase, sets) for phrase in phrases]
    return re.compile("|".join(made) or r"(?!)")


def _phrase(phrase: str, sets: Mapping[str, list[str]]) -> str:
    parts = [_element(element, sets) for element in phrase.split()]
    return r"(?:^|(?<= ))" + "".join(parts)


def _element(element: str, sets: Mapping[str, list[str]]) -> str:
    if element.startswith("?") and len(element) > 1:
        return f"(?:{_element(element[1:], sets)})?"
    if element == "^":
        return "(?<!.)"
    if element == "$":
        return "$"
    if element == "..":
        return _GAP
    words = "|".join(_word(word, sets) for word in element.split("|"))
    return f"(?:{words})"


def _word(word: str, sets: Mapping[str, list[str]]) -> str:
    if word == "#":
        return _NUMBER
    if word.startswith("{"):
        return "|".join("".join(_element(part, sets) for part in entry.split()) for entry in sets[word[1:-1]])
    if word.startswith("*"):
        return rf"\S*{re.escape(fold(word[1:]))} "
    if word.endswith("*"):
        return rf"{re.escape(fold(word[:-1]))}\S* "
    return rf"{re.escape(fold(word))} "


@cache
def vocabulary(name: str, without: tuple[str, ...] = ()) -> frozenset[str]:
    """Every whole word that the phrases of words/NAME.toml know, folded: what a typo may have meant. `without`: sections left out."""
    tree = table(name)
    sections = [section for kind in ("phrases", "sets") for title, section in tree.get(kind, {}).items() if title not in without]
    entries = [entry for lines in sections for entry in lines]
    words = (part.lstrip("?") for entry in entries for element in entry.split() for part in element.lstrip("?").split("|"))
    return frozenset(fold(word) for word in words if word.replace("-", "").isalpha())
