"""What is left open, what can be told, one result or two, and goals nobody would send back (rulebook §1, §6, §10)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import check_goal
from rules.model import Severity

TODAY = date(2026, 11, 23)
BORDERS = ("outcomes_cases.toml", "borders_cases.sv.toml", "borders_cases.en.toml")


def _cases(name: str) -> list[tuple[str, str]]:
    table: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return [(text, wanted) for wanted, texts in table.items() for text in texts]


@pytest.mark.parametrize(("text", "specific"), [case for name in BORDERS for case in _cases(name)])
def test_specific(text: str, specific: str) -> None:
    report = check_goal(text, TODAY)
    assert report.verdicts is not None
    assert report.verdicts.specific == specific


@pytest.mark.parametrize(("text", "results"), _cases("results_cases.toml"))
def test_results(text: str, results: str) -> None:
    report = check_goal(text, TODAY)
    assert report.verdicts is not None
    assert report.verdicts.compound is (results == "two")


@pytest.mark.parametrize(("text", "_"), _cases("signed_cases.toml"))
def test_signed(text: str, _: str) -> None:
    report = check_goal(text, TODAY)
    assert report.kind == "goal"
    assert [finding.rule for finding in report.findings if finding.severity is not Severity.NOTE] == []
