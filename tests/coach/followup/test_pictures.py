"""Charts and sparklines: well-formed, described, with round ticks, whatever the numbers; and what of a CRM a goal counts."""

from __future__ import annotations

import xml.etree.ElementTree as tree
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.examiner import Examiner
from coach.exchange.actuals import Actual
from coach.exchange.crm.records import Deal, Event, Record
from coach.followup.chart import chart, sparkline, ticks
from coach.followup.course import Course, Kind
from coach.followup.following import course_of
from coach.followup.measuring import from_crm, measure_of
from coach.followup.standing import standing
from rules.model import Goal
from rules.policy import Policy

BEGIN, END = date(2027, 1, 4), date(2027, 3, 14)
TODAY = date(2027, 2, 15)
SVG = "{http://www.w3.org/2000/svg}"


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(list(Kind)), st.integers(-1000, 10**9), st.integers(-1000, 10**9), st.booleans(), st.booleans(),
    st.lists(st.tuples(st.integers(-5, 80), st.integers(-(10**6), 10**9)), max_size=8), st.sampled_from(["sv", "en"]),
)  # fmt: skip
def test_any_goal_can_be_drawn(
    kind: Kind, baseline: int, target: int, up: bool, open_ended: bool, rows: list[tuple[int, int]], language: str
) -> None:
    course = Course(
        "g", "Sälj <mer> & \"bättre\"", kind, Decimal(target or 1), BEGIN, None if open_ended else END, Decimal(baseline), up,
        cycle="week" if kind is Kind.RATE else "",
    )  # fmt: skip
    shown = standing(course, [Actual("g", BEGIN + timedelta(days=at), Decimal(value)) for at, value in rows], TODAY)
    for picture in (chart(shown, language, "a"), sparkline(shown, language, "b")):
        root = tree.fromstring(picture)
        title, desc = root[0], root[1]
        assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert title.text
        assert desc.text
        assert "nan" not in picture
        assert "#" not in picture


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("0", "42", "0 10 20 30 40"),
        ("39", "68", "40 50 60"),
        ("0", "1050000", "0 500000 1000000"),
        ("2.8", "5.1", "3.0 3.5 4.0 4.5 5.0"),
        ("-4", "3", "-4 -2 0 2"),
    ],
)
def test_ticks_are_round(low: str, high: str, wanted: str) -> None:
    assert " ".join(f"{value:f}" for value in ticks(Decimal(low), Decimal(high))) == wanted


@given(st.decimals(-(10**6), 10**6, places=2), st.decimals("0.01", 10**6, places=2))
def test_there_are_a_few_ticks_inside(low: Decimal, room: Decimal) -> None:
    found = ticks(low, low + room)
    assert 1 <= len(found) <= 12
    assert all(low <= value <= low + room for value in found)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Boka 40 kundmöten i Q1", "meetings"), ("Book 30 demos in Q1", "meetings"), ("25 samtal per vecka", "calls"),
        ("30 offerter i Q1", "quotes"),
        ("90 MQL i Q1", "leads"), ("Stänga 10 affärer i Q1", "deals"), ("20 new customers in Q1", "deals"),
        ("Sälja för 3 Mkr i Q1", "revenue"),
        ("Träffgrad 40 % i Q1", "hit_rate"), ("Hit rate 25 % in Q1", "hit_rate"), ("Höja snittordern till 50 000 kr i Q1", "order_value"),
        ("NPS 60 i Q1", None), ("Bruttomarginal 42 % i Q1", None), ("Lansera kundportalen senast 31 mars", None),
    ],
)  # fmt: skip
def test_what_of_a_crm_a_goal_counts(text: str, measure: str | None) -> None:
    examined = Examiner(Policy.default(), date(2026, 11, 23)).examine(Goal(text=text, id="g"))
    assert measure_of(examined) == measure


def test_actuals_of_the_owner_week_by_week() -> None:
    records: list[Record] = [
        *(Event(f"a{at}", "meetings", "Anna Berg", BEGIN + timedelta(days=7 * at)) for at in range(4)),
        Event("b", "meetings", "Bo Ek", BEGIN),
        Deal("w", "won", "", "Anna Berg", Decimal(100), closed=date(2027, 1, 12)),
        Deal("l", "lost", "", "Anna Berg", closed=date(2027, 1, 20)),
    ]  # fmt: skip
    policy = Policy.default()

    def made(text: str, measure: str) -> list[tuple[str, str]]:
        course = course_of(Examiner(policy, TODAY).examine(Goal(text=text, id="g", owner="Anna")), TODAY, policy)
        assert course is not None
        return [(str(item.day), f"{item.value:f}") for item in from_crm(course, measure, records, TODAY)]

    # The last day is the last that the records tell of, not today.
    assert made("Boka 40 möten i Q1", "meetings") == [
        ("2027-01-03", "0"), ("2027-01-10", "1"), ("2027-01-17", "2"), ("2027-01-24", "3"), ("2027-01-25", "4"),
    ]  # fmt: skip
    assert made("5 möten per vecka i Q1", "meetings")[1:3] == [("2027-01-10", "1"), ("2027-01-17", "1")]
    assert made("Träffgrad 40 % i Q1", "hit_rate") == [("2027-01-20", "50")]


def test_a_milestone_is_a_bar_of_what_is_done() -> None:
    course = Course("g", "Lansera portalen", Kind.MILESTONE, Decimal(1), BEGIN, END)
    shown = standing(course, [Actual("g", date(2027, 2, 1), Decimal("0.5"))], TODAY)
    picture = chart(shown, "sv")
    assert "50\u00a0% klart" in picture
    widths = [float(item.get("width", "0")) for item in tree.fromstring(picture).iter(f"{SVG}rect")]
    assert widths[1] == pytest.approx(widths[0] / 2)
    assert "14 mars 2027" in picture
    done = standing(course, [Actual("g", date(2027, 2, 1), Decimal(1))], TODAY)
    assert chart(done, "en").count('fill="var(--coach-actual, currentColor)"') == 2
    assert "<rect" in sparkline(shown, "sv")


def test_a_falling_goal_is_drawn_falling_and_millions_are_short() -> None:
    course = course_of(
        Examiner(Policy.default(), BEGIN).examine(Goal(text="Sänka churn från 6 % till 3 % i Q1 2027", id="g")), BEGIN, Policy.default()
    )
    assert course is not None
    picture = chart(standing(course, [Actual("g", date(2027, 2, 1), Decimal("5.1"))], TODAY), "sv")
    plan = next(item.get("d") for item in tree.fromstring(picture).iter(f"{SVG}path") if item.get("stroke-dasharray") == "7 4")
    heights = [float(place.split()[1]) for place in str(plan).replace("M", "").split("L") if place.strip()]
    assert "Mål 3\u00a0%" in picture
    # Downwards on the screen is a larger number.
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]
    money = Course("g", "Sälja", Kind.TOTAL, Decimal(19_000_000), BEGIN, END)
    assert "Mål 19 mn" in chart(standing(money, [], TODAY), "sv")
