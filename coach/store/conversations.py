"""The shelf of talks: a turn is kept before its answer is shown, and an answered turn is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from coach.errors import StoreError
from coach.store import tables as t
from coach.store.database import Database
from coach.store.faults import StoreConflict
from coach.store.records import Conversation, TurnRecord


class Conversations:
    """Talks of a team with the coach."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, team: str, state: Mapping[str, Any] | None = None) -> Conversation:
        """A new talk. Raises StoreError without such a team."""
        at = self._database.now()
        made = Conversation(self._database.fresh(), team, dict(state or {}), (), at, at)
        with self._database.write() as connection:
            if connection.execute(select(t.team.c.id).where(t.team.c.id == team)).first() is None:
                raise StoreError("team-missing")
            values = {"id": made.id, "team": team, "turns": 0, "state": made.state, "created": at, "changed": at}
            connection.execute(insert(t.conversation).values(**values))
        return made

    def save_turn(
        self, id: str, number: int, message: str, reply: Mapping[str, Any], day: date, state: Mapping[str, Any] | None = None,
    ) -> TurnRecord:  # fmt: skip
        """Keep turn `number` (the first is 1) with its answer, and the session's `state` after it (None: as before). Show it afterwards.

        The same message sent twice gives the answer that was given first. Raises StoreConflict where another tab has said something
        else as this turn, StoreError without such a talk. Inside `Store.together` the goals of the turn are kept with it or not at all.
        """
        at = self._database.now()
        with self._database.write() as connection:
            values: dict[str, Any] = {"turns": number, "changed": at} | ({"state": dict(state)} if state is not None else {})
            own = update(t.conversation).where(t.conversation.c.id == id, t.conversation.c.turns == number - 1)
            if connection.execute(own.values(**values)).rowcount == 0:
                return self._taken(id, TurnRecord(number, message, reply, day, at))
            values = {"conversation": id, "number": number, "message": message, "reply": dict(reply), "day": day, "at": at}
            connection.execute(insert(t.turn).values(**values))
            return self._turn(id, number) or TurnRecord(number, message, reply, day, at)

    def save_state(self, id: str, state: Mapping[str, Any]) -> None:
        """Keep the session's state after something that is no turn (an edit on the page). Raises StoreError without such a talk."""
        with self._database.write() as connection:
            own = update(t.conversation).where(t.conversation.c.id == id).values(state=dict(state), changed=self._database.now())
            if connection.execute(own).rowcount == 0:
                raise StoreError("conversation-missing")

    def load(self, id: str, after: int = 0) -> Conversation:
        """A talk with its turns, those numbered above `after`. Raises StoreError for an id that is nobody's."""
        with self._database.read() as connection:
            row = connection.execute(select(t.conversation).where(t.conversation.c.id == id)).first()
            if row is None:
                raise StoreError("conversation-missing")
            own = select(t.turn).where(t.turn.c.conversation == id, t.turn.c.number > after)
            found = connection.execute(own.order_by(t.turn.c.number))
            return Conversation(row.id, row.team, row.state, tuple(map(_record, found)), row.created, row.changed)

    def latest(self, team: str) -> Conversation | None:
        """The talk of a team that was last said something in."""
        c = t.conversation.c
        with self._database.read() as connection:
            id = connection.execute(select(c.id).where(c.team == team).order_by(c.changed.desc(), c.id).limit(1)).scalar()
            return None if id is None else self.load(id)

    def _taken(self, id: str, mine: TurnRecord) -> TurnRecord:
        theirs = self._turn(id, mine.number)
        if theirs is None:
            last = self.load(id).turns[-1:]
            # A number too far ahead: nobody has said it, but what came before was not seen by this tab.
            raise StoreConflict("turn-conflict", mine, last[0] if last else mine)
        if theirs.message != t.keepable(mine.message):
            raise StoreConflict("turn-conflict", mine, theirs)
        return theirs

    def _turn(self, id: str, number: int) -> TurnRecord | None:
        query = select(t.turn).where(t.turn.c.conversation == id, t.turn.c.number == number)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else _record(row)


def _record(row: Row[Any]) -> TurnRecord:
    return TurnRecord(row.number, row.message, row.reply, row.day, row.at)
