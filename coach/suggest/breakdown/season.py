"""The season that the history shows: how much of a year falls on each of its quarters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rules.arithmetic.quarters import quarter_of

_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_EVEN = Fraction(2, 100)
"""A season this near to a quarter each is none to speak of."""


@dataclass(frozen=True, slots=True)
class Season:
    """What was counted (`stage`, "revenue" or "deals"), in the whole `years` of the history, quarter by quarter."""

    stage: str
    years: tuple[int, ...]
    sums: tuple[Decimal, ...]

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Each quarter's share of the year."""
        whole = sum(self.sums)
        return tuple(Fraction(value) / Fraction(whole) for value in self.sums)

    @property
    def flat(self) -> bool:
        """As good as even."""
        return all(abs(share - Fraction(1, 4)) < _EVEN for share in self.shares)


def season(rows: Sequence[tuple[str, dict[str, Decimal]]], stage: str, fiscal_start: int = 1) -> Season | None:
    """The season of `stage` over the years that the rows hold whole, by quarters or by months; None where there is none."""
    parts: defaultdict[int, defaultdict[int, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    whole: dict[int, int] = {}
    for period, values in rows:
        if stage not in values:
            continue
        if found := _QUARTER.fullmatch(period):
            year, number, needed = int(found[1]), int(found[2]), 1
        elif found := _MONTH.fullmatch(period):
            quarter = quarter_of(date(int(found[1]), int(found[2]), 1), fiscal_start)
            year, number, needed = quarter.year, quarter.number, 3
        else:
            continue
        parts[year][number].append(values[stage])
        whole[year] = max(whole.get(year, 1), needed)
    years = tuple(
        year for year in sorted(parts) if all(len(parts[year][number]) == whole[year] for number in range(1, 5))
    )  # fmt: skip
    sums = tuple(sum((value for year in years for value in parts[year][number]), Decimal(0)) for number in range(1, 5))
    return Season(stage, years, sums) if years and min(sums) >= 0 and sum(sums) > 0 else None
