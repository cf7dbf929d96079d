"""One database: transactions, the clock and new ids. The shelves of the store write through it, and no error of a driver passes it."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from coach.errors import StoreError
from coach.store import address, migration
from coach.store.faults import fault

Clock = Callable[[], datetime]


def utc() -> datetime:
    """Now."""
    return datetime.now(UTC)


class Database:
    """The connection to what is kept. Safe to share between threads and tasks."""

    def __init__(self, url: str | None = None, clock: Clock = utc) -> None:
        """Open, and migrate what is older. Raises StoreError."""
        found = address.address(url)
        self.place = address.shown(found)
        self._clock = clock
        self._engine = address.engine(found)
        self._current: ContextVar[Connection | None] = ContextVar("coach-store-write", default=None)
        self._reading: ContextVar[Connection | None] = ContextVar("coach-store-read", default=None)
        try:
            with self.read() as connection:
                ready = migration.check(connection, self.place)
            if not ready:
                with self.write() as connection:
                    migration.migrate(connection, self.place, self.now())
        except BaseException:
            self.close()
            raise

    def now(self) -> str:
        """The moment, ISO in UTC."""
        return self._clock().astimezone(UTC).isoformat(timespec="microseconds")

    @staticmethod
    def fresh() -> str:
        """A new id."""
        return secrets.token_hex(8)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to read by; inside a `write` it sees what that one has done so far."""
        current = self._current.get() or self._reading.get()
        if current is not None:
            with self._told():
                yield current
            return
        with self._told(), self._engine.connect() as connection, connection.begin():
            token = self._reading.set(connection)
            try:
                yield connection
            finally:
                self._reading.reset(token)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing when it is left by an exception. Inside another it is a part of that one."""
        current = self._current.get()
        if current is not None:
            with self._told(), current.begin_nested():
                yield current
            return
        with self._told(), self._engine.connect().execution_options(**{address.WRITES: True}) as connection, connection.begin():
            token = self._current.set(connection)
            try:
                yield connection
            finally:
                self._current.reset(token)

    def sweep(self) -> None:
        """Give back the space of what was deleted, so that its bytes are gone from the files. Raises StoreError where they are not."""
        if self._engine.dialect.name == "postgresql":
            with self._told(), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM FULL"))
            return
        # The driver's own connection: SQLite refuses VACUUM inside the transaction that SQLAlchemy begins.
        with self._told(), closing(self._engine.raw_connection()) as raw:
            raw.cursor().execute("VACUUM")
            # (1, …): someone still reads the old pages, which then stay in the file.
            busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreError("not-swept", place=self.place)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A failure of the database as a StoreError. `from None`: the original holds statements and values."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as failure:
            raise fault(failure, self.place) from None
