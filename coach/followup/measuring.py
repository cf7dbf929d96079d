"""The actual values of a goal as the CRM's records give them: the right measure, the right owner, week by week."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from coach.examiner import Examined
from coach.exchange.actuals import Actual, Source
from coach.exchange.crm.records import Deal, Record
from coach.exchange.crm.totals import RATIOS, daily, happened, owner_named, told
from coach.followup.course import Course, Kind
from coach.followup.series import cycle_of
from rules.model import Theme
from rules.reading.scales import scale
from rules.reading.text import fold


def measure_of(examined: Examined) -> str | None:
    """What of a CRM a goal is about: deals, revenue, meetings, calls, quotes, leads, hit_rate, order_value; None for anything else."""
    verdicts, reading = examined.report.verdicts, examined.reading
    if verdicts is None:
        return None
    measure = reading.measure.id if reading.measure is not None else ""
    words = f" {' '.join(token.fold for token in reading.source.tokens)} "
    ratio = (
        measure
        if measure in RATIOS
        else next((kind for kind, names in _named("ratios") if any(f" {name} " in words for name in names)), "")
    )
    if ratio:
        return ratio
    if any(item.kind == "money" for item in reading.core):
        return "revenue" if verdicts.theme in (Theme.REVENUE, Theme.PRODUCT, Theme.DEALS) else None
    nouns = [item.noun for item in reading.core if item.noun] + words.split()
    counted = verdicts.theme in (Theme.ACTIVITY, Theme.LEADS, Theme.DEALS, Theme.MARKET)
    return next((kind for word in nouns for kind, ends in _named("counts") if word.endswith(ends)), None) if counted else None


def from_crm(course: Course, measure: str, records: Sequence[Record], today: date) -> tuple[Actual, ...]:
    """The goal's actuals: where a sum stood at the end of each week and at the last day the records tell of; each cycle of a rate; a
    ratio so far at each month's end. Of the goal's own owner where the CRM knows the name, else of all."""
    known = [day for record in records if (day := happened(record)) is not None and day <= today and _is_of(record, measure)]
    if not known:
        return ()
    last = min(max(known), course.end or today)
    owner = owner_named(records, course.owner)
    found, days = [], daily(records, owner)
    for first, day in _spans(course, last):
        number = told(days, measure, first, min(day, last))
        if number is not None:
            # The CRM counts kronor; a course may be in Mkr.
            number /= scale(course.unit).factor
            found.append(Actual(course.goal, min(day, last), number, Source.CRM, owner or "", recorded=today))
    return tuple(found)


def _spans(course: Course, last: date) -> list[tuple[date, date]]:
    """The days that each value is of."""
    cycle = course.cycle if course.kind is Kind.RATE else "month" if course.kind is Kind.LEVEL else "week"
    found = []
    day = course.begin
    while day <= last:
        first, end = cycle_of(day, cycle)
        found.append((max(first, course.begin) if course.kind is Kind.RATE else course.begin, end))
        day = end + timedelta(days=1)
    return found


def _is_of(record: Record, measure: str) -> bool:
    """Deals tell how far the records of deals reach, activities how far those of their kind do."""
    return isinstance(record, Deal) if measure in (*RATIOS, "deals", "revenue") else not isinstance(record, Deal) and record.kind == measure


@cache
def _named(section: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lists = tomllib.loads(files("coach.followup").joinpath("measures.toml").read_text("utf-8"))[section]
    return tuple((kind, tuple(fold(word) for word in words)) for kind, words in lists.items())
