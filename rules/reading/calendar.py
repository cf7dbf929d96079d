"""Periods in the calendar: ISO weeks, months, quarters, fiscal years, seasons, feasts, and adding lengths to a date (rulebook §5 `end`).

Everything is plain arithmetic on dates; what lies outside the calendar comes back as None, nothing raises.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

Key = int | str | tuple[int, int]
"""What names a period within its year: a number (week 12, month 3, quarter 2), a name (spring, easter) or a (month, day)."""

_DAY = timedelta(days=1)
_KEPT = 4096
"""Goals name the same few periods over and over: so many are kept."""

MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}
"""Units made of whole months."""

_SEASON_END = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
_MEAN = {
    "day": 1.0, "workday": 1.4, "week": 7.0, "month": 365.25 / 12, "quarter": 365.25 / 4, "tertial": 365.25 / 3, "half": 365.25 / 2,
    "year": 365.25,
}  # fmt: skip


class Span(tuple[date, date]):
    """First and last day of a period."""

    __slots__ = ()

    def __new__(cls, begin: date, until: date) -> Span:
        return super().__new__(cls, (begin, until))

    @property
    def begin(self) -> date:
        """The first day."""
        return self[0]

    @property
    def until(self) -> date:
        """The last day."""
        return self[1]

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self[1] - self[0]).days + 1


def months(year: int, first: int, count: int) -> Span:
    """`count` whole months from month `first` of `year`; `first` may lie outside 1–12."""
    start = year * 12 + first - 1
    end = start + count - 1
    last = monthrange(end // 12, end % 12 + 1)[1]
    return Span(date(start // 12, start % 12 + 1, 1), date(end // 12, end % 12 + 1, last))


def _nearest(year: int, month: int, day: int, weekday: int) -> date:
    """The first `weekday` (Monday 0) on or after a date."""
    start = date(year, month, day)
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


_FEASTS: Mapping[str, Callable[[int], date]] = {
    "christmas": lambda y: date(y, 12, 24),
    "christmas_day": lambda y: date(y, 12, 25),
    "easter": easter,
    "midsummer": lambda y: _nearest(y, 6, 19, 4),
    "new_year": lambda y: date(y, 12, 31),
    "new_year_day": lambda y: date(y, 1, 1),
    "epiphany": lambda y: date(y, 1, 6),
    "valborg": lambda y: date(y, 4, 30),
    "first_of_may": lambda y: date(y, 5, 1),
    "ascension": lambda y: easter(y) + 39 * _DAY,
    "pentecost": lambda y: easter(y) + 49 * _DAY,
    "mid_year": lambda y: date(y, 6, 30),
    "national_day": lambda y: date(y, 6, 6),
    "lucia": lambda y: date(y, 12, 13),
    "halloween": lambda y: date(y, 10, 31),
    "all_saints": lambda y: _nearest(y, 10, 31, 5),
    "valentine": lambda y: date(y, 2, 14),
    "mothers_day": lambda y: date(y, 5, 31) - timedelta(days=(date(y, 5, 31).weekday() - 6) % 7),
    "fathers_day": lambda y: _nearest(y, 11, 8, 6),
    "thanksgiving": lambda y: _nearest(y, 11, 22, 3),
    "black_friday": lambda y: _nearest(y, 11, 22, 3) + _DAY,
    "cyber_monday": lambda y: _nearest(y, 11, 22, 3) + 4 * _DAY,
    "labor_day": lambda y: _nearest(y, 9, 1, 0),
    "memorial_day": lambda y: date(y, 5, 31) - timedelta(days=date(y, 5, 31).weekday()),
    "independence_day": lambda y: date(y, 7, 4),
    "sport_week": lambda y: date.fromisocalendar(y, 9, 7),
    "burns_night": lambda y: date(y, 1, 25),
    "presidents_day": lambda y: _nearest(y, 2, 15, 0),
    "saint_david": lambda y: date(y, 3, 1),
    "saint_patrick": lambda y: date(y, 3, 17),
    "saint_george": lambda y: date(y, 4, 23),
    "bastille_day": lambda y: date(y, 7, 14),
    "canada_day": lambda y: date(y, 7, 1),
    "michaelmas": lambda y: date(y, 9, 29),
    "columbus_day": lambda y: _nearest(y, 10, 8, 0),
    "guy_fawkes": lambda y: date(y, 11, 5),
    "martinmas": lambda y: date(y, 11, 11),
    "saint_andrew": lambda y: date(y, 11, 30),
    "boxing_day": lambda y: date(y, 12, 26),
    "shrove_tuesday": lambda y: easter(y) - 47 * _DAY,
    "advent": lambda y: _nearest(y, 11, 27, 6),
    "knut": lambda y: date(y, 1, 13),
    "candlemas": lambda y: date(y, 2, 2),
    "bun_day": lambda y: date(y, 10, 4),
    "singles_day": lambda y: date(y, 11, 11),
}


def fiscal_year(year: int, start: int) -> Span:
    """The fiscal year named `year`, by the calendar year it ends in; `start` is its first month."""
    return months(year, 1, 12) if start == 1 else months(year - 1, start, 12)


@lru_cache(maxsize=_KEPT)
def place(unit: str, key: Key, year: int, start: int = 1) -> Span | None:
    """The period `key` of `unit` in `year`, or None where there is none (31 February). `start`: first month of the fiscal year."""
    try:
        return _place(unit, key, year, start)
    except (ValueError, OverflowError):
        return None


def _place(unit: str, key: Key, year: int, start: int) -> Span | None:
    if unit == "feast":
        day = _FEASTS[str(key)](year)
        return Span(day, day)
    if unit == "season":
        last = _SEASON_END[str(key)]
        return months(year, last - 2, 3)
    if isinstance(key, tuple):
        day = date(year, key[0], key[1])
        return Span(day, day)
    if not isinstance(key, int):
        return None
    if unit == "week":
        return Span(date.fromisocalendar(year, key, 1), date.fromisocalendar(year, key, 7))
    if unit == "year":
        return fiscal_year(year, start)
    size = MONTHS.get(unit)
    if size is None or not 1 <= key <= 12 // size:
        return None
    first = 1 if start == 1 else start - 12
    return months(year, first + (key - 1) * size, size)


@lru_cache(maxsize=_KEPT)
def upcoming(unit: str, key: Key, today: date, *, begun: bool = True, start: int = 1) -> Span | None:
    """The next period of the name that ends on or after `today`; with `begun` False one that begins after it."""
    for year in range(today.year - 1, today.year + 9):
        span = place(unit, key, year, start)
        if span is not None and (span.until >= today if begun else span.begin > today):
            return span
    return None


@lru_cache(maxsize=_KEPT)
def present(unit: str, today: date, offset: int = 0) -> Span | None:
    """The week, month, quarter … that `today` lies in, or the one `offset` of them later."""
    try:
        if unit in ("day", "workday"):
            day = today + offset * _DAY
            return Span(day, day)
        if unit == "week":
            monday = today - today.weekday() * _DAY + 7 * offset * _DAY
            return Span(monday, monday + 6 * _DAY)
        size = MONTHS[unit]
        return months(today.year, (today.month - 1) // size * size + 1 + size * offset, size)
    except (KeyError, ValueError, OverflowError):
        return None


def moved(day: date, days: int) -> date:
    """`day` and so many days, or `day` itself at the edge of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def later(day: date, count: float, unit: str) -> date | None:
    """`day` and `count` units: months keep the day of the month, working days pass over weekends."""
    try:
        if unit in MONTHS:
            whole, part = divmod(count * MONTHS[unit], 1)
            index = day.year * 12 + day.month - 1 + int(whole)
            year, month = index // 12, index % 12 + 1
            moved = date(year, month, min(day.day, monthrange(year, month)[1]))
            return moved + timedelta(days=round(part * _MEAN["month"]))
        if unit == "workday":
            weeks, rest = divmod(int(count), 5)
            moved = day + timedelta(weeks=weeks)
            while rest:
                moved += _DAY
                rest -= moved.weekday() < 5
            return moved
        return day + timedelta(days=round(count * _MEAN[unit]))
    except (KeyError, ValueError, OverflowError):
        return None


def length(count: float, unit: str) -> int | None:
    """About how many days `count` units are: three years are 1096."""
    mean = _MEAN.get(unit)
    return None if mean is None or count > 100_000 else int(count * mean + 0.5)
