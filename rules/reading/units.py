"""Units, multipliers and the counted noun: what a number is a number of (rulebook §2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, cast

from rules.reading.facts import Frame, UnitKind
from rules.reading.lexicon import table
from rules.reading.phrases import LIST, Phrases, after, entries, single
from rules.reading.text import Source, Token


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit: `name` ("%", "SEK", "h" …) and how many of it the written word is worth ("Mkr" is a million SEK)."""

    kind: UnitKind
    name: str
    times: Decimal = Decimal(1)


class Measured(NamedTuple):
    """What follows a number: the multiplier, the unit if any, and the index of the last token read."""

    last: int
    times: Decimal = Decimal(1)
    unit: Unit | None = None


@dataclass(slots=True)
class Units:
    """The units and counted nouns of a text's language, ready for look-up."""

    language: str
    units: Phrases
    multipliers: Mapping[str, Any]
    short: Mapping[str, Any]
    prefixes: Mapping[str, Unit]
    ordinals: Mapping[str, Any]
    heads: Mapping[str, Any]
    adjective_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    genitives: Mapping[str, Any]
    stops: Mapping[str, Any]
    partitives: Mapping[str, Any]
    determiners: Mapping[str, Any]
    modifiers: Mapping[str, Any]
    noun_like: Mapping[str, Any]
    empty: Mapping[str, Any]
    counters: Mapping[str, Any]
    irregular: Mapping[str, Any]
    particles: Mapping[str, Any]


_NOUNS = ("genitives", "stops", "partitives", "determiners", "modifiers", "noun_like", "empty", "counters", "irregular", "particles")
_JOINTS = ('"', "'", "*", "&", "/")
"""Signs that may stand inside a run of nouns ("Strategic / Large deals")."""
_KINDS = ("share", "points", "money", "duration", "count", "physical")


@cache
def units(language: str) -> Units:
    """The look-up tables of units and nouns for a language."""
    found: dict[str, dict[tuple[str, ...], Unit]] = {}
    prefixes: dict[str, Unit] = {}
    allowed = single(language, "prefixes")
    for kind in _KINDS:
        for name in dict.fromkeys(key for tongue in ("sv", "en") for key in table(tongue, LIST)["units"][kind]):
            canonical, _, times = name.partition(" ")
            unit = Unit(cast(UnitKind, kind), canonical, Decimal(times or 1))
            for phrase, _value in entries(language, "units", kind, name):
                found.setdefault(phrase[0], {}).setdefault(phrase, unit)
                if len(phrase) == 1 and phrase[0] in allowed:
                    prefixes.setdefault(phrase[0], unit)
    phrases = {word: tuple(sorted(group.items(), key=lambda pair: -len(pair[0]))) for word, group in found.items()}
    nouns = table(language if language in ("sv", "en") else "en", LIST)["nouns"]
    lists = {name: single(language, "nouns", name) for name in _NOUNS}
    return Units(
        language, phrases, single(language, "multipliers"), single(language, "short"), prefixes, single(language, "names", "ordinals"),
        single(language, "names", "heads"), adjective_endings=tuple(nouns["adjective_endings"]), noun_endings=tuple(nouns["noun_endings"]),
        **lists,
    )  # fmt: skip


def read_unit(source: Source, last: int, lexicon: Units, value: Decimal | None, prefixed: bool = False) -> Measured:
    """The multiplier and unit after the number that ends at `last` ("2,5 Mkr", "$5m", "10 k€", "500:-")."""
    tokens = source.tokens
    at = last + 1
    times = Decimal(1)
    if at >= len(tokens):
        return Measured(last)
    fold = tokens[at].fold
    if fold in lexicon.multipliers:
        times, last = Decimal(lexicon.multipliers[fold]), at
    elif fold in lexicon.short and _scales(source, at, lexicon, prefixed):
        times, last = Decimal(lexicon.short[fold]), at
    at = last + 1
    hyphen = at + 1 < len(tokens) and tokens[at].fold == "-" and tokens[at].glued and tokens[at + 1].glued
    hit = after(lexicon.units, source.line, at + 1 if hyphen else at)
    if hit is None:
        return Measured(last, times)
    unit: Unit = hit[1]
    first = tokens[at]
    if hyphen and not (unit.kind == "share" or unit.name in ("h", "min", "s")):
        return Measured(last, times)
    if first.glued and first.fold in lexicon.ordinals and lexicon.language == "en":
        return Measured(last, times)
    if first.fold == "sek" and not prefixed and times == 1 and not source.written(at).isupper() and (value or 0) < 1000:
        unit = Unit("duration", "s")
    return Measured(hit[0], times * unit.times, unit)


def _scales(source: Source, at: int, lexicon: Units, prefixed: bool) -> bool:
    """Whether a lone letter after a number is a multiplier ("5M", "€5 m", "3 m SEK") and no unit of its own ("100 m")."""
    token = source.tokens[at]
    if token.glued or prefixed or token.fold == "k":
        return True
    following = after(lexicon.units, source.line, at + 1)
    return following is not None and following[1].kind == "money" if not token.upper else token.fold == "m"


def read_noun(tokens: Sequence[Token], index: int, lexicon: Units, frames: Mapping[int, Frame], plural: bool) -> tuple[str | None, int]:
    """The folded noun counted from `index` on, across adjectives, and the index of its token (index - 1 if there is none)."""
    run: list[int] = []
    at = index
    size = len(tokens)
    if at < size and tokens[at].fold in lexicon.partitives:
        at += 1
        while at < size and at < index + 5 and (tokens[at].fold in lexicon.determiners or (tokens[at].kind == "n" and at > index + 1)):
            at += 1
    while at < size and at < index + 5 and tokens[at].fold in lexicon.determiners:
        at += 1
    while at < min(size, index + 16) and len(run) < 7:
        token = tokens[at]
        frame = frames.get(at)
        if frame is not None and frame.kind != "length":
            if frame.kind != "cycle" or frame.first != frame.last or run:
                break
        elif token.kind == "w":
            if token.fold in lexicon.stops:
                if not run or token.fold not in lexicon.partitives or tokens[run[-1]].fold not in lexicon.counters:
                    break
                run.clear()
                at += 2 if at + 1 < size and tokens[at + 1].fold in lexicon.determiners else 1
                continue
            run.append(at)
        elif token.kind == "n":
            if not run or tokens[run[-1]].fold not in lexicon.heads or tokens[run[-1]].fold in lexicon.irregular:
                break
            run.pop()
        elif token.fold not in _JOINTS or (token.fold == "/" and run and token.glued):
            break
        at += 1
    if not run or (len(run) == 1 and tokens[run[0]].fold in lexicon.empty):
        return None, index - 1
    head = _swedish(tokens, run, lexicon) if lexicon.language == "sv" else _english(tokens, run, lexicon, plural)
    fold = tokens[head].fold
    if lexicon.language == "sv" and "-" in fold:
        tail = fold.rpartition("-")[2]
        if len(tail) > 2 and tail not in lexicon.particles:
            fold = tail
    return fold, head


def _swedish(tokens: Sequence[Token], run: Sequence[int], lexicon: Units) -> int:
    for place, at in enumerate(run):
        fold = tokens[at].fold
        if place + 1 == len(run):
            return at
        if fold in lexicon.modifiers or (
            fold.endswith(lexicon.adjective_endings) and fold not in lexicon.noun_like and not fold.endswith(lexicon.noun_endings)
        ):
            continue
        return at
    return run[-1]


def _english(tokens: Sequence[Token], run: Sequence[int], lexicon: Units, plural: bool) -> int:
    if plural:
        found = -1
        for at in run:
            fold = tokens[at].fold
            if (fold.endswith("s") and not fold.endswith(("ss", "us", "is"))) or fold in lexicon.irregular:
                found = at
            elif found >= 0:
                break
        if found >= 0:
            return found
    kept = len(run)
    while (
        kept > 1
        and tokens[run[kept - 1]].fold.endswith(("ed", "ing") if plural else ("ed", "s"))
        and not tokens[run[kept - 1]].fold.endswith("ss")
    ):
        kept -= 1
    return run[kept - 1]
