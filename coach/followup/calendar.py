"""Rhythm and deadlines as a calendar file (RFC 5545): the weekly meeting, the monthly report, the quarterly dialogue, each goal's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from coach.followup import wording
from coach.followup.course import Course
from coach.texts import text
from rules.arithmetic.quarters import between, quarter_of

_AHEAD = 14
"""Days before the quarter's end that the dialogue is put."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When the team meets: the weekday of the weekly meeting (0 is Monday), and the day of the month for the report."""

    weekday: int = 0
    month_day: int = 1


def calendar(courses: Sequence[Course], first: date, last: date, today: date, language: str, rhythm: Rhythm = Rhythm()) -> bytes:
    """The calendar of a period: whole days, so that everyone puts the hour. The same goals and days give the same bytes."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//coach//followup//SV")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _says(language, "name"))
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
    start = first + timedelta(days=(rhythm.weekday - first.weekday()) % 7)
    if start <= last:
        _event(made, "week", start, stamp, _says(language, "week"), _says(language, "week-text"), {"freq": "weekly", "until": last})
    month = first.replace(day=min(rhythm.month_day, 28))
    month = month if month >= first else (month.replace(day=1) + timedelta(days=31)).replace(day=min(rhythm.month_day, 28))
    if month <= last:
        _event(made, "month", month, stamp, _says(language, "month"), _says(language, "month-text"), {"freq": "monthly", "until": last})
    for quarter in between(quarter_of(first), last):
        dialogue = _workday(quarter.end - timedelta(days=_AHEAD))
        if dialogue >= first:
            _event(made, f"dialogue-{quarter.name}", dialogue, stamp, _says(language, "quarter"), _says(language, "quarter-text"))
    for course in courses:
        if course.end is None:
            continue
        title = _says(language, "deadline", goal=course.text or course.goal)
        target = wording.figure(course.target, language) + wording.unit(course, language)
        note = _says(language, "deadline-text", target=target, owner=course.owner or "–")
        _event(made, f"{course.goal}|{course.text}|{course.end}", course.end, stamp, title, note)
    return bytes(made.to_ical())


def _event(made: object, name: str, day: date, stamp: datetime, title: str, note: str, rule: dict[str, object] | None = None) -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{blake2b(name.encode(), digest_size=12).hexdigest()}@coach")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("description", note)
    event.add("transp", "TRANSPARENT")
    if rule is not None:
        event.add("rrule", rule)
    made.add_component(event)  # type: ignore[attr-defined]


def _workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _says(language: str, key: str, **params: str) -> str:
    return text(language, f"calendar.{key}", wording.ROOM, **params)
