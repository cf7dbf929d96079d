"""A table of actuals, CSV or Excel: goal, day, value. Every fault by row and column; whether the rest is kept is for who asked to say."""

from __future__ import annotations

import tomllib
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


@dataclass(frozen=True, slots=True)
class Read:
    """What a table holds: the good rows, and what could not be read."""

    actuals: tuple[Actual, ...]
    problems: tuple[Problem, ...]


def read_actuals(path: Path, goals: frozenset[str], today: date, dates: str = "dmy", source: Source = Source.REPORT) -> Read:
    """The actuals of a table; `goals` are the ids there are. Raises InputError where it cannot be read or lacks a column."""
    places: dict[str, int] = {}
    titles: list[str] = []
    actuals: list[Actual] = []
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
        made = _row(number, {name: row[at] for name, at in places.items() if at < len(row)}, titles, places, goals, today, dates, source)
        problems.append(made) if isinstance(made, Problem) else actuals.append(made)
    if not _whole(places):
        columns = ", ".join(shown(title) for title in titles[:12] if title)
        raise InputError(
            "crm-columns", file=shown(path.name, 200), columns=columns or "–", missing="mål, datum, utfall / goal, date, actual"
        )
    return Read(tuple(actuals), tuple(problems))


def _whole(places: dict[str, int]) -> bool:
    return "goal" in places and "day" in places and ("value" in places or "added" in places)


def _row(
    number: int, values: dict[str, object], titles: list[str], places: dict[str, int], goals: frozenset[str], today: date, dates: str,
    source: Source,
) -> Actual | Problem:  # fmt: skip
    def wrong(field: str) -> Problem:
        return problem("actual-value", number, value=shown(str(values.get(field) or "")), column=shown(titles[places[field]]))

    goal = str(values.get("goal") or "").removesuffix(".0").strip()
    if goal not in goals:
        return problem("actual-goal", number, goal=shown(goal))
    field = "value" if values.get("value") not in (None, "") or "added" not in places else "added"
    try:
        day = cells.day(values.get("day"), dates)
        amount = cells.amount(str(values[field]).rstrip(" %") if isinstance(values.get(field), str) else values.get(field))[0]
    except cells.CellError as fault:
        return wrong("day" if fault.key == "date" else field)
    if day is None or day > today or day.year < 2000:
        return wrong("day")
    if amount is None:
        return wrong(field)
    told = _names("sources").get(fold(str(values.get("source") or "")))
    mode = Mode.ADDED if field == "added" else Mode.SO_FAR
    return Actual(goal, day, amount, Source(told) if told else source, str(values.get("note") or ""), mode, recorded=today)


@cache
def _names(section: str) -> dict[str, str]:
    lists = tomllib.loads(files("coach.exchange").joinpath("actuals.toml").read_text("utf-8"))[section]
    return {fold(name): field for field, names in lists.items() for name in names}
