"""Quarters of a calendar or fiscal year, and the days worked in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_MOST = 40
"""Ten years of quarters: beyond that nobody plans by the quarter."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a fiscal year: its `year` (that of its last day), its place in it (1–4), first and last day."""

    year: int
    number: int
    begin: date
    end: date

    @property
    def name(self) -> str:
        """ "2027-Q1"."""
        return f"{self.year}-Q{self.number}"


def quarter_of(day: date, fiscal_start: int = 1) -> Quarter:
    """The quarter that a day is in, where the fiscal year begins with the month `fiscal_start`."""
    gone = (day.month - fiscal_start) % 12
    back = gone % 3
    first = date(day.year, day.month, 1)
    for _ in range(back):
        first = (first - timedelta(days=1)).replace(day=1)
    number = gone // 3 + 1
    last = _following(_following(_following(first))) - timedelta(days=1)
    year_end = last
    for _ in range(3 * (4 - number)):
        year_end = _following(_following(year_end.replace(day=1))) - timedelta(days=1)
    return Quarter(year_end.year, number, first, last)


def planned(today: date, fiscal_start: int = 1) -> Quarter:
    """The quarter to set goals for: the present one in its first half, else the next."""
    present = quarter_of(today, fiscal_start)
    if (today - present.begin).days * 2 < (present.end - present.begin).days:
        return present
    return quarter_of(present.end + timedelta(days=1), fiscal_start)


def between(first: Quarter, end: date, fiscal_start: int = 1) -> tuple[Quarter, ...]:
    """The quarters from `first` to the one that `end` is in; never none, and never more than ten years."""
    found = [first]
    while found[-1].end < end and len(found) < _MOST:
        found.append(quarter_of(found[-1].end + timedelta(days=1), fiscal_start))
    return tuple(found)


def year_of(day: date, fiscal_start: int = 1) -> tuple[Quarter, ...]:
    """The four quarters of the fiscal year that a day is in."""
    quarter = quarter_of(day, fiscal_start)
    while quarter.number > 1:
        quarter = quarter_of(quarter.begin - timedelta(days=1), fiscal_start)
    return between(quarter, quarter.begin + timedelta(days=350), fiscal_start)


def workdays(begin: date, end: date) -> int:
    """The days worked in Sweden from `begin` to `end`, both counted: Monday to Friday, less public holidays and the eves that are kept
    as such (Midsummer, Christmas and New Year's Eve)."""
    free = frozenset(day for year in range(begin.year, end.year + 1) for day in _free(year))
    days = (begin + timedelta(days=at) for at in range((end - begin).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in free)


@lru_cache(maxsize=64)
def _free(year: int) -> tuple[date, ...]:
    # Costs a fifth of a second to import: only where days are counted.
    from holidays import country_holidays

    return tuple(sorted(country_holidays("SE", years=year, categories=("public", "de_facto"))))


def _following(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
