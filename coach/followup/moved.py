"""How an agreed goal's target was moved, told from the goal as each revision left it: what rule `revision` judges and reports show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coach.examiner import Examiner
from coach.followup.following import course_of
from rules.model import Goal, Revision, State
from rules.policy import Policy

_FIXED = (State.AGREED, State.RUNNING, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Version:
    """A goal as it stood from a day on, and why it was changed."""

    goal: Goal
    on: date
    reason: str = ""


def moves(history: Sequence[Version], policy: Policy) -> tuple[Revision, ...]:
    """The times the target was moved once it was agreed, oldest first. Another wording with the same target is no move, and a draft
    may change as it likes."""
    found: list[Revision] = []
    before: Decimal | None = None
    agreed = False
    for version in history:
        target = _target(version, policy)
        if agreed and target is not None and before is not None and target != before:
            found.append(Revision(goal=version.goal.id, on=version.on, before=before, after=target, reason=version.reason))
        before = target if target is not None else before
        agreed = version.goal.state in _FIXED
    return tuple(found)


def _target(version: Version, policy: Policy) -> Decimal | None:
    examined = Examiner(policy, version.on).examine(version.goal)
    course = course_of(examined, version.on, policy)
    return course.target if course is not None else None
