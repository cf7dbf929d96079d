"""Where goals come from: a file, standard input or a text, and the form it is read in."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from coach.errors import InputError, Problem, UsageError, problem
from coach.exchange import jsonl, lines, tables
from coach.exchange.columns import shown
from coach.exchange.encodings import Line, as_stream
from coach.exchange.encodings import lines as decoded
from coach.exchange.fields import Frame
from rules.model import Goal

Form = Literal["text", "md", "csv", "tsv", "xlsx", "json", "jsonl", "toml"]
FORMS: tuple[Form, ...] = ("text", "md", "csv", "tsv", "xlsx", "json", "jsonl", "toml")
_SUFFIXES: dict[str, Form] = {
    ".txt": "text", ".text": "text", ".md": "md", ".markdown": "md", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".toml": "toml",
}  # fmt: skip

Entry = tuple[int, Goal] | Problem
"""A goal with its line or row, or what could not be read."""


@dataclass(slots=True)
class Source:
    """An input: its name for messages, where it is, and how far it is read."""

    name: str
    path: Path | None = None
    text: str | None = None
    form: Form | None = None
    size: int = 0
    _handle: IO[bytes] | None = field(default=None, repr=False)

    def entries(self, frame: Frame) -> Iterator[Entry]:
        """What stands in the input, read as it goes. Raises InputError when the whole of it cannot be read."""
        handle = self._handle = self._open()
        blank = True
        try:
            for entry in _entries(handle, self.name, self.form, frame):
                blank = blank and isinstance(entry, Problem) and not entry.lost
                yield entry
            if blank:
                raise InputError("file-blank", file=self.name)
        except OSError as error:
            raise InputError("file-read", file=self.name, reason=error.strerror or type(error).__name__) from error
        finally:
            self._handle = None
            if handle is not sys.stdin.buffer:
                handle.close()

    @property
    def lined(self) -> bool:
        """Its goals stand on lines that an editor would show; in a workbook or a whole document the number is that of the goal."""
        return self.form not in ("xlsx", "json", "toml")

    def position(self) -> int:
        """Bytes read so far, for a progress bar."""
        try:
            return self._handle.tell() if self._handle is not None else self.size
        except (OSError, ValueError):
            return 0

    def _open(self) -> IO[bytes]:
        if self.text is not None:
            return as_stream(self.text)
        if self.path is None:
            return sys.stdin.buffer
        try:
            return self.path.open("rb")
        except OSError as error:
            raise InputError("file-read", file=self.name, reason=error.strerror or type(error).__name__) from error
        except ValueError:
            raise InputError("file-missing", file=self.name) from None


def source(name: str, form: Form | None = None) -> Source:
    """The input that a command line names: a path, or "-" for standard input. Raises InputError for what cannot be opened."""
    if name == "-":
        return Source("-", form=form)
    if not name.strip():
        raise InputError("file-missing", file=f'"{name}"')
    shown_name = shown(name, 200)
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError("file-directory", file=shown_name)
        if not path.exists():
            raise InputError("file-missing", file=shown_name)
        size = path.stat().st_size
    except ValueError:
        raise InputError("file-missing", file=shown_name) from None
    except PermissionError as error:
        raise InputError("file-read", file=shown_name, reason=error.strerror or "") from None
    if form is None and path.suffix:
        form = _SUFFIXES.get(path.suffix.lower())
        if form is None:
            raise InputError("file-extension", file=shown_name, extension=path.suffix)
    return Source(shown_name, path, form=form, size=size)


def typed(text: str, form: Form | None = None) -> Source:
    """The input of `--text`."""
    if not text.strip():
        raise UsageError("text-empty")
    return Source("--text", text=text, form=form or "text")


def identified(line: int, goal: Goal, prefix: str) -> Goal:
    """With several inputs the same line numbers come again: those that serve as ids are told apart by `prefix`, and so are those that
    the goal says it supports."""
    if not prefix or goal.id != str(line):
        return goal
    supports = tuple(f"{prefix}{id}" if id.isdigit() else id for id in goal.supports)
    return goal.model_copy(update={"id": f"{prefix}{line}", "supports": supports})


def prefixes(names: Sequence[str]) -> tuple[str, ...]:
    """What stands before the line numbers of each of several inputs: the name of the file where no two have the same, else the path."""
    if len(names) < 2:
        return ("",) * len(names)
    short = len({Path(name).name for name in names}) == len(names)
    return tuple(f"{shown(Path(name).name if short else name, 200)}:" for name in names)


def _entries(handle: IO[bytes], name: str, form: Form | None, frame: Frame) -> Iterator[Entry]:
    if form == "xlsx":
        from coach.exchange import workbook

        yield from workbook.goals(handle if handle.seekable() else io.BytesIO(handle.read()), name, frame)
        return
    if form in ("json", "toml"):
        from coach.exchange import goals_json

        yield from goals_json.goals(handle, name, frame, form)
        return
    stream = decoded(handle, name)
    if form is None:
        form, stream = _guessed(stream)
    if form == "jsonl":
        yield from jsonl.goals(stream, frame)
    elif form in ("csv", "tsv"):
        yield from tables.separated(stream, name, frame, "\t" if form == "tsv" else "")
    elif form == "md":
        yield from _markdown(stream, name, frame)
    else:
        for item in lines.goals(stream):
            yield item if isinstance(item, Problem) else (item[0], Goal(text=item[1], id=str(item[0])))


def _markdown(stream: Iterator[Line | Problem], name: str, frame: Frame) -> Iterator[Entry]:
    for item in lines.markdown(stream):
        if isinstance(item, list):
            try:
                yield from tables.pipes(item, name, frame)
            except InputError as error:
                # One table without a goal column does not cost the goals around it.
                yield problem("table-skipped", item[0][0], columns=error.params.get("columns") or error.params["first"])
        else:
            yield item if isinstance(item, Problem) else (item[0], Goal(text=item[1], id=str(item[0])))


def _guessed(stream: Iterator[Line | Problem]) -> tuple[Form, Iterator[Line | Problem]]:
    """Without an extension: JSON Lines when the first line with words begins with a brace, else lines of text."""
    taken: list[Line | Problem] = []
    form: Form = "text"
    for item in stream:
        taken.append(item)
        if isinstance(item, tuple) and item[1].strip():
            form = "jsonl" if item[1].lstrip().startswith("{") else "text"
            break
    return form, _after(taken, stream)


def _after(taken: list[Line | Problem], stream: Iterator[Line | Problem]) -> Iterator[Line | Problem]:
    yield from taken
    yield from stream
