"""From an old file to the newest version: nothing lost, whole or not at all, and the tables are those that the code thinks."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, make_url, text

from coach.errors import StoreError
from coach.store import Store, migration, open_store
from coach.store.tables import METADATA
from rules.model import State
from tests.coach.store.conftest import begin

Open = Callable[[], Store]


def left(file: Path, version: int) -> Path:
    """A store that a coach of a version left behind."""
    connection = sqlite3.connect(file)
    connection.executescript((Path(__file__).parent / f"version-{version}.sql").read_text("utf-8"))
    connection.close()
    return file


@pytest.fixture
def old(file: Path) -> Path:
    """A store that a coach of version 1 left behind."""
    return left(file, 1)


def rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of a file, read without our code."""
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names}
    connection.close()
    return found


@pytest.mark.parametrize("version", range(1, migration.newest()))
def test_an_old_file_loses_nothing(file: Path, opened: Open, version: int) -> None:
    before = rows(left(file, version))
    assert all(before.values())
    assert [row["version"] for row in before.pop("schema_version")] == list(range(1, version + 1))
    opened().close()
    after = rows(file)
    assert [row["version"] for row in after["schema_version"]] == list(range(1, migration.newest() + 1))
    for name, lines in before.items():
        assert [{key: row[key] for key in line} for row, line in zip(after[name], lines, strict=True)] == lines


def test_an_old_file_reads_as_it_was(old: Path, opened: Open) -> None:
    store = opened()
    (team,) = store.teams.all()
    (period,) = store.periods.of(team.id)
    strategic, operational = store.goals.of(period.id)
    assert (team.name, period.name, period.state) == ("Säljteam Väst", "2027-Q1", State.AGREED)
    assert (strategic.goal.target, operational.goal.supports) == (Decimal("3.0"), (strategic.id,))
    assert [record.goal.text for record in store.goals.history(operational.id)][:2] == [
        "Boka 8 möten i veckan", "Boka 8 nya kundmöten i veckan till 31 mars 2027",
    ]  # fmt: skip
    assert [one.value for one in store.checkins.of(operational.id)] == [Decimal(37), None]
    assert store.checkins.add(operational.id, Decimal(40), period.last, replaces=store.checkins.of(operational.id)[0].id).number == 3
    assert store.goals.undo(period.id) is not None
    assert store.goals.get(operational.id).goal.accepted is None


@pytest.mark.parametrize("version", range(1, migration.newest()))
def test_an_export_of_an_old_version_comes_back(file: Path, opened: Open, version: int) -> None:
    """What an old version would have written: its rows as they stand, JSON columns as JSON."""
    found = rows(left(file, version))
    found.pop("schema_version")
    trees = {(table.name, column.name) for table in METADATA.sorted_tables for column in table.c if type(column.type).__name__ == "Tree"}
    flags = {(table.name, column.name) for table in METADATA.sorted_tables for column in table.c if type(column.type).__name__ == "Boolean"}
    document: dict[str, Any] = {
        name: [
            {key: json.loads(value) if (name, key) in trees else bool(value) if (name, key) in flags and value is not None else value
             for key, value in row.items()}
            for row in lines
        ]
        for name, lines in found.items()
    }  # fmt: skip
    with open_store("sqlite://") as other:
        other.restore(json.loads(json.dumps({"format": "coach", "version": 1, "schema": version, "exported": "", **document})))
        assert other.export() | {"exported": ""} == opened().export() | {"exported": ""}


@pytest.mark.parametrize("damage", [
    lambda d: d | {"format": "other"}, lambda d: d | {"schema": "2"}, lambda d: {k: v for k, v in d.items() if k != "goal"},
    lambda d: d | {"team": [{"id": "x"}]}, lambda d: d | {"team": [d["team"][0] | {"sample": "no"}]}, lambda d: d | {"period": None},
    lambda d: d | {"team": []}, lambda d: d | {"period": [d["period"][0] | {"first": "in spring"}]}, lambda d: [d], lambda d: None,
    lambda d: d | {"team": [d["team"][0], d["team"][0]]}, lambda d: d | {"checkin": [d["checkin"][0] | {"value": "many"}]},
])  # fmt: skip
def test_a_damaged_export_changes_nothing(old: Path, opened: Open, damage: Callable[[dict[str, Any]], Any]) -> None:
    document = opened().export()
    with open_store("sqlite://") as other:
        with pytest.raises(StoreError, match="export-shape"):
            other.restore(damage(document))
        assert other.teams.all() == ()
        other.restore(document)


@pytest.mark.parametrize("change", [{"version": 2}, {"schema": 99}, {"schema": 0}])
def test_an_export_of_a_newer_program(store: Store, change: dict[str, int]) -> None:
    with pytest.raises(StoreError, match="export-version"):
        store.restore(store.export() | change)


def test_a_migration_that_fails_leaves_the_old_version(old: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(old)
    broken = (*migration.scripts(), "CREATE TABLE more (id TEXT);\nALTER TABLE nothing ADD COLUMN x TEXT;\n")
    with monkeypatch.context() as patched:
        patched.setattr(migration, "scripts", lambda: broken)
        with pytest.raises(StoreError, match="failed"):
            opened()
    assert rows(old) == before
    assert opened().teams.all()


def test_many_open_a_new_store_at_once(lasting: str) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            with open_store(lasting) as store:
                begin(store)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(lasting) as store:
        assert len(store.teams.all()) == 6


def test_the_tables_are_those_of_the_code(url: str, store: Store) -> None:
    """What the migrations make, and what `coach.store.tables` says, made from scratch beside it."""
    with database(url, store) as migrated, fresh(migrated) as wanted:
        assert described(migrated, "public" if migrated.dialect.name == "postgresql" else None) == wanted


@contextmanager
def database(url: str, store: Store) -> Iterator[Engine]:
    """The database behind a store; for memory its own engine, since nothing else can see it."""
    if url == "sqlite://":
        yield store._database._engine
        return
    engine = create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")))
    yield engine
    engine.dispose()


@contextmanager
def fresh(migrated: Engine) -> Iterator[dict[str, Any]]:
    """The tables of the code as the same kind of database describes them."""
    if migrated.dialect.name == "sqlite":
        engine = create_engine("sqlite://")
        METADATA.create_all(engine)
        yield described(engine, None)
        engine.dispose()
        return
    with migrated.begin() as connection:
        connection.execute(text("CREATE SCHEMA wanted"))
        connection.execute(text("SET search_path TO wanted"))
        METADATA.create_all(connection)
    yield described(migrated, "wanted")


def described(engine: Engine, schema: str | None) -> dict[str, Any]:
    """Columns, keys and references of every table but the version's."""
    seen = inspect(engine)
    return {
        name: (
            sorted((column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name, schema=schema)),
            seen.get_pk_constraint(name, schema=schema)["constrained_columns"],
            references(engine, name, schema),
            sorted(unique["column_names"] for unique in seen.get_unique_constraints(name, schema=schema)),
        )
        for name in seen.get_table_names(schema=schema)
        if name != migration.TABLE
    }


def references(engine: Engine, name: str, schema: str | None) -> list[Any]:
    """What a table refers to, and what becomes of its rows then. SQLAlchemy does not see the latter on SQLite."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            found = connection.execute(text(f"PRAGMA foreign_key_list({name})")).mappings().all()
        return sorted((row["from"], row["table"], row["to"], row["on_delete"]) for row in found)
    return sorted(
        (key["constrained_columns"], key["referred_table"], key["referred_columns"], key["options"].get("ondelete"))
        for key in inspect(engine).get_foreign_keys(name, schema=schema)
    )
