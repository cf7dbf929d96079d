"""CRM exports: what is read, what is refused with row and column, what the records come to, and that order and repetition cost nothing."""

from __future__ import annotations

import io
import random
import tomllib
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from coach.errors import InputError, SettingsError
from coach.exchange.crm import cells, mapping
from coach.exchange.crm.reading import Export, read_export
from coach.exchange.crm.records import Deal, Event, Record, identity, merge, reread, written
from coach.exchange.crm.totals import history, lacking, owner_named, ratios, value, volumes
from coach.texts import catalogue, remark

HERE = Path(__file__).parent / "crm"
TODAY = date(2026, 11, 23)
HEADER = "Id;Affär;Säljare;Belopp;Valuta;Status;Skapad;Stängd;Förväntat avslut;Nästa aktivitet"
PROFILES = [profile for name in mapping.names() if (profile := mapping.shipped(name))]
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "bad.toml").read_text("utf-8"))["case"]


def export(path: Path, text: str | bytes, name: str = "deals.csv", **more: Any) -> Export:
    file = path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_export(file, PROFILES, TODAY, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_bad_file_is_named_by_row_and_column(tmp_path: Path, case: dict[str, Any]) -> None:
    read = export(tmp_path, "\n".join([HEADER, *case["rows"]]))
    told = [(item.line or 0, item.key, remark("sv", item)) for item in read.lost]
    wanted = case["faults"]
    assert [(line, key) for line, key, _ in told][: len(wanted)] == [(line, key) for line, key, _ in wanted]
    for (_, _, message), (_, _, word) in zip(told, wanted, strict=False):
        assert word in message
    # What is good in it is what has no fault; nothing else is kept.
    bad = {item.line for item in read.lost}
    assert all(record.id not in {row.split(";")[0] for at, row in enumerate(case["rows"], 2) if at in bad} for record in read.records)


def test_every_fault_has_a_text() -> None:
    import re

    source = (Path(cells.__file__).parent / "reading.py").read_text("utf-8")
    keys = set(re.findall(r'"(crm-[a-z-]+)"', source)) - {"crm-columns"}
    assert keys
    for language in ("sv", "en"):
        assert {f"problem.{key}" for key in keys} <= set(catalogue(language))


def test_hubspot(tmp_path: Path) -> None:
    read = export(
        tmp_path,
        '"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Currency","Create Date","Next Activity Date"\n'
        '"11","Ahlins","Closed won","2026-03-14 09:30","Anna Berg","120,000.50","SEK","2026-01-02 10:00",""\n'
        '"12","Brix","Closed lost","2026-04-01 09:30","Anna Berg","90000","SEK","2026-01-02 10:00",""\n'
        '"13","Cella","Contract sent","2027-01-15 09:30","Bo Ek","50000","SEK","2026-10-02 10:00","2026-12-01"\n'
        '"14","Dago","Contract sent","","","70000","SEK","2026-10-02 10:00",""\n',
    )
    assert read.lost == ()
    assert (read.chosen.profile.name, read.chosen.table.kind) == ("HubSpot", "deals")
    first = read.records[0]
    assert first == Deal("11", "won", "Ahlins", "Anna Berg", Decimal("120000.50"), "SEK", date(2026, 1, 2), date(2026, 3, 14))
    assert [(item.deal.id, item.lacks) for item in lacking(read.records)] == [("14", ("owner", "next_activity", "expected"))]


def test_pipedrive(tmp_path: Path) -> None:
    deals = export(
        tmp_path,
        "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - Won time,Deal - Lost time,"
        "Deal - Expected close date,Deal - Next activity date\n"
        "1,A,Anna,1000,SEK,Won,2026-02-03 10:00:00,,,\n2,B,Anna,1000,SEK,Lost,,2026-02-04 10:00:00,,\n3,C,Bo,1000,SEK,Open,,,2026-12-24,\n",
    )
    assert [(record.id, record.status, record.closed) for record in deals.records if isinstance(record, Deal)] == [
        ("1", "won", date(2026, 2, 3)), ("2", "lost", date(2026, 2, 4)), ("3", "open", None),
    ]  # fmt: skip
    events = export(
        tmp_path,
        "Activity - ID,Activity - Type,Activity - Assigned to user,Activity - Due date,Activity - Done\n"
        "1,Meeting,Anna,2026-02-03,Done\n2,Call,Anna,2026-02-03,Done\n3,Meeting,Anna,2026-12-03,To do\n4,Email,Anna,2026-02-03,Done\n"
        "5,Fika,Anna,2026-02-03,Done\n",
        "activities.csv",
    )
    assert [(record.kind, record.done) for record in events.records if isinstance(record, Event)] == [
        ("meetings", True), ("calls", True), ("meetings", False),
    ]  # fmt: skip
    assert [remark("en", item) for item in events.problems] == ["types in “Activity - Type” that are not counted: Fika."]


def test_salesforce(tmp_path: Path) -> None:
    report = export(
        tmp_path,
        "Opportunity Owner,Opportunity Name,Stage,Amount,Close Date,Created Date\n"
        "Anna Berg,Ahlins,Closed Won,120000,2026-03-14,2026-01-02\nBo Ek,Brix,Closed Lost,90000,2026-04-01,2026-01-02\n"
        "Bo Ek,Cella,Negotiation/Review,50000,2026-12-24,2026-10-02\n",
    )
    assert (report.lost, report.chosen.profile.name) == ((), "Salesforce")
    assert [(item.name, item.status, item.closed, item.expected) for item in report.records if isinstance(item, Deal)] == [
        ("Ahlins", "won", date(2026, 3, 14), None), ("Brix", "lost", date(2026, 4, 1), None), ("Cella", "open", None, date(2026, 12, 24)),
    ]  # fmt: skip
    loader = export(
        tmp_path,
        "Id,Name,StageName,Amount,CloseDate,OwnerId,LastModifiedDate\n006xx1,Ahlins,Closed Won,120000,2026-03-14,005xx1,2026-03-15\n",
    )
    assert (loader.lost, loader.chosen.profile.name) == ((), "Salesforce")


def test_every_profile_names_the_page_that_documents_it() -> None:
    homes = {
        "HubSpot": "https://knowledge.hubspot.com/", "Pipedrive": "https://support.pipedrive.com/",
        "Salesforce": "https://developer.salesforce.com/",
    }  # fmt: skip
    for profile in PROFILES:
        if profile.name in homes:
            assert all(table.source.startswith(homes[profile.name]) for table in profile.tables)
    assert {profile.name for profile in PROFILES} == {*homes, "own"}


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("12 500,50 kr", "12500.50", "SEK"), ("12,500.50", "12500.50", ""), ("1.234,56", "1234.56", ""), ("€ 1.200", "1200", "EUR"),
        ("SEK 1 000", "1000", "SEK"), ("1\u00a0000\u00a0000", "1000000", ""), ("12,5", "12.5", ""), ("1,234", "1234", ""),
        ("−3", "-3", ""), ("(500)", "-500", ""), ("", None, ""), (1200.5, "1200.5", ""), ("1.234.567", "1234567", ""),
    ],
)  # fmt: skip
def test_amounts(cell: object, amount: str | None, currency: str) -> None:
    assert cells.amount(cell) == (None if amount is None else Decimal(amount), currency)


@pytest.mark.parametrize("cell", ["mycket", "12 apples", True, "1,2,3,4x", float("inf")])
def test_no_amounts(cell: object) -> None:
    with pytest.raises(cells.CellError):
        cells.amount(cell)


@pytest.mark.parametrize(
    ("cell", "written", "found"),
    [
        ("2026-03-04", "dmy", "2026-03-04"),
        ("2026-03-04 12:30", "mdy", "2026-03-04"), ("2026-03-04T12:30:00Z", "dmy", "2026-03-04"),
        ("3/4/2026", "dmy", "2026-04-03"), ("3/4/2026", "mdy", "2026-03-04"), ("3.4.2026", "mdy", "2026-04-03"),
        ("4 mars 2026", "dmy", "2026-03-04"),
        ("Mar 4, 2026", "mdy", "2026-03-04"), ("31 okt. 2026", "dmy", "2026-10-31"), ("3/4/26", "dmy", "2026-04-03"),
        ("2026/03/04", "dmy", "2026-03-04"),
    ],
)  # fmt: skip
def test_days(cell: str, written: str, found: str) -> None:
    assert cells.day(cell, written) == date.fromisoformat(found)


def test_a_file_tells_how_its_days_are_written(tmp_path: Path) -> None:
    rows = "Id,Deal,Amount,Status,Closed\n1,A,5,Won,3/4/2026\n2,B,5,Won,3/14/2026\n"
    read = export(tmp_path, rows)
    assert [record.closed for record in read.records if isinstance(record, Deal)] == [date(2026, 3, 4), date(2026, 3, 14)]
    guessed = export(tmp_path, "Id,Deal,Amount,Status,Closed\n1,A,5,Won,3/4/2026\n")
    assert [item.key for item in guessed.problems] == ["crm-dates-guessed"]
    assert export(tmp_path, "Id,Deal,Amount,Status,Closed\n1,A,5,Won,3/4/2026\n", dates="mdy").problems == ()


def test_latin_1_and_a_title_above_the_header(tmp_path: Path) -> None:
    text = f"Försäljning 2026\n\n{HEADER}\n1;Åke & Söner;Örjan;1 500,50;SEK;Vunnen;2026-01-01;2026-02-01;;\n"
    read = export(tmp_path, text.encode("cp1252"))
    assert read.lost == ()
    assert [item.key for item in read.problems] == ["encoding-guess"]
    assert [(record.name, record.owner) for record in read.records if isinstance(record, Deal)] == [("Åke & Söner", "Örjan")]


def test_missing_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        export(tmp_path, "Affär;Belopp\nA;5\n")
    assert raised.value.key == "crm-columns"
    assert raised.value.params["columns"] == "Affär, Belopp"
    assert "status" in raised.value.params["missing"]


def workbook(path: Path, rows: list[list[object]], name: str = "deals.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path / name)
    return path / name


def test_excel(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Id", "Affär", "Säljare", "Belopp", "Status", "Stängd"], [1, "A", "Anna", 1200.5, "Vunnen", date(2026, 3, 4)],
        [2, "B", "Anna", "=1+1", "Vunnen", date(2026, 3, 4)],
    ]  # fmt: skip
    read = read_export(workbook(tmp_path, rows), PROFILES, TODAY)
    assert [(record.id, record.amount) for record in read.records if isinstance(record, Deal)] == [("1", Decimal("1200.5"))]
    assert [(item.key, item.line) for item in read.lost] == [("crm-formula", 3)]


def test_macros_bombs_and_broken_books(tmp_path: Path) -> None:
    book = workbook(tmp_path, [["Id"]])
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100)
    (tmp_path / "empty.csv").write_bytes(b"")
    wanted = {
        "deals.xlsx": "crm-macros", "bomb.xlsx": "crm-bomb", "broken.xlsx": "xlsx-broken",
        "locked.xlsx": "xlsx-locked", "empty.csv": "file-empty",
        "none.csv": "file-read",
    }  # fmt: skip
    for name, key in wanted.items():
        with pytest.raises(InputError) as raised:
            read_export(tmp_path / name, PROFILES, TODAY)
        assert raised.value.key == key, name


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.csv").open("wb") as handle:
        handle.truncate(21_000_000)
    with pytest.raises(InputError) as raised:
        read_export(tmp_path / "huge.csv", PROFILES, TODAY)
    assert raised.value.key == "crm-large"


def test_an_own_mapping_is_kept(tmp_path: Path) -> None:
    read = export(tmp_path, f"{HEADER}\n1;A;Anna;5;SEK;Vunnen;2026-01-01;2026-02-01;;\n")
    kept = tmp_path / "own.toml"
    kept.write_text(mapping.saved(read.chosen, "vår lista"), "utf-8")
    again = mapping.load(kept)
    assert again.name == "vår lista"
    assert read_export(tmp_path / "deals.csv", [again], TODAY).records == read.records
    for text, key in (("name = 5 5", "mapping-read"), ("[deals.columns]\nfel = 'x'", "mapping-wrong"), ("[deals]", "mapping-wrong")):
        kept.write_text(text, "utf-8")
        with pytest.raises(SettingsError) as raised:
            mapping.load(kept)
        assert raised.value.key == key


def test_a_rate_makes_one_currency_of_two(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    read = export(tmp_path, f"{HEADER}\n1;A;Anna;10;SEK;Vunnen;2026-01-01;2026-02-01;;\n2;B;Bo;10;EUR;Vunnen;2026-01-01;2026-02-01;;\n")
    text = mapping.saved(read.chosen, "x").replace('currency = ""', 'currency = "SEK"')
    own.write_text(f'{text}\n[rates]\nEUR = "11.30"\n', "utf-8")
    again = read_export(tmp_path / "deals.csv", [mapping.load(own)], TODAY)
    assert again.lost == ()
    assert value(again.records, "revenue", date(2026, 1, 1), TODAY) == 123


DEALS = st.builds(
    Deal, st.integers(1, 12).map(str), st.sampled_from(["won", "lost", "open"]), owner=st.sampled_from(["Anna", "Bo"]),
    amount=st.integers(0, 999).map(Decimal), closed=st.dates(date(2026, 1, 1), TODAY), modified=st.dates(date(2026, 1, 1), TODAY).map(str),
)  # fmt: skip


@given(st.lists(st.lists(DEALS, max_size=6, unique_by=lambda deal: deal.id), max_size=5), st.randoms())
def test_the_order_of_imports_does_not_matter(files: list[list[Deal]], shuffled: random.Random) -> None:
    # Two versions of one deal never have the same moment of change, as in a CRM.
    told: dict[tuple[str, str], Deal] = {}
    files = [[told.setdefault((deal.id, deal.modified), deal) for deal in file] for file in files]

    def ledger(order: list[list[Deal]]) -> tuple[Record, ...]:
        found: tuple[Record, ...] = ()
        for file in order:
            found = merge(found, file).ledger
        return found

    first = ledger(files)
    other = files[:]
    shuffled.shuffle(other)
    assert ledger(other) == first
    # The same files once more add nothing.
    for file in files:
        again = merge(first, file)
        assert (again.ledger, again.fresh, again.revised) == (first, (), ())
    whole = volumes(first, date(2026, 1, 1), TODAY)
    parts = [volumes(first, date(2026, 1, 1), TODAY, owner) for owner in ("Anna", "Bo")]
    assert all(sum((part[name] for part in parts), Decimal(0)) == whole[name] for name in whole)


def test_volumes_and_ratios_by_hand() -> None:
    records: list[Record] = [
        *(Deal(f"w{at}", "won", owner="Anna Berg", amount=Decimal(100 * (at + 1)), closed=date(2026, 2, 1 + at)) for at in range(3)),
        Deal("l", "lost", owner="Anna Berg", closed=date(2026, 2, 9)),
        Deal("n", "won", owner="Bo Ek", amount=Decimal(50), closed=date(2026, 5, 9)),
        *(Event(str(at), "meetings", "Anna Berg", date(2026, 1, 5 + at)) for at in range(12)),
        Event("p", "meetings", "Anna Berg", date(2026, 2, 2), False),
    ]  # fmt: skip
    counted = volumes(records, date(2026, 1, 1), date(2026, 3, 31), "anna berg")
    assert counted == {"leads": 0, "calls": 0, "meetings": 12, "quotes": 0, "deals": 3, "lost": 1, "revenue": 600}
    assert ratios(counted) == {"hit_rate": 75, "order_value": 200, "meetings_per_deal": 4}
    assert [(item.period, item.value) for item in history(records, "revenue", TODAY)] == [("2026-Q1", 600), ("2026-Q2", 50)]
    assert (owner_named(records, "anna"), owner_named(records, "Bo Ek"), owner_named(records, "Cia")) == ("Anna Berg", "Bo Ek", None)


@given(DEALS)
def test_a_record_survives_being_written(deal: Deal) -> None:
    assert reread(written(deal)) == deal
    event = Event("1", "calls", "Bo", deal.closed, False, "2026-01-01 10:00")
    assert reread(written(event)) == event
    assert identity(event) == ("calls", "1")


def test_a_corrected_row_is_a_revision() -> None:
    before = Deal("1", "open", owner="Anna", modified="2026-02-01 10:00")
    after = Deal("1", "won", owner="Anna", closed=date(2026, 2, 2), modified="2026-02-02 10:00")
    merged = merge(merge((), [before]).ledger, [after])
    assert (merged.ledger, merged.revised, merged.fresh) == ((after,), (after,), ())
    assert merge(merged.ledger, [before]).ledger == (after,)


def test_an_archive_in_memory_is_verified() -> None:
    from coach.exchange.crm.sheets import verify

    with pytest.raises(InputError):
        verify(io.BytesIO(b""), "x.xlsx")


def test_pipedrive_titles_as_they_stand_in_exports(tmp_path: Path) -> None:
    deals = (
        "Deal - Pipedrive System ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Owner,Deal - Status,Deal - Creation date,"
        "Deal - Won time,Deal - Lost time,Deal - Closed on,Deal - Expected close date,Deal - Next activity date\n"
        "7,Ahlins,120000,SEK,Anna Berg,Won,2026-01-04,2026-02-03,,2026-02-03,2026-02-10,\n"
        "8,Brix,90000,SEK,Bo Ek,Open,2026-01-04,,,,2026-12-10,2026-11-30\n"
    )
    read = export(tmp_path, deals)
    assert (read.chosen.profile.name, read.lost) == ("Pipedrive", ())
    assert read.records == (
        Deal("7", "won", "Ahlins", "Anna Berg", Decimal(120000), "SEK", date(2026, 1, 4), date(2026, 2, 3), date(2026, 2, 10)),
        Deal("8", "open", "Brix", "Bo Ek", Decimal(90000), "SEK", date(2026, 1, 4), None, date(2026, 12, 10), date(2026, 11, 30)),
    )
    events = "Activity - System ID,Activity - Type,Activity - Due date,Activity - Done,Activity - Assigned to user\n"
    events += "1,Meeting,2026-02-03,Done,Anna Berg\n2,Call,2026-02-04,To do,Anna Berg\n"
    assert export(tmp_path, events).records == (
        Event("1", "meetings", "Anna Berg", date(2026, 2, 3)),
        Event("2", "calls", "Anna Berg", date(2026, 2, 4), False),
    )
