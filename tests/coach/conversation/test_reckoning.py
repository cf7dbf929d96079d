"""The team's own numbers as people tell them, where they stand, and what is made of them in a breakdown and on the page."""

from __future__ import annotations

from datetime import date

import pytest

from coach.conversation.model import Session
from coach.conversation.reckoning import based, reckoned, standings
from coach.conversation.talk import turn
from coach.store import Store
from coach.ui import need
from coach.ui.desk import Desk
from rules.model import Goal
from rules.policy import Policy

TODAY = date(2026, 11, 23)
POLICY = Policy.default()


@pytest.mark.parametrize(
    ("message", "asked", "wanted"),
    [
        ("vi stänger var fjärde", "", {"quotes_per_deal": "1:4"}),
        ("vi vinner varannan offert", "", {"quotes_per_deal": "1:2"}),
        ("we close one in four", "", {"quotes_per_deal": "1:4"}),
        ("1 av 5", "quotes_per_deal", {"quotes_per_deal": "1:5"}),
        ("hit rate 18 %", "", {"quotes_per_deal": "18 %"}),
        ("win rate 25 percent", "", {"quotes_per_deal": "25 %"}),
        ("vart tredje möte blir affär", "", {"meetings_per_deal": "1:3"}),
        ("snittorder 45 tkr", "", {"order_value": "45 tkr"}),
        ("the average order is 4,500", "", {"order_value": "4,500"}),
        ("tre möten per affär", "", {"meetings_per_deal": "3"}),
        ("8 calls for each meeting", "", {"calls_per_meeting": "8"}),
        ("vi är sex säljare", "", {"sellers": "6"}),
        ("45 tkr", "order_value", {"order_value": "45 tkr"}),
        ("sex säljare, snittorder 45 tkr och tre möten per affär", "", {"sellers": "6", "order_value": "45 tkr", "meetings_per_deal": "3"}),
        ("höja snittordern till 50 tkr", "", {}),
        ("tack så mycket", "order_value", {}),
    ],
)
def test_numbers_told(message: str, asked: str, wanted: dict[str, str]) -> None:
    assert reckoned(message, asked, TODAY, POLICY) == wanted


@pytest.mark.parametrize(
    ("note", "goal", "baseline"),
    [
        ("vi sålde för 12 Mkr i år", "Öka omsättningen till 14 Mkr 2027", "12 Mkr"),
        ("sales were $2.1M, win rate 18%", "Raise the win rate to 25%", "18%"),
        ("NPS 32", "Höja NPS till 40", "32"),
        ("NPS 32", "Höja NPS från 30 till 40", None),
        ("NPS 32", "Öka omsättningen till 14 Mkr 2027", None),
        ("vi sålde för 12 Mkr", "Öka omsättningen med 20 %", None),
    ],
)
def test_where_the_team_stands_is_a_baseline(note: str, goal: str, baseline: str | None) -> None:
    found = based(Goal(text=goal), standings([note], TODAY, POLICY), TODAY, POLICY)
    assert (found.words if found else None) == baseline


def test_a_number_told_after_a_breakdown_is_reckoned_with_and_stands_on_the_page() -> None:
    with Store("sqlite://") as store:
        desk = Desk(POLICY, store, lambda: TODAY)
        for message in (
            "Öka omsättningen från 12 till 14 Mkr 2027, ägare vd",
            "bryt ner mål 1",
            "snittorder 45 tkr",
            "vi stänger var fjärde",
        ):
            view = desk.said("sv", message)
        told = desk.turns(view, view.length - 1)[-1].reply["sv"]["text"]
        assert "4 offerter per affär" in told
        assert "Det här kan bära" not in told
        assert need.known(view) == {"order_value": "45000", "hit_rate": "25"}


@pytest.mark.parametrize(
    ("typed", "value"), [("42 000", 42000), ("42,000", 42000), ("3,5", 3.5), ("1,250,000.50", 1250000.5), ("25 %", 25)]
)
def test_a_figure_typed_under_what_it_takes(typed: str, value: float) -> None:
    assert need.amount(typed) == value


def test_what_is_no_number_is_no_number() -> None:
    session, _ = turn(Session(TODAY, POLICY, "sv", settled=True), "Öka omsättningen från 12 till 14 Mkr 2027, ägare vd")
    session, _ = turn(session, "bryt ner målet")
    session, reply = turn(session, "vi stänger var noll offert, snittorder -3")
    assert reply.text
