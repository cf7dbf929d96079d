"""`coach agenda`: the weekly meeting's page, what stands in the way, and the calendar of rhythm and deadlines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coach.commands import options
from coach.commands.gathering import Asked, Gathered, gather
from coach.commands.showing import standing_json
from coach.errors import UsageError
from coach.exchange.actuals import Decision, Hinder, Lesson
from coach.exchange.columns import shown
from coach.followup.lessons import QUESTIONS, Question, questions
from coach.followup.meeting import Agenda, agenda

FORMATS = ("markdown", "json", "ics")
MEETINGS = ("weekly", "monthly", "dialogue")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach agenda`."""

    asked: Asked = field(default_factory=Asked)
    hinder: str | None = None
    who: str = ""
    by: str | None = None
    adjustment: str = ""
    clear: tuple[str, ...] = ()
    lesson: tuple[str, ...] = ()
    format: str = "markdown"
    decision: str | None = None
    meeting: str = "weekly"
    goal: str | None = None
    changed: str = ""
    reason: str = ""


def run(request: Request) -> int:
    """Enter hinders, and write the meeting's page. Exit code 0, or 2 where something could not be read."""
    format = options.choice("--format", request.format, FORMATS)
    made = gather(request.asked)
    known = {hinder.id: hinder for hinder in made.book.hinders}
    changed = _changed(request, made, known)
    known |= {hinder.id: hinder for hinder in changed}
    lessons = _learned(request, made)
    # All that was typed is written down at once, when all of it could be read.
    made.keep([*changed, *(lesson for lesson in lessons if lesson not in made.book.lessons), *_decided(request, made)])
    if format == "ics":
        _calendar(made)
        return 2 if made.lost else 0
    standings = made.standings()
    meeting = agenda(standings, known.values(), made.today)
    asked = questions(standings, lessons, made.language)
    if format == "json":
        import json

        sys.stdout.write(json.dumps(_json(meeting, asked, made), ensure_ascii=False, indent=2) + "\n")
    else:
        from coach.followup.pages import agenda_markdown

        sys.stdout.write(agenda_markdown(meeting, made.language, [item.words for item in asked], made.learned))
    return 2 if made.lost else 0


def _changed(request: Request, made: Gathered, known: dict[str, Hinder]) -> list[Hinder]:
    """The hinder that was typed ("m1=väntar på pris"), and those that were cleared."""
    found: list[Hinder] = []
    for id in request.clear:
        if id not in known:
            raise options.unknown("agenda-hinder", id, tuple(known))
        found.append(replace(known[id], cleared=made.today))
    if request.hinder is None:
        return found
    name, equals, words = request.hinder.partition("=")
    if not equals or not words.strip():
        raise UsageError("agenda-words", value=shown(request.hinder))
    goal = made.goal(name.strip(), "--hinder")
    by = _day(request.by)
    # The same words about the same goal are the same hinder: who clears it and by when may change.
    same = next((item for item in known.values() if item.goal == goal and item.text == words.strip() and item.cleared is None), None)
    number = 1 + max((int(id[1:]) for id in known if id[1:].isdigit()), default=0)
    opened = Hinder(f"h{number}", goal, words.strip(), made.today) if same is None else same
    made_of = replace(opened, who=request.who or opened.who, by=by or opened.by, adjustment=request.adjustment or opened.adjustment)
    return found if made_of == same else [*found, made_of]


def _learned(request: Request, made: Gathered) -> list[Lesson]:
    """What is known of goals that were missed, with what was typed now ("m1:training=prisförhandling")."""
    fresh = []
    for item in request.lesson:
        name, equals, answer = item.partition("=")
        goal, colon, key = name.strip().rpartition(":")
        if not equals or not colon or not answer.strip():
            raise UsageError("agenda-lesson", value=shown(item), allowed=", ".join(QUESTIONS))
        chosen = options.choice("--lesson", key, QUESTIONS)
        fresh.append(Lesson(made.goal(goal, "--lesson"), chosen, answer.strip(), made.today))
    return [*made.book.lessons, *fresh]


def _decided(request: Request, made: Gathered) -> list[Decision]:
    """What was typed as decided, unless it stands already."""
    kind = options.choice("--meeting", request.meeting, MEETINGS)
    if request.decision is None or not request.decision.strip():
        if request.decision is not None or request.goal is not None or request.changed or request.reason:
            raise UsageError("agenda-decision")
        return []
    goal = made.goal(request.goal.strip(), "--goal") if request.goal is not None else ""
    decision = Decision(request.decision.strip(), made.today, goal, kind, request.changed.strip(), request.reason.strip())
    return [] if decision in made.book.decisions else [decision]


def _day(value: str | None) -> date | None:
    return None if value is None else options.day(value)


def _calendar(made: Gathered) -> None:
    from coach.followup.calendar import calendar

    ends = [course.end for course in made.courses if course.end is not None and course.end >= made.today]
    if not ends:
        raise UsageError("agenda-calendar")
    first = max(made.today, min(course.begin for course in made.courses))
    sys.stdout.flush()
    data = calendar(made.courses, first, max(ends), made.today, made.language)
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode())
    else:
        stream.write(data)
        stream.flush()


def _json(meeting: Agenda, asked: Sequence[Question], made: Gathered) -> dict[str, object]:
    return {
        "version": 1,
        "today": meeting.day.isoformat(),
        "goals": [
            {**standing_json(item.standing, made.language), "hinders": [_hinder(hinder) for hinder in item.open], "asks": item.asks,
             "cleared": [_hinder(hinder) for hinder in item.cleared]}
            for item in meeting.items
        ],
        "late": [hinder.id for hinder in meeting.late],
        "questions": [{"goal": item.goal, "question": item.key, "words": item.words} for item in asked],
        "learned": [{"goal": goal, "question": item.question, "answer": item.answer} for goal, item in made.learned],
    }  # fmt: skip


def _hinder(hinder: Hinder) -> dict[str, object]:
    days = {"opened": hinder.opened, "by": hinder.by, "cleared": hinder.cleared}
    told = {key: value.isoformat() if value is not None else None for key, value in days.items()}
    return {"id": hinder.id, "text": hinder.text, "who": hinder.who, "adjustment": hinder.adjustment, **told}
