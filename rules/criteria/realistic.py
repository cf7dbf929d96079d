"""Realistic: what the data say about the target (rulebook §4). Without data the verdict is unknown, and never pretends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rules import arithmetic
from rules.criteria.bounds import INDEX_LOW, Assessment, as_of, broken, end_of, plain
from rules.model import Goal, Outcome, Realistic, Severity
from rules.reading.facts import Quantity
from rules.reading.lexicon import both
from rules.reading.scales import comparable, factor_in, meant, value_in
from rules.rule import Case, Hit, Place, hit, rule

_DAYS_PER_QUARTER = Decimal("91.3125")
_GRAINS = {"quarter": "quarter", "month": "month", "year": "year"}
_UNLIKE = Decimal(1000)


class Aim(NamedTuple):
    """The number aimed at. `up`: more is better; `rate`: the cycle it is counted per; `pieces`: it counts whole things; `unit`: that of
    the goal's fields, which all these numbers are in."""

    value: Decimal
    baseline: Decimal | None
    up: bool
    rate: str | None
    pieces: bool
    bounded: bool
    at: Place | None
    unit: str

    def shown(self, value: Decimal) -> str:
        """A number as the message has it, in the unit of the goal's fields."""
        return f"{plain(value)} {self.unit}".rstrip()


_UNKNOWN = Assessment(Realistic.UNKNOWN)


def judge(case: Case) -> Realistic:
    """The verdict on a goal from its text, fields and history (rulebook §4)."""
    return assess(case).verdict


def assess(case: Case) -> Assessment:
    """The verdict and its reason. Bounds first, then what is kept or already reached, then history before baseline."""
    outside = broken(case)
    if outside is not None:
        return outside
    goal = case.goal
    if goal.baseline is None and not goal.history and "baseline" not in [item.role for item in case.reading.quantities]:
        return _UNKNOWN
    aim = _aim(case)
    if aim is None:
        return _UNKNOWN
    if aim.baseline is not None:
        met = aim.baseline >= aim.value if aim.up else aim.baseline <= aim.value
        if met and (_keeps(case) or (aim.bounded and aim.baseline == aim.value)):
            return Assessment(Realistic.REASONABLE)
        if met:
            params = (("value", aim.shown(aim.value)), ("baseline", aim.shown(aim.baseline)))
            return Assessment(Realistic.UNAMBITIOUS, "reached", aim.at, params)
    return _by_history(case, aim) or _by_baseline(case, aim)


def _aim(case: Case) -> Aim | None:
    """The target as a level in the measure's own unit, worked out from the baseline where the text only says by how much."""
    goal, numbers = case.goal, case.reading.core
    start = next((item for item in case.reading.quantities if item.role == "baseline" and item.value is not None), None)
    target = _target(numbers, start)
    step = next((item for item in numbers if item.role == "by" and item.value is not None), None)
    unit = goal.unit or _meant(case, target)
    fields = goal.baseline is not None or bool(goal.history)
    if fields and goal.target is None and target is not None and not comparable(target, unit):
        return None
    baseline = goal.baseline if goal.baseline is not None else value_in(start, unit) if start is not None else None
    kinds = tuple(change.kind for change in case.reading.changes)
    falls = "down" in kinds and "up" not in kinds
    at: Quantity | None = target
    if goal.target is not None:
        value: Decimal | None = goal.target
    elif target is not None:
        value = value_in(target, unit)
    elif step is not None and baseline is not None:
        at, value = step, _stepped(step, value_in(step, unit), baseline, falls)
    else:
        value = None
    if value is None or not _sane(value) or not (baseline is None or _sane(baseline)):
        return None
    if target is not None and target.upper is not None and goal.target is None and target.bound == "max":
        value = target.upper / factor_in(target, unit)
    if baseline is not None and baseline != value and "up" not in kinds and "down" not in kinds and (at is None or at.bound is None):
        up = value > baseline if start is not None else True
    else:
        up = not falls and not (at is not None and at.bound == "max")
    pieces = at is None or at.kind in ("count", "number", "duration")  # of three days one is a third, too
    return Aim(value, baseline, up, at.rate if at is not None else None, pieces, at is not None and at.bound is not None, at, unit or "")


def _meant(case: Case, target: Quantity | None) -> str | None:
    """The unit of fields that name none: that of the text, where their numbers only make sense in it."""
    goal = case.goal
    known = (goal.baseline, *(item.value for item in goal.history), goal.target)
    field = next((value for value in known if value), None)
    return None if target is None or field is None else meant(field, target, case.reading.source.quote(target.start, target.end))


def _target(numbers: tuple[Quantity, ...], start: Quantity | None) -> Quantity | None:
    """The number aimed at: the first after its "from", or else nearest before, if counted in the same unit; without a "from" the first."""
    targets = tuple(item for item in numbers if item.role == "target" and item.value is not None)
    if start is None or not targets:
        return targets[0] if targets else None
    nearest = min(targets, key=lambda item: (item.start < start.start, abs(item.start - start.start)))
    return nearest if nearest.unit == start.unit else None


def _sane(value: Decimal) -> bool:
    """A number that sums can be done on: nobody sells for 10 to the power of 30."""
    return not value or abs(value.adjusted()) < 30


def _stepped(step: Quantity, value: Decimal | None, baseline: Decimal, falls: bool) -> Decimal | None:
    """The level that a change by `value` leads to."""
    if value is None:
        return None
    if step.kind == "factor":
        return baseline * value
    amount = abs(baseline) * value / 100 if step.unit == "%" else value
    return baseline - amount if falls else baseline + amount


def _keeps(case: Case) -> bool:
    keep = both("scale", "keep")
    return any(token.fold in keep for token in case.reading.source.tokens)


def _grain(goal: Outcome) -> str:
    return "quarter" if "Q" in goal.period else "month" if len(goal.period) > 4 else "year"


def _wanted_grain(case: Case, aim: Aim) -> str | None:
    """The sort of period the target is for: its rate, else the frame that ends it."""
    if aim.rate is not None:
        return _GRAINS.get(aim.rate)
    end = end_of(case)
    for frame in case.reading.frames:
        if frame.kind == "cycle" and frame.cycle is not None and not frame.means:
            return _GRAINS.get(frame.cycle)
        if frame.kind == "deadline" and frame.until == end and frame.grain in _GRAINS:
            return _GRAINS[frame.grain]
    return None


def _season(period: str) -> str:
    return period[5:]


def _season_of(end: date | None, grain: str) -> str:
    if end is None or grain == "year":
        return ""
    return f"Q{(end.month + 2) // 3}" if grain == "quarter" else f"{end.month:02}"


def _history(goal: Goal, grain: str | None) -> tuple[Outcome, ...]:
    """The past of the same sort of period, oldest first. Without a wanted sort, a history of one sort only will do."""
    grains = tuple(dict.fromkeys(_grain(item) for item in goal.history))
    wanted = grain if grain is not None else grains[0] if len(grains) == 1 else None
    return tuple(sorted((item for item in goal.history if _grain(item) == wanted and _sane(item.value)), key=lambda item: item.period))


def _by_history(case: Case, aim: Aim) -> Assessment | None:
    """Against the best period of its kind, the same season first; then against where the history is heading by itself."""
    if not case.goal.history:
        return None
    past = _history(case.goal, _wanted_grain(case, aim))
    if not past:
        return None
    season = _season_of(end_of(case), _grain(past[0]))
    same = tuple(item for item in past if season and _season(item.period) == season)
    best = (max if aim.up else min)(same or past, key=lambda item: item.value)
    if best.value and not 1 / _UNLIKE < abs(aim.value / best.value) < _UNLIKE:
        return _UNKNOWN  # counted in another unit
    room = abs(best.value) * case.policy.history_percent / 100
    if best.value and (aim.value > best.value + room if aim.up else aim.value < best.value - room):
        over = abs(arithmetic.change_percent(best.value, aim.value) or Decimal(0))
        percent = plain(arithmetic.whole(over))
        doubt = (("value", aim.shown(aim.value)), ("best", aim.shown(best.value)), ("period", best.period), ("percent", percent))
        return Assessment(Realistic.DOUBTFUL, "history" if aim.up else "history_low", aim.at, doubt)
    values = tuple(item.value for item in (same if len(same) > 2 else past))
    if len(values) > 2 and not _keeps(case) and _drifts(values, aim):
        coming = arithmetic.trend(values) or values[-1]
        params = (("value", aim.shown(aim.value)), ("baseline", aim.shown(arithmetic.rounded(coming))))
        return Assessment(Realistic.UNAMBITIOUS, "trend", aim.at, params)
    return Assessment(Realistic.REASONABLE)


def _drifts(values: tuple[Decimal, ...], aim: Aim) -> bool:
    """Every period passed the target, or each was at least as good as the one before and the line goes past it."""
    sign = 1 if aim.up else -1
    if all(value * sign > aim.value * sign for value in values):
        return True
    steady = all(later * sign >= earlier * sign for earlier, later in pairwise(values))
    coming = arithmetic.trend(values)
    return steady and coming is not None and coming * sign >= aim.value * sign


def _by_baseline(case: Case, aim: Aim) -> Assessment:
    """The change per quarter against the policy's bound. What is new, nothing or few has no measure to change by."""
    before = aim.baseline
    measure = case.reading.measure
    if before is None or before <= 0 or (measure is not None and measure.low is not None and measure.low <= INDEX_LOW):
        return _UNKNOWN
    if (aim.pieces and before < case.policy.baseline_pieces) or _is_new(case):
        return _UNKNOWN
    change = arithmetic.change_percent(before, aim.value)
    if change is None or abs(change) > _UNLIKE * 100:
        return _UNKNOWN
    bound, end = case.policy.baseline_percent, end_of(case)
    if abs(change) <= bound:
        return Assessment(Realistic.REASONABLE)
    if end is None:
        return _UNKNOWN
    day = as_of(case) or case.today
    quarters = max(Decimal((end - day).days) / _DAYS_PER_QUARTER, Decimal(1))
    each = abs(change) / quarters
    if each <= bound:
        return Assessment(Realistic.REASONABLE)
    params = (("value", aim.shown(aim.value)), ("baseline", aim.shown(before)), ("percent", plain(arithmetic.whole(each))))
    return Assessment(Realistic.DOUBTFUL, "baseline", aim.at, params)


def _is_new(case: Case) -> bool:
    new, fresh = both("scale", "new"), both("scale", "fresh")
    if new.isdisjoint(case.reading.source.words):
        return False
    words = case.reading.source.folds
    return any(word in new and any(near in fresh for near in words[at + 1 : at + 4]) for at, word in enumerate(words))


def _tell(case: Case, verdict: Realistic) -> Iterator[Hit]:
    if case.judged.realistic is verdict:
        found = assess(case)
        yield hit(found.at, reason=found.reason, **dict(found.params))


@rule("R001", criterion="realistic", severity=Severity.ERROR, section="4", guide="faq-4", verdict=("realistic", Realistic.IMPOSSIBLE))
def impossible(case: Case) -> Iterator[Hit]:
    """A number outside its measure's range, a deadline already past, or a start after the end."""
    yield from _tell(case, Realistic.IMPOSSIBLE)


@rule("R002", criterion="realistic", severity=Severity.WARNING, section="4", guide="faq-4", verdict=("realistic", Realistic.DOUBTFUL))
def doubtful(case: Case) -> Iterator[Hit]:
    """A target far above the best earlier period, or far from the starting value in a short time."""
    yield from _tell(case, Realistic.DOUBTFUL)


@rule("R003", criterion="realistic", severity=Severity.NOTE, section="4", guide="process", verdict=("realistic", Realistic.UNAMBITIOUS))
def unambitious(case: Case) -> Iterator[Hit]:
    """A target already reached, or one that the history's own trend will pass by itself."""
    yield from _tell(case, Realistic.UNAMBITIOUS)


RULES = (impossible, doubtful, unambitious)
