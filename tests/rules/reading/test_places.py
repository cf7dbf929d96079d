"""Owners by the place they stand in, whoever they are (rulebook §3)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules import check_goal

TODAY = date(2026, 11, 23)
TABLE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("places_cases.toml").read_text("utf-8"))


def _cases() -> list[tuple[str, str]]:
    found = []
    for table in TABLE.values():
        goals = table["goals"]
        for owner in ("named", "team"):
            for row, party in enumerate(table[owner]):
                for column, place in enumerate(table["places"]):
                    found.append((place.format(goal=goals[(row + column) % len(goals)], owner=party), owner))
    return found


@pytest.mark.parametrize(("text", "owner"), _cases())
def test_place(text: str, owner: str) -> None:
    report = check_goal(text, TODAY)
    assert report.verdicts is not None
    assert report.verdicts.owner == owner
