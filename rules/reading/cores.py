"""A period as named in a text, and what places it: the year said after it, or its distance from today (rulebook §5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.reading.calendar import Key, Span, present, upcoming
from rules.reading.timewords import View, ahead, forward, members

CODE = re.compile(r"(q|kv|h|t|fy|cy|v|w|wk|cw|vecka|week|kvartal|eoq|eoy)(\d{1,4})(?::s)?")
"""Q3, H1, T2, FY27, v12 and the like."""

SIZES = {"quarter": 4, "half": 2, "tertial": 3, "week": 53}
"""How many of a unit there are in a year."""


_NAMED = (("months", "month"), ("seasons", "season"), ("bare_seasons", "season"), ("weekdays", "weekday"), ("feasts", "feast"))


@dataclass(slots=True)
class Core:
    """A period as named, before the words around it say what it is for. `after`: index after its last token.

    `key`, `year`: what it is called within which year (None: the next one). `span`: its days, where they are known already.
    `closes`: it is itself an end ("årsskiftet"). `weak`: needs a time word beside it. `ambiguous`: read two ways. `shift`: a past (-1),
    present (0) or coming (1) one was asked for. `holiday`: "semestern".
    """

    first: int
    after: int
    unit: str
    key: Key = 0
    year: int | None = None
    span: Span | None = None
    fiscal: bool = False
    closes: bool = False
    weak: bool = False
    ambiguous: bool = False
    holiday: bool = False
    shift: int | None = None
    owned: bool = False
    """In the genitive: "last year's", "2027 års"."""


def century(value: int) -> int:
    """A year written with two digits."""
    return value + 2000 if value < 100 else value


def plain_year(view: View, at: int) -> int | None:
    """Token `at` as a year that can be an end or a comparison."""
    year = view.number(at, 1990, 2100, 4)
    follows = view.line[at + 1]
    if year is None or follows in members("amounts"):
        return None
    joint = follows in ("-", ":", "+", ".") and view.glued(at + 1) and view.glued(at + 2)
    if joint and (follows != "-" or view.tokens[at + 2].kind == "w"):
        return None
    return year


def _dayish(view: View, after: int) -> bool:
    """What follows makes the number before it a day, no year: "1 januari–31 mars", "31/3-27/4"."""
    return (view.line[after] in ("-", "/", ".") and view.glued(after + 1)) or ahead(forward("months"), view.line, after) is not None


def year_after(view: View, at: int, *, dashes: bool = True, comma: bool = False) -> tuple[int, int, bool] | None:
    """The year said after a period ("Q3 2027", "mars -27", "Q1 FY27", "of next year"): year, index after, whether it is fiscal."""
    fold = view.line[at]
    if not fold:
        return None
    if fold in ("'", "-", "/") and dashes and view.glued(at + 1):
        short = view.number(at + 1, 20, 60, 2)
        if short is not None and len(view.line[at + 1]) == 2 and not (fold != "'" and _dayish(view, at + 2)):
            return century(short), at + 2, False
        full = view.number(at + 1, 2000, 2100, 4)
        return None if full is None else (full, at + 2, False)
    start = at
    told = ahead(forward("years"), view.line, at)
    if told and not view.line[told[1] - 1].endswith("s"):
        return view.today.year + int(told[0]), told[1], False
    if fold in members("of") or (comma and fold == ","):
        at += 1
    filler = ahead(forward("calendar_years"), view.line, at)
    fiscal = ahead(forward("fiscal"), view.line, at)
    if filler or fiscal:
        at = max(hit[1] for hit in (filler, fiscal) if hit)
    year = plain_year(view, at)
    if year is not None:
        after = at + 1
        if view.line[after] in ("/", "-") and view.number(after + 1, 0, 99, 2) == (year + 1) % 100:
            return year + 1, after + 2, True
        return year, after, fiscal is not None
    code = CODE.fullmatch(view.line[at])
    if code and code[1] == "fy":
        return century(int(code[2])), at + 1, True
    if filler or (start == at and fold == ","):
        return None
    coming = relative(view, at + (view.line[at] in members("articles")))
    if coming and coming.unit in ("year", "fiscal") and coming.span and not coming.owned:
        return coming.span.until.year, coming.after, coming.fiscal
    return None


def dated(view: View, core: Core, *, dashes: bool = True, comma: bool = False) -> Core:
    """The core with the year that follows it, if any."""
    found = year_after(view, core.after, dashes=dashes, comma=comma)
    if found:
        core.year, core.after, fiscal = found
        core.fiscal = core.fiscal or fiscal
        core.weak = False
    core.ambiguous = found is None and core.unit in ("quarter", "season")
    return core


def relative(view: View, at: int) -> Core | None:
    """A period told from today: "nästa kvartal", "this year", "i fjol", "förra månaden", "next spring"."""
    fixed = ahead(forward("years"), view.line, at)
    if fixed:
        shift = int(fixed[0])
        owned = view.line[fixed[1] - 1].endswith("s")
        return Core(at, fixed[1], "year", span=present("year", view.today, shift), shift=shift, owned=owned)
    for name, shift in (("next", 1), ("this", 0), ("last", -1)):
        hit = ahead(forward(name), view.line, at)
        if hit:
            return _shifted(view, at, hit[1], shift)
    return None


def _shifted(view: View, at: int, after: int, shift: int) -> Core | None:
    after += view.line[after] in members("articles") or view.line[after] in members("each_fillers")
    fiscal = ahead(forward("fiscal"), view.line, after)
    if fiscal:
        start = view.fiscal_start
        year = view.today.year + shift + (1 if start > 1 and view.today.month >= start else 0)
        return Core(at, fiscal[1], "fiscal", 1, year, fiscal=True, shift=shift)
    unit = ahead(forward("units"), view.line, after) or ahead(forward("definite"), view.line, after)
    if unit is None and view.line[after] == "half":
        unit = ("half", after + 1)
    if unit:
        kind, end = unit
        many = view.line[end - 1] in members("plurals") and view.line[after - 1] not in members("singular_next")
        if kind in ("second", "minute", "hour", "day", "workday") or many:
            return None
        owned = view.line[end - 1] in members("genitives")
        if shift == -1 and view.line[end] in members("of"):
            last = dated(view, Core(at, end, kind, SIZES.get(kind, 0)))
            whole = ahead(forward("definite"), view.line, end + 1)
            if whole and whole[0] == "year" and last.year is None:
                last.year, last.after, last.ambiguous = view.today.year, whole[1], False
            if last.year is not None and kind in ("quarter", "half", "tertial"):
                return last
        return Core(at, end, kind, span=present(kind, view.today, shift), shift=shift, owned=owned)
    for name, kind in _NAMED:
        hit = ahead(forward(name), view.line, after)
        if hit:
            if kind == "weekday":
                return weekday_core(view, at, hit, shift)
            key: Key = int(hit[0]) if kind == "month" else hit[0]
            if kind == "feast" and key == "holiday":
                kind, key = "season", "summer"
            span = upcoming(kind, key, view.today, begun=shift < 1 or kind == "feast")
            told = None if span is None else span.until.year + min(shift, 0)
            return Core(at, hit[1], kind, key, told, ambiguous=shift >= 0 and kind != "feast", shift=shift)
    return None


def _dated(view: View, at: int) -> bool:
    at += view.line[at] in (",", "den", "the")
    months = forward("months")
    return view.line[at] in months or view.line[at].isdigit() and view.line[at + 1] in months


def weekday_core(view: View, at: int, hit: tuple[str, int], shift: int | None) -> Core | None:
    number = int(hit[0])
    week = present("week", view.today)
    if week is None or _dated(view, hit[1]):
        return None  # "Monday, June 1st": the day is named by its date
    offset = (number - 1 - view.today.weekday()) % 7 if shift != -1 else (number - 1 - view.today.weekday()) % 7 - 7
    span = present("day", view.today, offset)
    return Core(at, hit[1], "day", span=span, weak=shift is None, ambiguous=shift == 1, shift=shift)
