"""Where a goal stands at a day: actual against plan, the pace that is needed, the forecast, and the sums behind each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coach.exchange.actuals import Actual, current
from coach.followup.course import Course, Kind, Point, expected, gone, length, span
from coach.followup.forecast import At, Forecast, decimal, drifting, fitted, meaning
from coach.followup.series import cycle_of, cycles_left, series
from rules.arithmetic.quarters import quarter_of

TOLERANCE = 5
"""Per cent of the whole way that a goal may be off its plan and still be on it."""
_STALE = 14
_TREND = 3


class Status(StrEnum):
    """How a goal stands (design §3)."""

    WAITING = "waiting"
    UNKNOWN = "unknown"
    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Step:
    """One sum as shown: the name of its formula, and what goes into and comes out of it (numbers, days and units as text)."""

    name: str
    values: tuple[tuple[str, Decimal | date | int | str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal's actual against its plan. `at`: the day of the latest actual. `gap`: actual less expected, in the wanted direction.
    `progress`: the share of the way gone (1 is all). `rest` to go; `needed` for each `per` (week, a cycle) that is left."""

    course: Course
    today: date
    status: Status
    points: tuple[Point, ...]
    at: date | None = None
    actual: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    progress: Decimal | None = None
    rest: Decimal | None = None
    needed: Decimal | None = None
    per: str = ""
    forecast: Forecast | None = None
    stale: bool = False
    steps: tuple[Step, ...] = ()


def standing(course: Course, actuals: Iterable[Actual], today: date, tolerance: int = TOLERANCE) -> Standing:
    """Where the goal stands as of the end of `today`; what was recorded for later days does not count yet."""
    known = current(actuals, course.goal)
    course = settled(course, known)
    points = series(course, known, today)
    over = course.end is not None and today > course.end
    if course.end is not None:
        # What happened after the end is no part of the goal; the last cycle of a rate may reach past it.
        points = tuple(point for point in points if point.day <= course.end or course.kind is Kind.RATE)
    if not points:
        waiting = today < course.begin and course.kind is not Kind.MILESTONE
        status = Status.WAITING if waiting else Status.UNKNOWN
        return Standing(course, today, status, (), expected=decimal(expected(course, today)))
    if course.kind is Kind.RATE:
        return _rate(course, points, today, over, tolerance)
    if course.kind is Kind.MILESTONE:
        return _milestone(course, points, today, over)
    return _way(course, points, today, over, tolerance)


def settled(course: Course, known: Sequence[Actual]) -> Course:
    """The course with what its actuals tell of it: a baseline that nobody gave is the first reading, and what was recorded before a
    beginning that nobody fixed begins it."""
    if not known:
        return course
    first = known[0]
    if course.kind is Kind.LEVEL and course.baseline is None:
        begin = max(course.begin, first.day + timedelta(days=1))
        return replace(course, baseline=first.value, begin=begin if course.end is None or begin <= course.end else course.begin)
    if course.loose and first.day < course.begin and course.kind is not Kind.LEVEL:
        return replace(course, begin=quarter_of(first.day).begin)
    return course


def _way(course: Course, points: tuple[Point, ...], today: date, over: bool, tolerance: int) -> Standing:
    """A sum or a level on its way from start to target."""
    last = points[-1]
    actual, plan, start = Fraction(last.value), expected(course, last.day), Fraction(course.start)
    way = Fraction(course.target) - start
    sign = 1 if course.up else -1
    gap = (actual - plan) * sign
    # Of a sum that may not be exceeded, what is left is the room up to it.
    ceiling = course.kind is Kind.TOTAL and not course.up
    rest = max((Fraction(course.target) - actual) * (1 if ceiling else sign), Fraction(0))
    progress = (actual - start) / way if way else None
    status = _status(course, actual, gap, over, _slack(course, way, tolerance))
    needed, per = _needed(course, rest, today, over)
    forecast = None if over else _bounded(course, _forecast(course, points), actual)
    steps = [_plan_step(course, last.day, plan), _gap_step(actual, plan, gap)]
    if needed is not None and not over and status is not Status.REACHED:
        weeks = _weeks(course, today)
        sums = (("rest", decimal(rest)), ("weeks", decimal(weeks)), ("result", decimal(needed)))
        steps.append(Step("room" if ceiling else "needed", sums))
    if forecast is not None and course.end is not None:
        steps.append(_forecast_step(course, points, forecast))
    return Standing(
        course, today, status, points, last.day, last.value, decimal(plan), decimal(gap), None if progress is None else decimal(progress),
        decimal(rest), None if needed is None else decimal(needed), per, forecast, not over and _is_stale(course, last.day, today),
        tuple(steps),
    )  # fmt: skip


def _status(course: Course, actual: Fraction, gap: Fraction, over: bool, slack: Fraction) -> Status:
    meets = course.meets(actual)
    ceiling = course.kind is Kind.TOTAL and not course.up
    if over:
        return Status.REACHED if meets else Status.MISSED
    if ceiling and not meets:
        # A sum that may not be exceeded does not shrink again.
        return Status.MISSED
    if meets and not ceiling and not course.keeps:
        return Status.REACHED
    if course.keeps and not meets:
        return Status.BEHIND
    if course.pieces and -1 < gap < 1:
        # Whole things do not come in parts: less than one of them is no difference.
        return Status.ON_TRACK
    return Status.AHEAD if gap > slack else Status.BEHIND if gap < -slack else Status.ON_TRACK


def _slack(course: Course, way: Fraction, tolerance: int) -> Fraction:
    """How far off the plan still counts as on it."""
    base = abs(Fraction(course.target)) if course.keeps or course.kind is Kind.RATE else abs(way)
    return base * tolerance / 100


def _weeks(course: Course, today: date) -> Fraction:
    """Weeks from tomorrow (or the course's beginning) to its end, in its own clock: five days worked are a week."""
    if course.end is None:
        return Fraction(0)
    after = max(today, course.begin - timedelta(days=1))
    calendar = (course.end - after).days
    left = span(course, after, course.end)
    return Fraction(left, 7 if left == calendar else 5)


def _needed(course: Course, rest: Fraction, today: date, over: bool) -> tuple[Fraction | None, str]:
    """What each week must bring, or (for a sum not to exceed) may bring. Less than a week left: all of it."""
    if over or course.end is None or course.keeps:
        return None, ""
    weeks = _weeks(course, today)
    return (rest / weeks if weeks > 1 else rest), "week"


def _forecast(course: Course, points: Sequence[Point]) -> Forecast | None:
    if course.end is None:
        return None
    end = Fraction(length(course))
    places: list[At] = [(Fraction(gone(course, point.day)), Fraction(point.value)) for point in points]
    if course.kind is Kind.TOTAL:
        return drifting([(Fraction(0), Fraction(course.start)), *_apart(places)], end)
    # A level is read on any day, before the beginning too: calendar days count. Two readings are no trend.
    read = {Fraction(0): Fraction(course.start)}
    read |= {Fraction((point.day - course.begin).days + 1): Fraction(point.value) for point in points}
    return fitted(tuple(read.items()), Fraction((course.end - course.begin).days + 1)) if len(read) >= _TREND else None


def _apart(places: Sequence[At]) -> list[At]:
    """The last value at each place of the clock: a Saturday's value stands for the Friday's."""
    return [item for item in dict(places).items() if item[0] > 0]


def _bounded(course: Course, forecast: Forecast | None, actual: Fraction) -> Forecast | None:
    """The forecast within what the measure can be; a sum that never fell is not foretold to."""
    if forecast is None:
        return None
    low, high = course.low, course.high
    if course.kind is Kind.TOTAL and (low is None or low < actual) and forecast.value >= actual:
        low = decimal(actual)

    def held(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        value = value if low is None else max(value, low)
        return value if high is None else min(value, high)

    return replace(forecast, value=held(forecast.value) or Decimal(0), low=held(forecast.low), high=held(forecast.high))


def _positive(forecast: Forecast | None) -> Forecast | None:
    """Nobody makes fewer than no calls."""
    if forecast is None or forecast.low is None or forecast.value < 0:
        return forecast
    return replace(forecast, low=max(forecast.low, Decimal(0)))


def _plan_step(course: Course, day: date, plan: Fraction) -> Step:
    if course.keeps:
        return Step("plan-keep", (("day", day), ("target", course.target)))
    if course.points:
        return Step("plan-given", (("day", day), ("result", decimal(plan))))
    units, whole = gone(course, day), length(course)
    name = f"plan-{course.clock.value}" + ("-level" if course.start else "")
    values = (("day", day), ("start", course.start), ("target", course.target), ("gone", units), ("whole", whole))
    return Step(name, (*values, ("result", decimal(plan))))


def _gap_step(actual: Fraction, plan: Fraction, gap: Fraction) -> Step:
    name = "gap-even" if not gap else "gap-before" if gap > 0 else "gap-after"
    return Step(name, (("actual", decimal(actual)), ("plan", decimal(plan)), ("result", decimal(abs(gap)))))


def _forecast_step(course: Course, points: Sequence[Point], forecast: Forecast) -> Step:
    if course.kind is Kind.LEVEL:
        return Step("forecast-level", (("count", len(points)), ("end", course.end or points[-1].day), ("result", forecast.value)))
    last = points[-1]
    units, whole = gone(course, last.day), length(course)
    values = (("actual", last.value), ("gone", units), ("left", whole - units), ("result", forecast.value))
    return Step("forecast-total", values)


def _rate(course: Course, points: tuple[Point, ...], today: date, over: bool, tolerance: int) -> Standing:
    """A value per cycle: the mean of those that are over against the target of each."""
    done = tuple(point for point in points if point.day <= today) or points
    values = [Fraction(point.value) for point in done]
    mean, target = sum(values, Fraction(0)) / len(values), Fraction(course.target)
    sign = 1 if course.up else -1
    gap = (mean - target) * sign
    slack = _slack(course, target, tolerance)
    status = Status.AHEAD if gap > slack else Status.BEHIND if gap < -slack else Status.ON_TRACK
    if over:
        status = Status.REACHED if course.meets(mean) else Status.MISSED
    total = sum(values, Fraction(0))
    steps = [
        Step("mean", (("total", decimal(total)), ("count", len(values)), ("result", decimal(mean)), ("target", course.target))),
        _gap_step(mean, target, gap),
    ]
    needed: Fraction | None = None
    left = 0
    if course.end is not None and not over:
        left = cycles_left(course, done[-1].day)
        if left:
            needed = max((target * (len(values) + left) - total) / left, Fraction(0))
            steps.append(
                Step("needed-rate", (("target", course.target), ("count", len(values) + left), ("total", decimal(total)), ("left", left),
                                     ("result", decimal(needed))))
            )  # fmt: skip
    rest = max((target * (len(values) + left) - total) * sign, Fraction(0))
    return Standing(
        course, today, status, points, min(done[-1].day, today), decimal(mean), course.target, decimal(gap),
        decimal(mean / target) if target else None, decimal(rest), None if needed is None else decimal(needed),
        course.cycle if needed is not None else "", None if over else _positive(meaning(values, left)),
        not over and _is_stale(course, done[-1].day, today), tuple(steps),
    )  # fmt: skip


def _milestone(course: Course, points: tuple[Point, ...], today: date, over: bool) -> Standing:
    """There or not; a share of it (0–1) may be told on the way, and is held against the time gone."""
    last = points[-1]
    there = course.meets(last.value)
    partly = any(0 < point.value < course.target for point in points)
    even = Fraction(course.target) * Fraction(gone(course, last.day), length(course)) if partly else expected(course, last.day)
    gap = Fraction(last.value) - even
    slack = _slack(course, Fraction(course.target), 2 * TOLERANCE)
    if there:
        status = Status.REACHED
    elif over:
        status = Status.MISSED
    else:
        status = Status.BEHIND if gap < -slack else Status.AHEAD if partly and gap > slack else Status.ON_TRACK
    return Standing(
        course, today, status, points, last.day, last.value, decimal(even), decimal(gap), last.value / course.target,
        max(course.target - last.value, Decimal(0)), stale=not over and not there and _is_stale(course, last.day, today),
    )  # fmt: skip


def _is_stale(course: Course, day: date, today: date) -> bool:
    """The latest value is older than two weeks, or than two cycles of a rate or a level that is read off seldom."""
    if course.kind is Kind.RATE and course.cycle:
        first, last = cycle_of(today, course.cycle)
        return (today - day).days > max(_STALE, 2 * ((last - first).days + 1))
    return (today - day).days > (_STALE if course.kind is not Kind.LEVEL else 7 * _STALE)
