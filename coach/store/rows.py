"""Goals as rows: a revision to a GoalRecord and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, insert, select, update

from coach.errors import StoreError
from coach.store import tables as t
from coach.store.records import Change, GoalRecord
from rules.model import Acceptance, Goal, Level, Outcome, State

_COLUMNS = (
    *t.revision.c, t.goal.c.team, t.goal.c.origin, t.goal.c.source, t.goal.c.carried_from, t.change.c.at, t.change.c.who, t.change.c.why,
)  # fmt: skip


def revisions() -> Select[Any]:
    """Every revision, with what belongs to its goal and its change."""
    joined = t.revision.join(t.goal, t.goal.c.id == t.revision.c.goal).join(t.change, t.change.c.id == t.revision.c.change)
    return select(*_COLUMNS).select_from(joined)


def current() -> Select[Any]:
    """The newest revision of every goal."""
    return revisions().where(t.revision.c.number == t.goal.c.latest)


def records(connection: Connection, query: Select[Any]) -> tuple[GoalRecord, ...]:
    """The revisions of a query, each with its links."""
    rows = connection.execute(query).all()
    keys = {(row.goal, row.number) for row in rows}
    links: dict[tuple[str, int], list[str]] = {}
    for goal in _portions(sorted({goal for goal, _ in keys})):
        for row in connection.execute(select(t.link).where(t.link.c.goal.in_(goal)).order_by(t.link.c.goal, t.link.c.place)):
            if (row.goal, row.number) in keys:
                links.setdefault((row.goal, row.number), []).append(row.target)
    return tuple(_record(row, tuple(links.get((row.goal, row.number), ()))) for row in rows)


def one(connection: Connection, id: str) -> GoalRecord:
    """A goal as it stands. Raises StoreError for an id that is nobody's."""
    found = records(connection, current().where(t.goal.c.id == id))
    if not found:
        raise StoreError("goal-missing")
    return found[0]


def written(connection: Connection, change: Change) -> dict[str, GoalRecord]:
    """The revisions of a change, by goal."""
    return {record.id: record for record in records(connection, revisions().where(t.revision.c.change == change.id))}


def same(mine: GoalRecord, theirs: GoalRecord) -> bool:
    """Whether two revisions of a goal say the same, whoever said it when. What never changes of a goal is not looked at."""
    return _said(mine) == _said(theirs)


def _said(record: GoalRecord) -> tuple[object, ...]:
    return record.goal.model_copy(update={"id": ""}), record.period, record.position, record.parked, record.removed


def open_change(connection: Connection, id: str, period: str, at: str, who: str, why: str, undoes: str | None = None) -> Change:
    """Write down that something is about to change in a period; the period's row keeps others out until the transaction ends."""
    counted = update(t.period).where(t.period.c.id == period).values(changes=t.period.c.changes + 1)
    if connection.execute(counted).rowcount == 0:
        raise StoreError("period-missing")
    number = int(connection.execute(select(t.period.c.changes).where(t.period.c.id == period)).scalar_one())
    made = Change(id, period, number, (), who, why, at, undoes)
    connection.execute(insert(t.change).values(id=id, period=period, number=number, who=who, why=why, at=at, undoes=undoes))
    return made


def append(connection: Connection, record: GoalRecord, change: Change) -> None:
    """Write `record` as the revision after `record.revision`; the goal's row must already say so (`claim`)."""
    number = record.revision + 1
    goal = record.goal
    connection.execute(
        insert(t.revision).values(
            goal=record.id, number=number, change=change.id, period=record.period, position=record.position, parked=record.parked,
            removed=record.removed, text=goal.text, owner=goal.owner, deadline=goal.deadline, metric=goal.metric,
            baseline=goal.baseline, target=goal.target, unit=goal.unit, level=goal.level.value if goal.level else None,
            history=[[outcome.period, str(outcome.value)] for outcome in goal.history],
            accepted_on=goal.accepted.on if goal.accepted else None, accepted_by=goal.accepted.by if goal.accepted else None,
            state=goal.state.value, agreed=goal.agreed,
        )
    )  # fmt: skip
    if goal.supports:
        rows = [{"goal": record.id, "number": number, "place": place, "target": id} for place, id in enumerate(goal.supports)]
        connection.execute(insert(t.link), rows)


def claim(connection: Connection, id: str, number: int) -> bool:
    """Take the revision after `number` for oneself; False where someone else has it already."""
    step = update(t.goal).where(and_(t.goal.c.id == id, t.goal.c.latest == number)).values(latest=number + 1)
    return connection.execute(step).rowcount == 1


def stands(change: ColumnElement[str]) -> ColumnElement[bool]:
    """That a change has not been undone."""
    undone = t.change.alias()
    return ~exists(select(undone.c.id).where(undone.c.undoes == change))


def lock(connection: Connection, id: str) -> None:
    """Keep others from writing beside a goal until the transaction ends. Raises StoreError for an id that is nobody's."""
    if connection.execute(select(t.goal.c.id).where(t.goal.c.id == id).with_for_update()).first() is None:
        raise StoreError("goal-missing")


def _portions(ids: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    """A database takes only so many values in one statement."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _record(row: Row[Any], supports: tuple[str, ...]) -> GoalRecord:
    goal = Goal(
        text=row.text, id=row.goal, owner=row.owner, deadline=row.deadline, metric=row.metric, baseline=row.baseline, target=row.target,
        unit=row.unit, level=Level(row.level) if row.level else None, supports=supports,
        history=tuple(Outcome(period=period, value=value) for period, value in row.history),
        accepted=Acceptance(on=row.accepted_on, by=row.accepted_by or "") if row.accepted_on else None,
        state=State(row.state), agreed=row.agreed,
    )  # fmt: skip
    return GoalRecord(
        id=row.goal, revision=row.number, goal=goal, period=row.period, team=row.team, position=row.position, parked=row.parked,
        removed=row.removed, source=row.source, origin=row.origin, carried_from=row.carried_from, change=row.change, at=row.at,
        who=row.who, why=row.why,
    )  # fmt: skip
