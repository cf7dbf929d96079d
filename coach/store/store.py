"""The store: one database, and a shelf for each thing that is kept in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from coach.store import archive
from coach.store.checkins import CheckIns
from coach.store.conversations import Conversations
from coach.store.crm import CrmEntries, Mappings
from coach.store.database import Clock, Database, utc
from coach.store.dismissals import Dismissals
from coach.store.frame import Bounds, Periods, Profiles, Teams
from coach.store.goals import Goals
from coach.store.intakes import Intakes
from coach.store.meetings import Decisions, Hinders, Lessons
from coach.store.suggestions import Suggestions


class Store:
    """All that is kept. Get one by `coach.store.open_store`; safe to share between threads and tasks; a context manager that closes.

    Every method writes whole or not at all and returns when it is on disk. Whatever goes wrong with the database is a StoreError.
    """

    def __init__(self, url: str | None = None, clock: Clock = utc) -> None:
        self._database = Database(url, clock)
        self.profile = Profiles(self._database)
        self.teams = Teams(self._database)
        self.periods = Periods(self._database)
        self.goals = Goals(self._database)
        self.suggestions = Suggestions(self._database)
        self.checkins = CheckIns(self._database)
        self.dismissals = Dismissals(self._database)
        self.intakes = Intakes(self._database)
        self.hinders = Hinders(self._database)
        self.decisions = Decisions(self._database)
        self.lessons = Lessons(self._database)
        self.crm = CrmEntries(self._database)
        self.mappings = Mappings(self._database)
        self.conversations = Conversations(self._database)
        self.bounds = Bounds(self._database)

    @property
    def place(self) -> str:
        """Where it is kept, as a person names it: a path, "memory", or a URL without its password."""
        return self._database.place

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is kept as one, or not at all when it is left by an exception. No `await` inside."""
        with self._database.write():
            yield

    def export(self) -> dict[str, Any]:
        """Everything, as values that `json` can write (`coach.store.archive`)."""
        return archive.export(self._database)

    def restore(self, document: Any) -> None:
        """Take in an exported document. Raises StoreError for one that is not ours, or where something is kept already."""
        archive.restore(self._database, document)

    def delete_all(self) -> None:
        """Delete everything of the user's, for good."""
        archive.delete_all(self._database)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
