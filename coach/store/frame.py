"""The shelves around the goals: who uses the coach, the teams, their periods, and the bounds that were set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from coach.errors import StoreError
from coach.store import tables as t
from coach.store.database import Database
from coach.store.records import Bound, Period, Profile, Step, Team
from rules.model import State

_LOCAL = "local"
_STATES = tuple(State)


class Profiles:
    """The user of this machine."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> Profile:
        """The profile; an empty one before anything was set."""
        with self._database.read() as connection:
            row = connection.execute(select(t.profile).where(t.profile.c.id == _LOCAL)).first()
        return Profile() if row is None else Profile(row.name, row.language, row.settings)

    def change(self, name: str | None = None, language: str | None = None, settings: Mapping[str, Any] | None = None) -> Profile:
        """Set what is given; of the settings only the keys named (a value None removes its key), so that two tabs can set two things."""
        with self._database.write() as connection:
            now = self.load()
            kept = {key: value for key, value in {**now.settings, **(settings or {})}.items() if value is not None}
            new = Profile(now.name if name is None else name, now.language if language is None else language, kept)
            values = {"name": new.name, "language": new.language, "settings": kept, "changed": self._database.now()}
            if connection.execute(update(t.profile).where(t.profile.c.id == _LOCAL).values(**values)).rowcount == 0:
                connection.execute(insert(t.profile).values(id=_LOCAL, **values))
        return new


class Teams:
    """Teams. What belongs to a team goes with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, sample: bool = False, figures: Mapping[str, Any] | None = None) -> Team:
        """A new team."""
        made = Team(self._database.fresh(), name, sample, dict(figures or {}), self._database.now())
        with self._database.write() as connection:
            values = {"id": made.id, "name": name, "sample": sample, "figures": made.figures, "created": made.created}
            connection.execute(insert(t.team).values(**values))
        return made

    def all(self) -> tuple[Team, ...]:
        """Every team, oldest first."""
        with self._database.read() as connection:
            return tuple(Team(*row) for row in connection.execute(select(t.team).order_by(t.team.c.created, t.team.c.id)))

    def change(self, id: str, name: str | None = None, figures: Mapping[str, Any] | None = None) -> Team:
        """Rename a team, or set some of its figures (a value None removes its key). Raises StoreError without such a team."""
        with self._database.write() as connection:
            row = connection.execute(select(t.team).where(t.team.c.id == id)).first()
            if row is None:
                raise StoreError("team-missing")
            kept = {key: value for key, value in {**row.figures, **(figures or {})}.items() if value is not None}
            new = Team(id, row.name if name is None else name, row.sample, kept, row.created)
            connection.execute(update(t.team).where(t.team.c.id == id).values(name=new.name, figures=kept))
        return new

    def remove(self, id: str) -> None:
        """Delete a team and all that belongs to it, for good. Nothing happens without such a team."""
        with self._database.write() as connection:
            connection.execute(delete(t.team).where(t.team.c.id == id))

    def remove_samples(self) -> int:
        """Delete the sample teams and all that belongs to them; how many there were."""
        with self._database.write() as connection:
            return connection.execute(delete(t.team).where(t.team.c.sample.is_(True))).rowcount


class Periods:
    """The quarters of a team and the states they go through: draft, agreed, running, closed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, team: str, name: str, first: date, last: date) -> Period:
        """The team's period of this name, made as a draft where there is none. Raises StoreError without such a team."""
        with self._database.write() as connection:
            found = connection.execute(select(t.period).where(t.period.c.team == team, t.period.c.name == name)).first()
            if found is not None:
                return _period(found)
            if connection.execute(select(t.team.c.id).where(t.team.c.id == team)).first() is None:
                raise StoreError("team-missing")
            made = Period(self._database.fresh(), team, name, first, last, State.DRAFT)
            values = {"id": made.id, "team": team, "name": name, "first": first, "last": last, "state": made.state.value, "changes": 0}
            connection.execute(insert(t.period).values(**values))
        return made

    def get(self, id: str) -> Period:
        """A period. Raises StoreError for an id that is nobody's."""
        with self._database.read() as connection:
            row = connection.execute(select(t.period).where(t.period.c.id == id)).first()
        if row is None:
            raise StoreError("period-missing")
        return _period(row)

    def of(self, team: str) -> tuple[Period, ...]:
        """The periods of a team in time."""
        query = select(t.period).where(t.period.c.team == team).order_by(t.period.c.first, t.period.c.name)
        with self._database.read() as connection:
            return tuple(_period(row) for row in connection.execute(query))

    def move(self, period: Period, state: State, day: date, who: str = "", why: str = "") -> Period:
        """Bring a period one state on, or one back for a reason. Raises StoreError for another step, or where it has moved since."""
        ahead = _STATES.index(state) - _STATES.index(period.state)
        if ahead not in (1, -1) or ahead == -1 and not why.strip():
            raise StoreError("period-step" if ahead != -1 else "period-back")
        with self._database.write() as connection:
            own = update(t.period).where(t.period.c.id == period.id, t.period.c.state == period.state.value).values(state=state.value)
            if connection.execute(own).rowcount == 0:
                self.get(period.id)
                raise StoreError("period-moved")
            number = connection.execute(select(func.count()).select_from(t.step).where(t.step.c.period == period.id)).scalar_one() + 1
            values = {"period": period.id, "number": number, "state": state.value, "day": day, "who": who, "why": why}
            connection.execute(insert(t.step).values(**values, at=self._database.now()))
            return self.get(period.id)

    def steps(self, id: str) -> tuple[Step, ...]:
        """How a period came where it is, oldest first."""
        query = select(t.step).where(t.step.c.period == id).order_by(t.step.c.number)
        with self._database.read() as connection:
            return tuple(Step(row.period, State(row.state), row.day, row.who, row.why, row.at) for row in connection.execute(query))


class Bounds:
    """The bounds of the policy that the user has set, each with a reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(self, name: str, value: Any, reason: str, who: str = "") -> Bound:
        """Set a bound; None: back to the rulebook's own. Append-only."""
        made = Bound(name, value, reason, who, self._database.now())
        with self._database.write() as connection:
            number = len(self.history(name)) + 1
            values = {"name": name, "number": number, "value": value, "reason": reason, "who": who, "at": made.at}
            connection.execute(insert(t.bound).values(**values))
        return made

    def now(self) -> dict[str, Bound]:
        """The bounds in force that are not the rulebook's own, by name."""
        newest: dict[str, Bound] = {}
        with self._database.read() as connection:
            for row in connection.execute(select(t.bound).order_by(t.bound.c.name, t.bound.c.number)):
                newest[row.name] = _bound(row)
        return {name: bound for name, bound in newest.items() if bound.value is not None}

    def history(self, name: str) -> tuple[Bound, ...]:
        """How a bound was set, oldest first."""
        query = select(t.bound).where(t.bound.c.name == name).order_by(t.bound.c.number)
        with self._database.read() as connection:
            return tuple(_bound(row) for row in connection.execute(query))


def _period(row: Row[Any]) -> Period:
    return Period(row.id, row.team, row.name, row.first, row.last, State(row.state))


def _bound(row: Row[Any]) -> Bound:
    return Bound(row.name, row.value, row.reason, row.who, row.at)
