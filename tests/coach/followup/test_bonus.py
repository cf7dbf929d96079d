"""`coach reward`: a model read from TOML, held against the goals, its faults told in words."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from coach.cli import main
from coach.followup.bonus import as_toml, parse_reward, payout, read_reward

GOALS = "id;mål\nm1;Boka 40 möten i Q1\nm2;NPS 60 i Q1\n"
SOUND = """
name = "Bonus Q1"
sliding = true
other = ["utbildning"]
part = [{ goal = "m1", weight = 60 }, { goal = "m2", weight = 40, team = true }]
level = [{ reached = 80, pays = 0 }, { reached = 100, pays = 100 }]
"""


def run(folder: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> tuple[int, str, str]:
    (folder / "mal.csv").write_text(GOALS, "utf-8")
    (folder / "bonus.toml").write_text(text, "utf-8")
    code = main(["reward", str(folder / "bonus.toml"), "--goals", str(folder / "mal.csv"), "--today", "2027-01-02", *more])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_sound_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(tmp_path, capsys, SOUND)
    assert (code, err) == (0, "")
    assert out.startswith("Inget att anmärka")


def test_faults_are_told_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'part = [{ goal = "m1", weight = 100 }]\nlevel = [{ reached = 100, pays = 100 }]\n'
    code, out, _ = run(tmp_path, capsys, text)
    assert code == 1
    assert len(out.splitlines()) == 4
    assert "Vid 100 % hoppar bonusen från 0 till 100 %." in out
    code, out, _ = run(tmp_path, capsys, text, "--format", "json", "--language", "en")
    assert [row["reason"] for row in json.loads(out)["findings"]] == ["quantity", "individual", "money", "cliff"]
    assert json.loads(out)["findings"][1]["message"] == "The bonus is only individual."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("part = [", "inte giltig TOML"), ("bonus = 3", "”bonus” hör inte till"),
        ("sliding = true", "”parts” saknas"),
        ('part = [{ goal = "m1", weight = "mycket" }]', "parts.0.weight"), ('part = [{ goal = "m1", weight = 60 }]', "blir 60 %"),
        ('part = [{ goal = "m9", weight = 100 }]', "”m9” finns inte"),
        ('part = [{ goal = "m1" }]\nlevel = [{ reached = -5, pays = 10 }]', "reached"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    code, out, err = run(tmp_path, capsys, text)
    assert (code, out) == (2, "")
    assert message in err


def test_what_a_model_pays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = SOUND.replace("sliding = true", "sliding = false").replace("pays = 0 }", "pays = 50 }")
    _, out, _ = run(tmp_path, capsys, steps, "--outcomes", "--format", "json")
    paid = {row["reached"]: row["pays"] for row in json.loads(out)["outcomes"]}
    assert [paid[at] for at in ("0", "79", "80", "99", "100", "120")] == ["0", "0", "50", "50", "100", "100"]
    _, out, _ = run(tmp_path, capsys, SOUND, "--outcomes", "--format", "json")
    paid = {row["reached"]: row["pays"] for row in json.loads(out)["outcomes"]}
    assert [paid[at] for at in ("79", "80", "90", "100", "120")] == ["0", "0", "50", "100", "100"]
    _, out, _ = run(tmp_path, capsys, SOUND, "--outcomes", "--language", "en")
    assert "- 90% reached pays 50% of the bonus" in out


def test_a_model_written_is_the_model_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SOUND, "utf-8")
    model = read_reward(tmp_path / "a.toml")
    assert parse_reward(as_toml(model), "b.toml") == model
    assert payout(model, Decimal(95)) == 75
    bare = model.model_copy(update={"levels": ()})
    assert payout(bare, Decimal(63)) == 63
