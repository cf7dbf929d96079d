"""Where a goal ends if it goes on as it has: a value and a range, both from its own history. A straight line is foretold exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

# Four outcomes of five lie inside the range: Student's t at 90 %, by degrees of freedom.
_T = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341)
_T_MANY = 1.282
_ENOUGH = 3
"""Steps of a history from which a range can be told."""

At = tuple[Fraction, Fraction]
"""A place on the clock and the value there."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value at the end and the range that four outcomes of five fall in; None for a range where the history is too short.
    `steps`: how many steps of the history it rests on."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    steps: int = 0


def drifting(points: Sequence[At], end: Fraction) -> Forecast | None:
    """A sum that goes on growing at its own mean pace from the last value; the range from how uneven the steps were.
    `points` begin with where it started. None for fewer than two."""
    if len(points) < 2 or points[-1][0] <= points[0][0]:
        return None
    (first, begin), (last, now) = points[0], points[-1]
    pace = (now - begin) / (last - first)
    left = max(end - last, Fraction(0))
    value = now + pace * left
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if b[0] > a[0]]
    if len(steps) < _ENOUGH:
        return Forecast(decimal(value), steps=len(steps))
    spread = sum(((grown - pace * time) ** 2 / time for time, grown in steps), Fraction(0)) / (len(steps) - 1)
    width = _width(spread * left * (1 + left / (last - first)), len(steps) - 1)
    return Forecast(decimal(value), decimal(value - width), decimal(value + width), len(steps))


def fitted(points: Sequence[At], end: Fraction) -> Forecast | None:
    """A level on the straight line through its readings (least squares), with the line's own prediction range. None for fewer than two."""
    count = len(points)
    if count < 2:
        return None
    middle = sum((at for at, _ in points), Fraction(0)) / count
    mean = sum((value for _, value in points), Fraction(0)) / count
    across = sum(((at - middle) ** 2 for at, _ in points), Fraction(0))
    if not across:
        return None
    slope = sum(((at - middle) * (value - mean) for at, value in points), Fraction(0)) / across
    value = mean + slope * (end - middle)
    if count < _ENOUGH:
        return Forecast(decimal(value), steps=count - 1)
    left_over = sum(((level - mean - slope * (at - middle)) ** 2 for at, level in points), Fraction(0)) / (count - 2)
    width = _width(left_over * (1 + Fraction(1, count) + (end - middle) ** 2 / across), count - 2)
    return Forecast(decimal(value), decimal(value - width), decimal(value + width), count - 1)


def meaning(values: Sequence[Fraction], left: int) -> Forecast | None:
    """The mean over all cycles when those `left` go as those counted; None without any."""
    count = len(values)
    if not count:
        return None
    mean = sum(values, Fraction(0)) / count
    if count < _ENOUGH:
        return Forecast(decimal(mean), steps=count)
    spread = sum(((value - mean) ** 2 for value in values), Fraction(0)) / (count - 1)
    # Only the cycles left are unknown: their mean varies, and so does the pace they are foretold by.
    part = Fraction(left, count + left)
    width = _width(part**2 * spread * (Fraction(1, left) + Fraction(1, count)), count - 1) if left else Fraction(0)
    return Forecast(decimal(mean), decimal(mean - width), decimal(mean + width), count)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal number: exact where it can be."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _width(variance: Fraction, freedom: int) -> Fraction:
    t = _T[freedom - 1] if freedom <= len(_T) else _T_MANY
    return Fraction(t * math.sqrt(variance)).limit_denominator(10**6)
