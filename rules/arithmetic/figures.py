"""Numbers as one would say them, their change and their trend."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
_FEW = 200


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
