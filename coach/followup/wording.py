"""A standing in words: its status, one line for the meeting, and the sums behind, in the user's language."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coach.exchange.actuals import Decision
from coach.followup.course import Course, Kind
from coach.followup.forecast import Forecast
from coach.followup.standing import Standing, Status, Step
from coach.texts import catalogue, text
from rules.messages import number

ROOM = "followup"
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_FEW = 20
_MANY = 200


def status(shown: Standing | Status, language: str) -> str:
    """The status in words: "efter plan"."""
    return text(language, f"status.{shown.status if isinstance(shown, Standing) else shown}", ROOM)


def line(shown: Standing, language: str) -> str:
    """One sentence or two: where it stands, the gap to plan, the pace that is needed, the forecast."""
    course = shown.course
    if shown.status is Status.WAITING:
        return text(language, "line.waiting", ROOM, day=day(course.begin, language))
    if shown.actual is None or shown.at is None:
        return text(language, "line.unknown", ROOM)
    parts = [_where(shown, language)]
    if course.kind is not Kind.MILESTONE and shown.status not in (Status.REACHED, Status.MISSED):
        parts += _ahead(shown, language)
    found = "; ".join(parts) + "."
    return f"{found} {text(language, 'line.stale', ROOM, day=day(shown.at, language))}" if shown.stale else found


def steps(shown: Standing, language: str) -> tuple[str, ...]:
    """The sums behind: formula and numbers, one each."""
    return tuple(step(item, language) for item in shown.steps)


def step(item: Step, language: str) -> str:
    """One sum in words."""
    values = {
        name: figure(value, language) if isinstance(value, Decimal | int) else day(value, language) if isinstance(value, date) else value
        for name, value in item.values
    }
    return text(language, f"step.{item.name}", ROOM, **values)


def foretold(forecast: Forecast, language: str) -> str:
    """The forecast with its range, where there is one."""
    if forecast.low is None or forecast.high is None:
        return text(language, "line.forecast", ROOM, value=figure(forecast.value, language))
    low, high = figure(forecast.low, language), figure(forecast.high, language)
    return text(language, "line.forecast-range", ROOM, value=figure(forecast.value, language), low=low, high=high)


def figure(value: Decimal | int, language: str) -> str:
    """A number as one says it: as given where it is short; computed ones with two decimals below 20, one below 200, else whole."""
    exact = Decimal(value)
    near = exact.quantize(_CENT if abs(exact) < _FEW else _TENTH if abs(exact) < _MANY else Decimal(1), ROUND_HALF_UP)
    shown = exact if exact == exact.quantize(_TENTH) and abs(exact) < 10 * _MANY else near
    return number(shown.normalize() if shown % 1 else shown.quantize(Decimal(1)), language).replace("-", "−")


def unit(course: Course, language: str) -> str:
    """The unit after a number, with its space: " %", " kr", " möten"; "" for none."""
    if not course.unit:
        return ""
    known = catalogue(language, ROOM).get(f"unit.{course.unit}", course.unit)
    return "%" if known == "%" and language == "en" else f"\u00a0{known}"


def day(value: date, language: str) -> str:
    """A day as one says it: "20 nov. 2026"."""
    from babel.dates import format_date

    return str(format_date(value, "d MMM y", locale=language))


def month(value: date, language: str) -> str:
    """The month of a day: "november 2026"."""
    from babel.dates import format_date

    return str(format_date(value, "LLLL y", locale=language))


def _where(shown: Standing, language: str) -> str:
    course = shown.course
    at = day(shown.at or shown.today, language)
    actual = shown.actual if shown.actual is not None else Decimal(0)
    if course.kind is Kind.MILESTONE:
        share = actual * 100 / course.target
        key = "there" if course.meets(actual) else "part" if actual else "not"
        return text(language, f"line.milestone-{key}", ROOM, day=at, share=figure(share, language))
    key = "ceiling" if course.kind is Kind.TOTAL and not course.up else course.kind.value
    cycle = text(language, f"cycle.{course.cycle}", ROOM) if course.cycle else ""
    values = {"actual": figure(actual, language), "target": figure(course.target, language), "unit": unit(course, language)}
    return text(language, f"line.{key}", ROOM, day=at, cycle=cycle, **values)


def _ahead(shown: Standing, language: str) -> list[str]:
    """The gap, the pace that is needed, the forecast."""
    course, gap = shown.course, shown.gap or Decimal(0)
    ceiling = course.kind is Kind.TOTAL and not course.up
    words = ("under", "over") if ceiling else ("before", "after")
    key = "even" if not gap else words[0] if gap > 0 else words[1]
    parts = [text(language, f"line.{key}", ROOM, gap=figure(abs(gap), language))]
    if shown.needed is not None and shown.rest:
        late = shown.per == "week" and course.kind is not Kind.RATE and shown.needed == shown.rest
        key = "left" if late else "room" if ceiling else "needed-level" if course.kind is Kind.LEVEL else "needed"
        per = text(language, f"cycle.{shown.per}", ROOM)
        values = {"needed": figure(shown.needed, language), "rest": figure(shown.rest, language), "per": per}
        parts.append(text(language, f"line.{key}", ROOM, **values))
    if shown.forecast is not None:
        parts.append(foretold(shown.forecast, language))
    return parts


def decided(item: Decision, language: str, goal: str = "") -> str:
    """A decision in a line: its day, what was agreed (of which goal), what that changed, and why."""
    parts = [text(language, f"decision.{key}", ROOM, words=words) for key, words in (("changed", item.changed), ("why", item.why)) if words]
    about = f" ({goal})" if goal else ""
    return " ".join([f"{day(item.day, language)}: {item.text}{about}{'.' if parts and not item.text.endswith('.') else ''}", *parts])
