"""`coach track`, `coach agenda` and `coach report` from the outside: what is typed, what is written, what is kept."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as tree
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from coach.cli import main
from coach.exchange.crm.records import Deal, Record, merge
from coach.followup import ledger
from coach.store import open_store

GOALS = """id;mål;ägare
m1;Boka 40 kundmöten i Q1;Anna
m2;Sälja för 900 000 kr i Q1;Anna
m3;Höja NPS från 40 till 60 i Q1;Bo
m4;Lansera kundportalen senast 31 mars 2027;Cia
m5;Öka försäljningen;
"""
DEALS = """Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Currency,Next Activity Date
11,Ahlins,Closed won,2027-01-14,Anna Berg,"120,000",SEK,
12,Brix,Closed lost,2027-01-20,Anna Berg,90000,SEK,
13,Cella,Contract sent,2027-03-15,Bo Ek,50000,SEK,2027-02-21
14,Dago,Contract sent,,,70000,SEK,
15,Eke,Closed won,2027-02-04,Anna Berg,200000,SEK,
"""
TODAY = ("--today", "2027-02-15")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{tmp_path / 'coach.db'}")
    (tmp_path / "mal.csv").write_text(GOALS, "utf-8")
    (tmp_path / "deals.csv").write_text(DEALS, "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def tracked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    code, out, err = run(capsys, "track", "mal.csv", *TODAY, "--format", "json", *arguments)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_what_is_typed_is_kept_and_only_grows(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = ("--book", "bok.jsonl")
    first = tracked(
        capsys, *book, "--set", "m1=12", "--set", "m3 = 47,5", "--on", "2027-02-12", "--source", "dashboard", "--note", "veckans"
    )
    assert first["entered"] == {"new": 2, "corrected": 0, "known": 0}
    goal = first["goals"][0]
    assert (goal["id"], goal["status"], goal["actual"], goal["at"]) == ("m1", "behind", "12", "2027-02-12")
    # Working days: 29 of 60 by 12 February; 28 left in six weeks.
    assert goal["steps"][0] == "Plan 12 feb. 2027: 40 × 29 av 60 arbetsdagar = 19,33"
    assert goal["needed"] == "4.666666666666666666666666667"
    before = (desk / "bok.jsonl").read_text("utf-8")
    assert tracked(capsys, *book, "--set", "m1=12", "--on", "2027-02-12")["entered"]["known"] == 1
    assert (desk / "bok.jsonl").read_text("utf-8") == before
    corrected = tracked(capsys, *book, "--set", "1=14", "--on", "2027-02-12")
    assert corrected["entered"]["corrected"] == 1
    assert corrected["goals"][0]["actual"] == "14"
    assert (desk / "bok.jsonl").read_text("utf-8").startswith(before)
    assert [goal["id"] for goal in corrected["unfollowed"]] == ["m5"]


def test_added_values_add_up(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in ("2027-01-15", "2027-01-22"):
        found = tracked(capsys, "--book", "bok.jsonl", "--set", "m1=3", "--added", "--on", day)
    assert [point["value"] for point in found["goals"][0]["points"]] == ["3", "6"]


def test_a_crm_export_becomes_actuals_once(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = tracked(capsys, "--book", "bok.jsonl", "--crm", "deals.csv")
    money = found["goals"][1]
    assert (money["actual"], money["at"]) == ("320000", "2027-02-04")
    assert [item["lacks"] for item in found["lacking"]] == [["owner", "next_activity", "expected"]]
    before = (desk / "bok.jsonl").read_bytes()
    assert tracked(capsys, "--book", "bok.jsonl", "--crm", "deals.csv")["entered"]["new"] == 0
    assert (desk / "bok.jsonl").read_bytes() == before
    # A deal put right in the CRM is a revision, and so is the sum that it changes.
    (desk / "deals.csv").write_text(DEALS.replace("200000", "250000"), "utf-8")
    assert tracked(capsys, "--book", "bok.jsonl", "--crm", "deals.csv")["goals"][1]["actual"] == "370000"


def test_files_in_either_order_say_the_same(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = DEALS.splitlines()
    (desk / "a.csv").write_text("\n".join([rows[0], *rows[1:3]]), "utf-8")
    (desk / "b.csv").write_text("\n".join([rows[0], *rows[3:]]), "utf-8")
    one = tracked(capsys, "--book", "1.jsonl", "--crm", "a.csv", "--crm", "b.csv")
    tracked(capsys, "--book", "2.jsonl", "--crm", "b.csv")
    other = tracked(capsys, "--book", "2.jsonl", "--crm", "a.csv")
    assert other["goals"][1]["actual"] == one["goals"][1]["actual"] == "320000"
    assert other["goals"][1]["points"][-1] == one["goals"][1]["points"][-1]


def test_a_faulty_export_leaves_nothing_behind(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "deals.csv").write_text(DEALS.replace("90000", "-90000").replace("2027-02-04", "1900-02-04"), "utf-8")
    code, _, err = run(capsys, "track", "mal.csv", *TODAY, "--book", "bok.jsonl", "--crm", "deals.csv")
    assert code == 2
    assert "deals.csv:3: kolumn ”Amount”: beloppet -90000 är negativt." in err
    assert "deals.csv:6: kolumn ”Close Date”: 1900-02-04 ligger före år 2000." in err
    assert "2 rader kan inte läsas, så ingenting är inläst" in err
    assert not (desk / "bok.jsonl").exists()
    code, out, _ = run(capsys, "track", "mal.csv", *TODAY, "--book", "bok.jsonl", "--crm", "deals.csv", "--keep-good", "--format", "json")
    assert code == 2
    assert json.loads(out)["goals"][1]["actual"] == "120000"


def test_preview_imports_nothing_and_its_profile_works(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "track", "--crm", "deals.csv", "--preview", *TODAY)
    assert code == 0
    assert "amount ← Amount" in out
    (desk / "egen.toml").write_text(out[out.index("name = ") :], "utf-8")
    assert tracked(capsys, "--crm", "deals.csv", "--profile", "egen.toml")["goals"][1]["actual"] == "320000"
    assert sorted(path.name for path in desk.iterdir()) == ["deals.csv", "egen.toml", "mal.csv"]


def test_past_quarters_feed_the_breakdown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "track", "--crm", "deals.csv", "--format", "history", "--today", "2027-04-15")
    assert (code, out) == (0, "period,leads,calls,meetings,quotes,deals,revenue\n2027-Q1,0,0,0,0,2,320000\n")


def test_a_table_of_actuals(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "utfall.csv").write_text("Mål;Datum;Utfall;Källa\nm1;2027-02-12;12;CRM\nm3;2027-02-12;47,5;enkät\n", "utf-8")
    found = tracked(capsys, "--actuals", "utfall.csv")
    assert [goal["actual"] for goal in found["goals"]] == ["12", None, "47.5", None]
    (desk / "utfall.csv").write_text("Mål;Datum;Utfall\nm1;2027-02-12;12\nm9;2027-02-12;3\nm1;2027-12-12;3\nm1;2027-02-01;många\n", "utf-8")
    code, out, err = run(capsys, "track", "mal.csv", *TODAY, "--actuals", "utfall.csv", "--format", "json")
    assert code == 2
    assert [goal["actual"] for goal in json.loads(out)["goals"]] == [None] * 4
    assert "utfall.csv:3: målet ”m9” finns inte bland målen." in err
    assert "utfall.csv:4: kolumn ”Datum”: 2027-12-12 ligger i framtiden." in err
    assert "utfall.csv:5: ”många” i ”Utfall” går inte att läsa" in err


@given(st.permutations(range(4)), st.permutations(range(4)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_imports_into_the_store_does_not_matter(first: list[int], other: list[int]) -> None:
    # Four exports of a month each; the last three tell more of deal 1, each changed later than the one before.
    files = [[Deal("1", "open", amount=Decimal(month), modified=f"2026-0{month}-01"), Deal(f"own-{month}", "won")] for month in range(1, 5)]

    def held(order: list[int]) -> dict[str, tuple[Record, ...]]:
        with open_store("sqlite://") as store:
            team = store.teams.add("Väst").id
            for at in [*order, *order]:
                merged = merge(ledger.ledgers_of(store, team).get("HubSpot", ()), files[at])
                ledger.keep(store, team, "HubSpot", (*merged.fresh, *merged.revised))
            return ledger.ledgers_of(store, team)

    assert held(first) == held(other)
    (records,) = held(first).values()
    assert [record.amount for record in records if isinstance(record, Deal) and record.id == "1"] == [Decimal(4)]


def test_a_faulty_export_leaves_the_store_as_it_was(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "goals", "import", "mal.csv", "--period", "2027-Q1", *TODAY)[0] == 0
    (desk / "bad.csv").write_text(DEALS.replace("90000", "-90000"), "utf-8")

    def kept() -> dict[str, Any]:
        with open_store() as store:
            return {key: rows for key, rows in store.export().items() if key != "exported"}

    before = kept()
    code, _, err = run(capsys, "track", *TODAY, "--crm", "bad.csv")
    assert (code, "beloppet -90000 är negativt" in err) == (2, True)
    assert kept() == before
    assert run(capsys, "track", *TODAY, "--crm", "bad.csv", "--keep-good")[0] == 2
    good = kept()
    assert (len(good["crm"]), len(good["intake"]), [row["value"] for row in good["checkin"]][-1:]) == (4, 2, ["320000"])
    # Put right, the row that was left out comes in, and nothing else.
    assert run(capsys, "track", *TODAY, "--crm", "deals.csv")[0] == 0
    assert len(kept()["crm"]) == 5
    after = kept()
    assert run(capsys, "track", *TODAY, "--crm", "deals.csv")[0] == 0
    assert kept() == after


def test_a_mapping_is_kept_for_next_time(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "lista.csv").write_text("Ordernr;Vem;Summan;Läge;Klart\n1;Anna Berg;90000;Klar;2027-01-20\n", "utf-8")
    assert run(capsys, "track", *TODAY, "--crm", "lista.csv")[0] == 2
    (desk / "egen.toml").write_text(
        'name = "vår lista"\n[deals.columns]\nid = ["Ordernr"]\nowner = ["Vem"]\namount = ["Summan"]\nstatus = ["Läge"]\n'
        'closed = ["Klart"]\n[deals.words]\nwon = ["Klar"]\n', "utf-8",
    )  # fmt: skip
    code, out, _ = run(capsys, "track", *TODAY, "--crm", "lista.csv", "--profile", "egen.toml")
    assert (code, "Profilen ”vår lista” är sparad och används nästa gång." in out) == (0, True)
    for more in ((), ("--profile", "Vår lista")):
        code, out, _ = run(capsys, "track", *TODAY, "--crm", "lista.csv", *more)
        assert (code, "Nya: 0, rättade: 0, redan kända: 1." in out) == (0, True)


@pytest.mark.parametrize(("row", "told"), [
    ("m1;1900-01-01;3;", "3: kolumn ”Datum”: 1900-01-01 ligger före år 2000."),
    ("m1;2027-02-01;=1+1;", "3: kolumn ”Utfall”: =1+1 är en formel; klistra in värdet i stället."),
    ("m1;2027-02-01;3;MÃ¥ngels enkÃ¤t", "3: kolumn ”Källa”: MÃ¥ngels enkÃ¤t är sparad med fel teckenkodning"),
    ("m2;2027-02-11;12 EUR;", "3: kolumn ”Utfall”: EUR blandas med SEK för samma mål"),
    ("m2;2027-02-12;99 kr;", "2: kolumn ”Mål”: m2 står redan på rad 3 med andra uppgifter."),
])  # fmt: skip
def test_a_bad_row_of_actuals_keeps_the_table_out(desk: Path, capsys: pytest.CaptureFixture[str], row: str, told: str) -> None:
    table = f"Mål;Datum;Utfall;Källa\nm2;2027-02-12;12 kr;CRM\n{row}\nm3;2027-02-12;47,5;enkät\n"
    (desk / "utfall.csv").write_text(table, "utf-8")
    asked = ("track", "mal.csv", *TODAY, "--book", "bok.jsonl", "--actuals", "utfall.csv", "--format", "json")
    code, out, err = run(capsys, *asked)
    assert (code, [goal["actual"] for goal in json.loads(out)["goals"]]) == (2, [None] * 4)
    assert f"utfall.csv:{told}" in err
    assert not (desk / "bok.jsonl").exists()
    code, out, _ = run(capsys, *asked, "--keep-good")
    clash = "står redan" in told
    assert (code, [goal["actual"] for goal in json.loads(out)["goals"]]) == (2, [None, None if clash else "12", "47.5", None])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--set", "m1"), "skriv målets id och utfallet"), (("--set", "m1=många"), "skriv målets id och utfallet"),
        (("--set", "m8=4"), "finns inget mål ”m8”"),
        (("--set", "m1=4", "--on", "2027-03-01"), "kan inte ligga i framtiden"),
        (("--profile", "hubspt", "--crm", "deals.csv"), "Menar du ”hubspot”"),
        (("--crm", "nothing.csv"), "nothing.csv går inte att läsa"), (("--source", "gut", "--set", "m1=2"), "Välj bland crm"),
        (("--preview",), "ange den med --crm"), (("--clock", "weeks"), "Välj bland auto, even, workdays"), (("--dates", "ymd"), "dmy"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(capsys, "track", "mal.csv", *TODAY, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_open_hinders_come_back_until_they_are_cleared(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = ("--book", "bok.jsonl")
    tracked(capsys, *book, "--set", "m1=5")
    typed = ("--hinder", "m1=väntar på pris|lista", "--who", "Bo", "--by", "2027-02-19", "--adjustment", "ringer partner")
    code, out, _ = run(capsys, "agenda", "mal.csv", *book, *TODAY, *typed)
    assert code == 0
    first = next(line for line in out.splitlines() if line.startswith("| Boka 40"))
    assert first.endswith("| väntar på pris\\|lista | ringer partner | Bo | 19 feb. 2027 |")
    _, out, _ = run(capsys, "agenda", "mal.csv", *book, "--today", "2027-02-22", "--language", "en")
    assert "Should have been cleared:\n- väntar på pris\\|lista (Bo, by 19 Feb 2027)" in out
    _, out, _ = run(capsys, "agenda", "mal.csv", *book, "--today", "2027-02-23", "--clear", "h1", "--format", "json")
    goal = next(goal for goal in json.loads(out)["goals"] if goal["id"] == "m1")
    assert (goal["hinders"], goal["asks"], [item["id"] for item in goal["cleared"]]) == ([], True, ["h1"])
    _, out, _ = run(capsys, "agenda", "mal.csv", *book, "--today", "2027-03-08")
    assert "pris" not in out
    assert run(capsys, "agenda", "mal.csv", *TODAY, "--hinder", "m1=x")[0] == 2
    assert run(capsys, "agenda", "mal.csv", *book, *TODAY, "--clear", "h7")[0] == 2


def test_the_agenda_begins_with_what_needs_it_most(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tracked(capsys, "--book", "b.jsonl", "--set", "m1=40", "--set", "m2=500000", "--set", "m3=41")
    _, out, _ = run(capsys, "agenda", "mal.csv", "--book", "b.jsonl", *TODAY, "--format", "json")
    assert [(goal["id"], goal["status"]) for goal in json.loads(out)["goals"]] == [
        ("m3", "behind"), ("m4", "unknown"), ("m2", "ahead"), ("m1", "reached"),
    ]  # fmt: skip


def test_the_calendar_is_valid_and_the_same_each_time(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outs = [run(capsys, "agenda", "mal.csv", *TODAY, "--format", "ics", "--language", "en")[1] for _ in range(2)]
    assert outs[0] == outs[1]
    events = list(Calendar.from_ical(outs[0]).walk("VEVENT"))
    assert len(events) == 3 + 4
    assert len({str(event["uid"]) for event in events}) == len(events)
    week = events[0]
    assert (week.decoded("dtstart"), week["rrule"]["FREQ"], week["rrule"]["UNTIL"]) == (date(2027, 2, 15), ["WEEKLY"], [date(2027, 3, 31)])
    assert all(isinstance(event.decoded("dtstamp"), datetime) for event in events)
    assert {event.decoded("dtstart") for event in events[3:]} == {date(2027, 3, 31)}
    raw = outs[0].replace("\r\n", "\n").split("\n")
    assert all(len(line.encode()) <= 75 for line in raw)


def test_the_month_on_one_page(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = ("--book", "bok.jsonl")
    tracked(capsys, *book, "--set", "m1=10", "--on", "2027-01-31")
    tracked(capsys, *book, "--set", "m1=16", "--on", "2027-02-12")
    with (desk / "bok.jsonl").open("a", encoding="utf-8") as handle:
        handle.write('{"moved": "m1", "on": "2027-02-02", "before": "44", "after": "40", "reason": "sjukdom"}\n')
    arguments = ("report", "mal.csv", *book, *TODAY, "--month", "2027-02")
    _, out, _ = run(capsys, *arguments, "--decision", "Ringdag varje tisdag", "--format", "json")
    report = json.loads(out)
    # January has 19 working days of the quarter's 60, the first half of February 11 of which 10 by the 12th: as of the 15th 11 more.
    assert report["goals"][0]["month"] == {"budget": "7.333333333333333333333333333", "actual": "6"}
    code, out, _ = run(capsys, *arguments)
    assert code == 0
    assert "Boka 40 kundmöten i Q1: 44 till 40 den 2 feb. 2027 (sjukdom)" in out
    assert "15 feb. 2027: Ringdag varje tisdag" in out
    _, page, _ = run(capsys, *arguments, "--format", "html")
    pictures = re.findall(r"<svg xmlns.*?</svg>", page)
    assert len(pictures) == 1
    for picture in pictures:
        root = tree.fromstring(picture)
        kinds = [child.tag.rpartition("}")[2] for child in root][:2]
        assert (root.get("role"), kinds) == ("img", ["title", "desc"])
    assert "http-equiv" not in page
    assert "src=" not in page
    assert run(capsys, "report", "mal.csv", *TODAY, "--month", "2027-13")[0] == 2
    assert run(capsys, "report", "mal.csv", *TODAY, "--month", "2027-03")[0] == 2


def test_words_of_a_goal_are_never_markup(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "mal.csv").write_text("id;mål\nm1;Boka 40 <script>alert(1)</script> möten | i Q1\n", "utf-8")
    run(capsys, "track", "mal.csv", *TODAY, "--book", "b.jsonl", "--set", "m1=4")
    _, page, _ = run(capsys, "report", "mal.csv", *TODAY, "--book", "b.jsonl", "--format", "html")
    assert "<script" not in page
    _, page, _ = run(capsys, "agenda", "mal.csv", *TODAY, "--book", "b.jsonl")
    assert "<script" not in page.replace("\\<script", "")


def test_a_book_that_is_none(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "bok.jsonl").write_text("hello\n", "utf-8")
    assert run(capsys, "track", "mal.csv", *TODAY, "--book", "bok.jsonl")[0] == 2
    (desk / "bok.jsonl").write_text('{"goal": "m1", "day": "2027-02-01", "value": "4"}\n{"goal": "m1", "day": "x"}\n', "utf-8")
    code, out, err = run(capsys, "track", "mal.csv", *TODAY, "--book", "bok.jsonl", "--format", "json")
    assert code == 2
    assert "bok.jsonl:2" in err
    assert json.loads(out)["goals"][0]["actual"] == "4"


def test_the_saved_goals_are_followed_without_a_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from coach.store import open_store
    from rules.model import Goal

    assert run(capsys, "track", *TODAY)[0] == 2
    with open_store() as store:
        team = store.teams.add("Nord")
        period = store.periods.open(team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
        store.goals.add(period.id, [Goal(text="Boka 40 möten i Q1", id="a")])
    arguments = ("track", *TODAY, "--format", "json")
    for value, counts in (("9", (1, 0, 0)), ("9", (0, 0, 1)), ("11", (0, 1, 0))):
        code, out, _ = run(capsys, *arguments, "--set", f"1={value}")
        found = json.loads(out)
        assert (code, tuple(found["entered"].values()), found["goals"][0]["actual"]) == (0, counts, value)
    assert json.loads(run(capsys, *arguments)[1])["goals"][0]["points"] == [{"day": "2027-02-15", "value": "11"}]
