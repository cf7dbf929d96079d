"""From the version a database has to the one this program knows: numbered SQL files, each done whole or not at all."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from coach.errors import StoreError

TABLE = "schema_version"
_LOCK = 7_266_322
"""Any number, the same in every coach: two that start at once on PostgreSQL wait for each other."""


@cache
def scripts() -> tuple[str, ...]:
    """The migrations in order; the first makes version 1."""
    found = sorted(entry.name for entry in files("coach.store").joinpath("migrations").iterdir() if entry.name.endswith(".sql"))
    assert found == [f"{number:04}.sql" for number in range(1, len(found) + 1)], found
    return tuple(files("coach.store").joinpath("migrations", name).read_text("utf-8") for name in found)


def newest() -> int:
    """The version this program knows."""
    return len(scripts())


def version(connection: Connection) -> int | None:
    """The version of a database, 0 for an empty one, None for one that is not ours."""
    names = inspect(connection).get_table_names()
    if TABLE not in names:
        return None if names else 0
    return int(connection.execute(text(f"SELECT MAX(version) FROM {TABLE}")).scalar() or 0)


def check(connection: Connection, place: str) -> bool:
    """Whether the database is up to date. Raises StoreError for one that is newer than the program, or another program's."""
    found = version(connection)
    if found is None:
        raise StoreError("foreign", place=place)
    if found > newest():
        raise StoreError("newer", place=place, found=str(found), known=str(newest()))
    return found == newest()


def migrate(connection: Connection, place: str, at: str, target: int | None = None) -> None:
    """Bring the database to version `target` (default: the newest), in the caller's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if check(connection, place):
        return
    found = version(connection) or 0
    if found == 0:
        connection.execute(text(f"CREATE TABLE {TABLE} (version INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL)"))
    for number in range(found + 1, (target or newest()) + 1):
        for statement in _statements(scripts()[number - 1]):
            connection.exec_driver_sql(statement)
        connection.execute(text(f"INSERT INTO {TABLE} (version, at) VALUES (:version, :at)"), {"version": number, "at": at})


def _statements(script: str) -> list[str]:
    """A script cut at the semicolons that end a line; comments fall away."""
    bare = re.sub(r"(?m)^--.*$", "", script)
    return [part.strip() for part in re.split(r";\s*$", bare, flags=re.M) if part.strip()]
