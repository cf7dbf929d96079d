"""A table of actuals, CSV or Excel: goal, day, value. Every fault by row and column; whether the rest is kept is for who asked to say."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from coach.errors import InputError, Problem, problem
from coach.exchange.actuals import Actual, Mode, Source
from coach.exchange.columns import HEADER_ROWS, shown
from coach.exchange.crm import cells, sheets
from rules.reading.text import fold

_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Read:
    """What a table holds: the good rows, and what could not be read."""

    actuals: tuple[Actual, ...]
    problems: tuple[Problem, ...]


def read_actuals(path: Path, goals: frozenset[str], today: date, dates: str = "dmy", source: Source = Source.REPORT) -> Read:
    """The actuals of a table; `goals` are the ids there are. Raises InputError where it cannot be read or lacks a column."""
    places: dict[str, int] = {}
    titles: list[str] = []
    known: list[tuple[int, Actual, str]] = []
    problems: list[Problem] = []
    seen = 0
    for item in sheets.rows(path):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        number, row = item
        if not _whole(places):
            if seen < HEADER_ROWS:
                header = ["" if cell is None else str(cell) for cell in row]
                titles = titles or header
                found = {
                    name: at for at, title in reversed(list(enumerate(header))) if (name := _names("columns").get(fold(title).strip(" :")))
                }
                if _whole(found):
                    places, titles = found, header
            seen += 1
            continue
        values = {name: row[at] for name, at in places.items() if at < len(row)}
        made, currency = _row(number, values, titles, places, goals, today, dates, source)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            known.append((number, made, currency))
    if not _whole(places):
        columns = ", ".join(shown(title) for title in titles[:12] if title)
        raise InputError(
            "crm-columns", file=shown(path.name, 200), columns=columns or "–", missing="mål, datum, utfall / goal, date, actual"
        )
    clashing = [*_twice(known, titles[places["goal"]]), *_mixed(known, titles[places["value" if "value" in places else "added"]])]
    bad = {item.line for item in clashing}
    return Read(tuple(actual for number, actual, _ in known if number not in bad), (*problems, *clashing))


def _twice(known: Sequence[tuple[int, Actual, str]], column: str) -> list[Problem]:
    """Rows that say otherwise of the same goal and day: nobody knows which is right, so that none of them is good."""
    found: list[Problem] = []
    rows: dict[tuple[str, str, str], list[tuple[int, Actual]]] = {}
    for number, actual, _ in known:
        rows.setdefault(actual.identity, []).append((number, actual))
    for same in rows.values():
        if len({actual.value for _, actual in same}) > 1:
            first, *others = (number for number, _ in same)
            value = shown(same[0][1].goal)
            found.append(problem("crm-duplicate", first, column=shown(column), value=value, first=str(others[0])))
            found += (problem("crm-duplicate", number, column=shown(column), value=value, first=str(first)) for number in others)
    return found


def _mixed(known: Sequence[tuple[int, Actual, str]], column: str) -> list[Problem]:
    """Amounts in another currency than the goal's first one: they do not add up."""
    bases: dict[str, str] = {}
    found = []
    for number, actual, currency in known:
        base = bases.setdefault(actual.goal, currency) if currency else ""
        if currency != base:
            found.append(problem("actual-currency", number, column=shown(column), value=currency, base=base))
    return found


def _whole(places: dict[str, int]) -> bool:
    return "goal" in places and "day" in places and ("value" in places or "added" in places)


def _row(
    number: int, values: dict[str, object], titles: list[str], places: dict[str, int], goals: frozenset[str], today: date, dates: str,
    source: Source,
) -> tuple[Actual | Problem, str]:  # fmt: skip
    """The actual of a row, or what is wrong with it; and the currency that its value is written in."""

    def wrong(field: str, key: str = "actual-value") -> tuple[Problem, str]:
        return problem(key, number, value=shown(str(values.get(field) or "")), column=shown(titles[places[field]])), ""

    for name, cell in values.items():
        if fault := cells.hidden(cell):
            return wrong(name, f"crm-{fault}")

    goal = str(values.get("goal") or "").removesuffix(".0").strip()
    if goal not in goals:
        return problem("actual-goal", number, goal=shown(goal)), ""
    field = "value" if values.get("value") not in (None, "") or "added" not in places else "added"
    try:
        day = cells.day(values.get("day"), dates)
        amount, currency = cells.amount(str(values[field]).rstrip(" %") if isinstance(values.get(field), str) else values.get(field))
    except cells.CellError as fault:
        return wrong("day" if fault.key == "date" else field)
    if day is None or day > today or day.year < _FIRST_YEAR:
        return wrong("day", "actual-value" if day is None else "crm-date-future" if day > today else "crm-date-old")
    if amount is None:
        return wrong(field)
    told = _names("sources").get(fold(str(values.get("source") or "")))
    mode = Mode.ADDED if field == "added" else Mode.SO_FAR
    return Actual(goal, day, amount, Source(told) if told else source, str(values.get("note") or ""), mode, recorded=today), currency


@cache
def _names(section: str) -> dict[str, str]:
    lists = tomllib.loads(files("coach.exchange").joinpath("actuals.toml").read_text("utf-8"))[section]
    return {fold(name): field for field, names in lists.items() for name in names}
