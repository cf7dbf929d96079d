"""CRM exports on the page without a browser: looked at, taken in whole or not at all, never twice, and back again."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from coach.store import Store
from coach.ui.actions import Actions
from coach.ui.board import board
from coach.ui.desk import Desk
from rules.policy import Policy

TODAY = date(2026, 11, 24)
GOALS = """Mål
- Sara bokar 120 kundmöten senast 2026-12-31
- KAM höjer träffgraden från 20 % till 25 % senast 2026-12-31
- Ny prislista lanserad senast 2026-12-31, Försäljningschefen ansvarar"""
MEETINGS = "Id;Typ;Ägare;Datum;Klar\n" + "".join(f"m{at};Möte;Sara Ek;2026-10-{at + 5:02};Ja\n" for at in range(20))
LATER = "Id;Typ;Ägare;Datum;Klar\n" + "".join(f"n{at};Möte;Sara Ek;2026-11-{at + 5:02};Ja\n" for at in range(5))
DEALS = """Id;Affär;Säljare;Belopp;Valuta;Status;Skapad;Stängd
1;Berg;Sara Ek;12 500,50;SEK;Vunnen;2026-09-01;2026-10-20
2;Dal;Sara Ek;8 000;SEK;Förlorad;2026-09-01;2026-10-21
3;Ås;Sara Ek;-5;SEK;Vunnen;2026-09-01;2026-10-22
4;Ö;Sara Ek;1 000;SEK;Vunnen;2026-09-01;2027-10-23
"""


@pytest.fixture
def actions() -> Iterator[Actions]:
    with Store("sqlite://") as store:
        store.profile.change(settings={"quarter": "2026-10-01"})
        made = Actions(Desk(Policy.default(), store, lambda: TODAY), "sv")
        made.act({"act": "send", "message": GOALS})
        yield made


def sent(act: str, text: str, name: str = "export.csv", **more: str) -> dict[str, Any]:
    return {"act": act, "name": name, "file": base64.b64encode(text.encode()).decode(), "tab": "followup", **more}


def standing(actions: Actions, number: int) -> Any:
    found = board(actions.desk, actions.desk.look("sv"))
    assert found is not None
    return found.standings[found.id(number) or ""]


def test_a_look_keeps_nothing(actions: Actions) -> None:
    answer = actions.act(sent("crm-read", MEETINGS))
    assert "20 rader" in answer["drawer"]["html"]
    assert "Mål 1: 20 möten" in answer["drawer"]["html"]
    assert standing(actions, 1).actual is None


def test_an_export_gives_the_goals_their_values_and_adds_up_with_the_next(actions: Actions) -> None:
    answer = actions.act(sent("crm-take", MEETINGS))
    assert "20 nya uppgifter" in answer["toast"]
    assert standing(actions, 1).actual == Decimal(20)
    # A file of later weeks alone: what came before still counts.
    actions.act(sent("crm-take", LATER, "senare.csv"))
    assert standing(actions, 1).actual == Decimal(25)
    again = actions.act(sent("crm-take", LATER, "senare.csv"))
    assert "redan inläst" in again["toast"]
    assert "back" not in again
    assert standing(actions, 1).actual == Decimal(25)


def test_the_order_of_files_does_not_matter(actions: Actions) -> None:
    actions.act(sent("crm-take", LATER))
    actions.act(sent("crm-take", MEETINGS))
    assert standing(actions, 1).actual == Decimal(25)


def test_an_import_is_taken_back_whole(actions: Actions) -> None:
    back = actions.act(sent("crm-take", MEETINGS))["back"]
    actions.act(back)
    assert standing(actions, 1).actual is None
    assert "20 nya uppgifter" in actions.act(sent("crm-take", MEETINGS))["toast"]


def test_a_faulty_file_is_left_out_unless_its_good_rows_are_asked_for(actions: Actions) -> None:
    html = actions.act(sent("crm-read", DEALS))["drawer"]["html"]
    assert "<b>Rad 4</b> kolumn ”Belopp”: beloppet -5 är negativt." in html
    assert "<b>Rad 5</b> kolumn ”Stängd”: 2027-10-23 ligger i framtiden." in html
    assert "Rader med fel: 2" in html
    assert "Ingenting togs in" in actions.act(sent("crm-take", DEALS))["fault"]
    team = actions.desk.team()
    assert team is not None
    assert actions.desk.store.crm.of(team.id) == ()
    assert "2 nya uppgifter" in actions.act(sent("crm-take", DEALS, good="1"))["toast"]
    assert standing(actions, 2).actual == Decimal(50)


def test_the_ratios_go_to_the_teams_figures_where_that_is_asked(actions: Actions) -> None:
    actions.act(sent("crm-take", DEALS, good="1", figures="1"))
    team = actions.desk.team()
    assert team is not None
    assert (team.figures["hit_rate"], team.figures["order_value"]) == ("50.0", "12500")


def test_columns_that_are_pointed_out_are_kept_for_next_time(actions: Actions) -> None:
    strange = MEETINGS.replace("Id;Typ;Ägare;Datum;Klar", "A;B;C;D;E")
    asked = actions.act(sent("crm-read", strange))["drawer"]["html"]
    assert "känner inte igen" in asked
    assert '<select name="column.4">' in asked
    columns = {"kind": "activities", "column.0": "id", "column.1": "kind", "column.2": "owner", "column.3": "day", "column.4": "done"}
    short = actions.act(sent("crm-read", strange, **{**columns, "column.3": ""}))["drawer"]["html"]
    assert "Det som saknas: Dag." in short
    looked = actions.act(sent("crm-read", strange, **columns, **{"keep-as": "Vårt CRM"}))["drawer"]["html"]
    assert 'name="keep-as" value="Vårt CRM"' in looked
    actions.act(sent("crm-take", strange, **columns, **{"keep-as": "Vårt CRM"}))
    assert standing(actions, 1).actual == Decimal(20)
    assert "Vårt CRM" in actions.act({"act": "crm"})["drawer"]["html"]
    assert "lästa som Vårt CRM" in actions.act(sent("crm-read", strange.replace(";Ja", ";Nej")))["drawer"]["html"]


def test_a_file_that_is_none_is_told(actions: Actions) -> None:
    html = actions.act(sent("crm-read", " \n", "tom.csv"))["drawer"]["html"]
    assert 'role="alert"' in html
    html = actions.act(sent("crm-read", "PK\x03\x04", "<b>x.xlsx"))["drawer"]["html"]
    assert 'role="alert"' in html
    assert "<b>x" not in html


def test_deals_come_before_any_goal(actions: Actions) -> None:
    with Store("sqlite://") as store:
        first = Actions(Desk(Policy.default(), store, lambda: TODAY), "en")
        assert "2 new records" in first.act(sent("crm-take", DEALS, good="1", figures="1"))["toast"]
        team = first.desk.team()
        assert team is not None
        assert team.figures["hit_rate"] == "50.0"
