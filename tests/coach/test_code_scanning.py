"""`--format sarif` and `--format github`: findings where code is looked at."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from rules.registry import RULES

DAY = ("--today", "2026-11-23")
GOALS = "- Öka försäljningen\n- 100 % nöjda kunder, snart:: helst\n\nAnna bokar 40 möten i Q1 2027\n"

# What SARIF 2.1.0 requires of each object that we write, and what else it allows of what we use.
SHAPES: dict[str, tuple[set[str], dict[str, str]]] = {
    "sarifLog": ({"version", "runs"}, {"$schema": "str", "version": "str", "runs": "[run"}),
    "run": ({"tool"}, {"tool": "tool", "language": "str", "columnKind": "str", "results": "[result", "invocations": "[invocation"}),
    "tool": ({"driver"}, {"driver": "toolComponent"}),
    "toolComponent": ({"name"}, {"name": "str", "rules": "[reportingDescriptor"}),
    "reportingDescriptor": (
        {"id"},
        {"id": "str", "name": "str", "shortDescription": "text", "fullDescription": "text", "help": "text",
         "defaultConfiguration": "configuration", "properties": "bag"},
    ),
    "configuration": (set(), {"level": "level"}),
    "text": ({"text"}, {"text": "str"}),
    "result": (
        {"message"},
        {"ruleId": "str", "ruleIndex": "int", "level": "level", "message": "text", "locations": "[location", "properties": "bag"},
    ),
    "location": (set(), {"physicalLocation": "physicalLocation", "logicalLocations": "[logicalLocation"}),
    "physicalLocation": ({"artifactLocation"}, {"artifactLocation": "artifactLocation", "region": "region"}),
    "artifactLocation": (set(), {"uri": "str"}),
    "region": (set(), {"startLine": "int", "snippet": "text"}),
    "logicalLocation": (set(), {"name": "str", "kind": "str"}),
    "invocation": ({"executionSuccessful"}, {"executionSuccessful": "bool", "toolExecutionNotifications": "[notification"}),
    "notification": ({"message"}, {"level": "level", "message": "text", "locations": "[location"}),
}  # fmt: skip


def fits(value: Any, shape: str, at: str = "") -> None:
    """The value is of a shape of SARIF's."""
    if shape.startswith("["):
        assert isinstance(value, list), at
        for item in value:
            fits(item, shape[1:], f"{at}[]")
    elif shape == "level":
        assert value in ("none", "note", "warning", "error"), at
    elif shape in ("str", "int", "bool", "bag"):
        assert type(value) is {"str": str, "int": int, "bool": bool, "bag": dict}[shape], at
    else:
        needed, allowed = SHAPES[shape]
        assert needed <= set(value) <= set(allowed), at
        for key, item in value.items():
            fits(item, allowed[key], f"{at}.{key}")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Run `coach check` in a folder with `mina mål.txt`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mina mål.txt").write_text(GOALS, "utf-8")

    def run(*arguments: str, given: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        code = main(("check", *arguments, *DAY))
        return code, capsys.readouterr().out

    return run


@pytest.mark.parametrize("language", ["sv", "en"])
def test_sarif(run: Any, language: str) -> None:
    code, out = run("mina mål.txt", "nej.txt", "--format", "sarif", "--language", language)
    document = json.loads(out)
    fits(document, "sarifLog")
    assert (code, document["version"]) == (2, "2.1.0")
    (only,) = document["runs"]
    assert only["language"] == language
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    first, *_, last = only["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in only["results"])
    place = first["locations"][0]["physicalLocation"]
    assert (first["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("S001", "mina%20m%C3%A5l.txt", 1)
    assert first["properties"] == {"goal": "mina mål.txt:1", "text": "Öka", "span": [0, 3]}
    lines = [item["physicalLocation"]["region"]["startLine"] for item in last["locations"]]
    assert last["ruleId"].startswith("G")
    assert set(lines) <= {1, 2, 4}
    (invocation,) = only["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [item["level"] for item in invocation["toolExecutionNotifications"]] == ["error"]


def test_sarif_of_what_has_no_lines(run: Any) -> None:
    document = json.loads(run("--text", "Öka försäljningen", "--format", "sarif")[1])
    fits(document, "sarifLog")
    assert document["runs"][0]["results"][0]["locations"] == [{"logicalLocations": [{"name": "1", "kind": "goal"}]}]
    assert document["runs"][0]["invocations"] == [{"executionSuccessful": True}]
    fits(json.loads(run("--text", "Anna bokar 40 möten i Q1 2027", "--format", "sarif")[1]), "sarifLog")


def test_github(run: Any) -> None:
    code, out = run("mina mål.txt", "nej.txt", "--format", "github", "--no-set")
    lines = out.splitlines()
    assert code == 2
    assert lines[0].startswith("::warning file=mina mål.txt,line=1,title=S001 vague-change::Öka försäljningen: ”Öka” säger inte")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])
    assert any(line.partition("title=")[2].partition("::")[2].startswith("100 %25 nöjda") for line in lines)
    assert "::error file=nej.txt::nej.txt finns inte." in lines
    assert lines[-1].startswith("3 mål: ")


def test_github_points_at_the_first_goal_of_a_set(run: Any) -> None:
    out = run("mina mål.txt", "--format", "github", "--select", "G003")[1]
    assert out.splitlines()[0].startswith("::warning file=mina mål.txt,line=1,title=G003 ownership::")
    assert "(mål 1, 2)" in out.splitlines()[0]


def test_no_goal_can_give_github_a_command(run: Any) -> None:
    given = json.dumps({"text": "Öka\n::error file=x::y\r::stop-commands::z", "id": "a,b:c"}) + "\n"
    out = run("-", "--format", "github", "--no-set", given=given)[1]
    assert not any(line.startswith(("::error", "::stop")) for line in out.splitlines())
    assert "%0A::error" in out
