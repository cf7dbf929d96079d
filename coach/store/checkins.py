"""The shelf of actuals: what was measured or noted of a goal, day by day, append-only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, insert, or_, select

from coach.errors import StoreError
from coach.store import rows
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import CheckIn


class CheckIns:
    """Check-ins of all goals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, goal: str, value: Decimal | None, day: date, source: str = "manual", note: str = "", replaces: str | None = None,
        intake: str | None = None,
    ) -> CheckIn:  # fmt: skip
        """A value of the goal's measure on a day; None: only the note. `replaces`: the id of the check-in that it puts right.

        Raises StoreError without such a goal, or where `replaces` is none of its check-ins.
        """
        c = t.checkin.c
        with self._database.write() as connection:
            rows.lock(connection, goal)
            if replaces is not None and connection.execute(select(c.id).where(c.id == replaces, c.goal == goal)).first() is None:
                raise StoreError("checkin-missing")
            number = connection.execute(select(func.count()).select_from(t.checkin).where(c.goal == goal)).scalar_one() + 1
            id, at = self._database.fresh(), self._database.now()
            values = {"id": id, "goal": goal, "number": number, "value": value, "day": day, "source": source, "note": note, "at": at}
            connection.execute(insert(t.checkin).values(**values, replaces=replaces, intake=intake))
            return _record(connection.execute(select(t.checkin).where(c.id == id)).one())

    def of(self, goal: str) -> tuple[CheckIn, ...]:
        """The check-ins of a goal that hold, by day, those of one day as they were written: none that was put right, or that came with a
        file since taken back."""
        newer = t.checkin.alias()
        replaced = exists(select(newer.c.id).where(newer.c.replaces == t.checkin.c.id, _held(newer.c.intake)))
        return self._found(goal, _held(t.checkin.c.intake), ~replaced)

    def history(self, goal: str) -> tuple[CheckIn, ...]:
        """All check-ins of a goal, by day, also those that no longer hold."""
        return self._found(goal)

    def _found(self, goal: str, *conditions: ColumnElement[bool]) -> tuple[CheckIn, ...]:
        query = select(t.checkin).where(t.checkin.c.goal == goal, *conditions).order_by(t.checkin.c.day, t.checkin.c.number)
        with self._database.read() as connection:
            return tuple(_record(row) for row in connection.execute(query))


def _held(intake: ColumnElement[str]) -> ColumnElement[bool]:
    """That the file behind a check-in, if any, has not been taken back."""
    return or_(intake.is_(None), ~exists(select(t.intake.c.id).where(t.intake.c.id == intake, t.intake.c.withdrawn.is_(True))))


def _record(row: Row[Any]) -> CheckIn:
    return CheckIn(row.id, row.goal, row.number, row.value, row.day, row.source, row.note, row.at, row.replaces, row.intake)
