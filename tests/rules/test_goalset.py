"""The set of goals: what is said of it, and above all what is not (rulebook §9)."""

from __future__ import annotations

from datetime import date

import pytest

from rules import Goal, Policy, check_set
from rules.messages import render
from rules.model import Finding, Level, Severity, State

TODAY = date(2026, 11, 23)
QUARTER = ("Karin bokar 40 möten i Q1", "Omar stänger 8 affärer i Q1", "Lisa höjer NPS från 40 till 50 i Q1")
MORE = ("Sara skickar 60 offerter i Q1", "Erik anställer två säljare i Q1", "Mia sänker svarstiden till 3 timmar i Q1")


def said(*goals: Goal | str, done: bool = True, **policy: object) -> dict[str, Finding]:
    report = check_set(goals, TODAY, Policy.from_mapping(policy), None, done)
    rules = [item.rule for item in report.findings]
    assert len(rules) == len(set(rules)) or rules.count("G001") == 2, "one finding per rule and set"
    return {item.rule: item for item in report.findings}


def reason(finding: Finding) -> str:
    return dict(finding.params)["reason"]


class TestLimit:
    def test_over_is_an_error_even_while_drafting(self) -> None:
        for done in (True, False):
            found = said(*QUARTER, *MORE, done=done)["G001"]
            assert (found.severity, reason(found), len(found.goals)) == (Severity.ERROR, "over", 6)

    def test_under_is_a_note_and_only_when_done(self) -> None:
        assert said(*QUARTER[:2])["G001"].severity is Severity.NOTE
        assert "G001" not in said(*QUARTER[:2], done=False)

    def test_three_to_five_is_what_is_advised(self) -> None:
        assert "G001" not in said(*QUARTER)
        assert "G001" not in said(*QUARTER, *MORE[:2])

    def test_each_quarter_is_counted_by_itself(self) -> None:
        assert "G001" not in said(*QUARTER, *(text.replace("Q1", "Q2") for text in MORE))

    def test_individual_goals_on_one_measure_are_one_goal_of_the_team(self) -> None:
        assert "G001" not in said(*QUARTER, *MORE[:2], "Nils bokar 25 möten i Q1")

    def test_closed_goals_and_nongoals_do_not_count(self) -> None:
        assert "G001" not in said(*QUARTER, *MORE[:2], Goal(text=MORE[2], state="closed"), "Hej")

    def test_levels_are_counted_apart(self) -> None:
        years = tuple(Goal(text=f"Nå mål nummer {place} på 10 Mkr 2029", level=Level.STRATEGIC) for place in range(6))
        found = check_set((*QUARTER, *years), TODAY).findings
        assert [dict(item.params)["level"] for item in found if item.rule == "G001"] == ["strategic"]


def test_overload_names_the_owner() -> None:
    goals = tuple(Goal(text=text.partition(" ")[2], owner="Karin Holm") for text in (*QUARTER, *MORE))
    found = said(*goals)["G002"]
    assert dict(found.params) == {"owner": "Karin Holm", "count": "6"}
    assert "G002" not in said(*goals[:5])


class TestOwnership:
    def test_goals_that_nobody_answers_for(self) -> None:
        found = said("Karin bokar 40 möten i Q1", "Stänga 8 affärer i Q1", "Vi ska skicka 60 offerter i Q1")["G003"]
        assert (found.severity, reason(found), found.goals) == (Severity.WARNING, "missing", ("2", "3"))

    def test_one_owner_of_all_is_a_note(self) -> None:
        goals = tuple(Goal(text=text, owner="Karin") for text in ("Boka 40 möten i Q1", "Stänga 8 affärer i Q1", "NPS 50 i Q1"))
        assert said(*goals, team_size=8)["G003"].severity is Severity.NOTE
        assert "G003" not in said(*goals, team_size=4)
        assert "G003" not in said("Jag bokar 40 möten i Q1", "Jag stänger 8 affärer i Q1", "Jag höjer NPS till 50 i Q1")


class TestAlignment:
    def test_no_strategic_goal_is_one_question(self) -> None:
        assert reason(said(*QUARTER)["G004"]) == "missing"

    def test_linked_both_ways_is_silent(self) -> None:
        aim = Goal(id="a", text="VD ökar omsättningen till 90 Mkr 2029")
        assert "G004" not in said(aim, *(Goal(text=text, supports=("a",)) for text in QUARTER))

    def test_a_goal_may_be_named_by_its_words(self) -> None:
        aim = Goal(id="a", text="VD ökar omsättningen till 90 Mkr 2029")
        assert "G004" not in said(aim, *(Goal(text=text, supports=("vd ökar  omsättningen till 90 mkr 2029",)) for text in QUARTER))

    def test_orphans_and_childless(self) -> None:
        aims = (Goal(id="a", text="VD ökar omsättningen till 90 Mkr 2029"), Goal(id="b", text="VD höjer marginalen till 40 % 2029"))
        linked = tuple(Goal(text=text, supports=("a",)) for text in QUARTER)
        assert (reason(said(*aims, *linked)["G004"]), said(*aims, *linked)["G004"].goals) == ("childless", ("b",))
        assert reason(said(aims[0], *linked, MORE[0])["G004"]) == "orphan"
        assert reason(said(*aims, *linked, Goal(text=MORE[0], supports=("gone",)))["G004"]) == "both"
        assert "G004" not in said(*aims, *linked, done=False)


class TestArithmetic:
    AIM = Goal(id="a", text="50 nya kunder under 2027", level=Level.STRATEGIC)
    MEETINGS = Goal(text="100 kundmöten i månaden", supports=("a",))

    def test_the_rulebooks_example_is_nearly_there(self) -> None:
        found = said(self.AIM, self.MEETINGS, conversion_percent=4)["G005"]
        assert (found.severity, reason(found)) == (Severity.NOTE, "nearly")
        assert dict(found.params)["formula"] == "100 × 12 = 1200; 1200 × 4 % = 48 < 50"
        assert "100 × 12" in render(found, "en")[0]

    def test_a_what_if_never_gives_more_than_a_note(self) -> None:
        found = said(self.AIM, self.MEETINGS, conversion_percent=1)["G005"]
        assert (found.severity, reason(found)) == (Severity.NOTE, "assumed")

    def test_without_a_ratio_nothing_is_pretended(self) -> None:
        assert "G005" not in said(self.AIM, self.MEETINGS)

    def test_a_sum_is_shown_in_the_unit_it_was_written_in(self) -> None:
        aim = Goal(id="a", text="Öka omsättningen från 40 till 50 Mkr 2027", level=Level.STRATEGIC)
        parts = [Goal(text=f"Omsättning {amount} Mkr i Q{at} 2027", supports=("a",)) for at, amount in enumerate("9,5 9 9 10".split(), 1)]
        found = said(aim, *parts)["G005"]
        assert reason(found) == "short"
        assert "9,5 + 9 + 9 + 10 = 37,5 < 50 Mkr" in render(found, "sv")[0]
        assert "9.5 + 9 + 9 + 10 = 37.5 < 50 Mkr" in render(found, "en")[0]

    def test_the_same_measure_adds_up(self) -> None:
        found = said(self.AIM, Goal(text="3 nya kunder per månad", supports=("a",)))["G005"]
        assert (found.severity, reason(found)) == (Severity.WARNING, "short")
        assert "G005" not in said(self.AIM, Goal(text="5 nya kunder per månad", supports=("a",)))
        assert "G005" not in said(self.AIM, Goal(text="3 nya kunder per månad"))


class TestBalance:
    def test_only_activities(self) -> None:
        assert reason(said("Boka 40 möten i Q1", "Ringa 300 samtal i Q1")["G006"]) == "activity"

    def test_only_quantities(self) -> None:
        assert reason(said("Boka 40 möten i Q1", "Stänga 8 affärer i Q1")["G006"]) == "quantity"

    @pytest.mark.parametrize("quality", ["NPS 50 i Q1", "Bruttomarginal 40 % i Q1", "Sänka churn till 4 % i Q1"])
    def test_a_quality_goal_is_enough(self, quality: str) -> None:
        assert "G006" not in said("Boka 40 möten i Q1", "Stänga 8 affärer i Q1", quality)


class TestDuplicate:
    SAME = (
        ("Boka 40 möten i Q1", "40 bokade möten i Q1"),
        ("NPS 50 i Q1", "Nå NPS 50 i Q1"),
        ("Close 8 deals in Q1", "8 closed deals in Q1"),
    )
    APART = (
        ("Boka 40 möten i Q1", "Boka 40 möten i Q2"),
        ("Boka 40 möten i Malmö i Q1", "Boka 60 möten i Umeå i Q1"),
        ("Karin bokar 40 möten i Q1", "Omar bokar 60 möten i Q1"),
        ("Ha minst 40 kunder i Q1", "Ha högst 60 kunder i Q1"),
        ("NPS 50 i Q1", "Bruttomarginal 50 % i Q1"),
        ("Varje säljare bokar 10 möten i Q1", "Boka 40 möten i Q1"),
        ("Sälja 40 hjälmar i Q1", "Sälja 60 lås i Q1"),
        ("Boka 40 möten i Q1", "Skicka 60 offerter i Q1"),
        ("Sänka svarstiden till 3 timmar i Q1", "Sänka ledtiden till 5 timmar i Q1"),
    )

    @pytest.mark.parametrize("pair", SAME)
    def test_the_same_goal_twice(self, pair: tuple[str, str]) -> None:
        found = said(*pair)
        assert found["G008"].goals == ("1", "2")
        assert "G009" not in found

    @pytest.mark.parametrize("pair", APART)
    def test_goals_apart(self, pair: tuple[str, str]) -> None:
        assert not {"G008", "G009"} & set(said(*pair))

    def test_different_targets_are_a_conflict_even_while_drafting(self) -> None:
        found = said("Boka 40 möten i Q1", "Boka 60 möten i Q1", done=False)
        assert list(found) == ["G009"]
        assert (found["G009"].severity, found["G009"].goals) == (Severity.ERROR, ("1", "2"))

    def test_a_goal_and_the_one_it_supports(self) -> None:
        aim = Goal(id="a", text="Boka 40 möten i Q1")
        assert not {"G008", "G009"} & set(said(aim, Goal(text="Boka 60 möten i Q1", supports=("a",))))


def test_launch_wants_a_goal_for_its_sales() -> None:
    assert said("Lansera produkten Nimbus i mars")["G007"].severity is Severity.NOTE
    assert "G007" not in said("Lansera produkten Nimbus i mars", "Sälja 150 Nimbus i Q2")


def test_leads_want_their_counterpart() -> None:
    assert said("Karin tar fram 90 MQL i Q1")["G011"].goals == ("1",)
    assert "G011" not in said(Goal(text="90 MQL i Q1", owner="Marknadschefen"))
    assert "G011" not in said("Karin bokar 40 möten i Q1")


def test_pull_apart_is_a_note() -> None:
    assert said("Stänga 8 affärer i Q2", "Höja marginalen från 30 % till 33 % i Q2")["G010"].severity is Severity.NOTE
    assert "G010" not in said("Stänga 8 affärer i Q1", "Höja marginalen från 30 % till 33 % i Q2")


def test_only_a_refused_source_is_found() -> None:
    assert "G012" not in said(*QUARTER)
    assert said(*QUARTER, sources={"quality": False})["G012"].goals == ("3",)


def test_ids_are_given_where_missing_and_kept_where_not() -> None:
    report = check_set(("Boka 40 möten", Goal(id="1", text="NPS 50"), "Stänga 8 affärer"), TODAY)
    assert [item.goal.id for item in report.reports] == ["1'", "1", "3"]


def test_an_empty_set_says_nothing() -> None:
    assert check_set((), TODAY).findings == ()
    assert check_set(("Hej", ""), TODAY).findings == ()


def test_same_input_same_output() -> None:
    goals = (*QUARTER, *MORE, "Boka 40 möten i Q1", "Hej")
    assert check_set(goals, TODAY).model_dump_json() == check_set(goals, TODAY).model_dump_json()


def test_an_agreed_goal_is_a_goal_after_its_day_too() -> None:
    late = Goal(text="Anna bokade 40 möten i mars 2026", state=State.CLOSED, agreed=date(2026, 1, 7))
    assert check_set([late], TODAY).reports[0].verdicts is not None
    assert check_set([late.model_copy(update={"state": State.DRAFT, "agreed": None})], TODAY).reports[0].verdicts is None
