"""Goals of a whole JSON or TOML document: a list of goals, or an object that holds it under "goals" (`[[goals]]`).

The JSON is what `coach goals export` writes, among others.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import IO, Any

from coach.errors import InputError, Problem
from coach.exchange import jsonl
from coach.exchange.columns import shown
from coach.exchange.fields import Frame
from rules.model import Goal

_LARGEST = 100_000_000


def goals(handle: IO[bytes], name: str, frame: Frame, form: str = "json") -> Iterator[tuple[int, Goal] | Problem]:
    """The goals in order, numbered from 1. Raises InputError for what is no such document; a goal that cannot be read is named."""
    raw = handle.read(_LARGEST + 1)
    if not raw.strip():
        raise InputError("file-empty", file=name)
    try:
        words = raw.decode("utf-16") if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw.decode("utf-8-sig")
        document: Any = tomllib.loads(words) if form == "toml" else json.loads(words)
    except tomllib.TOMLDecodeError as fault:
        raise InputError("toml-broken", file=name, reason=shown(str(fault), 200)) from None
    except (ValueError, RecursionError):
        raise InputError(f"{form}-document", file=name) from None
    rows = document.get("goals") if isinstance(document, dict) else document
    if not isinstance(rows, list) or len(raw) > _LARGEST:
        raise InputError(f"{form}-document", file=name)
    # Days of TOML are days already: written as JSON has them, both documents have one reader.
    yield from jsonl.goals(((number, json.dumps(row, default=str)) for number, row in enumerate(rows, 1)), frame)
