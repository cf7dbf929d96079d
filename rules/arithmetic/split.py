"""A year in parts that add up to it exactly: even, by the season, or by the days worked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


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
