"""A milestone as a picture: the time it has, how much of it is done, today, and the day it is due."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from html import escape

from coach.followup import wording
from coach.followup.picture import ROOM, Frame, described, share, svg
from coach.followup.standing import Standing
from coach.texts import text

_HIGH, _AT, _THICK = 104, 46, 14
_TRACK = 'fill="var(--coach-plan, currentColor)" fill-opacity="0.22"'
_DONE = 'fill="var(--coach-actual, currentColor)"'


def timeline(shown: Standing, language: str, id: str, frame: Frame) -> str:
    """From the first day to the last, filled as far as it is done; the line of today tells how far the time is gone."""
    course = shown.course
    left, right = 14.0, float(frame.wide - 24)
    end = course.end or max(shown.today, course.begin + timedelta(days=27))
    gone = (shown.today - course.begin).days / max((end - course.begin).days, 1)
    done = _done(shown)
    reached = done >= 1
    parts = [f'<rect x="{left}" y="{_AT}" width="{right - left}" height="{_THICK}" rx="7" {_TRACK}/>']
    if done:
        parts.append(f'<rect x="{left}" y="{_AT}" width="{round((right - left) * done, 1)}" height="{_THICK}" rx="7" {_DONE}/>')
    told = text(language, "chart.done", ROOM, share=share(Decimal(str(done)), language))
    parts.append(f'<text x="{left}" y="{_AT - 12}" font-weight="700">{escape(told)}</text>')
    if 0 < gone < 1:
        x = round(left + (right - left) * gone, 1)
        parts.append(f'<path d="M{x} {_AT - 8} V{_AT + _THICK + 8}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 3"/>')
        words = escape(text(language, "chart.today", ROOM))
        parts.append(f'<text x="{x}" y="{_AT - 14}" text-anchor="middle" opacity="0.8">{words}</text>' if gone > 0.3 else "")
    centre = _AT + _THICK / 2
    mark = f"M{right} {centre - 12} L{right + 12} {centre} L{right} {centre + 12} L{right - 12} {centre} Z"
    inside = _DONE if reached else 'fill="var(--coach-ground, none)"'
    parts.append(f'<path d="{mark}" {inside} stroke="var(--coach-actual, currentColor)" stroke-width="2"/>')
    parts.append(f'<text x="{left}" y="{_AT + _THICK + 26}" opacity="0.8">{escape(wording.day(course.begin, language))}</text>')
    if course.end is not None:
        day = escape(wording.day(course.end, language))
        parts.append(f'<text x="{right + 12}" y="{_AT + _THICK + 26}" text-anchor="end">{day}</text>')
    title = text(language, "chart.title", ROOM, goal=course.text or course.goal)
    return svg(id, frame.wide, _HIGH, title, described(shown, language), "".join(parts))


def bar(shown: Standing, wide: int, high: int) -> str:
    """The same for a card: a bar filled as far as it is done, and the line of today."""
    course = shown.course
    end = course.end or max(shown.today, course.begin + timedelta(days=27))
    gone = min(max((shown.today - course.begin).days / max((end - course.begin).days, 1), 0.0), 1.0)
    y, full, done = high / 2 - 4, wide - 8, _done(shown)
    parts = [f'<rect x="3" y="{y}" width="{full}" height="8" rx="4" {_TRACK}/>']
    if done:
        parts.append(f'<rect x="3" y="{y}" width="{round(full * done, 1)}" height="8" rx="4" {_DONE}/>')
    x = round(3 + full * gone, 1)
    parts.append(f'<path d="M{x} {y - 4} V{y + 12}" stroke="currentColor" stroke-width="1.5" stroke-opacity="0.6"/>')
    return "".join(parts)


def _done(shown: Standing) -> float:
    value = shown.points[-1].value / shown.course.target if shown.points and shown.course.target else Decimal(0)
    return round(float(min(max(value, Decimal(0)), Decimal(1))), 4)
