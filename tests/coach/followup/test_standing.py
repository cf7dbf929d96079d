"""Where a goal stands: tables worked by hand, and what holds of any course and any actuals."""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.examiner import Examiner
from coach.exchange.actuals import Actual, Mode, current, enter
from coach.followup import wording
from coach.followup.course import Clock, Course, Kind, Point, expected, gone, length, shares
from coach.followup.following import course_of
from coach.followup.forecast import drifting, fitted
from coach.followup.standing import Standing, Status, standing
from rules.arithmetic.quarters import year_of
from rules.model import Goal
from rules.policy import Policy

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
BEGIN, END = date(2027, 1, 4), date(2027, 3, 14)


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text("utf-8"))["case"]
    return rows


def actual(day: str, value: str, **more: Any) -> Actual:
    return Actual("g", date.fromisoformat(day), Decimal(value), **more)


@pytest.mark.parametrize("case", table("standings.toml"), ids=lambda case: str(case["name"]))
def test_worked_by_hand(case: dict[str, Any]) -> None:
    baseline = case.get("baseline", "0")
    course = Course(
        "g", "", Kind(case["kind"]), Decimal(case["target"]), BEGIN, END, Decimal(baseline) if baseline else None, case.get("up", True),
        cycle=case.get("cycle", ""), pieces=case.get("pieces", False), clock=Clock(case.get("clock", "even")),
    )  # fmt: skip
    shown = standing(course, [actual(*row) for row in case["actuals"]], date.fromisoformat(case["today"]))
    assert told(shown, case["expect"]) == case["expect"]
    for language in ("sv", "en"):
        assert wording.status(shown, language)
        assert "{" not in wording.line(shown, language)
        assert all("{" not in line for line in wording.steps(shown, language))


def told(shown: Standing, keys: dict[str, str]) -> dict[str, str]:
    forecast = shown.forecast
    own: dict[str, Any] = {
        "forecast": forecast and forecast.value, "low": forecast and forecast.low, "high": forecast and forecast.high,
    }  # fmt: skip
    found = {key: own[key] if key in own else getattr(shown, key) for key in keys}
    return {key: "" if value is None else value.value if isinstance(value, Status) else plain(value) for key, value in found.items()}


def plain(value: Decimal) -> str:
    return f"{value.normalize() + 0:f}"


@pytest.mark.parametrize("case", table("courses.toml"), ids=lambda case: str(case["text"]))
def test_the_course_of_a_goal(case: dict[str, Any]) -> None:
    policy = Policy.default()
    course = course_of(Examiner(policy, TODAY).examine(Goal(text=case["text"], id="g")), TODAY, policy)
    if course is None:
        assert case["course"] == []
        return
    baseline = "" if course.baseline is None else str(course.baseline)
    found = [course.kind.value, baseline, plain(course.target), str(course.begin), str(course.end), "up" if course.up else "down"]
    assert found == case["course"]


def test_fields_outweigh_the_text() -> None:
    policy = Policy.default()
    goal = Goal(text="Höja NPS i Q1", id="g", baseline=Decimal(40), target=Decimal(55), owner="Anna", deadline=date(2027, 2, 28))
    course = course_of(Examiner(policy, TODAY).examine(goal), TODAY, policy)
    assert course is not None
    assert (course.kind, course.baseline, course.target, course.end, course.owner) == (Kind.LEVEL, 40, 55, date(2027, 2, 28), "Anna")


def test_a_beginning_that_nobody_fixed_is_that_of_the_first_actual() -> None:
    policy = Policy.default()
    course = course_of(Examiner(policy, TODAY).examine(Goal(text="Boka 30 demos senast i april", id="g")), TODAY, policy)
    assert course is not None
    assert course.loose
    shown = standing(course, [actual("2027-02-10", "5")], date(2027, 2, 10))
    assert (shown.course.begin, shown.actual) == (date(2027, 1, 1), 5)


def test_a_given_plan() -> None:
    points = (Point(date(2027, 1, 31), Decimal(5)), Point(date(2027, 2, 28), Decimal(30)))
    course = Course("g", "", Kind.TOTAL, Decimal(40), BEGIN, END, clock=Clock.GIVEN, points=points)
    assert [expected(course, day) for day in (date(2027, 1, 3), points[0].day, date(2027, 2, 14), points[1].day, END)] == [
        0, 5, Fraction(35, 2), 30, 40,
    ]  # fmt: skip


def test_the_days_of_holidays_are_no_working_days() -> None:
    course = Course("g", "", Kind.TOTAL, Decimal(10), date(2026, 12, 21), date(2027, 1, 10), clock=Clock.WORKDAYS)
    # 21–23, 28–30 December, 4–5 and 7–8 January.
    assert length(course) == 10
    assert gone(course, date(2026, 12, 27)) == 3


@given(st.integers(1, 10**9), st.sampled_from([Clock.EVEN, Clock.WORKDAYS]), st.integers(2024, 2030), st.integers(1, 12))
def test_quarters_sum_to_the_year(target: int, clock: Clock, year: int, month: int) -> None:
    quarters = year_of(date(year, month, 1), month)
    course = Course("g", "", Kind.TOTAL, Decimal(target), quarters[0].begin, quarters[-1].end, clock=clock)
    parts = shares(course, [quarter.end for quarter in quarters])
    assert sum(parts) == target
    assert all(part > 0 for part in parts)


@given(st.integers(-50, 50), st.integers(1, 40), st.lists(st.integers(1, 60), min_size=2, max_size=12, unique=True))
def test_the_forecast_of_a_straight_line_is_exact(start: int, slope: int, days: list[int]) -> None:
    line = [(Fraction(at), Fraction(start + slope * at)) for at in sorted(days)]
    for found in (drifting(line, Fraction(70)), fitted(line, Fraction(70))):
        assert found is not None
        assert found.value == start + slope * 70
        assert found.low in (None, found.value)
        assert found.high in (None, found.value)


@given(st.lists(st.tuples(st.integers(0, 69), st.integers(0, 100), st.booleans()), max_size=15, unique_by=lambda row: row[0]), st.randoms())
def test_the_order_of_entry_does_not_matter(rows: list[tuple[int, int, bool]], shuffled: random.Random) -> None:
    values = [
        Actual("g", BEGIN + timedelta(days=at), Decimal(value), mode=Mode.ADDED if added else Mode.SO_FAR) for at, value, added in rows
    ]
    other = values[:]
    shuffled.shuffle(other)
    for kind in (Kind.TOTAL, Kind.RATE, Kind.LEVEL):
        course = Course("g", "", kind, Decimal(500), BEGIN, END, cycle="week" if kind is Kind.RATE else "")
        assert standing(course, values, END) == standing(course, other, END)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=10), st.integers(1, 300), st.booleans())
def test_what_is_needed_reaches_the_target(weekly: list[int], target: int, up: bool) -> None:
    course = Course("g", "", Kind.TOTAL, Decimal(target), BEGIN, END, up=up)
    values = [
        Actual("g", BEGIN + timedelta(days=7 * at + 6), Decimal(value), mode=Mode.ADDED, key=str(at)) for at, value in enumerate(weekly)
    ]
    today = BEGIN + timedelta(days=7 * len(weekly) - 1)
    shown = standing(course, values, today)
    assert shown.actual == sum(weekly)
    if shown.needed is not None and shown.needed != shown.rest:
        weeks = Fraction((END - today).days, 7)
        assert abs(sum(weekly) + Fraction(shown.needed) * weeks - target) < Fraction(1, 10**9) or shown.rest == 0
    if shown.forecast is not None and shown.forecast.low is not None and shown.forecast.high is not None:
        assert shown.forecast.low <= shown.forecast.value <= shown.forecast.high


def test_the_book_only_grows() -> None:
    first = enter((), [actual("2027-01-10", "4"), actual("2027-01-17", "6")])
    assert len(first.fresh) == 2
    again = enter(first.book, [actual("2027-01-10", "4"), actual("2027-01-17", "6")])
    assert (again.book, again.same) == (first.book, 2)
    corrected = enter(first.book, [actual("2027-01-10", "5", note="räknat om")])
    assert corrected.book[: len(first.book)] == first.book
    assert [(before.value, after.value) for before, after in corrected.revised] == [(4, 5)]
    assert [item.value for item in current(corrected.book, "g")] == [5, 6]


def test_a_standing_outweighs_what_was_added() -> None:
    course = Course("g", "", Kind.TOTAL, Decimal(40), BEGIN, END)
    values = [
        actual("2027-01-10", "4", mode=Mode.ADDED), actual("2027-01-17", "3", mode=Mode.ADDED), actual("2027-01-17", "10"),
        actual("2027-01-24", "2", mode=Mode.ADDED), actual("2026-12-20", "99", mode=Mode.ADDED),
    ]  # fmt: skip
    assert [point.value for point in standing(course, values, END).points] == [4, 10, 12]
