"""A talk's session as JSON and back, so that a restart goes on where it was. The day, the bounds and the language are not kept: the page
gives them anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from coach.conversation.model import Entry, Session

_GIVEN = ("today", "policy", "language", "settled", "own", "fixed")
_SETS = ("entries", "past")
_SAID = 300
"""Characters of an earlier message that are kept in the state; the whole message stands in the talk."""


def kept(session: Session) -> dict[str, Any]:
    """A session as values that `json` can write. Goals that several sets share (undo) are written once."""
    pool: dict[Entry, int] = {}

    def places(entries: Iterable[Entry]) -> list[int]:
        return [pool.setdefault(entry, len(pool)) for entry in entries]

    made: dict[str, Any] = {"entries": places(session.entries), "past": [places(entries) for entries in session.past]}
    short = replace(session, said=tuple(words[:_SAID] for words in session.said))
    for name, adapter in _adapters().items():
        made[name] = adapter.dump_python(getattr(short, name), mode="json")
    made["pool"] = [_entry().dump_python(entry, mode="json") for entry in pool]
    return made


def restored(state: Mapping[str, Any], fresh: Session) -> Session:
    """The session of a state, with the day, bounds and language of `fresh`; `fresh` itself for a state that cannot be read."""
    try:
        pool = [_entry().validate_python(value) for value in state["pool"]]
        changes: dict[str, Any] = {
            "entries": tuple(pool[place] for place in state["entries"]),
            "past": tuple(tuple(pool[place] for place in entries) for entries in state["past"]),
        }
        for name, adapter in _adapters().items():
            if name in state:
                changes[name] = adapter.validate_python(state[name])
        return replace(fresh, **changes)
    except (ValidationError, LookupError, TypeError):
        return fresh


@cache
def _entry() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    """One for each further field of a session, whichever there are."""
    types = get_type_hints(Session)
    return {field.name: TypeAdapter(types[field.name]) for field in fields(Session) if field.name not in (*_GIVEN, *_SETS)}
