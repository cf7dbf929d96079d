"""`coach data` as typed: where, export, restore, delete, and what is said when it cannot be."""

from __future__ import annotations

import io
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coach.cli import main
from coach.store import open_store
from tests.coach.store.test_contract import fill


class Ran(NamedTuple):
    """One run of the command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


class Typed(io.TextIOWrapper):
    """Standard input that somebody types at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `coach data` on a file in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{tmp_path / 'kept.db'}")

    def run(*arguments: str, given: str = "", typed: bool = False) -> Ran:
        monkeypatch.setattr(sys, "stdin", (Typed if typed else io.TextIOWrapper)(io.BytesIO(given.encode()), "utf-8"))
        code = main(["data", *arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


def test_where(run: Run, tmp_path: Path) -> None:
    assert run() == run("where") == (0, f"{tmp_path / 'kept.db'}\n", "")
    assert list(tmp_path.iterdir()) == []


def test_out_and_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store() as store:
        fill(store)
    ran = run("export", "kopia.json")
    assert (ran.code, ran.out, ran.err) == (0, "", f"coach: Allt i {tmp_path / 'kept.db'} finns nu i kopia.json.\n")
    copy = tmp_path / "kopia.json"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert "Nyförsäljning" in copy.read_text("utf-8")
    shown = json.loads(run("export").out)
    assert shown["format"] == "coach"
    assert run("restore", "kopia.json")[0] == 2
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert run("restore", "kopia.json", "--language", "en") == (0, "", f"coach: Everything is now in {tmp_path / 'new.db'}.\n")
    assert json.loads(run("export").out) | {"exported": ""} == shown | {"exported": ""}


def test_a_file_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mål.json").write_text("mitt")
    ran = run("export", "mål.json")
    assert (ran.code, ran.err) == (2, "coach: mål.json finns redan och skrivs inte över; ange ett annat namn.\n")
    assert (tmp_path / "mål.json").read_text() == "mitt"


def test_delete(run: Run) -> None:
    with open_store() as store:
        fill(store)
    assert run("delete").code == 2
    kept = run("delete", given="nej\n", typed=True)
    assert kept.code == 0
    assert "Inget raderades" in kept.out
    with open_store() as store:
        assert store.teams.all()
    gone = run("delete", "--language", "en", given="delete\n", typed=True)
    assert (gone.code, "is deleted" in gone.out) == (0, True)
    with open_store() as store:
        assert store.teams.all() == ()
        fill(store)
    assert run("delete", "--yes").code == 0
    with open_store() as store:
        assert store.teams.all() == ()


@pytest.mark.parametrize(("arguments", "said"), [
    (("wher",), "Menar du ”where”?"), (("where", "x"), "tar ingen fil"), (("restore", "nothing.json"), "nothing.json finns inte"),
    (("restore", "-"), "ingen export från coach"), (("restore", "."), "är en mapp"), (("export", "."), ""), (("export", "a/b.json"), ""),
])  # fmt: skip
def test_what_cannot_be(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments, given="{")
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == 1
