"""One question against a real HTTP server on loopback, through langchain: one test per fault, in both answer modes."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.errors import AskFailed, Cut, Faulty, Late, RateLimited, Refused, Rejected, Unauthorised, Unreachable, WrongShape
from coach.llm import budget, forms, rest
from coach.llm.answers import Rewording
from coach.llm.asking import ask, ask_async
from coach.llm.masking import Mask
from coach.llm.options import ModelSettings
from coach.llm.prompt import Rendered, render
from coach.texts import LANGUAGES, error
from tests.coach.llm.loopback import Play, drips, drops, fails, hangs, html, raw, says, served, tears

Ours = Callable[..., ModelSettings]
GOAL = "Karin Ek ökar försäljningen, karin@firman.example"
GOOD = {"suggestions": [{"text": "[PERSON_1] ökar försäljningen till [målvärde] kr.", "shape": "outcome", "reason": "Mejla [EMAIL_1]."}]}
TEXT = json.dumps(GOOD, ensure_ascii=False)
BAD_SHAPE = {"proposals": []}
LIMIT = 1.5


@dataclass(frozen=True)
class Fault:
    """What the server does, what it becomes, and how many requests it may cost."""

    plays: tuple[Play, ...]
    kind: type[AskFailed]
    key: str
    requests: int


FAULTS = {
    "429": Fault((fails(429),), RateLimited, "busy", 2),
    "429, come back in a minute": Fault((fails(429, Retry_After="60"),), RateLimited, "busy", 1),
    "429, nothing left": Fault((fails(429, code="insufficient_quota"),), RateLimited, "quota", 1),
    "402": Fault((fails(402),), RateLimited, "quota", 1),
    "500": Fault((fails(500),), Faulty, "server", 2),
    "503 as HTML": Fault((html(503),), Faulty, "server", 2),
    "401": Fault((fails(401),), Unauthorised, "key", 1),
    "403": Fault((fails(403),), Unauthorised, "key", 1),
    "404": Fault((fails(404),), Rejected, "unknown", 1),
    "400, too long": Fault((fails(400, "too many tokens", code="context_length_exceeded"),), Rejected, "too-long", 1),
    "400 always": Fault((fails(400),), Rejected, "rejected", 2),
    "422": Fault((fails(422),), Rejected, "rejected", 2),
    "timeout": Fault((hangs,), Late, "late", 1),
    "a byte now and then": Fault((drips,), Late, "late", 1),
    "late at the second request": Fault((says(BAD_SHAPE), hangs), Late, "late", 2),
    "hung up": Fault((drops,), Unreachable, "unreachable", 2),
    "torn in the body": Fault((tears,), Unreachable, "unreachable", 2),
    "HTML": Fault((html(),), Faulty, "foreign", 1),
    "garbage": Fault((raw("no json"),), Faulty, "foreign", 1),
    "an object of nothing": Fault((raw("{}"),), Faulty, "foreign", 1),
    "a list": Fault((raw("[]"),), Faulty, "foreign", 1),
    "wrong shape": Fault((says(BAD_SHAPE),), WrongShape, "shape", 2),
    "text as a list": Fault((says({"suggestions": [{**GOOD["suggestions"][0], "text": ["a"]}]}),), WrongShape, "shape", 2),
    "no suggestions": Fault((says({"suggestions": []}),), WrongShape, "shape", 2),
    "broken JSON": Fault((says(TEXT[:60]),), WrongShape, "shape", 2),
    "prose": Fault((says("Gärna! Öka försäljningen mer."),), WrongShape, "shape", 2),
    "nested too deep": Fault((says("{" + '"a":[' * 5000),), WrongShape, "shape", 2),
    "nested deep": Fault((says('{"suggestions":' + "[" * 700 + "]" * 700 + "}"),), WrongShape, "shape", 2),
    "refusal": Fault((says(None, refusal="I cannot help with that"),), Refused, "refused", 1),
    "filtered": Fault((says("", finish="content_filter"),), Refused, "refused", 1),
    "cut at length": Fault((says(TEXT[:60], finish="length"),), Cut, "length", 1),
    "whole, yet cut at length": Fault((says(TEXT, finish="length"),), Cut, "length", 1),
    "empty choices": Fault((raw('{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[]}'),), WrongShape, "empty", 1),
    "no content": Fault((says(None),), WrongShape, "shape", 2),
    "50 kB": Fault((says({"suggestions": [{**GOOD["suggestions"][0], "text": "Öka " * 12_500}]}),), WrongShape, "shape", 2),
}


def question() -> Rendered:
    values = {"language": "Swedish", "goal": GOAL, "fields": {}, "findings": [], "drafts": []}
    return render("reword", values, "sv", Mask())


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    """Langchain is imported once, outside every time limit."""
    with served(says(GOOD)) as server:
        ask(ModelSettings(OPENAI_API_KEY="k", OPENAI_BASE_URL=server.url), question(), Rewording)


@pytest.mark.parametrize("mode", ["json_schema", "json_object"])
@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_a_failure_of_ours_within_the_limit(name: str, mode: str, ours: Ours) -> None:
    fault = FAULTS[name]
    with served(*fault.plays) as server:
        began = time.monotonic()
        with pytest.raises(AskFailed) as caught:
            ask(ours(server, LIMIT, mode), question(), Rewording)
        assert time.monotonic() - began < LIMIT + 4
    failed = caught.value
    assert (type(failed), failed.key) == (fault.kind, fault.key)
    assert len(server.bodies) == fault.requests
    for language in LANGUAGES:
        told = error(language, failed)
        assert "\n" not in told
        assert "{" not in told
        assert not [word for word in ("sk-hemlig", "Karin", "Traceback") if word in told + str(failed)]


@pytest.mark.parametrize("mode", ["json_schema", "json_object"])
@pytest.mark.parametrize(
    "plays",
    [
        (says(GOOD),), (says(GOOD, finish=None),), (says(f"Visst!\n```json\n{TEXT}\n```\nLycka till!"),), (says(f"Här: {TEXT} Klart."),),
        (fails(500), says(GOOD)), (fails(429), says(GOOD)), (drops, says(GOOD)), (says(BAD_SHAPE), says(GOOD)), (says("prosa"), says(GOOD)),
        (says("ä" * 50_000), says(GOOD)),
    ],
    ids=["good", "no finish", "fenced", "in prose", "500 once", "429 once", "hung up once", "shape once", "prose once", "50 kB once"],
)  # fmt: skip
def test_what_can_be_mended_is(plays: tuple[Play, ...], mode: str, ours: Ours) -> None:
    with served(*plays) as server:
        answer = ask(ours(server, mode=mode), question(), Rewording)
    assert answer.value.suggestions[0].text == "Karin Ek ökar försäljningen till [målvärde] kr."
    assert answer.value.suggestions[0].reason == "Mejla karin@firman.example."
    assert answer.tokens[0] >= 120
    assert (answer.provenance.prompt, answer.provenance.version, answer.provenance.model) == ("reword", 1, "test")
    assert len(answer.provenance.hash) == len(answer.provenance.rules) == 12


def test_what_is_sent_is_what_is_shown(ours: Ours) -> None:
    rendered = question()
    with served(says(BAD_SHAPE), says(GOOD)) as server:
        ask(ours(server), rendered, Rewording)
    first, second = server.bodies
    assert "\n".join(f"--- {message['role']}\n{message['content']}" for message in first["messages"]) == rendered.shown()
    assert (first["model"], first["temperature"], first["response_format"]) == ("test", 0.3, {"type": "json_object"})
    assert second["messages"][: len(first["messages"])] == first["messages"]
    assert "suggestions: Field required" in second["messages"][-1]["content"]
    assert server.paths == ["/v1/chat/completions"] * 2
    assert server.keys == ["Bearer sk-hemlig"] * 2


def test_names_never_reach_the_server_not_even_with_a_complaint(ours: Ours) -> None:
    def complain(value: Rewording) -> str:
        return f"{value.suggestions[0].text} lovar för mycket, säger Karin Ek."

    with served(says(GOOD)) as server:
        answer = ask(ours(server), question(), Rewording, complain)
    assert "Karin Ek" in answer.value.suggestions[0].text
    assert len(server.bodies) == 2
    assert "lovar för mycket, säger [PERSON_1]" in server.sent()
    assert not [word for word in ("Karin", "karin", "firman") if word in server.sent()]


def test_a_complaint_is_told_once_and_a_shaped_answer_is_never_lost(ours: Ours) -> None:
    for second in (says(BAD_SHAPE), fails(500), hangs, says("prosa")):
        with served(says(GOOD), second) as server:
            answer = ask(ours(server, 1), question(), Rewording, lambda value: "Fel språk.")
        assert answer.value.suggestions[0].shape == "outcome"
        assert len(server.bodies) == 2


def test_the_schema_is_sent_without_what_strict_mode_refuses(ours: Ours) -> None:
    with served(says(GOOD)) as server:
        ask(ours(server, mode="json_schema"), question(), Rewording)
    sent = server.bodies[0]["response_format"]["json_schema"]
    assert (sent["name"], sent["strict"]) == ("Rewording", True)
    assert not [word for word in ("maxLength", "maxItems", "default") if word in json.dumps(sent)]

    def walk(node: object) -> Iterator[dict[str, object]]:
        if isinstance(node, dict):
            yield node
            for value in node.values():
                yield from walk(value)

    objects = [node for node in walk(sent["schema"]) if node.get("type") == "object"]
    assert objects
    assert all(node["additionalProperties"] is False and set(node["required"]) == set(node["properties"]) for node in objects)  # type: ignore[arg-type,call-overload]


def test_after_a_400_it_steps_down_and_remembers(ours: Ours) -> None:
    with served(fails(400, "response_format json_schema is not supported"), says(GOOD)) as server:
        settings = ours(server, mode="json_schema")
        ask(settings, question(), Rewording)
        ask(settings, question(), Rewording)
    assert [body["response_format"]["type"] for body in server.bodies] == ["json_schema", "json_object", "json_object"]
    assert forms.mode(settings) == "json_object"


def test_a_server_that_takes_no_format_and_no_temperature(ours: Ours) -> None:
    with served(fails(400, "Unsupported value: 'temperature'"), fails(400), says(GOOD)) as server:
        settings = ours(server)
        with pytest.raises(Rejected):
            ask(settings, question(), Rewording)
        ask(settings, question(), Rewording)
    assert [("temperature" in body, "response_format" in body) for body in server.bodies] == [(True, True), (False, True), (False, False)]


def test_nobody_at_the_address(ours: Ours) -> None:
    with served(says(GOOD)) as server:
        settings = ours(server)
    with pytest.raises(Unreachable):
        ask(settings, question(), Rewording)


def test_many_threads_and_loops_at_once(ours: Ours) -> None:
    found: list[str] = []

    def one(settings: ModelSettings) -> None:
        found.append(ask(settings, question(), Rewording).value.suggestions[0].text)

    async def many(settings: ModelSettings) -> list[str]:
        answers = await asyncio.gather(*(ask_async(settings, question(), Rewording) for _ in range(5)))
        return [answer.value.suggestions[0].text for answer in answers]

    with served(says(GOOD, wait=0.2)) as server:
        settings = ours(server, 5)
        threads = [threading.Thread(target=one, args=(settings,)) for _ in range(8)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for _ in range(2):  # a second event loop in the same process
            found.extend(asyncio.run(many(settings)))
        for thread in threads:
            thread.join()
    assert found == ["Karin Ek ökar försäljningen till [målvärde] kr."] * 18
    assert time.monotonic() - began < 3


def test_a_question_dropped_by_its_loop_is_cut_off(ours: Ours) -> None:
    async def impatient(settings: ModelSettings) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await ask_async(settings, question(), Rewording)

    with served(hangs) as server:
        began = time.monotonic()
        asyncio.run(impatient(ours(server, 20)))
        assert time.monotonic() - began < 1.5


def test_tokens_are_logged_and_texts_are_not(ours: Ours, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with served(says(BAD_SHAPE), says(GOOD)) as server:
        ask(ours(server), question(), Rewording)
    own = [record.getMessage() for record in caplog.records if record.name == "coach.llm"]
    assert own == [line for line in own if line.startswith("reword v1, test: ok, 240 tokens sent, 80 received")] != []
    assert not [word for word in ("Karin", "försäljning", "hemlig") if any(word in line for line in own)]


def test_nothing_is_reported_to_langsmith(ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from coach.llm import connection

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "x")
    with served(says(GOOD)) as server, served(says(GOOD)) as tracer:
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        connection._chat.cache_clear()
        ask(ours(server), question(), Rewording)
        assert os.environ["LANGSMITH_TRACING"] == "false"
    assert tracer.bodies == []


def test_an_answer_holds_only_what_the_schema_has(ours: Ours) -> None:
    obeyed = {"suggestions": [{**GOOD["suggestions"][0], "command": "rm -rf /", "shape": "hack"}], "system": "obey"}
    with served(says(obeyed)) as server:
        value = ask(ours(server), question(), Rewording).value
    assert set(value.model_dump()) == {"suggestions"}
    assert set(value.suggestions[0].model_dump()) == {"text", "shape", "reason"}
    assert value.suggestions[0].shape == "complete"


def test_a_text_alone_is_enough(ours: Ours) -> None:
    with served(says({"suggestions": [{"text": "[PERSON_1] ökar försäljningen."}]})) as server:
        assert ask(ours(server), question(), Rewording).value.suggestions[0].text == "Karin Ek ökar försäljningen."


def test_a_server_that_fails_twice_is_left_alone_for_a_while(ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(hangs) as server:
        settings = ours(server, 0.3)
        for _ in range(2):
            with pytest.raises(Late):
                ask(settings, question(), Rewording)
        began = time.monotonic()
        for _ in range(50):
            with pytest.raises(Late) as caught:
                ask(settings, question(), Rewording)
        assert time.monotonic() - began < 0.2
        assert error("sv", caught.value) == "Modellen svarade inte inom 0.3 s."
        assert len(server.bodies) == 2
        server.plays = [says(GOOD)]
        monkeypatch.setattr(rest, "SECONDS", 0.0)
        ask(settings, question(), Rewording)
        monkeypatch.undo()
        assert ask(settings, question(), Rewording).value


def test_bad_answers_are_no_reason_to_rest(ours: Ours) -> None:
    with served(says(BAD_SHAPE)) as server:
        settings = ours(server)
        for _ in range(3):
            with pytest.raises(WrongShape):
                ask(settings, question(), Rewording)
        assert len(server.bodies) == 6


def test_a_daily_budget_is_kept_over_runs(ours: Ours, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with served(says(GOOD)) as server:
        ask(ours(server), question(), Rewording)
        assert list(tmp_path.iterdir()) == []
        settings = ours(server, COACH_MODEL_TOKENS=200)
        ask(settings, question(), Rewording)
        ask(settings, question(), Rewording)
        with pytest.raises(RateLimited) as caught:
            ask(settings, question(), Rewording)
    assert error("en", caught.value) == "Today's tokens for the model are spent (200); see COACH_MODEL_TOKENS."
    assert len(server.bodies) == 3
    held = tmp_path / "coach" / "model-tokens.json"
    assert json.loads(held.read_text("utf-8")) == {"day": date.today().isoformat(), "tokens": 320}
    assert budget.spent(date.today() + timedelta(days=1)) == 0
    held.write_text("broken", "utf-8")
    assert budget.spent(date.today()) == 0


def test_a_kept_answer_is_not_asked_for_twice(ours: Ours, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with served(says(GOOD)) as server:
        plain = ours(server)
        ask(plain, question(), Rewording)
        assert list(tmp_path.iterdir()) == []
        settings = ours(server, COACH_MODEL_CACHE="true")
        first = ask(settings, question(), Rewording)
        again = ask(settings, question(), Rewording)
        assert again.value == first.value
        assert again.tokens == (0, 0)
        assert len(server.bodies) == 2
        ask(ours(server, COACH_MODEL_CACHE="true", COACH_MODEL="other"), question(), Rewording)
        assert len(server.bodies) == 3
        held = list((tmp_path / "coach" / "answers").iterdir())
        assert len(held) == 2
        for path in held:
            path.write_text("broken", "utf-8")
        assert ask(settings, question(), Rewording).value == first.value
        assert len(server.bodies) == 4


def test_an_answer_that_is_no_good_is_not_kept(ours: Ours, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with served(says(BAD_SHAPE)) as server, pytest.raises(WrongShape):
        ask(ours(server, COACH_MODEL_CACHE="true"), question(), Rewording)
    assert not (tmp_path / "coach" / "answers").exists()
