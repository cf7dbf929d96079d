"""Where things are kept: the URL read, the default place, and the engine for it. Nothing here is done at import."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from coach.errors import StoreError
from coach.store.faults import denied

VARIABLE = "COACH_DATABASE_URL"
PATIENCE = 5.0
"""Seconds that a busy database is waited for."""
WRITES = "coach_writes"
"""The execution option of a connection that is going to write."""


def address(given: str | None = None) -> URL:
    """The URL in force: `given`, else COACH_DATABASE_URL, else a file in the platform's data folder. Raises StoreError for what is none."""
    written = given if given is not None else os.environ.get(VARIABLE, "").strip()
    if not written:
        return URL.create("sqlite", database=str(_default()))
    try:
        url = make_url(written)
    except ArgumentError:
        raise StoreError("url", variable=VARIABLE) from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("url-kind", variable=VARIABLE, kind=url.drivername)
    return url


def shown(url: URL) -> str:
    """The place as a person names it: a path, "memory", or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return "memory" if memory(url) else str(url.database)
    return url.render_as_string(hide_password=True)


def memory(url: URL) -> bool:
    """Whether the database is gone when the program ends."""
    return url.get_backend_name() == "sqlite" and (url.database or ":memory:") in (":memory:", "file::memory:")


def engine(url: URL) -> Engine:
    """The engine for a URL, with the folder and an empty file made where they are missing. Raises StoreError."""
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite and not memory(url) and not str(url.database).startswith("file:"):
        _file(Path(str(url.database)), own=url.database == str(_default()))
    options: dict[str, Any] = {"hide_parameters": True, "connect_args": {"timeout": PATIENCE} if sqlite else {"connect_timeout": 5}}
    if memory(url):
        # One connection that never closes: a second one would see another, empty database.
        options |= {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
        options["connect_args"]["check_same_thread"] = False
    elif not sqlite:
        options["pool_pre_ping"] = True
    try:
        made = create_engine(url, **options)
    except (ImportError, NoSuchModuleError):
        raise StoreError("driver", kind=url.drivername) from None
    except (ArgumentError, TypeError):
        raise StoreError("url", variable=VARIABLE) from None
    if sqlite:
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin)
    return made


def _default() -> Path:
    import platformdirs

    return platformdirs.user_data_path("coach", appauthor=False) / "coach.db"


def _file(path: Path, own: bool) -> None:
    """See to it that the file can be opened: goals are nobody else's business, so that only the user may read it."""
    try:
        if own:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError("directory", place=str(path))
        if not path.parent.is_dir():
            raise StoreError("folder", place=str(path.parent))
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as failure:
        raise denied(failure, str(path)) from None


def _prepare(connection: Any, _record: Any) -> None:
    """A new SQLite connection: transactions begun by us (Python begins too late), and the settings that it keeps per connection."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        _journal(connection)
    connection.execute("PRAGMA synchronous = FULL")


def _journal(connection: Any) -> None:
    """Write-ahead logging, so that reading never waits for writing; where the file is read-only it stays as it is."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as failure:
        if failure.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise


def _begin(connection: Connection) -> None:
    """A writer takes its place at once, so that it never finds out halfway that another was first."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")
