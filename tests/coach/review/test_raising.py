"""Questions worded by a model: better words, the same facts; whatever it says besides, the plain question stands."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from coach.llm import forms, rest
from coach.llm.options import ModelSettings
from coach.llm.prompt import FOLDER
from coach.review.pack import Pack
from coach.review.raising import Raised, Raiser, faithful, parted
from rules.policy import Policy
from tests.coach.llm.loopback import Server, echoes, fails, says, served
from tests.coach.review.conftest import TODAY

PLAIN = Raised(
    "1.1", "Anna Berg bokar 40 möten i Q1", "Målet ligger 6 efter plan. ", "Vad krävs för att ta igen 6 möten till 31 mars 2027?"
)


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    forms._refused.clear()
    rest.clear()


def raiser(server: Server, timeout: float = 5) -> Raiser:
    values: dict[str, Any] = {"OPENAI_API_KEY": "sk", "OPENAI_BASE_URL": server.url, "COACH_MODEL": "test", "COACH_MODEL_TIMEOUT": timeout}
    return Raiser(ModelSettings(**values), Policy.default(), TODAY)


def sent(body: dict[str, Any]) -> list[dict[str, str]]:
    """The questions in a request."""
    told = body["messages"][-1]["content"]
    found: list[dict[str, str]] = json.loads(told[told.index("Questions: ") + len("Questions: ") :])
    return found


def answering(change: Callable[[dict[str, str]], str]) -> Callable[[dict[str, Any]], Any]:
    return lambda body: {"questions": [{"id": item["id"], "text": change(item)} for item in sent(body)]}


def test_the_question_is_worded_and_the_facts_stay(pack: Pack) -> None:
    before = "Som du ser det, " if pack.language == "sv" else "As you see it, "
    with served(echoes(answering(lambda item: before + item["question"][0].lower() + item["question"][1:]))) as server:
        ask = raiser(server)
        made = ask(pack)
    assert ask.failure is None
    assert 0 < ask.worded <= ask.asked
    known = {item.id: item for item in parted(pack)}
    changed = 0
    for page, first in zip(made.goals, pack.goals, strict=True):
        for at, (line, plain) in enumerate(zip(page.questions.lines, first.questions.lines, strict=True), 1):
            item = known.get(f"{page.name}.{at}")
            if line == plain or item is None:
                continue
            changed += 1
            assert line.startswith(item.facts)
            assert re.findall(r"\d+", line) == re.findall(r"\d+", plain)
    assert changed == ask.worded
    assert "test, review v1" in made.foot
    assert replace(made, goals=(), sheets=(), foot="") == replace(pack, goals=(), sheets=(), foot="")


@pytest.mark.parametrize("change", [
    lambda item: item["question"].rstrip("?") + " 17 %?", lambda item: "Vad säger Erik Lundström om det?", lambda item: "Bra jobbat.",
    lambda item: "Klart senast 3 april 2027?", lambda item: item["question"] + " " + item["question"],
    lambda item: "Ni ligger efter. " + item["question"], lambda item: "x" * 350 + "?", lambda item: "Vad säger [PERSON_9]?",
])  # fmt: skip
def test_what_says_more_is_dropped(pack: Pack, change: Callable[[dict[str, str]], str]) -> None:
    with served(echoes(answering(change))) as server:
        ask = raiser(server)
        assert ask(pack) == pack
    assert ask.worded == 0


@pytest.mark.parametrize("play", [fails(500), fails(401), says("inte json"), says({"questions": []}), says({"other": 1})])
def test_a_model_that_fails_costs_nothing(pack: Pack, play: Any) -> None:
    with served(play) as server:
        ask = raiser(server)
        assert ask(pack) == pack
    assert ask.failure is not None


def test_names_stay_on_the_machine(pack: Pack) -> None:
    with served(echoes(answering(lambda item: item["question"]))) as server:
        raiser(server)(pack, ["Anna Berg", "Disa Ek"])
        told = server.sent()
    assert "Anna Berg" not in told
    assert "[PERSON_1]" in told


@pytest.mark.parametrize(("words", "good"), [
    ("Vad behöver du för att ta igen 6 möten till 31 mars 2027?", True),
    ("Hur kan Anna ta igen 6 möten till 31 mars 2027?", True),
    ("Vad behöver du för att ta igen möten till 31 mars 2027?", False),
    ("Vad behöver du för att ta igen sex möten till 31 mars 2027?", False),
    ("Vad behöver du för att ta igen 40 möten till 31 mars 2027?", False),
    ("Vad behöver du för att ta igen 6 möten till 31 april 2027?", False),
    ("Hur kan Bo ta igen 6 möten till 31 mars 2027?", False),
    ("Hur kan säljchefen ta igen 6 möten till 31 mars 2027?", False),
    ("Ta igen 6 möten till 31 mars 2027.", False),
    ("Du är sen. Hur tar du igen 6 möten till 31 mars 2027?", False),
])  # fmt: skip
def test_the_guard(words: str, good: bool) -> None:
    assert faithful(words, PLAIN, "sv", Policy.default(), date(2027, 2, 15)) is good


def test_the_examples_pass_the_guard() -> None:
    for example in tomllib.loads(FOLDER.joinpath("review.examples.toml").read_text("utf-8"))["example"]:
        asked = {item["id"]: item for item in example["values"]["questions"]}
        for answer in example["answer"]["questions"]:
            item = asked[answer["id"]]
            raised = Raised(item["id"], item["goal"].replace("[PERSON_1]", "Anna Berg"), item["facts"], item["question"])
            assert faithful(answer["text"], raised, example["language"], Policy.default(), TODAY), answer


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("mal.csv").write_text("id;mål;ägare\nm1;Anna Berg bokar 40 kundmöten i Q1 2027;Anna Berg\n", "utf-8")

    def review(*more: str) -> tuple[str, str]:
        assert main(["review", "mal.csv", "--today", "2027-02-15", *more]) == 0
        told = capsys.readouterr()
        return told.out, told.err

    plain, _ = review()
    with served(echoes(answering(lambda item: f"Som du ser det, {item['question'][0].lower()}{item['question'][1:]}"))) as server:
        for name, value in (("OPENAI_API_KEY", "sk"), ("OPENAI_BASE_URL", server.url), ("COACH_MODEL", "test")):
            monkeypatch.setenv(name, value)
        worded, _ = review()
        assert review("--no-model")[0] == plain
        assert len(server.bodies) == 1
    assert "Som du ser det, " in worded
    assert "Frågorna formulerade av test, review v1" in worded
    with served(fails(500)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        out, err = review()
    assert out == plain
    assert "Frågorna står som coachen själv ställer dem." in err
