"""What goals are about, against the case tables of each language (rulebook §8)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import check_goal

TODAY = date(2026, 11, 23)
TABLES = sorted(Path(__file__).parent.glob("themes_cases.*.toml"))
CASES = [(text, theme) for path in TABLES for theme, texts in tomllib.loads(path.read_text("utf-8")).items() for text in texts]


@pytest.mark.parametrize(("text", "theme"), CASES, ids=[text[:60] for text, _ in CASES])
def test_case(text: str, theme: str) -> None:
    report = check_goal(text, TODAY)
    assert report.verdicts is not None
    assert report.verdicts.theme == theme
