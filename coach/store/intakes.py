"""The shelf of files taken in, so that the same file twice adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, or_, select, update

from coach.errors import StoreError
from coach.store import rows
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import Intake


class Intakes:
    """Imports of a team. Write the rows and the intake in one `Store.together`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seen(self, team: str, kind: str, digest: str) -> Intake | None:
        """The time this file was taken in, if it was and has not been taken back (by `withdraw`, or by undoing its change)."""
        c = t.intake.c
        query = select(c.id, c.team, c.kind, c.digest, c.name, c.details, c.change, c.at).where(
            c.team == team, c.kind == kind, c.digest == digest, c.withdrawn.is_(False), or_(c.change.is_(None), rows.stands(c.change))
        )
        with self._database.read() as connection:
            row = connection.execute(query.order_by(c.at.desc()).limit(1)).first()
        return None if row is None else Intake(*row)

    def add(
        self, team: str, kind: str, digest: str, name: str, details: Mapping[str, Any] | None = None, change: str | None = None
    ) -> Intake:
        """Write down that a file was taken in. Raises StoreError where it was before, or without such a team."""
        with self._database.write() as connection:
            if connection.execute(select(t.team.c.id).where(t.team.c.id == team).with_for_update()).first() is None:
                raise StoreError("team-missing")
            if self.seen(team, kind, digest) is not None:
                raise StoreError("intake-twice")
            made = Intake(self._database.fresh(), team, kind, digest, name, dict(details or {}), change, self._database.now())
            values = {"id": made.id, "team": team, "kind": kind, "digest": digest, "name": name, "details": made.details}
            connection.execute(insert(t.intake).values(**values, change=change, withdrawn=False, at=made.at))
        return made

    def withdraw(self, id: str) -> None:
        """Take a file back: its check-ins hold no longer. Raises StoreError for an id that is nobody's."""
        with self._database.write() as connection:
            if connection.execute(update(t.intake).where(t.intake.c.id == id).values(withdrawn=True)).rowcount == 0:
                raise StoreError("intake-missing")
