"""Text out, for a terminal: the goal with marks under the words a finding rests on, then what to mend and the question that would."""

from __future__ import annotations

from pathlib import Path

from coach.emit.canvas import Canvas, cells, rows, visible
from coach.emit.form import Setting, Tally, place
from coach.errors import Problem
from coach.examiner import Examined, words
from coach.texts import Language, text
from rules.messages import label, status
from rules.model import Finding, Kind, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_WIDEST = 100
"""Longer lines than this are no longer read with ease, however wide the screen."""


class Text:
    """Writes goal by goal; what could not be read is told on standard error by the command."""

    def __init__(self, setting: Setting, canvas: Canvas) -> None:
        self._setting = setting
        self._canvas = canvas
        self._width = min(canvas.width, _WIDEST)
        self._labels: dict[Language, int] = {}
        self._indent = 5
        self._file = ""
        self._first = True

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A goal, marked, with its findings and where it stands."""
        report, canvas = examined.report, self._canvas
        spoken = self._setting.spoken(report.language)
        self._heading(file)
        lines: list[str] = []
        # The heading names the file: the line is enough.
        name = visible(report.goal.id.removeprefix(f"{self._file}:").removeprefix(f"{Path(self._file).name}:"))
        if len(name) + 4 > self._indent and len(name) <= 12:
            # Once wider, the column stays: goals below each other stay in line.
            self._indent = len(name) + 4
        margin = " " * self._indent
        head = f"{name:>{self._indent - 2}}  "
        if len(name) > 12:
            lines.append(canvas.paint(f"  {name}", "dim"))
            head = margin
        spans = [(item.span.start, item.span.end, item.severity) for item in report.findings if item.span is not None]
        for row in rows(report.goal.text, spans, self._width - self._indent):
            lines.append(canvas.paint(head, "dim") + canvas.paint(row.text, "bold"))
            if row.marks:
                lines.append(margin + self._marks(row.marks, row.severities))
            head = margin
        for finding in report.findings:
            lines.extend(self._finding(finding, spoken))
        colour = "green" if report.ready else "dim" if report.kind is Kind.NONGOAL else "yellow"
        told = canvas.wrap(status(report, spoken), self._width - self._indent - 2, self._width - self._indent - 2)
        sign = "✓" if report.ready else "·" if report.kind is Kind.NONGOAL else "→"
        lines.extend(margin + canvas.paint(f"{sign if index == 0 else ' '} {line}", colour) for index, line in enumerate(told))
        self._write(lines)

    def problem(self, problem: Problem, file: str) -> None:
        """Told on standard error."""

    def failure(self, message: str, file: str) -> None:
        """Told on standard error."""

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """The findings of the set, then the count."""
        language, canvas = self._setting.language, self._canvas
        self._indent = 5
        if findings:
            lines = [canvas.paint(text(language, "heading.set"), "bold")]
            for finding in findings:
                lines.extend(self._finding(finding, language))
            self._write(lines)
        line = tally.line(language)
        self._write([canvas.paint(part, "bold") for part in canvas.wrap(line, self._width, self._width)])

    def _heading(self, file: str) -> None:
        if self._setting.several and file != self._file:
            self._file = file
            name = visible(place(self._setting.language, file, None))
            self._write([self._canvas.paint(name, "bold"), self._canvas.paint("─" * min(cells(name), self._width), "dim")])

    def _finding(self, finding: Finding, language: Language) -> list[str]:
        """Label, message and rule id; the question on lines of its own; the goals of a set's finding last."""
        canvas = self._canvas
        message, question = words(finding, language)
        severity = label("severity", finding.severity.value, language)
        start = self._indent + self._room(language)
        room = self._width - start
        margin = " " * start
        lines: list[str] = []
        for index, line in enumerate(canvas.wrap(message, room - len(finding.rule) - 2, room - len(finding.rule) - 2)):
            if index:
                lines.append(margin + line)
                continue
            gap = " " * (self._room(language) - len(severity))
            fill = " " * (room - cells(line) - len(finding.rule))
            painted = canvas.paint(severity, _COLOURS[finding.severity])
            lines.append(" " * self._indent + painted + gap + line + fill + canvas.paint(finding.rule, "dim"))
        if question:
            lines.extend(margin + canvas.paint(line, "cyan") for line in canvas.wrap(question, room, room))
        if finding.goals:
            goals = f"{text(self._setting.language, 'word.goals').capitalize()} {', '.join(finding.goals)}"
            lines.extend(margin + canvas.paint(line, "dim") for line in canvas.wrap(goals, room, room))
        return lines

    def _room(self, language: Language) -> int:
        """Where messages begin: after the longest label of a language. The catalogue of one not met is not loaded."""
        if language not in self._labels:
            self._labels[language] = max(len(label("severity", level.value, language)) for level in Severity) + 2
        return self._labels[language]

    def _marks(self, marks: str, severities: tuple[Severity | None, ...]) -> str:
        """The marks in the colours of their severities, a run at a time."""
        if not self._canvas.colour:
            return marks
        parts: list[str] = []
        start = 0
        for index in range(1, len(marks) + 1):
            if index == len(marks) or severities[index] is not severities[start]:
                level = severities[start]
                run = marks[start:index]
                parts.append(run if level is None else self._canvas.paint(run, _COLOURS[level]))
                start = index
        return "".join(parts)

    def _write(self, lines: list[str]) -> None:
        self._setting.write(("" if self._first else "\n") + "\n".join(line.rstrip() for line in lines) + "\n")
        self._first = False
