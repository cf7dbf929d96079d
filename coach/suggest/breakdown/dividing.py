"""The year in quarters: evenly, by a seasonality given, by the days worked, or as the history fell out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from coach.suggest.breakdown.model import Part, Ref
from coach.suggest.breakdown.season import Season
from rules.arithmetic.quarters import Quarter, workdays
from rules.arithmetic.split import split

if TYPE_CHECKING:
    from coach.suggest.breakdown.sums import Reckoning

DOING = ("quotes", "meetings", "calls", "leads")
"""The stages before the deal, from the nearest."""


def divided(work: Reckoning) -> tuple[Part, ...]:
    """The outcome and each stage before it, quarter by quarter; the quarters come to the whole exactly. () where there is but one."""
    quarters = work.aim.quarters
    if not work.needs or len(quarters) < 2:
        return ()
    days = tuple(workdays(item.begin, item.end) for item in quarters) if work.by_workdays else ()
    season = _season(work)
    how = "workdays" if days else "seasonality" if work.seasonality else "history" if season and work.by_history else "even"
    weights = _weights(work, how, season, days)
    shares = {
        name: split(Decimal(math.ceil(work.needs[name].value)), weights, len(quarters), Decimal(1))
        for name in ("revenue", "deals", *DOING)
        if name in work.needs
    }
    # The working weeks of the policy, shared by the days where they were counted: holidays and leave are already out of them.
    all_weeks = Fraction(work.policy.working_weeks * len(quarters), 4)
    weeks = [all_weeks * item / sum(days) for item in days] or [all_weeks / len(quarters)] * len(quarters)
    sellers = work.activities.sellers.value if work.activities.sellers is not None else Fraction(1)
    main = "revenue" if "revenue" in shares else "deals"
    rows = [(item.name, Fraction(value)) for item, value in zip(quarters, shares[main], strict=True)]
    work.ledger.quarters(main, how, rows, work.needs[main])
    _told(work, how, season)
    if "deals" in shares:
        _set(work, quarters, shares["deals"])
    return tuple(
        Part(
            quarter.name,
            tuple((name, Fraction(values[at])) for name, values in shares.items()),
            days[at] if days else None,
            tuple((name, Fraction(values[at]) / weeks[at] / sellers) for name, values in shares.items() if name in DOING),
        )
        for at, quarter in enumerate(quarters)
    )


def _season(work: Reckoning) -> Season | None:
    """The season of what the goal counts, else the other one that the history has."""
    found = {item.stage: item for item in work.figures.seasons}
    return found.get("revenue" if "revenue" in work.needs else "deals") or next(iter(work.figures.seasons), None)


def _weights(work: Reckoning, how: str, season: Season | None, days: Sequence[int]) -> tuple[Decimal, ...]:
    if days:
        return tuple(Decimal(item) for item in days)
    by_number = work.seasonality if how == "seasonality" else season.sums if how == "history" and season is not None else ()
    return tuple(by_number[item.number - 1] if by_number else Decimal(1) for item in work.aim.quarters)


def _told(work: Reckoning, how: str, season: Season | None) -> None:
    """The season used, or that there is one to use."""
    if season is not None and (how == "history" or how == "even" and not season.flat):
        first, last = season.years[0], season.years[-1]
        shares = {f"q{at}": share * 100 for at, share in enumerate(season.shares, 1)}
        key = "season" if how == "history" else "season-there"
        work.ledger.note(key, years=str(first) if first == last else f"{first}–{last}", **shares)
    elif work.by_history and how == "even":
        work.ledger.note("season-none")


def _set(work: Reckoning, quarters: Sequence[Quarter], shares: Sequence[Decimal]) -> None:
    """Deals set as a sum for one quarter, against that quarter's share."""
    for quarter, share in zip(quarters, shares, strict=True):
        got = sum((amount for end, amount in work.activities.sums if end == quarter.end), Fraction(0))
        if got:
            late = Ref(f"stage.{work.aim.late}")
            work.ledger.note("quarter", quarter=quarter.name, got=got, need=Fraction(share), late=late)
