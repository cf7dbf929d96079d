"""SARIF 2.1.0 out, for code scanning and editors: one run, each finding a result, written as it grows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from coach.emit.form import Setting, Tally
from coach.emit.jsonl import encode
from coach.errors import Problem
from coach.examiner import Examined, words
from coach.texts import Language, remark
from rules import messages
from rules.model import Finding
from rules.registry import RULES
from rules.rule import Rule, SetRule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class Sarif:
    """Writes `{"$schema", "version", "runs": [{"tool", "results", "invocations"}]}`. What could not be read stands as notifications."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._comma = ""
        self._places: dict[str, list[dict[str, Any]]] = {}
        self._told: list[dict[str, Any]] = []
        self._whole = True
        self._index = {rule.id: place for place, rule in enumerate(RULES)}
        driver = {"name": "coach", "rules": [_described(rule, setting.language) for rule in RULES]}
        run = {"tool": {"driver": driver}, "language": setting.language, "columnKind": "unicodeCodePoints"}
        setting.write(f'{{"$schema":{encode(_SCHEMA)},"version":"2.1.0","runs":[{encode(run)[:-1]},"results":[')

    def goal(self, examined: Examined, file: str, line: int | None) -> None:
        """A result per finding, on a line of its own."""
        report = examined.report
        place = _location(file, line, report.goal.text, report.goal.id)
        if self._setting.together:
            self._places[report.goal.id] = [place]
        for finding in report.findings:
            span = finding.span
            quoted = {"text": report.goal.text[span.start : span.end], "span": [span.start, span.end]} if span else {}
            self._result(finding, self._setting.spoken(report.language), [place], {"goal": report.goal.id, **quoted})

    def problem(self, problem: Problem, file: str) -> None:
        """Kept for the end."""
        self._whole = self._whole and not problem.lost
        self._note("warning" if problem.lost else "note", remark(self._setting.language, problem), _location(file, problem.line))

    def failure(self, message: str, file: str) -> None:
        """Kept for the end."""
        self._whole = False
        self._note("error", message, _location(file, None))

    def close(self, tally: Tally, findings: tuple[Finding, ...] | None) -> None:
        """The findings of the set, at each of their goals, and how the run went."""
        for finding in findings or ():
            places = [place for goal in finding.goals for place in self._places.get(goal, ())]
            self._result(finding, self._setting.language, places, {"goals": list(finding.goals)})
        run: dict[str, Any] = {"executionSuccessful": self._whole}
        if self._told:
            run["toolExecutionNotifications"] = self._told
        self._setting.write(f'\n],"invocations":[{encode(run)}]}}]}}\n')

    def _result(self, finding: Finding, language: Language, places: list[dict[str, Any]], more: dict[str, Any]) -> None:
        result = {
            "ruleId": finding.rule,
            "ruleIndex": self._index[finding.rule],
            "level": finding.severity.value,
            "message": {"text": " ".join(part for part in words(finding, language) if part)},
            "locations": places,
            "properties": more,
        }
        self._setting.write(f"{self._comma}\n{encode(result)}")
        self._comma = ","

    def _note(self, level: str, text: str, place: dict[str, Any]) -> None:
        self._told.append({"level": level, "message": {"text": text}, "locations": [place]})


def _described(rule: Rule | SetRule, language: Language) -> dict[str, Any]:
    id = rule.id
    return {
        "id": id,
        "name": rule.name,
        "shortDescription": {"text": messages.title(id, language)},
        "fullDescription": {"text": messages.looks(id, language)},
        "help": {"text": f"{messages.why(id, language)} {messages.mend(id, language)}"},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"criterion": rule.criterion, "section": rule.section},
    }


def _location(file: str, line: int | None, text: str = "", goal: str = "") -> dict[str, Any]:
    """Where something stands: a line of a file, where the input has both, and the goal by its id."""
    place: dict[str, Any] = {}
    if file not in ("-", "--text"):
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(file.replace("\\", "/"))}}
        if line is not None:
            place["physicalLocation"]["region"] = {"startLine": line, **({"snippet": {"text": text}} if text else {})}
    if goal:
        place["logicalLocations"] = [{"name": goal, "kind": "goal"}]
    return place
