"""Fields in the unit that people write them in, beside the numbers of the text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from coach.examiner import Examiner
from coach.followup.following import course_of
from rules import Goal, Policy, check_set
from rules.messages import render
from rules.reading.scales import Scale, scale

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Mkr", ("SEK", 10**6)), ("tkr", ("SEK", 1000)), ("kr", ("SEK", 1)), ("SEK m", ("SEK", 10**6)), ("SEKm", ("SEK", 10**6)),
        ("k€", ("EUR", 1000)), ("EUR bn", ("EUR", 10**9)), ("miljoner kronor", ("SEK", 10**6)), ("%", ("%", 1)), ("h", ("h", 1)),
        ("möten", (None, 1)), ("NPS", (None, 1)), ("", (None, 1)), ("2 Mkr", (None, 1)), ("5–8 kr och 3 %", (None, 1)),
        ("x" * 100, (None, 1)),
    ],
)  # fmt: skip
def test_scale(words: str, wanted: tuple[str | None, int]) -> None:
    assert scale(words) == Scale(wanted[0], Decimal(wanted[1]))


FIELDS = {"baseline": Decimal(4), "target": Decimal("4.2"), "unit": "Mkr", "id": "a"}


def test_two_goals_are_compared_in_one_unit() -> None:
    first = Goal(text="Öka omsättningen i Q3 2027", metric="omsättning", **FIELDS)  # type: ignore[arg-type]
    same = Goal(text="Omsättning 4200 tkr i Q3 2027", metric="omsättning", id="b")
    found = {item.rule for item in check_set([first, same], TODAY).findings}
    assert "G008" in found
    assert "G009" not in found
    other = same.model_copy(update={"text": "Omsättning 5 Mkr i Q3 2027"})
    assert "G009" in {item.rule for item in check_set([first, other], TODAY).findings}


def test_a_finding_speaks_in_the_unit_of_the_field() -> None:
    goal = Goal(text="Öka omsättningen till 9,5 Mkr i Q1 2027", baseline=Decimal("4.2"), unit="Mkr")
    report = Examiner(Policy.default(), TODAY).examine(goal).report
    (finding,) = (item for item in report.findings if item.rule == "R002")
    assert render(finding, "sv")[0].startswith("Från 4,2 Mkr till 9,5 Mkr är ")
    assert render(finding, "en")[0].startswith("From 4.2 Mkr to 9.5 Mkr")


@pytest.mark.parametrize(
    ("text", "fields", "target"),
    [
        ("Öka omsättningen från 4 Mkr till 5 Mkr i Q3 2027", {"unit": "Mkr"}, "5"),
        ("Öka omsättningen till 5 Mkr i Q3 2027", {"unit": "Mkr", "baseline": Decimal(4)}, "5"),
        ("Öka omsättningen med 500 tkr i Q3 2027", {"unit": "Mkr", "baseline": Decimal(4)}, "4.5"),
        ("Öka omsättningen till 5 Mkr i Q3 2027", {}, "5000000"),
    ],
)
def test_a_course_is_in_the_unit_of_the_fields(text: str, fields: dict[str, object], target: str) -> None:
    goal = Goal(text=text, **fields)  # type: ignore[arg-type]
    course = course_of(Examiner(Policy.default(), TODAY).examine(goal), TODAY, Policy.default())
    assert course is not None
    assert course.target == Decimal(target)
