"""`coach review` from the outside: files, the store, what is refused, what is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coach.cli import main
from coach.review import kept
from coach.store import Store, open_store
from rules.model import Goal, State
from rules.policy import Policy

GOALS = "id;mål;ägare\nm1;Boka 40 kundmöten i Q1;Anna\nm2;Höja NPS från 40 till 60 i Q1;Bo\nm3;Öka försäljningen;\nm4;Hej!;\n"
TODAY = ("--today", "2027-02-15")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_DATABASE_URL", f"sqlite:///{tmp_path / 'coach.db'}")
    (tmp_path / "mal.csv").write_text(GOALS, "utf-8")
    return tmp_path


@pytest.fixture
def store(desk: Path) -> Iterator[Store]:
    with open_store() as opened:
        yield opened


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["review", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_without_output_it_is_markdown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "mal.csv", *TODAY)
    assert (code, err) == (0, "")
    assert out.startswith("# Måldialog kvartal 1 2027\n")
    assert "## 1. Boka 40 kundmöten i Q1" in out
    assert "Hej!" in out
    english = run(capsys, "mal.csv", *TODAY, "--language", "en")[1]
    assert english.startswith("# Goal dialogue quarter 1 2027\n")
    assert run(capsys, "mal.csv", *TODAY)[1] == out


def test_several_forms_at_once(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = [part for form in ("md", "html", "pdf", "docx", "xlsx") for part in ("--output", f"ut.{form}")]
    code, out, err = run(capsys, "mal.csv", *TODAY, *outputs, "--signatures")
    assert (code, out) == (0, "")
    assert err.count("är skriven.") == 5
    assert desk.joinpath("ut.pdf").read_bytes().startswith(b"%PDF")
    assert "Underskrifter" in desk.joinpath("ut.md").read_text("utf-8")
    assert sorted(path.name for path in desk.iterdir() if path.name.startswith(".")) == []


def test_two_files_whose_ids_are_line_numbers(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.joinpath("a.txt").write_text("Boka 40 kundmöten i Q1\n", "utf-8")
    desk.joinpath("b.txt").write_text("Höja NPS från 40 till 60 i Q1\n", "utf-8")
    code, out, _ = run(capsys, "a.txt", "b.txt", *TODAY)
    assert code == 0
    assert ("## 1. Boka" in out, "## 2. Höja" in out) == (True, True)


def test_actuals_come_from_the_book(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.joinpath("bok.jsonl").write_text('{"goal":"m1","day":"2027-02-12","value":"12"}\nskräp\n', "utf-8")
    code, out, err = run(capsys, "mal.csv", "--book", "bok.jsonl", *TODAY)
    assert code == 2
    assert "bok.jsonl" in err
    assert "12 av 40 kundmöten den 12 feb. 2027; 7,33 efter plan" in out.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mal.csv", "-o", "ut.txt"), "ut.txt: välj ett filnamn som slutar på .md, .html, .pdf, .docx, .xlsx."),
        (("mal.csv", "-o", "saknas/ut.md"), "går inte att skriva"),
        (("mal.csv", "--owner", "Ana"), "Menar du ”Anna”?"),
        (("mal.csv", "--today", "i går"), "i går"),
        (("nope.csv",), "nope.csv finns inte"),
        ((), "inga mål är sparade"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_nothing_is_written_when_one_output_is_wrong(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "mal.csv", "-o", "ut.md", "-o", "ut.gif")[0] == 2
    assert not desk.joinpath("ut.md").exists()


def test_a_page_for_one_and_for_all(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = run(capsys, "mal.csv", *TODAY, "--owner", "anna")[1]
    assert one.startswith("# Måldialog kvartal 1 2027: Anna\n")
    assert ("Boka 40" in one, "NPS" in one) == (True, False)
    everyone = run(capsys, "mal.csv", *TODAY, "--owner", "alla")[1]
    assert ("## Anna" in everyone, "## Bo" in everyone) == (True, True)


def test_the_saved_quarter_with_its_history(desk: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    team = store.teams.add("Team Nord")
    before = store.periods.open(team.id, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
    old = store.goals.add(before.id, [Goal(text="Boka 36 kundmöten i Q4 2026", owner="Anna", agreed=date(2026, 10, 1))])[0]
    store.checkins.add(old.id, Decimal(38), date(2026, 12, 20))
    now = store.periods.open(team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
    first = store.goals.add(now.id, [Goal(text="Fler möten", owner="Anna")])[0]
    sharper = first.goal.model_copy(update={"text": "Boka 40 kundmöten i Q1 2027"})
    second = store.goals.save([replace(first, goal=sharper)], why="mätbart")[0]
    agreed = store.goals.answer(second, True, "Anna", date(2027, 1, 8))
    begun = agreed.goal.model_copy(update={"state": State.RUNNING, "agreed": date(2027, 1, 8)})
    running = store.goals.save([replace(agreed, goal=begun)])[0]
    moved = running.goal.model_copy(update={"text": "Boka 60 kundmöten i Q1 2027"})
    store.goals.save([replace(running, goal=moved)], why="nytt distrikt")
    store.checkins.add(first.id, Decimal(16), date(2027, 2, 12))
    store.goals.add(now.id, [Goal(text="Bredda till Finland")], parked=True)
    period = kept.current(store, team, date(2027, 2, 15))
    assert period is not None
    given = kept.given(store, team, period, date(2027, 2, 15), Policy.default(), "sv")
    assert [(item.before, item.after, item.reason) for item in given.revisions] == [(Decimal(40), Decimal(60), "nytt distrikt")]
    assert given.firsts[first.id].text == "Fler möten"
    assert [(item.text, item.status.value, item.actual) for item in given.past] == [("Boka 36 kundmöten i Q4 2026", "reached", Decimal(38))]
    code, out, err = run(capsys, *TODAY)
    assert (code, err) == (0, "")
    for words in ("Team Nord", "Första utkast: ”Fler möten”", "Anna sa ja 8 januari 2027", "Målvärdet har flyttats 50 %", "16 av 60",
                  "Bredda till Finland", "Utfallet från kvartal 4 2026", "Skäl: nytt distrikt"):  # fmt: skip
        assert words in out.replace("\u00a0", " "), words
    assert "kvartal 4 2026" in run(capsys, *TODAY, "--period", "2026-q4")[1].splitlines()[0]
    assert "Menar du ”2027-Q1”?" in run(capsys, "--period", "2027-Q2")[2]


def test_several_teams_must_be_told_apart(desk: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Nord", "Syd"):
        team = store.teams.add(name)
        period = store.periods.open(team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
        store.goals.add(period.id, [Goal(text=f"Boka 40 möten i {name} i Q1 2027", owner="Anna")])
    code, _, err = run(capsys, *TODAY)
    assert (code, "Nord, Syd" in err) == (2, True)
    assert "i Syd" in run(capsys, *TODAY, "--team", "syd")[1]
    assert "Menar du ”Nord”?" in run(capsys, *TODAY, "--team", "Nordd")[2]


def test_saved_goals_go_by_the_numbers_they_are_acted_on_by(desk: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    period = store.periods.open(store.teams.add("Nord").id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
    texts = ("Anna bokar 40 möten i Q1 2027", "Bo ökar omsättningen från 16 till 19 Mkr under 2027")
    store.goals.add(period.id, [Goal(text=text) for text in texts])
    out = run(capsys, *TODAY)[1]
    assert ("## 2. Bo ökar" in out, "## 1. Anna bokar" in out) == (True, True)
    assert out.index("## 2. Bo ökar") < out.index("## 1. Anna bokar")
