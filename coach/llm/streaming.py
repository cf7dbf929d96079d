"""A chat answer piece by piece, with a check that it really ended: a stream cut off raises nothing by itself."""

from __future__ import annotations

import asyncio
import logging
import queue
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

from coach.errors import AskFailed, Cut, Late, Refused, WrongShape
from coach.llm import budget, connection, rest
from coach.llm.masking import Mask
from coach.llm.prompt import Rendered

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

_MARK_LENGTH = 16
"""Characters of the longest mark, "[COMPANY_9999]", and a little."""
_log = logging.getLogger("coach.llm")


def stream(settings: ModelSettings, rendered: Rendered) -> Iterator[str]:
    """The pieces of an answer as they come, names put back; what is left when the iterator is closed early is not fetched.

    Raises AskFailed when the answer does not come, or breaks off: what came before it is then no answer. All within `settings.timeout`.
    """
    rest.check(settings)
    budget.check(settings)
    pieces: queue.SimpleQueue[str | AskFailed | None] = queue.SimpleQueue()
    task = connection.start(_Flow(settings, rendered, connection.chat(settings), pieces.put).run())
    try:
        while (piece := pieces.get()) is not None:
            if isinstance(piece, AskFailed):
                raise piece
            yield piece
    finally:
        task.cancel()


async def stream_async(settings: ModelSettings, rendered: Rendered) -> AsyncIterator[str]:
    """`stream` for an event loop, which goes on meanwhile."""
    rest.check(settings)
    budget.check(settings)
    model = await asyncio.to_thread(connection.chat, settings)
    here = asyncio.get_running_loop()
    pieces: asyncio.Queue[str | AskFailed | None] = asyncio.Queue()

    def put(piece: str | AskFailed | None) -> None:
        here.call_soon_threadsafe(pieces.put_nowait, piece)

    task = connection.start(_Flow(settings, rendered, model, put).run())
    try:
        while (piece := await pieces.get()) is not None:
            if isinstance(piece, AskFailed):
                raise piece
            yield piece
    finally:
        task.cancel()


class _Flow:
    """One stream, from the request to its end: texts, then None for a whole answer or the failure."""

    def __init__(self, settings: ModelSettings, rendered: Rendered, model: Any, put: Callable[[str | AskFailed | None], None]) -> None:
        self._settings = settings
        self._rendered = rendered
        self._model = model
        self._put = put
        self._begun = False
        self._tokens = (0, 0)

    async def run(self) -> None:
        began = time.monotonic()
        told = "ok"
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._answer(began + self._settings.timeout)
            rest.record(self._settings, None)
            self._put(None)
        except asyncio.CancelledError:
            told = "left"
            raise
        except Exception as error:  # langchain, openai and the transport raise what they like
            failed = connection.failure(error, self._settings)
            if self._begun and not isinstance(failed, Late | Cut | Refused):
                failed = Cut("stream")
            told = failed.key
            rest.record(self._settings, failed)
            self._put(failed)
        finally:
            budget.record(self._settings, sum(self._tokens))
            prompt = self._rendered.prompt
            _log.info(
                "%s v%d, %s: %s, streamed, %d tokens sent, %d received, %.1f s",
                prompt.name, prompt.version, self._settings.name, told, *self._tokens, time.monotonic() - began,
            )  # fmt: skip

    async def _answer(self, end: float) -> None:
        try:
            await self._once()
        except Exception as error:  # as above; nothing has been shown yet, so one more try does no harm
            wait = connection.pause(error)
            if self._begun or wait is None or time.monotonic() + wait > end - wait:
                raise
            await asyncio.sleep(wait)
            await self._once()

    async def _once(self) -> None:
        finish = None
        mender = Mender(self._rendered.mask)
        async for chunk in self._model.astream(connection.sent(self._rendered.messages), temperature=self._rendered.prompt.temperature):
            finish = chunk.response_metadata.get("finish_reason") or finish
            if usage := chunk.usage_metadata:
                self._tokens = (self._tokens[0] + usage["input_tokens"], self._tokens[1] + usage["output_tokens"])
            if chunk.additional_kwargs.get("refusal"):
                raise Refused("refused")
            if text := mender.add(str(chunk.text)):
                self._begun = True
                self._put(text)
        if finish == "content_filter":
            raise Refused("refused")
        if finish != "stop":
            raise Cut("length" if finish == "length" else "stream")
        if text := mender.rest():
            self._begun = True
            self._put(text)
        if not self._begun:
            raise WrongShape("empty")


class Mender:
    """Puts names back in a text that comes in pieces: a mark may be split between two."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._held = ""

    def add(self, piece: str) -> str:
        """What can be told so far. Held back: an opened bracket that may become a mark, and the last word, which may be a bare one."""
        if not self._mask.on:
            return piece
        text = self._held + piece
        cut = max(text.rfind("["), text.rfind(" ") + 1)
        opened = text.rfind("[")
        if opened > text.rfind("]") and len(text) - opened <= _MARK_LENGTH:
            cut = opened
        elif len(text) - cut > _MARK_LENGTH:
            cut = len(text)
        self._held = text[cut:]
        return str(self._mask.restore(text[:cut]))

    def rest(self) -> str:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return str(self._mask.restore(held))
