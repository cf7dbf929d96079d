"""One question to the model: at most two requests, one time limit for the whole, an answer of the shape asked for or a typed failure."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from coach.errors import AskFailed, Cut, Late, Refused, WrongShape
from coach.llm import budget, connection, forms, kept, rest
from coach.llm.prompt import Message, Rendered, load

if TYPE_CHECKING:
    from pydantic import BaseModel

    from coach.llm.options import ModelSettings

T = TypeVar("T", bound="BaseModel")
Complain = Callable[[Any], str]
"""A semantic check of a well-shaped value, names put back: what is wrong with it, in words for the model, or ""."""

_REQUESTS = 2
_ECHO = 4_000
"""Characters of a bad answer that are sent back with what was wrong."""
_GRACE = 2.0
_FENCED = re.compile(r"```(?:json)?\s*(\{.*?\})\s*```", re.DOTALL)
_log = logging.getLogger("coach.llm")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer comes from."""

    prompt: str
    version: int
    hash: str
    model: str
    rules: str


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """An answer of the right shape, names put back. `tokens`: sent and received, as the server counts them (0 where it does not)."""

    value: T
    tokens: tuple[int, int]
    provenance: Provenance


def ask(settings: ModelSettings, rendered: Rendered, schema: type[T], complain: Complain | None = None) -> Answer[T]:
    """The model's answer to a rendered prompt, as a `schema`.

    What is wrong with a first answer (its shape, or what `complain` says of it) is told to the model once; a second that is still
    complained of is returned all the same, for the guard to judge. Raises AskFailed, within `settings.timeout` seconds; from any thread.
    """
    rest.check(settings)
    budget.check(settings)
    model = connection.chat(settings)
    task = connection.start(_Question(settings, rendered, schema, complain, model).within())
    try:
        return task.result(settings.timeout + _GRACE)
    except Overdue:
        task.cancel()
        raise Late("late", host=settings.host, model=settings.name, seconds=f"{settings.timeout:g}") from None


async def ask_async(settings: ModelSettings, rendered: Rendered, schema: type[T], complain: Complain | None = None) -> Answer[T]:
    """`ask` for an event loop, which goes on meanwhile. Cancelled with its task."""
    rest.check(settings)
    budget.check(settings)
    model = await asyncio.to_thread(connection.chat, settings)
    return await asyncio.wrap_future(connection.start(_Question(settings, rendered, schema, complain, model).within()))


def provenance(rendered: Rendered, model: str) -> Provenance:
    """Of an answer to `rendered` by `model`."""
    prompt = rendered.prompt
    return Provenance(prompt.name, prompt.version, prompt.hash[:12], model, _rules())


class _Question(Generic[T]):
    """One question, from the first request to the answer."""

    def __init__(self, settings: ModelSettings, rendered: Rendered, schema: type[T], complain: Complain | None, model: Any) -> None:
        self._settings = settings
        self._rendered = rendered
        self._schema = schema
        self._complain = complain
        self._model = model
        self._messages = rendered.messages
        self._tokens = (0, 0)
        self._shaped: T | None = None

    async def within(self) -> Answer[T]:
        """The answer within the time limit."""
        began = time.monotonic()
        failed: AskFailed | None = None
        told = "left"
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._answer(began + self._settings.timeout)
            told = "ok"
        except Exception as error:  # a library's surprise must not cost the user the templates' answer
            failed = connection.failure(error, self._settings)
            told = failed.key
        finally:
            prompt = self._rendered.prompt
            _log.info(
                "%s v%d, %s: %s, %d tokens sent, %d received, %.1f s",
                prompt.name, prompt.version, self._settings.name, told, *self._tokens, time.monotonic() - began,
            )  # fmt: skip
        rest.record(self._settings, failed)
        budget.record(self._settings, sum(self._tokens))
        if self._shaped is not None:
            return Answer(self._shaped, self._tokens, provenance(self._rendered, self._settings.name))
        raise failed or WrongShape("empty")

    def _kept(self) -> bool:
        """Whether an answer to the same question is kept, and still good."""
        content = kept.get(self._key()) if self._settings.cache else None
        if content is None:
            return False
        value, wrong = self._read(content)
        self._shaped = None if wrong else value
        return self._shaped is not None

    def _keep(self, content: str) -> None:
        if self._settings.cache:
            kept.put(self._key(), content)

    def _key(self) -> str:
        return kept.key(self._settings, self._rendered, self._schema.__name__, _rules())

    async def _answer(self, end: float) -> None:
        """Ask until there is a value without complaint, or the requests are spent."""
        if self._kept():
            return
        for request in range(1, _REQUESTS + 1):
            form = forms.form(self._settings, self._schema, self._rendered.prompt.temperature)
            try:
                said = await self._model.ainvoke(connection.sent(self._messages), **form)
                content = self._content(said)
            except Exception as error:  # langchain, openai and the transport raise what they like
                failed = connection.failure(error, self._settings)
                simpler = failed.key == "rejected" and forms.step_down(self._settings, form, str(error))
                if request == _REQUESTS or not (simpler or await self._rested(error, end)):
                    raise failed from None
                continue
            value, wrong = self._read(content)
            if value is not None:
                self._shaped = value
                if not wrong:
                    self._keep(content)
                    return
            self._messages = (*self._rendered.messages, Message("assistant", content[:_ECHO] or "–"), _mended(wrong))
        if self._shaped is None:
            raise WrongShape("shape", host=self._settings.host, model=self._settings.name)

    async def _rested(self, error: Exception, end: float) -> bool:
        """Whether a second request may help, after a pause that leaves time for it."""
        wait = connection.pause(error)
        if wait is None or time.monotonic() + wait > end - wait:
            return False
        await asyncio.sleep(wait)
        return True

    def _content(self, said: Any) -> str:
        """The words of an answer that ended as it should."""
        usage = said.usage_metadata or {}
        self._tokens = (self._tokens[0] + usage.get("input_tokens", 0), self._tokens[1] + usage.get("output_tokens", 0))
        params = {"host": self._settings.host, "model": self._settings.name}
        finish = said.response_metadata.get("finish_reason")
        if said.additional_kwargs.get("refusal") or finish == "content_filter":
            raise Refused("refused", **params)
        if finish == "length":
            raise Cut("length", **params)
        return str(said.text)

    def _read(self, content: str) -> tuple[T | None, str]:
        """The value in an answer, and what is wrong with it, in words for the model."""
        from pydantic import ValidationError

        try:
            tree = self._rendered.mask.restore(_json(content))
        except (ValueError, RecursionError):
            return None, "The answer was not one JSON object."
        try:
            value = self._schema.model_validate(tree)
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)[:5]
            return None, "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
        return value, self._rendered.mask.cover(self._complain(value)) if self._complain else ""


def _json(content: str) -> Any:
    """The JSON object of an answer: bare, fenced, or the first one in prose."""
    try:
        return json.loads(content)
    except ValueError:
        fenced = _FENCED.search(content)
        text = fenced[1] if fenced else content[content.index("{") :]
        return json.JSONDecoder().raw_decode(text)[0]


def _mended(wrong: str) -> Message:
    """The message that says what was wrong."""
    return Message("user", load("mend").roles["user"].render({"wrong": wrong}).strip())


@cache
def _rules() -> str:
    """The version of the rule set: its rules, texts aside."""
    from hashlib import sha256

    from rules.registry import RULES

    return sha256(" ".join(f"{rule.id}:{rule.severity}" for rule in RULES).encode()).hexdigest()[:12]
