"""`coach rewrite`: the contract of docs/cli.md, the forms of output, `--fill`, and what goes wrong."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import main

DAY = ("--today", "2026-11-23", "--no-model")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["rewrite", *arguments, *DAY])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_json_lines_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--text", "Öka försäljningen", "--format", "jsonl")
    line = json.loads(out)
    assert code == 0
    assert list(line) == ["id", "lang", "source", "suggestions", "notes"]
    assert (line["id"], line["lang"], line["source"], line["notes"]) == ("1", "sv", "template", [])
    first = line["suggestions"][0]
    assert list(first)[:4] == ["text", "blanks", "verdicts", "findings"]
    assert first["text"] == "[ägare] ökar försäljningen från [utgångsläge] till [målvärde] kr senast [datum]"
    assert first["blanks"][0] == {"field": "owner", "text": "[ägare]", "start": 0, "end": 7, "choices": []}
    assert first["verdicts"]["owner"] == "open"
    assert first["steps"]


def test_a_bad_line_is_told_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "goals.jsonl"
    file.write_text('{"id":"a","text":"Increase sales"}\nnot json\n{"id":"b","text":"Hej!"}\n', "utf-8")
    code, out, _ = run(capsys, str(file), "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert [line.get("id") for line in lines] == ["a", None, "b"]
    assert lines[1]["line"] == 2
    assert lines[1]["error"]
    assert lines[2]["suggestions"] == []
    assert lines[2]["notes"]


def test_standard_input_and_fields(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = io.TextIOWrapper(io.BytesIO('{"id":"a","text":"Öka försäljningen","owner":"Anna Berg"}\n'.encode()))
    monkeypatch.setattr(sys, "stdin", rows)
    code, out, _ = run(capsys, "-", "--input", "jsonl", "--format", "jsonl")
    assert code == 0
    assert json.loads(out)["suggestions"][0]["text"].startswith("Anna Berg ökar försäljningen från")


def test_fill(capsys: pytest.CaptureFixture[str]) -> None:
    values = ("owner=Anna Berg", "baseline=4 Mkr", "target=5 Mkr", "end=31 mars 2027")
    _, out, _ = run(capsys, "--text", "Öka försäljningen", "--format", "jsonl", *(part for value in values for part in ("--fill", value)))
    first, *others = json.loads(out)["suggestions"]
    assert first["text"] == "Anna Berg ökar försäljningen från 4 Mkr till 5 Mkr senast 31 mars 2027"
    assert first["ready"]
    assert first["blanks"] == []
    assert all(item["text"].startswith("Anna Berg") and "5 Mkr" not in item["text"] for item in others)


@pytest.mark.parametrize("value", ["owner", "owner=", "wner=Anna"])
def test_fill_that_cannot_be_read(capsys: pytest.CaptureFixture[str], value: str) -> None:
    code, out, err = run(capsys, "--text", "Öka försäljningen", "--fill", value)
    assert code == 2
    assert out == ""
    assert "--fill" in err


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_for_people(capsys: pytest.CaptureFixture[str], format: str) -> None:
    code, out, _ = run(capsys, "--text", "Increase sales", "--format", format)
    assert code == 0
    flat = " ".join(out.replace("\\", "").split())
    assert "[owner] will increase sales from [baseline] to [target] [unit] by [date]" in flat
    assert "How the suggestion was checked" in flat


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "goals.txt"
    file.write_text("Öka försäljningen\nIncrease sales\n", "utf-8")
    _, out, _ = run(capsys, str(file), "--format", "json")
    document = json.loads(out)
    assert [goal["lang"] for goal in document["goals"]] == ["sv", "en"]
    assert document["problems"] == []


def test_a_missing_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "nowhere.txt")
    assert code == 2
    assert "nowhere.txt" in err


def test_no_model_no_langchain() -> None:
    script = (
        "import sys; from coach.cli import main; main(['rewrite','--text','Increase sales','--today','2026-11-23']);"
        "heavy = [n for n in ('langchain','langchain_core','openai','gradio','pydantic_settings') if n in sys.modules];"
        "sys.exit(bool(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env={"PATH": "", "PYTHONPATH": "."}, check=False)
    assert done.returncode == 0, done.stderr
