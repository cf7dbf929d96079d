"""What goes on in the next quarter, with its history; what was said on the way; and the guide's six steps ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from coach.errors import PeriodError
from coach.followup import ledger, minutes
from coach.period import carrying, passage, quarter
from coach.period.carrying import Carried
from coach.period.knowing import known
from coach.period.quarter import numbered
from coach.period.steps import checklist, worded
from coach.store import Store, open_store
from coach.store.records import CrmEntry, Period
from rules.check import check_goal
from rules.model import Goal, Level, Outcome, State
from rules.policy import Policy

OVER, NEXT = date(2027, 3, 31), date(2027, 4, 1)
GOALS = (
    Goal(text="Öka försäljningen från 8 till 10 Mkr 2027", id="s1", owner="Karin Lind", level=Level.STRATEGIC),
    Goal(text="Anna Berg bokar 40 kundmöten i Q1 2027", id="m1", owner="Anna Berg", supports=("s1",)),
    Goal(text="Bo Ek stänger 10 affärer i Q1 2027", id="m2", owner="Bo Ek", supports=("s1",)),
    Goal(text="Cia Dahl korta svarstiden från 9 till 4 timmar senast 31 mars 2027", id="m3", owner="Cia Dahl", supports=("s1",)),
)


@pytest.fixture
def store() -> Iterator[Store]:
    """Q1 2027, run and closed: the meetings reached, the deals missed, one goal parked."""
    with open_store("sqlite://") as opened:
        period, _ = quarter.opened(opened, quarter.named("2027-Q1", 1), "sv")
        records = opened.goals.add(period.id, GOALS)
        opened.goals.add(period.id, [Goal(text="Ny webb", id="p1", supports=(records[0].id,))], parked=True)
        for deed in ("agree", "start"):
            period = passage.move(opened, opened.periods.get(period.id), deed, date(2027, 1, 1), "", "prov")
        for record, values in zip(records, ((1_000_000, 2_500_000), (20, 41), (3, 6), (8, 6)), strict=True):
            for day, value in zip((date(2027, 2, 1), date(2027, 3, 30)), values, strict=True):
                opened.checkins.add(record.id, Decimal(value), day)
        yield opened


def first(store: Store) -> Period:
    (team,) = store.teams.all()
    return store.periods.of(team.id)[0]


def closed(store: Store) -> None:
    passage.move(store, first(store), "close", OVER)


def carried(store: Store, **more: object) -> tuple[Carried, Period]:
    goals = numbered(store, first(store))
    standings = known(store, goals, Policy.default(), NEXT).standings
    into, _ = quarter.opened(store, quarter.following(OVER, 1), "sv")
    return carrying.carry(store, goals, into, standings, why="från Q1", **more), into  # type: ignore[arg-type]


def test_the_unfinished_and_the_parked_go_on(store: Store) -> None:
    closed(store)
    made, into = carried(store)
    assert [record.goal.text for record in made.finished] == [GOALS[1].text]
    there = numbered(store, into)
    assert [(there.names[record.id], record.parked) for record in there.records] == [
        ("s1", False), ("m2", False), ("m3", False), ("p1", True),
    ]  # fmt: skip
    deals = there.find("m2")
    assert deals.carried_from == numbered(store, first(store)).find("m2").id
    assert (deals.goal.state, deals.goal.agreed, deals.goal.accepted) == (State.DRAFT, None, None)
    assert [(item.period, item.value) for item in deals.goal.history] == [("2027-Q1", Decimal(6))]
    # Linked to the strategic goal as it stands in the new quarter, not to the old one.
    assert deals.goal.supports == (there.find("s1").id,)
    assert there.find("p1").goal.supports == (there.find("s1").id,)
    # What was to be done by the end of March is late by now; the year's goal is not.
    assert {record.origin for record in made.late} == {"m2", "m3"}
    assert numbered(store, first(store)).find("m2").goal.state is State.CLOSED


def test_the_same_again_adds_nothing(store: Store) -> None:
    closed(store)
    carried(store)
    before = store.export()
    again, _ = carried(store)
    assert (again.fresh, again.known) == ((), 4)
    assert store.export() | {"exported": ""} == before | {"exported": ""}


def test_only_the_chosen_also_what_was_reached(store: Store) -> None:
    closed(store)
    meetings = numbered(store, first(store)).find("m1")
    made, into = carried(store, chosen=frozenset({meetings.id}))
    assert [record.goal.text for record in made.fresh] == [GOALS[1].text]
    # Its strategic goal stayed behind, so that the link does.
    assert numbered(store, into).find("m1").goal.supports == ()


def test_carrying_asks_for_a_closed_quarter_and_a_later_one(store: Store) -> None:
    with pytest.raises(PeriodError, match="carry-open"):
        carried(store)
    closed(store)
    goals = numbered(store, first(store))
    with pytest.raises(PeriodError, match="carry-into"):
        carrying.carry(store, goals, goals.period, ())
    into, _ = quarter.opened(store, quarter.following(OVER, 1), "sv")
    store.goals.add(into.id, [Goal(text="Nytt")])
    passage.move(store, into, "agree", NEXT, "", "prov")
    with pytest.raises(PeriodError, match="carry-reason"):
        carrying.carry(store, goals, store.periods.get(into.id), ())


def test_hinders_and_lessons_come_along(store: Store) -> None:
    old = numbered(store, first(store)).find("m2")
    price = store.hinders.open(old.id, "Prislistan dröjer", date(2027, 3, 1), "Karin", date(2027, 3, 15))
    store.hinders.change(store.hinders.open(old.id, "Ingen demo", date(2027, 3, 2)).id, cleared=date(2027, 3, 9))
    store.lessons.answer(old.id, "resources", "En vikarie", OVER)
    closed(store)
    _, into = carried(store)
    active = numbered(store, into).active
    new = numbered(store, into).find("m2")
    brought = minutes.hinders_of(store, active)
    assert [(item.id, item.goal, item.text, item.cleared) for item in brought] == [
        ("h1", new.id, "Prislistan dröjer", None), ("h2", new.id, "Ingen demo", date(2027, 3, 9)),
    ]  # fmt: skip
    # Cleared under its number, it is the same hinder that is cleared.
    minutes.keep(
        store, into.team, [type(brought[0])(**{name: getattr(brought[0], name) for name in brought[0].__slots__} | {"cleared": NEXT})]
    )
    assert store.hinders.history(price.id)[-1].cleared == NEXT
    assert minutes.lessons_of(store, active) == ()
    assert [(goal, item.answer) for goal, item in minutes.lessons_before(store, into.team, into.first)] == [(GOALS[2].text, "En vikarie")]


def test_the_six_steps(store: Store) -> None:
    def marks() -> dict[str, str]:
        found = checklist(store, known(store, numbered(store, first(store)), Policy.default(), OVER))
        assert [item.name for item in found] == ["analyse", "strategic", "breakdown", "tracking", "follow-up", "adjust"]
        for language in ("sv", "en"):
            assert all(worded(fact, language) for item in found for fact in item.facts)
        return {item.name: item.mark for item in found}

    assert marks() == {
        "analyse": "done", "strategic": "done", "breakdown": "done", "tracking": "done", "follow-up": "done", "adjust": "part",
    }  # fmt: skip
    with open_store("sqlite://") as empty:
        period, _ = quarter.opened(empty, quarter.named("2027-Q1", 1), "sv")
        found = checklist(empty, known(empty, numbered(empty, period), Policy.default(), date(2026, 11, 23)))
        assert {item.mark for item in found} == {"open"}
        assert all(item.next for item in found[:4])


def test_what_the_crm_knows_of_the_past_makes_a_goal_possible_to_judge(store: Store) -> None:
    def verdict() -> str:
        found = known(store, numbered(store, first(store)), Policy.default(), OVER)
        item = next(item for item in found.examined if "10 affärer" in item.report.goal.text)
        assert item.report.verdicts is not None
        return item.report.verdicts.realistic.value

    assert verdict() == "unknown"
    details = [
        {"record": "deal", "id": f"{month}-{n}", "status": "won", "owner": "Bo Ek", "closed": f"2026-{month:02}-15"}
        for month in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) for n in range(2)
    ]  # fmt: skip
    (team,) = store.teams.all()
    store.crm.add(team.id, [CrmEntry("HubSpot", "deal", values["id"], values) for values in details])
    assert [(item.period, item.value) for item in ledger_history(store)][:2] == [("2026-Q1", Decimal(6)), ("2026-Q2", Decimal(6))]
    # Ten of them, when the best quarter was six.
    assert verdict() == "doubtful"


def ledger_history(store: Store) -> tuple[Outcome, ...]:
    """The past that the goal of the deals is given."""
    found = known(store, numbered(store, first(store)), Policy.default(), OVER)
    (item,) = (item for item in found.examined if "10 affärer" in item.report.goal.text)
    assert ledger.whole(ledger.ledgers_of(store, first(store).team))
    return item.report.goal.history


def test_an_agreed_goal_keeps_its_level_when_the_year_has_gone_by() -> None:
    text = "Karin höjer andelen stamkunder från 61 till 70 % senast 31 december 2027"
    with open_store("sqlite://") as store:
        period, _ = quarter.opened(store, quarter.named("2027-Q1", 1), "sv")
        store.goals.add(period.id, [Goal(text=text)])
        for deed, day in (("agree", date(2026, 11, 29)), ("start", date(2027, 1, 4)), ("close", OVER)):
            period = passage.move(store, store.periods.get(period.id), deed, day, "", "prov")

        _, into = carried(store)

        (record,) = numbered(store, into).records
        assert record.goal.level is Level.STRATEGIC
        report = check_goal(record.goal, NEXT)
        assert report.verdicts is not None
        assert report.verdicts.level is Level.STRATEGIC
        assert "L001" not in [finding.rule for finding in report.findings]
