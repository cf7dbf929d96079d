"""What a goal's fields say, in its own words: its end, its owner, the blanks that they fill."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from coach.conversation.model import Entry
from coach.suggest import fill
from coach.texts import Language, text
from rules.messages import day
from rules.model import Goal
from rules.policy import Policy
from rules.reading import find_blanks, read
from rules.reading.text import fold

_GOES_ON = re.compile(r"\s*[,;(–-]|\s+(?:genom|via|för att|med|by|through|so that|to)\b")
"""What may stand behind a date: an aside, means or purpose."""


def dated(entry: Entry, wording: str, by: bool = False) -> str:
    """A wording with the end that a heading or an answer has told, where it says none itself: what is copied out shall say it too.
    `by`: as the last day ("senast"), also of what is done per week."""
    due = entry.goal.deadline
    if due is None or any(blank.field == "end" for blank in find_blanks(wording)):
        return wording
    frames = read(wording, due, Policy.default()).frames
    if any(frame.kind in ("deadline", "start") for frame in frames):
        return wording
    key = "wording.until" if not by and any(frame.kind == "cycle" for frame in frames) else "wording.due"
    return text(entry.language, key, "conversation", goal=wording.rstrip(".!; "), day=day(due, entry.language))


def redated(entry: Entry, due: date | None, today: date) -> str:
    """The goal's own text with another end: its date gives way to the new one where it stands last, and is left where it cannot be told."""
    goal = entry.goal
    frames = [frame for frame in read(goal.text, today, Policy.default()).frames if frame.kind == "deadline"]
    if len(frames) != 1 or frames[0].start <= 3:
        return goal.text
    bare, rest = goal.text[: frames[0].start].rstrip(" ,"), goal.text[frames[0].end :].rstrip(". ")
    if rest and not _GOES_ON.match(rest):
        return goal.text
    by = fold(goal.text[frames[0].start : frames[0].end].split()[0]) in ("senast", "by")  # what it was said with, it is said with again
    return dated(replace(entry, goal=goal.model_copy(update={"text": bare, "deadline": due})), bare, by) + rest


def told_in(goal: Goal, language: Language) -> Goal:
    """The goal with the blanks of its own text filled by its fields: who owns it and by when are told already."""
    values = {"owner": goal.owner or "", "end": day(goal.deadline, language) if goal.deadline else ""}
    made = fill(goal.text, values, language)
    return goal if made == goal.text else goal.model_copy(update={"text": made})


def reowned(goal: Goal, who: str, today: date) -> str:
    """The goal's own text with another owner, where it names one: "Anna bokar …" cannot stand beside Lisa in the field."""
    reading = read(goal.text, today, Policy.default())
    named = [one for one in reading.owners if one.kind in ("person", "role")]
    if len(named) != 1 or reading.language == "en" and who in ("jag", "I"):
        return goal.text
    opens = not goal.text[: named[0].start].strip()
    return goal.text[: named[0].start] + (who[:1].upper() + who[1:] if opens else who) + goal.text[named[0].end :]
