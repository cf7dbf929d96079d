"""Dates written with figures: "2027-03-31", "31/3", "31.3.2027", "31 mars 2027", "1–15 mars", "26/27" and bare years (rulebook §5)."""

from __future__ import annotations

import re

from rules.reading.calendar import Span, place
from rules.reading.codes import ordinal, trailing
from rules.reading.cores import Core, century, plain_year, year_after
from rules.reading.timewords import View, ahead, backward, behind, forward, members

_DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{2}|\d{4})")
_SIGNS = frozenset("-:/.+$€£#<>~≥≤^&%=") | {">=", "<=", "->"}
_MONTHS = 12
_SHORT_YEARS = range(25, 45)
"""Years of two digits that a day with its year first is in."""
_DATING = frozenset("by until till before on from since after".split())
_FIELDS, _CLOSED = frozenset(",;|(:"), frozenset((*",;|():.", ""))
"""What stands before and behind a date that is a field of its own."""
_THROUGH = frozenset(("over",))
"""What a coming year is spent in: "$14m over 2027". Behind an earlier one it compares."""


def numeral(view: View, at: int) -> Core | None:
    """The period that begins with the figure at a token, if any."""
    fold, sign = view.folds[at], view.line[at + 1]
    core = None
    if sign in ("-", "/"):
        core = _iso(view, at)
    elif len(fold) in (6, 8):
        core = _packed(view, at)
    if core is None and "." in fold:
        core = _dotted(view, at)
    if core is None and sign == "/":
        core = _slashed(view, at)
    if core is None and len(fold) < 3:
        core = _day_month(view, at)
    core = core or trailing(view, at)
    if core is None and len(fold) == 4:
        core = year(view, at)
    return core or (_monthless(view, at) if len(fold) < 3 else None)


def _calendar_day(view: View, at: int, after: int, numbers: tuple[int, int, int], ambiguous: bool = False) -> Core | None:
    span = place("day", (numbers[1], numbers[2]), numbers[0])
    return None if span is None else Core(at, after, "day", (numbers[1], numbers[2]), numbers[0], ambiguous=ambiguous)


def _iso(view: View, at: int) -> Core | None:
    """2027-03-31, 2027/03/31, 2027-03, 31-03-2027."""
    sign = view.line[at + 1]
    if sign not in ("-", "/") or not (view.glued(at + 1) and view.glued(at + 2)):
        return None
    year = view.number(at, 1900, 2199, 4)
    first = view.number(at + 2, 1, 31, 2)
    third = at + 4 if view.line[at + 3] == sign and view.glued(at + 3) and view.glued(at + 4) else 0
    if year is not None and first is not None and first <= 12 and len(view.line[at]) == 4:
        day = view.number(third, 1, 31, 2) if third else None
        if day is not None:
            return _calendar_day(view, at, third + 1, (year, first, day))
        if len(view.line[at + 2]) == 2 and sign == "-" and not third:
            return Core(at, at + 3, "month", first, year)
    if view.language == "sv" and third and sign == "-" and first is not None and first <= _MONTHS:
        short, day = view.number(at, 25, 44, 2), view.number(third, 1, 31, 2)
        if short is not None and day is not None and len(view.line[at + 2]) == len(view.line[third]) == 2:
            return _calendar_day(view, at, third + 1, (century(short), first, day))  # "27-06-30"
    last = view.number(third, 1900, 2199, 4) if third else None
    day = view.number(at, 1, 31, 2)
    if last is not None and first is not None and day is not None and sign == "-" and first <= 12:
        return _calendar_day(view, at, third + 1, (last, first, day))
    return None


def _packed(view: View, at: int) -> Core | None:
    """270331, 20270331, after a word for an end: "till 270331"."""
    fold = view.folds[at]
    hit = behind(backward("relations"), view.line, at)
    if not (fold.isascii() and fold.isdigit()) or hit is None or hit[0] not in ("by", "latest", "before", "to"):
        return None
    year = int(fold[:-4])
    if year not in _SHORT_YEARS and century(year) not in range(view.today.year, view.today.year + 20):
        return None
    return _calendar_day(view, at, at + 1, (century(year), int(fold[-4:-2]), int(fold[-2:])))


def _dotted(view: View, at: int) -> Core | None:
    """31.3.2027, 2027.03.31."""
    match = _DOTTED.fullmatch(view.line[at])
    if match is None:
        return None
    first, second, third = int(match[1]), int(match[2]), int(match[3])
    if len(match[1]) == 4:
        return _calendar_day(view, at, at + 1, (first, second, third))
    return _calendar_day(view, at, at + 1, (century(third), second, first)) if third >= 20 else None


def _slashed(view: View, at: int) -> Core | None:
    """31/3, 3/31 (English), 31/3/2027, 31/3-27, and the split year 26/27 or 2026/27."""
    if view.line[at + 1] != "/" or not (view.glued(at + 1) and view.glued(at + 2)) or view.line[at - 1] == "/":
        return None
    long = view.number(at, 2000, 2100, 4)
    short = view.number(at, 1, 99, 2)
    second = view.number(at + 2, 0, 2100, 4)
    first = long if long is not None else short
    if first is None or second is None:
        return None
    if second % 100 == (first + 1) % 100 and (long is not None or second > 12) and (long is not None or first >= 20):
        return Core(at, at + 3, "fiscal", 1, century(second) if long is None else first + 1, fiscal=True, ambiguous=True)
    if short is None or not 1 <= second <= 31 or second == 0:
        return None
    swap = second > 12 or (view.language == "en" and short <= 12)
    number, day = (short, second) if swap else (second, short)
    if place("day", (number, day), 2028) is None:
        return None
    core = Core(at, at + 3, "day", (number, day), ambiguous=view.language == "en" and day <= 12)
    if view.line[at + 3] == "/" and view.glued(at + 3) and view.glued(at + 4):
        third = view.number(at + 4, 20, 2100, 4)
        if third is None:
            return None
        core.year, core.after = century(third), at + 5
        return core
    found = year_after(view, core.after)
    if found:
        core.year, core.after = found[0], found[1]
        return core
    return core if _dating(view, at, day) else None


def _dating(view: View, at: int, day: int) -> bool:
    """The words before say that "4/5" is a date, no fraction or score."""
    before = view.line[at - 1]
    if view.line[at + 3] in members("of_share") or view.line[at + 3] in ("%", "+"):
        return False
    if view.line[at + 3] == "-" and (view.glued(at + 3) or before.isdigit()):
        return view.number(at + 4, 1, 31, 2) is not None
    if view.line[at] == "24" and view.line[at + 2] == "7":
        hit = behind(backward("relations"), view.line, at)
        return hit is not None and hit[0] in ("by", "latest", "before")
    if before in ("-", "den") or ahead(forward("weekdays"), view.line, at - 1):
        return True
    hit = behind(backward("relations"), view.line, at)
    if hit is None:
        apart = day > _MONTHS and (not at or before in _FIELDS or before.isalpha())
        if view.line[at + 3] in _CLOSED and (apart or before in members("seen_done")):
            return True  # "Birgit, 30/6, 34 %", "prislistan klar 1/4"
        return at == 0 and view.language == "sv" and day > _MONTHS and view.line[at + 3] in members("function_words")
    return hit[0] in ("by", "latest", "before", "after", "between", "since") or (day > 12 and hit[0] in ("in", "to", "from"))


def _day_month(view: View, at: int) -> Core | None:
    """31 mars, 31:a mars, 4th of May, 1 juni -27, 1–15 mars."""
    day = view.number(at, 1, 31, 2)
    if day is None:
        return None
    start, after = day, at + 1
    if view.line[after] == "-" and view.number(after + 1, 1, 31, 2) is not None:
        day = view.number(after + 1, 1, 31, 2) or day
        after += 2
    else:
        found = ordinal(view, at)
        after = found[1] if found else after + (view.line[after] == "." and view.glued(after))
    after += view.line[after] == "of"
    name = ahead(forward("months"), view.line, after)
    if name is None or after == at + 1 and _modal(view, at, after):
        return None
    core = Core(at, name[1], "day", (int(name[0]), day))
    short = view.line[core.after] == "." and view.glued(core.after) and len(view.line[core.after - 1]) <= 4
    core.after += short and core.after + 1 < len(view.folds)
    found_year = year_after(view, core.after, comma=True)
    if found_year:
        core.year, core.after = found_year[0], found_year[1]
    if start != day and core.year is not None:
        first, last = place("day", (int(name[0]), start), core.year), place("day", (int(name[0]), day), core.year)
        if first and last:
            core.span = Span(first.begin, last.until)
    if view.line[core.after - 1] == "." and core.year is None:
        core.after -= 1
    return core if place("day", (int(name[0]), day), core.year or 2028) else None


def _modal(view: View, at: int, after: int) -> bool:
    """ "5 may leave", but not "by 14 may" or "14 may:"."""
    if view.line[after] not in members("modals") or view.tokens[after].upper:
        return False
    loose = after + 1 >= len(view.tokens) or view.tokens[after + 1].kind != "w"
    return not loose and view.line[at - 1] not in _DATING


def _monthless(view: View, at: int) -> Core | None:
    """A day of the month alone, after a word for an end: "by the 15th", "senast den 15:e"."""
    found = ordinal(view, at)
    start = at - (view.line[at - 1] in members("articles"))
    hit = behind(backward("relations"), view.line, start)
    named = start < at and hit is not None and hit[0] == "to"  # "till den 15:e"
    if found is None or hit is None or hit[0] not in ("by", "latest", "before") and not named:
        return None
    if found[1] < len(view.tokens) and view.tokens[found[1]].kind == "w" and view.line[found[1]] not in members("function_words"):
        return None
    for step in range(12):
        index = view.today.year * 12 + view.today.month - 1 + step
        span = place("day", (index % 12 + 1, found[0]), index // 12)
        if span is not None and span.until >= view.today:
            return Core(at, found[1], "day", span=span, ambiguous=True)
    return None


def year(view: View, at: int) -> Core | None:
    """A bare year that is an end, and no amount or part of a name ("Agenda 2030", "27001:2022", "2000 kr")."""
    value = plain_year(view, at)
    if value is None:
        return None
    first = at
    named = behind(backward("calendar_years"), view.line, at)
    if named:
        first = named[1]
    before, follows = view.line[first - 1], view.line[at + 1]
    genitive = follows in members("yearly")
    ended = genitive and view.line[at + 2] in members("genitive_ends")
    core = Core(first, at + 1 + genitive + ended, "year", 1, value, closes=ended, owned=genitive and not ended)
    if named:
        return core
    hit = behind(backward("relations"), view.line, at)
    bound = hit is not None and hit[0] not in ("to", "in", "toward") or before in _THROUGH and value >= view.today.year
    if before in _SIGNS and view.tokens[at].glued and not (before == "-" and _continued(view, at - 2)):
        return None
    counted = before in members("count_words") and not genitive and not bound
    if counted or before in ("$", "€", "£", "#", "<", ">", "~", "≥", "≤", ">=", "<=", "+"):
        return None
    if follows == "-" and view.glued(at + 1) and at + 2 < len(view.folds) and view.tokens[at + 2].kind == "w":
        return None
    if behind(backward("names"), view.line, at):
        return None
    strong = hit is not None or before in members("and") or before in members("of_share") or before == "-"
    word = at + 1 < len(view.folds) and view.tokens[at + 1].kind == "w"
    if view.language == "en" and not strong and at > 1 and _titled(view, at - 1):
        return None
    if not strong and not genitive and word and follows not in members("function_words") and (value % 10 == 0 or view.language == "en"):
        core.weak = not _verbal(view, at)
    if value in (2000, 2050, 2100) and word and follows not in members("function_words"):
        return None
    if not strong and not 2010 <= value <= view.today.year + 40:
        return None
    return core


def _continued(view: View, at: int) -> bool:
    """A hyphen after this token does not make a name: "2025-2027", "mid-2027"."""
    return view.line[at][-1:].isdigit() or view.line[at] in forward("boundaries")


def _titled(view: View, at: int) -> bool:
    """A capitalised word inside a sentence that is no abbreviation: the name that a year belongs to."""
    token = view.tokens[at]
    written = view.written(at)
    return token.kind == "w" and token.upper and not written.isupper() and view.line[at - 1] not in (".", ":", "-", "!", "?")


def _verbal(view: View, at: int) -> bool:
    """The year stands where an adverb does: first in the sentence or after an auxiliary ("Sverige ska 2030 vara")."""
    return at == 0 or view.line[at - 1] in members("function_words")
