"""The shelf of actuals: what was measured or noted of a goal, day by day, append-only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, insert, select

from coach.store import rows
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import CheckIn


class CheckIns:
    """Check-ins of all goals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, goal: str, value: Decimal | None, day: date, source: str = "manual", note: str = "") -> CheckIn:
        """A value of the goal's measure on a day; None: only the note. Raises StoreError without such a goal."""
        with self._database.write() as connection:
            rows.lock(connection, goal)
            number = connection.execute(select(func.count()).select_from(t.checkin).where(t.checkin.c.goal == goal)).scalar_one() + 1
            made = CheckIn(self._database.fresh(), goal, number, value, day, source, note, self._database.now())
            values = {name: getattr(made, name) for name in ("id", "goal", "number", "value", "day", "source", "note", "at")}
            connection.execute(insert(t.checkin).values(**values))
        return made

    def of(self, goal: str) -> tuple[CheckIn, ...]:
        """All check-ins of a goal, by day, those of one day in the order they were written."""
        query = select(t.checkin).where(t.checkin.c.goal == goal).order_by(t.checkin.c.day, t.checkin.c.number)
        with self._database.read() as connection:
            return tuple(_record(row) for row in connection.execute(query))


def _record(row: Row[Any]) -> CheckIn:
    return CheckIn(row.id, row.goal, row.number, row.value, row.day, row.source, row.note, row.at)
