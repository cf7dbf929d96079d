"""Themes and levels, against the case tables of each language (rulebook §7, §8)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import check_goal

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str]]:
    """Every text of the tables of that name with the value it stands under."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(HERE.glob(f"{name}_cases.*.toml"))]
    return [(text, value) for table in tables for value, texts in table.items() for text in texts]


THEMES, LEVELS = cases("themes"), cases("levels")


@pytest.mark.parametrize(("text", "theme"), THEMES, ids=[text[:60] for text, _ in THEMES])
def test_theme(text: str, theme: str) -> None:
    verdicts = check_goal(text, TODAY).verdicts
    assert verdicts is not None
    assert verdicts.theme == theme


@pytest.mark.parametrize(("text", "level"), LEVELS, ids=[text[:60] for text, _ in LEVELS])
def test_level(text: str, level: str) -> None:
    verdicts = check_goal(text, TODAY).verdicts
    assert verdicts is not None
    assert verdicts.level == level
