"""The sums behind goals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import arithmetic
from rules.arithmetic import quarters
from rules.arithmetic.formula import known, work_out

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


QUARTERS = [
    (date(2026, 11, 23), 1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    (date(2027, 2, 28), 1, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
    (date(2027, 5, 1), 7, "2027-Q4", date(2027, 4, 1), date(2027, 6, 30)),
    (date(2027, 7, 1), 7, "2028-Q1", date(2027, 7, 1), date(2027, 9, 30)),
    (date(2027, 1, 31), 12, "2027-Q1", date(2026, 12, 1), date(2027, 2, 28)),
    (date(2028, 2, 29), 5, "2028-Q4", date(2028, 2, 1), date(2028, 4, 30)),
]


@pytest.mark.parametrize(("day", "start", "name", "begin", "end"), QUARTERS)
def test_the_quarter_of_a_day(day: date, start: int, name: str, begin: date, end: date) -> None:
    found = quarters.quarter_of(day, start)
    assert (found.name, found.begin, found.end) == (name, begin, end)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(1, 12))
def test_quarters_tile_the_calendar(day: date, start: int) -> None:
    year = quarters.year_of(day, start)
    assert [item.number for item in year] == [1, 2, 3, 4]
    assert any(item.begin <= day <= item.end for item in year)
    assert all((after.begin - before.end).days == 1 for before, after in pairwise(year))
    assert {item.year for item in year} == {year[-1].end.year}


def test_the_quarter_to_plan_for() -> None:
    assert quarters.planned(date(2026, 10, 5)).name == "2026-Q4"
    assert [item.name for item in quarters.between(quarters.planned(date(2026, 11, 23)), date(2027, 7, 1))] == [
        "2027-Q1",
        "2027-Q2",
        "2027-Q3",
    ]
    assert len(quarters.between(quarters.planned(date(2026, 11, 23)), date(2090, 1, 1))) == 40


# Counted by hand: 2027 has New Year and Epiphany on weekdays in Q1, Good Friday and Easter Monday in March; Ascension in Q2 and Midsummer
# Eve; nothing in Q3; Christmas Eve and New Year's Eve on Fridays in Q4.
WORKDAYS = [
    (date(2027, 1, 1), date(2027, 3, 31), 60), (date(2027, 4, 1), date(2027, 6, 30), 63), (date(2027, 7, 1), date(2027, 9, 30), 66),
    (date(2027, 10, 1), date(2027, 12, 31), 64), (date(2027, 6, 21), date(2027, 6, 27), 4), (date(2027, 6, 26), date(2027, 6, 26), 0),
    (date(2026, 12, 21), date(2027, 1, 6), 8),
]  # fmt: skip


@pytest.mark.parametrize(("begin", "end", "days"), WORKDAYS)
def test_swedish_working_days(begin: date, end: date, days: int) -> None:
    assert quarters.workdays(begin, end) == days


STEPS = [
    ("meetings", "deals", {"meetings_per_deal"}, (("meetings", "deals"),)),
    ("calls", "deals", {"meetings_per_deal", "calls_per_meeting"}, (("meetings", "deals"), ("calls", "meetings"))),
    ("meetings", "deals", {"quotes_per_deal", "meetings_per_quote"}, (("quotes", "deals"), ("meetings", "quotes"))),
    ("meetings", "deals", {"quotes_per_deal", "meetings_per_quote", "meetings_per_deal"}, (("meetings", "deals"),)),
    ("calls", "deals", {"meetings_per_deal"}, ()),
    ("leads", "deals", set(), ()),
]


@pytest.mark.parametrize(("early", "late", "names", "way"), STEPS)
def test_the_way_through_the_funnel(early: str, late: str, names: set[str], way: tuple[tuple[str, str], ...]) -> None:
    found = arithmetic.steps(early, late, names)
    assert found == way
    assert {arithmetic.ratio_name(one, other) for one, other in found} <= names


def test_stages_counted_beside_each_other() -> None:
    assert arithmetic.counted_pairs({"calls": D(1200), "meetings": D(240), "deals": D(10)}) == (
        ("calls", "meetings"),
        ("meetings", "deals"),
    )
    assert arithmetic.counted_pairs({"calls": D(1200), "quotes": D(0)}) == ()


WORKED = [
    ("needed", {"outcome": 50, "ratio": 24}, 1200),
    ("outcome", {"volume": 1200, "ratio": 24}, 50),
    ("implied", {"volume": 1200, "outcome": 50}, 24),
    ("volume-year", {"volume": 100, "times": 12}, 1200),
    ("growth-revenue", {"last_year_revenue": 8_000_000, "percent": 120}, 9_600_000),
    ("order-value", {"last_year_revenue": 8_000_000, "last_year_deals": 80}, 100_000),
    ("deals-by-order", {"revenue": 9_600_000, "order_value": 100_000}, 96),
    ("growth-percent", {"revenue": 10_000_000, "last_year_revenue": 8_000_000}, 25),
    ("margin-by-order", {"margin_per_customer": 12_000, "percent": 110}, 13_200),
    ("week-seller", {"volume": 920, "weeks": 46, "sellers": 4}, 5),
    ("level-step", {"target": 60, "baseline": 40, "step": 1, "steps": 4}, 45),
    ("customers-more", {"target": 500, "customers": 420}, 80),
]


@pytest.mark.parametrize(("name", "inputs", "result"), WORKED)
def test_formulas_worked_by_hand(name: str, inputs: dict[str, int], result: int) -> None:
    made = work_out(name, **{key: known(value) for key, value in inputs.items()})
    assert made is not None
    assert (made.result, dict(made.values), made.assumed) == (result, inputs, ())


def test_what_a_formula_rests_on() -> None:
    first = work_out("needed", outcome=known(50), ratio=known(24, "meetings_per_deal"))
    assert first is not None
    second = work_out("needed", outcome=first.known, ratio=known(6, "calls_per_meeting"))
    assert second is not None
    assert second.assumed == ("meetings_per_deal", "calls_per_meeting")
    assert work_out("implied", volume=known(5), outcome=known(0)) is None
    with pytest.raises(LookupError):
        work_out("needed", outcome=known(50))


fractions = st.fractions(min_value=Fraction(1, 1000), max_value=10**9)


@given(fractions, st.lists(fractions, min_size=1, max_size=4))
def test_back_from_what_it_takes_is_the_outcome(outcome: Fraction, ratios: list[Fraction]) -> None:
    volume = known(outcome)
    for ratio in ratios:
        made = work_out("needed", outcome=volume, ratio=known(ratio))
        assert made is not None
        volume = made.known
    for ratio in reversed(ratios):
        made = work_out("outcome", volume=volume, ratio=known(ratio))
        assert made is not None
        volume = made.known
    assert volume.value == outcome


@given(fractions, fractions)
def test_the_implied_ratio_is_the_one_that_was_used(outcome: Fraction, ratio: Fraction) -> None:
    needed = work_out("needed", outcome=known(outcome), ratio=known(ratio))
    assert needed is not None
    implied = work_out("implied", volume=needed.known, outcome=known(outcome))
    assert implied is not None
    assert implied.result == ratio


@given(st.integers(0, 10**7), weights)
def test_whole_pieces_stay_whole(total: int, by: list[Decimal]) -> None:
    parts = arithmetic.split(D(total), by, step=D(1))
    shares = [max(item, D(0)) for item in by] if any(by) else [D(1)] * len(by)
    assert sum(parts) == total
    assert all(part == int(part) for part in parts)
    assert all(abs(part - total * share / sum(shares)) < 1 for part, share in zip(parts, shares, strict=True))
