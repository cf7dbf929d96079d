"""Goals of a whole JSON or TOML document: a list of goals, or an object that holds it under "goals" (`[[goals]]`).

The JSON is what `coach goals export` writes, among others.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import IO, Any

from coach.errors import InputError, Problem, notice
from coach.exchange import jsonl
from coach.exchange.columns import shown
from coach.exchange.encodings import whole
from coach.exchange.fields import Frame
from rules.model import Goal

_LARGEST = 100_000_000


def goals(handle: IO[bytes], name: str, frame: Frame, form: str = "json") -> Iterator[tuple[int, Goal] | Problem]:
    """The goals in order, numbered from 1. Raises InputError for what is no such document; a goal that cannot be read is named."""
    raw = handle.read(_LARGEST + 1)
    if not raw.strip():
        raise InputError("file-empty", file=name)
    if len(raw) > _LARGEST:
        raise InputError("document-large", file=name)
    words, guessed = whole(raw, name)
    if guessed:
        yield notice("encoding-guess", encoding=guessed)
    try:
        document: Any = tomllib.loads(words) if form == "toml" else json.loads(words)
    except tomllib.TOMLDecodeError as fault:
        raise InputError("toml-broken", file=name, reason=shown(str(fault), 200)) from None
    except json.JSONDecodeError as fault:
        # A line that is whole by itself: a goal a line, under the wrong extension.
        if fault.msg == "Extra data" and words.lstrip().startswith("{"):
            raise InputError("json-lines", file=name) from None
        raise InputError("json-invalid", file=name, line=str(fault.lineno), column=str(fault.colno)) from None
    except (ValueError, RecursionError):
        raise InputError(f"{form}-document", file=name) from None
    if isinstance(document, dict) and "text" in document and "goals" not in document:
        document = [document]
    rows = document.get("goals") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise InputError(f"{form}-document", file=name)
    if not rows:
        raise InputError("document-none", file=name)
    # Days of TOML are days already: written as JSON has them, both documents have one reader.
    yield from jsonl.goals(((number, json.dumps(row, default=str)) for number, row in enumerate(rows, 1)), frame)
