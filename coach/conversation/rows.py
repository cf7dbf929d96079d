"""Rows pasted from a spreadsheet, a Markdown table or a CSV file: the goal column and its fields, whether or not a header names them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache

from coach.conversation.context import person
from coach.conversation.labels import field_named
from coach.conversation.lines import BREAK, LENGTH_LIMIT
from coach.conversation.patterns import table as table_of
from coach.errors import InputError, Problem
from coach.exchange import tables
from coach.exchange.columns import field_of, header
from coach.exchange.fields import FieldError, Frame, field
from rules.model import Goal
from rules.policy import Policy
from rules.reading import read
from rules.reading.text import fold

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_TITLE = "mål"
_OWNER = "ägare"
_FIGURES = "målvärde"
_FIGURE = 3
"""Words of a figure with its unit ("2 dagar", "260 k SEK")."""
_COMMA = "\u2063"
_PARTS = re.compile(r"\s*[|;]\s*")
_PART = re.compile(r"([^\W\d_][^:|;]{0,24}?)\s*:\s*(\S.*)")
_NUMBER_CELL = re.compile(r"#?\d{1,3}[.)]?")


def table(message: str, today: date, policy: Policy) -> tuple[list[Goal], str]:
    """The goals of a table in the message, and the message without it; ([], message) when there is none."""
    message = message[:LENGTH_LIMIT]
    all_lines = BREAK.split(message)
    for sign in ("|", "\t", ";", ","):
        block = [place for place, line in enumerate(all_lines) if _row(line, sign)]
        if len(block) < 2:
            continue
        first, last = block[0], block[-1]
        inside = [line for line in all_lines[first : last + 1] if line.strip() and not _RULE.fullmatch(line.strip())]
        if sign in ";,":
            start = next((place for place in block[:4] if _named(all_lines[place], sign, [all_lines[at] for at in block])), None)
            if start is None:
                continue
            first = start
            inside = [line for line in all_lines[first : last + 1] if line.strip()]
        goals = _goals(inside, sign, Frame(today, policy))
        if goals:
            return goals, "\n".join([*all_lines[:first], "", *all_lines[last + 1 :]])
    return [], message


def labelled(message: str, today: date, policy: Policy) -> tuple[list[Goal], str]:
    """Lines whose every part names its field ("goal: sign 8 hotels | owner: Nina | by: 30 April"); ([], message) where they are none."""
    goals: list[Goal] = []
    for line in [line for line in BREAK.split(message[:LENGTH_LIMIT]) if line.strip()]:
        parts = [match for part in _PARTS.split(line) if (match := _PART.fullmatch(part.strip()))]
        fields = {field_of(part[1]) or _known(part[1]): part[2] for part in parts}
        if len(parts) < 2 or len(parts) < len(_PARTS.split(line)) or "text" not in fields or "" in fields:
            return [], message
        told: dict[str, object] = {"text": fields["text"], "owner": person(fields.get("owner", ""))}
        with suppress(FieldError):
            told.update(field("deadline", fields.get("deadline", ""), Frame(today, policy)))
        goals.append(Goal.model_validate(told))
    return goals, ""


def _known(title: str) -> str:
    return {"measure": ""}.get(name := field_named(title), name)


def _row(line: str, sign: str) -> bool:
    if sign == "|":
        return line.count("|") >= 2 or (line.count(" | ") == 1) or bool(_RULE.fullmatch(line.strip()) and "|" in line)
    return sign in (line if sign == "\t" else line.strip())


def _named(line: str, sign: str, block: list[str]) -> bool:
    """A header: two columns we know; or one, short titles, and rows that all have as many cells."""
    titles = _retitled(list(csv.reader([line, *block[1:]], delimiter=sign)))
    found = header([cell.strip().strip('"') for cell in titles], 1)
    even = len(block) > 2 and len(titles) > 2 and {len(row) for row in csv.reader(block, delimiter=sign)} == {len(titles)}
    plain = even and not any(char.isdigit() for char in line) and max(map(len, titles)) <= 24
    counted = any(all(cell.strip().isdigit() for cell in column[1:]) for column in zip(*csv.reader(block, delimiter=sign), strict=False))
    named = found.whole or len(found.fields) >= 2 or plain and (bool(found.fields) or counted)
    return named and max(map(len, titles)) <= 40


def _goals(lines: list[str], sign: str, frame: Frame) -> list[Goal]:
    if sign in ";,":
        lines = [lines[0], *(_thousands(line, lines[0].count(",")) if sign == "," else line for line in lines[1:])]
        lines[0] = sign.join(_retitled(list(csv.reader(lines, delimiter=sign))))
        titled = _titled([(number, [cell.strip() for cell in line.split(sign)]) for number, line in enumerate(lines[:2], 1)], True)[0][1]
        return _served(tables.separated(iter(list(enumerate([sign.join(titled), *lines[1:]], 1))), "", frame, sign))
    split = [_cells(line, sign) for line in lines]
    cells = _titled(list(enumerate([_retitled(split), *split[1:]], 1)))
    if any(header(row, 1).whole for _, row in cells[:3]):
        return _served(tables.goals(iter(cells), "", frame))
    if sign == "\t" and not any(
        len([cell for cell in row if cell]) > 1 for _, row in cells if not re.fullmatch(r"\W", row[0] if row else "")
    ):
        return []
    if any(re.fullmatch(r"[^\w\s]", next((cell for cell in row if cell), "")) for _, row in cells):
        return []  # a bullet and a tab: a list, no table
    return [goal for _, row in cells if (goal := _unnamed(row, frame)) is not None]


def _retitled(rows: list[list[str]]) -> list[str]:
    """The titles of a table that calls its goals "Target", with more than a figure under it, and their owners "Name"."""
    found = header([cell.strip().strip('"') for cell in rows[0]], 1)
    if found.whole:
        return rows[0]
    names = {name: index for index, name in found.fields}
    titles = list(rows[0])
    for name in ("target", "metric"):
        held = [row[names[name]] for row in rows[1:] if name in names and names[name] < len(row)]
        if held and all(len(cell.split()) >= _FIGURE for cell in held):
            titles[names[name]] = _TITLE
            break
    else:
        return titles
    people = [index for index, title in enumerate(titles) if fold(title.strip()) in _people()]
    if "owner" not in names and len(people) == 1:
        titles[people[0]] = _OWNER
    return titles


@cache
def _people() -> frozenset[str]:
    return frozenset(fold(name) for name in table_of("framing")["labels"]["people"])


def _thousands(line: str, commas: int) -> str:
    """A row with more commas than its header, those that part thousands ("£6,200") kept out of the parting."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", _COMMA, line) if '"' not in line and line.count(",") > commas else line


def _titled(cells: list[tuple[int, list[str]]], even: bool = False) -> list[tuple[int, list[str]]]:
    """Rows whose header names columns we know, but calls the goals something else: the wordiest other column holds them."""
    top = cells[0][1]
    found = header(top, 1)
    if (figures := _figures(top, cells[1:])) is not None:
        top = [_FIGURES if index == figures else title for index, title in enumerate(top)]
        cells = [(cells[0][0], top), *cells[1:]]
        found = header(top, 1)
        even = True
    if found.whole or len(cells) < 2 or not found.fields and not even:
        return cells
    measures = [index for index, name in found.fields if name == "metric"]
    if measures:
        return [(cells[0][0], [_TITLE if index == measures[0] else title for index, title in enumerate(top)]), *cells[1:]]
    known = {index for index, _ in found.fields}
    others = [index for index, title in enumerate(top) if index not in known and title]
    if not others:
        return cells
    wordiest = max(others, key=lambda index: sum(len(row[index]) for _, row in cells[1:] if index < len(row)))
    return [(cells[0][0], [_TITLE if index == wordiest else title for index, title in enumerate(top)]), *cells[1:]]


def _figures(top: list[str], rows: list[tuple[int, list[str]]]) -> int | None:
    """The column that is named as the goal ("Mål", "Target") but holds nothing but figures, beside one that holds words."""
    named = [index for index, name in header(top, 1).fields if name == "text"]
    if len(named) != 1:
        return None
    held = [row[named[0]] for _, row in rows if named[0] < len(row) and row[named[0]]]
    plain = held and all(cell[0].isdigit() and len(cell.split()) <= _FIGURE for cell in held)
    worded = any(len(cell) > 3 and not any(c.isdigit() for c in cell) for _, row in rows for cell in row)
    return named[0] if plain and worded else None


def _served(found: Iterator[tuple[int, Goal] | Problem]) -> list[Goal]:
    try:
        return [_clean(item[1]) for item in found if not isinstance(item, Problem)]
    except InputError:
        return []


def _clean(goal: Goal) -> Goal:
    text = re.sub(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+", "", goal.text.replace(_COMMA, ",").strip().strip("*_").strip())
    return goal.model_copy(update={"id": "", "text": text, "owner": person(goal.owner) if goal.owner else None})


def _cells(line: str, sign: str) -> list[str]:
    if sign == "\t":
        return [cell.strip() for cell in line.split("\t")]
    parts = _PIPE.split(line.strip().strip("|"))
    return [part.strip().replace("\\|", "|") for part in parts]


def _unnamed(row: list[str], frame: Frame) -> Goal | None:
    """A row without a header: the first cell with words is the goal; a person or a day beside it is its owner or deadline."""
    cells = [cell for cell in row if cell and not _NUMBER_CELL.fullmatch(cell)]
    if not cells:
        return None
    values: dict[str, object] = {"text": cells[0]}
    for cell in cells[1:]:
        if "deadline" not in values:
            try:
                values.update(field("deadline", cell, frame))
                continue
            except FieldError:
                pass
        if "owner" not in values and len(cell) <= 40 and read(cell, frame.today, frame.policy).owners and person(cell):
            values["owner"] = person(cell)
    return Goal.model_validate(values)
