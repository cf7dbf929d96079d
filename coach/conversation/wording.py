"""The coach's lines: texts of the catalogue with goals, days and lists put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from coach.conversation.drafting import Draft
from coach.conversation.model import Card, Session
from coach.texts import Language, catalogue, text
from rules.messages import day as _day
from rules.model import Goal
from rules.reading import read

_LONG = 90
"""Characters of a goal that are quoted inside a sentence."""


def say(session: Session, key: str, **params: str) -> str:
    """One text of the room in the session's language."""
    return text(session.language, key, "conversation", **params)


def has(language: Language, key: str) -> bool:
    """Whether the room has a text."""
    return key in catalogue(language, "conversation")


def counting(session: Session, number: int) -> str:
    """A number as a word, where it is small: "sex"."""
    return say(session, f"count.{number}") if has(session.language, f"count.{number}") else str(number)


def joined(session: Session, words: Iterable[str], last: str = "and") -> str:
    """ "a, b och c"."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say(session, f'word.{last}')} {items[-1]}"


def day(session: Session, value: date) -> str:
    """ "31 mars 2027"."""
    return _day(value, session.language)


def quoted(goal: str) -> str:
    """A goal inside a sentence, cut where it is long."""
    goal = unstopped(goal)
    return goal if len(goal) <= _LONG else f"{goal[: _LONG - 1].rstrip()}…"


def unstopped(goal: str) -> str:
    """A goal as the coach says it: without the full stop of its own, which would stand inside or beside the sentence's."""
    return goal.rstrip().rstrip(".").rstrip() if not goal.rstrip().endswith("...") else goal


def lacking(session: Session, draft: Draft) -> str:
    """What is missing, as words."""
    return joined(session, (_lack(session, draft, name) for name in draft.missing))


def _lack(session: Session, draft: Draft, name: str) -> str:
    """One thing missing; of a measure, those that would fit."""
    words = say(session, f"missing.{name}")
    if name != "measure" or not draft.choices:
        return words
    return say(session, "missing.such", lack=words, measures=joined(session, draft.choices[:3], "or"))


def numbers(session: Session, places: Sequence[int]) -> str:
    """ "mål 1 och 3"."""
    return say(session, "word.goals" if len(places) > 1 else "word.goal", n=joined(session, map(str, places)))


def whole(session: Session, goal: Goal) -> str:
    """A goal with the owner and the end that its own words leave out behind it: "Boka 40 möten (Anna, till 31 mars 2027)"."""
    reading = read(goal.text, session.today, session.policy)
    words = []
    if goal.owner and not any(one.kind in ("person", "role", "writer", "each") for one in reading.owners):
        words.append(who(session, goal.owner))
    if goal.deadline and not any(frame.kind == "deadline" for frame in reading.frames):
        words.append(say(session, "word.until", day=day(session, goal.deadline)))
    return f"{goal.text.rstrip('. ')} ({', '.join(words)})" if words else unstopped(goal.text)


def who(session: Session, owner: str) -> str:
    """An owner as the coach speaks of them: the writer is "du"."""
    if owner.lower() in ("jag", "i"):
        return say(session, "word.you")
    if session.language == "en" and owner and not owner.lower().startswith("the "):
        found = read(f"{owner} will win 5 customers", session.today, session.policy).owners
        return f"the {owner}" if [one.kind for one in found] == ["role"] else owner
    return owner


def card(draft: Draft) -> Card:
    """A goal as the page shows it."""
    return Card(draft.entry.number, draft.entry.goal.text, draft.missing, draft.alternatives, draft.ready)
