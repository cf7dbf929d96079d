"""Goals out and in again: nothing lost in any form or language, formulas never run, workbooks that other libraries open."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from coach.errors import InputError, PeriodError, Problem
from coach.exchange.columns import field_of, word
from coach.exchange.fields import Frame
from coach.exchange.goals_out import COLUMNS, SUFFIXES, guarded, plain, suffix_of, titles, written
from coach.exchange.goals_sketch import sketch
from coach.exchange.source import source
from coach.exchange.tables import unguarded
from coach.texts import LANGUAGES, text
from rules.model import Acceptance, Goal, Level, Outcome, State
from rules.policy import Policy

FRAME = Frame(date(2026, 11, 23), Policy.default())
FORMULAS = (
    "=1+1",
    "+46 8 123",
    "-5 % churn",
    "@SUM(A1)",
    '=HYPERLINK("http://x";"y")',
    "＝1",
    "'=1",
    "''=1",
    "'#1",
    "#REF!",
    "#N/A",
    "=",
    "'",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("goals")


def again(goals: list[Goal], suffix: str, language: str, folder: Path) -> list[Goal]:
    """The goals after a way out and in."""
    path = folder / f"goals{suffix}"
    path.write_bytes(written(goals, suffix, language))
    found = list(source(str(path)).entries(FRAME))
    assert [item for item in found if isinstance(item, Problem)] == []
    return [item[1] for item in found if not isinstance(item, Problem)]


# What a table can hold: no control characters but a line break and a tab, and nothing white around.
SIGNS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\ufeff", include_characters="\n\t")
WORDS = (st.text(SIGNS, max_size=40) | st.sampled_from(FORMULAS)).map(str.strip).filter(bool)
ROW = WORDS.map(lambda words: " ".join(words.split())).filter(bool)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6) | st.integers(
    -(10**18), 10**18
).map(Decimal)
DAYS = st.dates(date(1800, 1, 1), date(2200, 1, 1))
PERIODS = st.from_regex(r"20[0-9]{2}(-(Q[1-4]|0[1-9]|1[0-2]))?", fullmatch=True)
GOALS = st.builds(
    Goal,
    text=WORDS,
    id=WORDS,
    owner=st.none() | WORDS,
    deadline=st.none() | DAYS,
    metric=st.none() | WORDS,
    baseline=st.none() | AMOUNTS,
    target=st.none() | AMOUNTS,
    unit=st.none() | WORDS,
    level=st.none() | st.sampled_from(Level),
    supports=st.lists(ROW, max_size=3).map(tuple),
    history=st.lists(st.builds(Outcome, period=PERIODS, value=AMOUNTS), max_size=3).map(tuple),
    accepted=st.none() | st.builds(Acceptance, on=DAYS, by=st.just("") | WORDS),
    state=st.sampled_from(State),
    agreed=st.none() | DAYS,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40)
@given(goals=st.lists(GOALS, min_size=1, max_size=4))
def test_nothing_is_lost(suffix: str, language: str, folder: Path, goals: list[Goal]) -> None:
    assert again(goals, suffix, language, folder) == goals


@given(text=st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_json_keeps_every_character(folder: Path, text: str) -> None:
    for suffix in (".json", ".jsonl"):
        assert again([Goal(id="1", text=text)], suffix, "sv", folder)[0].text == text


def test_every_field_has_a_column_that_the_importer_knows() -> None:
    assert sorted([*COLUMNS, "language"]) == sorted(Goal.model_fields), "a language has no column; JSON keeps it"
    assert plain(Goal(text="NPS 60", language="en"))["lang"] == "en"
    for language in LANGUAGES:
        assert tuple(map(field_of, titles(language))) == COLUMNS
        assert all(word("levels", text(language, f"level.{level}", "goals")) == level for level in Level)
        assert all(word("states", text(language, f"state.{state}", "goals")) == state for state in State)


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@given(words=WORDS)
def test_no_cell_of_text_begins_like_a_formula(suffix: str, words: str) -> None:
    goal = Goal(
        id=words, text=words, owner=words, metric=words, unit=words, supports=(words,), accepted=Acceptance(on=date(2026, 1, 1), by=words)
    )
    content = written([goal], suffix, "en").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline=""), delimiter="\t" if suffix == ".tsv" else ","):
        assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r")]


@given(st.text())
def test_guarding_is_taken_back(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert guarded(words)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_opens_elsewhere(language: str, folder: Path) -> None:
    goals = [
        Goal(id=str(number), text=words, owner="Anna", target=Decimal("-4.2"), baseline=Decimal(0), deadline=date(2027, 3, 31))
        for number, words in enumerate(FORMULAS)
    ]
    path = folder / "other.xlsx"
    path.write_bytes(written(goals, ".xlsx", language))
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_index(0).to_python()
    assert book.sheet_names == [text(language, "column.sheet", "goals")]
    assert tuple(rows[0]) == titles(language)
    assert [unguarded(str(row[1])) for row in rows[1:]] == list(FORMULAS)
    at = COLUMNS.index
    assert {(row[at("target")], row[at("baseline")], row[at("deadline")]) for row in rows[1:]} == {(-4.2, 0, date(2027, 3, 31))}
    from openpyxl import load_workbook

    assert {cell.data_type for row in load_workbook(path).worksheets[0].iter_rows() for cell in row} <= {"s", "n", "d"}


def test_numbers_and_delimiters_follow_the_language() -> None:
    goal = Goal(id="1", text="Höja NPS", target=Decimal("4.50"), history=(Outcome(period="2026-Q3", value=Decimal("3.9")),))
    swedish = written([goal], ".csv", "sv").decode("utf-8-sig").splitlines()
    english = written([goal], ".csv", "en").decode("utf-8-sig").splitlines()
    assert swedish[0].startswith("Id;Mål;Ägare;Slutdatum;")
    assert swedish[1] == "1;Höja NPS;;;;;4,5;;;;2026-Q3: 3,9;;utkast;"
    assert english[0].startswith("Id,Goal,Owner,Due date,")
    assert english[1] == "1,Höja NPS,,,,,4.5,,,,2026-Q3: 3.9,,draft,"


def test_json_is_the_contract_of_json_lines() -> None:
    goal = Goal(id="o1", text="Boka 40 möten", target=Decimal(40), accepted=Acceptance(on=date(2026, 12, 1), by="Anna"), supports=("s1",))
    assert json.loads(written([goal], ".json", "sv")) == {
        "version": 1,
        "goals": [
            {
                "id": "o1",
                "text": "Boka 40 möten",
                "target": 40,
                "supports": ["s1"],
                "accepted": {"on": "2026-12-01", "by": "Anna"},
                "state": "draft",
            }
        ],
    }


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(PeriodError, match="export-suffix"):
        suffix_of("mål.docx")
    with pytest.raises(PeriodError, match="export-long"):
        written([Goal(id="1", text="x" * 40_000)], ".xlsx", "sv")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "file-empty"),
        ("{", "json-invalid"),
        ('{"text": "a"}\n{"text": "b"}\n', "json-lines"),
        ('{"goal": []}', "json-document"),
        ('"x"', "json-document"),
        ("[" * 100_000, "json-document"),
        ("[]", "document-none"),
        ("\x00\x01\x02\x03" * 9, "file-binary"),
    ],
)
def test_a_document_that_is_none(content: str, key: str, folder: Path) -> None:
    path = folder / "bad.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=key):
        list(source(str(path)).entries(FRAME))


def test_a_document_names_the_goal_that_cannot_be_read(folder: Path) -> None:
    path = folder / "half.json"
    path.write_text('[{"text": "Boka 40 möten i Q1"}, {"text": 5}, {"id": "b", "text": "Öka NPS", "deadline": "snart"}]', "utf-16")
    found = list(source(str(path)).entries(FRAME))
    assert [item[1].id if not isinstance(item, Problem) else (item.line, item.key) for item in found] == [
        "1",
        (2, "json-words"),
        (3, "field-line"),
    ]


def test_a_sketch_tells_which_column_is_which(folder: Path) -> None:
    goals = [Goal(id="o1", text="=Boka 40 möten", owner="Anna"), Goal(id="o2", text="Stänga 12 affärer")]
    for suffix in (".csv", ".xlsx"):
        path = folder / f"sketch{suffix}"
        path.write_bytes(written(goals, suffix, "sv"))
        columns = sketch(path, suffix[1:])
        assert [(one.title, one.field) for one in columns[:3]] == [("Id", "id"), ("Mål", "text"), ("Ägare", "owner")]
        assert columns[1].sample == ("=Boka 40 möten", "Stänga 12 affärer")
    (folder / "lines.txt").write_text("Boka 40 möten\n", "utf-8")
    assert sketch(folder / "lines.txt", "text") == ()
