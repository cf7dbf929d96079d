"""The shelf of goals: append-only revisions, conflicts told, changes undone as they were made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from coach.store import rows
from coach.store import tables as t
from coach.store.database import Database
from coach.store.faults import StoreConflict
from coach.store.records import Answer, Change, GoalRecord
from rules.model import Acceptance, Goal


class Goals:
    """Goals of all periods. Every method that writes makes one `Change`, whole or not at all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, period: str, goals: Sequence[Goal], who: str = "", why: str = "", source: str = "", parked: bool = False,
        carried_from: Sequence[str | None] | None = None,
    ) -> tuple[GoalRecord, ...]:  # fmt: skip
        """New goals at the end of a period. Their ids become `origin`, and `supports` among them follow to the new ids.

        `source`: the words they were read from; `carried_from`: a goal of an earlier period for each.
        Raises StoreError without such a period.
        """
        if not goals:
            return ()
        came = list(carried_from) if carried_from is not None else [None] * len(goals)
        with self._database.write() as connection:
            change = self._open(connection, period, who, why)
            team = str(connection.execute(select(t.period.c.team).where(t.period.c.id == period)).scalar_one())
            last = connection.execute(
                select(func.max(t.revision.c.position)).join(t.goal, t.goal.c.id == t.revision.c.goal)
                .where(t.revision.c.number == t.goal.c.latest, t.revision.c.period == period)
            ).scalar()  # fmt: skip
            ids = [self._database.fresh() for _ in goals]
            named = {goal.id: id for goal, id in zip(goals, ids, strict=True) if goal.id}
            connection.execute(
                insert(t.goal),
                [
                    {"id": id, "team": team, "origin": goal.id, "source": source, "carried_from": old, "latest": 1}
                    for id, goal, old in zip(ids, goals, came, strict=True)
                ],
            )
            for place, (id, goal) in enumerate(zip(ids, goals, strict=True), 0 if last is None else int(last) + 1):
                own = goal.model_copy(update={"supports": tuple(named.get(other, other) for other in goal.supports)})
                rows.append(connection, GoalRecord(id, 0, own, period, team, place, parked), change)
            made = rows.written(connection, change)
        return tuple(made[id] for id in ids)

    def of(self, period: str) -> tuple[GoalRecord, ...]:
        """A period's goals in order, parked ones among them, removed ones not."""
        with self._database.read() as connection:
            return rows.records(connection, self._of(period).where(t.revision.c.removed.is_(False)))

    def get(self, id: str) -> GoalRecord:
        """A goal as it stands, also a removed one. Raises StoreError for an id that is nobody's."""
        with self._database.read() as connection:
            return rows.one(connection, id)

    def history(self, id: str) -> tuple[GoalRecord, ...]:
        """Every revision of a goal, oldest first."""
        with self._database.read() as connection:
            return rows.records(connection, rows.revisions().where(t.goal.c.id == id).order_by(t.revision.c.number))

    def save(self, records: Iterable[GoalRecord], who: str = "", why: str = "") -> tuple[GoalRecord, ...]:
        """Write edited records of one period as new revisions, in one change; a record that says nothing new stays as it is.

        Each carries in `revision` the one it was edited from. Raises StoreConflict with both versions where another is newer and says
        something else; nothing is written then. Remove, park, move and merge are edits like any other.
        """
        wanted = list(records)
        with self._database.write() as connection:
            stored = [rows.one(connection, record.id) for record in wanted]
            new = [pair for pair in zip(wanted, stored, strict=True) if not rows.same(*pair)]
            saved = {record.id: record for record in stored}
            if new:
                change = self._open(connection, new[0][1].period, who, why)
                for mine, _ in new:
                    self._append(connection, mine, change)
                saved |= rows.written(connection, change)
        return tuple(saved[record.id] for record in wanted)

    def arrange(self, period: str, ids: Sequence[str], who: str = "") -> tuple[GoalRecord, ...]:
        """Put the goals of a period in this order; those not named follow in theirs. Only what moves gets a revision."""
        with self._database.write():
            before = {record.id: record for record in self.of(period)}
            order = [*(id for id in dict.fromkeys(ids) if id in before), *(id for id in before if id not in ids)]
            return self.save((replace(before[id], position=place) for place, id in enumerate(order)), who)

    def answer(self, record: GoalRecord, yes: bool, owner: str, day: date, reason: str = "") -> GoalRecord:
        """Write down the owner's yes or no to the goal as `record` shows it. Raises StoreConflict where it has changed since."""
        accepted = Acceptance(on=day, by=owner) if yes else None
        with self._database.write() as connection:
            theirs = rows.one(connection, record.id)
            if theirs.revision != record.revision:
                raise StoreConflict("goal-conflict", record, theirs)
            change = self._open(connection, theirs.period, owner, reason)
            own = replace(theirs, goal=theirs.goal.model_copy(update={"accepted": accepted}))
            self._append(connection, own, change)
            connection.execute(
                insert(t.answer).values(
                    id=self._database.fresh(), goal=record.id, revision=record.revision, change=change.id, yes=yes, owner=owner, day=day,
                    reason=reason, at=change.at,
                )
            )  # fmt: skip
            return rows.one(connection, record.id)

    def answers(self, id: str) -> tuple[Answer, ...]:
        """What a goal's owners have said, oldest first; answers that were undone are left out."""
        c = t.answer.c
        query = select(c.goal, c.revision, c.yes, c.owner, c.day, c.reason, c.at).where(c.goal == id, rows.stands(c.change))
        with self._database.read() as connection:
            return tuple(Answer(*row) for row in connection.execute(query.order_by(c.revision, c.at)))

    def last_change(self, period: str) -> Change | None:
        """What `undo` would take back."""
        query = select(t.change).where(t.change.c.period == period, t.change.c.undoes.is_(None), rows.stands(t.change.c.id))
        with self._database.read() as connection:
            row = connection.execute(query.order_by(t.change.c.number.desc()).limit(1)).first()
            if row is None:
                return None
            goals = connection.execute(select(t.revision.c.goal).where(t.revision.c.change == row.id).order_by(t.revision.c.goal))
            return Change(row.id, row.period, row.number, tuple(goals.scalars()), row.who, row.why, row.at)

    def undo(self, period: str, who: str = "") -> Change | None:
        """Take back the period's last change by appending what was before it; again takes back the one before. None: nothing is left.

        Raises StoreConflict where a goal has gone on in another period since.
        """
        with self._database.write() as connection:
            last = self.last_change(period)
            if last is None:
                return None
            made = self._open(connection, period, who, last.why, undoes=last.id)
            for id in last.goals:
                past = {record.revision: record for record in self.history(id)}
                now = past[max(past)]
                left = next(record for record in past.values() if record.change == last.id)
                if not rows.same(now, left):
                    raise StoreConflict("goal-conflict", left, now)
                before = past.get(left.revision - 1, replace(left, removed=True))
                self._append(connection, replace(before, revision=now.revision), made)
            return replace(made, goals=last.goals)

    def _open(self, connection: Connection, period: str, who: str, why: str, undoes: str | None = None) -> Change:
        return rows.open_change(connection, self._database.fresh(), period, self._database.now(), who, why, undoes)

    @staticmethod
    def _append(connection: Connection, record: GoalRecord, change: Change) -> None:
        if not rows.claim(connection, record.id, record.revision):
            raise StoreConflict("goal-conflict", record, rows.one(connection, record.id))
        rows.append(connection, record, change)

    @staticmethod
    def _of(period: str) -> Select[Any]:
        return rows.current().where(t.revision.c.period == period).order_by(t.revision.c.position, t.goal.c.id)
