"""The sums behind goals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import arithmetic

D = Decimal
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1, max_size=12)


def test_the_rulebooks_example() -> None:
    year = arithmetic.per_year(D(100), "month", 46, 225)
    assert year == 1200
    assert arithmetic.funnel(year, (D(4),)) == 48
    assert arithmetic.needed(D(48), (D(4),)) == 1200
    assert arithmetic.rounded(arithmetic.required_ratio(D(1200), D(50)) or D(0)) == D("4.2")


@pytest.mark.parametrize(
    ("cycle", "year"),
    [("day", 225), ("week", 46), ("month", 12), ("quarter", 4), ("tertial", 3), ("half", 2), ("year", 1), ("cycle", None)],
)
def test_a_rate_over_a_year(cycle: str, year: int | None) -> None:
    assert arithmetic.per_year(D(1), cycle, 46, 225) == year


SPLITS = [
    (D(100), (), None, (25, 25, 25, 25)),
    (D(10), (), None, (3, 3, 2, 2)),
    (D(100), (1, 2, 3, 4), None, (10, 20, 30, 40)),
    (D(7), (0, 0, 0, 0), None, (2, 2, 2, 1)),
    (D(1000000), (1, 1, 1), D(1000), (334000, 333000, 333000)),
    (D("10.5"), (), None, (D("2.7"), D("2.6"), D("2.6"), D("2.6"))),
    (D(0), (), None, (0, 0, 0, 0)),
    (D(9), (1, -5), None, (9, 0)),
]


@pytest.mark.parametrize(("total", "by", "step", "parts"), SPLITS)
def test_split(total: Decimal, by: tuple[int, ...], step: Decimal | None, parts: tuple[Decimal, ...]) -> None:
    assert arithmetic.split(total, tuple(D(item) for item in by), step=step) == tuple(D(item) for item in parts)


@given(amounts, weights)
def test_the_parts_are_the_whole(total: Decimal, by: list[Decimal]) -> None:
    parts = arithmetic.split(total, by)
    assert len(parts) == len(by)
    assert sum(parts) == total


def test_seasonality_from_whole_years() -> None:
    assert arithmetic.seasonality(tuple(D(item) for item in (10, 20, 30, 40, 10, 20, 30, 40, 99))) == (
        D("0.1"),
        D("0.2"),
        D("0.3"),
        D("0.4"),
    )
    assert arithmetic.seasonality((D(1), D(2))) == ()


def test_pace() -> None:
    begin, end = date(2027, 1, 1), date(2027, 3, 31)
    half = arithmetic.pace(D(0), D(100), D(30), begin, end, date(2027, 2, 14))
    assert (half.share, half.expected, half.gap, half.rest, half.forecast) == (D("0.5"), 50, -20, 70, 60)
    down = arithmetic.pace(D(6), D(4), D("4.5"), begin, end, date(2027, 2, 14))
    assert (down.expected, down.gap, down.rest) == (5, D("0.5"), D("0.5"))
    over = arithmetic.pace(D(0), D(100), D(120), begin, end, date(2027, 4, 1))
    assert (over.share, over.rest, over.per_day) == (1, 0, None)
    early = arithmetic.pace(D(0), D(100), D(0), begin, end, date(2026, 12, 1))
    assert (early.share, early.forecast) == (0, None)


def test_nothing_to_divide_by() -> None:
    assert arithmetic.required_ratio(D(0), D(5)) is None
    assert arithmetic.needed(D(5), (D(0),)) is None
    assert arithmetic.change_percent(D(0), D(5)) is None
    assert arithmetic.trend((D(1),)) is None


def test_change_and_trend() -> None:
    assert arithmetic.change_percent(D(80), D(100)) == 25
    assert arithmetic.change_percent(D(-10), D(-5)) == 50
    assert arithmetic.trend((D(1), D(2), D(3)), ahead=2) == 5


def test_numbers_as_one_would_say_them() -> None:
    said = [str(arithmetic.rounded(D(item))) for item in ("4.1666", "48.0", "233.4", "0.04", "1e40")]
    assert said == ["4.2", "48", "233", "0", "1E+40"]
