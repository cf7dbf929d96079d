"""Periods told by name: months, seasons, feasts, weekdays, fiscal years, "årsskiftet", "under året" (rulebook §5).

Each reader takes the text and the index of a token and gives a `Core`, or None when no such period begins there.
"""

from __future__ import annotations

from rules.reading.calendar import MONTHS, present
from rules.reading.cores import Core, century, dated, weekday_core, year_after
from rules.reading.lexicon import both
from rules.reading.timewords import View, ahead, backward, behind, forward, members

_GIVEN = frozenset("jan jun june april may mai maj august".split())
_VOWING = frozenset("commits pledges promises undertakes owns atar lovar ansvarar".split())
_HOLDERS = both("people", "role_heads") | both("people", "roles")
_FIELDS = frozenset((",", ";", "|", "(", ")"))


def month(view: View, at: int) -> Core | None:
    """A month by name, with an English day after it and the year: "mars", "March 31st, 2027", "sept -27"."""
    hit = ahead(forward("months"), view.line, at)
    if hit is None:
        return None
    number, after = int(hit[0]), hit[1]
    short = view.line[after] == "." and view.glued(after) and after - at == 1 and len(view.line[at]) <= 4
    after += short and view.number(after + 1, 1, 2100, 4) is not None
    day = view.number(after, 1, 31, 2)
    if day is not None and (view.language == "en" or view.line[after + 1] in members("ordinal_endings")):
        end = after + 1
        ending = view.line[end] in members("ordinal_endings") and view.glued(end)
        end += ending
        follows = view.line[end]
        loose = end >= len(view.folds) or view.tokens[end].kind != "w" or follows in members("function_words")
        if follows not in ("%", "+", ":") and (ending or loose):
            return dated(view, Core(at, end, "day", (number, day)), comma=True)
    if day is None and view.language == "sv" and view.line[at] in forward("feasts"):
        return None
    core = dated(view, Core(at, after, "month", number, weak=view.line[at] in members("weak_months")))
    if core.weak and view.line[at - 1] in _FIELDS and view.line[core.after] in _FIELDS and at and core.after < len(view.folds):
        core.weak = False  # "Tre nya avtal, Dalarna, mars, Jon-Erik": a field of its own
    held = view.tokens[at].upper and view.line[at] in _GIVEN and (at and view.line[at - 1] in _HOLDERS or view.line[at + 1] in _VOWING)
    if held and core.year is None:
        return None  # "sales engineer Jun", "account manager June Carter", "Jun commits to …"
    named = view.language == "sv" and view.tokens[at].upper
    if core.weak and core.year is None and named and view.line[at - 1] in members("sold_to"):
        return None
    return core


def season(view: View, at: int) -> Core | None:
    """A season: "våren", "i höst", "fall 2027". The bare words need a time word, since they are other words too."""
    hit = ahead(forward("seasons"), view.line, at)
    if hit:
        return dated(view, Core(at, hit[1], "season", hit[0], weak=True))
    hit = ahead(forward("bare_seasons"), view.line, at)
    if hit is None:
        return None
    core = dated(view, Core(at, hit[1], "season", hit[0], weak=True))
    if core.year is not None:
        return core
    before, follows = view.line[at - 1], view.line[at + 1]
    if view.line[at] in members("swedish_seasons"):
        written = view.written(at).lower() != view.line[at]
        noun = at + 1 < len(view.folds) and view.tokens[at + 1].kind == "w" and follows not in members("function_words")
        return core if before == "i" and not noun and (written or view.language == "sv") else None
    if before == "i" or follows in members("fall_below"):
        return None
    return core


def feast(view: View, at: int) -> Core | None:
    """A feast or holiday: "jul", "påsk", "före semestern", "Black Friday"."""
    hit = ahead(forward("feasts"), view.line, at)
    if hit is None or (hit[0] == "christmas" and view.line[at] in forward("months") and view.language == "en"):
        return None
    if hit[0] == "lucia" and view.tokens[at].upper and at + 1 < len(view.folds) and view.tokens[at + 1].upper and at:
        return None  # Lucia Ortega
    if hit[0] == "holiday":
        return dated(view, Core(at, hit[1], "season", "summer", weak=True, holiday=True))
    core = dated(view, Core(at, hit[1], "feast", hit[0], weak=True, closes=hit[0] in ("new_year", "mid_year")))
    core.weak = core.year is None
    return core


def weekday(view: View, at: int) -> Core | None:
    """A day of the week, the next one."""
    hit = ahead(forward("weekdays"), view.line, at)
    return None if hit is None or _hours(view, at, hit[1]) else weekday_core(view, at, hit, None)


def _hours(view: View, at: int, after: int) -> bool:
    """ "Open Monday to Friday", "bemannat måndag–lördag": the days of any week, no day to come."""
    first, last = view.sentence(at)
    if members("open_hours").isdisjoint(view.folds[first:last]):
        return False
    days, joins = forward("weekdays"), forward("ranges")
    if view.line[after] == "-" or view.line[after] in joins or view.line[after] in members("and"):
        return ahead(days, view.line, after + 1) is not None
    before = at - 1
    joined = before > first and (view.line[before] == "-" or view.line[before] in joins or view.line[before] in members("and"))
    return joined and view.line[before - 1] in days


def closing(view: View, at: int) -> Core | None:
    """A word that is itself an end: "årsskiftet", "year end", "EOQ", "månadens slut"."""
    hit = ahead(forward("ends"), view.line, at)
    if hit is None:
        return None
    unit, after = hit
    if view.line[after] in members("close_work") and view.line[at - 1] not in members("relations"):
        return None  # "month-end close in three days", "bokslut på fyra dagar"
    if unit == "fiscal":
        core = Core(at, after, "fiscal", 1, view.today.year, fiscal=True, closes=True)
    else:
        core = Core(at, after, unit, span=present(unit, view.today), closes=True, shift=0)
    inner = month(view, after) if unit == "month" else None
    if inner is not None and inner.unit == "month":
        inner.first, inner.closes, inner.weak = at, True, False
        if view.line[inner.after] in ("/", "-"):
            other = ahead(forward("months"), view.line, inner.after + 1)
            inner.after = other[1] if other else inner.after
        return inner
    first = view.number(after, 20, 2100, 4)
    if unit == "year" and first is not None and view.line[after + 1] in ("/", "-") and view.number(after + 2, 0, 2100, 4) is not None:
        return Core(at, after + 3, "year", 1, century(first), closes=True)
    found = year_after(view, after) if unit in ("year", "fiscal", "half") else None
    if found:
        core = Core(at, found[1], unit if unit != "half" else "half", 1, found[0], closes=True, fiscal=found[2] or unit == "fiscal")
    return core


def definite(view: View, at: int) -> Core | None:
    """The present period: "under året", "during the quarter", "end of month"; only beside a time word ("årets resultat" is none)."""
    hit = ahead(forward("definite"), view.line, at)
    if hit is None:
        return None
    unit, after = hit
    if unit not in MONTHS and unit != "week" or view.line[at - 1] == "of" and view.line[at - 2] in members("awarded"):
        return None  # "store of the year"
    found = year_after(view, after, dashes=False) if unit == "year" else None
    if found:
        return Core(at, found[1], "year", 1, found[0])
    return Core(at, after, unit, span=present(unit, view.today), weak=True, shift=0)


def bounded(view: View, at: int) -> Core | None:
    """A bare unit after a boundary: "start of year", "end of quarter"."""
    unit = ahead(forward("units"), view.line, at)
    if unit is None or (unit[0] not in MONTHS and unit[0] != "week") or not behind(backward("boundaries"), view.line, at):
        return None
    return Core(at, unit[1], unit[0], span=present(unit[0], view.today), weak=True, shift=0)


def fiscal(view: View, at: int) -> Core | None:
    """A fiscal year in words: "verksamhetsåret 2027", "the fiscal year", "räkenskapsåret 26/27"."""
    hit = ahead(forward("fiscal"), view.line, at)
    if hit is None:
        return None
    after = hit[1]
    year = view.number(after, 20, 2100, 4)
    if year is not None:
        if view.line[after + 1] in ("/", "-") and view.number(after + 2, 0, 2100, 4) is not None:
            return Core(at, after + 3, "fiscal", 1, century(year) + 1, fiscal=True, ambiguous=True)
        return Core(at, after + 1, "fiscal", 1, century(year), fiscal=True) if year < 100 or year > 1990 else None
    start = view.fiscal_start
    current = view.today.year + (1 if start > 1 and view.today.month >= start else 0)
    return Core(at, after, "fiscal", 1, current, fiscal=True, weak=True, shift=0)


def day(view: View, at: int) -> Core | None:
    """Today, tomorrow, yesterday."""
    hit = ahead(forward("days"), view.line, at)
    return None if hit is None else Core(at, hit[1], "day", span=present("day", view.today, int(hit[0])), shift=int(hit[0]))
