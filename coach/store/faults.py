"""What a database complains of, told as a StoreError; and the conflict between two who edit the same thing."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

from coach.errors import StoreError
from coach.store.records import GoalRecord, TurnRecord

Version = GoalRecord | TurnRecord


class StoreConflict(StoreError):
    """Someone else saved first. `mine`: what was to be saved; `theirs`: what is there now. Nothing was written."""

    def __init__(self, key: str, mine: Version | None, theirs: Version) -> None:
        super().__init__(key)
        self.mine = mine
        self.theirs = theirs


_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "denied",
    sqlite3.SQLITE_AUTH: "denied",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "unreadable",
    sqlite3.SQLITE_CANTOPEN: "unreadable",
}
_POSTGRESQL = {
    "25006": "read-only", "28": "denied", "40": "locked", "42501": "denied", "53100": "full", "55P03": "locked", "XX001": "corrupt",
    "XX002": "corrupt",
}  # fmt: skip
"""By SQLSTATE, or its class."""
_PRIMARY = 0xFF
"""SQLite's extended codes carry the plain one in the lowest byte."""


def fault(failure: SQLAlchemyError | sqlite3.Error, place: str) -> StoreError:
    """The failure as the user reads it. Neither statements nor values are taken over: they may hold what a goal says."""
    cause = failure.orig if isinstance(failure, DBAPIError) else failure
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        if code is not None and (key := _SQLITE.get(code & _PRIMARY)):
            return StoreError(key, place=place)
    elif state := getattr(cause, "sqlstate", None):
        if key := _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]):
            return StoreError(key, place=place)
    elif isinstance(failure, TimeoutError):
        return StoreError("locked", place=place)
    elif isinstance(failure, OperationalError):
        return StoreError("unreachable", place=place)
    return StoreError("failed", place=place, kind=type(cause).__name__)


def denied(failure: OSError, place: str) -> StoreError:
    """A folder or file that the system will not give."""
    full = failure.errno in (errno.ENOSPC, errno.EDQUOT)
    key = "full" if full else "read-only" if failure.errno == errno.EROFS else "denied"
    return StoreError(key, place=place)
