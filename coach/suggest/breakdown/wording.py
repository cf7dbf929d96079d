"""A breakdown in words: every sum with its numbers, every question and note, in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from coach.suggest.breakdown.model import Ask, GivesWay, Linked, Note, Param, Ref, Sum
from coach.texts import catalogue, text
from rules.arithmetic.figures import rounded
from rules.arithmetic.funnel import STAGES, ratio_name, ratio_names
from rules.messages import label, number

ROOM = "breakdown"
_CURRENCIES = {"SEK": {"sv": "kr", "en": "SEK"}}


def figure(language: str, value: Fraction) -> str:
    """A number as the language writes it: exactly where two decimals are enough, else rounded as one would say it."""
    return number(_said(value), language).replace("-", "−")


def _said(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    near = round(exact, 2)
    if Fraction(near) == value or abs(value) < 1:
        return near.normalize() if near else Decimal(0)
    return rounded(exact)


def formula(language: str, item: Sum, money: str = "") -> str:
    """A sum worked out, with every number: "50 nya kunder × 24 möten per ny kund = 1 200 möten"."""
    made = item.formula
    params: dict[str, str] = {name: figure(language, value) for name, value in made.values}
    params |= {name: _param(language, value) for name, value in item.params}
    if money:
        # Revenue is counted in the goal's own currency.
        params |= {name: unit(language, money) for name, value in item.params if value == Ref("stage.revenue")}
    params["result"] = figure(language, made.result)
    params["equals"] = "=" if _exact(made.result) else "≈"
    params["money"] = f" {unit(language, money)}" if money or language == "sv" else ""
    params["unit"] = f" {unit(language, item.unit)}" if item.unit else ""
    if made.name == "quarters":
        params["rows"] = " + ".join(f"{figure(language, value)} ({quarter(name)})" for name, value in made.values)
    line = text(language, f"formula.{item.key}", ROOM, **_twice(language, item, params))
    if not made.assumed:
        return line
    return f"{line} ({text(language, 'word.assumed', ROOM, names=', '.join(figure_name(language, name) for name in made.assumed))})"


def question(language: str, ask: Ask) -> str:
    """What to ask for a number."""
    words = text(language, f"ask.{ask.key}", ROOM, **{name: _param(language, value) for name, value in ask.params})
    most = dict(ask.params).get("most")
    if most is not None:
        words += " " + text(language, "ask.most", ROOM, most=_param(language, most))
    return words


def note(language: str, item: Note) -> str:
    """Something good to know."""
    return text(language, f"note.{item.key}", ROOM, **{name: _param(language, value) for name, value in item.params})


def link(language: str, item: Linked) -> str:
    """Why an existing goal carries the strategic one."""
    return text(language, f"link.{item.reason}", ROOM, theme=label("theme", item.theme.value, language).lower())


def way(language: str, item: GivesWay) -> str:
    """Why an existing goal would give way."""
    return text(language, f"gives.{item.reason}", ROOM, other=item.same_as)


def option(ask: Ask) -> str:
    """How a number asked for is given on the command line; what belongs to the goal's own words has no option."""
    if ask.key in ("target", "unit"):
        return ""
    return "--sellers …" if ask.key == "sellers" else f"--ratio {ask.key}=…"


def unit(language: str, name: str) -> str:
    """A unit as the language writes it."""
    return _CURRENCIES.get(name or "SEK", {}).get(language, name)


def quarter(name: str) -> str:
    """ "2027-Q1" as "Q1 2027"."""
    year, _, part = name.partition("-")
    return f"{part} {year}"


def _param(language: str, value: Param) -> str:
    if isinstance(value, Fraction):
        return figure(language, value)
    if isinstance(value, Ref):
        return text(language, value.key, ROOM)
    return quarter(value) if "-Q" in value else value


def _twice(language: str, item: Sum, params: dict[str, str]) -> dict[str, str]:
    """A word of the catalogue that itself holds a number: "på {quarters} kvartal"."""
    return {name: value.format_map(params) if "{" in value else value for name, value in params.items()}


def _exact(value: Fraction) -> bool:
    return Fraction(_said(value)) == value


def figure_name(language: str, name: str) -> str:
    """What a number given is called: "möten per affär", "ordervärde"."""
    early, _, late = name.partition("_per_")
    if late and name in ratio_names():
        one = next(stage for stage in STAGES if ratio_name("leads", stage).endswith(f"_{late}") or stage == f"{late}s")
        return f"{text(language, f'stage.{early}', ROOM)} per {text(language, f'one.{one}', ROOM)}"
    if late and early in STAGES:
        return f"{text(language, f'stage.{early}', ROOM)} per {text(language, f'cycle.{late}', ROOM)}"
    return text(language, f"name.{name}", ROOM) if f"name.{name}" in catalogue(language, ROOM) else name
