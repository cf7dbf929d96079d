"""Realistic: what the data say, and silence where they say nothing (rulebook §4)."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rules import Goal, Policy, check_goal
from rules.model import Acceptance, Light, Outcome, Severity

TODAY = date(2026, 11, 23)


def past(**values: float) -> tuple[Outcome, ...]:
    """History from names such as Q1_2026=4.2."""
    return tuple(Outcome(period="-".join(reversed(name.split("_"))), value=Decimal(str(value))) for name, value in values.items())


def judged(text: str, **fields: object) -> str:
    report = check_goal(Goal(text=text, **fields), TODAY)  # type: ignore[arg-type]
    assert report.verdicts is not None, text
    found = [item for item in report.findings if item.rule.startswith("R")]
    reason = dict(found[0].params)["reason"] if found else ""
    return f"{report.verdicts.realistic} {reason}".strip()


TEXTS = [
    ("Bruttomarginal 130 % i Q2", "impossible range"),
    ("Gross margin 130% in Q2", "impossible range"),
    ("NPS 120 i Q2", "impossible range"),
    ("NPS 60 i Q2", "unknown"),
    ("110 % av kunderna ska ha svarat i Q2", "impossible range"),
    ("Nå 110 % av budget i Q2", "unknown"),
    ("Reach 110% of target in Q2", "unknown"),
    ("Nettoomsättningsretention på 115 % 2027", "unknown"),
    ("Net revenue retention of 115% in 2027", "unknown"),
    ("Öka försäljningen med 150 % 2027", "unknown"),
    ("Minska sjukfrånvaron med 150 % 2027", "impossible range"),
    ("Nå NPS 60 och 110 % av budget i Q2", "unknown"),
    ("Boka 40 möten senast 1 mars 2025", "impossible past"),
    ("Book 40 meetings by 1 March 2025", "impossible past"),
    ("Boka 40 möten från 1 september 2027 till 31 mars 2027", "impossible order"),
    ("Höja marginalen från 38 % till 42 % under 2027", "reasonable"),
    ("Raise the margin from 38% to 42% in 2027", "reasonable"),
    ("Öka antalet kunder från 100 till 220 i Q1 2027", "doubtful baseline"),
    ("Increase the number of customers from 100 to 220 in Q1 2027", "doubtful baseline"),
    ("Öka antalet kunder från 100 till 220 senast 2028-12-31", "reasonable"),
    ("Öka antalet kunder från 3 till 12 i Q1 2027", "unknown"),
    ("Öka antalet kunder från 0 till 40 i Q1 2027", "unknown"),
    ("Öka antalet kunder på en ny marknad från 20 till 80 i Q1 2027", "unknown"),
    ("Öka antalet kunder med 10 % i Q1", "unknown"),
    ("Sänka churn från 5 % till 4 % i Q1 2027", "reasonable"),
    ("Ha minst 40 kunder i Q1", "unknown"),
]


@pytest.mark.parametrize(("text", "verdict"), TEXTS, ids=[text for text, _ in TEXTS])
def test_text_alone(text: str, verdict: str) -> None:
    assert judged(text) == verdict


FIELDS = [
    ("Nå NPS 50 i Q2", {"baseline": 54}, "unambitious reached"),
    ("Behålla NPS på 50 i Q2", {"baseline": 54}, "reasonable"),
    ("Keep NPS at 50 in Q2", {"baseline": 54}, "reasonable"),
    ("Ha minst 40 kunder i Q1", {"baseline": 40}, "reasonable"),
    ("Ha högst 4 % churn i Q1", {"baseline": 4}, "reasonable"),
    ("Sänka churn till 4 % i Q1", {"baseline": 3}, "unambitious reached"),
    ("Öka omsättningen med 10 % i Q1", {"baseline": 4000000}, "reasonable"),
    ("Öka omsättningen med 80 % i Q1", {"baseline": 4000000}, "doubtful baseline"),
    ("Fördubbla antalet kunder i Q1 2027", {"baseline": 40}, "doubtful baseline"),
    ("Boka möten i mars", {"target": 40, "unit": "möten", "baseline": 30}, "reasonable"),
    ("Bruttomarginal i Q2", {"target": 120, "unit": "%"}, "impossible range"),
    ("Boka 40 möten", {"deadline": date(2026, 1, 31)}, "impossible past"),
    ("Boka 40 möten", {"deadline": date(2026, 11, 23)}, "unknown"),
    ("Boka 40 möten", {"deadline": date(2026, 1, 31), "state": "closed", "agreed": date(2025, 11, 1)}, "unknown"),
    ("Boka 40 möten", {"deadline": date(2026, 1, 31), "state": "running", "agreed": date(2026, 2, 1)}, "impossible past"),
    ("Boka 40 möten", {"deadline": date(2026, 1, 31), "state": "agreed", "accepted": Acceptance(on=date(2026, 1, 1), by="K")}, "unknown"),
    ("Boka 40 möten", {"deadline": date(2026, 1, 31), "state": "closed"}, "unknown"),
    # The same season first: 3 is far above Q1, though below Q4.
    ("Vinna 60 kunder i Q1 2027", {"history": past(Q1_2026=40, Q4_2025=80)}, "doubtful history"),
    ("Vinna 46 kunder i Q1 2027", {"history": past(Q1_2026=40, Q4_2025=80)}, "reasonable"),
    ("Vinna 90 kunder i Q1 2027", {"history": past(Q2_2026=60, Q4_2025=80)}, "reasonable"),
    ("Vinna 100 kunder i Q1 2027", {"history": past(Q2_2026=60, Q4_2025=80)}, "doubtful history"),
    ("Vinna 38 kunder i Q1 2027", {"history": past(Q1_2024=39, Q1_2025=42, Q1_2026=45)}, "unambitious trend"),
    ("Vinna 47 kunder i Q1 2027", {"history": past(Q1_2024=39, Q1_2025=42, Q1_2026=45)}, "unambitious trend"),
    ("Vinna 50 kunder i Q1 2027", {"history": past(Q1_2024=39, Q1_2025=42, Q1_2026=45)}, "reasonable"),
    # Another sort of period says nothing.
    ("Vinna 60 kunder i Q1 2027", {"history": (Outcome(period="2025", value=Decimal(40)),)}, "unknown"),
    ("Vinna 60 kunder under 2027", {"history": (Outcome(period="2025", value=Decimal(40)),)}, "doubtful history"),
    ("Sänka churn till 2 % i Q1 2027", {"history": past(Q1_2025=5, Q1_2026=4)}, "doubtful history_low"),
    # The field is in the unit of the text, or in its own.
    ("Omsättning 5 Mkr i Q1 2027", {"history": past(Q1_2026=4.2)}, "reasonable"),
    ("Omsättning 6 Mkr i Q1 2027", {"history": past(Q1_2026=4.2)}, "doubtful history"),
    ("Omsättning 6 Mkr i Q1 2027", {"history": past(Q1_2026=4200), "unit": "tkr"}, "doubtful history"),
    ("Omsättning 5 Mkr i Q1 2027", {"history": past(Q1_2026=4200), "unit": "tkr"}, "reasonable"),
    ("Öka omsättningen till 5 Mkr i Q1 2027", {"baseline": Decimal("4.0"), "unit": "Mkr"}, "reasonable"),
    ("Öka omsättningen till 9 Mkr i Q1 2027", {"baseline": Decimal("4.0"), "unit": "Mkr"}, "doubtful baseline"),
    ("Grow revenue to SEK 9m in Q1 2027", {"baseline": Decimal(4), "unit": "SEK m"}, "doubtful baseline"),
    ("Öka omsättningen med 500 tkr i Q1 2027", {"baseline": Decimal(4), "unit": "Mkr"}, "reasonable"),
    # A per cent and kronor do not compare.
    ("Öka marginalen till 45 % i Q1 2027", {"baseline": Decimal(4), "unit": "Mkr"}, "unknown"),
    ("Vinna 60 kunder i Q1 2027", {"target": Decimal("1e50"), "baseline": Decimal("1e-50")}, "unknown"),
]


@pytest.mark.parametrize(("text", "fields", "verdict"), FIELDS, ids=[f"{text} {tuple(fields)}" for text, fields, _ in FIELDS])
def test_with_data(text: str, fields: dict[str, object], verdict: str) -> None:
    assert judged(text, **fields) == verdict


def test_the_finding_tells_what_it_compares_with() -> None:
    report = check_goal(Goal(text="Vinna 60 kunder i Q1 2027", history=past(Q1_2025=30, Q1_2026=40)), TODAY)
    found = next(item for item in report.findings if item.rule == "R002")
    assert dict(found.params) == {"reason": "history", "value": "60", "best": "40", "period": "2026-Q1", "percent": "50"}
    assert found.span is not None
    assert dict(report.lights)["realistic"] is Light.MEND


def test_stretch_is_something_to_think_about() -> None:
    goal = Goal(text="Karin vinner 60 kunder i Q1 2027", history=past(Q1_2026=40))
    plain, stretched = check_goal(goal, TODAY), check_goal(goal, TODAY, Policy.from_mapping({"stretch": True}))
    assert (plain.ready, stretched.ready) == (False, True)
    assert [item.severity for item in stretched.findings if item.rule == "R002"] == [Severity.NOTE]


def test_policy_moves_the_bounds() -> None:
    goal = Goal(text="Vinna 60 kunder i Q1 2027", history=past(Q1_2026=40))
    report = check_goal(goal, TODAY, Policy.from_mapping({"history_percent": 60}))
    assert report.verdicts is not None
    assert report.verdicts.realistic == "reasonable"


def test_unknown_is_no_finding() -> None:
    report = check_goal("Karin bokar 40 möten i mars", TODAY)
    assert dict(report.lights)["realistic"] is Light.CANNOT_TELL
    assert report.ready


CASES = tomllib.loads(Path(__file__).with_name("realistic.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["goal"]["text"] for case in CASES])
def test_from_the_rulebook(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case.get("today", TODAY.isoformat()))
    report = check_goal(Goal.model_validate(case["goal"]), today, Policy.from_mapping(case.get("policy", {})))
    assert report.verdicts is not None
    reasons = [dict(item.params)["reason"] for item in report.findings if item.rule.startswith("R")]
    assert " ".join([report.verdicts.realistic, *reasons]) == case["is"]
