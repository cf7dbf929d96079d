"""Reading goals from files as people have them: every form, encoding and fault."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.commands.gathering import Asked, gather
from coach.errors import InputError, Problem
from coach.examiner import Examiner
from coach.exchange import encodings
from coach.exchange.columns import field_of
from coach.exchange.fields import FieldError, Frame, field
from coach.exchange.lines import bare
from coach.exchange.source import Form, Source, source
from rules.model import Goal
from rules.policy import Policy

FRAME = Frame(date(2026, 11, 23), Policy.default())
Read = Callable[..., tuple[list[Goal], list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read some bytes in a form: the goals, and the problems."""

    def read(data: bytes | str, form: Form | None = "text") -> tuple[list[Goal], list[Problem]]:
        path = tmp_path / "input"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        entries = list(Source("input", path, form=form).entries(FRAME))
        return [item[1] for item in entries if isinstance(item, tuple)], [item for item in entries if isinstance(item, Problem)]

    return read


LINES = [
    ("Öka försäljningen\n\n100 möten", ["Öka försäljningen", "100 möten"]),
    ("- Boka 5 möten\n* Ring 10\n• NPS 60\n– Sälj mer", ["Boka 5 möten", "Ring 10", "NPS 60", "Sälj mer"]),
    ("1. Ett\n2) Två\n(3) Tre\na) Fyra", ["Ett", "Två", "Tre", "Fyra"]),
    ("Mål 1: Boka 5 möten\nKR2. Ship it\nMål 2 nås i maj", ["Boka 5 möten", "Ship it", "Mål 2 nås i maj"]),
    ("- [ ] Boka 5 möten\n- [x] Ring 10", ["Boka 5 möten", "Ring 10"]),
    ("- Boka 5 möten\n  i veckan\n- Ring 10", ["Boka 5 möten i veckan", "Ring 10"]),
    ("10 % fler kunder\n-10 % churn\n2027 ska vi nå 5 Mkr", ["10 % fler kunder", "-10 % churn", "2027 ska vi nå 5 Mkr"]),
    ("Ett\r\nTvå\rTre\n", ["Ett", "Två", "Tre"]),
    ("Ett\x0bTvå\u2028Tre", ["Ett", "Två", "Tre"]),
    ("\u200bBoka 5\u200b möten\u200b\n\ufeff\n", ["Boka 5\u200b möten"]),
    ("Boka 5 \x00 möten", ["Boka 5 \x00 möten"]),
]


@pytest.mark.parametrize(("data", "wanted"), LINES)
def test_lines(read: Read, data: str, wanted: list[str]) -> None:
    goals, problems = read(data)
    assert [goal.text for goal in goals] == wanted
    assert not problems


def test_line_numbers_are_ids(read: Read) -> None:
    assert [goal.id for goal in read("\nEtt\n\nTvå")[0]] == ["2", "4"]


MARKDOWN = [
    ("# Mål 2027\n\n- Boka 5 möten\n- **Ring** 10 kunder\n", ["Boka 5 möten", "Ring 10 kunder"]),
    ("---\ntitle: x\n---\nNPS 60\n", ["NPS 60"]),
    ("```\nkod\n```\nNPS 60\n<!-- dold -->\n> NPS 70\n***\n", ["NPS 60", "NPS 70"]),
    (
        "Vi ska öka bruttomarginalen från 38 till 42 procent senast i juni\ngenom bättre avtal\nNPS 60\n",
        ["Vi ska öka bruttomarginalen från 38 till 42 procent senast i juni genom bättre avtal", "NPS 60"],
    ),
    ("| Mål | Ägare |\n|---|:--|\n| NPS 60 | Anna |\n| Ring 5 \\| 6 | |\n\n- Sist\n", ["NPS 60", "Ring 5 | 6", "Sist"]),
    ("Se [planen](https://x.se) senast i maj", ["Se planen senast i maj"]),
]


@pytest.mark.parametrize(("data", "wanted"), MARKDOWN)
def test_markdown(read: Read, data: str, wanted: list[str]) -> None:
    goals, problems = read(data, "md")
    assert [goal.text for goal in goals] == wanted
    assert not problems


@pytest.mark.parametrize("table", ["| A | B |\n|---|---|\n| 1 | 2 |", "| A |\n|---|\n| 1 |", "|!"])
def test_markdown_table_without_goal_column_is_named_and_the_rest_goes_on(read: Read, table: str) -> None:
    goals, problems = read(f"{table}\n\nNPS 60\n", "md")
    assert [goal.text for goal in goals] == ["NPS 60"]
    assert [(item.key, item.line) for item in problems] == [("table-skipped", 1)]


COLUMNS = [
    ("Mål", "text"),
    ("GOAL", "text"),
    (" Målformulering: ", "text"),
    ("Agare", "owner"),
    ("Ansvarig", "owner"),
    ("Målvärde (kr)", "target"),
    ("Slutdatum", "deadline"),
    ("När", "deadline"),
    ("KPI", "metric"),
    ("Nuläge", "baseline"),
    ("Nivå", "level"),
    ("Stödjer", "supports"),
    ("Historik", "history"),
    ("Accepterat", "accepted"),
    ("Enhet", "unit"),
    ("Humör", ""),
    ("", ""),
]


@pytest.mark.parametrize(("title", "wanted"), COLUMNS)
def test_column_names(title: str, wanted: str) -> None:
    assert field_of(title) == wanted


def test_table_with_every_field(read: Read) -> None:
    head = "Id;Mål;Ägare;Deadline;Mått;Utgångsläge;Målvärde;Enhet;Nivå;Stödjer;Historik;Accepterat;Status;Överenskommet"
    row = "m1;Öka marginalen;Anna Berg;2027-06-30;Marginal;38,5;42;%;strategisk;s1, s2;"
    row += '"2025-Q3: 37; Q4 2025: 38";2026-11-01 Anna;pågår;2026-11-02'
    goals, problems = read(f"{head}\n{row}\n", "csv")
    assert not problems
    (goal,) = goals
    assert goal == Goal.model_validate(
        {
            "id": "m1",
            "text": "Öka marginalen",
            "owner": "Anna Berg",
            "deadline": "2027-06-30",
            "metric": "Marginal",
            "baseline": "38.5",
            "target": "42",
            "unit": "%",
            "level": "strategic",
            "supports": ("s1", "s2"),
            "history": ({"period": "2025-Q3", "value": "37"}, {"period": "2025-Q4", "value": "38"}),
            "accepted": {"on": "2026-11-01", "by": "Anna"},
            "state": "running",
            "agreed": "2026-11-02",
        }
    )


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiter_is_told_from_the_header(read: Read, sign: str) -> None:
    goals, _ = read(f"Goal{sign}Owner\nNPS 60{sign}Anna\n", "csv")
    assert [(goal.text, goal.owner) for goal in goals] == [("NPS 60", "Anna")]


def test_excel_sep_line_and_title_rows(read: Read) -> None:
    goals, _ = read("sep=;\nVåra mål 2027;\n;\nMål;Ägare\nNPS 60;Anna\n", "csv")
    assert [(goal.text, goal.owner, goal.id) for goal in goals] == [("NPS 60", "Anna", "5")]


def test_unit_of_a_heading(read: Read) -> None:
    goals, _ = read("Mål;Målvärde (kr)\nÖka;10 000\n", "csv")
    assert (goals[0].target, goals[0].unit) == (Decimal(10000), "kr")


CSV_FAULTS = [
    ('Mål;Ägare\n"NPS 60;Anna\nRing 10;Bo\n', ["Ring 10"], [("csv-quote", 2)]),
    ('Mål;Ägare\n"NPS" 60;Anna\nRing 10;Bo\n', ["Ring 10"], [("csv-quote", 2)]),
    ('Mål;Ägare\n"NPS\n60";Anna\nRing 10;Bo\n', ["NPS\n60", "Ring 10"], []),
    ("Mål;Goal\nNPS 60;x\n", ["NPS 60"], [("column-twice", 1)]),
    ("Mål;Humör\nNPS 60;x\n", ["NPS 60"], [("column-unknown", 1)]),
    ("Mål;Ägare\nNPS 60;Anna;rest\n;Bo\n;\n", ["NPS 60"], [("row-wide", 2), ("row-text", 3)]),
    ("Mål;Deadline;Målvärde;Nivå\nNPS 60;imorgonbitti;många;hög\n", ["NPS 60"], [("field-value", 2)] * 3),
]


@pytest.mark.parametrize(("data", "wanted", "faults"), CSV_FAULTS)
def test_csv_faults(read: Read, data: str, wanted: list[str], faults: list[tuple[str, int]]) -> None:
    goals, problems = read(data, "csv")
    assert [goal.text for goal in goals] == wanted
    assert [(item.key, item.line) for item in problems] == faults


def test_an_unclosed_quotation_mark_does_not_eat_the_file(read: Read) -> None:
    rows = "".join(f"Ring {n};Bo\n" for n in range(1000))
    goals, problems = read(f'Mål;Ägare\n"NPS 60;Anna\n{rows}', "csv")
    assert len(goals) == 1000
    assert [item.key for item in problems] == ["csv-quote"]


def test_no_goal_column(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("Namn;Pris\nA;1\n", "csv")
    assert caught.value.key == "column-none"
    assert caught.value.params["columns"] == "Namn, Pris"


VALUES: list[tuple[str, object, object]] = [
    ("target", "4,2", Decimal("4.2")),
    ("target", "10 000,5", Decimal("10000.5")),
    ("target", "10\u00a0000", Decimal(10000)),
    ("target", 4.2, Decimal("4.2")),
    ("target", "−5", Decimal(-5)),
    ("target", "12 %", Decimal(12)),
    ("target", "4,2 Mkr", Decimal(4200000)),
    ("deadline", "2027-03-31", date(2027, 3, 31)),
    ("deadline", "2027-03-31 00:00:00", date(2027, 3, 31)),
    ("deadline", datetime(2027, 3, 31, 12, tzinfo=UTC), date(2027, 3, 31)),
    ("deadline", "31 mars 2027", date(2027, 3, 31)),
    ("deadline", "Q3 2027", date(2027, 9, 30)),
    ("deadline", 2027, date(2027, 12, 31)),
    ("owner", " Anna ", "Anna"),
    ("level", "Operativt", "operational"),
    ("state", "Utkast", "draft"),
    ("supports", ["a", "b"], ("a", "b")),
]


@pytest.mark.parametrize(("name", "value", "wanted"), VALUES)
def test_fields(name: str, value: object, wanted: object) -> None:
    assert field(name, value, FRAME)[name] == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("target", "många"),
        ("target", True),
        ("target", "5–8 kr"),
        ("target", "1" * 200),
        ("deadline", "2027-02-30"),
        ("deadline", ""),
        ("deadline", True),
        ("level", "hög"),
        ("level", 3),
        ("history", "förra året"),
        ("history", [{"x": 1}]),
        ("history", "2025-13: 4"),
        ("accepted", "ja"),
        ("accepted", {"by": "Anna"}),
        ("owner", ["Anna"]),
        ("supports", 1.5j),
    ],
)
def test_fields_that_do_not_fit(name: str, value: object) -> None:
    with pytest.raises(FieldError):
        field(name, value, FRAME)


def test_amount_in_the_unit_of_its_column(read: Read) -> None:
    goals, _ = read("Mål;Målvärde;Enhet\nSälj;4,2 Mkr;Mkr\nSälj;4,2 Mkr;\n", "csv")
    assert [(goal.target, goal.unit) for goal in goals] == [(Decimal("4.2"), "Mkr"), (Decimal(4200000), "SEK")]


ENCODINGS = [
    ("utf-8", []),
    ("utf-8-sig", []),
    ("utf-16", []),
    ("utf-32", []),
    ("utf-16-le", ["encoding-guess"]),
    ("utf-16-be", ["encoding-guess"]),
    ("latin-1", ["encoding-guess"]),
    ("cp1252", ["encoding-guess"]),
]


@pytest.mark.parametrize(("encoding", "told"), ENCODINGS)
def test_encodings_are_read_or_named(read: Read, encoding: str, told: list[str]) -> None:
    goals, problems = read("Öka försäljningen\nNöjda kunder".encode(encoding))
    assert [goal.text for goal in goals] == ["Öka försäljningen", "Nöjda kunder"]
    assert [item.key for item in problems] == told
    assert not any(item.lost for item in problems)


BINARY = [
    (b"", "file-empty"),
    (b"PK\x03\x04....", "file-zip"),
    (b"%PDF-1.7 ...", "file-pdf"),
    (b"\x89PNG\r\n\x1a\n", "file-image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "file-office"),
    (b"\x7fELF\x02\x01", "file-program"),
    (bytes(1000), "file-binary"),
    (bytes(range(256)) * 8, "file-binary"),
    (b"\n \n\t\n", "file-blank"),
]


@pytest.mark.parametrize(("data", "key"), BINARY)
def test_what_is_no_text(read: Read, data: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.key == key


def test_a_line_of_ten_megabytes_is_named_and_the_rest_goes_on(read: Read) -> None:
    goals, problems = read(b"Ett\n" + b"x" * 10_000_000 + b"\nTre\n")
    assert [(goal.id, goal.text) for goal in goals] == [("1", "Ett"), ("3", "Tre")]
    assert [(item.key, item.line, dict(item.params)["size"]) for item in problems] == [("line-long", 2, "10")]


@given(st.lists(st.binary(max_size=20), max_size=8), st.integers(1, 9), st.integers(4, 30))
def test_splitting_equals_splitlines_whatever_the_chunks(parts: list[bytes], step: int, limit: int) -> None:
    data = b"\r\n".join(parts)
    chunks = (data[at : at + step] for at in range(0, len(data), step))
    got = list(encodings._split(chunks, limit))
    whole = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    wanted = [line if len(line) <= limit else len(line) for line in whole]
    assert [item for item in got if item != b""] == [item for item in wanted if item != b""]


@given(st.text(max_size=60))
def test_any_line_can_be_bared(text: str) -> None:
    assert bare(text) in text


@given(st.binary(max_size=300), st.sampled_from(["text", "md", "csv", "tsv", "xlsx", "jsonl", None]))
def test_any_bytes_are_read_or_refused(data: bytes, form: Form | None) -> None:
    origin = _Given("input", form=form)
    origin.data = data
    with suppress(InputError):
        for item in origin.entries(FRAME):
            assert isinstance(item, tuple | Problem)


class _Given(Source):
    """A source with bytes of its own."""

    data: bytes

    def _open(self) -> Any:
        return io.BytesIO(self.data)


JSON_LINES = [
    ('{"id":"a","text":"NPS 60"}', ["a"], []),
    ('{"text":"NPS 60"}\n\n{"id":7,"text":"NPS 70"}', ["1", "7"], []),
    ('{"id":"a","text":"x"}\nskräp\n{"id":"c","text":"y"}', ["a", "c"], [("json-broken", 2)]),
    (
        '[1]\n{"text":5}\n{"id":"x"}\n{"id":{},"text":"x"}\n{"text":"ok"}',
        ["5"],
        [("json-object", 1), ("json-words", 2), ("json-text", 3), ("field-line", 4)],
    ),
    ('{"text":"x","deadline":"någon gång"}\n{"text":"x","target":NaN}', [], [("field-line", 1), ("field-line", 2)]),
    ('{"text":"x","humör":1,"lang":"sv"}', ["1"], [("key-unknown", None)]),
    ("[" * 100000 + "\n" + '{"text":"x","target":' + "9" * 5000 + "}" + '\n{"text":"y"}', ["3"], [("json-broken", 1), ("json-broken", 2)]),
]


@pytest.mark.parametrize(("data", "ids", "faults"), JSON_LINES)
def test_json_lines(read: Read, data: str, ids: list[str], faults: list[tuple[str, int | None]]) -> None:
    goals, problems = read(data, "jsonl")
    assert [goal.id for goal in goals] == ids
    assert [(item.key, item.line) for item in problems] == faults


def test_json_fields_and_lone_surrogates(read: Read) -> None:
    row = {
        "text": "Öka \ud800",
        "owner": "Anna",
        "deadline": "2027-06-30",
        "baseline": 3.5,
        "target": "4,5",
        "unit": "Mkr",
        "level": "strategic",
    }
    rest = {
        "supports": ["s1"],
        "history": [{"period": "2025-Q4", "value": 4.2}],
        "accepted": {"on": "2026-11-01", "by": "Anna"},
        "agreed": None,
    }
    goals, problems = read(json.dumps(row | rest), "jsonl")
    assert not problems
    assert (goals[0].text, goals[0].baseline, goals[0].target, goals[0].unit) == ("Öka \ufffd", Decimal("3.5"), Decimal("4.5"), "Mkr")
    assert goals[0].history[0].value == Decimal("4.2")


def test_without_extension_json_lines_are_told_from_text(read: Read) -> None:
    assert read('\n{"text":"NPS 60"}', None)[0][0].text == "NPS 60"
    assert read("NPS 60", None)[0][0].text == "NPS 60"


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook as bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbook(read: Read) -> None:
    rows: list[list[object]] = [
        ["Våra mål"],
        [],
        ["Mål", "Ägare", "Slutdatum", "Målvärde"],
        ["NPS 60", "Anna", date(2027, 6, 30), 60],
        [None, None],
    ]
    goals, problems = read(workbook({"Info": [["Hej"]], "Mål": rows}), "xlsx")
    assert [(goal.text, goal.owner, goal.deadline, goal.target, goal.id) for goal in goals] == [
        ("NPS 60", "Anna", date(2027, 6, 30), Decimal(60), "4")
    ]
    assert [(item.key, item.lost) for item in problems] == [("sheet-skipped", False)]


def test_workbook_with_formulas_and_errors(read: Read) -> None:
    rows: list[list[object]] = [["Mål", "Målvärde"], ["NPS 60", "=30+30"], ['="Öka " & "5"', 1], ["Ring 10", "#DIV/0!"]]
    goals, problems = read(workbook({"Mål": rows}), "xlsx")
    assert [goal.text for goal in goals] == ["NPS 60", "Ring 10"]
    assert [(item.key, dict(item.params).get("cell")) for item in problems] == [
        ("xlsx-formula", "B2"),
        ("xlsx-formula", "A3"),
        ("xlsx-error", "B4"),
    ]


XLSX_FAULTS = [
    (b"", "file-empty"),
    (b"NPS 60", "xlsx-broken"),
    (b"PK\x03\x04....", "xlsx-broken"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "xlsx-locked"),
    (workbook({"A": [["Namn", "Pris"]]}), "column-none"),
]


@pytest.mark.parametrize(("data", "key"), XLSX_FAULTS)
def test_workbook_faults(read: Read, data: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "xlsx")
    assert caught.value.key == key


def test_sources(tmp_path: Path) -> None:
    (tmp_path / "mål.txt").write_text("NPS 60")
    assert source(str(tmp_path / "mål.txt")).form == "text"
    for name, key in ((str(tmp_path), "file-directory"), (str(tmp_path / "x.txt"), "file-missing"), ("a\x00b", "file-missing")):
        with pytest.raises(InputError) as caught:
            source(name)
        assert caught.value.key == key
    (tmp_path / "mål.docx").write_text("x")
    with pytest.raises(InputError) as caught:
        source(str(tmp_path / "mål.docx"))
    assert caught.value.key == "file-extension"


def test_a_goal_says_its_language(read: Read) -> None:
    goals, problems = read(
        '{"text": "Leads: 40", "lang": "en"}\n{"text": "Leads: 40", "lang": null}\n{"text": "NPS 60", "lang": "de"}\n', "jsonl"
    )
    assert [goal.language for goal in goals] == ["en", None]
    assert [(item.key, item.line, dict(item.params)["field"]) for item in problems] == [("field-line", 3, "lang")]
    # Each is read in its own language, in one batch as well as alone.
    spoken = [item.report.language for item in Examiner(FRAME.policy, FRAME.today).examine_all(goals)]
    assert spoken == ["en", "sv"]


TOML = """[[goals]]
id = "m1"
text = "Öka bruttomarginalen"
owner = "Anna"
deadline = 2027-09-30
baseline = 38
target = 42.5
unit = "%"
supports = ["s1"]

[[goals]]
text = "NPS 60"
"""


def test_toml_holds_the_fields_of_json(read: Read) -> None:
    goals, problems = read(TOML, "toml")
    assert not problems
    wanted = Goal(
        text="Öka bruttomarginalen", id="m1", owner="Anna", deadline=date(2027, 9, 30), baseline=Decimal(38), target=Decimal("42.5"),
        unit="%", supports=("s1",),
    )  # fmt: skip
    assert goals == [wanted, Goal(text="NPS 60", id="2")]


NO_TOML = [
    ("[[goals]\n", "toml-broken"), ('title = "x"\n', "toml-document"), ("goals = 3\n", "toml-document"),
    (bytes(range(256)), "file-binary"), ("goals = []\n", "document-none"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "key"), NO_TOML)
def test_toml_that_holds_no_goals_is_named(read: Read, data: bytes | str, key: str) -> None:
    with pytest.raises(InputError) as failure:
        read(data, "toml")
    assert failure.value.key == key


def test_two_files_of_lines_have_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Anna bokar 40 möten i Q1 2027\n", "utf-8")
    made = gather(Asked((str(tmp_path / "a.txt"), str(tmp_path / "b.txt")), today="2026-11-23"))
    assert [item.report.goal.id for item in made.goals] == ["a.txt:1", "b.txt:1"]
    assert (made.goal("2", "--set"), made.goal("a.txt:1", "--set")) == ("b.txt:1", "a.txt:1")


def merged_workbook(rows: list[list[object]], *ranges: str) -> bytes:
    """A workbook of one sheet with merged cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cells in ranges:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_merged_cell_counts_for_each_of_its_rows(read: Read) -> None:
    rows: list[list[object]] = [
        ["Våra mål", None, None],
        ["Mål", "Ägare", "Deadline"],
        ["NPS 60", "Anna", date(2027, 3, 31)],
        ["Boka 40 möten", None, None],
        ["Ring 10 kunder", None, date(2027, 6, 30)],
        ["Skicka 5 offerter", None, None],
        ["Vinn 3 affärer", "Omar", None],
    ]
    goals, problems = read(merged_workbook(rows, "A1:C1", "B3:B5", "C3:C4"), "xlsx")
    assert not problems
    assert [(goal.owner, goal.deadline and goal.deadline.month) for goal in goals] == [
        ("Anna", 3), ("Anna", 3), ("Anna", 6), (None, None), ("Omar", None),
    ]  # fmt: skip


def test_a_goal_over_two_rows_is_one_goal(read: Read) -> None:
    rows: list[list[object]] = [["Nr", "Mål", "Ägare"], [1, "NPS 60", "Anna"], [None, None, "Omar"], [2, "NPS 70", "Bo"]]
    goals, problems = read(merged_workbook(rows, "A2:A3", "B2:B3"), "xlsx")
    assert [(goal.id, goal.owner) for goal in goals] == [("1", "Anna"), ("2", "Bo")]
    assert [(item.key, item.line) for item in problems] == [("row-text", 3)]


def test_a_header_over_two_rows(read: Read) -> None:
    rows: list[list[object]] = [
        ["Mål", "Ägare", "Värden", None],
        [None, None, "Utgångsläge", "Målvärde"],
        ["Höja NPS", "Anna", 40, 50],
    ]
    goals, problems = read(merged_workbook(rows, "A1:A2", "B1:B2", "C1:D1"), "xlsx")
    assert not problems
    assert [(goal.owner, goal.baseline, goal.target) for goal in goals] == [("Anna", 40, 50)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_stands_under_no_heading_is_named(read: Read, form: Form) -> None:
    rows: list[list[object]] = [["Mål", None, "Ägare", None], ["NPS 60", "i Q1", "Anna", None], ["NPS 70", None, "Bo", None]]
    csv = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)
    goals, problems = read(merged_workbook(rows) if form == "xlsx" else csv, form)
    assert len(goals) == 2
    assert [(item.key, dict(item.params), item.lost) for item in problems] == [("column-untitled", {"columns": "B"}, False)]


def test_a_link_by_line_number_holds_among_several_files(tmp_path: Path) -> None:
    rows = "Mål;Stödjer\nVD ökar omsättningen till 90 Mkr 2029;\nAnna bokar 40 möten i Q1 2027;2\n"
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(rows, "utf-8")
    made = gather(Asked((str(tmp_path / "a.csv"), str(tmp_path / "b.csv")), today="2026-11-23"))
    assert [item.report.goal.supports for item in made.goals] == [(), ("a.csv:2",), (), ("b.csv:2",)]


def test_markdown_is_read_without_its_marks(read: Read) -> None:
    text = "- **Öka** försäljningen med *10 %* till `Q3` av 2 * 3 * 4\n- snake_case_namn & *öppen stjärna\n"
    goals, _ = read(text, "md")
    assert [goal.text for goal in goals] == ["Öka försäljningen med 10 % till Q3 av 2 * 3 * 4", "snake_case_namn & *öppen stjärna"]


MIXED = [
    ("Mål;Målvärde (Mkr);Utgångsläge (tkr)\nÖka;5;4200\n", ("5", "4.2", "Mkr")),
    ("Mål;Utgångsläge (tkr);Målvärde (Mkr)\nÖka;4 200;5\n", ("5", "4.2", "Mkr")),
    ("Mål;Målvärde (Mkr);Utgångsläge (Mkr)\nÖka;5;4,2\n", ("5", "4.2", "Mkr")),
    ("Mål;Enhet;Målvärde;Utgångsläge\nÖka;Mkr;5;4200 tkr\n", ("5", "4.2", "Mkr")),
    ("Mål;Målvärde;Utgångsläge\nÖka;5 Mkr;4200 tkr\n", ("5000000", "4200000", "SEK")),
    ("Mål;Målvärde (%);Utgångsläge (%)\nÖka;42 %;38\n", ("42", "38", "%")),
]


@pytest.mark.parametrize(("table", "wanted"), MIXED)
def test_amounts_in_several_units_are_brought_to_one(read: Read, table: str, wanted: tuple[str, str, str]) -> None:
    goals, problems = read(table, "csv")
    assert not problems
    assert (goals[0].target, goals[0].baseline, goals[0].unit) == (Decimal(wanted[0]), Decimal(wanted[1]), wanted[2])


def test_history_is_in_the_unit_of_the_goal(read: Read) -> None:
    row = {"text": "Öka", "target": 5, "baseline": "4200 tkr", "unit": "Mkr", "history": [{"period": "2026-Q3", "value": "4,4 Mkr"}]}
    goals, problems = read(json.dumps(row), "jsonl")
    assert not problems
    assert (goals[0].target, goals[0].baseline, goals[0].history[0].value) == (5, Decimal("4.2"), Decimal("4.4"))
