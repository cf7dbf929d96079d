"""The shelf of what CRMs hold, version by version, and the one of how their exports are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, exists, func, insert, or_, select

from coach.errors import StoreError
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import CrmEntry, MappingRecord

_PORTION = 500
"""Rows written in one statement."""


class CrmEntries:
    """What a team's CRM exports told. What is told otherwise later is a new version; the file it came with can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, team: str, entries: Iterable[CrmEntry], intake: str | None = None) -> int:
        """Keep entries as the newest version of each; how many told something new. Raises StoreError without such a team."""
        with self._database.write() as connection:
            if connection.execute(select(t.team.c.id).where(t.team.c.id == team).with_for_update()).first() is None:
                raise StoreError("team-missing")
            known = {_identity(entry): entry for entry in self.of(team)}
            numbers = _numbers(connection, team)
            made: list[dict[str, Any]] = []
            count = 0
            for entry in entries:
                name = _identity(entry)
                if known.get(name) == entry:
                    continue
                known[name] = entry
                numbers[name] = numbers.get(name, 0) + 1
                values = {"source": entry.source, "kind": entry.kind, "external": entry.external, "details": dict(entry.details)}
                made.append({"team": team, "number": numbers[name], "intake": intake, "at": self._database.now(), **values})
                count += 1
                if len(made) == _PORTION:
                    connection.execute(insert(t.crm), made)
                    made = []
            if made:
                connection.execute(insert(t.crm), made)
        return count

    def of(self, team: str, source: str | None = None) -> tuple[CrmEntry, ...]:
        """What a team's CRM (or one `source` of it) holds as it stands: no version from a file since taken back."""
        c = t.crm.c
        query = select(c.source, c.kind, c.external, c.details).where(c.team == team, or_(c.intake.is_(None), ~_back()))
        if source is not None:
            query = query.where(c.source == source)
        newest: dict[tuple[str, str, str], CrmEntry] = {}
        with self._database.read() as connection:
            for row in connection.execute(query.order_by(c.number)):
                newest[row.source, row.kind, row.external] = CrmEntry(*row)
        return tuple(newest[name] for name in sorted(newest))

    def stamp(self, team: str) -> tuple[int, str]:
        """What changes whenever `of` does: how many versions hold, and when the last was written."""
        c = t.crm.c
        query = select(func.count(), func.max(c.at)).where(c.team == team, or_(c.intake.is_(None), ~_back()))
        with self._database.read() as connection:
            count, last = connection.execute(query).one()
        return int(count), str(last or "")


class Mappings:
    """A team's own mappings of exports, by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, team: str, name: str, body: str) -> MappingRecord:
        """Keep a mapping for next time; another text under its name replaces it, an empty one removes it. Raises StoreError without such
        a team."""
        c = t.mapping.c
        with self._database.write() as connection:
            if connection.execute(select(t.team.c.id).where(t.team.c.id == team).with_for_update()).first() is None:
                raise StoreError("team-missing")
            made = MappingRecord(t.keepable(name), t.keepable(body), self._database.now())
            known = next((item for item in self.of(team) if item.name == made.name), None)
            if known is not None and known.body == made.body:
                return known
            count = select(func.count()).select_from(t.mapping).where(c.team == team, c.name == made.name)
            number = connection.execute(count).scalar_one() + 1
            connection.execute(insert(t.mapping).values(team=team, name=made.name, number=number, body=made.body, at=made.at))
        return made

    def of(self, team: str) -> tuple[MappingRecord, ...]:
        """A team's mappings, by name."""
        c = t.mapping.c
        newest: dict[str, MappingRecord] = {}
        with self._database.read() as connection:
            for row in connection.execute(select(c.name, c.body, c.at).where(c.team == team).order_by(c.number)):
                newest[row.name] = MappingRecord(*row)
        return tuple(newest[name] for name in sorted(newest) if newest[name].body)


def _back() -> Any:
    """That the file a row came with was taken back."""
    return exists(select(t.intake.c.id).where(t.intake.c.id == t.crm.c.intake, t.intake.c.withdrawn.is_(True)))


def _identity(entry: CrmEntry) -> tuple[str, str, str]:
    return (t.keepable(entry.source), t.keepable(entry.kind), t.keepable(entry.external))


def _numbers(connection: Connection, team: str) -> dict[tuple[str, str, str], int]:
    """The last version of each thing, also of those taken back."""
    c = t.crm.c
    query = select(c.source, c.kind, c.external, func.max(c.number)).where(c.team == team).group_by(c.source, c.kind, c.external)
    return {(row[0], row[1], row[2]): int(row[3]) for row in connection.execute(query)}
