"""What is kept between sessions: teams, periods, goals with their revisions, talks. The only room that knows a database.

`open_store()` gives a `Store`; what goes in and out of it are the plain values of `coach.store.records`. SQLAlchemy is imported when a
store is opened, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.store.faults import StoreConflict
    from coach.store.store import Store

__all__ = ["Store", "StoreConflict", "open_store", "where"]


def open_store(url: str | None = None) -> Store:
    """The store at `url`, else at COACH_DATABASE_URL, else in the platform's data folder; made or migrated where needed.

    Raises StoreError where it cannot be opened: no such folder, locked, read-only, damaged, another program's, or newer than this one.
    """
    from coach.store.store import Store

    return Store(url)


def where(url: str | None = None) -> str:
    """The place that `open_store` would open, as a person names it; nothing is made or opened. Raises StoreError for a URL that is none."""
    from coach.store import address

    return address.shown(address.address(url))


def __getattr__(name: str) -> Any:
    if name == "Store":
        from coach.store.store import Store

        return Store
    if name == "StoreConflict":
        from coach.store.faults import StoreConflict

        return StoreConflict
    raise AttributeError(name)
