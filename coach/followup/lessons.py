"""When a goal is missed: the guide's questions, and the answers kept for the next quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.exchange.actuals import Lesson
from coach.followup.standing import Standing, Status
from coach.followup.wording import ROOM
from coach.texts import text

QUESTIONS = ("realistic", "training", "resources", "next")
"""In the order the guide asks them: was it realistic, what training or resources were lacking, what is done otherwise."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to raise about a missed goal, by key and in words."""

    goal: str
    key: str
    words: str


def questions(standings: Sequence[Standing], answered: Iterable[Lesson], language: str) -> tuple[Question, ...]:
    """What is still to be asked of each goal that was missed, one goal at a time."""
    known = {(lesson.goal, lesson.question) for lesson in answered}
    return tuple(
        Question(item.course.goal, key, question(key, item, language))
        for item in standings
        if item.status is Status.MISSED
        for key in QUESTIONS
        if (item.course.goal, key) not in known
    )


def question(key: str, shown: Standing, language: str) -> str:
    """One question in words, with the goal's own text."""
    return text(language, f"lesson.{key}", ROOM, goal=shown.course.text or shown.course.goal)
