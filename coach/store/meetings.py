"""The shelves of the meetings: hinders, decisions, and what was learned of goals that were missed. All of them only grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, insert, select

from coach.errors import StoreError
from coach.store import rows
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import DecisionRecord, HinderRecord, LessonRecord

KINDS = ("weekly", "monthly", "dialogue")
"""The meetings that decide something."""


class Hinders:
    """What stands in the way of goals. A change is a new version; the earlier ones stay in the history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, goal: str, text: str, opened: date, who: str = "", due: date | None = None, adjustment: str = "") -> HinderRecord:
        """A new hinder. Raises StoreError without such a goal."""
        made = HinderRecord(self._database.fresh(), 1, goal, text, adjustment, who, due, opened, None, self._database.now())
        with self._database.write() as connection:
            rows.lock(connection, goal)
            connection.execute(insert(t.hinder).values(**asdict(made)))
            return _last(connection.execute(_versions(made.id)))

    def change(
        self, id: str, who: str | None = None, due: date | None = None, adjustment: str | None = None, cleared: date | None = None,
    ) -> HinderRecord:  # fmt: skip
        """What is given is said anew, the rest stays. Nothing new is no version. Raises StoreError for an id that is nobody's."""
        given: dict[str, Any] = {"who": who, "due": due, "adjustment": adjustment, "cleared": cleared}
        with self._database.write() as connection:
            if (goal := connection.execute(select(t.hinder.c.goal).where(t.hinder.c.id == id)).scalar()) is None:
                raise StoreError("hinder-missing")
            # Who waited for the goal here reads what the other wrote.
            rows.lock(connection, goal)
            before = _last(connection.execute(_versions(id)))
            new = replace(before, **{key: value for key, value in given.items() if value is not None})
            if new == before:
                return before
            new = replace(new, number=before.number + 1, at=self._database.now())
            connection.execute(insert(t.hinder).values(**asdict(new)))
            return _last(connection.execute(_versions(id)))

    def save(self, record: HinderRecord) -> HinderRecord:
        """A hinder as edited, with everything it says: what is emptied is empty, and one without `cleared` is open again. Nothing new is no
        version. Raises StoreError for an id that is nobody's."""
        with self._database.write() as connection:
            if connection.execute(select(t.hinder.c.goal).where(t.hinder.c.id == record.id)).scalar() is None:
                raise StoreError("hinder-missing")
            rows.lock(connection, record.goal)
            before = _last(connection.execute(_versions(record.id)))
            new = replace(record, goal=before.goal, opened=before.opened, number=before.number, at=before.at)
            if new == before:
                return before
            new = replace(new, number=before.number + 1, at=self._database.now())
            connection.execute(insert(t.hinder).values(**asdict(new)))
            return _last(connection.execute(_versions(record.id)))

    def all(self) -> tuple[HinderRecord, ...]:
        """Every hinder as it stands, in the order they were opened; none of them ever changes its place."""
        with self._database.read() as connection:
            found = [HinderRecord(*row) for row in connection.execute(select(t.hinder).order_by(t.hinder.c.number))]
        first = {record.id: (record.at, record.id) for record in reversed(found)}
        newest = {record.id: record for record in found}
        return tuple(newest[id] for id in sorted(newest, key=first.__getitem__))

    def of(self, goals: Iterable[str]) -> tuple[HinderRecord, ...]:
        """The hinders of some goals as they stand, in the order they were opened."""
        wanted = frozenset(goals)
        return tuple(record for record in self.all() if record.goal in wanted)

    def history(self, id: str) -> tuple[HinderRecord, ...]:
        """Every version of a hinder, oldest first."""
        with self._database.read() as connection:
            return tuple(HinderRecord(*row) for row in connection.execute(_versions(id)))


class Decisions:
    """What was decided, meeting by meeting."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, team: str, kind: str, day: date, agreed: str, goal: str | None = None, changed: str = "", why: str = "",
    ) -> DecisionRecord:  # fmt: skip
        """Write down a decision. Raises StoreError without such a team or goal, or for a kind of meeting there is none of."""
        if kind not in KINDS:
            raise StoreError("decision-kind")
        made = DecisionRecord(self._database.fresh(), team, goal, kind, agreed, changed, why, day, self._database.now())
        with self._database.write() as connection:
            if connection.execute(select(t.team.c.id).where(t.team.c.id == team)).first() is None:
                raise StoreError("team-missing")
            if goal is not None:
                rows.lock(connection, goal)
            connection.execute(insert(t.decision).values(**asdict(made)))
            return DecisionRecord(*connection.execute(select(t.decision).where(t.decision.c.id == made.id)).one())

    def of(self, team: str) -> tuple[DecisionRecord, ...]:
        """A team's decisions by day, those of one day as they were written."""
        query = select(t.decision).where(t.decision.c.team == team).order_by(t.decision.c.day, t.decision.c.at, t.decision.c.id)
        with self._database.read() as connection:
            return tuple(DecisionRecord(*row) for row in connection.execute(query))


class Lessons:
    """Answers to the questions about missed goals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer(self, goal: str, question: str, answer: str, day: date) -> LessonRecord:
        """An answer; another one to the same question is its revision, the same again is none. Raises StoreError without such a goal."""
        c = t.lesson.c
        with self._database.write() as connection:
            rows.lock(connection, goal)
            known = select(t.lesson).where(c.goal == goal, c.question == question).order_by(c.number.desc()).limit(1)
            before = connection.execute(known).first()
            if before is not None and before.answer == t.keepable(answer):
                return LessonRecord(*before)
            number = 1 if before is None else before.number + 1
            made = LessonRecord(goal, question, number, answer, day, self._database.now())
            connection.execute(insert(t.lesson).values(**asdict(made)))
            return LessonRecord(*connection.execute(known).one())

    def of(self, goal: str) -> tuple[LessonRecord, ...]:
        """The answers that hold for a goal, in the order they were first asked for."""
        return self.among((goal,)).get(goal, ())

    def among(self, goals: Iterable[str]) -> dict[str, tuple[LessonRecord, ...]]:
        """The same for several goals at once; those without an answer are left out."""
        c = t.lesson.c
        query = select(t.lesson).where(c.goal.in_(list(goals))).order_by(c.number, c.at, c.question)
        newest: dict[str, dict[str, LessonRecord]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                newest.setdefault(row.goal, {})[row.question] = LessonRecord(*row)
        return {goal: tuple(found.values()) for goal, found in newest.items()}


def _versions(id: str) -> Select[Any]:
    return select(t.hinder).where(t.hinder.c.id == id).order_by(t.hinder.c.number)


def _last(found: Iterable[Any]) -> HinderRecord:
    return [HinderRecord(*row) for row in found][-1]
