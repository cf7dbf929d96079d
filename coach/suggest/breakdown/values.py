"""The team's own numbers: what a ratio, a volume or a figure of last year may be called, and how its value is read."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from coach.errors import UsageError
from coach.exchange import fields
from coach.exchange.columns import shown
from coach.suggest.breakdown.season import Season, season
from rules.arithmetic.formula import Known, known
from rules.arithmetic.funnel import STAGES, counted_pairs, ratio_name, ratio_names
from rules.reading.text import fold

_ONE_IN = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*[:/]\s*(\d+(?:[.,]\d+)?)\s*")
_CURRENCY = re.compile(r"\s*(?:[$€£]|SEK|EUR|USD|GBP|NOK|DKK)\s*(?=\d)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LARGEST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class Volume:
    """So much of a stage per cycle: 100 meetings a month. `goal`: the id of the existing goal that says so; `word`: what one is
    called, where it is not the stage itself."""

    stage: str
    cycle: str
    amount: Known
    goal: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """A ratio that the history shows: so many of `early` for so many of `late`."""

    early: str
    late: str
    volume: Fraction
    outcome: Fraction

    @property
    def known(self) -> Known:
        """The ratio."""
        return known(self.volume / self.outcome)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known in numbers: ratios and facts by name, volumes, and which ratios the history gave."""

    known: dict[str, Known] = field(default_factory=dict)
    volumes: tuple[Volume, ...] = ()
    seen: tuple[Observed, ...] = ()
    seasons: tuple[Season, ...] = ()


@cache
def names() -> dict[str, dict[str, list[str]]]:
    """The words of stages.toml by section."""
    tree: dict[str, dict[str, list[str]]] = tomllib.loads(files("coach").joinpath("suggest", "breakdown", "stages.toml").read_text("utf-8"))
    return {section: {key: [fold(word) for word in words] for key, words in lines.items()} for section, lines in tree.items()}


def figures(
    ratios: Mapping[str, object],
    what_if: Mapping[str, object],
    history: Sequence[Mapping[str, object]],
    frame: fields.Frame,
    year: int,
    named: tuple[str, str] = ("ratios", "what_if"),
) -> Figures:
    """Every number given: history first, what is stated outweighs it, and what is supposed outweighs both.

    `year` is the one planned for; last year's figures are those of the year before it, where the history has all of it.
    `named`: what the two tables are called in an error. Raises UsageError for a name that means nothing and a value that cannot be.
    """
    found, seen, seasons = _past(history, frame, year)
    volumes: dict[tuple[str, str], Volume] = {}
    for option, given in zip(named, (ratios, what_if), strict=True):
        for name, value in given.items():
            key = _canonical(name, option)
            number = _number(name, key, value, option, frame)
            label = key.name if option == named[1] else ""
            if key.cycle:
                volumes[key.stage, key.cycle] = Volume(key.stage, key.cycle, known(number, label))
            else:
                found[key.name] = known(number, label)
    still = tuple(item for item in seen if found[ratio_name(item.early, item.late)] == item.known)
    return Figures(found, tuple(volumes.values()), still, seasons)


@dataclass(frozen=True, slots=True)
class _Key:
    """A name understood: a ratio (`turned`: given the other way round), a fact, or a volume of a stage per cycle."""

    name: str
    turned: bool = False
    stage: str = ""
    cycle: str = ""


def _canonical(name: str, option: str) -> _Key:
    plain = re.sub(r"[\s_\-]+", "_", fold(name).strip()).strip("_")
    for fact, words in names()["fact"].items():
        if plain in (re.sub(r"\s+", "_", word) for word in words):
            return _Key(fact)
    above, _, below = re.sub(r"_?/_?|_pa_|_for_", "_per_", plain).partition("_per_")
    stage, per, cycle = _of("stage", above), _of("stage", below), _of("cycle", below)
    if stage and cycle:
        return _Key(f"{stage}_per_{cycle}", stage=stage, cycle=cycle)
    if stage and per and stage != per:
        turned = STAGES.index(stage) > STAGES.index(per)
        early, late = (per, stage) if turned else (stage, per)
        return _Key(ratio_name(early, late), turned)
    raise _unknown(name, option)


def _of(section: str, word: str) -> str:
    return next((key for key, words in names()[section].items() if word in words), "")


def _unknown(name: str, option: str) -> UsageError:
    known_names = (*ratio_names(), *names()["fact"])
    near = difflib.get_close_matches(fold(name).replace(" ", "_"), known_names, 1)
    key = "figure-near" if near else "figure-name"
    return UsageError(key, option=option, name=shown(name), near="".join(near), facts=", ".join(names()["fact"]))


def _number(name: str, key: _Key, value: object, option: str, frame: fields.Frame) -> Decimal:
    """A number above zero; "1:24" and "4 %" are a share, and turned into so many for one."""
    share = key.name in ratio_names() and isinstance(value, str) and ("%" in value or _ONE_IN.fullmatch(value) is not None)
    try:
        number = (
            _one_in(value) if isinstance(value, str) and _ONE_IN.fullmatch(value) else _amount(value, frame, key.name in names()["fact"])
        )
    except (fields.FieldError, ArithmeticError):
        raise UsageError("figure-value", option=option, name=shown(name), value=shown(str(value))) from None
    if not 0 < number < _LARGEST:
        raise UsageError("figure-range", option=option, name=shown(name), value=shown(str(value)))
    if share and "%" in str(value):
        number /= 100
    turned = key.turned
    if key.name in ratio_names() and (share or turned):
        # "1:24" is a share of the earlier stage, "24:1" so many for one.
        if number <= 1:
            number = 1 / number
        elif turned:
            raise UsageError("figure-share", option=option, name=shown(name), value=shown(str(value)))
    if key.name in ratio_names() and number < 1:
        raise UsageError("figure-low", option=option, name=shown(name), value=shown(str(value)))
    return number


def _one_in(text: str) -> Decimal:
    match = _ONE_IN.fullmatch(text)
    assert match is not None
    return Decimal(match[1].replace(",", ".")) / Decimal(match[2].replace(",", "."))


def _amount(value: object, frame: fields.Frame, large: bool = False) -> Decimal:
    """A number; `large`: one in which a comma before three digits parts thousands ("25,000"), which no ratio does."""
    if isinstance(value, str) and (sign := _CURRENCY.match(value)):
        value = value[sign.end() :]
    if large and isinstance(value, str):
        value = _THOUSANDS.sub("", value)
    made = fields.field("target", value, frame)["target"]
    if not isinstance(made, Decimal):
        raise fields.FieldError
    return made


def _past(
    history: Sequence[Mapping[str, object]], frame: fields.Frame, year: int
) -> tuple[dict[str, Known], tuple[Observed, ...], tuple[Season, ...]]:
    """What rows of the past give: the ratios between the stages counted in them, the sums of the year before `year`, and the season."""
    rows = [_row(row, frame, at) for at, row in enumerate(history, 1)]
    sums: dict[str, Decimal] = {}
    for stage in STAGES:
        values = [row[stage] for _, row in rows if stage in row]
        # A stage that some rows leave out cannot be set against one that they all have.
        if values and len(values) == len(rows):
            sums[stage] = sum(values, Decimal(0))
    seen = tuple(Observed(early, late, Fraction(sums[early]), Fraction(sums[late])) for early, late in counted_pairs(sums))
    found = {ratio_name(item.early, item.late): item.known for item in seen}
    for name, key in (("last_year_revenue", "revenue"), ("last_year_deals", "deals")):
        total = _whole_year([(period, row[key]) for period, row in rows if key in row], year - 1)
        if total:
            found[name] = known(total)
    seasons = (season(rows, key, frame.policy.fiscal_year_start) for key in ("revenue", "deals"))
    return found, seen, tuple(item for item in seasons if item is not None)


def _row(row: Mapping[str, object], frame: fields.Frame, place: int) -> tuple[str, dict[str, Decimal]]:
    """A row's period and its numbers by stage; "revenue" beside them."""
    period, values = "", {}
    for name, value in row.items():
        word = fold(str(name)).strip()
        key = (
            "period" if word in names()["history"]["period"] else "revenue" if word in names()["history"]["revenue"] else _of("stage", word)
        )
        if key == "period":
            period = str(value or "").strip().upper()
        elif key and value not in (None, ""):
            try:
                values[key] = _amount(value, frame)
            except fields.FieldError:
                raise UsageError("history-value", row=str(place), name=shown(str(name)), value=shown(str(value))) from None
    return period, values


def _whole_year(rows: Iterable[tuple[str, Decimal]], year: int) -> Decimal | None:
    """The sum of a year that the rows cover: one of it, four quarters or twelve months."""
    own = {period: value for period, value in rows if period.startswith(str(year))}
    whole = own.get(str(year))
    if whole is not None:
        return whole
    return sum(own.values(), Decimal(0)) if len(own) in (4, 12) else None


def counted_as(noun: str | None) -> str:
    """ "customers" for a noun that counts those who buy, "deals" for what they sign; "" for another."""
    if noun is None or tokens_stage((noun,)) != "deals":
        return ""
    return "customers" if any(noun.endswith(word) for word in names()["word"]["customers"]) else "deals"


def tokens_stage(words: Iterable[str]) -> str:
    """The stage that a counted word ends in, so that "provmöten" are meetings: the longest ending wins."""
    best = ("", "")
    for word in words:
        for stage, endings in names()["stage"].items():
            for ending in endings:
                if word.endswith(ending) and len(ending) > len(best[1]) and (word == ending or len(ending) > 3):
                    best = (stage, ending)
    return best[0]
