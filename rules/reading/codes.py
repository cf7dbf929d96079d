"""Periods told by number: "Q3", "FY27", "v. 12", "1Q27", "tredje kvartalet", "first half of 2027" (rulebook §5)."""

from __future__ import annotations

import re
from datetime import timedelta

from rules.reading.calendar import Span, upcoming
from rules.reading.cores import CODE, SIZES, Core, century, dated
from rules.reading.periods import month
from rules.reading.timewords import View, ahead, backward, behind, forward, members

_TRAILING = re.compile(r"(q|h|t|kv)(\d{2}|\d{4})?")
_UNITS = {
    "q": "quarter", "kv": "quarter", "kvartal": "quarter", "eoq": "quarter", "h": "half", "t": "tertial", "fy": "fiscal",
    "eoy": "year", "cy": "year",
    "v": "week", "w": "week", "wk": "week", "cw": "week", "vecka": "week", "week": "week",
}  # fmt: skip


def code(view: View, at: int) -> Core | None:
    """Q3, H1, T2, FY27, v12, kv3 and the like in one token, with the year after."""
    match = CODE.fullmatch(view.line[at])
    if match is None:
        return None
    unit, value = _UNITS[match[1]], int(match[2])
    if unit == "fiscal":
        part = CODE.fullmatch(view.line[at + 1])
        if part and part[1] in ("q", "h", "t") and 1 <= int(part[2]) <= SIZES[_UNITS[part[1]]] and value <= 2100:
            return Core(at, at + 2, _UNITS[part[1]], int(part[2]), century(value), fiscal=True)
        return _split(view, Core(at, at + 1, "fiscal", 1, century(value), fiscal=True)) if value < 100 or 2000 <= value <= 2100 else None
    if unit == "year":
        return Core(at, at + 1, "year", 1, century(value), closes=match[1] == "eoy") if 20 <= value <= 60 or 2000 <= value <= 2100 else None
    if not 1 <= value <= SIZES[unit] or _compounded(view, at + 1):
        return None
    version = view.line[at + 1] == "." and view.glued(at + 2)
    if unit == "week" and match[1] in ("v", "w") and (version or view.language == "en" or value < 10):
        return None if version else dated(view, Core(at, at + 1, unit, value, weak=True), dashes=False)
    return dated(view, Core(at, at + 1, unit, value, closes=match[1] == "eoq"), dashes=unit != "week")


def _compounded(view: View, after: int) -> bool:
    """The code is the first part of a word: "Q3-målet", "H1-rubriker"."""
    if view.line[after] != "-" or not (view.glued(after) and view.glued(after + 1)):
        return False
    return view.tokens[after + 1].kind == "w" and CODE.fullmatch(view.line[after + 1]) is None


def _split(view: View, core: Core) -> Core:
    """A fiscal year with both its years: "FY26/27"."""
    if view.line[core.after] in ("/", "-") and core.year is not None and view.number(core.after + 1, 0, 99, 2) == (core.year + 1) % 100:
        core.year, core.after, core.ambiguous = core.year + 1, core.after + 2, True
    return core


def trailing(view: View, at: int) -> Core | None:
    """The number before its letter: "1Q27", "2027Q1", "2027 Q1"."""
    joint = at + 1 + (view.line[at + 1] == "-" and view.glued(at + 2))
    match = _TRAILING.fullmatch(view.line[joint])
    if match and view.glued(joint) and joint == at + 1:
        value = view.number(at, 1, 4, 1)
        unit = _UNITS[match[1]]
        if value is not None and value <= SIZES[unit] and (match[2] or unit == "quarter"):
            core = Core(at, joint + 1, unit, value, century(int(match[2])) if match[2] else None)
            return core if match[2] else dated(view, core)
    year = view.number(at, 1990, 2100, 4)
    inner = CODE.fullmatch(view.line[joint])
    if year is not None and inner and inner[1] in ("q", "kv", "h", "t", "v", "w"):
        unit, value = _UNITS[inner[1]], int(inner[2])
        if 1 <= value <= SIZES[unit]:
            return Core(at, joint + 1, unit, value, year)
    return None


def mark(view: View, at: int) -> Core | None:
    """A unit before its number: "v. 12", "vecka 12", "kvartal 3", "tertial 2"."""
    hit = ahead(forward("marks"), view.line, at)
    if hit is None:
        return None
    unit, after = hit
    short = len(view.line[at]) == 1
    after += view.line[after] == "."
    after += short and view.line[after] == "-" and view.glued(after) and view.glued(after + 1)
    value = view.number(after, 1, SIZES[unit], 2)
    if value is None and not short and (said := ahead(forward("numbers"), view.line, after)) and said[0].isdigit():
        value = int(said[0]) if 1 < int(said[0]) <= SIZES[unit] and view.line[at] in members("unit_names") else None  # "week six"
    apart = short and not view.glued(after) and view.line[after - 1] != "."
    if value is None or view.line[after + 1] == "%" or (apart and view.language == "en" and unit == "week"):
        return None
    return dated(view, Core(at, after + 1, unit, value), dashes=unit != "week")


def ordinal(view: View, at: int) -> tuple[int, int] | None:
    """An ordinal that begins at a token, in words or figures: its value and the index after."""
    hit = ahead(forward("ordinals"), view.line, at)
    if hit:
        return int(hit[0]), hit[1]
    value = view.number(at, 1, 31, 2)
    if value is None:
        return None
    colon = view.line[at + 1] == ":" and view.glued(at + 1)
    after = at + 1 + colon
    return (value, after + 1) if view.glued(after) and view.line[after] in members("ordinal_endings") else None


def ordered(view: View, at: int) -> Core | None:
    """An ordinal and a unit: "tredje kvartalet", "first half of 2027", "sista kvartalet", "first of May", "första veckan i april"."""
    found = ordinal(view, at)
    if found is None:
        if view.line[at] in members("final"):
            found = (-1, at + 1)
        else:
            return None
    value, after = found
    if view.line[after] in members("half_words"):
        half = Core(at, after + 1, "half", 2 if value == -1 else value)
        fixed = value in (-1, 1, 2)
        half = dated(view, half, dashes=False)
        start = at - (view.line[at - 1] in members("articles"))
        loose = half.year is None and view.line[after] in members("loose_half")
        definite = not loose or behind(backward("relations"), view.line, start)
        tail = ahead(forward("definite"), view.line, half.after + 1) if view.line[half.after] in members("of") else None
        if tail and tail[0] == "year":
            half.after = tail[1]
        return half if fixed and (definite or tail) and (tail or view.line[half.after] != "of") else None
    name = ahead(forward("months"), view.line, after + (view.line[after] == "of"))
    if name and value > 0:
        return dated(view, Core(at, name[1], "day", (int(name[0]), value)), comma=True)
    unit = ahead(forward("units"), view.line, after) or ahead(forward("definite"), view.line, after)
    if unit is None:
        return None
    kind, after = unit
    if kind in ("quarter", "tertial", "half"):
        return dated(view, Core(at, after, kind, value if value > 0 else SIZES[kind]), dashes=False) if value <= SIZES[kind] else None
    if kind == "month":
        whole = dated(view, Core(at, after, "month", 12 if value == -1 else value), dashes=False)
        return whole if value == -1 or (whole.year is not None and value <= 12) else None
    if kind == "week" and view.line[after] in members("of"):
        inner = month(view, after + 1)
        base = None if inner is None or inner.unit != "month" else upcoming("month", inner.key, view.today)
        if inner and base and inner.year:
            base = Span(base.begin.replace(year=inner.year), base.until.replace(year=inner.year, day=min(28, base.until.day)))
        if inner and base and value == -1:
            return Core(at, inner.after, "week", span=Span(base.until - timedelta(days=6), base.until))
        if inner and base and value <= 4:
            return Core(at, inner.after, "week", span=Span(base.begin.replace(day=value * 7 - 6), base.begin.replace(day=value * 7)))
    return None
