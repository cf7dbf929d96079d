"""Rows of past periods from a file: what was counted in each, as CSV with a header or JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from coach.errors import InputError, Problem, UsageError
from coach.exchange.columns import shown
from coach.exchange.encodings import lines
from coach.exchange.source import source


def rows(name: str) -> Iterator[Mapping[str, object]]:
    """The rows of the file `name`. Raises InputError for a file or line that cannot be read, UsageError for standard input."""
    path = source(name).path
    if path is None:
        raise UsageError("history-file")
    try:
        with path.open("rb") as handle:
            words = [item[1] for item in lines(handle, name) if not isinstance(item, Problem) and item[1].strip()]
    except OSError as failure:
        raise InputError("file-read", file=shown(name), reason=failure.strerror or type(failure).__name__) from failure
    if words and words[0].lstrip().startswith("{"):
        for number, line in enumerate(words, 1):
            yield _object(line, name, number)
        return
    delimiter = max(";,\t", key=words[0].count) if words else ","
    for row in csv.DictReader(words, delimiter=delimiter):
        # A row with more cells than the header has them under None.
        yield {str(key): value for key, value in row.items() if key is not None}


def _object(line: str, name: str, number: int) -> Mapping[str, object]:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise InputError("history-line", file=shown(name), line=str(number))
    return row
