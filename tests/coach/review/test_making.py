"""The review as numbers: levels, load, before and after, what is asked and proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coach.exchange.actuals import Actual, Decision, Lesson
from coach.followup.standing import Status
from coach.review.making import last_day, review, version
from coach.review.markdown import markdown
from coach.review.model import Given, Review
from coach.review.wording import period, worded
from rules.arithmetic.quarters import quarter_of
from rules.check import check_set
from rules.model import Goal, Level, Severity, State
from rules.policy import Policy

TODAY = date(2027, 2, 15)
POLICY = Policy.default()
Made = Callable[[Given], Review]


def test_strategic_goals_come_first_and_are_lettered(given: Callable[[str], Given], reviewed: Made) -> None:
    made = reviewed(given("sv"))
    assert [(item.name, item.goal.id) for item in made.goals] == [
        ("A", "s1"), ("B", "m5"), ("1", "m1"), ("2", "m2"), ("3", "m3"), ("4", "m4"),
    ]  # fmt: skip
    assert [report.goal.id for report in made.others] == ["n"]
    anna = made.goals[2]
    assert (anna.supports, made.goals[0].carriers) == (("A",), ("1", "2"))


def test_every_rule_of_the_set_speaks_the_gravest_first(given: Callable[[str], Given], reviewed: Made) -> None:
    quarter = given("en")
    made = reviewed(quarter)
    expected = check_set(quarter.goals, TODAY, Policy.default(), revisions=quarter.revisions).findings
    assert sorted(finding.rule for finding in made.findings) == sorted(finding.rule for finding in expected)
    assert "G014" in {finding.rule for finding in made.findings}
    ranks = [list(Severity).index(finding.severity) for finding in made.findings]
    assert ranks == sorted(ranks)


def test_levels_and_load(given: Callable[[str], Given], reviewed: Made) -> None:
    made = reviewed(given("sv"))
    assert [(item.level, item.count, item.low, item.high) for item in made.levels] == [
        (Level.STRATEGIC, 2, 3, 5), (Level.OPERATIONAL, 4, 3, 5),
    ]  # fmt: skip
    assert [(load.owner, load.goals) for load in made.loads] == [
        ("Anna Berg", ("1",)), ("Bo", ("3",)), ("Cia", ("4",)), ("Disa Ek", ("A",)), ("KAM", ("2",)),
    ]  # fmt: skip
    assert made.unowned == ("B",)


def test_before_and_after(given: Callable[[str], Given], reviewed: Made) -> None:
    quarter = given("sv")
    made = reviewed(quarter)
    assert made.before is not None
    assert (made.before.goals, made.now.goals) == (6, 6)
    assert dict(made.before.findings)[Severity.WARNING] > dict(made.now.findings)[Severity.WARNING]
    assert reviewed(replace(quarter, firsts={})).before is None


def test_two_or_three_questions_each_from_findings_actuals_and_answers(given: Callable[[str], Given], reviewed: Made) -> None:
    made = {item.goal.id: item for item in reviewed(given("sv")).goals}
    assert all(2 <= len(item.questions) <= 3 for item in made.values())
    asked = {id: [question.key or question.finding.rule for question in item.questions if question.key or question.finding]
             for id, item in made.items()}  # fmt: skip
    assert asked["m1"] == ["R002", "behind", "behind-pace"]
    assert asked["m3"] == ["ahead", "refused"]
    assert asked["m2"] == ["ahead", "accept"]
    assert asked["m5"] == ["S001", "A001", "T001"] or len(asked["m5"]) == 3


@pytest.mark.parametrize(
    ("actual", "today", "status", "asked", "proposed"),
    [
        (None, date(2027, 2, 15), Status.UNKNOWN, "unknown", "unknown"),
        (Decimal(41), date(2027, 3, 30), Status.REACHED, "reached-how", "reached"),
        (Decimal(30), date(2027, 4, 2), Status.MISSED, "missed-realistic", "missed"),
        (Decimal(8), date(2027, 3, 10), Status.BEHIND, "behind", "behind"),
        (Decimal(36), date(2027, 3, 10), Status.AHEAD, "ahead", "on-track"),
    ],
)
def test_the_question_follows_the_status(actual: Decimal | None, today: date, status: Status, asked: str, proposed: str) -> None:
    goal = Goal(text="Boka 40 kundmöten i Q1 2027", id="m", owner="Anna", accepted=None)
    actuals = (Actual("m", min(today, date(2027, 3, 31)), actual),) if actual is not None else ()
    agreed = goal.model_copy(update={"state": "running", "agreed": date(2027, 1, 4)})
    made = review(Given((agreed,), "2027-Q1", actuals=actuals), today, Policy.default()).goals[0]
    assert (made.status, made.questions[0].key, made.proposal.key) == (status, asked, proposed)


def test_an_empty_set_a_set_of_one_and_goals_without_ids() -> None:
    empty = review(Given(()), TODAY, Policy.default())
    assert (empty.goals, empty.findings, empty.period) == ((), (), "2027-Q1")
    one = review(Given((Goal(text="Öka försäljningen"),)), TODAY, Policy.default())
    assert [item.goal.id for item in one.goals] == ["1"]
    twice = review(Given((Goal(text="Boka 5 möten i Q2", id="a"), Goal(text="Boka 6 möten i Q2", id="a"))), TODAY, Policy.default())
    assert len({item.goal.id for item in twice.goals}) == 2
    assert twice.period == "2027-Q2"


def test_periods_have_last_days_and_names() -> None:
    assert [last_day(name) for name in ("2027-Q1", "2027-Q4", "2027-T2", "2027-03", "våren", "2027-Q9")] == [
        date(2027, 3, 31), date(2027, 12, 31), date(2027, 8, 31), date(2027, 3, 31), None, None,
    ]  # fmt: skip
    assert (period("2027-Q1", "sv"), period("2027-Q1", "en"), period("Våren", "sv")) == ("kvartal 1 2027", "quarter 1 2027", "Våren")


def test_the_version_of_the_rules_is_theirs_alone() -> None:
    assert len(version()) == 8
    assert version() == version()


def test_a_quarter_that_is_over_is_read_as_it_ran(given: Callable[[str], Given]) -> None:
    # Read on the day, "i Q1" would be next year's, and an end that has passed no goal at all.
    made = review(replace(given("sv"), begun=date(2027, 1, 1)), date(2027, 4, 2), POLICY)
    assert len(made.goals) == 6
    assert [item.report.verdicts.end for item in made.goals if item.report.verdicts and item.name.isdigit()] == [date(2027, 3, 31)] * 4
    assert [item.status for item in made.goals if item.name in ("1", "2", "3")] == [Status.MISSED] * 3
    booked = next(item for item in made.goals if item.name == "1")
    assert [asked.key for asked in booked.questions][:2] == ["missed-realistic", "missed-resources"]
    page = next(item for item in worded(made, "sv").goals if item.name == "1")
    assert ("Saknades till målet", "24\u00a0kundmöten") in [(fact.label, fact.words) for fact in page.figures]
    assert "Enligt plan" not in [fact.label for fact in page.figures]
    closed = tuple(goal.model_copy(update={"state": State.CLOSED}) for goal in given("sv").goals)
    assert review(replace(given("sv"), goals=closed, begun=date(2027, 1, 1)), date(2027, 4, 2), POLICY).findings == made.findings


def test_what_was_decided_and_learned_follows_the_goal(given: Callable[[str], Given]) -> None:
    lessons = (Lesson("m1", "realistic", "Nej, två var borta", date(2027, 4, 2)),)
    decided = (Decision("Två pass i veckan", date(2027, 2, 1), "m1", "dialogue", "mindre mässor", "tiden räcker inte"),)
    learned = (("Boka 36 kundmöten i Q4", Lesson("x", "next", "Boka tidigare", date(2027, 1, 4))),)
    full = replace(given("sv"), lessons=lessons, decisions=decided, learned=learned, begun=date(2027, 1, 1))
    made = review(full, date(2027, 4, 2), POLICY)
    goal = next(item for item in made.goals if item.goal.id == "m1")
    # What is answered is not asked again.
    assert "missed-realistic" not in [asked.key for asked in goal.questions]
    pack = worded(made, "sv")
    page = next(item for item in pack.goals if item.name == goal.name)
    assert page.lessons is not None
    assert page.lessons.lines == ("Var målet realistiskt? Nej, två var borta",)
    assert any("Två pass i veckan" in line and "tiden räcker inte" in line for line in page.agreement.lines)
    assert "”Boka 36 kundmöten i Q4”: det gör vi annorlunda: Boka tidigare" in markdown(pack)


def test_goals_are_called_what_they_are_called_where_they_come_from(given: Callable[[str], Given]) -> None:
    names = {goal.id: str(at) for at, goal in enumerate(given("sv").goals, 1)}
    made = review(replace(given("sv"), names=names), TODAY, POLICY)
    assert [item.name for item in made.goals] == ["1", "6", "2", "3", "4", "5"]


def test_a_split_fiscal_year_names_its_quarters_and_knows_their_ends() -> None:
    policy = Policy.from_mapping({"fiscal_year_start": 5})
    goals = (
        Goal(text="Anna bokar 40 möten senast 31 juli 2027", id="a"),
        Goal(text="Bo höjer NPS från 40 till 60 senast 31 augusti 2027", id="b"),
    )
    made = review(Given(goals), date(2027, 5, 10), policy)
    first = quarter_of(date(2027, 7, 31), 5)
    assert made.period == first.name
    assert first.end == date(2027, 7, 31)
    running = tuple(Actual(id, date(2027, 6, 1), Decimal(value)) for id, value in (("a", 18), ("b", 46)))
    made = review(Given(goals, first.name, actuals=running, begun=first.begin, ends=first.end), date(2027, 6, 7), policy)
    # Only what goes on after the quarter's own last day is carried over.
    assert {item.goal.id: item.proposal.key for item in made.goals}["b"] == "carry"
    assert {item.goal.id: item.proposal.key for item in made.goals}["a"] != "carry"
