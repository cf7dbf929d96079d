"""The shelf of findings that the user has set aside."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from coach.errors import StoreError
from coach.store import rows
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import Dismissal


class Dismissals:
    """Findings set aside in a period, until they are taken up again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, period: str, rule: str, goal: str | None = None, reason: str = "", who: str = "") -> Dismissal:
        """Set aside what a rule finds in a goal as it stands, or (None) in the period's set. Raises StoreError where one is missing."""
        with self._database.write() as connection:
            if connection.execute(select(t.period.c.id).where(t.period.c.id == period)).first() is None:
                raise StoreError("period-missing")
            revision = rows.one(connection, goal).revision if goal is not None else None
            made = Dismissal(self._database.fresh(), period, goal, revision, rule, reason, who, self._database.now())
            values = {"id": made.id, "period": period, "goal": goal, "revision": revision, "rule": rule, "reason": reason, "who": who}
            connection.execute(insert(t.dismissal).values(**values, withdrawn=False, at=made.at))
        return made

    def withdraw(self, id: str) -> None:
        """Take a finding up again. Raises StoreError for an id that is nobody's."""
        with self._database.write() as connection:
            if connection.execute(update(t.dismissal).where(t.dismissal.c.id == id).values(withdrawn=True)).rowcount == 0:
                raise StoreError("dismissal-missing")

    def of(self, period: str) -> tuple[Dismissal, ...]:
        """What is set aside in a period, oldest first."""
        c = t.dismissal.c
        query = select(c.id, c.period, c.goal, c.revision, c.rule, c.reason, c.who, c.at)
        with self._database.read() as connection:
            found = connection.execute(query.where(c.period == period, c.withdrawn.is_(False)).order_by(c.at, c.id))
            return tuple(Dismissal(*row) for row in found)
