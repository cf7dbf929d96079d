"""The bounds that a company may set, with the rulebook's own as default; reasons stand in policy.toml."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from rules.model import Severity, Theme

_DAY = re.compile(r"(\d{2})-(\d{2})")
_RULE = re.compile(r"[KSMARTCLG]\d{3}")
_LISTS = ("roles", "teams", "measures", "names")
# Where the actual value of a goal is read (rulebook §9, tracking): a key of the catalogue's [sources].
_SOURCES = {
    Theme.LEADS: "crm", Theme.ACTIVITY: "crm", Theme.DEALS: "crm", Theme.ORDER_VALUE: "crm", Theme.PRODUCT: "crm",
    Theme.REVENUE: "finance", Theme.MARGIN: "finance", Theme.MARKET: "report", Theme.CUSTOMER_VALUE: "crm",
    Theme.TEAM: "report", Theme.QUALITY: "survey", Theme.OTHER: "report",
}  # fmt: skip


class PolicyError(ValueError):
    """A policy that cannot be used: `key` and `params` are worded by `rules.messages.problem` in the user's language."""

    def __init__(self, key: str, **params: str) -> None:
        self.key = key
        self.params = tuple(params.items())
        super().__init__(f"{key}: " + ", ".join(f"{name}={value}" for name, value in self.params))


@dataclass(frozen=True)
class Policy:
    """The bounds of the rulebook and what is special to the company. Hashable; `key` names its content."""

    operational_low: int
    operational_high: int
    strategic_low: int
    strategic_high: int
    owner_high: int
    small_team: int
    team_size: int
    history_percent: int
    baseline_percent: int
    baseline_pieces: int
    arithmetic_percent: int
    conversion_percent: int
    working_weeks: int
    working_days: int
    revision_percent: int
    revision_count: int
    reward_cliff_percent: int
    fiscal_year_start: int
    summer_end: tuple[int, int]
    stretch: bool
    company: str = ""
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    off: tuple[str, ...] = ()
    sources: tuple[tuple[Theme, str], ...] = tuple(_SOURCES.items())
    key: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        content = repr(tuple(getattr(self, item.name) for item in fields(self) if item.name != "key"))
        object.__setattr__(self, "key", blake2b(content.encode(), digest_size=8).hexdigest())
        object.__setattr__(self, "_hash", int(self.key, 16))

    def __hash__(self) -> int:
        """Computed once: readers cache their compiled word lists by policy."""
        return self._hash  # type: ignore[attr-defined,no-any-return]

    @staticmethod
    def default() -> Policy:
        """The rulebook's own bounds."""
        return _default()

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> Policy:
        """A policy from a `[policy]` table: bounds by name, `company`, lists of `roles`, `teams`, `measures`, `names`, and the tables
        `severity` (rule id → "error", "warning", "note"), `rules` (rule id → on or off) and `sources` (theme → source, false where
        none is wanted). Raises `PolicyError` for an unknown key or a bad value."""
        bounds = _bounds()
        values: dict[str, Any] = {name: _bound(name, entry, entry["value"]) for name, entry in bounds.items()}
        known = (*bounds, "company", *_LISTS, "severity", "rules", "sources")
        for name, value in mapping.items():
            if name in bounds:
                values[name] = _bound(name, bounds[name], value)
            elif name == "company":
                values[name] = _text(name, value)
            elif name in _LISTS:
                values[name] = _texts(name, value)
            elif name == "severity":
                values["severities"] = tuple((_rule(name, id), _severity(id, level)) for id, level in _table(name, value))
            elif name == "rules":
                values["off"] = tuple(_rule(name, id) for id, on in _table(name, value) if not _switch(id, on))
            elif name == "sources":
                values["sources"] = _sources(_table(name, value))
            else:
                raise _unknown(str(name), known)
        for kind in ("operational", "strategic"):
            if values[f"{kind}_low"] > values[f"{kind}_high"]:
                raise PolicyError("policy-order", name=f"{kind}_low", other=f"{kind}_high")
        return cls(**values)

    def severity(self, rule: str, default: Severity) -> Severity:
        """The severity of a rule here."""
        if not self.severities:
            return default
        return dict(self.severities).get(rule, default)

    def source(self, theme: Theme) -> str:
        """Where the actual value of a goal on `theme` is read: a key of the catalogue or the company's own words; "" if refused."""
        return dict(self.sources).get(theme, "")


def reasons(language: str) -> tuple[tuple[str, str], ...]:
    """The name of each bound and the reason for it."""
    return tuple((name, entry[f"reason_{language}"]) for name, entry in _bounds().items())


@cache
def _bounds() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("rules").joinpath("policy.toml").read_text("utf-8"))


@cache
def _default() -> Policy:
    return Policy.from_mapping({})


def _unknown(name: str, known: tuple[str, ...]) -> PolicyError:
    near = difflib.get_close_matches(name, known, 1)
    return PolicyError("policy-near", name=name, near=near[0]) if near else PolicyError("policy-unknown", name=name)


def _bound(name: str, entry: Mapping[str, Any], value: object) -> object:
    default = entry["value"]
    if isinstance(default, bool):
        return _switch(name, value)
    if isinstance(default, int):
        if isinstance(value, bool) or not isinstance(value, int) or not entry["low"] <= value <= entry["high"]:
            raise PolicyError("policy-range", name=name, value=_as_typed(value), low=str(entry["low"]), high=str(entry["high"]))
        return value
    if isinstance(value, date):
        return (value.month, value.day)
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        # A leap year, so that 02-29 is a day.
        when = date(2024, int(match[1]), int(match[2])) if match else None
    except ValueError:
        when = None
    if when is None:
        raise PolicyError("policy-day", name=name, value=str(value))
    return (when.month, when.day)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise PolicyError("policy-text", name=name, value=str(value))
    return value.strip()


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise PolicyError("policy-list", name=name, value=str(value))
    return tuple(dict.fromkeys(text for text in (_text(name, item) for item in value) if text))


def _table(name: str, value: object) -> tuple[tuple[str, object], ...]:
    if not isinstance(value, Mapping):
        raise PolicyError("policy-table", name=name, value=str(value))
    return tuple((str(key), item) for key, item in value.items())


def _rule(name: str, id: str) -> str:
    # The registry stands above the policy, so only the shape is checked here; `rules.registry.verify` knows the rules.
    wanted = id.strip().upper()
    if not _RULE.fullmatch(wanted):
        raise PolicyError("policy-rule", name=name, value=id)
    return wanted


def _as_typed(value: object) -> str:
    """A value as TOML has it: "4" in quotation marks is no number, and the reader should see why."""
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _severity(id: str, value: object) -> Severity:
    try:
        return Severity(str(value))
    except ValueError:
        raise PolicyError("policy-severity", name=id, value=str(value)) from None


def _switch(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise PolicyError("policy-switch", name=name, value=str(value))
    return value


def _sources(table: tuple[tuple[str, object], ...]) -> tuple[tuple[Theme, str], ...]:
    sources = dict(_SOURCES)
    for name, value in table:
        if name not in tuple(Theme):
            raise _unknown(name, tuple(Theme))
        sources[Theme(name)] = "" if value is False else _text(name, value)
    return tuple(sources.items())
