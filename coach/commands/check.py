"""`coach check`: goals in, verdicts out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.commands import options, screen
from coach.emit.form import Form, Setting, Tally, place
from coach.errors import InputError, Problem, UsageError
from coach.examiner import Examiner
from coach.exchange.columns import shown
from coach.exchange.fields import Frame
from coach.exchange.source import FORMS, Entry, Source, identified, prefixes, source, typed
from coach.settings import load_policy
from coach.texts import Language, error, remark
from rules.model import Finding, Goal, Severity

if TYPE_CHECKING:
    from coach.commands.crew import Crew

FORMATS = ("text", "json", "jsonl", "markdown", "sarif", "github")
FAILS = ("error", "warning", "note", "never")
_RANK = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
LONG = 400_000
"""Bytes from which a file takes longer than other processes take to begin."""
_BATCH, _LETTERS = 256, 64_000
"""Goals that are checked together, and the letters from which fewer are."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach check`."""

    files: tuple[str, ...] = ()
    text: str | None = None
    input: str | None = None
    format: str = "text"
    language: str = "auto"
    today: str | None = None
    policy: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    set: bool | None = None
    fail_on: str = "error"


def run(request: Request) -> int:
    """Check what was asked for. Exit code 0: clean, 1: findings at the severity of `--fail-on`, 2: something could not be read."""
    language = options.language(request.language)
    format = options.choice("--format", request.format, FORMATS)
    form = options.choice("--input", request.input, FORMS) if request.input is not None else None
    fail_on = options.choice("--fail-on", request.fail_on, FAILS)
    today = options.day(request.today)
    if request.text is not None and request.files:
        raise UsageError("text-and-file")
    if form == "xlsx" and request.text is not None:
        raise UsageError("text-xlsx")
    select, ignore = _rules("--select", request.select), _rules("--ignore", request.ignore)
    examiner = Examiner(load_policy(request.policy), today, select, ignore)
    names = request.files or (() if request.text is not None else ("-",))
    if not request.files and request.text is None and sys.stdin.isatty():
        raise UsageError("nothing")
    several = len(names) > 1
    fixed = None if request.language.strip().lower() == "auto" else language
    together = request.set if request.set is not None else format != "jsonl" and request.text is None
    setting = Setting(sys.stdout.write, language, fixed, today, several, together)
    check = _Check(examiner, _form(format, setting), setting, format)
    if request.text is not None:
        check.read(typed(request.text, form), Frame(today, examiner.policy))
    if "-" in names:
        screen.talk()
    for name, prefix in zip(names, prefixes(names), strict=True):
        try:
            check.read(source(name, form), Frame(today, examiner.policy), prefix)
        except InputError as failure:
            check.failed(failure, shown(name, 200))
    check.close(explicit=request.set is True)
    return check.exit_code(fail_on)


class _Check:
    """One run: reads, checks, writes and counts."""

    def __init__(self, examiner: Examiner, writer: Form, setting: Setting, format: str) -> None:
        self._examiner = examiner
        self._writer = writer
        self._setting = setting
        self._language: Language = setting.language
        self._format = format
        self._tally = Tally()
        self._set: list[Goal] | None = [] if setting.together else None

    def read(self, origin: Source, frame: Frame, prefix: str = "") -> None:
        """Check the goals of one input as they come; `prefix` stands before line numbers that serve as ids."""
        hidden = self._format != "json" and sys.stdout.isatty()
        batches = _batches(origin.entries(frame), alone=origin.path is None)
        with self._crew(origin) as crew, screen.bar(origin.size, self._language, hidden) as advance:
            for _ in self._alone(batches, origin, prefix) if crew is None else self._shared(crew, batches, origin, prefix):
                if advance is not None:
                    advance(origin.position())

    def failed(self, failure: InputError, name: str) -> None:
        """A whole input could not be read; the others still are."""
        self._tally.lost += 1
        message = error(self._language, failure)
        self._writer.failure(message, name)
        screen.tell(message)

    def close(self, explicit: bool) -> None:
        """Check the set, where there is one, and write the end."""
        findings: tuple[Finding, ...] | None = None
        if self._set is not None and (explicit or self._tally.goals > 1):
            findings = self._examiner.together(self._set)
            self._tally.add_set(findings)
        self._writer.close(self._tally, findings)
        sys.stdout.flush()

    def exit_code(self, fail_on: str) -> int:
        """2: something was lost; 1: a finding at or above `fail_on`; else 0."""
        if self._tally.lost:
            return 2
        if fail_on == "never":
            return 0
        bound = _RANK[Severity(fail_on)]
        return int(any(_RANK[level] >= bound for level, number in self._tally.severities.items() if number))

    def _crew(self, origin: Source) -> AbstractContextManager[Crew | None]:
        """Others to help with a long file, where lines are all that is written and kept."""
        if self._format != "jsonl" or self._set is not None or origin.path is None or origin.size < LONG:
            return nullcontext()
        from coach.commands.crew import hired

        return hired(self._examiner, self._setting)

    def _alone(self, batches: Iterator[list[Entry]], origin: Source, prefix: str) -> Iterator[None]:
        for entries in batches:
            self._entries(entries, origin, prefix)
            yield

    def _shared(self, crew: Crew, batches: Iterator[list[Entry]], origin: Source, prefix: str) -> Iterator[None]:
        """The lines that the crew writes, and what it counts; what is worth telling on the screen is told here."""
        for done in crew.written((self._handed(entries, origin, prefix) for entries in batches), origin.name, origin.lined):
            self._setting.write(done.lines)
            self._tally.join(done.tally)
            yield

    def _handed(self, entries: Sequence[Entry], origin: Source, prefix: str) -> list[Entry]:
        for entry in entries:
            if isinstance(entry, Problem) and not entry.lost:
                self._problem(entry, origin.name)
        return [entry if isinstance(entry, Problem) else (entry[0], identified(*entry, prefix)) for entry in entries]

    def _entries(self, entries: Sequence[Entry], origin: Source, prefix: str) -> None:
        """Check some goals together, and tell them and the problems between them in their order."""
        goals = [identified(*entry, prefix) for entry in entries if not isinstance(entry, Problem)]
        examined = iter(self._examiner.examine_all(goals))
        for entry in entries:
            if isinstance(entry, Problem):
                self._problem(entry, origin.name)
                continue
            checked = next(examined)
            self._tally.add(checked.report)
            self._writer.goal(checked, origin.name, entry[0] if origin.lined else None)
        if self._set is not None:
            self._set.extend(goals)

    def _problem(self, problem: Problem, file: str) -> None:
        self._tally.lost += problem.lost
        self._writer.problem(problem, file)
        if not (problem.lost and self._format == "jsonl"):
            screen.tell(f"{place(self._language, file, problem.line)}: {remark(self._language, problem)}", grave=problem.lost)


def _batches(entries: Iterator[Entry], alone: bool) -> Iterator[list[Entry]]:
    """Entries some dozens at a time, fewer of long ones; `alone`: one by one, for who waits for each answer. What was read before an
    input fails is handed over first."""
    held: list[Entry] = []
    size = 0
    try:
        for entry in entries:
            held.append(entry)
            size += 0 if isinstance(entry, Problem) else len(entry[1].text)
            if alone or len(held) == _BATCH or size > _LETTERS:
                yield held
                held, size = [], 0
    except InputError:
        if held:
            yield held
        raise
    if held:
        yield held


def _rules(option: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        return ()
    from rules.registry import RULES

    return options.chosen(option, values, [(rule.id, rule.name) for rule in RULES])


def _form(format: str, setting: Setting) -> Form:
    """Each form is imported when it is asked for."""
    if format == "jsonl":
        from coach.emit.jsonl import JsonLines

        return JsonLines(setting)
    if format == "json":
        from coach.emit.json import Json

        return Json(setting)
    if format == "sarif":
        from coach.emit.sarif import Sarif

        return Sarif(setting)
    if format == "github":
        from coach.emit.github import GitHub

        return GitHub(setting)
    if format == "markdown":
        from coach.emit.markdown import Markdown

        return Markdown(setting)
    from coach.emit.text import Text

    return Text(setting, screen.canvas(sys.stdout))
