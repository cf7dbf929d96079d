"""Which column of an export holds what: profiles that ship as data, and the user's own, told from the header and saved as TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from coach.errors import SettingsError
from coach.exchange.columns import shown
from rules.reading.text import fold

TABLES = ("deals", "activities", "leads", "quotes")
FIELDS = {
    "deals": ("id", "name", "owner", "amount", "home", "currency", "status", "stage", "created", "closed", "won", "lost", "expected",
              "next_activity", "modified"),
    "activities": ("id", "kind", "owner", "day", "done", "modified"),
    "leads": ("id", "owner", "day", "modified"),
    "quotes": ("id", "owner", "day", "modified"),
}  # fmt: skip
# One field of each group must be there.
NEEDS = {
    "deals": (("status", "stage"), ("closed", "won", "expected"), ("amount", "home", "name", "id")),
    "activities": (("kind",), ("day",)),
    "leads": (("id",), ("day",)),
    "quotes": (("id",), ("day",)),
}
_WORDS = ("won", "lost", "open", "done", "planned", "meetings", "calls", "quotes", "leads", "ignored")
_EDGES = " \t*:?.\"'"


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of export: the columns a field may be called, and the words that a cell may mean ("closed won" → won)."""

    kind: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    source: str = ""

    def word(self, cell: str) -> str:
        """The value a cell means, or ""."""
        wanted = fold(cell).strip(_EDGES)
        return next((value for value, names in self.words if wanted in names), "")


@dataclass(frozen=True, slots=True)
class Profile:
    """How one CRM writes its exports. `dates`: dmy or mdy, where a file does not tell; `currency` of amounts that name none;
    `rates`: what one unit of another currency is worth in it."""

    name: str
    tables: tuple[Table, ...]
    dates: str = "dmy"
    currency: str = ""
    rates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A header read by a profile: the table it is, the place of each field, and the titles by place."""

    profile: Profile
    table: Table
    places: tuple[tuple[str, int], ...]
    titles: tuple[str, ...]
    missing: tuple[str, ...] = ()

    def title(self, field: str) -> str:
        """What the column of a field is called in the file."""
        return next((self.titles[at] for name, at in self.places if name == field), field)


def choose(titles: Sequence[str], profiles: Sequence[Profile], kind: str | None = None) -> Chosen | None:
    """The profile and table that know most of the header, all that is needed among it; else the nearest with what is `missing`."""
    found: list[tuple[int, int, Chosen]] = []
    for profile in profiles:
        for table in profile.tables:
            if kind is not None and table.kind != kind:
                continue
            places = _places(titles, table)
            fields = tuple(name for name, _ in places)
            missing = tuple(group[0] for group in NEEDS[table.kind] if not any(name in fields for name in group))
            found.append((-len(missing), len(places), Chosen(profile, table, places, tuple(titles), missing)))
    best = max(found, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[1] else None


def shipped(name: str) -> Profile | None:
    """The profile of a CRM that ships with coach ("hubspot"), or None."""
    return _shipped().get(name.casefold())


def names() -> tuple[str, ...]:
    """The profiles that ship with coach."""
    return tuple(_shipped())


def load(path: Path) -> Profile:
    """A saved mapping. Raises SettingsError for a file that is none."""
    try:
        return parsed(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise SettingsError("mapping-read", file=shown(str(path), 200), reason=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError as error:
        raise SettingsError("mapping-read", file=shown(str(path), 200), reason=str(error)) from None


def parsed(body: str, name: str) -> Profile:
    """The text of a saved mapping; `name`: what it is called in an error, and where it does not name itself. Raises SettingsError."""
    try:
        return _profile(tomllib.loads(body), Path(name).stem)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("mapping-read", file=shown(name, 200), reason=str(error)) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError("mapping-wrong", file=shown(name, 200), name=shown(str(error).strip("'"))) from None


def saved(chosen: Chosen, name: str) -> str:
    """The mapping of one file as TOML, to be kept, edited, and given by --profile next time."""
    table = chosen.table

    def quoted(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = [f"name = {quoted(name)}", f"dates = {quoted(chosen.profile.dates)}", f"currency = {quoted(chosen.profile.currency)}"]
    lines += ["", f"[{table.kind}.columns]", *(f"{field} = [{quoted(chosen.titles[at])}]" for field, at in chosen.places)]
    if table.words:
        lines += ["", f"[{table.kind}.words]"]
        lines += [f"{value} = [{', '.join(quoted(word) for word in words)}]" for value, words in table.words]
    return "\n".join(lines) + "\n"


def _places(titles: Sequence[str], table: Table) -> tuple[tuple[str, int], ...]:
    folded = [fold(" ".join(title.split())).strip(_EDGES) for title in titles]
    places = []
    for field, named in table.columns:
        # The names of a field stand in order of trust: the first that the file has counts.
        at = next((folded.index(name) for name in named if name in folded), None)
        if at is not None:
            places.append((field, at))
    return tuple(places)


@cache
def _shipped() -> dict[str, Profile]:
    folder = files("coach.exchange").joinpath("profiles")
    made = {entry.name.removesuffix(".toml"): entry for entry in folder.iterdir() if entry.name.endswith(".toml")}
    return {name: _profile(tomllib.loads(made[name].read_text("utf-8")), name) for name in sorted(made)}


def _profile(tree: Mapping[str, Any], name: str) -> Profile:
    unknown = [key for key in tree if key not in (*TABLES, "name", "dates", "currency", "rates", "documentation")]
    if unknown:
        raise ValueError(unknown[0])
    dates = tree.get("dates", "dmy")
    if dates not in ("dmy", "mdy"):
        raise ValueError("dates")
    tables = tuple(_table(kind, tree[kind]) for kind in TABLES if kind in tree)
    if not tables:
        raise ValueError("deals")
    rates = tuple((str(key).upper(), str(value)) for key, value in tree.get("rates", {}).items())
    return Profile(str(tree.get("name", name)), tables, dates, str(tree.get("currency", "")).upper(), rates)


def _table(kind: str, tree: Mapping[str, Any]) -> Table:
    columns = tree["columns"]
    for field in columns:
        if field not in FIELDS[kind]:
            raise ValueError(field)
    words = tree.get("words", {})
    for value in words:
        if value not in _WORDS:
            raise ValueError(value)
    return Table(kind, _folded(columns), _folded(words), str(tree.get("documentation", "")))


def _folded(lists: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    named = {key: [value] if isinstance(value, str) else value for key, value in lists.items()}
    return tuple((key, tuple(fold(str(word)).strip(_EDGES) for word in value)) for key, value in named.items())
