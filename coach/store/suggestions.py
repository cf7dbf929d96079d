"""The shelf of suggestions: what was proposed for a goal, by which prompt, model and rules, and whether it was taken."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Row, insert, select, update

from coach.errors import StoreError
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import SuggestionRecord


class Suggestions:
    """Suggestions for all goals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, record: SuggestionRecord) -> SuggestionRecord:
        """Keep a suggestion; its `id` and `at` are given here, whatever they were. Raises StoreError without such a goal."""
        with self._database.write() as connection:
            if connection.execute(select(t.goal.c.id).where(t.goal.c.id == record.goal)).first() is None:
                raise StoreError("goal-missing")
            made = replace(record, id=self._database.fresh(), at=self._database.now())
            connection.execute(insert(t.suggestion).values(**asdict(made)))
        return made

    def settle(self, id: str, accepted: bool) -> SuggestionRecord:
        """Write down whether a suggestion was taken. Raises StoreError for an id that is nobody's."""
        with self._database.write() as connection:
            connection.execute(update(t.suggestion).where(t.suggestion.c.id == id).values(accepted=accepted))
            row = connection.execute(select(t.suggestion).where(t.suggestion.c.id == id)).first()
        if row is None:
            raise StoreError("suggestion-missing")
        return _record(row)

    def of(self, goal: str) -> tuple[SuggestionRecord, ...]:
        """The suggestions made for a goal, oldest first."""
        query = select(t.suggestion).where(t.suggestion.c.goal == goal).order_by(t.suggestion.c.at, t.suggestion.c.id)
        with self._database.read() as connection:
            return tuple(_record(row) for row in connection.execute(query))


def _record(row: Row[Any]) -> SuggestionRecord:
    return SuggestionRecord(**row._mapping)
