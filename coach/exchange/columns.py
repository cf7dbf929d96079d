"""Which column holds what: the names of columns.toml against a header row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coach.errors import Problem, notice, problem
from rules.reading.text import fold

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_EDGES = " \t*:?.–-\"'"
_NUMERIC = ("baseline", "target")
HEADER_ROWS = 10
"""A title and a few lines of explanation may stand above the header of a table."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table: (index, goal field) in order, a unit that a heading names ("Målvärde (kr)"), and how many there are."""

    fields: tuple[tuple[int, str], ...]
    unit: str
    width: int
    problems: tuple[Problem, ...]
    units: tuple[tuple[str, str], ...] = ()
    """The unit that the heading of each amount names; `unit` is that of the goal."""
    untitled: tuple[int, ...] = ()
    """Columns without a title: named when something stands in them."""

    @property
    def whole(self) -> bool:
        """The header names the column that holds the goal."""
        return any(field == "text" for _, field in self.fields)


def header(cells: Sequence[str], line: int) -> Header:
    """Read a header row. A column named twice is a problem (the first counts), unknown ones are one notice."""
    fields: list[tuple[int, str]] = []
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    unknown: list[str] = []
    units: dict[str, str] = {}
    for index, cell in enumerate(cells):
        title = " ".join(cell.split())
        name = field_of(title)
        if not name:
            if title:
                unknown.append(shown(title))
        elif name in seen:
            key = "column-again" if seen[name] == shown(title) else "column-twice"
            problems.append(problem(key, line, column=shown(title), first=seen[name], field=name))
        else:
            fields.append((index, name))
            seen[name] = shown(title)
            if name in _NUMERIC and (found := _BRACKETS.search(title)):
                units[name] = (found[1] or found[2] or "").strip()
    if unknown:
        problems.append(notice("column-unknown", line, columns=", ".join(unknown[:12])))
    bare = tuple(index for index, cell in enumerate(cells) if not cell.strip())
    unit = units.get("target") or units.get("baseline", "")
    return Header(tuple(fields), unit, len(cells), tuple(problems), tuple(units.items()), bare)


def letters(index: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 27 is AB."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def field_of(title: str) -> str:
    """The goal field that a column title means, or ""."""
    names = _names("columns")
    key = fold(title).strip(_EDGES)
    return names.get(key) or names.get(fold(_BRACKETS.sub("", title)).strip(_EDGES), "")


def word(section: str, text: str) -> str:
    """The value that a word of a cell means ("strategiskt" → "strategic"), or ""."""
    return _names(section).get(fold(text).strip(_EDGES), "")


@cache
def label() -> re.Pattern[str]:
    """What may stand before a numbered goal: "Mål 1: "."""
    spelt = [name for name in _lists("labels")["words"] for name in (name, fold(name))]
    words = "|".join(sorted(map(re.escape, spelt), key=len, reverse=True))
    return re.compile(rf"(?:{words})\s?#?\d{{1,3}}(?:\.\d{{1,2}})?\s?[:.)–-]\s+", re.IGNORECASE)


def shown(text: str, limit: int = 40) -> str:
    """A user's words for a message: short, and without control characters."""
    plain = "".join(char if char.isprintable() else " " for char in text[: limit + 1])
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


@cache
def _names(section: str) -> dict[str, str]:
    return {fold(name): field for field, names in _lists(section).items() for name in names}


@cache
def _lists(section: str) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = tomllib.loads(files("coach.exchange").joinpath("columns.toml").read_text("utf-8"))[section]
    return lists
