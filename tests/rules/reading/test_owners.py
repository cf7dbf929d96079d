"""Who answers for a goal, against a case table (rulebook §3)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import check_goal

TODAY = date(2026, 11, 23)
TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("owners_cases.toml").read_text("utf-8"))
CASES = [(text, owner) for owner, texts in TABLE.items() for text in texts]


@pytest.mark.parametrize(("text", "owner"), CASES, ids=[text[:60] for text, _ in CASES])
def test_case(text: str, owner: str) -> None:
    report = check_goal(text, TODAY)
    assert report.verdicts is not None
    assert report.verdicts.owner == owner
