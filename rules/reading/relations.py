"""What a named period is for: the words around it make it an end, a start or a comparison, with its dates (rulebook §5 `end`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.reading.calendar import Span, moved, place, upcoming
from rules.reading.cores import Core
from rules.reading.facts import FrameKind
from rules.reading.timewords import View, ahead, backward, behind, forward, members

_ENDS = ("by", "to", "latest", "before")
_OUTER = ("after", "from", "before", "latest", "by", "to")
_MOVE = 4
_OR = ("or", "eller", "and", "och")
_BEFORE = ("before", "fore", "innan", "until", "tills")
_OPENING, _CLOSING = ("from", "between", "fran", "mellan"), ("to", "and", "till", "och", "through")
_TO, _STARTING = ("till", "by"), ("start", "starten", "starts", "starting")


@dataclass(slots=True)
class Around:
    """The words before a period: where they begin, the relations from the nearest outwards, and which part of the period is meant."""

    first: int
    relations: tuple[str, ...]
    part: str = ""


@dataclass(slots=True)
class Reading:
    """A period read: what it is, and its days."""

    kind: FrameKind
    begin: date | None
    until: date | None
    days: int | None
    ambiguous: bool


def around(view: View, core: Core, floor: int) -> Around:
    """Climb from a period to the left, over articles, a boundary ("slutet av") and prepositions, not beyond token `floor`."""
    core.closes = core.closes or _passes(view, core.after)
    folds = view.folds
    if (opened := _opened(view, core)) >= floor:
        return Around(opened, ("to",))
    at = _articles(view, core.first, floor)
    part = ""
    boundary = behind(backward("boundaries"), view.line, at, floor)
    if boundary is None and view.line[at - 1] == "-":
        boundary = behind(backward("boundaries"), view.line, at - 1, floor)
    if boundary:
        part, at = boundary[0], _articles(view, boundary[1], floor)
    relations: list[str] = []
    for _ in range(3):
        hit = behind(backward("relations"), view.line, at, floor)
        if hit is None and relations == [] and view.line[at - 1] in (":", "(") and at - 1 > floor:
            hit = behind(backward("relations"), view.line, at - 1, floor)
            if hit and hit[0] not in ("by", "latest", "from"):
                hit = None
        if hit is None or hit[0] == "compare" and (view.line[hit[1] - 1] in _OR or part):
            break  # "at 94 % or above throughout 2027"
        relations.append(hit[0])
        at = hit[1]
        if at - 1 >= floor and folds[at - 1] in members("articles"):
            inner = _articles(view, at, floor)
            if behind(backward("relations"), view.line, inner, floor):
                at = inner
    if not relations and not part:
        at = core.first
    if relations == ["from"] and (before := _beforehand(view, at, floor)) is not None:
        return Around(before, ("to" if view.line[before] in _TO else "before",), part)
    return Around(at, tuple(relations), part)


def _beforehand(view: View, at: int, floor: int) -> int | None:
    """Where "before" stands in "before the school opens on 3 April", "före höstterminens start den 17 augusti": an end, and no start."""
    for step in range(at - 1, max(floor, at - _MOVE) - 1, -1):
        if view.tokens[step].kind != "w":
            return None
        if view.line[step] in _BEFORE or view.line[step] in _TO and view.line[at] in _STARTING:
            return step
    return None


def _opened(view: View, core: Core) -> int:
    """Where "from 1 to 31 July", "mellan 3 och 14 maj" begins, or -1."""
    first = core.first - 3
    if first < 0 or core.unit != "day" or not isinstance(core.key, tuple) or view.line[first] not in _OPENING:
        return -1
    ranged = view.line[first + 2] in _CLOSING and view.number(first + 1, 1, core.key[1] - 1, 2) is not None
    return first if ranged else -1


def _articles(view: View, at: int, floor: int) -> int:
    for _ in range(3):
        hit = behind(backward("articles"), view.line, at, floor)
        if hit is None:
            break
        at = hit[1]
    return at


def settle(view: View, core: Core, words: Around) -> Span | None:
    """The days of a period, by the year that it or its preposition implies."""
    if core.span is not None:
        return core.span
    start = view.fiscal_start if core.fiscal else 1
    if core.unit == "fiscal":
        if core.ambiguous and view.fiscal_start == 1:
            return None
        return place("year", 1, core.year or view.today.year, start)
    if core.year is not None:
        return place(core.unit, core.key, core.year, start)
    nearest = words.relations[0] if words.relations else ""
    begun = not ((nearest == "before" and not (words.part == "end" or core.closes)) or (core.unit == "season" and nearest in ("by", "to")))
    return upcoming(core.unit, core.key, view.today, begun=begun, start=start)


def part_of(span: Span, part: str, unit: str) -> Span | None:
    """The day that "end of", "mid" or "start of" a period means; None for its loose beginning."""
    if part == "end":
        return span
    if part == "middle":
        middle = moved(span.begin, 14 if unit == "month" else (span.days + 1) // 2 - 1)
        if unit in ("year", "fiscal"):
            middle = date(span.begin.year, 6, 30) if span.begin.month == 1 else middle
        return Span(span.begin, middle)
    return None


def read(view: View, core: Core, words: Around, floor: int) -> Reading | None:
    """A period with the words around it, or None when it is too weak to be one."""
    relations = words.relations
    if core.weak and not relations and not words.part and not _passes(view, core.after):
        return None
    if core.weak and relations and relations[0] in ("compare", "toward") and core.unit in ("month", "feast", "season"):
        return None
    span = settle(view, core, words)
    if core.unit == "day" and core.shift == 0 and core.span and not relations and _standing(view, core):
        return Reading("comparison", view.today, view.today, None, False)
    if span is None and core.unit != "fiscal":
        return None
    past = span is not None and span.until < view.today
    leveled = ahead(forward("level_words"), view.line, core.after) is not None
    if core.owned:
        if past or leveled:
            return Reading("comparison", span.begin if span else None, span.until if span else None, None, False)
        return None
    if _compared(view, core, words, past, floor) or (past and leveled and "in" not in relations):
        then = span if past or not {"compare", "since"}.isdisjoint(relations) else None  # "up 4 points on Q2": the last one, whenever
        return Reading("comparison", then.begin if then else None, then.until if then else None, None, False)
    if span is None:
        return Reading("deadline", None, None, 366, True)
    return _timed(view, core, words, span)


def _passes(view: View, at: int) -> bool:
    """ "Before March is out", "innan mars är slut", "before the term ends": it is the end that is meant."""
    if view.line[at] in members("passing"):
        return True
    return view.line[at] in members("present_verbs") and view.line[at + 1] in members("over")


def _standing(view: View, core: Core) -> bool:
    """ "Today" says where one stands ("idag har vi 40", "from 40 today to 60"), not by when."""
    near = view.folds[max(0, core.first - 2) : core.first] + view.folds[core.after : core.after + 2]
    if any(fold in members("present_verbs") for fold in near):
        return True
    hits = (behind(backward("relations"), view.line, at) for at in range(max(1, core.first - 2), core.first))
    return any(hit is not None and hit[0] in ("from", "compare") for hit in hits)


def _timed(view: View, core: Core, words: Around, span: Span) -> Reading:
    relations, part = words.relations, words.part
    outer = next((name for name in _OUTER if name in relations), "in") if relations else "in"
    if outer in ("after", "from"):
        whole = outer == "from" and part != "end" and not core.closes
        return Reading("start", span.begin if whole else moved(span.until, 1), None, None, core.ambiguous)
    until: date | None = span.until
    closes = core.closes or part == "end"
    if part == "start":
        until = None if outer == "in" else span.begin
        if outer == "before":
            until = moved(span.begin, -1)
    elif part == "middle":
        middle = part_of(span, part, core.unit)
        until = middle.until if middle else None
    elif core.unit == "season" and core.key == "summer" and not closes and outer in ("by", "to", "before") and relations[0] != "in":
        until = _summer(view, span)
    elif outer == "before" and not closes:
        until = moved(span.begin, -3 if core.key == "easter" else -1)
    single = core.unit == "day" or outer in _ENDS or closes or part == "start"
    days = None
    if until is not None:
        days = (until - view.today).days if single and until >= view.today else (until - span.begin).days + 1
    named = core.year is None and core.span is None and core.unit in ("month", "season", "quarter", "tertial", "half")
    loose = core.ambiguous or (outer in ("by", "to") and named) or part == "start"
    return Reading("deadline", None if single else span.begin, until, max(days, 1) if days is not None else None, loose)


def _summer(view: View, span: Span) -> date:
    try:
        return date(span.until.year, *view.summer_end)
    except ValueError:
        return date(span.until.year, 6, 30)


def _moved_against(view: View, core: Core, words: Around, floor: int) -> bool:
    """ "Up 4 points on Q2", "upp fyra enheter mot Q2": a move by so much, held against the period."""
    held = "toward" in words.relations or any(fold in members("held") for fold in view.folds[words.first : core.first])
    before = view.folds[max(floor, words.first - _MOVE) : words.first]
    return held and any(fold in members("moves") for fold in before)


def _compared(view: View, core: Core, words: Around, past: bool, floor: int) -> bool:
    """The period is what the result is held against: "än i fjol", "mot föregående år", "compared to last year", "sedan 2020"."""
    relations = words.relations
    if "compare" in relations or "since" in relations:
        return not ("since" in relations and not past and core.unit == "day")
    if not past:
        return core.unit in ("quarter", "month", "half", "week") and core.year is None and _moved_against(view, core, words, floor)
    if "toward" in relations and words.part == "end":
        return False  # "mot slutet av 2024"
    if "toward" in relations or "from" in relations or any(fold in members("held") for fold in view.folds[words.first : core.first]):
        return True
    for at in range(words.first, max(words.first - 4, floor), -1):
        if view.tokens[at - 1].kind != "w":
            return False
        hit = behind(backward("relations"), view.line, at, floor)
        if hit and hit[0] in ("compare", "toward", "since"):
            return True
    return False
