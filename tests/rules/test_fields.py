"""Whatever the fields of a goal hold, nothing raises, and the findings can be worded in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rules import Goal, check_set
from rules.messages import render
from rules.model import Acceptance, Outcome, Revision

TODAY = date(2026, 11, 23)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "Öka omsättningen från 4 Mkr till 5 Mkr i Q3",
            "Grow sales by 10% in Q3",
            "Höja NPS till 60",
            "Sänka churn till 4 % 2027",
            "Boka 40 möten per vecka",
        ]
    ),
)
UNITS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["Mkr", "tkr", "%", "SEK m", "h", "st", "NPS", "0 kr", "-1 kr", "½", "1e9", "kr/månad"]),
)
AMOUNTS = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from([Decimal(0), Decimal("-0"), Decimal("1e-400"), Decimal("1e400"), Decimal("-5"), Decimal("4.2")]),
)
PERIODS = st.sampled_from(["2024", "2025", "2025-Q1", "2025-Q4", "2026-Q3", "2026-01", "2026-12"])
GOALS = st.builds(
    Goal,
    text=TEXTS,
    owner=st.one_of(st.none(), st.text(max_size=12)),
    deadline=st.one_of(st.none(), st.dates()),
    metric=st.one_of(st.none(), st.text(max_size=12)),
    baseline=AMOUNTS,
    target=AMOUNTS,
    unit=UNITS,
    level=st.sampled_from([None, "strategic", "operational"]),
    supports=st.lists(st.sampled_from(["1", "2", "x"]), max_size=2).map(tuple),
    history=st.lists(st.builds(Outcome, period=PERIODS, value=AMOUNTS.filter(lambda value: value is not None)), max_size=4).map(tuple),
    accepted=st.one_of(st.none(), st.builds(Acceptance, on=st.dates(), by=st.text(max_size=5))),
    state=st.sampled_from(["draft", "agreed", "running", "closed"]),
    agreed=st.one_of(st.none(), st.dates()),
)
MOVES = st.builds(Revision, goal=st.sampled_from(["1", "2"]), on=st.dates(), before=AMOUNTS, after=AMOUNTS)


@given(st.lists(GOALS, max_size=4), st.lists(MOVES, max_size=4))
def test_any_fields_are_judged(goals: list[Goal], moves: list[Revision]) -> None:
    report = check_set(goals, TODAY, revisions=moves)
    for finding in (*report.findings, *(finding for item in report.reports for finding in item.findings)):
        for language in ("sv", "en"):
            assert all("{" not in words or "{" in str(goals) for words in render(finding, language))
