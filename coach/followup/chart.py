"""Actual against plan as SVG of our own: colours by CSS variables and currentColor, a title and a description for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from html import escape

from coach.followup import timeline, wording
from coach.followup.course import Kind, expected
from coach.followup.picture import WIDE, Frame, described, short, svg
from coach.followup.standing import Standing
from coach.texts import text

_ROOM = wording.ROOM
_TOP, _FOOT = 34, 44
_SMALL_WIDE, _SMALL_HIGH = 120, 32


class Scale:
    """Days and values to places in the picture."""

    def __init__(self, first: date, last: date, low: Decimal, high: Decimal, box: tuple[float, float, float, float]) -> None:
        self.first, self.last = first, max(last, first + timedelta(days=1))
        room = (high - low) or Decimal(1)
        self.low, self.high = low, low + room
        self._box = box

    def x(self, day: date) -> float:
        """Where a day stands across."""
        left, _, right, _ = self._box
        share = (day - self.first).days / (self.last - self.first).days
        return round(left + (right - left) * min(max(share, 0.0), 1.0), 1)

    def y(self, value: Decimal) -> float:
        """How high a value stands."""
        _, top, _, foot = self._box
        return round(foot - (foot - top) * float((value - self.low) / (self.high - self.low)), 1)

    def path(self, points: Sequence[tuple[date, Decimal]]) -> str:
        """The points joined by straight lines."""
        return " ".join(f"{'M' if not at else 'L'}{self.x(day)} {self.y(value)}" for at, (day, value) in enumerate(points))


def chart(shown: Standing, language: str, id: str = "chart", frame: Frame = WIDE) -> str:
    """The picture of one goal: actual, plan, target, today, and the forecast with its band. `id` must be its own on the page.

    Colours: --coach-actual, --coach-plan, --coach-band, else the colour of the text."""
    course = shown.course
    if course.kind is Kind.MILESTONE:
        return timeline.timeline(shown, language, id, frame)
    plan, actual = _plan(shown), _actual(shown)
    scale = _scale(shown, plan, actual, (frame.left, _TOP, frame.wide - frame.right, frame.high - _FOOT))
    parts = [_axes(shown, scale, language, frame)]
    foretold = shown.forecast
    if foretold is not None and course.end is not None and actual and actual[-1][0] < course.end:
        at, value = actual[-1]
        x, y, end = scale.x(at), scale.y(value), scale.x(course.end)
        if foretold.low is not None and foretold.high is not None:
            band = f"M{x} {y} L{end} {scale.y(foretold.high)} L{end} {scale.y(foretold.low)} Z"
            parts.append(f'<path d="{band}" fill="var(--coach-band, currentColor)" fill-opacity="0.15" stroke="none"/>')
        ahead = scale.path([(at, value), (course.end, foretold.value)])
        parts.append(f'<path d="{ahead}" fill="none" stroke="var(--coach-actual, currentColor)" stroke-width="2" stroke-dasharray="2 4"/>')
    parts.append(
        f'<path d="{scale.path(plan)}" fill="none" stroke="var(--coach-plan, currentColor)" stroke-width="1.5" stroke-dasharray="7 4" '
        'stroke-opacity="0.75"/>'
    )
    parts.append(f'<path d="{scale.path(actual)}" fill="none" stroke="var(--coach-actual, currentColor)" stroke-width="2.5"/>')
    parts += [
        f'<circle cx="{scale.x(day)}" cy="{scale.y(value)}" r="3" fill="var(--coach-actual, currentColor)"/>' for day, value in actual[-60:]
    ]
    parts.append(_legend(language, foretold is not None, frame))
    title = text(language, "chart.title", _ROOM, goal=course.text or course.goal)
    return svg(id, frame.wide, frame.high, title, described(shown, language), "".join(parts))


def sparkline(shown: Standing, language: str, id: str = "spark") -> str:
    """A small picture for a card: the actual values, the plan behind them, a dot where it stands."""
    title = text(language, "chart.spark", _ROOM, goal=shown.course.text or shown.course.goal, status=wording.status(shown, language))
    if shown.course.kind is Kind.MILESTONE:
        return svg(id, _SMALL_WIDE, _SMALL_HIGH, title, wording.line(shown, language), timeline.bar(shown, _SMALL_WIDE, _SMALL_HIGH))
    plan, actual = _plan(shown), _actual(shown)
    scale = _scale(shown, plan, actual, (3, 4, _SMALL_WIDE - 5, _SMALL_HIGH - 4))
    faint = 'stroke="var(--coach-plan, currentColor)" stroke-opacity="0.45" stroke-dasharray="3 3"'
    parts = [f'<path d="{scale.path(plan)}" fill="none" {faint}/>']
    if actual:
        day, value = actual[-1]
        parts.append(f'<path d="{scale.path(actual)}" fill="none" stroke="var(--coach-actual, currentColor)" stroke-width="1.8"/>')
        parts.append(f'<circle cx="{scale.x(day)}" cy="{scale.y(value)}" r="2.6" fill="var(--coach-actual, currentColor)"/>')
    return svg(id, _SMALL_WIDE, _SMALL_HIGH, title, wording.line(shown, language), "".join(parts))


def _plan(shown: Standing) -> list[tuple[date, Decimal]]:
    """The planned curve: a place a week is enough for a curve of days worked."""
    course = shown.course
    end = course.end or max(shown.today, course.begin + timedelta(days=27))
    days = (end - course.begin).days
    wide = max(days // 60, 1)
    places = [course.begin - timedelta(days=1), *(course.begin + timedelta(days=at) for at in range(0, days, wide)), end]
    return [(day, _decimal(shown, day)) for day in places]


def _decimal(shown: Standing, day: date) -> Decimal:
    value = expected(shown.course, day)
    return Decimal(value.numerator) / Decimal(value.denominator)


def _actual(shown: Standing) -> list[tuple[date, Decimal]]:
    """The actual values, from where a sum began."""
    course = shown.course
    found = [(point.day, point.value) for point in shown.points]
    return [(course.begin - timedelta(days=1), course.start), *found] if found and course.kind is Kind.TOTAL else found


def _scale(
    shown: Standing, plan: Sequence[tuple[date, Decimal]], actual: Sequence[tuple[date, Decimal]], box: tuple[float, float, float, float]
) -> Scale:
    days = [day for day, _ in (*plan, *actual)]
    values = [value for _, value in (*plan, *actual)] + [shown.course.target]
    if shown.forecast is not None:
        values += [value for value in (shown.forecast.value, shown.forecast.low, shown.forecast.high) if value is not None]
    low, high = min(values), max(values)
    air = (high - low) / 20 or abs(high) / 10 or Decimal(1)
    # A sum begins at nothing; a level shows its own span.
    low = min(Decimal(0), low) if shown.course.kind in (Kind.TOTAL, Kind.RATE) else low - air
    return Scale(min(days), max(days), low, high + air, box)


def _axes(shown: Standing, scale: Scale, language: str, frame: Frame) -> str:
    course = shown.course
    left, right, foot = frame.left, frame.wide - frame.right, frame.high - _FOOT
    unit = wording.unit(course, language)
    mark = unit if unit.strip() == "%" else ""
    faint = 'stroke="currentColor" stroke-opacity="0.25"'
    parts = [f'<path d="M{left} {foot} H{right}" {faint}/>']
    for value in ticks(scale.low, scale.high):
        y = scale.y(value)
        label = escape(short(value, language) + mark)
        parts.append(f'<path d="M{left} {y} H{right}" stroke="currentColor" stroke-opacity="0.12"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end" opacity="0.8">{label}</text>')
    for day, anchor in ((scale.first, "start"), (scale.last, "end")):
        parts.append(f'<text x="{scale.x(day)}" y="{frame.high - 12}" text-anchor="{anchor}">{escape(wording.day(day, language))}</text>')
    y = scale.y(course.target)
    label = text(language, "chart.target", _ROOM, value=short(course.target, language) + mark)
    parts.append(f'<path d="M{left} {y} H{right}" stroke="currentColor" stroke-opacity="0.5"/>')
    at = f'x="{right + 6}" y="{y + 4}"' if frame.aside else f'x="{left + 4}" y="{y - 5}"'
    parts.append(f"<text {at}>{escape(label)}</text>")
    if scale.first < shown.today < scale.last:
        x = scale.x(shown.today)
        parts.append(f'<path d="M{x} {_TOP} V{foot}" {faint} stroke-dasharray="1 3"/>')
        label = escape(text(language, "chart.today", _ROOM))
        parts.append(f'<text x="{x}" y="{foot + 14}" text-anchor="middle" opacity="0.8">{label}</text>')
    return "".join(parts)


def ticks(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from `low` to `high`, three to seven of them: steps of 1, 2 or 5 times a power of ten."""
    room = high - low
    if room <= 0:
        return (low,)
    power = Decimal(1).scaleb((room / 4).adjusted())
    step = next(power * times for times in (1, 2, 5, 10) if power * times * 4 >= room * Decimal("0.8"))
    first = (low / step).to_integral_value(ROUND_CEILING) * step
    return tuple(first + step * at for at in range(int((high - first) / step) + 1))


def _legend(language: str, foretold: bool, frame: Frame) -> str:
    keys = [("actual", ""), ("plan", "7 4"), *((("forecast", "2 4"),) if foretold else ())]
    parts = []
    for at, (key, dashes) in enumerate(keys):
        x = (frame.left if frame.aside else 4) + at * frame.key
        colour = "plan" if key == "plan" else "actual"
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<path d="M{x} 14 H{x + 24}" stroke="var(--coach-{colour}, currentColor)" stroke-width="2.5"{dash}/>')
        parts.append(f'<text x="{x + 30}" y="18">{escape(text(language, f"chart.{key}", _ROOM))}</text>')
    return "".join(parts)
