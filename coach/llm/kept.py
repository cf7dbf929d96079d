"""Answers kept, where that is set: the same question to the same model is not asked, or paid for, twice.

What is kept is what was received, before any name is put back; a question of other words, model, form or rule set is another question.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings
    from coach.llm.prompt import Rendered

_MOST = 500
"""Answers kept, the latest."""
_LARGEST = 64_000


def key(settings: ModelSettings, rendered: Rendered, schema: str, rules: str) -> str:
    """What tells one question from another."""
    told = (settings.base_url, settings.name, settings.mode, schema, rules, rendered.prompt.hash)
    return _digest((*told, *(part for message in rendered.messages for part in (message.role, message.text))))


def get(name: str) -> str | None:
    """The answer kept under a key; None where there is none to read."""
    try:
        return (_folder() / name).read_text("utf-8")
    except (OSError, ValueError):
        return None


def put(name: str, content: str) -> None:
    """Keep an answer. A folder that cannot be written costs the keeping, not the answer."""
    if len(content) > _LARGEST:
        return
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{name}.{os.getpid()}"
        fresh.write_text(content, "utf-8")
        fresh.replace(folder / name)
        held = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in held[:-_MOST]:
            path.unlink(missing_ok=True)
    except OSError:
        return


def _digest(parts: Iterable[str]) -> str:
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("coach", appauthor=False) / "answers"
