"""The way to the model: one event loop in a thread of its own, one chat model per server, and every way it can fail as one of ours.

The loop of its own makes a question the same for all callers (threads, a page's event loop, the command line), lets the time limit cut a
question off wherever it hangs, and keeps connections open between questions.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from coach.errors import AskFailed, Cut, Faulty, Late, RateLimited, Refused, Rejected, Unauthorised, Unreachable, WrongShape
from coach.llm.configuration import near

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from coach.llm.options import ModelSettings
    from coach.llm.prompt import Message

T = TypeVar("T")
_STATUS: dict[int, tuple[type[AskFailed], str]] = {
    401: (Unauthorised, "key"), 403: (Unauthorised, "key"), 402: (RateLimited, "quota"), 404: (Rejected, "unknown"), 408: (Late, "late"),
    413: (Rejected, "too-long"), 429: (RateLimited, "busy"), 504: (Late, "late"),
}  # fmt: skip


@cache
def loop() -> asyncio.AbstractEventLoop:
    """The loop that all questions run in."""
    made = asyncio.new_event_loop()
    threading.Thread(target=made.run_forever, name="coach.llm", daemon=True).start()
    return made


@cache
def _client(direct: bool) -> Any:
    """The connections of all models, kept open between questions and closed with the process. `direct`: past any proxy."""
    import openai

    proxy = None if direct else os.environ.get("OPENAI_PROXY") or None
    made = openai.DefaultAsyncHttpxClient(trust_env=not direct, proxy=proxy)
    atexit.register(lambda: start(made.aclose()).result(1))
    return made


def start(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Run `work` in the loop; from any thread."""
    return asyncio.run_coroutine_threadsafe(work, loop())


def chat(settings: ModelSettings) -> BaseChatModel:
    """The chat model of some settings. Here langchain and openai are imported: a second or two, the first time only.

    Raises AskFailed where it cannot be made: a proxy or a certificate file of the environment that is not there, a library missing.
    """
    try:
        return _chat(settings)
    except Exception as error:  # whatever the environment makes of the libraries
        raise failure(error, settings) from None


@lru_cache(maxsize=8)
def _chat(settings: ModelSettings) -> BaseChatModel:
    # Without this each question could be reported to LangSmith, where a key for it lies in the environment.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        # The provider is told apart from the name, which may have colons of its own ("llama3.1:8b").
        settings.name,
        model_provider="openai",
        api_key=settings.api_key.get_secret_value(),
        base_url=settings.base_url,
        timeout=settings.timeout,
        # Retries are counted by `ask`: two requests at most, whatever happens.
        max_retries=0,
        # A few model names would go to /responses, which other servers do not have.
        use_responses_api=False,
        stream_usage=True,
        # A server on this computer is never behind a proxy. Socket options would have langchain warn about proxies on standard error.
        http_async_client=_client(near(settings.base_url)),
        http_socket_options=(),
        openai_proxy="",
    )


def sent(messages: tuple[Message, ...]) -> list[tuple[str, str]]:
    """Messages as langchain takes them without reading them as templates: braces in a goal stay braces."""
    return [({"user": "human", "assistant": "ai"}.get(message.role, message.role), message.text) for message in messages]


def failure(error: BaseException, settings: ModelSettings) -> AskFailed:
    """One of our failures for whatever langchain, openai or the transport raised. Never carries the text of a goal or an answer."""
    if isinstance(error, AskFailed):
        return error
    params = {"host": settings.host, "model": settings.name, "seconds": f"{settings.timeout:g}"}
    try:
        import openai
        from langchain_openai.chat_models.base import OpenAIRefusalError
    except Exception:
        return Faulty("unforeseen", **params, kind=type(error).__name__)
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return Late("late", **params)
    if isinstance(error, openai.APIStatusError):
        kind, key = _STATUS.get(error.status_code, (Faulty, "server") if error.status_code >= 500 else (Rejected, "rejected"))
        if error.status_code == 429 and "quota" in str(error.code or error.type or ""):
            key = "quota"
        elif error.status_code == 400 and "context" in str(error.code or ""):
            key = "too-long"
        return kind(key, **params, status=str(error.status_code))
    if isinstance(error, openai.LengthFinishReasonError):
        return Cut("length", **params)
    if isinstance(error, OpenAIRefusalError | openai.ContentFilterFinishReasonError):
        return Refused("refused", **params)
    # The transport's own errors come through bare where an answer breaks off in its body.
    if isinstance(error, openai.APIConnectionError | ConnectionError) or type(error).__module__.startswith("httpx"):
        return Unreachable("unreachable", **params)
    if isinstance(error, IndexError):
        return WrongShape("empty", **params)
    # An HTML page, an answer without its keys, garbage in a stream: whoever answers there is no OpenAI-compatible server.
    if isinstance(error, openai.APIError | ValueError | TypeError | AttributeError | KeyError):
        return Faulty("foreign", **params)
    return Faulty("unforeseen", **params, kind=type(error).__name__)


def pause(error: BaseException) -> float | None:
    """Seconds to wait before the one retry; None where a retry would not help."""
    import openai

    if isinstance(error, openai.RateLimitError) and "quota" in str(error.code or error.type or ""):
        return None
    if isinstance(error, openai.RateLimitError | openai.InternalServerError):
        asked = error.response.headers.get("retry-after", "")
        return float(asked) if asked.replace(".", "", 1).isdigit() else 0.5
    return 0.2 if isinstance(error, openai.APIConnectionError) and not isinstance(error, openai.APITimeoutError) else None
