"""Lengths of time: "inom 6 månader", "over a three-year period", "svara inom 4 timmar" (rulebook §5).

A length counted from today is a deadline; a length that measures the object is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.reading.calendar import later, length, moved, present
from rules.reading.cores import year_after
from rules.reading.facts import Cycle, FrameKind
from rules.reading.timewords import Hit, Phrases, View, ahead, backward, behind, forward, members, suffixes, tails

CYCLES: dict[str, Cycle] = {
    "day": "day", "workday": "day", "week": "week", "month": "month", "quarter": "quarter", "tertial": "tertial", "half": "half",
    "year": "year", "cycle": "cycle",
}  # fmt: skip
"""Units that something can be counted per."""

_CLOCK = ("second", "minute", "hour")


@dataclass(slots=True)
class Stretch:
    """A length found: its tokens, what it is, and its end where it is counted from today."""

    first: int
    after: int
    kind: FrameKind
    unit: str
    days: int | None = None
    begin: date | None = None
    until: date | None = None
    cycle: Cycle | None = None
    ambiguous: bool = False


def count_at(view: View, at: int) -> tuple[float, int] | None:
    """A number in figures or words: its value and the index after."""
    fold = view.line[at]
    if fold and view.tokens[at].kind == "n":
        plain = fold.replace(" ", "").replace("'", "").replace(",", ".")
        if plain.count(".") > 1 or len(plain) > 9 or not plain.isascii():
            return None
        return float(plain), at + 1
    hit = ahead(forward("numbers"), view.line, at)
    return (float(hit[0]), hit[1]) if hit else None


_WITHOUT, _IDLE = frozenset(("utan", "without")), 4
"""What has not happened for so long, and how far behind that word the length may stand."""


def stretch(view: View, at: int, floor: int = 0) -> Stretch | None:
    """The length that begins with the number at a token, or None; no word before token `floor` is looked at."""
    fold = view.line[at]
    if fold == "24" and view.folds[at + 1 : at + 3] == ["/", "7"]:
        return Stretch(at, at + 3, "length", "day")
    merged = tails().get(fold)
    if merged and merged[1]:
        return _place(view, at, at + 1, merged[1], merged[0], merged[2], floor)
    found = count_at(view, at)
    few = ahead(forward("couple"), view.line, at) if found is None else None
    if found is None and few is None:
        return None
    count, after = found or (0.0, few[1] if few else at + 1)
    if view.line[after] in members("either"):
        upper = count_at(view, after + 1)
        if upper:
            count, after = upper
    coming = False
    while (between := view.line[after]) and (between == "-" or between in members("next") or between in members("each_fillers")):
        if between in members("next_one"):
            return None
        coming = coming or between in members("next")
        after += 1
    tail = tails().get(view.line[after])
    if tail and not tail[1] and (view.line[after - 1] == "-" or tail[2] or view.line[after] not in members("genitives")):
        return _place(view, at, after + 1, count, tail[0], tail[2], floor)
    hit = ahead(forward("units"), view.line, after)
    if hit is None:
        return None
    unit, after = hit
    if unit == "year" and count > 150:
        return None
    article = view.line[at] in members("rate_articles") and after - at == 2 and unit not in _CLOCK
    article = article and not (view.line[after] == "from" and view.line[after + 1] in ("now", "today"))
    if article and not behind(backward("spans"), view.line, at, floor) and not behind(backward("bounds"), view.line, at, floor):
        return _rate(view, at, after, unit)
    if coming:
        return _ahead(view, at, after, count, unit)
    return _place(view, at, after, count, unit, False, floor)


def _rate(view: View, at: int, after: int, unit: str) -> Stretch | None:
    """ "$4000 a month", "once a week"; "a year" after nothing countable is no rate."""
    if view.line[after] in members("ago") or unit not in CYCLES or not at:
        return None
    if view.line[after] in members("anchors") and not _drawn(view, at, after):
        return None
    return Stretch(at, after, "cycle", unit, cycle=CYCLES[unit])


def _drawn(view: View, at: int, after: int) -> bool:
    """ "5 leads a week from cold outreach": from a source, not from a day; something is counted just before."""
    counted = any(view.tokens[step].kind == "n" for step in range(max(0, at - 4), at))
    return view.line[after] in members("drawn_from") and counted and view.line[after + 1] not in members("from_now")


def coming(view: View, at: int) -> Stretch | None:
    """ "The next six months", "de kommande tre åren", "det senaste året": a number of units from today, onward or back."""
    for name, back in (("next", False), ("rolling", True), ("last", True)):
        hit = ahead(forward(name), view.line, at)
        found = count_at(view, hit[1]) if hit else None
        upper = count_at(view, found[1] + 1) if found and view.line[found[1]] in members("either") else None
        found = upper or found
        unit = ahead(forward("units"), view.line, found[1] + (view.line[found[1]] == "-")) if found else None
        if hit and name == "rolling" and view.line[at] in members("opening") and (opened := _opening(view, at, hit[1], unit)):
            return opened
        if not (hit and found and unit) or unit[0] in _CLOCK:
            continue
        if upper and name == "next":
            return Stretch(at, unit[1], "deadline", unit[0])  # "the next three to four years": no day is fixed
        year = year_after(view, unit[1], dashes=False) if name == "rolling" else None
        begin = date(year[0], 1, 1) if year else None
        until = later(begin, found[0], unit[0]) if begin else None
        if year and begin and until:
            until = moved(until, -1)
            return Stretch(at, year[1], "deadline", unit[0], (until - begin).days + 1, begin, until)
        if back:
            kind: FrameKind = "length" if view.line[at] in members("rolling") else "comparison"
            return Stretch(at, unit[1], kind, unit[0], length(found[0], unit[0]))
        return _ahead(view, at, unit[1], found[0], unit[0])
    return None


def _opening(view: View, at: int, after: int, counted: Hit | None) -> Stretch | None:
    """ "The first 90 days", "första veckan": from the start of what is planned, and not of each customer's."""
    unit = counted or ahead(forward("units"), view.line, after) or ahead(forward("definite"), view.line, after)
    if unit is None or unit[0] in (*_CLOCK, "quarter", "half", "tertial") or not counted and unit[0] == "day":
        return None
    end = unit[1]
    loose = end >= len(view.folds) or view.tokens[end].kind == "p" or view.line[end] in members("function_words")
    if not loose or view.line[end] == "-" or _anchored(view, end) or view.line[end] in members("of"):
        return None
    first, last = view.sentence(at)
    return None if _has(view, forward("of_each"), first, last) else Stretch(at, end, "deadline", unit[0])


def _ahead(view: View, at: int, after: int, count: float, unit: str) -> Stretch | None:
    if unit in _CLOCK:
        return Stretch(at, after, "length", unit)
    if unit == "quarter" and count == int(count) and count <= 40:
        span = present("quarter", view.today, int(count))
        until = span.until if span else None
    else:
        until = later(view.today, count, unit)
    days = (until - view.today).days if until else None
    return Stretch(at, after, "deadline", unit, days, view.today, until, ambiguous=unit == "quarter")


def _place(view: View, at: int, after: int, count: float, unit: str, period: bool, floor: int) -> Stretch | None:
    """What a length is by the words around it."""
    days = length(count, unit) if count else None
    plain = Stretch(at, after, "length", unit, days)
    if unit in _CLOCK:
        return plain
    start = at
    while start > floor and (view.line[start - 1] in members("span_articles") or (period and view.line[start - 1] in members("next"))):
        start -= 1
    if any(view.line[step] in _WITHOUT for step in range(max(floor, start - _IDLE), start)):
        return plain  # "deals without activity in 60 days"
    follows = view.line[after]
    if view.line[after] == "-":
        follows = view.line[after + 1]
    onward = ahead(forward("onward"), view.line, after)
    if follows in members("ago") or ahead(forward("ago"), view.line, after):
        return Stretch(at, after + 1, "comparison", unit, days)
    if follows in members("age") or (unit == "year" and count > 12 and view.line[start - 1] in members("bounds")):
        return plain
    if (aim := _aimed(view, at, after)) and unit != "day":
        return Stretch(at, aim, "deadline", unit, days)
    hit = behind(backward("spans"), view.line, start, floor)
    if period or follows in members("durable"):
        end = after + (0 if period else 1 + (view.line[after] == "-"))
        return Stretch(hit[1], end, "deadline", unit, days) if hit else Stretch(at, end, "length", unit, days)
    if onward and not _anchored(view, after):
        return _counted(view, hit[1] if hit else at, onward[1], count, unit)
    if hit is None:
        return plain
    if view.line[hit[1]] in members("span_bounds") and (view.language == "en" or view.line[hit[1] - 1] in members("before_bound")):
        return plain
    if behind(backward("rolling"), view.line, start, floor) or ahead(forward("row"), view.line, after) or _anchored(view, after):
        return plain
    if _measuring(view, hit[1], at, after, unit) or _worded(view, after):
        return plain
    if hit[0] == "undated" or not count:
        return Stretch(hit[1], after, "deadline", unit, days)
    return _counted(view, hit[1], after, count, unit)


def _aimed(view: View, at: int, after: int) -> int:
    """ "Our five-year goal", "det treåriga målet", "tioårsmålet": the index after a goal with its length in its name, or 0."""
    if view.line[after - 1].endswith(suffixes("aim_tails")):
        return after
    return after + 1 if view.line[after] in members("aims") and (after - at > 1 or view.line[at] in tails()) else 0


def _counted(view: View, first: int, after: int, count: float, unit: str) -> Stretch:
    until = later(view.today, count, unit) if count else None
    days = (until - view.today).days if until else None
    return Stretch(first, after, "deadline", unit, days, view.today if until else None, until)


def _anchored(view: View, after: int) -> bool:
    """Counted from something else than today: "30 days after signup"."""
    hit = ahead(forward("anchors"), view.line, after)
    return hit is not None and ahead(forward("now_words"), view.line, hit[1]) is None


def _has(view: View, phrases: Phrases, first: int, after: int) -> bool:
    folds = view.folds
    return any(folds[at] in phrases and ahead(phrases, view.line, at) is not None for at in range(max(0, first), min(after, len(folds))))


def _measuring(view: View, start: int, at: int, after: int, unit: str) -> bool:
    """The sentence is about how long something takes: a service level, a lead time, a contract."""
    first, last = view.sentence(at)
    measures = forward("measures")
    near = 1 if view.line[start] in members("duration_of") else 4
    if _has(view, measures, max(first, start - near), start):
        return True
    if unit not in ("day", "workday", "week"):
        return False
    if _has(view, forward("service"), first, last):
        return True
    return _has(view, forward("delivery"), first, last) and (unit != "week" or _has(view, forward("quantifiers"), first, last))


def _worded(view: View, after: int) -> bool:
    """A word for what is measured stands right after: "30 dagars betalningsvillkor", "2 months payback"."""
    return ahead(forward("measures"), view.line, after) is not None
