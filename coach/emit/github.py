"""Workflow commands out, for GitHub Actions: a line per finding, which becomes a remark at its line in the change that is looked at."""

from __future__ import annotations

from coach.emit.form import Setting, Tally
from coach.errors import Problem
from coach.examiner import Examined, words
from coach.texts import Language, remark, text
from rules.model import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class GitHub:
    """Writes `::warning file=mål.txt,line=3,title=S001 …::…`, then the count in plain words."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._places: dict[str, tuple[str, int | None]] = {}

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A line per finding of a goal."""
        goal = examined.report.goal
        if self._setting.together:
            self._places[goal.id] = (file, line)
        for finding in examined.report.findings:
            self._finding(finding, self._setting.spoken(examined.report.language), file, line, f"{goal.text}: ")

    def problem(self, problem: Problem, file: str) -> None:
        """What could not be read is an error, what is worth telling a notice."""
        self._command("error" if problem.lost else "notice", remark(self._setting.language, problem), file, problem.line)

    def failure(self, message: str, file: str) -> None:
        """A whole input that could not be read."""
        self._command("error", message, file, None)

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """The findings of the set, each at its first goal, and the count."""
        language = self._setting.language
        for finding in findings or ():
            file, line = next((self._places[goal] for goal in finding.goals if goal in self._places), ("-", None))
            goals = f" ({text(language, 'word.goals')} {', '.join(finding.goals)})" if finding.goals else ""
            self._finding(finding, language, file, line, "", goals)
        self._setting.write(f"{_data(tally.line(language))}\n")

    def _finding(self, finding: Finding, language: Language, file: str, line: int | None, before: str, after: str = "") -> None:
        told = " ".join(part for part in words(finding, language) if part)
        self._command(_LEVELS[finding.severity], f"{before}{told}{after}", file, line, f"{finding.rule} {finding.name}")

    def _command(self, level: str, message: str, file: str, line: int | None, title: str = "") -> None:
        fields = [f"file={_field(file)}"] if file not in ("-", "--text") else []
        if fields and line is not None:
            fields.append(f"line={line}")
        if title:
            fields.append(f"title={_field(title)}")
        self._setting.write(f"::{level}{' ' if fields else ''}{','.join(fields)}::{_data(message)}\n")


def _data(plain: str) -> str:
    """A message as a command takes it: nothing in it may end the line, or begin a command of its own."""
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(plain: str) -> str:
    return _data(plain).replace(":", "%3A").replace(",", "%2C")
