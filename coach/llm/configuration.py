"""Which model to ask and how: from the environment, then the nearest `.env`, then `[model]` of coach.toml (docs/model.md)."""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn
from urllib.parse import urlsplit

from coach.errors import SettingsError
from coach.llm import rest
from coach.settings import load_table, places

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

Mode = Literal["json_schema", "json_object"]

OPENAI = "https://api.openai.com/v1"
NAMES = {
    "api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL", "name": "COACH_MODEL", "timeout": "COACH_MODEL_TIMEOUT",
    "mode": "COACH_MODEL_MODE", "masking": "COACH_MODEL_MASKING", "tokens": "COACH_MODEL_TOKENS",
    "cache": "COACH_MODEL_CACHE",
}  # fmt: skip
"""The settings: name in `[model]` of coach.toml → name in the environment and in `.env`."""
_OURS = "COACH_"
_OWN = "COACH_MODEL"
_FAMILIES = (_OURS, "OPENAI_")
_ENVIRONMENT = "env"
_USER = re.compile(r"//[^/]*@")


def load_model(file: str | None = None, folder: Path | None = None) -> ModelSettings | None:
    """The model to ask, or None where no key is set anywhere: then nothing of the model layer is imported or connected to.

    `file`: a settings file named by the user, which counts if it has a `[model]`. A server that wants no key still needs one here (any
    word), so that text leaves the machine only by a decision. Raises SettingsError for an unknown name or a bad value, never showing a key.
    """
    table, shown = load_table("model", file, folder) if file is not None else (None, "")
    if table is None:
        table, shown = load_table("model", None, folder)
    given = _renamed(table or {}, shown)
    _checked((name for name in os.environ if name.startswith(_OURS)), _ENVIRONMENT)
    env = next((path for place in places(folder) if (path := place / ".env").is_file()), None)
    if not given.get(NAMES["api_key"]) and not os.environ.get(NAMES["api_key"]) and env is None:
        return None
    return _built(given, shown, env)


def _built(given: dict[str, Any], shown: str, env: Path | None) -> ModelSettings | None:
    """The settings, from all places. pydantic-settings costs a third of a second: only here, where there may be a model."""
    from dotenv import dotenv_values
    from pydantic import ValidationError

    from coach.llm.options import ModelSettings

    try:
        written = dotenv_values(env, encoding="utf-8-sig") if env is not None else {}
    except UnicodeDecodeError:
        raise SettingsError("settings-encoding", file=".env") from None
    except OSError as error:
        raise SettingsError("settings-read", file=".env", reason=error.strerror or type(error).__name__) from None
    _checked(written, ".env")
    if not any(place.get(NAMES["api_key"]) for place in (os.environ, written, given)):
        return None
    try:
        made = ModelSettings(_env_file=env, **given)  # type: ignore[call-arg]
    except ValidationError as error:
        # The first fault is enough; what it held is shown, but for the key.
        fault = error.errors(include_url=False, include_context=False)[0]
        _refuse(str(fault["loc"][0]), fault["input"], written, shown)
    # Whoever looks at the settings anew gives a server that failed a new chance.
    rest.clear()
    if not made.masking and not local(made.base_url):
        raise SettingsError("settings-model-masking-remote", value=str(urlsplit(made.base_url).hostname))
    return made


def _refuse(name: str, value: object, written: dict[str, str | None], shown: str) -> NoReturn:
    where = f"${name}" if os.environ.get(name) else ".env" if written.get(name) else shown
    field = next(own for own, outer in NAMES.items() if outer == name)
    if field == "api_key":
        raise SettingsError("settings-model-key", file=where)
    raise SettingsError(f"settings-model-{field.removeprefix('base_')}", file=where, value=_USER.sub("//…@", str(value))[:80])


def _renamed(table: dict[str, Any], shown: str) -> dict[str, Any]:
    """A `[model]` table by the names of the environment; those are taken as they are."""
    outer = NAMES | {name: name for name in NAMES.values()}
    for name in table:
        if name not in outer:
            _unknown(name, tuple(NAMES), shown)
    return {outer[name]: value for name, value in table.items()}


def _checked(names: Iterable[str], shown: str) -> None:
    """Refuse what is a setting misspelt: whatever begins as ours, and what is nearly one of the known names."""
    known = tuple(NAMES.values())
    for name in sorted(names):
        if name not in known and (name.startswith(_OWN) or name.startswith(_FAMILIES) and difflib.get_close_matches(name, known, 1, 0.88)):
            _unknown(name, known, shown)


def _unknown(name: str, known: tuple[str, ...], shown: str) -> NoReturn:
    near = difflib.get_close_matches(name, known, 1)
    key = "settings-model-near" if near else "settings-model-unknown"
    raise SettingsError(key, file=shown, name=name[:80], near="".join(near), allowed=", ".join(known))


def local(url: str) -> bool:
    """A server on this computer or an own network: loopback, a private address, or a name without a public domain."""
    host = (urlsplit(url).hostname or "").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".lan", ".internal", ".localhost"))
    return address.is_loopback or address.is_private


def near(url: str) -> bool:
    """A server on this very computer."""
    host = (urlsplit(url).hostname or "").lower()
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
