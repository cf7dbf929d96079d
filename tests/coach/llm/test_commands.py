"""`coach breakdown` and `coach ask` with a model behind them: its words where they hold, else the coach's own and one line."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from tests.coach.llm.loopback import Play, drops, echoes, fails, hangs, html, says, served

LIMIT = 1.5
GOAL = "Karin Ek ökar omsättningen med 20 % under 2027"
QUESTION = "hur många mål ska vi ha?"
FAULTS: dict[str, Play] = {
    "429": fails(429), "500": fails(500), "401": fails(401), "timeout": hangs, "hung up": drops, "HTML": html(), "wrong shape": says({}),
    "prose": says("Gärna!"), "refusal": says(None, refusal="No."), "cut": says("{", finish="length"), "50 kB": says("x" * 50_000),
}  # fmt: skip
COMMANDS = {"breakdown": ["breakdown", "--text", GOAL], "ask": ["ask", QUESTION]}


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    """Langchain is imported once, outside every time limit."""
    import langchain.chat_models  # noqa: F401
    import langchain_openai  # noqa: F401


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hemlig")
    monkeypatch.setenv("COACH_MODEL_TIMEOUT", str(LIMIT))


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one line of a run that went well."""
    assert main([*words, "--format", "jsonl", "--today", "2026-11-23"]) == 0
    caught = capsys.readouterr()
    assert caught.err == ""
    lines = caught.out.splitlines()
    assert len(lines) == 1
    made: dict[str, Any] = json.loads(lines[0])
    return made


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_costs_one_line(command: str, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    own = said([*COMMANDS[command], "--no-model"], capsys)
    with served(FAULTS[fault]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        began = time.monotonic()
        made = said(COMMANDS[command], capsys)
        assert time.monotonic() - began < LIMIT + 4
    assert server.bodies
    assert made["source"] in ("template", "guide")
    told = [line for line in (*made.get("notes", ()), made.get("note") or "") if "odell" in line]
    assert len(told) == 1, made
    for key in ("answer", "operational", "arithmetic", "questions", "sections"):
        assert made.get(key) == own.get(key)
    assert "hemlig" not in json.dumps(made)


def worded(body: dict[str, Any]) -> dict[str, Any]:
    """Each goal of the request with a word more."""
    rows = [json.loads(row) for row in re.findall(r"Operational goal (\{.*\})", body["messages"][-1]["content"])]
    return {"goals": [{"id": row["id"], "text": row["text"].replace("ska ", "ska målmedvetet ", 1)} for row in rows]}


def invented(body: dict[str, Any]) -> dict[str, Any]:
    """Each goal of the request with a number and a name of the model's own."""
    return {
        "goals": [{**row, "text": row["text"] + " tillsammans med Sofia Lindgren på Acme AB, 4711 gånger"} for row in worded(body)["goals"]]
    }


def test_a_breakdown_in_the_words_of_a_model(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with served(echoes(worded)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        made = said(COMMANDS["breakdown"], capsys)
    assert made["source"] == "model"
    assert any("målmedvetet" in goal["text"] for goal in made["operational"])
    assert "Karin" not in server.sent()


def test_what_a_model_invents_in_a_breakdown_is_not_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with served(echoes(invented)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        made = said(COMMANDS["breakdown"], capsys)
    assert not [word for word in ("Sofia", "Acme", "4711") if word in json.dumps(made)]
    assert made["operational"]


def test_an_answer_says_only_what_its_passages_say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = [
        {"text": "Ha högst 3–5 operativa mål per kvartal.", "section": "faq-2"},
        {"text": "Enligt lagen måste provisionen vara 12 procent av lönen.", "section": "faq-2"},
        {"text": "Ha högst 3–5 operativa mål per kvartal.", "section": "faq-99"},
    ]
    with served(says({"covered": True, "sentences": sentences})) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        made = said(COMMANDS["ask"], capsys)
    assert made["source"] == "model"
    assert "operativa mål" in made["answer"]
    assert not [word for word in ("lagen", "12", "faq-99") if word in made["answer"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_prompt_is_shown_and_nothing_sent(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with served(fails(500)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert main([*COMMANDS[command], "--show-prompt", "--today", "2026-11-23"]) == 0
        shown = capsys.readouterr().out
        assert server.bodies == []
        said(COMMANDS[command], capsys)
    assert all(message["content"] in shown for message in server.bodies[0]["messages"])
    assert "Karin" not in shown
