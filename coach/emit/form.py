"""What every form of output has in common: the events it writes, and what is counted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coach.errors import Problem
from coach.examiner import Examined
from coach.texts import Language, count, text
from rules.model import Finding, Kind, Report, Severity

Write = Callable[[str], object]


class Form(Protocol):
    """A form of output. Problems and notices of the input are handed over as they are met."""

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A checked goal of an input; `line`: where it stands, in an input that has lines."""

    def problem(self, problem: Problem, file: str) -> None:
        """Something of an input that could not be read, or is worth telling."""

    def failure(self, message: str, file: str) -> None:
        """A whole input could not be read."""

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """The end: what was counted, and the findings of the set (None when it was not asked for)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How to write: where to, the language of headings, that of all the rest (None: each goal's own), and the day of judgement."""

    write: Write
    language: Language
    fixed: Language | None
    today: date
    several: bool = False
    """More than one input: each is named."""
    together: bool = False
    """The set will be checked too: who needs to know where its goals stood remembers it."""

    def spoken(self, language: str) -> Language:
        """The language to speak about a goal in `language`."""
        return self.fixed or ("en" if language == "en" else "sv")


@dataclass(slots=True)
class Tally:
    """What was met on the way."""

    goals: int = 0
    ready: int = 0
    nongoals: int = 0
    lost: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Count one report."""
        if report.kind is Kind.NONGOAL:
            self.nongoals += 1
        else:
            self.goals += 1
            self.ready += report.ready
        for finding in report.findings:
            self.severities[finding.severity] += 1

    def join(self, other: Tally) -> None:
        """Count what another has counted of the same run."""
        self.goals += other.goals
        self.ready += other.ready
        self.nongoals += other.nongoals
        self.lost += other.lost
        self.severities += other.severities

    def add_set(self, findings: tuple[Finding, ...]) -> None:
        """Count the findings of the set."""
        for finding in findings:
            self.severities[finding.severity] += 1

    def line(self, language: Language) -> str:
        """The count in words: "12 mål: 3 klara, 9 behöver skärpas; 2 rader är inga mål"."""
        if not self.goals and not self.nongoals:
            return text(language, "summary.nothing")
        parts = [count(language, "summary.goals", self.goals)]
        if self.goals:
            states = [count(language, "summary.ready", self.ready)] if self.ready else []
            if self.goals > self.ready:
                states.append(count(language, "summary.mend", self.goals - self.ready))
            parts.append(": " + ", ".join(states))
        if self.nongoals:
            parts.append("; " + count(language, "summary.nongoals", self.nongoals))
        found = [count(language, f"summary.{level.value}", n) for level in Severity if (n := self.severities[level])]
        return "".join(parts) + ". " + (", ".join(found) if found else text(language, "summary.none")) + "."


def place(language: str, file: str, line: int | None) -> str:
    """Where something stands, for a message: "mål.csv:3"."""
    name = text(language, "word.stdin") if file == "-" else file
    return name if line is None else f"{name}:{line}"
