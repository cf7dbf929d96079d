"""Markdown out: for a wiki, a mail or a meeting."""

from __future__ import annotations

import re

from coach.emit.canvas import visible
from coach.emit.form import Setting, Tally, place
from coach.errors import Problem
from coach.examiner import Examined, words
from coach.texts import remark, text
from rules.messages import label, status
from rules.model import Finding

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


class Markdown:
    """Writes a heading per goal, its findings as a list, then the set and what could not be read."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._problems: list[str] = []
        self._file = ""
        setting.write(f"# {self._own('heading.report')}\n")

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A goal with its findings."""
        report, setting = examined.report, self._setting
        if setting.several and file != self._file:
            self._file = file
            setting.write(f"\n## {_safe(place(setting.language, file, None))}\n")
        spoken = setting.spoken(report.language)
        level = "###" if setting.several else "##"
        lines = [f"\n{level} {_safe(report.goal.id)} · {_safe(report.goal.text)}\n", f"\n**{status(report, spoken)}**\n"]
        for index, finding in enumerate(report.findings):
            span = finding.span
            quoted = f" – {text(spoken, 'word.quoted', words=_safe(report.goal.text[span.start : span.end]))}" if span else ""
            lines.append("\n" * (index == 0) + self._finding(finding, spoken, quoted))
        setting.write("".join(lines))

    def problem(self, problem: Problem, file: str) -> None:
        """Kept for the end."""
        language = self._setting.language
        self._problems.append(f"{place(language, file, problem.line)}: {remark(language, problem)}")

    def failure(self, message: str, file: str) -> None:
        """Kept for the end."""
        self._problems.append(message)

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """The set, what could not be read, and the count."""
        setting = self._setting
        lines: list[str] = []
        if findings:
            lines.append(f"\n## {self._own('heading.set')}\n\n")
            for finding in findings:
                goals = f" ({self._own('word.goals')} {', '.join(map(_safe, finding.goals))})" if finding.goals else ""
                lines.append(self._finding(finding, setting.language, goals))
        if self._problems:
            lines.append(f"\n## {self._own('heading.problems')}\n\n")
            lines.extend(f"- {_safe(line)}\n" for line in self._problems)
        lines.append(f"\n{tally.line(setting.language)}\n")
        setting.write("".join(lines))

    def _finding(self, finding: Finding, language: str, tail: str) -> str:
        message, question = words(finding, language)
        severity = label("severity", finding.severity.value, language)
        asked = f" *{_safe(question)}*" if question else ""
        return f"- **{severity}** {_safe(message)}{asked}{tail} `{finding.rule}`\n"

    def _own(self, key: str) -> str:
        return text(self._setting.language, key)


def _safe(plain: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(" ".join(plain.split())))
