"""A long file on several cores: the same bytes, faults in their place, nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.commands import check, crew
from coach.commands.check import Request, run

ROOT = Path(__file__).parents[2]
TEXTS = (
    "Öka försäljningen",
    "Sara bokar 40 kundmöten per månad till 30 juni 2027",
    "Kundfokus",
    "Raise NPS from 40 to 60 by 31 March 2027",
)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": f"g{at}", "text": TEXTS[at % len(TEXTS)]}, ensure_ascii=False) for at in range(600)]
    lines[300:300] = ["{broken", json.dumps({"id": "odd", "text": "NPS 60", "colour": "red"})]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def said(path: Path, capfd: pytest.CaptureFixture[str], **other: object) -> tuple[int, str, str]:
    asked = {"files": (str(path),), "input": "jsonl", "format": "jsonl", "today": "2026-11-23", **other}
    code = run(Request(**asked))  # type: ignore[arg-type]
    return code, *capfd.readouterr()


def test_several_processes_write_what_one_writes(rows: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LONG", 0)
    monkeypatch.setattr(crew, "cores", lambda: 1)
    alone = said(rows, capfd)
    hired = []
    begin = crew.Crew.__init__
    monkeypatch.setattr(crew.Crew, "__init__", lambda self, *given: (hired.append(given), begin(self, *given))[1])
    monkeypatch.setattr(crew, "cores", lambda: 3)
    assert said(rows, capfd) == alone
    assert len(hired) == 1
    code, out, told = alone
    assert code == 2
    lines = [json.loads(line) for line in out.splitlines()]
    assert len(lines) == 602
    assert lines[300]["line"] == 301
    assert "colour" in told
    assert said(rows, capfd, select=("S001",), fail_on="never")[1] != out


def test_an_input_that_fails_half_way_is_served_up_to_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "half.jsonl"
    path.write_bytes(b'{"text":"NPS 60"}\n' * 200 + b"\x00\x01\x02\x03" * 40_000)
    monkeypatch.setattr(check, "LONG", 0)
    monkeypatch.setattr(crew, "cores", lambda: 1)
    alone = said(path, capfd)
    monkeypatch.setattr(crew, "cores", lambda: 2)
    assert said(path, capfd) == alone
    assert alone[0] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_nobody_is_left_when_the_command_goes(tmp_path: Path, how: signal.Signals) -> None:
    if crew.cores() < 2:
        pytest.skip("one core only: there is no crew")
    path = tmp_path / "long.jsonl"
    path.write_text('{"text":"Öka försäljningen i norr med alla våra återförsäljare"}\n' * 60_000, "utf-8")
    code = [sys.executable, "-m", "coach.cli", "check", str(path), "--format", "jsonl", "--today", "2026-11-23"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(code, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True) as started:
        signal.signal(signal.SIGINT, before)
        _until(lambda: len(_session(started.pid)) > 2)
        if how is signal.SIGINT:
            os.killpg(started.pid, how)  # as a terminal does: everybody hears it
        else:
            os.kill(started.pid, how)
        assert started.stderr is not None
        told = started.stderr.read()
        assert started.wait(20) == (130 if how is signal.SIGINT else -how)
        assert told == (b"coach: Avbrutet.\n" if how is signal.SIGINT else b"")
        _until(lambda: not _session(started.pid))


def _session(leader: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, *fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == leader and state != "Z":
                found.append(int(entry.name))
    return found


def _until(true: object, seconds: float = 20) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
