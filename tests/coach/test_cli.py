"""The command line end to end: what is typed, what is read, what comes out, and what the user is told when it goes wrong."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coach.cli import main
from rules import Goal, check_set

DAY = ("--today", "2026-11-23")


class Ran(NamedTuple):
    """One run of the command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in an empty folder, with `given` on standard input."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, given: bytes | str | None = None) -> Ran:
        data = given.encode() if isinstance(given, str) else given or b""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


VERDICTS = ["specific", "measurable", "owner", "realistic", "time", "compound", "level", "theme", "end", "unit_missing", "baseline_missing"]
FACTS = ["quantities", "frames", "owners", "changes", "efforts", "qualities", "hedges", "deliverables", "comparisons", "measure", "blanks"]
FINDING = ["rule", "name", "severity", "criterion", "section", "span", "text", "message", "question"]


def test_contract(run: Run) -> None:
    """Version 1 of the JSON Lines contract (docs/cli.md): these keys, in this order."""
    given = '{"id":"a","text":"Öka försäljningen med 10 % i Q3"}\n{"text":"Hej!"}\n'
    ran = run("check", "-", "--input", "jsonl", "--format", "jsonl", *DAY, given=given)
    goal, nongoal = (json.loads(line) for line in ran.out.splitlines())
    assert ran.err == ""
    assert list(goal) == ["id", "text", "lang", "kind", "verdicts", "ready", "facts", "findings"]
    assert list(goal["verdicts"]) == VERDICTS
    assert list(goal["facts"]) == FACTS
    assert goal["findings"]
    for finding in goal["findings"]:
        assert list(finding) == FINDING
        assert finding["text"] == (goal["text"][slice(*finding["span"])] if finding["span"] else None)
        assert finding["message"]
        assert finding["severity"] in ("error", "warning", "note")
    assert (goal["id"], goal["lang"], goal["kind"], goal["verdicts"]["end"]) == ("a", "sv", "goal", "2027-09-30")
    assert list(nongoal) == ["id", "text", "lang", "kind", "ready", "facts", "findings"]
    assert (nongoal["id"], nongoal["kind"], nongoal["ready"]) == ("2", "nongoal", False)


def test_facts_quote_what_they_cover(run: Run) -> None:
    text = "Anna ska försöka öka marginalen från 38 % till [målvärde] % i juni, helst mer än i fjol"
    shape = json.loads(run("check", "--text", text, "--format", "jsonl", *DAY).out)
    for facts in shape["facts"].values():
        for fact in facts if isinstance(facts, list) else [facts]:
            assert fact["text"] == text[slice(*fact["span"])]


def test_bad_lines_and_the_rest_goes_on(run: Run) -> None:
    given = '{"text":"NPS 60"}\nskräp\n' + '{"text":"' + "x" * 10_000_000 + '"}\n{"id":"d","text":"NPS 70"}\n'
    ran = run("check", "-", "--input", "jsonl", "--format", "jsonl", *DAY, given=given)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 2
    assert [row.get("id") for row in rows] == ["1", None, None, "d"]
    assert [list(row) for row in rows[1:3]] == [["line", "error"]] * 2
    assert [row["line"] for row in rows[1:3]] == [2, 3]
    assert "10 MB" in rows[2]["error"]


def test_the_set_is_the_last_line(run: Run) -> None:
    given = "".join(json.dumps({"text": f"Sälj {n} Mkr"}) + "\n" for n in range(7))
    ran = run("check", "-", "--input", "jsonl", "--format", "jsonl", "--set", *DAY, given=given)
    last = json.loads(ran.out.splitlines()[-1])
    assert list(last) == ["set"]
    assert list(last["set"]) == ["goals", "findings"]
    assert last["set"]["goals"] == 7
    assert {"rule", "name", "severity", "criterion", "section", "goals", "message", "question"} == set(last["set"]["findings"][0])
    assert "set" not in run("check", "-", "--input", "jsonl", "--format", "jsonl", *DAY, given=given).out.splitlines()[-1][:8]


def test_json_is_one_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Mål;Humör;Deadline\nNPS 60;bra;sen\n")
    ran = run("check", "a.csv", "nej.txt", "--format", "json", *DAY)
    document: dict[str, Any] = json.loads(ran.out)
    assert list(document) == ["version", "today", "goals", "summary", "problems", "notices"]
    assert (document["version"], document["today"], document["goals"][0]["file"]) == (1, "2026-11-23", "a.csv")
    assert [(item["file"], item["line"]) for item in document["problems"]] == [("a.csv", 2), ("nej.txt", None)]
    assert [(item["file"], item["line"]) for item in document["notices"]] == [("a.csv", 1)]
    assert ran.code == 2


def test_text_form(run: Run) -> None:
    ran = run("check", "--text", "Öka försäljningen", "--select", "S001", *DAY)
    assert ran.out.splitlines() == [
        "  1  Öka försäljningen",
        "     ~~~",
        "     Skärp        ”Öka” säger inte hur mycket.                              S001",
        "                  Hur mycket, från vad till vad?",
        "     → Inte klart än – skärp: specifikt, mätbart, accepterat, tidsbundet",
        "",
        "1 mål: 1 inte klart än. 1 att skärpa.",
    ]


def test_text_form_in_english(run: Run) -> None:
    ran = run("check", "--text", "Increase sales", "--language", "en", *DAY)
    assert "Increase sales" in ran.out
    assert "1 goal: 1 not ready yet." in ran.out
    assert "Skärp" not in ran.out


def test_languages(run: Run) -> None:
    """auto: each goal in its own language, headings Swedish; else all in one."""
    given = "Öka försäljningen\nIncrease sales\n"
    shown = {language: run("check", "-", "--no-set", "--language", language, *DAY, given=given).out for language in ("auto", "sv", "en")}
    assert "Skärp " in shown["auto"]
    assert "Sharpen " in shown["auto"]
    assert "2 mål" in shown["auto"]
    assert "Sharpen" not in shown["sv"]
    assert "Skärp" not in shown["en"]
    assert "2 goals" in shown["en"]


def test_markdown_escapes(run: Run) -> None:
    ran = run("check", "--text", "Öka *försäljningen* <b>nu</b> [x](http://y)", "--format", "markdown", *DAY)
    assert ran.out.startswith("# Målen, lästa av Målcoachen\n\n## 1 · Öka \\*försäljningen\\* \\<b\\>nu\\</b\\> \\[x\\](http://y)\n")


READY = "Anna Berg ökar bruttomarginalen från 38 % till 42 % senast den 30 juni 2027"
CODES = [
    (("--text", READY), 0),
    (("--text", READY, "--fail-on", "warning"), 0),
    (("--text", "Öka försäljningen"), 0),
    (("--text", "Öka försäljningen", "--fail-on", "warning"), 1),
    (("--text", "Öka försäljningen", "--fail-on", "never"), 0),
    (("--text", "Öka försäljningen", "--fail-on", "warning", "--select", "R"), 0),
    (("--text", "Öka försäljningen", "--fail-on", "note", "--ignore", "S,A,T,M"), 0),
    (("--text", "110 % av kunderna ska vara nöjda senast juni 2027"), 1),
    (("nej.txt",), 2),
]


@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_exit_codes(run: Run, arguments: tuple[str, ...], code: int) -> None:
    assert run("check", *arguments, *DAY).code == code


def test_the_rest_is_served(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("NPS 60\n")
    (tmp_path / "b.txt").write_text("NPS 70\n")
    ran = run("check", "a.txt", "nej.txt", "b.txt", "--format", "jsonl", *DAY)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row.get("id") for row in rows] == ["a.txt:1", None, "b.txt:1"]
    assert list(rows[1]) == ["file", "line", "error"]
    assert ran.code == 2


WRONG: list[tuple[str, dict[str, bytes], tuple[str, ...], str, str]] = [
    ("empty", {"a.txt": b""}, ("a.txt",), "a.txt är tom", "a.txt is empty"),
    ("blank", {"a.txt": b"\n\n"}, ("a.txt",), "a.txt innehåller inga mål", "a.txt holds no goals"),
    ("binary", {"a.txt": bytes(range(256))}, ("a.txt",), "a.txt är ingen textfil", "a.txt is not a text file"),
    ("pdf", {"a.txt": b"%PDF-1.7"}, ("a.txt",), "a.txt är en PDF", "a.txt is a PDF"),
    (
        "latin-1",
        {"a.txt": "Öka".encode("latin-1")},
        ("a.txt",),
        "a.txt:1: texten är inte UTF-8; läst som Windows-1252",
        "a.txt:1: the text is not UTF-8; read as Windows-1252",
    ),
    (
        "utf-16",
        {"a.txt": "Öka".encode("utf-16-le")},
        ("a.txt",),
        "a.txt: texten är inte UTF-8; läst som UTF-16",
        "a.txt: the text is not UTF-8; read as UTF-16",
    ),
    ("long line", {"a.txt": b"x" * 10_000_000}, ("a.txt",), "a.txt:1: raden är 10 MB", "a.txt:1: the line is 10 MB"),
    (
        "quotes",
        {"a.csv": 'Mål\n"NPS'.encode()},
        ("a.csv",),
        "a.csv:2: citattecknen går inte ihop",
        "a.csv:2: the quotation marks do not match",
    ),
    (
        "twice",
        {"a.csv": "Mål;Goal\nNPS 60;x".encode()},
        ("a.csv",),
        "kolumnen ”Goal” betyder samma sak som ”Mål”",
        "the column “Goal” means the same as “Mål”",
    ),
    (
        "unknown column",
        {"a.csv": "Mål;Humör\nNPS 60;x".encode()},
        ("a.csv",),
        "kolumner som inte används: Humör",
        "columns that are not used: Humör",
    ),
    (
        "same twice",
        {"a.csv": "Mål;Mål\nNPS 60;x".encode()},
        ("a.csv",),
        "kolumnen ”Mål” förekommer två gånger",
        "the column “Mål” stands twice",
    ),
    (
        "untitled",
        {"a.csv": "Mål;\nNPS 60;x".encode()},
        ("a.csv",),
        "kolumner utan rubrik lästes inte: B",
        "columns without a heading were not read: B",
    ),
    ("no header", {"a.csv": b"NPS 60\nNPS 70"}, ("a.csv",), "a.csv har ingen rubrikrad", "a.csv has no header row"),
    (
        "broken json",
        {"a.json": b'[{"text": "x"},'},
        ("a.json",),
        "a.json är inte giltig JSON (fel på rad 1",
        "a.json is not valid JSON (error on line 1",
    ),
    ("lines in json", {"a.json": b'{"text": "x"}\n{"text": "y"}'}, ("a.json",), "ange --input jsonl", "give --input jsonl"),
    (
        "json of something else",
        {"a.json": b'{"mal": []}'},
        ("a.json",),
        "a.json är inget JSON-dokument med mål",
        "a.json is no JSON document of goals",
    ),
    ("empty list", {"a.json": b"[]"}, ("a.json",), "a.json innehåller inga mål: listan är tom", "a.json holds no goals: the list is empty"),
    (
        "latin-1 json",
        {"a.json": '[{"text": "Öka"}]'.encode("latin-1")},
        ("a.json",),
        "texten är inte UTF-8; läst som",
        "the text is not UTF-8; read as",
    ),
    ("no object", {"a.jsonl": b"[1]"}, ("a.jsonl",), 'väntade något som {"id": "1"', 'expected something like {"id": "1"'),
    ("broken line", {"a.jsonl": b"{"}, ("a.jsonl",), "a.jsonl:1: raden är inte giltig JSON", "a.jsonl:1: the line is not valid JSON"),
    ("no text", {"a.jsonl": b"{}"}, ("a.jsonl",), "fältet ”text” saknas", "the field “text” is missing"),
    ("broken toml", {"a.toml": b"[[goals]"}, ("a.toml",), "a.toml är ingen giltig TOML", "a.toml is not valid TOML"),
    ("no name", {}, ("",), '"" finns inte', '"" does not exist'),
    (
        "row without a goal",
        {"a.csv": "Mål;Ägare\n;Anna".encode()},
        ("a.csv",),
        "a.csv:2: raden har ingen måltext",
        "a.csv:2: the row has no goal text",
    ),
    (
        "row too wide",
        {"a.csv": b"Goal;Owner\nNPS 60;A;B"},
        ("a.csv",),
        "raden har fler celler än rubrikraden",
        "the row has more cells than the header",
    ),
    ("no goal column", {"a.csv": b"Namn;Pris\nA;1"}, ("a.csv",), "a.csv har ingen kolumn för målet", "a.csv has no column for the goal"),
    (
        "cell",
        {"a.csv": "Mål;Deadline\nNPS 60;sen".encode()},
        ("a.csv",),
        "a.csv:2: ”sen” går inte att läsa som deadline",
        "a.csv:2: “sen” cannot be read as deadline",
    ),
    (
        "locked",
        {"a.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.."},
        ("a.xlsx",),
        "a.xlsx är låst med lösenord",
        "a.xlsx is locked with a password",
    ),
    ("broken xlsx", {"a.xlsx": b"hej"}, ("a.xlsx",), "a.xlsx är ingen hel Excel-bok", "a.xlsx is not a whole Excel workbook"),
    ("extension", {"a.docx": b"x"}, ("a.docx",), "a.docx slutar på .docx", "a.docx ends in .docx"),
    ("missing", {}, ("a.txt",), "a.txt finns inte", "a.txt does not exist"),
    ("directory", {}, (".",), ". är en mapp", ". is a directory"),
    ("empty stdin", {}, ("-",), "- är tom", "- is empty"),
    ("empty text", {}, ("--text", " "), "--text är tom", "--text is empty"),
    ("both", {"a.txt": b"x"}, ("a.txt", "--text", "x"), "Ange antingen --text eller filer", "Give either --text or files"),
    ("no day", {}, ("--text", "x", "--today", "2026-13-01"), "--today är ”2026-13-01”", "--today is “2026-13-01”"),
    ("far day", {}, ("--text", "x", "--today", "0001-01-01"), "mellan år 2000 och 2100", "between the years 2000 and 2100"),
    ("format", {}, ("--text", "x", "--format", "jsn"), "Menar du ”json”?", "Do you mean “json”?"),
    ("input", {}, ("--text", "x", "--input", "pdf"), "--input: ”pdf” finns inte", "--input: there is no “pdf”"),
    ("language", {}, ("--text", "x", "--language", "de"), "--language: ”de” finns inte", ""),
    ("rule", {}, ("--text", "x", "--select", "M099"), "Det finns ingen regel ”M099”", "There is no rule “M099”"),
    ("option", {}, ("--txt", "x"), "Det finns ingen flagga --txt. Menar du --text?", "There is no option --txt. Do you mean --text?"),
    ("value", {}, ("--text",), "Flaggan --text är fel använd", "The option --text is used wrongly"),
    (
        "policy file",
        {},
        ("--text", "x", "--policy", "nej.toml"),
        "Policyfilen nej.toml finns inte",
        "The policy file nej.toml does not exist",
    ),
    (
        "policy toml",
        {"p.toml": b"[policy"},
        ("--text", "x", "--policy", "p.toml"),
        "p.toml är inte giltig TOML",
        "p.toml is not valid TOML",
    ),
    ("policy table", {"p.toml": b"[polcy]"}, ("--text", "x", "--policy", "p.toml"), "Menar du ”policy”?", "Do you mean “policy”?"),
    ("policy key", {"p.toml": b"[policy]\nrolls=[]"}, ("--text", "x", "--policy", "p.toml"), "Menar du ”rol", "mean “rol"),
    ("policy found", {"coach.toml": b"[policy]\nrols=[]"}, ("--text", "x"), "coach.toml: ", "coach.toml: "),
    ("policy rule", {"coach.toml": b"[policy.rules]\nM099=false"}, ("--text", "x"), "M099", "M099"),
    (
        "policy rule near",
        {"coach.toml": b"[policy.severity]\nS010='note'"},
        ("--text", "x"),
        "ingen regel ”S010” (under ”severity”)",
        "no rule “S010”",
    ),
    (
        "policy number",
        {"coach.toml": b"[policy]\noperational_high='4'"},
        ("--text", "x"),
        'är "4", men måste vara ett heltal',
        'is "4", but must be a whole',
    ),
]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("files", "arguments", "swedish", "english"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_every_fault_has_its_message(
    run: Run, tmp_path: Path, files: dict[str, bytes], arguments: tuple[str, ...], swedish: str, english: str, language: str
) -> None:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    if language == "en" and not english:
        return
    options = (() if "--language" in arguments else ("--language", language)) + (() if "--today" in arguments else DAY)
    ran = run("check", *options, *arguments)
    assert (swedish if language == "sv" else english) in ran.err
    assert "Traceback" not in ran.err
    notice = any(word in swedish for word in ("inte UTF-8; läst", "inte används", "utan rubrik"))
    assert ran.code == (0 if notice else 2)


def test_xlsx_formulas_are_named(run: Run, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["Mål", "Målvärde"])
    book.worksheets[0].append(["NPS 60", "=30+30"])
    book.save(tmp_path / "a.xlsx")
    assert "cell B2 är en formel utan sparat värde" in run("check", "a.xlsx", *DAY).err
    assert "cell B2 is a formula without a saved value" in run("check", "a.xlsx", "--language", "en", *DAY).err


def test_nul_and_zero_width_characters(run: Run) -> None:
    text = "Ö\u200bka för\x00säljningen\u202e\ufeff"
    shape = json.loads(run("check", "-", "--format", "jsonl", *DAY, given=json.dumps({"text": text})).out)
    assert shape["text"] == text
    assert all(0 <= item["span"][0] < item["span"][1] <= len(text) for item in shape["findings"] if item["span"])
    shown = run("check", "-", *DAY, given=text).out
    assert "Öka för␀säljningen" in shown
    assert not any(char in shown for char in "\x00\u200b\u202e\ufeff")


def test_commands_and_help(run: Run) -> None:
    assert "Användning: coach check" in run("check", "--help").out
    assert "Usage: coach check" in run("check", "--help", "--language", "en").out or run("check", "--language", "en", "--help").out
    assert run("--version").out == run("check", "--version").out != ""
    assert "check" in run().out
    assert "Menar du ”check”?" in run("chek").err
    assert "Do you mean “check”?" in run("chek", "--language", "en").err
    assert "från 0 till 65535" in run("serve", "--port", "99999").err


def test_a_language_before_the_command_is_the_commands(run: Run) -> None:
    assert run("--language", "en", "check", "--text", "NPS 60", *DAY).out == run("check", "--text", "NPS 60", "--language", "en", *DAY).out
    assert run("--language=en", "check", "--text", "NPS 60", "--language", "sv", *DAY).out.endswith("2 att skärpa.\n")
    for arguments in (("--help", "--language", "en"), ("--language", "en", "--help"), ("goals", "--help", "--language", "en")):
        assert run(*arguments).out.startswith("Usage: coach")
    assert "Do you mean “check”?" in run("--language", "en", "chek").err


def test_where_nothing_was_read_nothing_is_said_of_findings(run: Run) -> None:
    assert run("check", "nej.txt", *DAY).out == "Inga mål lästes.\n"
    assert run("check", "nej.txt", "--language", "en", *DAY).out == "No goals were read.\n"
    assert run("check", "nej.txt", "--format", "markdown", *DAY).out.endswith("\nInga mål lästes.\n")


def test_rules(run: Run) -> None:
    listed = run("rule").out
    assert "M002" in listed
    assert "G001" in listed
    page = run("rule", "unit-missing")
    assert "M002" in page.out
    assert page.code == 0
    assert page.out == run("rule", "m002").out
    assert page.out != run("rule", "M002", "--language", "en").out
    assert "Menar du M00" in run("rule", "M020").err
    assert "There is no rule" in run("rule", "XYZ", "--language", "en").err


def test_policy_is_found_above(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.coach.policy.severity]\nS001 = "error"\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert run("check", "--text", "Öka försäljningen", *DAY).code == 1
    (tmp_path / "a" / "coach.toml").write_text('[policy.severity]\nS001 = "note"\n')
    assert run("check", "--text", "Öka försäljningen", *DAY).code == 0


def test_stdin_works_everywhere(run: Run) -> None:
    assert json.loads(run("check", "--format", "jsonl", *DAY, given="NPS 60").out)["text"] == "NPS 60"
    assert json.loads(run("check", "-", "--input", "csv", "--format", "jsonl", *DAY, given="Goal\nNPS 60").out)["text"] == "NPS 60"


def process(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    code = [sys.executable, "-m", "coach.cli", *arguments]
    return subprocess.run(
        code, input=given, capture_output=True, env={**os.environ, **environment}, check=False, cwd=Path(__file__).parents[2]
    )


def test_the_same_bytes_in_any_process() -> None:
    given = "Öka försäljningen\nBook 40 demos per week by end of Q2\nHej!".encode()
    runs = [
        process("check", "-", "--format", form, *DAY, given=given, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale, COLUMNS=columns).stdout
        for form in ("text", "jsonl")
        for seed, zone, locale, columns in (
            ("0", "UTC", "C", "80"),
            ("7", "Asia/Tokyo", "C.UTF-8", "200"),
            ("42", "America/New_York", "POSIX", "20"),
        )
    ]
    assert len(set(runs[:3])) == 1
    assert len(set(runs[3:])) == 1


def test_a_closed_pipe_is_no_fault() -> None:
    check = f"{sys.executable} -m coach.cli check - --format jsonl --today 2026-11-23"
    command = f"yes 'Öka försäljningen' | head -20000 | {check} | head -1; exit ${{PIPESTATUS[2]}}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=Path(__file__).parents[2])
    assert ran.stderr == b""
    assert ran.returncode == 141
    assert ran.stdout.count(b"\n") == 1


def test_nothing_heavy_is_imported() -> None:
    """`coach check` starts without the libraries that only other work needs."""
    code = (
        "import sys; from coach.cli import main; main(['check', '--text', 'Öka försäljningen med 10', '--today', '2026-11-23']);"
        "heavy = ('gradio', 'pandas', 'numpy', 'openpyxl', 'rich', 'babel', 'fastapi', 'uvicorn', 'asyncio');"
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert ran.stdout.splitlines()[-1] == b"[]"


def test_a_goal_is_answered_before_the_next_one_and_stopping_is_told() -> None:
    code = [sys.executable, "-m", "coach.cli", "check", "-", "--input", "jsonl", "--format", "jsonl", *DAY]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    pipe = subprocess.PIPE
    # A shell starts what runs in its background deaf to Ctrl-C, and the child would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(code, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=Path(__file__).parents[2]) as started:
        signal.signal(signal.SIGINT, before)
        assert started.stdin
        assert started.stdout
        assert started.stderr
        for name in ("a", "b"):
            started.stdin.write(json.dumps({"id": name, "text": "NPS 60"}).encode() + b"\n")
            started.stdin.flush()
            assert json.loads(started.stdout.readline())["id"] == name
        started.send_signal(signal.SIGINT)
        assert started.wait(20) == 130
        assert started.stderr.read() == b"coach: Avbrutet.\n"


def test_the_sets_of_the_rulebook_through_the_command(run: Run) -> None:
    """`coach check --set` says of a set what `check_set` says (tests/rules/test_sets.py)."""
    sets = tomllib.loads((Path(__file__).parents[1] / "rules" / "sets.toml").read_text("utf-8"))["set"]
    plain = [given for given in sets if not {"policy", "revisions", "reward", "done"} & set(given)]
    assert len(plain) >= 40
    for given in plain[::4]:
        goals = [{"text": goal} if isinstance(goal, str) else goal for goal in given["goals"]]
        lines = "".join(json.dumps(goal) + "\n" for goal in goals)
        last = json.loads(run("check", "-", "--input", "jsonl", "--format", "jsonl", "--set", *DAY, given=lines).out.splitlines()[-1])
        made = check_set([Goal.model_validate(goal) for goal in goals], date(2026, 11, 23)).findings
        said = [(item["rule"], item["severity"], item["goals"]) for item in last["set"]["findings"]]
        assert said == [(item.rule, item.severity.value, list(item.goals)) for item in made], given["name"]
        assert {wanted[:4] for wanted in given.get("gives", ())} <= {rule for rule, _, _ in said}
