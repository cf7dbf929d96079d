"""The CRM's records in the store, by the system they come from, and what they say of a goal's past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from coach.examiner import Examined, Examiner
from coach.exchange.crm.records import Record, identity, reread, written
from coach.exchange.crm.totals import RATIOS, history, owner_named, past_rows
from coach.followup.measuring import measure_of
from rules.model import Goal, Outcome
from rules.reading.scales import scale

if TYPE_CHECKING:
    from coach.store import Store

_MOST = 200_000
"""Rows that are kept in memory between two questions."""
_READ: WeakKeyDictionary[Store, dict[str, tuple[tuple[int, str], Mapping[str, tuple[Record, ...]]]]] = WeakKeyDictionary()
_WHOLE: tuple[tuple[tuple[Record, ...], ...], tuple[Record, ...]] = ((), ())
_LAST: tuple[Sequence[Record], dict[tuple[object, ...], Any]] = ((), {})
# Each is replaced as one, so that two threads never mix what they know.
T = TypeVar("T")
Ledgers = Mapping[str, tuple[Record, ...]]
"""Records by source: the same id in two systems is two things."""


def ledgers_of(store: Store, team: str) -> dict[str, tuple[Record, ...]]:
    """What a team's CRM exports have told, as it stands. Read again only when it has changed: a page asks at every turn."""
    stamp, kept = store.crm.stamp(team), _READ.setdefault(store, {})
    if team in kept and kept[team][0] == stamp:
        return dict(kept[team][1])
    found: dict[str, list[Record]] = {}
    for entry in store.crm.of(team):
        found.setdefault(entry.source, []).append(reread(entry.details))
    made = {source: tuple(sorted(records, key=identity)) for source, records in found.items()}
    if stamp[0] <= _MOST:
        kept[team] = (stamp, made)
    return dict(made)


def whole(ledgers: Ledgers) -> tuple[Record, ...]:
    """The records of every source."""
    global _WHOLE
    parts = tuple(ledgers[source] for source in sorted(ledgers))
    if len(parts) == 1:
        return parts[0]
    last = _WHOLE
    if len(last[0]) != len(parts) or any(known is not part for known, part in zip(last[0], parts, strict=True)):
        last = _WHOLE = (parts, tuple(record for part in parts for record in part))
    return last[1]


def keep(store: Store, team: str, source: str, records: Iterable[Record], intake: str | None = None) -> int:
    """Keep records of a source; one that is known is a revision where it says something new. How many were written. Raises StoreError."""
    from coach.store.records import CrmEntry

    return store.crm.add(team, (CrmEntry(source, *identity(record), written(record)) for record in records), intake)


def own_past(records: Sequence[Record], today: date, fiscal_start: int = 1) -> tuple[tuple[dict[str, str], ...], dict[str, str]]:
    """What a breakdown takes from the CRM: the volumes of each past quarter, and what an order was worth on the whole."""
    rows = past_rows(records, today, fiscal_start)
    whole = {name: sum((Decimal(row[name]) for row in rows), Decimal(0)) for name in ("deals", "revenue")}
    order = whole["revenue"] / whole["deals"] if whole["deals"] else Decimal(0)
    return rows, {"order_value": str(round(order))} if order else {}


def grounded(items: Sequence[Examined], records: Sequence[Record], examiner: Examiner) -> tuple[Examined, ...]:
    """Goals examined anew with their measures' past quarters and years out of the CRM, for `realistic`. A goal with a past of its own, one
    that is counted by the week, and one that the CRM knows nothing of stay as they are."""
    return tuple(item if goal is None else examiner.examine(goal) for item in items for goal in (_with_past(item, records, examiner),))


def _with_past(item: Examined, records: Sequence[Record], examiner: Examiner) -> Goal | None:
    goal = item.report.goal
    measure = measure_of(item) if records and not goal.history else None
    if measure is None or any(number.rate for number in item.reading.core):
        return None
    said, start = goal.owner or "", examiner.policy.fiscal_year_start
    owner = _remembered(records, ("owner", said), lambda: owner_named(records, said))
    key = ("past", measure, examiner.today, owner, start)
    past = _remembered(records, key, lambda: history(records, measure, examiner.today, owner, start))
    # What is a ratio does not add up.
    years = () if measure in RATIOS else _years(past)
    # The CRM counts kronor and pieces; the goal's fields are in the goal's own unit.
    factor = scale(goal.unit or "").factor
    known = tuple(item.model_copy(update={"value": item.value / factor}) for item in (*past, *years))
    return goal.model_copy(update={"history": known}) if known else None


def _remembered(records: Sequence[Record], key: tuple[object, ...], work: Callable[[], T]) -> T:
    """What was worked out of these very records before: ten goals of a set ask the same of them, and so does the next turn."""
    global _LAST
    last = _LAST
    if last[0] is not records:
        last = _LAST = (records, {})
    if key not in last[1]:
        last[1][key] = work()
    found: T = last[1][key]
    return found


def _years(past: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The years of which every quarter is known."""
    names = dict.fromkeys(item.period[:4] for item in past)
    whole = {name: [item.value for item in past if item.period.startswith(name)] for name in names}
    return tuple(Outcome(period=name, value=sum(values, Decimal(0))) for name, values in whole.items() if len(values) == 4)
