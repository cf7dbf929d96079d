"""Themes, levels and compounds, against the case tables of each language (rulebook §6, §7, §8)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from benchmarks.accuracy import Score
from rules import check_goal

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent
TAUGHT = HERE.parents[2] / "benchmarks" / "goals"


def cases(name: str) -> list[tuple[str, str]]:
    """Every text of the tables of that name with the value it stands under."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(HERE.glob(f"{name}_cases.*.toml"))]
    return [(text, value) for table in tables for value, texts in table.items() for text in texts]


THEMES, LEVELS, COMPOUNDS = cases("themes"), cases("levels"), cases("compounds")


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


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_was_taught_is_kept(language: str) -> None:
    """The own goals that the weights are fitted on: no word may come that turns more than a few of them."""
    table = tomllib.loads((TAUGHT / f"taught.{language}.toml").read_text("utf-8"))
    read = [(theme, check_goal(text, TODAY).verdicts) for theme, texts in table.items() for text in texts]
    score = Score([(theme, verdicts.theme.value) for theme, verdicts in read if verdicts is not None])
    assert len(score.pairs) > 0.95 * len(read)
    assert (score.kappa or 0) >= 0.9


@pytest.mark.parametrize(("text", "results"), COMPOUNDS, ids=[text[:60] for text, _ in COMPOUNDS])
def test_compound(text: str, results: str) -> None:
    verdicts = check_goal(text, TODAY).verdicts
    assert verdicts is not None
    assert verdicts.compound is (results == "several")
