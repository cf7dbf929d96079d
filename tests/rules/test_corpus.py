"""Floors under the figures on the tuned goals, a bit below what is measured, so that none can fall unseen (benchmarks/accuracy.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.accuracy import Result, load, measure
from benchmarks.false_alarms import SIGNED, alarms

TUNED = Path(__file__).resolve().parents[2] / "benchmarks" / "goals" / "tuned.jsonl"
KAPPA = {
    "kind": 0.96, "specific": 0.95, "measurable": 0.96, "owner": 0.98, "time": 0.97, "compound": 0.96, "level": 0.96, "theme": 0.92,
    "unit_missing": 0.92, "baseline_missing": 0.96,
}  # fmt: skip
PASSES = {"specific": 0.95, "measurable": 0.95, "owner": 0.98, "time": 0.97}


@cache
def result() -> Result:
    """The figures, measured once."""
    return measure(load(TUNED))


@pytest.mark.parametrize(("column", "floor"), KAPPA.items())
def test_kappa(column: str, floor: float) -> None:
    assert (result().columns[column].kappa or 0) >= floor


@pytest.mark.parametrize(("criterion", "floor"), PASSES.items())
def test_pass_or_fail(criterion: str, floor: float) -> None:
    assert (result().passes[criterion].kappa or 0) >= floor


def test_end_dates() -> None:
    assert result().columns["end"].accuracy >= 0.98


def test_findings() -> None:
    assert result().precision >= 0.95
    assert result().recall >= 0.94


def test_signed_goals_are_left_alone() -> None:
    goals = load(SIGNED)
    found = alarms(goals)
    assert len(found) <= 0.03 * len(goals), [id for id, _, _ in found]
