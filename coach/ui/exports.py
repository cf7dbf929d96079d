"""A CRM export on the page: read by a profile or an own mapping, held against what is known, and what it gives each goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.errors import Problem
from coach.exchange.actuals import Actual
from coach.exchange.columns import HEADER_ROWS
from coach.exchange.crm import mapping, sheets
from coach.exchange.crm.mapping import Profile, Table
from coach.exchange.crm.reading import Export, read_export
from coach.exchange.crm.records import Merged, Record, merge
from coach.exchange.crm.totals import Lacking, happened, lacking, ratios, volumes
from coach.followup import kept, ledger
from coach.followup.following import as_of, course_of
from coach.followup.measuring import from_crm, measure_of
from coach.store import Store
from coach.ui.board import Board
from rules.reading.text import fold

KIND = "crm"
WIDEST = 40
FIELDS = ("id", "name", "owner", "amount", "currency", "status", "stage", "created", "closed", "expected", "next_activity", "kind", "day",
          "done", "modified")  # fmt: skip
"""What a column may be said to hold."""
RATIOS = ("hit_rate", "order_value", "meetings_per_deal", "calls_per_meeting")
"""Those that "Vad krävs?" asks for."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What an export gives a goal: the measure of the CRM that it is about, and its values."""

    goal: str
    measure: str
    actuals: tuple[Actual, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An export with what taking it in would do. `ratios`: what all records tell of the way from call to deal."""

    export: Export
    merged: Merged
    gains: tuple[Gain, ...]
    lacking: tuple[Lacking, ...]
    ratios: Mapping[str, Decimal]


def read(name: str, data: bytes, profiles: Sequence[Profile], today: date, dates: str = "") -> Export:
    """Read an upload. Raises InputError where it is no export that a profile knows."""
    with TemporaryDirectory() as folder:
        path = _laid(folder, name, data)
        return read_export(path, profiles, today, None, dates if dates in ("dmy", "mdy") else None)


def first_rows(name: str, data: bytes) -> list[list[str]]:
    """The header and the rows under it, for pointing out what the columns hold. Raises InputError."""
    with TemporaryDirectory() as folder:
        found = [item[1] for item in islice(sheets.rows(_laid(folder, name, data)), HEADER_ROWS) if not isinstance(item, Problem)]
    rows = [["" if cell is None else str(cell) for cell in row[:WIDEST]] for row in found]
    head = max(range(len(rows)), key=lambda at: sum(bool(cell) for cell in rows[at]), default=0)
    return rows[head:]


def profiles(store: Store, team: str, chosen: str = "") -> list[Profile]:
    """The profiles to try: the one chosen, else the team's own mappings and those that ship."""
    own = saved(store, team)
    if chosen in own:
        return [own[chosen]]
    named = mapping.shipped(chosen) if chosen else None
    if named is not None:
        return [named]
    return [*own.values(), *(found for name in mapping.names() if (found := mapping.shipped(name)) is not None)]


def saved(store: Store, team: str) -> dict[str, Profile]:
    """The team's own mappings by name. Raises SettingsError for one that is none."""
    return {item.name: mapping.parsed(item.body, item.name) for item in store.mappings.of(team)}


def own(name: str, kind: str, columns: Mapping[str, str], dates: str, currency: str = "") -> Profile:
    """A mapping as pointed out: field → the title of its column. Words such as "won" are those of all profiles that ship."""
    words: dict[str, dict[str, None]] = {}
    for known in mapping.names():
        profile = mapping.shipped(known)
        for table in profile.tables if profile else ():
            if table.kind == kind:
                for value, names in table.words:
                    words.setdefault(value, {}).update(dict.fromkeys(names))
    places = tuple((field, (fold(" ".join(title.split())).strip(" \t*:?.\"'"),)) for field, title in columns.items()
                   if field in mapping.FIELDS[kind])  # fmt: skip
    table = Table(kind, places, tuple((value, tuple(names)) for value, names in words.items()))
    return Profile(name, (table,), dates or "dmy", currency)


def planned(board: Board | None, export: Export, known: ledger.Ledgers, today: date) -> Plan:
    """What taking an export in would do."""
    source = export.chosen.profile.name
    merged = merge(known.get(source, ()), export.records)
    whole = ledger.whole({**known, source: merged.ledger})
    absent = set(export.absent) - ({"expected"} if "closed" not in export.absent else set())
    open_deals = lacking(export.records, tuple(absent)) if export.chosen.table.kind == "deals" else ()
    return Plan(export, merged, _gains(board, whole, today) if board else (), open_deals, _ratios(whole))


def _gains(board: Board, records: Sequence[Record], today: date) -> tuple[Gain, ...]:
    policy, period = board.known.policy, board.known.goals.period
    actuals = kept.actuals_of(board.store, [goal.id for goal in board.goals])
    items = {item.report.goal.id: item for item in board.known.examined}
    found = []
    for record in board.goals:
        item = items[record.id]
        measure = measure_of(item)
        course = course_of(item, as_of(record.goal, actuals, today, period.first), policy)
        values = from_crm(course, measure, records, today) if course is not None and measure is not None else ()
        if values and measure is not None:
            found.append(Gain(record.id, measure, values))
    return tuple(found)


def _ratios(records: Sequence[Record]) -> dict[str, Decimal]:
    days = [day for record in records if (day := happened(record)) is not None]
    if not days:
        return {}
    known = ratios(volumes(records, min(days), max(days)))
    return {name: known[name] for name in RATIOS if name in known and known[name] > 0}


def _laid(folder: str, name: str, data: bytes) -> Path:
    """The upload as a file under its own name, which its faults are told by."""
    plain = "".join(sign for sign in name.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable() and sign not in '<>:"|?*')
    path = Path(folder) / (plain.strip(". ")[-100:] or "export.csv")
    path.write_bytes(data)
    return path
