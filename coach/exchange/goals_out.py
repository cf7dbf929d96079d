"""Goals out: CSV, TSV, XLSX, JSON and JSON Lines, each read back by `coach.exchange.source` without loss.

The columns bear names that the importer knows. In a table a text that a spreadsheet would take for a formula gets an apostrophe
in front, which the importer takes away again. Only JSON keeps what a table cannot hold: control characters, carriage returns, white
space around a text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from coach.errors import PeriodError
from coach.exchange.columns import shown
from coach.exchange.fields import FIELDS, FieldError, Frame, field
from coach.exchange.tables import GUARDED
from coach.texts import text
from rules.model import Acceptance, Goal, Outcome
from rules.policy import Policy

ROOM = "goals"
SUFFIXES = (".csv", ".tsv", ".xlsx", ".json", ".jsonl")
COLUMNS = ("id", "text", *(name for name in FIELDS if name not in ("id", "text")))
Cell = str | Decimal | date | None
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FRAME = Frame(date(2000, 1, 1), Policy.default())
"""Cells are written plainly, so that neither day nor policy is needed to read them."""


def written(goals: Sequence[Goal], suffix: str, language: str) -> bytes:
    """The goals as a file that ends on `suffix` (one of SUFFIXES), headings and words in `language`.

    Raises PeriodError for a text that is too long for a workbook's cell.
    """
    if suffix == ".json":
        document = {"version": 1, "goals": [plain(goal) for goal in goals]}
        return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
    if suffix == ".jsonl":
        return "".join(json.dumps(plain(goal), ensure_ascii=False) + "\n" for goal in goals).encode()
    if suffix == ".xlsx":
        from coach.exchange.goals_out_workbook import workbook

        return workbook([titles(language), *(cells(goal, language) for goal in goals)], text(language, "column.sheet", ROOM))
    return _separated(goals, "\t" if suffix == ".tsv" else ";" if language == "sv" else ",", language)


def suffix_of(name: str) -> str:
    """The form that a file's name asks for. Raises PeriodError for one that goals are not written in."""
    found = Path(name).suffix.lower()
    if found not in SUFFIXES:
        raise PeriodError("export-suffix", file=shown(name, 200), allowed=", ".join(SUFFIXES))
    return found


def titles(language: str) -> tuple[str, ...]:
    """The heading of each column."""
    return tuple(text(language, f"column.{name}", ROOM) for name in COLUMNS)


def cells(goal: Goal, language: str) -> tuple[Cell, ...]:
    """A goal as a row: a value for each column."""
    return tuple(_cell(name, getattr(goal, name), language) for name in COLUMNS)


def plain(goal: Goal) -> dict[str, Any]:
    """A goal as JSON values, with the keys of docs/cli.md; what is not set is left out."""
    made: dict[str, Any] = {"id": goal.id, "text": goal.text}
    for name in COLUMNS[2:]:
        value = getattr(goal, name)
        if value is not None and value != ():
            made[name] = _plain(value)
    if goal.language is not None:
        made["lang"] = goal.language
    return made


def guarded(words: str) -> str:
    """A text as a spreadsheet shows it and never runs it; `coach.exchange.tables.unguarded` gives it back."""
    return f"'{words}" if _FORMULA.match(words) or GUARDED.match(words) else words


def decimal(value: Decimal, sign: str = ".") -> str:
    """A number with all its digits and no exponent."""
    made = f"{value:f}"
    return (made.rstrip("0").rstrip(".") if "." in made else made).replace(".", sign)


def _separated(goals: Sequence[Goal], delimiter: str, language: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(titles(language))
    sign = "," if language == "sv" else "."
    for goal in goals:
        row = cells(goal, language)
        writer.writerow([decimal(cell, sign) if isinstance(cell, Decimal) else _typed(cell) for cell in row])
    # The mark tells Excel that it is UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _typed(cell: str | date | None) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else guarded(cell)


def _cell(name: str, value: object, language: str) -> Cell:
    if value is None or value == ():
        return None
    if isinstance(value, Decimal | date):
        return value
    if name in ("level", "state"):
        return text(language, f"{name}.{value}", ROOM)
    if isinstance(value, str):
        return _clean(value)
    made = _clean(_words(value, "," if language == "sv" else "."))
    try:
        whole = field(name, made, _FRAME)[name] == value
    except FieldError:
        whole = False
    # Names with commas or semicolons in them would come back as others.
    return made if whole else json.dumps(_plain(value), ensure_ascii=False)


def _words(value: object, sign: str) -> str:
    """Links, past values and a yes as a person writes them."""
    if isinstance(value, Acceptance):
        return f"{value.on.isoformat()} {value.by}".strip()
    parts = value if isinstance(value, tuple) else ()
    return "; ".join(f"{part.period}: {decimal(part.value, sign)}" if isinstance(part, Outcome) else str(part) for part in parts)


def _clean(words: str) -> str:
    """As a table can hold it."""
    return _CONTROL.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Acceptance):
        return {"on": value.on.isoformat(), "by": value.by}
    if isinstance(value, Outcome):
        return {"period": value.period, "value": _number(value.value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else str(value)


def _number(value: Decimal) -> int | float | str:
    """A JSON number where that is exact, else all the digits as text."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    return float(value) if exact(value) else decimal(value)


def exact(value: Decimal) -> bool:
    """Whether a number survives as a binary fraction, also in a workbook, which keeps fifteen digits."""
    return abs(value) < 10**15 and len(value.normalize().as_tuple().digits) <= 15 and Decimal(str(float(value))) == value


def named(goals: Iterable[Goal], names: Mapping[str, str]) -> tuple[Goal, ...]:
    """Goals under other ids; a link to a goal without a new one is left out."""
    return tuple(
        goal.model_copy(update={"id": names.get(goal.id, goal.id), "supports": tuple(names[id] for id in goal.supports if id in names)})
        for goal in goals
    )
