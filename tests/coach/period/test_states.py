"""A quarter's states: in order, each with what may stand in its way, a reason that outweighs it, and goals that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from coach.errors import PeriodError
from coach.exchange.fields import Frame
from coach.period import passage, quarter, revising
from coach.period.quarter import Numbered, numbered
from coach.store import Store, open_store
from rules.model import Goal, State
from rules.policy import Policy

TODAY = date(2026, 11, 23)
BEGUN, OVER = date(2027, 1, 1), date(2027, 3, 31)
DEEDS = {"agree": State.AGREED, "start": State.RUNNING, "close": State.CLOSED}


@dataclass
class Quarter:
    """A store with Q1 2027 and two goals, of which one has an owner."""

    store: Store

    @property
    def goals(self) -> Numbered:
        return numbered(self.store, quarter.find(self.store, "2027-Q1", TODAY, 1))

    def move(self, deed: str, day: date, why: str = "") -> State:
        return passage.move(self.store, self.goals.period, deed, day, "Karin", why).state

    def bring(self, state: State) -> None:
        """To a state, with a reason where one is asked for."""
        for deed, reached in DEEDS.items():
            if list(State).index(self.goals.period.state) < list(State).index(state):
                assert self.move(deed, OVER, "prov") is reached


@pytest.fixture
def q1() -> Iterator[Quarter]:
    with open_store("sqlite://") as store:
        period, made = quarter.opened(store, quarter.named("2027-Q1", 1), "sv")
        assert made
        assert not quarter.opened(store, quarter.named("2027-Q1", 1), "sv")[1]
        store.goals.add(
            period.id, [Goal(text="Anna bokar 40 möten i Q1", id="m1", owner="Anna"), Goal(text="Sälj för 3 Mkr i Q1", id="m2")]
        )
        yield Quarter(store)


def refused(key: str, q1: Quarter, deed: str, day: date) -> None:
    before = q1.store.export()
    with pytest.raises(PeriodError) as met:
        q1.move(deed, day)
    assert met.value.key == key
    assert q1.store.export() | {"exported": ""} == before | {"exported": ""}


def test_the_whole_way(q1: Quarter) -> None:
    refused("agree-silent", q1, "agree", TODAY)
    goals = q1.goals
    revising.answer(q1.store, goals, goals.records[0], "", TODAY)
    revising.answer(q1.store, goals, goals.records[1], "Bo", TODAY, "för högt")
    refused("agree-refused", q1, "agree", TODAY)
    revising.answer(q1.store, q1.goals, q1.goals.records[1], "Bo", TODAY)
    assert q1.move("agree", TODAY) is State.AGREED
    assert {record.goal.state for record in q1.goals.active} == {State.AGREED}
    assert {record.goal.agreed for record in q1.goals.active} == {TODAY}
    refused("start-early", q1, "start", date(2026, 12, 31))
    assert q1.move("start", BEGUN) is State.RUNNING
    # The day that the goals were agreed stays the first one.
    assert {record.goal.agreed for record in q1.goals.active} == {TODAY}
    refused("close-early", q1, "close", date(2027, 3, 30))
    assert q1.move("close", OVER) is State.CLOSED
    steps = q1.store.periods.steps(q1.goals.period.id)
    assert [(step.state, step.day, step.who) for step in steps] == [
        (State.AGREED, TODAY, "Karin"), (State.RUNNING, BEGUN, "Karin"), (State.CLOSED, OVER, "Karin"),
    ]  # fmt: skip


@pytest.mark.parametrize(("state", "deed"), list(product(State, DEEDS)))
def test_only_the_next_step_is_taken(q1: Quarter, state: State, deed: str) -> None:
    q1.bring(state)
    order = list(State)
    ahead = order.index(DEEDS[deed]) - order.index(state)
    if ahead == 1:
        assert q1.move(deed, OVER, "prov") is DEEDS[deed]
    else:
        refused(f"already-{state}" if ahead == 0 else f"from-{state}-to-{DEEDS[deed]}", q1, deed, OVER)


def test_a_reason_outweighs_what_stands_in_the_way_and_is_kept(q1: Quarter) -> None:
    assert q1.move("agree", TODAY, "Anna är sjuk") is State.AGREED
    assert q1.move("start", TODAY, "vi börjar nu") is State.RUNNING
    assert [step.why for step in q1.store.periods.steps(q1.goals.period.id)] == ["Anna är sjuk", "vi börjar nu"]
    assert q1.store.goals.history(q1.goals.records[0].id)[-1].why == "vi börjar nu"


def test_a_step_back_asks_a_reason(q1: Quarter) -> None:
    for key, why in (("back-draft", "x"),):
        with pytest.raises(PeriodError, match=key):
            passage.back(q1.store, q1.goals.period, TODAY, "", why)
    q1.bring(State.AGREED)
    with pytest.raises(PeriodError, match="back-reason"):
        passage.back(q1.store, q1.goals.period, TODAY, "", " ")
    assert passage.back(q1.store, q1.goals.period, TODAY, "", "fel mål").state is State.DRAFT
    assert {(record.goal.state, record.goal.agreed) for record in q1.goals.active} == {(State.DRAFT, None)}


def test_no_goals_no_agreement(q1: Quarter) -> None:
    for record in q1.goals.records:
        revising.set_aside(q1.store, q1.goals, record, True)
    refused("goals-none", q1, "agree", TODAY)


@pytest.mark.parametrize("state", list(State))
def test_an_agreed_goal_changes_by_revision_only(q1: Quarter, state: State) -> None:
    revising.answer(q1.store, q1.goals, q1.goals.records[0], "", TODAY)
    q1.bring(state)
    record = q1.goals.records[0]
    new = revising.changed(record.goal, ["target=45"], "Anna bokar 45 möten i Q1", Frame(TODAY, Policy.default()))
    assert revising.revise(q1.store, q1.goals, record, record.goal) == record if state is not State.CLOSED else True
    if state is State.CLOSED:
        with pytest.raises(PeriodError, match="closed"):
            revising.revise(q1.store, q1.goals, record, new, "", "varför")
        with pytest.raises(PeriodError, match="closed"):
            revising.answer(q1.store, q1.goals, record, "Anna", TODAY)
        with pytest.raises(PeriodError, match="closed"):
            revising.set_aside(q1.store, q1.goals, record, True, "", "varför")
        return
    if state is not State.DRAFT:
        for why in ("", "  "):
            with pytest.raises(PeriodError, match="revise-reason"):
                revising.revise(q1.store, q1.goals, record, new, "", why)
            with pytest.raises(PeriodError, match="revise-reason"):
                revising.set_aside(q1.store, q1.goals, record, True, "", why)
        assert q1.goals.records[0] == record
    after = revising.revise(q1.store, q1.goals, record, new, "Karin", "ny säljare")
    assert (after.goal.text, str(after.goal.target), after.why, after.who) == ("Anna bokar 45 möten i Q1", "45", "ny säljare", "Karin")
    # The yes was said to forty; the state of the set stands.
    assert (after.goal.accepted, after.goal.state) == (None, state)
    assert [item.field for item in revising.differences(record.goal, after.goal)] == ["text", "target", "accepted"]


@pytest.mark.parametrize(("changes", "text", "key"), [
    (["fel=1"], None, "set-field"), (["target"], None, "set-field"), (["target=många"], None, "set-value"),
    (["deadline=sen"], None, "set-value"), ([], " ", "set-text"), (["text="], None, "set-text"),
])  # fmt: skip
def test_what_cannot_be_said_of_a_goal(changes: list[str], text: str | None, key: str) -> None:
    with pytest.raises(PeriodError, match=key):
        revising.changed(Goal(text="Boka"), changes, text, Frame(TODAY, Policy.default()))


def test_an_empty_value_empties_its_field() -> None:
    goal = Goal(text="Boka 40 möten", owner="Anna", target=Decimal(40), unit="möten")
    made = revising.changed(goal, ["owner=", "target=", "deadline=31 mars 2027"], None, Frame(TODAY, Policy.default()))
    assert (made.owner, made.target, made.deadline) == (None, None, date(2027, 3, 31))


@pytest.mark.parametrize("typed", ["2027-Q1", "q1 2027", "2027k1", "K1-2027", " 2027/Q1 "])
def test_quarters_by_name(typed: str) -> None:
    found = quarter.named(typed, 1)
    assert (found.name, found.begin, found.end) == ("2027-Q1", BEGUN, OVER)


@pytest.mark.parametrize("typed", ["", "2027", "Q5 2027", "27-Q1", "2027-Q1x"])
def test_what_is_no_quarter(typed: str) -> None:
    with pytest.raises(PeriodError, match="quarter"):
        quarter.named(typed, 1)


def test_the_period_at_hand(q1: Quarter) -> None:
    later, _ = quarter.opened(q1.store, quarter.named("2027-Q2", 1), "sv")
    days = {date(2026, 11, 1): "2027-Q1", BEGUN: "2027-Q1", date(2027, 4, 1): "2027-Q2", date(2028, 1, 1): "2027-Q2"}
    assert {day: quarter.find(q1.store, None, day, 1).name for day in days} == days
    q1.bring(State.CLOSED)
    assert quarter.find(q1.store, None, BEGUN, 1).id == later.id
    with pytest.raises(PeriodError, match="missing"):
        quarter.find(q1.store, "2028-Q1", TODAY, 1)
    with open_store("sqlite://") as empty, pytest.raises(PeriodError, match="none-yet"):
        quarter.find(empty, None, TODAY, 1)


def test_goals_by_number_and_by_id(q1: Quarter) -> None:
    q1.store.goals.add(q1.goals.period.id, [Goal(text="till", id="m1")])
    goals = q1.goals
    assert goals.find("2").goal.text == "Sälj för 3 Mkr i Q1"
    assert goals.find("2.") == goals.find("m2") == goals.find(goals.records[1].id)
    # Two came as m1, so neither is called so.
    assert list(goals.names.values()) == ["1", "m2", "3"]
    for name in ("m1", "0", "4", ""):
        with pytest.raises(PeriodError, match="goal-unknown"):
            goals.find(name)
