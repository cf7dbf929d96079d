"""A daily budget of tokens, where one is set: counted over all runs of a user in one small file, nothing but a day and a number."""

from __future__ import annotations

import json
import os
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import RateLimited

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

_FILE = "model-tokens.json"
_lock = threading.Lock()


def check(settings: ModelSettings) -> None:
    """Raises RateLimited ("budget") where today's tokens are spent."""
    if settings.tokens and spent(date.today()) >= settings.tokens:
        raise RateLimited("budget", limit=str(settings.tokens))


def record(settings: ModelSettings, tokens: int) -> None:
    """Add the tokens of a question to today's. A file that cannot be written costs the count, not the answer."""
    if not settings.tokens or not tokens:
        return
    today = date.today()
    with _lock:
        path = _path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps({"day": today.isoformat(), "tokens": spent(today) + tokens}), "utf-8")
            fresh.replace(path)
        except OSError:
            return


def spent(day: date) -> int:
    """The tokens of a day; 0 for a file that is of another day, missing or broken."""
    try:
        held = json.loads(_path().read_text("utf-8"))
        return int(held["tokens"]) if held["day"] == day.isoformat() else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _path() -> Path:
    import platformdirs

    return platformdirs.user_state_path("coach", appauthor=False) / _FILE
