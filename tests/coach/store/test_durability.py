"""What was answered is on disk: through `kill -9`, through any sequence of edits and re-opening, and gone only when it is deleted."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.errors import StoreError
from coach.store import Store, address, open_store, where
from rules.model import Goal
from tests.coach.store.conftest import begin
from tests.coach.store.test_contract import DAY, fill

ROOT = Path(__file__).parents[3]
Open = Callable[[], Store]

SERVER = """
import sys, time
from datetime import date
from coach.store import open_store
from rules.model import Goal
store = open_store(sys.argv[1])
team = store.teams.add("Väst")
period = store.periods.open(team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
talk = store.conversations.start(team.id)
for number in range(1, 1000000):
    with store.together():
        store.goals.add(period.id, [Goal(text=f"mål {number}")])
        store.conversations.save_turn(talk.id, number, f"meddelande {number}", {"reply": f"svar {number}"}, date(2026, 11, 23))
        if number == int(sys.argv[2]):
            print("inside", flush=True)
            time.sleep(60)
    print(number, flush=True)
"""


@contextmanager
def server(url: str, halt: int) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A process that answers turn after turn and stops in the midst of number `halt`."""
    with subprocess.Popen([sys.executable, "-c", SERVER, url, str(halt)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
@pytest.mark.parametrize("halt", [1, 8, 0], ids=["in the first turn", "in the midst of a turn", "anywhere"])
def test_killed(lasting: str, halt: int) -> None:
    """`kill -9` while a turn is being answered: those shown are there, the one in the midst is there whole or not at all."""
    shown = 0
    with server(lasting, halt) as (process, lines):
        for line in lines:
            if line.strip() == "inside" or (not halt and shown >= 25):
                os.kill(process.pid, signal.SIGKILL)
                break
            shown = int(line)
        process.wait()
        shown = max([shown, *(int(line) for line in lines if line.strip().isdigit())])
    with open_store(lasting) as store:
        (team,) = store.teams.all()
        talk = store.conversations.latest(team.id)
        assert talk is not None
        answered = len(talk.turns)
        assert answered == shown if halt else answered in (shown, shown + 1)
        assert [turn.reply for turn in talk.turns] == [{"reply": f"svar {number}"} for number in range(1, answered + 1)]
        (period,) = store.periods.of(team.id)
        assert [record.goal.text for record in store.goals.of(period.id)] == [f"mål {number}" for number in range(1, answered + 1)]


def test_a_second_tab_sees_it_at_once(opened: Open) -> None:
    first, second = opened(), opened()
    period = begin(first).period
    (goal,) = first.goals.add(period.id, [Goal(text="a")])
    with first.together():
        first.goals.save([replace(goal, parked=True)])
        # Reading does not wait for writing, and sees nothing half done.
        assert second.goals.get(goal.id) == goal
    assert second.goals.get(goal.id).parked


WORDS = st.text(max_size=12)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(WORDS, min_size=1, max_size=3)),
        st.tuples(st.just("save"), st.integers(0, 5), WORDS),
        st.tuples(st.just("park"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("arrange"), st.permutations(range(6))),
        st.tuples(st.just("undo")),
        st.tuples(st.just("reopen")),
    ),
    max_size=14,
)


@settings(max_examples=40)
@given(EDITS)
@example([("add", ["a", "b"]), ("save", 0, "c"), ("undo",), ("undo",), ("undo",), ("add", ["d"]), ("remove", 0), ("undo",)])
def test_any_edits_are_there_again(edits: list[tuple[object, ...]]) -> None:
    """Beside the store, the same edits on plain lists: (text, parked) of each goal in order, and the states to go back to."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/coach.db"
        store = open_store(url)
        period = begin(store).period.id
        state: list[tuple[str, bool]] = []
        past: list[list[tuple[str, bool]]] = []
        for edit in edits:
            records, stood, after = store.goals.of(period), changes(store, period), list(state)
            match edit:
                case ("add", list(words)):
                    store.goals.add(period, [Goal(text=word) for word in words])
                    after += [(word.replace("\x00", "\ufffd"), False) for word in words]
                case ("save", int(n), str(word)) if n < len(records):
                    goal = records[n].goal.model_copy(update={"text": word.replace("\x00", "\ufffd")})
                    store.goals.save([replace(records[n], goal=goal)])
                    after[n] = (goal.text, state[n][1])
                case ("park", int(n), bool(parked)) if n < len(records):
                    store.goals.save([replace(records[n], parked=parked)])
                    after[n] = (state[n][0], parked)
                case ("remove", int(n)) if n < len(records):
                    store.goals.save([replace(records[n], removed=True)])
                    del after[n]
                case ("arrange", list(order)):
                    ids = [records[n].id for n in order if n < len(records)]
                    store.goals.arrange(period, ids)
                    after = [state[n] for n in order if n < len(records)] + state[6:]
                case ("undo",):
                    last = store.goals.last_change(period)
                    assert (store.goals.undo(period) is None) == (last is None)
                    after = past.pop() if last is not None else state
                case ("reopen",):
                    store.close()
                    store = open_store(url)
            assert [(record.goal.text, record.parked) for record in store.goals.of(period)] == after
            if changes(store, period) > stood:
                past.append(state)
            state = after
        before = store.export() | {"exported": ""}
        store.close()
        with open_store(url) as again:
            assert again.export() | {"exported": ""} == before
            assert [(record.goal.text, record.parked) for record in again.goals.of(period)] == state


def changes(store: Store, period: str) -> int:
    """How many changes stand: made, and neither undone nor an undoing."""
    found = [row for row in store.export()["change"] if row["period"] == period]
    return len(found) - 2 * sum(row["undoes"] is not None for row in found)


def test_deleted_is_gone_from_the_files(opened: Open, file: Path) -> None:
    """Not a byte of a goal, a message or a name stays in the file, its log or its index."""
    store = opened()
    fill(store)
    talk = store.conversations.start(begin(store).team.id)
    secrets = [f"hemlighet-{number:04}" for number in range(400)]
    for number, secret in enumerate(secrets, 1):
        store.conversations.save_turn(talk.id, number, secret, {"reply": secret * 3}, DAY)
    assert all(secret.encode() in held(file) for secret in secrets)
    for wanted in ("Nyförsäljning", "Karin", "Boka"):
        assert wanted.encode() in held(file)
    before = len(held(file))
    store.delete_all()
    assert len(held(file)) < before / 2
    assert b"hemlighet-" not in held(file)
    for gone in ("Nyförsäljning", "Karin", "Boka"):
        assert gone.encode() not in held(file)
    store.close()
    assert b"hemlighet-" not in held(file)


def test_what_another_reads_is_not_called_gone(opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader in another program keeps old pages in the file: said, and mended by deleting again."""
    monkeypatch.setattr(address, "PATIENCE", 0.05)
    store = opened()
    fill(store)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM goal").fetchall()
    with pytest.raises(StoreError, match="not-swept"):
        store.delete_all()
    assert (store.teams.all(), "Nyförsäljning".encode() in held(file)) == ((), True)
    other.close()
    store.delete_all()
    assert "Nyförsäljning".encode() not in held(file)


def test_a_sample_leaves_nothing(opened: Open) -> None:
    store = opened()
    team = store.teams.add("Exempelteamet", sample=True)
    period = store.periods.open(team.id, "2027-Q1", DAY, DAY)
    store.goals.add(period.id, [Goal(text="exempelmål-xyzzy")])
    store.teams.remove_samples()
    assert [row for rows in store.export().values() if isinstance(rows, list) for row in rows] == []


def held(file: Path) -> bytes:
    """All bytes of the database: the file, its log, its index."""
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def test_safe_settings(opened: Open, file: Path) -> None:
    store = opened()
    begin(store)
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    with store._database.read() as own:
        names = ("foreign_keys", "secure_delete", "synchronous", "busy_timeout")
        found = [own.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == [1, 1, 2, 5000]


def test_the_default_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's data folder, made when it is needed, for nobody but the user."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    place = Path(where())
    assert place.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with open_store() as store:
        assert Path(store.place) == place
        begin(store)
    if os.name == "posix":
        assert (stat.S_IMODE(place.stat().st_mode), stat.S_IMODE(place.parent.stat().st_mode)) == (0o600, 0o700)
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    with open_store() as store:
        assert (store.place, store.teams.all()) == (str(tmp_path / "other.db"), ())
    monkeypatch.setenv("COACH_DATABASE_URL", "postgresql://karin:hemligt@host/coach")
    assert where() == "postgresql+psycopg://karin:***@host/coach"


def test_nothing_at_import(tmp_path: Path) -> None:
    code = "import sys, coach.store, coach.store.records; print([name for name in ('sqlalchemy', 'platformdirs') if name in sys.modules])"
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []
