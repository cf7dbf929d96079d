"""A long input on all the cores there are: its goals go out some dozens at a time and come back, in their order, as lines written.

Each goal is judged by itself, so it matters to nobody where; what is written is the same, byte for byte. Only for JSON Lines without
the set, where nothing but the lines and the count is kept.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from threading import Thread
from typing import NamedTuple

from coach.emit.form import Setting, Tally
from coach.emit.jsonl import JsonLines
from coach.errors import InputError, Problem
from coach.examiner import Examiner
from coach.exchange.source import Entry

_MOST = 8
"""Processes: each holds the word lists, and one reads and writes for all."""
_AHEAD = 3
"""Batches that wait for each process: enough that none is idle, and no more than a moment's worth in memory."""


class Written(NamedTuple):
    """What came of a batch: its lines, and what was counted."""

    lines: str
    tally: Tally


class Worker:
    """Checks batches and writes their lines, in this process or in one of the crew."""

    def __init__(self, examiner: Examiner, setting: Setting) -> None:
        self._lines: list[str] = []
        self._examiner = examiner
        self._writer = JsonLines(replace(setting, write=self._lines.append))

    def work(self, entries: Sequence[Entry], file: str, lined: bool) -> Written:
        """The lines of some goals and of what was lost between them."""
        tally = Tally()
        examined = iter(self._examiner.examine_all([entry[1] for entry in entries if not isinstance(entry, Problem)]))
        for entry in entries:
            if isinstance(entry, Problem):
                tally.lost += entry.lost
                self._writer.problem(entry, file)
                continue
            checked = next(examined)
            tally.add(checked.report)
            self._writer.goal(checked, file, entry[0] if lined else None)
        lines = "".join(self._lines)
        self._lines.clear()
        return Written(lines, tally)


_own: Worker | None = None
"""Of a process of the crew: made once, when it begins."""


def _begin(examiner: Examiner, setting: Setting) -> None:
    """A process of the crew goes when the one that hired it goes: Ctrl-C is for that one to hear, and if it is killed nobody is left."""
    global _own
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave, daemon=True).start()
    _own = Worker(examiner, setting)


def _leave() -> None:
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        os._exit(1)


def _work(entries: Sequence[Entry], file: str, lined: bool) -> Written:
    assert _own is not None
    return _own.work(entries, file, lined)


def cores() -> int:
    """How many processes may run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Processes that check batches, `number` of them; a context, within which they live."""

    def __init__(self, examiner: Examiner, setting: Setting, number: int) -> None:
        self._number = number
        # Forked where that is usual, for the word lists are then there already; before any thread of this process has begun.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._pool = ProcessPoolExecutor(number, context, _begin, (examiner, replace(setting, write=len)))
        self._pool.submit(len, ()).result()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *failure: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def written(self, batches: Iterator[list[Entry]], file: str, lined: bool) -> Iterator[Written]:
        """What comes of the batches of an input, in their order. Where the input fails: InputError, after what was read before."""
        waiting: deque[Future[Written]] = deque()
        failure: InputError | None = None
        try:
            for entries in batches:
                waiting.append(self._pool.submit(_work, entries, file, lined))
                if len(waiting) > _AHEAD * self._number:
                    yield waiting.popleft().result()
        except InputError as error:
            failure = error
        while waiting:
            yield waiting.popleft().result()
        if failure is not None:
            raise failure


def hired(examiner: Examiner, setting: Setting) -> AbstractContextManager[Crew | None]:
    """A crew of as many as there are cores, or None where there is one only."""
    number = min(cores(), _MOST)
    return Crew(examiner, setting, number) if number > 1 else nullcontext()
