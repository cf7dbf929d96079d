"""The user's screen: where output goes, whether it has colour, how wide it is, and the bar that shows how far a long file is read."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from coach.emit.canvas import Canvas
from coach.texts import Language, text

LONG = 500_000
"""Bytes from which a file takes long enough to want a bar."""
Advance = Callable[[int], None]


def prepare() -> None:
    """Output in UTF-8 whatever the locale, the same bytes everywhere; a terminal keeps its own encoding and never stops on a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def talk() -> None:
    """Write line by line: whoever feeds standard input may wait for the answer before the next goal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)


def canvas(stream: IO[str]) -> Canvas:
    """What a stream can show. Colour only on a terminal, and not where NO_COLOR or a dumb terminal says no."""
    if not stream.isatty():
        return Canvas()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Canvas(shutil.get_terminal_size().columns, colour)


def tell(message: str, grave: bool = True) -> None:
    """A line on standard error: what could not be read, or (not grave) what is worth telling. What was written so far stands above it."""
    with suppress(OSError):
        sys.stdout.flush()
    line = f"coach: {message}"
    if sys.stderr.isatty():
        own = canvas(sys.stderr)
        space = "\n" if sys.stdout.isatty() else ""
        line = space + "\n".join(own.paint(part, "yellow" if grave else "dim") for part in own.wrap(line, own.width, own.width))
    print(line, file=sys.stderr)


@contextmanager
def bar(size: int, language: Language, hidden: bool) -> Iterator[Advance | None]:
    """A progress bar on standard error, only on a terminal and for what takes time; yields how to move it, or None."""
    if hidden or size < LONG or not sys.stderr.isatty():
        yield None
        return
    # rich costs 50 ms to import: only here, where minutes are at stake.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as progress:  # fmt: skip
        task = progress.add_task(text(language, "word.reading"), total=size)

        def advance(position: int) -> None:
            progress.update(task, completed=position)

        yield advance
