"""Goals are checked some dozens at a time: what is told, and in which order, must not show it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.cli import main
from coach.commands.check import _BATCH, _LETTERS, _batches
from coach.errors import InputError
from coach.exchange.source import Entry
from rules.model import Goal

ROOT = Path(__file__).resolve().parents[2]


def _goals(number: int, text: str = "Öka NPS till 60") -> list[Entry]:
    return [(line, Goal(text=text, id=str(line))) for line in range(1, number + 1)]


def test_dozens_at_a_time_and_nothing_lost() -> None:
    entries = _goals(2 * _BATCH + 3)
    batches = [list(batch) for batch in _batches(iter(entries), alone=False)]
    assert [len(batch) for batch in batches] == [_BATCH, _BATCH, 3]
    assert [entry for batch in batches for entry in batch] == entries


def test_fewer_of_long_goals() -> None:
    """A file of goals as long as a line may be must not stand in memory dozens at a time."""
    batches = list(_batches(iter(_goals(4, "x" * (_LETTERS + 1))), alone=False))
    assert [len(batch) for batch in batches] == [1, 1, 1, 1]


def test_one_by_one_for_who_waits() -> None:
    taken: list[int] = []

    def slow() -> Iterator[Entry]:
        for entry in _goals(3):
            taken.append(1)
            yield entry

    assert [(len(batch), len(taken)) for batch in _batches(slow(), alone=True)] == [(1, 1), (1, 2), (1, 3)]


def test_what_was_read_before_an_input_fails_is_served() -> None:
    def broken() -> Iterator[Entry]:
        yield from _goals(2)
        raise InputError("file-read", file="a", reason="b")

    seen: list[int] = []
    with pytest.raises(InputError):
        seen.extend(len(batch) for batch in _batches(broken(), alone=False))
    assert seen == [2]


def test_problems_stand_between_their_goals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "goals.jsonl"
    rows = ["{" if number % 7 == 0 else json.dumps({"id": f"g{number}", "text": "Öka NPS till 60"}) for number in range(1, 151)]
    file.write_text("\n".join(rows), "utf-8")
    assert main(["check", str(file), "--format", "jsonl", "--today", "2026-11-23"]) == 2
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row.get("id") or row["line"] for row in told] == [number if number % 7 == 0 else f"g{number}" for number in range(1, 151)]


def test_standard_input_is_answered_goal_by_goal() -> None:
    """The answer comes before the next goal is written."""
    command = [sys.executable, "-m", "coach.cli", "check", "-", "--input", "jsonl", "--format", "jsonl", "--today", "2026-11-23"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": str(number), "text": "NPS 60"}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
    assert process.returncode == 0
