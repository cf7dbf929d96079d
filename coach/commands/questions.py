"""Where questions come from: words typed, a file or standard input; a question a line, or JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, NamedTuple

from coach.errors import InputError, Problem, UsageError, problem
from coach.exchange.columns import shown
from coach.exchange.encodings import as_stream, clean
from coach.exchange.encodings import lines as decoded
from coach.exchange.source import source

FORMS = ("text", "jsonl")
_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson")


class Question(NamedTuple):
    """A question with the id it is answered under."""

    id: str
    text: str


def places(words: tuple[str, ...]) -> tuple[str, ...]:
    """The files that arguments name ("-": standard input); empty where they are the words of a question."""
    if words == ("-",):
        return words
    if words and all(Path(word).suffix.lower() in _SUFFIXES and " " not in word.strip() or _exists(word) for word in words):
        return words
    return ()


def read(name: str, form: str | None) -> Iterator[Question | Problem]:
    """The questions of a file, as they come. Raises InputError for what cannot be read, UsageError for a form that holds no questions."""
    origin = source(name, "jsonl" if form == "jsonl" else "text" if form == "text" else None)
    form = form or ("text" if origin.form == "md" else origin.form)
    if form not in (None, *FORMS):
        raise UsageError("choice", option="--input", value=form or "", allowed=", ".join(FORMS))
    try:
        with nullcontext(sys.stdin.buffer) if origin.path is None else origin.path.open("rb") as handle:
            yield from _questions(handle, origin.name, form)
    except OSError as error:
        raise InputError("file-read", file=origin.name, reason=error.strerror or type(error).__name__) from error


def typed(words: str, form: str | None) -> Iterator[Question | Problem]:
    """The questions of `--text`: one, whatever its lines, or JSON Lines where they are asked for."""
    if not words.strip():
        raise UsageError("question-empty")
    if form == "jsonl":
        yield from _questions(as_stream(words), "--text", form)
    else:
        yield Question("1", " ".join(clean(words).split()))


def _questions(handle: IO[bytes], name: str, form: str | None) -> Iterator[Question | Problem]:
    for line in decoded(handle, name):
        if isinstance(line, Problem):
            yield line
            continue
        number, words = line
        if not words.strip():
            continue
        # Without an extension the first line with words decides.
        form = form or ("jsonl" if words.lstrip().startswith("{") else "text")
        yield _object(words, number) if form == "jsonl" else Question(str(number), words.strip())


def _object(words: str, number: int) -> Question | Problem:
    try:
        row = json.loads(words)
    except json.JSONDecodeError as error:
        return problem("json-broken", number, column=str(error.colno))
    except (ValueError, RecursionError):
        return problem("json-broken", number, column="1")
    if not isinstance(row, dict):
        return problem("json-question", number)
    question, id = row.get("question"), row.get("id")
    if not isinstance(question, str) or not question.strip():
        return problem("json-question", number)
    if id is not None and (isinstance(id, bool) or not isinstance(id, str | int)):
        return problem("field-line", number, field="id", value=shown(json.dumps(id, ensure_ascii=False)))
    return Question(clean(str(id)) if id not in (None, "") else str(number), clean(question.strip()))


def _exists(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False
