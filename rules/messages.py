"""A finding's id and params, put into words in the user's language (design §6). Languages are equals: nothing falls back on the other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any

from rules.model import Finding, Kind, Light, Measurable, Ownership, Realistic, Report

LANGUAGES = ("sv", "en")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)( \D.*)?")
_PERIOD = re.compile(r"(\d{4})(?:-(Q[1-4]|\d{2}))?")
# Params that are the writer's own words, quoted as they stand.
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = frozenset(("words", "amount", "number", "owner"))
_LONG = 80
# Beyond this many digits a number is no number of anyone's.
_LARGE = 30
# Numbers, days and texts that are kept in their written form.
_KEPT = 4096


@cache
def catalogue(language: str) -> Mapping[str, Any]:
    """The whole catalogue of a language; KeyError for one that is not there."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads(files("rules").joinpath("locales", f"{language}.toml").read_text("utf-8"))


def render(finding: Finding, language: str) -> tuple[str, str]:
    """The message of a finding and the question that would mend it."""
    if not finding.params:
        return _plain(finding.rule, language)
    return _worded(finding.rule, finding.params, language)


@cache
def _plain(rule: str, language: str) -> tuple[str, str]:
    return _worded(rule, (), language)


def _worded(rule: str, told: tuple[tuple[str, str], ...], language: str) -> tuple[str, str]:
    params = {name: value for name, value in told if value}
    entry = _variant(catalogue(language)[rule], params)
    values = {name: _shown(name, value, language) for name, value in params.items()}
    return entry["message"].format_map(values), entry["question"].format_map(values)


def title(rule: str, language: str) -> str:
    """The name of a rule as people say it."""
    return str(catalogue(language)[rule]["title"])


def why(rule: str, language: str) -> str:
    """Why the rule is there."""
    return str(catalogue(language)[rule]["why"])


def looks(rule: str, language: str) -> str:
    """What the rule looks for."""
    return str(catalogue(language)[rule]["looks"])


def mend(rule: str, language: str) -> str:
    """How what it finds is mended."""
    return str(catalogue(language)[rule]["mend"])


def label(group: str, key: str, language: str) -> str:
    """A word of the interface: `group` is severity, criterion, light, theme, level, kind, specific … (the catalogue's [labels])."""
    return str(catalogue(language)["labels"][group][key])


def guide(section: str, language: str) -> str:
    """The title of a section of the guide."""
    return str(catalogue(language)["guide"][section])


def problem(key: str, params: tuple[tuple[str, str], ...], language: str) -> str:
    """The text of a `PolicyError`."""
    return str(catalogue(language)["problems"][key]).format_map(dict(params))


def status(report: Report, language: str) -> str:
    """The summary in words: "Klart för måldialogen – kvar: ägarens ja, utgångsläge" (rulebook §10)."""
    words = catalogue(language)["status"]
    if report.kind is Kind.NONGOAL or report.verdicts is None:
        return str(words["nongoal"])
    verdicts = report.verdicts
    if report.ready:
        accepted = verdicts.owner is Ownership.NAMED and report.goal.accepted is not None
        left = [] if accepted else [words["yes"]]
        milestone = verdicts.measurable is Measurable.MILESTONE
        if verdicts.baseline_missing or (verdicts.realistic is Realistic.UNKNOWN and not milestone and report.goal.baseline is None):
            left.append(words["baseline"])
        return str(words["ready_left"].format(left=", ".join(left)) if left else words["ready"])
    mended = [label("criterion", name, language).lower() for name, light in report.lights if light is Light.MEND]
    if mended:
        return str(words["mend"].format(criteria=", ".join(mended)))
    return str(words["blanks"])


def number(value: Decimal, language: str) -> str:
    """A number as the language writes it: "10 000,5", "10,000.5"; nothing has no sign."""
    if not value:
        return "0"
    return _written(value, language) if value.is_finite() and abs(value.adjusted()) <= _LARGE else str(value)


@lru_cache(maxsize=_KEPT)
def _written(value: Decimal, language: str) -> str:
    """Kept for a number and all that equal it, and so only for those that are written alike: 0 equals -0, and 1E+40 its digits."""
    from babel.numbers import format_decimal  # babel costs 50 ms at start, and most runs of a command print no number

    return str(format_decimal(value, locale=language, decimal_quantization=False))


@lru_cache(maxsize=_KEPT)
def day(value: date, language: str) -> str:
    """A date as the language writes it: "31 mars 2027"."""
    from babel.dates import format_date

    return str(format_date(value, "d MMMM y", locale=language))


def period(value: str, language: str) -> str:
    """A period of the history: "2025-Q4" → "Q4 2025", "2025-11" → "november 2025"."""
    match = _PERIOD.fullmatch(value)
    if match is None or match[2] is None:
        return value
    if match[2].startswith("Q"):
        return f"{match[2]} {match[1]}"
    from babel.dates import format_date

    try:
        return str(format_date(date(int(match[1]), int(match[2]), 1), "MMMM y", locale=language))
    except ValueError:
        return value


@lru_cache(maxsize=_KEPT)
def placeholders(template: str) -> tuple[str, ...]:
    """The names a text asks for, in order."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))


def _variant(entry: Mapping[str, Any], params: Mapping[str, str]) -> Mapping[str, Any]:
    """The texts of the finding's reason, of its level, and of a single goal, as far as there are such; those without the quoted words,
    where there are none to quote."""
    chosen = entry
    for key in (params.get("reason"), params.get("level"), "one" if params.get("count") == "1" else None):
        chosen = chosen.get(key, chosen) if key else chosen
    if "bare" in entry and not ("message" in chosen and _asked_for(chosen["message"], chosen["question"]) <= params.keys()):
        chosen = entry["bare"]
    return chosen


@lru_cache(maxsize=_KEPT)
def _asked_for(message: str, question: str) -> frozenset[str]:
    """The names that two texts ask for."""
    return frozenset(placeholders(message) + placeholders(question))


def _shown(name: str, value: str, language: str) -> str:
    """A param as the reader sees it."""
    if name != "formula" and len(value) > _LONG and name not in _QUOTED:
        return value[: _LONG - 1] + "…"
    if name in _QUOTED:
        plain = " ".join(value.split()).strip('"”“')
        return plain if len(plain) <= _LONG else plain[: _LONG - 1].rstrip() + "…"
    if name == "formula":
        return _FIGURE.sub(lambda found: number(Decimal(found[0]), language), value)
    if name == "period":
        return period(value, language)
    if name in ("field", "level") and value in catalogue(language)["labels"]["level"]:
        return label("level", value, language).lower()
    if _DATE.fullmatch(value):
        try:
            return day(date.fromisoformat(value), language)
        except ValueError:
            return value
    if amount := _NUMBER.fullmatch(value):
        try:
            return number(Decimal(amount[1]), language) + (amount[2] or "")
        except InvalidOperation:
            return value
    return value
