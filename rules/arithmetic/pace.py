"""How far a goal has come at a day, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a goal has come at a day. `share` of the time gone (0–1); `expected` by then; `gap` = actual − expected in the wanted
    direction; `rest` still to do; `forecast` at the end if the pace keeps; `per_day` needed from now on (None when time is up)."""

    share: Decimal
    expected: Decimal
    gap: Decimal
    rest: Decimal
    forecast: Decimal | None
    per_day: Decimal | None


def pace(baseline: Decimal, target: Decimal, actual: Decimal, begin: date, end: date, today: date) -> Pace:
    """The pace towards `target`, straight from `baseline` on `begin` to the end of `end`, as of the end of `today`."""
    days = max((end - begin).days + 1, 1)
    gone = min(max((today - begin).days + 1, 0), days)
    share = Decimal(gone) / Decimal(days)
    way = target - baseline
    expected = baseline + way * share
    sign = Decimal(1) if way >= 0 else Decimal(-1)
    rest = max((target - actual) * sign, Decimal(0))
    forecast = baseline + (actual - baseline) / share if share > 0 else None
    left = days - gone
    return Pace(share, expected, (actual - expected) * sign, rest, forecast, rest / left if left else None)
