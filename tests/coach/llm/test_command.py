"""`coach model`: what is set, and whether it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli import main
from tests.coach.llm.loopback import fails, says, served

GOOD = {"suggestions": [{"text": "[ägare] ökar försäljningen till [målvärde] kr.", "shape": "outcome", "reason": ""}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def test_no_model_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "test"]) == 1
    assert capsys.readouterr().out.startswith("Ingen modell är inställd.")


def test_what_is_set_without_the_key(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hemlig")
    assert main(["model", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "gpt-4.1-mini at api.openai.com. Answer mode json_schema, time limit 20 s." in told
    assert "hemlig" not in told


def test_it_answers_or_says_why_not(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with served(says(GOOD), fails(401)) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert main(["model", "test"]) == 0
        assert "120 tokens skickade, 40 mottagna" in capsys.readouterr().out
        assert main(["model", "test"]) == 1
        assert "godtog inte nyckeln" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["model", "tset"], ["model", "--language", "de"]])
def test_what_cannot_be_understood(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("coach: ")


def test_a_wrong_setting_stops_every_command_that_would_ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COACH_MODEL_TIMOUT", "3")
    for words in (["model"], ["rewrite", "--text", "Öka försäljningen"], ["ask", "hur många mål?"]):
        assert main(words) == 2
        assert "Menar du ”COACH_MODEL_TIMEOUT”" in capsys.readouterr().err
    assert main(["check", "--text", "Öka försäljningen"]) in (0, 1)
