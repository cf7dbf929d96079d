"""What no target can be: outside its measure's range, due in the past, ended before it starts (rulebook §4)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.model import Realistic, State
from rules.reading import Reading
from rules.reading.facts import Quantity
from rules.reading.lexicon import both
from rules.rule import Case, Place

_YEAR = re.compile(r"\d{4}")
# A share of a whole, margin or rate; an index such as NPS runs from −100 and is no share.
INDEX_LOW = -100
_SHARES = ("%", "procent", "percent", "per cent", "nps", "p")


class Assessment(NamedTuple):
    """A verdict with the reason for it: what R001–R003 tell."""

    verdict: Realistic
    reason: str = ""
    at: Place | None = None
    params: tuple[tuple[str, str], ...] = ()


def broken(case: Case) -> Assessment | None:
    """The bound that the goal breaks, if any."""
    return _outside(case) or _past(case) or _order(case)


def plain(value: Decimal) -> str:
    """A number as data: no exponent, no trailing zeros; the catalogue's language formats it."""
    if not value.is_finite() or value.adjusted() > 30:
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _outside(case: Case) -> Assessment | None:
    """A number outside what its measure can be."""
    goal, reading, measure = case.goal, case.reading, case.reading.measure
    bounded = measure is not None and (measure.low is not None or measure.high is not None)
    for item in reading.core:
        if item.value is None or item.role == "name":
            continue
        if item.role == "by":
            if item.unit == "%" and item.value > 100 and _falls(reading):
                return _impossible(item, item.value, Decimal(100))
            continue
        if item.unit == "%" and item.value > 100 and _of_whole(case, item):
            return _impossible(item, item.value, Decimal(100))
        if bounded and _fits(case, item):
            limit = _beyond(case, item.value)
            if limit is not None:
                return _impossible(item, item.value, limit)
    if goal.target is not None and bounded and (goal.unit or "%").strip().lower() in _SHARES:
        limit = _beyond(case, goal.target)
        if limit is not None:
            return _impossible(None, goal.target, limit)
    return None


def _falls(reading: Reading) -> bool:
    kinds = [change.kind for change in reading.changes]
    return "down" in kinds and "up" not in kinds


def _beyond(case: Case, value: Decimal) -> Decimal | None:
    """The bound of the measure that `value` passes."""
    measure = case.reading.measure
    if measure is None:
        return None
    if measure.high is not None and value > measure.high:
        return Decimal(measure.high)
    if measure.low is not None and value < measure.low:
        return Decimal(measure.low)
    return None


def _fits(case: Case, item: Quantity) -> bool:
    """The number is one of the measure: a share for a margin, a bare number for an index; not a sum or a count beside it."""
    measure = case.reading.measure
    if measure is None or item.kind not in ("share", "points", "number") or (item.unit == "%" and _then(case, item, "beyond")):
        return False
    index = measure.low is not None and measure.low <= INDEX_LOW
    return item.kind != "share" if index else item.noun is None or item.kind == "share"


def _after(case: Case, item: Quantity) -> tuple[str, ...]:
    return tuple(token.fold for token in case.reading.source.tokens[item.last + 1 : item.last + 6])


def _then(case: Case, item: Quantity, key: str) -> bool:
    """The words right after the number ("… av budget") belong to a list."""
    after = _after(case, item)
    return bool(after) and after[0] in both("scale", "of") and any(word in both("scale", key) for word in after[1:4])


def _of_whole(case: Case, item: Quantity) -> bool:
    if _then(case, item, "beyond"):
        return False
    if _then(case, item, "wholes"):
        return True
    return item.role == "target" and item.noun in both("scale", "wholes")


def _impossible(at: Place | None, value: Decimal, limit: Decimal) -> Assessment:
    sign = " %" if getattr(at, "unit", None) == "%" else ""
    return Assessment(Realistic.IMPOSSIBLE, "range", at, (("value", plain(value) + sign), ("limit", plain(limit) + sign)))


def as_of(case: Case) -> date | None:
    """The day a goal is judged as of: today for a draft, else the day it was agreed (None if nobody knows)."""
    goal = case.goal
    if goal.state is State.DRAFT:
        return case.today
    if goal.agreed is not None:
        return goal.agreed
    return goal.accepted.on if goal.accepted is not None else None


def end_of(case: Case) -> date | None:
    return case.goal.deadline or case.reading.end


def _past(case: Case) -> Assessment | None:
    end, day = end_of(case), as_of(case)
    if end is None or day is None or end >= day:
        return None
    at = None if case.goal.deadline else next((frame for frame in case.reading.frames if frame.until == end), None)
    return Assessment(Realistic.IMPOSSIBLE, "past", at, (("date", end.isoformat()),))


def _order(case: Case) -> Assessment | None:
    """A start after the end, where both are dated with their year (without one, the reader chose the year itself)."""
    end = end_of(case)
    if end is None:
        return None
    text = case.reading.source
    for frame in case.reading.frames:
        if frame.kind != "start" or frame.begin is None or frame.begin <= end or not _YEAR.search(text.quote(frame.start, frame.end)):
            continue
        ends = (other for other in case.reading.frames if other.until == end and other.kind == "deadline")
        if case.goal.deadline or any(_YEAR.search(text.quote(other.start, other.end)) for other in ends):
            return Assessment(Realistic.IMPOSSIBLE, "order", frame, (("date", end.isoformat()), ("limit", frame.begin.isoformat())))
    return None
