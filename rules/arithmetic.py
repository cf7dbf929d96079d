"""The sums behind goals: funnel, split of a year, ratio, pace. Pure numbers in, pure numbers out; used by the set rules and the coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
_FEW = 200


def funnel(activity: Decimal, percents: Sequence[Decimal]) -> Decimal:
    """What `activity` becomes when each step keeps its per cent: 1200 meetings at 4 % are 48 customers."""
    left = activity
    for percent in percents:
        left = left * percent / HUNDRED
    return left


def needed(outcome: Decimal, percents: Sequence[Decimal]) -> Decimal | None:
    """The activity that gives `outcome` through the same steps; None where a step lets nothing through."""
    total = outcome
    for percent in percents:
        if percent <= 0:
            return None
        total = total * HUNDRED / percent
    return total


def required_ratio(activity: Decimal, outcome: Decimal) -> Decimal | None:
    """The per cent of `activity` that must become `outcome`; None without activity."""
    return outcome * HUNDRED / activity if activity > 0 else None


def per_year(value: Decimal, cycle: str, weeks: int, days: int) -> Decimal | None:
    """A rate as a yearly sum; `weeks` and `days` are those worked in a year. None for a cycle without a length."""
    times = {"day": days, "week": weeks, "month": 12, "quarter": 4, "tertial": 3, "half": 2, "year": 1}.get(cycle)
    return None if times is None else value * times


def split(total: Decimal, weights: Sequence[Decimal] = (), parts: int = 4, step: Decimal | None = None) -> tuple[Decimal, ...]:
    """`total` in parts that add up to it exactly: even, or by `weights` (the seasonality).

    Each part is a whole number of `step` (by default the unit of the total's last digit, and at most 1). What rounding leaves goes to
    the parts that lost most, the earlier first. Negative weights count as 0; with none above 0 the split is even.
    """
    shares = [max(weight, Decimal(0)) for weight in weights] or [Decimal(1)] * max(parts, 1)
    if not any(shares):
        shares = [Decimal(1)] * len(shares)
    exponent = total.as_tuple().exponent
    unit = step or (Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1))
    whole = sum(shares)
    exact = [total * share / whole for share in shares]
    floors = [(value // unit) * unit for value in exact]
    left = total - sum(floors)
    by_loss = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    for at in by_loss:
        if abs(left) < unit:
            break
        grain = unit if left > 0 else -unit
        floors[at] += grain
        left -= grain
    # A total that is no whole number of steps: the last part takes the rest.
    floors[-1] += left
    return tuple(floors)


def seasonality(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The share of the year that each quarter had over whole earlier years: `values` are quarters in order, first one a Q1."""
    whole = len(values) // 4 * 4
    sums = tuple(sum(values[at:whole:4], Decimal(0)) for at in range(4))
    total = sum(sums)
    return tuple(value / total for value in sums) if total > 0 else ()


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


def change_percent(before: Decimal, after: Decimal) -> Decimal | None:
    """The change from `before` to `after` in per cent of `before`; None from zero."""
    return (after - before) * HUNDRED / abs(before) if before else None


def trend(values: Sequence[Decimal], ahead: int = 1) -> Decimal | None:
    """The straight line through `values` (least squares), `ahead` steps past the last; None for fewer than two."""
    count = len(values)
    if count < 2:
        return None
    middle = Decimal(count - 1) / 2
    mean = sum(values, Decimal(0)) / count
    spread = sum(((at - middle) ** 2 for at in range(count)), Decimal(0))
    slope = sum(((at - middle) * (value - mean) for at, value in enumerate(values)), Decimal(0)) / spread
    return mean + slope * (count - 1 + ahead - middle)


def whole(value: Decimal) -> Decimal:
    """A number without its decimals, rounded; one too large to hold them is left as it is."""
    return value.to_integral_value(ROUND_HALF_UP) if value.is_finite() else value


def rounded(value: Decimal) -> Decimal:
    """A computed number as one would say it: whole from 200, one decimal below, without trailing zeros."""
    if not value.is_finite() or abs(value) >= _FEW:
        return whole(value)
    near = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return whole(near) if near == near.to_integral_value() else near
