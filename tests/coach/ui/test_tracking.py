"""The follow-up tab's Python: numbers as typed, goals that came in another way, what is told in the talk, the page's own numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from coach.followup.course import Course, Kind
from coach.store import Store
from coach.ui.actions import Actions
from coach.ui.board import board
from coach.ui.desk import Desk
from coach.ui.figures import figure, past_day, typed
from coach.ui.safe import safe
from rules.model import Goal, State
from rules.policy import Policy

TODAY = date(2026, 11, 24)
POLICY = Policy.default()
GOALS = "Mål\n- Sara bokar 120 kundmöten senast 2026-12-31\n- Erik ringer 40 samtal per vecka till 2026-12-31"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite://") as made:
        made.profile.change(settings={"quarter": "2026-10-01"})
        yield made


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(POLICY, store, lambda: TODAY)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("37", "37"), ("37,5", "37.5"), ("37.5", "37.5"), ("1 234", "1234"), ("12 500,50 kr", "12500.50"), ("42 %", "42"), ("-3", "-3"),
        ("1,4 Mkr", "1400000"), ("17,2 mkr", "17200000"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_number_as_it_is_typed(words: str, value: str) -> None:
    assert figure(words, None, TODAY, POLICY) == Decimal(value)


@pytest.mark.parametrize("words", ["", "många", "NaN", "Infinity", "9" * 39, "<b>", "3 av 12"])
def test_what_is_no_number(words: str) -> None:
    assert figure(words, None, TODAY, POLICY) is None


def test_a_milestones_value_is_a_share() -> None:
    course = Course("a", "a", Kind.MILESTONE, Decimal(1), TODAY)
    assert figure("40", course, TODAY, POLICY) == Decimal("0.4")
    assert typed(Decimal("0.4"), course, "sv") == "40"
    assert (typed(Decimal("37.50"), None, "sv"), typed(Decimal("37.50"), None, "en")) == ("37,5", "37.5")
    assert typed(Decimal("1E+3"), None, "en") == "1000"


@pytest.mark.parametrize(("words", "ok"), [("2026-11-24", True), ("2026-11-25", False), ("1999-12-31", False), ("24/11", False)])
def test_a_day_that_has_been(words: str, ok: bool) -> None:
    assert (past_day(words, TODAY) is not None) is ok


def test_numbers_hold_together_on_the_page() -> None:
    assert safe("3\u00a0295\u202f556\x07") == "3\u00a0295\u202f556 "


def test_goals_that_came_in_another_way_join_the_set(desk: Desk, store: Store) -> None:
    view = desk.said("sv", "Sara bokar 120 kundmöten senast 2026-12-31")
    assert view.period is not None
    (record,) = store.goals.add(view.period.id, [Goal(text="Erik ringer 400 samtal senast 2026-12-31", id="m1")])
    view = desk.look("sv")
    assert [(entry.number, entry.goal.text[:4]) for entry in view.session.entries] == [(1, "Sara"), (2, "Erik")]
    assert view.ids[2] == record.id
    assert desk.look("sv").ids == view.ids
    # An undo takes back what the page did, not what came from elsewhere.
    actions = Actions(desk, "sv")
    actions.act({"act": "remove", "number": "1"})
    assert [entry.number for entry in desk.look("sv").session.entries] == [2]
    actions.act({"act": "undo"})
    assert [entry.number for entry in desk.look("sv").session.entries] == [1, 2]
    assert not store.goals.get(record.id).removed


def test_goals_of_a_quarter_that_has_no_talk_are_shown(desk: Desk, store: Store) -> None:
    team = store.teams.add("Laget")
    period = store.periods.open(team.id, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
    store.goals.add(period.id, [Goal(text="Erik ringer 400 samtal senast 2026-12-31")])
    view = desk.look("sv")
    assert [entry.number for entry in view.session.entries] == [1]
    assert "ringer 400" in Actions(desk, "sv").act({"act": "open", "tab": "followup"})["panel"]
    assert len(store.goals.of(period.id)) == 1


def test_an_outcome_of_the_talk_is_a_value(desk: Desk, store: Store) -> None:
    desk.said("sv", GOALS)
    desk.said("sv", "mål 1: 37 möten hittills")
    found = board(desk, desk.look("sv"))
    assert found is not None
    assert [(item.value, item.day) for item in found.values(found.id(1) or "")] == [(Decimal(37), TODAY)]
    assert found.standings[found.id(1) or ""].actual == Decimal(37)


def test_steps_tell_goals_by_the_pages_numbers(store: Store) -> None:
    days = [TODAY]
    desk = Desk(POLICY, store, lambda: days[-1])
    actions = Actions(desk, "sv")
    desk.said("sv", GOALS + "\n- Anna gör 90 offerter senast 2026-12-31")
    actions.act({"act": "remove", "number": "1"})
    refused = actions.act({"act": "move", "deed": "agree"})
    assert "Mål 2, 3 saknar ägarens ja" in refused["drawer"]["html"]
    actions.act({"act": "move", "deed": "agree", "reason": "x"})
    actions.act({"act": "move", "deed": "start"})
    days.append(date(2026, 12, 15))
    actions.act({"act": "actual", "number": "3", "value": "2", "day": "2026-12-15", "source": "crm"})
    panel = actions.act({"act": "open", "tab": "followup", "shape": "quarter"})["panel"]
    assert "Efter plan utan ändring: mål 3." in panel
    period = desk.look("sv").period
    assert period is not None
    assert period.state is State.RUNNING


def test_an_agreed_goal_asks_a_reason_and_a_closed_quarter_no_change(desk: Desk, store: Store) -> None:
    actions = Actions(desk, "sv")
    desk.said("sv", GOALS)
    for deed in ("agree", "start"):
        actions.act({"act": "move", "deed": deed, "reason": "x"})
    id = desk.look("sv").ids[1]
    edit = {
        "act": "save",
        "number": "1",
        "revision": str(store.goals.get(id).revision),
        "text": "Sara bokar 100 kundmöten senast 2026-12-31",
    }
    assert "överenskommet" in actions.act(edit)["fault"]
    assert 'name="why"' in actions.act({"act": "edit", "number": "1"})["form"]["html"]
    assert "fault" not in actions.act({**edit, "why": "en säljare slutar"})
    assert store.goals.history(id)[-1].why == "en säljare slutar"
    actions.act({"act": "move", "deed": "close", "reason": "x"})
    assert "avslutat" in actions.act({"act": "remove", "number": "1"})["fault"]
    assert not store.goals.get(id).removed


def test_a_quarter_that_is_over_is_shown_as_it_was(store: Store) -> None:
    days = [TODAY]
    desk = Desk(POLICY, store, lambda: days[-1])
    desk.said("sv", GOALS + "\n- Anna gör 90 offerter i Q4")
    actions = Actions(desk, "sv")
    before = actions.act({"act": "open", "tab": "goals"})["panel"]
    days.append(date(2027, 4, 2))
    after = actions.act({"act": "open", "tab": "goals"})["panel"]
    assert "Inte ett mål än" not in after
    assert after.count("31 dec") == before.count("31 dec")
