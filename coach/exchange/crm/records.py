"""What an export holds: deals and events (meetings, calls, quotes, leads), and the ledger they are kept in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

STATUSES = ("won", "lost", "open")
KINDS = ("leads", "calls", "meetings", "quotes")


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal. `closed` is the day it was won or lost; `expected` when an open one should close; `modified` as the CRM tells it."""

    id: str
    status: str
    name: str = ""
    owner: str = ""
    amount: Decimal | None = None
    currency: str = ""
    created: date | None = None
    closed: date | None = None
    expected: date | None = None
    next_activity: date | None = None
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something done on a day: a meeting, a call, a quote, a lead. `done`: False for what is only planned."""

    id: str
    kind: str
    owner: str = ""
    day: date | None = None
    done: bool = True
    modified: str = ""


Record = Deal | Event


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did: the ledger now, how many records are new, were corrected, said nothing new."""

    ledger: tuple[Record, ...]
    fresh: tuple[Record, ...]
    revised: tuple[Record, ...]
    same: int


def identity(record: Record) -> tuple[str, str]:
    """What makes two rows the same thing, in whichever file they stand."""
    return ("deal" if isinstance(record, Deal) else record.kind, record.id)


def merge(ledger: Sequence[Record], records: Iterable[Record]) -> Merged:
    """The ledger with the records of another file. Of two versions of one thing the later modified counts, whatever the order of the
    files; where the CRM does not tell, the one imported last."""
    known = {identity(record): record for record in ledger}
    fresh: dict[tuple[str, str], Record] = {}
    revised: dict[tuple[str, str], Record] = {}
    same = 0
    for record in records:
        name = identity(record)
        before = known.get(name)
        if before == record or (before is not None and record.modified and before.modified > record.modified):
            same += 1
            continue
        (fresh if before is None or name in fresh else revised)[name] = record
        known[name] = record
    return Merged(tuple(sorted(known.values(), key=identity)), tuple(fresh.values()), tuple(revised.values()), same)


_DEAL, _EVENT = (tuple(field.name for field in fields(kind)) for kind in (Deal, Event))


def written(record: Record) -> dict[str, Any]:
    """A record as JSON values."""
    names = _DEAL if isinstance(record, Deal) else _EVENT
    values = {name: value for name in names if (value := getattr(record, name)) not in (None, "")}
    plain = {key: str(value) if isinstance(value, date | Decimal) else value for key, value in values.items()}
    return {"record": "deal" if isinstance(record, Deal) else "event", **plain}


def reread(values: Mapping[str, Any]) -> Record:
    """A record from what `written` made of it. Raises KeyError, TypeError, ValueError or ArithmeticError for what is none."""
    made = {key: value for key, value in values.items() if key != "record"}
    for key in ("created", "closed", "expected", "next_activity", "day"):
        if key in made:
            made[key] = date.fromisoformat(made[key])
    if "amount" in made:
        made["amount"] = Decimal(made["amount"])
    return Deal(**made) if values["record"] == "deal" else Event(**made)
