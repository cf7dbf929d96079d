"""A book of actuals: a JSON Lines file that only grows. Actuals, CRM records, hinders, decisions and moved targets, a line each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from coach.errors import InputError, Problem, problem
from coach.exchange.actuals import Actual, Decision, Hinder, Lesson, Mode, Source
from coach.exchange.columns import shown
from coach.exchange.crm.records import Deal, Event, Record, merge, reread, written
from rules.model import Revision

Line = Actual | Deal | Event | Hinder | Decision | Lesson | Revision


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says: every entry of actuals in order, the CRM's records as they stand, hinders and lessons (the last word on
    each), decisions, and how targets were moved."""

    actuals: tuple[Actual, ...] = ()
    records: tuple[Record, ...] = ()
    hinders: tuple[Hinder, ...] = ()
    decisions: tuple[Decision, ...] = ()
    revisions: tuple[Revision, ...] = ()
    lessons: tuple[Lesson, ...] = ()


def read_book(path: Path) -> tuple[Book, tuple[Problem, ...]]:
    """The book at `path`, an empty one where there is none yet; lines that are none of a book are named and passed over.
    Raises InputError for what cannot be read."""
    name = shown(path.name, 200)
    try:
        text = path.read_text("utf-8") if path.exists() else ""
    except OSError as error:
        raise InputError("file-read", file=name, reason=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise InputError("book-broken", file=name) from None
    made: list[Line] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            made.append(_line(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
            problems.append(problem("book-line", number))
    if problems and not made:
        raise InputError("book-broken", file=name)
    return book(made), tuple(problems)


def book(lines: Iterable[Line]) -> Book:
    """The book that some lines make, in their order."""
    actuals: list[Actual] = []
    records: list[Record] = []
    hinders: dict[str, Hinder] = {}
    decisions: dict[Decision, None] = {}
    revisions: list[Revision] = []
    lessons: dict[tuple[str, str], Lesson] = {}
    for line in lines:
        if isinstance(line, Actual):
            actuals.append(line)
        elif isinstance(line, Deal | Event):
            records.append(line)
        elif isinstance(line, Hinder):
            hinders[line.id] = line
        elif isinstance(line, Decision):
            decisions[line] = None
        elif isinstance(line, Lesson):
            lessons[line.goal, line.question] = line
        else:
            revisions.append(line)
    return Book(
        tuple(actuals), merge((), records).ledger, tuple(hinders.values()), tuple(decisions), tuple(revisions), tuple(lessons.values())
    )


def append_book(path: Path, lines: Iterable[Line]) -> int:
    """Write lines at the end of the book, all of them or none, and on disk when this returns; how many. Raises InputError."""
    rows = [json.dumps(_values(line), ensure_ascii=False) + "\n" for line in lines]
    if not rows:
        return 0
    data = "".join(rows).encode()
    try:
        with path.open("ab") as handle:
            before = handle.tell()
            try:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
            except OSError:
                # A disk that is full must not leave half a line.
                handle.truncate(before)
                raise
    except OSError as error:
        raise InputError("file-read", file=shown(str(path), 200), reason=error.strerror or type(error).__name__) from None
    return len(rows)


def _values(line: Line) -> dict[str, Any]:
    if isinstance(line, Deal | Event):
        return written(line)
    if isinstance(line, Revision):
        return {"moved": line.goal, **line.model_dump(mode="json", exclude={"goal"}, exclude_none=True)}
    values: dict[str, Any]
    if isinstance(line, Hinder):
        values = {
            "hinder": line.id, "goal": line.goal, "text": line.text, "opened": line.opened, "who": line.who, "by": line.by,
            "adjustment": line.adjustment, "cleared": line.cleared,
        }  # fmt: skip
    elif isinstance(line, Lesson):
        values = {"lesson": line.question, "goal": line.goal, "answer": line.answer, "day": line.day}
    elif isinstance(line, Decision):
        values = {"decision": line.text, "day": line.day, "goal": line.goal, "kind": line.kind, "changed": line.changed, "why": line.why}
    else:
        values = {"goal": line.goal, "day": line.day, "value": line.value, "source": line.source.value, "note": line.note,
                  "mode": line.mode.value, "key": line.key, "recorded": line.recorded}  # fmt: skip
    return {key: str(value) if isinstance(value, date | Decimal) else value for key, value in values.items() if value not in (None, "")}


def _line(values: Mapping[str, Any]) -> Line:
    if "record" in values:
        return reread(values)
    if "moved" in values:
        return Revision(goal=values["moved"], **{key: value for key, value in values.items() if key != "moved"})
    if "hinder" in values:
        return Hinder(
            _text(values["hinder"]), _text(values["goal"]), _text(values["text"]), date.fromisoformat(values["opened"]),
            _text(values.get("who", "")), _day(values, "by"), _text(values.get("adjustment", "")), _day(values, "cleared"),
        )  # fmt: skip
    if "lesson" in values:
        return Lesson(_text(values["goal"]), _text(values["lesson"]), _text(values["answer"]), date.fromisoformat(values["day"]))
    if "decision" in values:
        more = [_text(values.get(key, "")) for key in ("goal", "kind", "changed", "why")]
        return Decision(_text(values["decision"]), date.fromisoformat(values["day"]), *more)
    value = Decimal(str(values["value"]))
    if not value.is_finite():
        raise ValueError("value")
    source, mode = Source(values.get("source", "manual")), Mode(values.get("mode", "so_far"))
    note, key = _text(values.get("note", "")), _text(values.get("key", ""))
    return Actual(_text(values["goal"]), date.fromisoformat(values["day"]), value, source, note, mode, key, _day(values, "recorded"))


def _day(values: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(values[key]) if key in values else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
