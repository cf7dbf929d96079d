"""`coach ask` end to end: questions in any form, answers out, with a model on loopback and without one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coach.cli import main
from coach.guide import IDS
from tests.coach.llm.loopback import Server, fails, says, served

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """One run of the command."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `coach ask` in an empty folder with no model of the developer's own, with `given` on standard input."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "COACH_MODEL")):
            monkeypatch.delenv(name)

    def run(*arguments: str, given: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        code = main(("ask", *arguments))
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


def model(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """The server as the model that is set."""
    for name, value in {"OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": server.url, "COACH_MODEL": "test", "COACH_MODEL_TIMEOUT": "5"}.items():
        monkeypatch.setenv(name, value)


def test_contract(run: Run) -> None:
    given = '{"id":"a","question":"Hur många mål?"}\n{"id":7,"question":"What does a rep earn?"}\n\n{"question":"bonus?"}\n'
    ran = run("-", "--input", "jsonl", "--format", "jsonl", given=given)
    first, second, third = (json.loads(line) for line in ran.out.splitlines())
    assert (ran.code, ran.err) == (0, "")
    assert list(first) == ["id", "lang", "covered", "sections", "answer", "source", "nearest", "note"]
    assert (first["id"], first["lang"], first["covered"], first["sections"][0], first["source"]) == ("a", "sv", True, "faq-2", "guide")
    assert (second["id"], second["lang"], second["covered"], second["sections"]) == ("7", "en", False, [])
    assert second["answer"].startswith("The guide does not cover this.")
    assert (third["id"], third["sections"][0]) == ("4", "faq-6")


@pytest.mark.parametrize("line", ['{"id":1}', '{"question":""}', '{"question":3}', "[]", "{", '{"id":[],"question":"x"}'])
def test_a_bad_line_is_named_and_the_rest_goes_on(run: Run, line: str) -> None:
    ran = run("-", "--input", "jsonl", "--format", "jsonl", given=f'{line}\n{{"question":"Hur många mål?"}}\n')
    bad, good = (json.loads(row) for row in ran.out.splitlines())
    assert ran.code == 2
    assert bad["line"] == 1
    assert bad["error"]
    assert "{{" not in bad["error"]
    assert good["sections"][0] == "faq-2"


def test_a_question_typed_as_words_as_text_and_in_a_file(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("frågor.txt").write_text("Hur många mål?\n\nVem äger målet?\n", "utf-8")
    assert run("hur", "många", "mål?").out == run("--text", "hur många mål?").out
    several = run("frågor.txt")
    assert several.out.index("Hur många mål?") < several.out.index("3–5") < several.out.index("Vem äger målet?")
    tmp_path.joinpath("q.jsonl").write_text('{"question":"Vem äger målet?"}', "utf-8")
    assert json.loads(run("q.jsonl", "--format", "jsonl").out)["sections"][0] == "pitfalls"


def test_without_a_question_the_contents_and_a_section_by_its_id(run: Run) -> None:
    contents = run().out
    assert [id for id in IDS if f"  {id} " not in contents] == []
    assert run("--language", "en").out.startswith("The guide")
    assert "Tidsbundet" in run("--section", "faq-5").out
    assert run("--section", "FAQ-2", "--language", "en", "--format", "markdown").out.startswith("# Frequent questions 2")
    wrong = run("--section", "faq-9")
    assert wrong.code == 2
    assert "faq-" in wrong.err


def test_the_forms_of_output(run: Run) -> None:
    page = run("vad är SMART?", "--format", "markdown").out
    assert page.startswith("## vad är SMART?\n")
    assert "- **Mätbart**:" in page
    whole = json.loads(run("vad är SMART?", "--format", "json").out)
    assert (whole["version"], whole["answers"][0]["question"], whole["problems"]) == (1, "vad är SMART?", [])
    plain = run("vad är SMART?").out
    assert "**" not in plain
    assert "faq-5" in plain.splitlines()[-1]
    assert max(map(len, plain.splitlines())) <= 80


def test_the_bounds_are_the_policys(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("coach.toml").write_text("[policy]\noperational_high = 8\n", "utf-8")
    assert "3–8 operativa" in run("hur många mål?").out.replace("\n  ", " ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--text", " "), "tom"),
        (("a", "--text", "b"), "antingen"),
        (("saknas.txt",), "finns inte"),
        (("-", "--input", "csv"), "jsonl"),
        (("a", "--format", "xml"), "markdown"),
        (("a", "--today", "i går"), "i går"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_model_words_the_answer_and_what_it_invents_is_dropped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    worded = {"covered": True, "sentences": [
        {"text": "Ha tre till fem strategiska mål.", "section": "faq-2"}, {"text": "Forskning visar att tolv är bäst.", "section": "faq-2"},
    ]}  # fmt: skip
    with served(says(worded)) as server:
        model(monkeypatch, server)
        made = json.loads(run("Hur många mål ska Anna Lindqvist ha?", "--format", "jsonl").out)
        assert "Anna" not in server.sent()
        assert "3–5 strategiska" in server.sent()
    assert (made["source"], made["answer"]) == ("model", "Ha tre till fem strategiska mål. [faq-2]")
    assert "1" in made["note"]


@pytest.mark.parametrize(
    "answers", [fails(500), says("not json"), says({"covered": True, "sentences": "x"})], ids=["500", "prose", "shape"]
)
def test_a_model_that_fails_leaves_the_guides_text_and_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, answers: object) -> None:
    plain = run("Hur många mål?", "--format", "jsonl")
    with served(answers) as server:  # type: ignore[arg-type]
        model(monkeypatch, server)
        ran = run("Hur många mål?", "--format", "jsonl")
    made = json.loads(ran.out)
    assert (ran.code, made["source"], made["answer"]) == (0, "guide", json.loads(plain.out)["answer"])
    assert made["note"].count("\n") == 0
    assert "guidens egen text" in made["note"]


def test_no_model_and_show_prompt_send_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(fails(500)) as server:
        model(monkeypatch, server)
        assert json.loads(run("Hur många mål?", "--no-model", "--format", "jsonl").out)["note"] is None
        shown = run("Hur många mål ska Anna Lindqvist ha?", "--show-prompt").out
        assert "3–5 strategiska" in shown
        assert "Anna" not in shown
        assert run("Vilken lön har en säljchef?", "--show-prompt").out.count("\n") == 1
        assert server.bodies == []


def test_nothing_heavy_is_imported_without_a_model() -> None:
    code = (
        "import sys; from coach.cli import main; main(['ask', 'vad är SMART?']);"
        "sys.exit(any(name in sys.modules for name in ('langchain_core', 'openai', 'gradio', 'pandas', 'sqlalchemy', 'jinja2')))"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "COACH_"))}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
