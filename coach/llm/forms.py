"""How an answer is asked for: the fullest form that a server takes, found by stepping down when it answers 400."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

    from coach.llm.options import ModelSettings

_log = logging.getLogger("coach.llm")

# What a server would not take, remembered while the process lives: by address and model.
_refused: dict[tuple[str, str], frozenset[str]] = {}
_lock = threading.Lock()


def form(settings: ModelSettings, schema: type[BaseModel], temperature: float) -> dict[str, Any]:
    """The fullest form that this server is not known to refuse, as arguments of the request."""
    from coach.llm.answers import strict

    chosen: dict[str, Any] = {}
    wanted = mode(settings)
    if wanted == "json_schema":
        chosen["response_format"] = strict(schema)
    elif wanted == "json_object":
        chosen["response_format"] = {"type": "json_object"}
    if "temperature" not in _known(settings):
        chosen["temperature"] = temperature
    return chosen


def mode(settings: ModelSettings) -> str:
    """The answer mode in use: the one set, or the one stepped down to ("text" where the server takes neither)."""
    refused = _known(settings)
    order = ("json_schema", "json_object") if settings.mode == "json_schema" else ("json_object",)
    return next((name for name in order if name not in refused), "text")


def step_down(settings: ModelSettings, used: Mapping[str, Any], told: str) -> bool:
    """After a 400 on a request of form `used`: leave out what the server names, else the format. False where nothing is left to leave."""
    format = used.get("response_format", {}).get("type", "")
    part = "temperature" if "temperature" in told and "temperature" in used else format
    if not part:
        return False
    with _lock:
        _refused[settings.base_url, settings.name] = _known(settings) | {part}
    _log.info("%s at %s: asked without %s from now on", settings.name, settings.host, part)
    return True


def _known(settings: ModelSettings) -> frozenset[str]:
    return _refused.get((settings.base_url, settings.name), frozenset())
