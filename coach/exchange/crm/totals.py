"""What the records come to, per owner and period: volumes, money, ratios; and the deals that have something missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coach.exchange.crm.records import Deal, Event, Record
from rules.arithmetic import counted_pairs, ratio_name
from rules.arithmetic.quarters import Quarter, between, quarter_of
from rules.model import Outcome
from rules.reading.text import fold

VOLUMES = ("leads", "calls", "meetings", "quotes", "deals", "lost", "revenue")
RATIOS = ("hit_rate", "order_value")
COUNTED = ("leads", "calls", "meetings", "quotes", "deals", "revenue")
"""What a breakdown reads of a past period."""
_NONE, _ONE = Decimal(0), Decimal(1)
Days = dict[date, dict[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Lacking:
    """An open deal and what it lacks: owner, next_activity, expected."""

    deal: Deal
    lacks: tuple[str, ...]


def volumes(records: Iterable[Record], first: date, last: date, owner: str | None = None) -> dict[str, Decimal]:
    """What was done and won from `first` to `last`, both counted, by one owner (by name, folded) or all."""
    return over(daily(records, owner), first, last)


def daily(records: Iterable[Record], owner: str | None = None) -> Days:
    """What was done and won day by day, by one owner or all: one look at the records for any number of spans."""
    found: Days = {}
    wanted = None if owner is None else fold(owner)
    # Thousands of records belong to a handful of names.
    own: dict[str, bool] = {}
    for record in records:
        if wanted is not None:
            if record.owner not in own:
                own[record.owner] = fold(record.owner) == wanted
            if not own[record.owner]:
                continue
        if isinstance(record, Event):
            if record.done and record.day is not None:
                _count(found, record.day, record.kind)
        elif record.closed is not None and record.status != "open":
            won = record.status == "won"
            _count(found, record.closed, "deals" if won else "lost")
            if won:
                _count(found, record.closed, "revenue", record.amount or Decimal(0))
    return found


def over(days: Days, first: date, last: date) -> dict[str, Decimal]:
    """What some days come to."""
    found = dict.fromkeys(VOLUMES, Decimal(0))
    for day, counted in days.items():
        if first <= day <= last:
            for name, number in counted.items():
                found[name] += number
    return found


def _count(days: Days, day: date, name: str, number: Decimal = _ONE) -> None:
    counted = days.setdefault(day, {})
    counted[name] = counted.get(name, _NONE) + number


def ratios(counted: dict[str, Decimal]) -> dict[str, Decimal]:
    """The ratios behind some volumes: the hit rate and the average order, and each stage per one of the next ("meetings_per_deal")."""
    found = {}
    decided = counted["deals"] + counted["lost"]
    if decided:
        found["hit_rate"] = counted["deals"] * 100 / decided
    if counted["deals"]:
        found["order_value"] = counted["revenue"] / counted["deals"]
    found |= {ratio_name(early, late): counted[early] / counted[late] for early, late in counted_pairs(counted)}
    if counted["deals"] and counted["meetings"]:
        found["meetings_per_deal"] = counted["meetings"] / counted["deals"]
    return found


def value(records: Iterable[Record], measure: str, first: date, last: date, owner: str | None = None) -> Decimal | None:
    """A volume or ratio over some days; None for a ratio without anything to divide by."""
    return told(daily(records, owner), measure, first, last)


def told(days: Days, measure: str, first: date, last: date) -> Decimal | None:
    """The same of what was counted day by day."""
    counted = over(days, first, last)
    return counted[measure] if measure in counted else ratios(counted).get(measure)


def history(records: Sequence[Record], measure: str, today: date, owner: str | None = None, fiscal_start: int = 1) -> tuple[Outcome, ...]:
    """A measure by quarter, for `realistic`; those without a ratio are left out."""
    days = daily(records, owner)
    numbers = ((quarter, told(days, measure, quarter.begin, quarter.end)) for quarter in quarters(records, today, fiscal_start))
    return tuple(Outcome(period=quarter.name, value=number) for quarter, number in numbers if number is not None)


def past_rows(records: Sequence[Record], today: date, fiscal_start: int = 1) -> tuple[dict[str, str], ...]:
    """The volumes of each past quarter, as rows that a breakdown reads ("period", "meetings" …)."""
    found, days = [], daily(records)
    for quarter in quarters(records, today, fiscal_start):
        counted = over(days, quarter.begin, quarter.end)
        found.append({"period": quarter.name} | {name: plain(counted[name]) for name in COUNTED})
    return tuple(found)


def plain(value: Decimal) -> str:
    """A number as it is written in a table, without noughts at the end."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def quarters(records: Iterable[Record], today: date, fiscal_start: int = 1) -> tuple[Quarter, ...]:
    """The quarters that are over, from the first record's to the last one's: what comes after, the export does not tell of."""
    days = [day for record in records if (day := happened(record)) is not None]
    if not days:
        return ()
    return tuple(quarter for quarter in between(quarter_of(min(days), fiscal_start), max(days), fiscal_start) if quarter.end < today)


def happened(record: Record) -> date | None:
    """The day that a record counts for."""
    return record.closed if isinstance(record, Deal) else record.day if record.done else None


def owners(records: Iterable[Record]) -> tuple[str, ...]:
    """Who the records belong to, as written, in the order of the alphabet."""
    found = {fold(name): name for name in dict.fromkeys(record.owner for record in records) if name}
    return tuple(found[key] for key in sorted(found))


def owner_named(records: Iterable[Record], name: str) -> str | None:
    """The owner of the records that a goal's owner is: the same name, or the only one that begins with it ("Anna")."""
    known = owners(records)
    wanted = fold(name)
    if not wanted:
        return None
    same = [owner for owner in known if fold(owner) == wanted]
    near = [owner for owner in known if fold(owner).split()[:1] == [wanted] or fold(owner).startswith(f"{wanted} ")]
    return same[0] if same else near[0] if len(near) == 1 else None


def lacking(records: Iterable[Record], absent: Sequence[str] = ()) -> tuple[Lacking, ...]:
    """The open deals without an owner, a next activity or an expected close date; `absent` fields the export does not tell of."""
    found = []
    for record in records:
        if isinstance(record, Deal) and record.status == "open":
            parts = (("owner", record.owner), ("next_activity", record.next_activity), ("expected", record.expected))
            lacks = tuple(name for name, told in parts if not told and name not in absent)
            if lacks:
                found.append(Lacking(record, lacks))
    return tuple(sorted(found, key=lambda item: (-(item.deal.amount or Decimal(0)), item.deal.id)))
