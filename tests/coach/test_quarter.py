"""One whole quarter on the command line: last year's deals in, goals, breakdown, yes, weeks, a revision, the pack, closed, carried over."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pypdf
import pytest

from coach.cli import main
from coach.store import open_store

AUTUMN = "2026-11-23"
DEALS = "Record ID,Deal Name,Deal Stage,Create Date,Close Date,Deal owner,Amount,Currency,Next Activity Date,Last Modified Date"
ACTIVITIES = "Record ID,Activity type,Activity date,Activity assigned to,Meeting outcome"
GOALS = """id;mål;ägare;nivå
s1;Öka försäljningen från 8 Mkr 2026 till 10 Mkr 2027;Karin Lind;strategisk
s2;Höja kundnöjdheten (NKI) från 71 till 78 under 2027;Karin Lind;strategisk
"""
WORDED = {
    "affärer senast": ("Anna Berg ska stänga 13 affärer i Q1 2027", "Anna Berg"),
    "kundmöten per vecka": ("Bo Ek ska boka 75 kundmöten i Q1 2027", "Bo Ek"),
    "svarstiden": ("Cia Dahl ska korta svarstiden till kunderna från 9 till 4 timmar senast 31 mars 2027", "Cia Dahl"),
}


class Ran(NamedTuple):
    """One command."""

    code: int
    out: str
    err: str


def plain(words: str) -> str:
    """With every space an ordinary one."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


class Desk(NamedTuple):
    """A manager's folder and command line."""

    folder: Path
    run: Callable[..., Ran]

    def say(self, *arguments: str) -> str:
        """A command that must go well."""
        ran = self.run(*arguments)
        assert ran.code == 0, ran
        return ran.out

    def told(self, *arguments: str) -> dict[str, Any]:
        """What a command says as JSON."""
        found: dict[str, Any] = json.loads(self.say(*arguments, "--format", "json"))
        return found

    def number(self, words: str, day: str) -> str:
        """The number of the goal with these words in it."""
        return next(str(goal["number"]) for goal in self.told("goals", "list", "--today", day)["goals"] if words in goal["text"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{tmp_path / 'coach.db'}")

    def run(*arguments: str) -> Ran:
        code = main(list(arguments))
        told = capsys.readouterr()
        return Ran(code, plain(told.out), plain(told.err))

    return Desk(tmp_path, run)


def last_year(folder: Path) -> None:
    """Three quarters of 2026: 26 of 85 deals won at 200 000 kr, six meetings for each of them."""
    deals, activities = [DEALS], [ACTIVITIES]
    for quarter, (won, lost) in enumerate(((9, 21), (10, 22), (7, 16))):
        begin = date(2026, 1 + 3 * quarter, 5)
        for at in range(won + lost):
            stage, amount = ("Closed won", 200000) if at < won else ("Closed lost", 150000)
            day, owner = begin + timedelta(days=2 * at), "Anna Berg" if at % 2 else "Bo Ek"
            deals.append(f"{len(deals)},Kund {len(deals)},{stage},2026-01-02,{day},{owner},{amount},SEK,,{day} 10:00")
        for at in range(won * 6):
            owner = "Anna Berg" if at % 2 else "Bo Ek"
            activities.append(f"{len(activities)},Meeting,{begin + timedelta(days=at)},{owner},Completed")
    deals.append("900,Öppen affär,Contract sent,2026-11-01,2027-02-01,,90000,SEK,,2026-11-20 10:00")
    (folder / "deals.csv").write_text("\n".join(deals), "utf-8")
    (folder / "activities.csv").write_text("\n".join(activities), "utf-8")


def planned(desk: Desk) -> None:
    """From last year's deals to a quarter that everybody has said yes to."""
    last_year(desk.folder)
    out = desk.say("track", "--crm", "deals.csv", "--crm", "activities.csv", "--today", AUTUMN)
    assert "deals.csv: 86 rader lästa som HubSpot, affärer. Nya: 86, rättade: 0, redan kända: 0." in out
    assert "möten per affär: 6" in out
    assert "genomsnittlig order: 200 000" in out
    assert "Öppen affär (–, 90 000 SEK): ägare, nästa aktivitet" in out
    out = desk.say("track", "--crm", "deals.csv", "--today", AUTUMN)
    assert "Nya: 0, rättade: 0, redan kända: 86." in out

    (desk.folder / "mal.csv").write_text(GOALS, "utf-8")
    assert "2 mål ur mal.csv ligger nu i 2027-Q1" in desk.say("goals", "import", "mal.csv", "--today", AUTUMN)
    out = desk.say("breakdown", "mal.csv", "--from-crm", "--into", "2027-Q1", "--sellers", "3", "--today", AUTUMN)
    assert "156 möten ÷ 26 affärer hittills = 6 möten per affär" in out
    assert "10 000 000 kr ÷ 200 000 kr per affär = 50 affärer" in out
    goals = desk.told("goals", "list", "--today", AUTUMN)["goals"]
    assert len(goals) == 10
    keys = {goal["id"]: goal for goal in goals[:2]}
    assert all(set(goal["supports"]) <= {"s1", "s2"} and goal["supports"] for goal in goals[2:])
    assert sorted(keys) == ["s1", "s2"]

    for blank, (words, owner) in WORDED.items():
        number = desk.number(f"[ägare] ska {'stänga' if blank.startswith('aff') else 'boka' if 'kund' in blank else 'korta'}", AUTUMN)
        desk.say("goals", "revise", number, "--text", words, "--set", f"owner={owner}", "--today", AUTUMN)
    while rest := [goal for goal in desk.told("goals", "list", "--today", AUTUMN)["goals"] if "[" in goal["text"] and not goal["parked"]]:
        desk.say("goals", "park", str(rest[0]["number"]), "--today", AUTUMN)

    refused = desk.run("period", "agree", "--today", AUTUMN)
    assert refused.code == 2
    for number in ("1", "2", "3", "5"):
        desk.say("goals", "accept", number, "--today", AUTUMN)
    assert "nej, Bo Ek 23 nov. 2026: för högt" in " ".join(
        desk.say("goals", "accept", "4", "--no", "för högt", "--today", AUTUMN).split()
    )  # fmt: skip
    assert "nej till mål 4" in desk.run("period", "agree", "--today", AUTUMN).err
    desk.say("goals", "accept", "4", "--on", "2026-11-20", "--today", AUTUMN)
    assert "överenskommet" in desk.say("period", "agree", "--today", AUTUMN)
    late = desk.run("breakdown", "mal.csv", "--into", "2027-Q1", "--today", AUTUMN)
    assert (late.code, "redan överenskomna, så en nedbrytning läggs inte till" in late.err) == (2, True)
    assert "börjar" in desk.run("period", "start", "--today", "2026-12-30").err
    assert "pågår" in desk.say("period", "start", "--today", "2027-01-01")


def weeks(desk: Desk) -> None:
    """Twelve weeks: the CRM's export each Friday, response time by hand, a hinder that comes back until it is cleared."""
    rows = [DEALS]
    for week in range(12):
        friday = date(2027, 1, 8) + timedelta(weeks=week)
        if week % 2:
            rows.append(f"{1000 + week},Kund {week},Closed won,2027-01-02,{friday},Anna Berg,250000,SEK,,{friday} 10:00")
        (desk.folder / "week.csv").write_text("\n".join(rows), "utf-8")
        typed = ["--set", f"5={9 - week * 0.25:.2f}"]
        more = ["--set", f"4={6 * (week + 1)}"]
        crm = ["--crm", "week.csv"] if len(rows) > 1 else []
        found = desk.told("track", *crm, *typed, *more, "--today", friday.isoformat())
        assert found["entered"]["corrected"] == 0
    by_text = {goal["text"]: goal for goal in found["goals"]}
    deals, meetings = by_text[WORDED["affärer senast"][0]], by_text[WORDED["kundmöten per vecka"][0]]
    assert (deals["actual"], deals["target"], meetings["actual"], meetings["target"]) == ("6", "13", "72", "75")
    # The deals of the year count towards the year's revenue as well.
    assert by_text["Öka försäljningen från 8 Mkr 2026 till 10 Mkr 2027"]["actual"] == "1500000"


def meetings(desk: Desk) -> None:
    """The weekly and the monthly meeting."""
    out = desk.say("agenda", "--hinder", "3=Prislistan dröjer", "--who", "Karin Lind", "--by", "2027-02-12",
                   "--adjustment", "Vi säljer till befintliga", "--today", "2027-02-08")  # fmt: skip
    assert "| Prislistan dröjer | Vi säljer till befintliga | Karin Lind | 12 feb. 2027 |" in out
    desk.say("agenda", "--hinder", "4=Ingen demo", "--today", "2027-02-08")
    later = desk.say("agenda", "--today", "2027-02-15")
    assert "Skulle vara löst:\n- Prislistan dröjer (Karin Lind, senast 12 feb. 2027)" in later
    assert "| Ingen demo |" in later
    cleared = desk.told("agenda", "--clear", "h2", "--today", "2027-02-16")
    assert [(item["text"], item["cleared"]) for goal in cleared["goals"] for item in goal["cleared"]] == [("Ingen demo", "2027-02-16")]
    desk.say("agenda", "--decision", "Två demo i veckan", "--goal", "4", "--reason", "för få möten", "--today", "2027-02-16")

    number = desk.number("13 affärer", "2027-02-16")
    refused = desk.run("goals", "revise", number, "--text", "Anna Berg ska stänga 10 affärer i Q1 2027", "--today", "2027-02-16")
    assert refused.code == 2
    assert "--reason" in refused.err
    fewer = ("--text", "Anna Berg ska stänga 10 affärer i Q1 2027", "--reason", "Säljaren sjuk i fem veckor")
    out = desk.say("goals", "revise", number, *fewer, "--today", "2027-02-16")
    assert "”Anna Berg ska stänga 13 affärer i Q1 2027” → ”Anna Berg ska stänga 10 affärer i Q1 2027”" in out
    desk.say("goals", "accept", number, "--today", "2027-02-17")
    report = desk.say("report", "--month", "2027-02", "--decision", "Ny mässa i mars", "--today", "2027-02-26")
    assert "16 feb. 2027: Två demo i veckan (Bo Ek ska boka 75 kundmöten i Q1 2027). Skäl: för få möten." in report
    assert "26 feb. 2027: Ny mässa i mars" in report
    assert "- Prislistan dröjer (Karin Lind, senast 12 feb. 2027)" in report


def words(path: Path) -> str:
    """All that a paper says, in one line."""
    if path.suffix == ".pdf":
        found = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    elif path.suffix == ".docx":
        paper = docx.Document(str(path))
        found = "\n".join([*(line.text for line in paper.paragraphs),
                           *(cell.text for table in paper.tables for row in table.rows for cell in row.cells)])  # fmt: skip
    elif path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        found = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    else:
        found = path.read_text("utf-8")
    return " ".join(found.replace("\\", "").split())


def packed(desk: Desk, day: str) -> None:
    """The review pack in every form and both languages, each with what the quarter came to."""
    for language, heads in (("sv", ("Öppna hinder", "Beslut")), ("en", ("Open blockers", "Decisions"))):
        paths = [desk.folder / f"måldialog-{language}.{form}" for form in ("md", "html", "pdf", "docx", "xlsx")]
        outputs = [part for path in paths for part in ("--output", path.name)]
        assert desk.run("review", *outputs, "--language", language, "--today", day).code == 0
        for path in paths:
            found = words(path)
            assert "Anna Berg ska stänga 10 affärer i Q1 2027" in found, path
            assert all(head in found for head in heads), path
            for told in ("Prislistan dröjer", "Säljaren sjuk i fem veckor", "Två demo i veckan"):
                assert told in found, (path, told)


def test_a_whole_quarter(desk: Desk) -> None:
    planned(desk)
    weeks(desk)
    meetings(desk)
    packed(desk, "2027-03-29")

    assert "slutar" in desk.run("period", "close", "--today", "2027-03-29").err
    assert "avslutat" in desk.say("period", "close", "--by", "Karin Lind", "--today", "2027-04-01")
    with open_store() as store:
        (team,) = store.teams.all()
        assert [period.state.value for period in store.periods.of(team.id)] == ["closed"]
    missed = desk.number("10 affärer", "2027-04-01")
    questions = {item["question"] for item in desk.told("agenda", "--today", "2027-04-01")["questions"]}
    assert questions == {"realistic", "training", "resources", "next"}
    desk.say("agenda", "--lesson", f"{missed}:resources=En vikarie hade behövts", "--today", "2027-04-01")

    out = desk.say("period", "carry-over", "--by", "Karin Lind", "--today", "2027-04-01")
    assert "Anna Berg ska stänga 10 affärer i Q1 2027" in out
    assert "resurser som saknades? En vikarie hade behövts" in out
    goals = desk.told("goals", "list", "--period", "2027-Q2", "--today", "2027-04-01")["goals"]
    carried = next(goal for goal in goals if "10 affärer" in goal["text"])
    assert (carried["history"], carried["answers"], carried["supports"]) == ([{"period": "2027-Q1", "value": 6}], [], ["s1"])
    agenda = desk.say("agenda", "--today", "2027-04-02")
    # What was never cleared comes back, and so does what was learned.
    assert "| Prislistan dröjer |" in agenda
    assert "Ingen demo" not in agenda
    assert "Lärdomar från förra kvartalet:" in agenda
    assert "”Anna Berg ska stänga 10 affärer i Q1 2027”: resurser som saknades? En vikarie hade behövts" in agenda
    before = desk.say("data", "export")
    assert desk.run("period", "carry-over", "--today", "2027-04-01").code == 0
    after = desk.say("data", "export")
    assert {key: rows for key, rows in json.loads(after).items() if key != "exported"} == {
        key: rows for key, rows in json.loads(before).items() if key != "exported"
    }
    assert len(json.loads(after)["crm"]) == 86 + 156 + 6
