"""Breakdowns asked for in JSON Lines: a strategic goal a line, with its existing goals and the team's numbers beside it (docs/cli.md)."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Any

from coach.errors import InputError, Problem, UsageError, problem
from coach.exchange import jsonl, lines
from coach.exchange.columns import shown
from coach.exchange.encodings import Line, as_stream
from coach.exchange.encodings import lines as decoded
from coach.exchange.fields import FieldError, Frame, field
from coach.exchange.source import Source
from rules.model import Goal

SPLITS = ("even", "workdays", "history")
_OWN = ("existing", "ratios", "what_if", "sellers", "seasonality", "split", "history")
_LARGEST_TEAM = 100_000


@dataclass(frozen=True, slots=True)
class Order:
    """What a breakdown is asked for with. None and () where the line says nothing: then the command's own options hold."""

    goal: Goal
    existing: tuple[Goal, ...] | None = None
    ratios: Mapping[str, object] | None = None
    what_if: Mapping[str, object] | None = None
    sellers: int | None = None
    seasonality: tuple[Decimal, ...] | None = None
    split: str | None = None
    history: tuple[Mapping[str, object], ...] = ()


def read(origin: Source, frame: Frame) -> Iterator[tuple[int, Order] | Problem]:
    """The orders of an input. JSON Lines have more in them than a goal; every other form is read as `coach check` reads it.

    Raises InputError when the whole of it cannot be read.
    """
    if origin.form not in ("jsonl", None) or origin.form is None and origin.text is not None:
        for entry in origin.entries(frame):
            yield entry if isinstance(entry, Problem) else (entry[0], Order(entry[1]))
        return
    with contextlib.ExitStack() as stack:
        try:
            handle = as_stream(origin.text) if origin.text is not None else sys.stdin.buffer
            if origin.path is not None:
                handle = stack.enter_context(origin.path.open("rb"))
            stream = decoded(handle, origin.name)
            # Without a known form the first line tells, as in `coach check`.
            first = next((item for item in stream if isinstance(item, Problem) or item[1].strip()), None)
            if first is None:
                raise InputError("file-blank", file=origin.name)
            begun = chain((first,), stream)
            if origin.form == "jsonl" or isinstance(first, tuple) and first[1].lstrip().startswith("{"):
                yield from orders(begun, frame)
                return
            for item in lines.goals(begun):
                yield item if isinstance(item, Problem) else (item[0], Order(Goal(text=item[1], id=str(item[0]))))
        except OSError as failure:
            raise InputError("file-read", file=origin.name, reason=failure.strerror or type(failure).__name__) from failure


def orders(stream: Iterator[Line | Problem], frame: Frame) -> Iterator[tuple[int, Order] | Problem]:
    """The orders of a stream of JSON lines. A line that cannot be read is a problem, and the rest goes on."""
    for line in stream:
        if isinstance(line, Problem):
            yield line
            continue
        number, words = line
        if not words.strip():
            continue
        try:
            row: Any = json.loads(words)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not any(name in row for name in _OWN):
            # A plain goal, or what cannot be read: told by the reader of goals.
            for entry in jsonl.goals(iter([line]), frame):
                yield entry if isinstance(entry, Problem) else (number, Order(entry[1]))
            continue
        yield from _order(row, number, frame)


def _order(row: dict[str, Any], number: int, frame: Frame) -> Iterator[tuple[int, Order] | Problem]:
    try:
        past, rest = _parted(row)
        existing = None if row.get("existing") is None else tuple(_existing(row["existing"], number, frame))
        order = Order(
            Goal(text=""),
            existing,
            _table(row.get("ratios"), "ratios"),
            _table(row.get("what_if"), "what_if"),
            None if row.get("sellers") is None else team(row["sellers"], frame),
            None if row.get("seasonality") is None else weights(row["seasonality"], frame),
            _split(row.get("split")),
            past,
        )
    except _Unread as fault:
        yield problem("field-line", number, field=fault.name, value=shown(json.dumps(fault.value, ensure_ascii=False)))
        return
    for entry in jsonl.goals(iter([(number, json.dumps(rest, ensure_ascii=False))]), frame):
        yield entry if isinstance(entry, Problem) else (number, replace(order, goal=entry[1]))


class _Unread(ValueError):
    """A value that does not fit its field."""

    def __init__(self, name: str, value: object) -> None:
        self.name = name
        self.value = value
        super().__init__(name)


def _parted(row: dict[str, Any]) -> tuple[tuple[Mapping[str, object], ...], dict[str, Any]]:
    """The rows of what was counted in past periods, and the goal's own fields: past values of its measure have a "value"."""
    rest = {name: value for name, value in row.items() if name not in _OWN}
    rows = row.get("history")
    if rows is None:
        return (), rest
    if not isinstance(rows, list) or not all(isinstance(item, dict) for item in rows):
        raise _Unread("history", rows)
    own = [item for item in rows if "value" in item]
    return tuple(item for item in rows if "value" not in item), rest | ({"history": own} if own else {})


def _existing(values: object, number: int, frame: Frame) -> Iterator[Goal]:
    if not isinstance(values, list):
        raise _Unread("existing", values)
    for place, value in enumerate(values, 1):
        if isinstance(value, str) and value.strip():
            yield Goal(text=value, id=f"e{place}")
        elif isinstance(value, dict):
            for entry in jsonl.goals(iter([(number, json.dumps({"id": f"e{place}"} | value, ensure_ascii=False))]), frame):
                if isinstance(entry, Problem) and entry.lost:
                    raise _Unread("existing", value)
                if not isinstance(entry, Problem):
                    yield entry[1]
        else:
            raise _Unread("existing", value)


def _table(value: object, name: str) -> Mapping[str, object] | None:
    if value is not None and not isinstance(value, dict):
        raise _Unread(name, value)
    return value


def _split(value: object) -> str | None:
    if value is not None and value not in SPLITS:
        raise _Unread("split", value)
    return None if value is None else str(value)


def team(value: object, frame: Frame) -> int:
    """A number of sellers. Raises _Unread for what is none."""
    number = _number(value, "sellers", frame)
    if number != number.to_integral_value() or not 0 < number <= _LARGEST_TEAM:
        raise _Unread("sellers", value)
    return int(number)


def weights(value: object, frame: Frame) -> tuple[Decimal, ...]:
    """Four weights, of which one at least is above 0. Raises _Unread for what is not."""
    if not isinstance(value, list | tuple) or len(value) != 4:
        raise _Unread("seasonality", value)
    made = tuple(_number(item, "seasonality", frame) for item in value)
    if any(not 0 <= item < 10**12 for item in made) or not any(made):
        raise _Unread("seasonality", value)
    return made


def _number(value: object, name: str, frame: Frame) -> Decimal:
    try:
        made = field("target", value, frame)["target"]
    except FieldError:
        raise _Unread(name, value) from None
    if not isinstance(made, Decimal):
        raise _Unread(name, value)
    return made


def from_option(key: str, reader: Any, value: object, frame: Frame) -> Any:
    """What `reader` makes of an option's value. Raises UsageError of a `key` where it makes nothing of it."""
    try:
        return reader(value, frame)
    except _Unread:
        words = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        raise UsageError(key, value=shown(words)) from None
