"""Goals that stand behind their periods, one after the other: "Q1: 30 möten⏎Q2: 40 möten", "Jan 10 installs, Feb 12 installs"."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.clauses import reading
from coach.conversation.context import told
from coach.conversation.lines import BREAK
from rules.model import Goal
from rules.policy import Policy

_LABELLED = re.compile(
    r"\s*(?:[-*•]\s+)?((?:[QqTtHh][1-4]|[Kk]v\.?\s?[1-4]|(?:[vVwW]|[Vv]ecka|[Ww]eek)\.?\s?\d{1,2}|[^\W\d_]{3,}\.?)(?:\s20\d\d)?)"
    r"\s*(?:([:=–—-])\s+|\s)(\S.*\S)\s*"
)
_PARTED = re.compile(r"\s*[;\n]\s*|,\s+(?=[^\W\d_])")
_LEAST = 2


def periods(message: str, today: date, policy: Policy) -> tuple[list[Goal], str]:
    """The goals of a message whose lines, or parts of one line, each begin with a period of their own; ([], message) where they do not."""
    lines = [line for line in BREAK.split(message) if line.strip()]
    for first in range(min(2, len(lines))):
        parts = lines[first:] if len(lines) - first > 1 else [part for part in _PARTED.split(lines[first].rstrip(" .")) if part.strip()]
        goals = [_behind(part, today, policy) for part in parts]
        found = [goal for goal in goals if goal is not None]
        if len(found) < _LEAST or len(found) < len(goals) or len({goal.deadline for goal in found}) < len(found):
            continue
        return found, "\n".join(lines[:first])
    return [], message


def _behind(part: str, today: date, policy: Policy) -> Goal | None:
    """A goal behind its period; without a sign between them, an amount of something."""
    match = _LABELLED.fullmatch(part)
    if match is None or not match[1].strip():
        return None
    label = f"i {match[1].rstrip('. ')}"
    frames = [frame for frame in reading(label, today, policy).frames if frame.end == len(label)]
    context = told(label, today, policy)
    counted = match[3][0].isdigit() and len(match[3].split()) > 1
    if not frames or context.deadline is None or not (match[2] and len(match[3].split()) > 1 or counted):
        return None
    return Goal(text=match[3], deadline=context.deadline)
