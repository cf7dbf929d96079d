"""Cells and JSON values to the structured fields of a goal: numbers, dates, levels, history, as people write them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coach.errors import Problem, problem
from coach.exchange.columns import shown, word
from coach.exchange.encodings import clean
from rules.model import Acceptance, Goal, Level, Outcome, State
from rules.policy import Policy
from rules.reading.text import fold

_NUMBER = re.compile(r"([+\-−–]?)\s*(\d{1,3}(?:[ '\u00a0\u2007\u2009\u202f’]\d{3})+|\d+)(?:[.,](\d+))?(.*)", re.DOTALL)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
_PERIOD = re.compile(r"(\d{4})(?:\s*-?\s*(Q[1-4]|\d{2}))?|(Q[1-4])\s*(\d{4})", re.IGNORECASE)
_TEXTS = ("owner", "metric", "unit")
FIELDS = tuple(name for name in Goal.model_fields if name != "language")
"""What a column or a key can hold; a goal's language has a key in JSON only (`lang`)."""


class FieldError(ValueError):
    """A value that does not fit its field."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What reading a date or an amount in words needs to know."""

    today: date
    policy: Policy


def goal(values: Mapping[str, object], number: str, line: int, frame: Frame) -> Iterator[Goal | Problem]:
    """The goal of a row: a value that does not fit is a problem and left out, the goal is served. `number` stands in for a missing id."""
    made: dict[str, object] = {}
    unit = values.get("unit")
    for name, value in values.items():
        if value is None or value == "":
            continue
        try:
            # A unit written with an amount outweighs the unit column, whatever the order of the columns.
            made = {**made, **field(name, value, frame, unit)} if name != "unit" else {**field(name, value, frame), **made}
        except FieldError:
            yield problem("field-value", line, field=name, value=shown(str(value)))
    made.setdefault("id", number)
    made.setdefault("text", "")
    yield Goal.model_validate(made)


def field(name: str, value: object, frame: Frame, unit: object = None) -> dict[str, object]:
    """One field as `Goal` wants it; an amount may bring a unit other than `unit`. Raises FieldError for a value that does not fit."""
    if name == "text" or name in _TEXTS:
        return {name: _text(value)}
    if name == "id":
        return {name: str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)}
    if name in ("baseline", "target"):
        number, brought = _amount(value, frame, unit)
        return {name: number, "unit": brought} if brought else {name: number}
    if name in ("deadline", "agreed"):
        return {name: _date(value, frame)}
    if name == "level":
        return {name: Level(_word("levels", value))}
    if name == "state":
        return {name: State(_word("states", value))}
    value = _nested(value)
    if name == "supports":
        return {name: _supports(value)}
    if name == "history":
        return {name: tuple(_history(value, frame, unit))}
    return {name: _acceptance(value, frame)}


def _nested(value: object) -> object:
    """What a cell holds as JSON, where plain words would not give back the same (a name with a comma in it)."""
    if not isinstance(value, str) or not value.startswith(("[", "{")):
        return value
    try:
        found: object = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return found


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise FieldError
    return clean(str(value)).strip() if not isinstance(value, float) or not value.is_integer() else str(int(value))


def _word(section: str, value: object) -> str:
    found = word(section, value) if isinstance(value, str) else ""
    if not found:
        raise FieldError
    return found


def _amount(value: object, frame: Frame, unit: object = None) -> tuple[Decimal, str]:
    """A number and the unit written with it: 4.2, "4,2", "4,2 Mkr" (4200000 SEK), "12 %"."""
    if isinstance(value, bool):
        raise FieldError
    if isinstance(value, int | float | Decimal):
        if not math.isfinite(value):
            raise FieldError
        return Decimal(str(value)), ""
    match = _NUMBER.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 100 else None
    if match is None:
        raise FieldError
    sign, whole, part, rest = match.groups()
    if not rest.strip() or (isinstance(unit, str) and fold(rest).strip() == fold(unit).strip()):
        plain = "".join(char for char in whole if char.isdigit())
        return Decimal(f"{'-' if sign and sign != '+' else ''}{plain}.{part or '0'}".removesuffix(".0")), ""
    from rules.reading import read
    from rules.reading.scales import scale

    found = read(str(value).strip(), frame.today, frame.policy).quantities
    if len(found) != 1 or found[0].value is None or found[0].upper is not None:
        raise FieldError
    number = -found[0].value if sign and sign != "+" and found[0].value > 0 else found[0].value
    if isinstance(unit, str) and (own := scale(unit)).unit is not None and own.unit == found[0].unit:
        # "4200 tkr" among amounts in Mkr.
        return number / own.factor, ""
    return number, found[0].unit or rest.strip()


def _date(value: object, frame: Frame) -> date:
    """A day: a date, "2027-03-31", or what the rulebook reads as one ("Q3", "31 mars", "årsskiftet")."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 2000 <= value <= 2100:
        value = str(int(value))
    if not isinstance(value, str) or len(value) > 100:
        raise FieldError
    if match := _ISO.fullmatch(value.strip()):
        try:
            return date.fromisoformat(match[1])
        except ValueError:
            raise FieldError from None
    from rules.reading import read

    for before in ("senast", "by"):
        if (end := read(f"{before} {value.strip()}", frame.today, frame.policy).end) is not None:
            return end
    raise FieldError


def _supports(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(_text(item) for item in value)
    return tuple(part for part in (item.strip() for item in re.split("[,;]", _text(value))) if part)


def _history(value: object, frame: Frame, unit: object = None) -> Iterator[Outcome]:
    """Past values: [{"period", "value"}], {"2025-Q4": 4.2} or "2025-Q3: 3,9 Mkr; 2025-Q4: 4,2 Mkr"."""
    if isinstance(value, Mapping):
        pairs = list(value.items())
    elif isinstance(value, list | tuple):
        if not all(isinstance(item, Mapping) and set(item) == {"period", "value"} for item in value):
            raise FieldError
        pairs = [(item["period"], item["value"]) for item in value]
    else:
        parts = [part.partition(":" if ":" in part else "=") for part in re.split(r"[;\n]", _text(value)) if part.strip()]
        pairs = [(before, after.strip()) for before, _, after in parts]
    for period, amount in pairs:
        yield Outcome(period=_period(period), value=_amount(amount, frame, unit)[0])


def _period(value: object) -> str:
    match = _PERIOD.fullmatch(str(value).strip())
    if match is None:
        raise FieldError
    year, part = match[1] or match[4], (match[2] or match[3] or "").upper()
    if part.isdigit() and not 1 <= int(part) <= 12:
        raise FieldError
    return f"{year}-{part}" if part else year


def _acceptance(value: object, frame: Frame) -> Acceptance:
    """{"on", "by"}, "2026-11-01", "Anna 2026-11-01", "2026-11-01 Anna". A mere yes has no date, and is not recorded as one."""
    if isinstance(value, Mapping):
        if not {"on", "by"} >= set(value) or "on" not in value:
            raise FieldError
        return Acceptance(on=_date(value["on"], frame), by=_text(value.get("by", "")))
    if isinstance(value, date):
        return Acceptance(on=_date(value, frame), by="")
    words = _text(value).replace(",", " ").split()
    days = [item for item in words if _ISO.fullmatch(item)]
    if len(days) != 1:
        raise FieldError
    by = [item for item in words if item != days[0] and item.lower() not in ("av", "by")]
    return Acceptance(on=_date(days[0], frame), by=" ".join(by))
