"""A database that is locked, read-only, damaged, somebody else's … is told of in the user's words, and a goal is never quoted."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.store import Store, address, open_store
from coach.store.faults import _POSTGRESQL
from coach.texts import catalogue, error
from rules.model import Goal
from tests.coach.store.conftest import begin

Open = Callable[[], Store]
SECRET = "Öka försäljningen till hemligheten"


def key(failure: StoreError) -> str:
    """The key, once the failure is seen to be worded in both languages."""
    assert all("{" not in error(language, failure) for language in ("sv", "en"))
    assert SECRET not in "".join(traceback.format_exception(failure))
    return failure.key


def test_locked(opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "PATIENCE", 0.05)
    store = opened()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as met:
        begin(store)
    assert key(met.value) == "locked"
    assert store.teams.all() == ()
    other.execute("ROLLBACK")
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    store.close()
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError) as met:
        opened()
    assert key(met.value) == "locked"
    other.close()
    assert begin(opened()).team.name == "Väst"


def test_read_only(opened: Open, file: Path) -> None:
    store = opened()
    (goal,) = store.goals.add(begin(store).period.id, [Goal(text=SECRET)])
    store.close()
    with open_store(f"sqlite:///file:{file}?mode=ro&uri=true") as store:
        assert store.goals.get(goal.id) == goal
        with pytest.raises(StoreError) as met:
            store.goals.add(goal.period, [Goal(text=SECRET)])
    assert key(met.value) == "read-only"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can try as another user")
@pytest.mark.parametrize(("mode", "keys"), [(0o555, ("denied", "unreadable", "read-only")), (0o000, ("denied", "unreadable"))])
def test_a_folder_of_somebody_else(tmp_path: Path, mode: int, keys: tuple[str, ...]) -> None:
    """As a user that may not write there: in a process of its own, since root may everything."""
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(mode)
    code = (
        "import os, sys, sqlalchemy.dialects.sqlite\nfrom coach.errors import StoreError\nfrom coach.store import open_store, store\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try: open_store(sys.argv[1])\nexcept StoreError as failure: print(failure.key)\n"
    )
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(0o755)
    command = [sys.executable, "-c", code, f"sqlite:///{folder / 'coach.db'}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() in keys, done.stderr


def test_a_file_that_is_no_database(opened: Open, file: Path) -> None:
    file.write_bytes(b"Detta \xc3\xa4r ingen databas. " * 400)
    with pytest.raises(StoreError) as met:
        opened()
    assert key(met.value) == "corrupt"
    assert file.read_bytes().startswith(b"Detta")


def test_a_damaged_file(opened: Open, file: Path) -> None:
    store = opened()
    store.goals.add(begin(store).period.id, [Goal(text=SECRET) for _ in range(300)])
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    with pytest.raises(StoreError) as met:
        opened().export()
    assert key(met.value) == "corrupt"


def test_a_file_cut_short(opened: Open, file: Path) -> None:
    store = opened()
    store.goals.add(begin(store).period.id, [Goal(text=SECRET) for _ in range(300)])
    store.close()
    with file.open("r+b") as cut:
        cut.truncate(file.stat().st_size // 2)
    with pytest.raises(StoreError) as met:
        opened().export()
    assert key(met.value) == "corrupt"


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as met:
        open_store(f"sqlite:///{tmp_path / 'missing' / 'coach.db'}")
    assert key(met.value) == "folder"
    with pytest.raises(StoreError) as met:
        open_store(f"sqlite:///{tmp_path}")
    assert key(met.value) == "directory"
    assert list(tmp_path.iterdir()) == []


def test_newer_than_the_program(opened: Open, file: Path) -> None:
    opened().close()
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, '')")
    connection.close()
    with pytest.raises(StoreError) as met:
        opened()
    assert key(met.value) == "newer"
    assert met.value.params["found"] == "99"


def test_another_programs(opened: Open, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError) as met:
        opened()
    assert key(met.value) == "foreign"
    assert len(file.read_bytes()) == len(before)


@pytest.mark.parametrize(("url", "expected"), [
    ("coach.db", "url"), ("sqlite:/coach.db", "url"), ("mysql://user:hemligt@host/db", "url-kind"), ("nonsense://x", "url-kind"),
    ("postgresql+nonsense://user:hemligt@host/db", "driver"), ("postgresql://user:hemligt@127.0.0.1:1/db", "unreachable"),
])  # fmt: skip
def test_addresses_that_lead_nowhere(url: str, expected: str) -> None:
    with pytest.raises(StoreError) as met:
        open_store(url)
    assert key(met.value) == expected
    assert "hemligt" not in f"{met.value} {error('sv', met.value)}"


def test_a_server_that_went_away(postgresql: str) -> None:
    """PostgreSQL closes the connection under us: said once, and the next try has a new one."""
    store = open_store(postgresql)
    with pytest.raises(StoreError) as met, store._database.read() as connection:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert key(met.value) in ("unreachable", "failed")
    assert store.teams.all() is not None
    with pytest.raises(StoreError) as met, store._database.write() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY; DELETE FROM team")
    assert key(met.value) == "read-only"
    store.close()


def test_a_fault_of_ours_does_not_quote(opened: Open, file: Path) -> None:
    store = opened()
    period = begin(store).period.id
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE link")
        connection.execute("ALTER TABLE revision DROP COLUMN unit")
    connection.close()
    with pytest.raises(StoreError) as met:
        store.goals.add(period, [Goal(text=SECRET)])
    assert key(met.value) == "failed"


def test_every_key_has_a_text() -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted(Path(address.__file__).parent.glob("*.py")))
    raised = set(re.findall(r'(?:StoreError|StoreConflict)\(\s*"([a-z-]+)"', source)) | set(re.findall(r'SQLITE_\w+: "([a-z-]+)"', source))
    raised |= set(_POSTGRESQL.values()) | {"period-step", "period-back", "full", "read-only", "denied"}
    assert {f"error.{key}" for key in raised} == {key for key in catalogue("sv", "store") if key.startswith("error.")}
