"""Goals of a whole JSON document: a list of goals, or an object that holds it under "goals" (what `coach goals export` writes)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from coach.errors import InputError, Problem
from coach.exchange import jsonl
from coach.exchange.fields import Frame
from rules.model import Goal

_LARGEST = 100_000_000


def goals(handle: IO[bytes], name: str, frame: Frame) -> Iterator[tuple[int, Goal] | Problem]:
    """The goals in order, numbered from 1. Raises InputError for what is no such document; a goal that cannot be read is named."""
    raw = handle.read(_LARGEST + 1)
    if not raw.strip():
        raise InputError("file-empty", file=name)
    try:
        document: Any = json.loads(raw.decode("utf-8-sig") if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw.decode("utf-16"))
    except (ValueError, RecursionError):
        raise InputError("json-document", file=name) from None
    rows = document.get("goals") if isinstance(document, dict) else document
    if not isinstance(rows, list) or len(raw) > _LARGEST:
        raise InputError("json-document", file=name)
    yield from jsonl.goals(((number, json.dumps(row)) for number, row in enumerate(rows, 1)), frame)
