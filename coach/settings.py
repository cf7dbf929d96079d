"""Settings: finding and reading `coach.toml`, or `[policy]` / `[tool.coach.policy]` of a pyproject.toml."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

from coach.errors import SettingsError
from rules.policy import Policy, PolicyError

_TABLES = ("policy",)
_NAMES = ("coach.toml", "pyproject.toml")


def load_policy(file: str | None = None, folder: Path | None = None) -> Policy:
    """The policy of `file`, or else of the nearest settings file at or above `folder` (default: the working folder), or else the
    rulebook's own. Raises SettingsError for what cannot be read, caused by a PolicyError for what the policy does not know."""
    if file is not None:
        return _policy(_table(Path(file), named=True) or {}, file)
    here = (folder or Path.cwd()).absolute()
    for place in (here, *here.parents):
        for name in _NAMES:
            path = place / name
            if path.is_file() and (table := _table(path, named=False)) is not None:
                return _policy(table, name)
        if (place / ".git").exists():
            break
    return Policy.default()


def _policy(table: dict[str, Any], file: str) -> Policy:
    from rules.registry import verify

    try:
        return verify(Policy.from_mapping(table))
    except PolicyError as error:
        raise SettingsError("settings-policy", file=file, reason=str(error)) from error


def _table(path: Path, named: bool) -> dict[str, Any] | None:
    """The policy table of one file, or None where it has none."""
    shown = str(path) if named else path.name
    try:
        tree = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError("settings-missing", file=shown) from None
    except IsADirectoryError:
        raise SettingsError("settings-directory", file=shown) from None
    except OSError as error:
        raise SettingsError("settings-read", file=shown, reason=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise SettingsError("settings-encoding", file=shown) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError("settings-toml", file=shown, reason=str(error)) from None
    if path.name == "pyproject.toml":
        own = tree.get("tool", {}).get("coach", {}).get("policy")
        table = own if own is not None else tree.get("policy")
    else:
        for key in tree:
            if key not in _TABLES:
                near = difflib.get_close_matches(key, _TABLES, 1)
                raise SettingsError("settings-near" if near else "settings-unknown", file=shown, name=key, near="".join(near))
        table = tree.get("policy")
    if table is not None and not isinstance(table, dict):
        raise SettingsError("settings-table", file=shown)
    return table
