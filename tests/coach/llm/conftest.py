"""What the tests of the model layer share: a clean slate, and settings for a loopback server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.llm import forms, rest
from coach.llm.options import ModelSettings
from tests.coach.llm.loopback import Server

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy between a test and its server, and nothing remembered of the servers of other tests."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    forms._refused.clear()
    rest.clear()


@pytest.fixture
def ours() -> Callable[..., ModelSettings]:
    """Settings for a server: `ours(server, timeout=2, mode="json_schema")`."""

    def made(server: Server, timeout: float = 3, mode: str = "auto", **more: Any) -> ModelSettings:
        given = {"OPENAI_API_KEY": "sk-hemlig", "OPENAI_BASE_URL": server.url, "COACH_MODEL": "test"}
        return ModelSettings(**{**given, "COACH_MODEL_TIMEOUT": timeout, "COACH_MODEL_MODE": mode, **more})

    return made
