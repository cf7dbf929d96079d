"""A server that fails is left alone for a while: a file of a hundred goals must not wait a hundred times for a model that is not there."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from coach.errors import AskFailed, Faulty, Late, RateLimited, Unauthorised, Unreachable

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

SECONDS = 30.0
_PATIENCE = 2
_TIRING = (Unreachable, Unauthorised, RateLimited, Faulty, Late)
"""Failures of the server or the way to it. What a model said wrong in one answer, it may say right in the next."""

# By settings: how many failures in a row, when the last was, and which.
_failures: dict[ModelSettings, tuple[int, float, AskFailed]] = {}
_lock = threading.Lock()


def check(settings: ModelSettings) -> None:
    """Raises the last failure again, at once, where the server has failed twice in a row and its rest is not over."""
    with _lock:
        count, at, failed = _failures.get(settings, (0, 0.0, None))
        if failed is not None and count >= _PATIENCE and time.monotonic() < at + SECONDS:
            raise type(failed)(failed.key, **failed.params)


def record(settings: ModelSettings, failed: AskFailed | None) -> None:
    """How a question ended; None for an answer."""
    with _lock:
        if isinstance(failed, _TIRING):
            _failures[settings] = (_failures.get(settings, (0, 0.0, failed))[0] + 1, time.monotonic(), failed)
        else:
            _failures.pop(settings, None)


def clear() -> None:
    """Forget every failure."""
    with _lock:
        _failures.clear()
