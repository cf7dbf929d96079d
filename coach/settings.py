"""Settings: finding and reading `coach.toml`, or `[tool.coach.…]` of a pyproject.toml. Tables: `[policy]` (the bounds of the rules) and
`[model]` (the language model, made into settings by `coach.llm.configuration`)."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.errors import SettingsError
from rules.policy import Policy, PolicyError

_TABLES = ("policy", "model")
_NAMES = ("coach.toml", "pyproject.toml")


def load_policy(file: str | None = None, folder: Path | None = None) -> Policy:
    """The policy of `file`, or else of the nearest settings file at or above `folder` (default: the working folder), or else the
    rulebook's own. Raises SettingsError for what cannot be read, caused by a PolicyError for what the policy does not know."""
    table, shown = load_table("policy", file, folder)
    return _policy(table, shown) if table is not None or file is not None else Policy.default()


def load_table(name: str, file: str | None = None, folder: Path | None = None) -> tuple[dict[str, Any] | None, str]:
    """One table of `file`, or else of the nearest settings file that has it, with the file as the user knows it. None where none has it.
    Raises SettingsError for what cannot be read."""
    if file is not None:
        return _table(Path(file), name, named=True), file
    for place in places(folder):
        for own in _NAMES:
            path = place / own
            if path.is_file() and (table := _table(path, name, named=False)) is not None:
                return table, own
    return None, ""


def places(folder: Path | None = None) -> Iterator[Path]:
    """The folders where settings are looked for: `folder` (default: the working folder) and those above, up to the one that holds .git."""
    here = (folder or Path.cwd()).absolute()
    for place in (here, *here.parents):
        yield place
        if (place / ".git").exists():
            return


def _policy(table: dict[str, Any] | None, file: str) -> Policy:
    from rules.registry import verify

    try:
        return verify(Policy.from_mapping(table or {}))
    except PolicyError as error:
        raise SettingsError("settings-policy", file=file, reason=str(error)) from error


def _table(path: Path, name: str, named: bool) -> dict[str, Any] | None:
    """The table `name` of one file, or None where it has none."""
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
        own = tree.get("tool", {}).get("coach", {}).get(name)
        table = own if own is not None else tree.get(name) if name == "policy" else None
    else:
        for key in tree:
            if key not in _TABLES:
                near = difflib.get_close_matches(key, _TABLES, 1)
                raise SettingsError("settings-near" if near else "settings-unknown", file=shown, name=key, near="".join(near))
        table = tree.get(name)
    if table is not None and not isinstance(table, dict):
        raise SettingsError("settings-table", file=shown, name=name)
    return table
