"""JSON out: one document, written as it grows so that a long file needs no memory (docs/cli.md)."""

from __future__ import annotations

from typing import Any

from coach.emit.form import Setting, Tally
from coach.emit.jsonl import encode
from coach.emit.shape import VERSION, goal_shape, set_shape
from coach.errors import Problem
from coach.examiner import Examined
from coach.texts import remark
from rules.model import Finding, Severity


class Json:
    """Writes `{"version", "today", "goals": […], "set", "summary", "problems", "notices"}`."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._problems: list[dict[str, Any]] = []
        self._notices: list[dict[str, Any]] = []
        self._comma = ""
        setting.write(f'{{"version":{VERSION},"today":{encode(setting.today.isoformat())},"goals":[')

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A goal, on a line of its own."""
        self._setting.write(f"{self._comma}\n{encode({'file': file, **goal_shape(examined, self._setting)})}")
        self._comma = ","

    def problem(self, problem: Problem, file: str) -> None:
        """Kept for the end."""
        told = {"file": file, "line": problem.line, "message": remark(self._setting.language, problem)}
        (self._problems if problem.lost else self._notices).append(told)

    def failure(self, message: str, file: str) -> None:
        """Kept for the end."""
        self._problems.append({"file": file, "line": None, "message": message})

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """The rest of the document."""
        setting = self._setting
        rest: dict[str, Any] = {}
        if findings is not None:
            rest["set"] = set_shape(findings, tally.goals, setting)
        counts = {level.value: tally.severities[level] for level in Severity}
        rest["summary"] = {"goals": tally.goals, "ready": tally.ready, "nongoals": tally.nongoals, **counts}
        rest["problems"] = self._problems
        rest["notices"] = self._notices
        setting.write("\n]," + encode(rest)[1:] + "\n")
