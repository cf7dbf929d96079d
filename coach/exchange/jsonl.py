"""JSON Lines: one goal a line, each line on its own; a line that cannot be read is named and the rest goes on (docs/cli.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import orjson

from coach.errors import Problem, notice, problem
from coach.exchange.columns import shown
from coach.exchange.encodings import Line, clean
from coach.exchange.fields import FIELDS, FieldError, Frame, field
from coach.texts import LANGUAGES
from rules.model import Goal

_KNOWN = frozenset(FIELDS)
_BARE = {name: field.default for name, field in Goal.model_fields.items() if name not in ("text", "id")}
"""The fields of a goal that is only a text with an id, as most are: two strings need no validation."""
_NAMED = 20
"""So many unused keys are named; a file of random keys must not fill the memory."""


def goals(lines: Iterator[Line | Problem], frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    """The goals of a stream of JSON lines. Keys that no field uses are passed over and named once, at the end."""
    unused: dict[str, None] = {}
    for line in lines:
        if isinstance(line, Problem):
            yield line
            continue
        number, text = line
        if not text.strip():
            continue
        made = _goal(text, number, frame, unused)
        yield made if isinstance(made, Problem) else (number, made)
    if unused:
        yield notice("key-unknown", keys=", ".join(map(shown, unused)))


def _parsed(text: str) -> Any:
    """The value of a line: by the fast parser, and what it refuses (a lone surrogate, NaN, long numbers, a fault) by the exact one."""
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)


def _goal(text: str, number: int, frame: Frame, unused: dict[str, None]) -> Goal | Problem:
    try:
        row = _parsed(text)
    except json.JSONDecodeError as error:
        return problem("json-broken", number, column=str(error.colno))
    except (ValueError, RecursionError):
        # A number of thousands of digits, or brackets nested thousands deep.
        return problem("json-broken", number, column="1")
    if not isinstance(row, dict):
        return problem("json-object", number)
    words = row.get("text")
    if not isinstance(words, str):
        return problem("json-text" if words is None else "json-words", number)
    words = clean(words)
    id = row.get("id")
    if isinstance(id, str):
        name = clean(id) or str(number)
    elif id is None:
        name = str(number)
    elif isinstance(id, int) and not isinstance(id, bool):
        name = str(id)
    else:
        return problem("field-line", number, field="id", value=_typed(id))
    made: dict[str, object] = {"text": words, "id": name}
    for key, value in row.items():
        if key in ("text", "id"):
            continue
        if key == "lang":
            if value not in (None, *LANGUAGES):
                return problem("field-line", number, field=key, value=_typed(value))
            made["language"] = value
        elif key not in _KNOWN:
            if len(unused) < _NAMED:
                unused.setdefault(clean(key))
        elif value is not None:
            try:
                brought = field(key, value, frame, row.get("unit"))
            except FieldError:
                return problem("field-line", number, field=key, value=_typed(value))
            made = {**made, **brought} if key != "unit" else {**brought, **made}
    return Goal.of(**_BARE, **made) if len(made) == 2 else Goal.model_validate(made)


def _typed(value: object) -> str:
    """A value for a message: words as they are, anything else as JSON has it."""
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
