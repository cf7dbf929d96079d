"""The next question: what several goals lack is asked once for all, then one goal at a time, at most twice each, and never again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.conversation.drafting import FIGURES, Draft, draft
from coach.conversation.model import Entry, Question, Quick, Session
from coach.conversation.owners import owner_of
from coach.conversation.wording import day, has, joined, numbers, quoted, say, who
from rules.model import Level

PER_GOAL = 2
"""Questions on one goal; what is not answered then stays a blank."""
_SOON = 45
"""Days: with fewer left of a quarter, the next one is meant."""


def next_question(session: Session) -> Question | None:
    """What to ask now, or None when nothing is left to ask."""
    drafts = [draft(entry, session) for entry in session.active]
    for field in ("owner", "deadline"):
        lacking = [item.entry.number for item in drafts if field in item.open and _askable(session, item.entry, field)]
        if len(lacking) > 1:
            return shared(session, field, lacking, len(lacking) == len(drafts))
    for item in drafts:
        if (question := _own(session, item)) is not None:
            return question
    return _acceptance(session, drafts)


def _askable(session: Session, entry: Entry, field: str) -> bool:
    return f"{field}:{entry.number}" not in session.asked and field not in entry.unsure


def shared(session: Session, field: str, lacking: Sequence[int], every: bool) -> Question:
    """A question that several goals share."""
    offer = due(session, lacking).isoformat() if field == "deadline" else ""
    return Question(f"{field}-all" if every else f"{field}-some", (field,), tuple(lacking), offer)


def _own(session: Session, item: Draft) -> Question | None:
    """One question on one goal: who and when together, or how much."""
    entry = item.entry
    if item.ready or entry.asked >= PER_GOAL:
        return None
    who = [field for field in ("owner", "deadline") if field in item.open and _askable(session, entry, field)]
    if who:
        offer = due(session, [entry.number]).isoformat() if "deadline" in who else ""
        return Question("-".join(who), tuple(who), (entry.number,), offer)
    figures = [name for name in FIGURES if name in item.open and name not in entry.said and _askable(session, entry, name)]
    if not figures or (figures == ["baseline"] and "baseline" in entry.unsure):
        return None
    key = "measure" if "measure" in figures else "figures" if {"baseline", "target"} <= set(figures) else figures[0]
    if key == "measure" and "target" not in figures:
        key = "measure-only"
    return Question(key, tuple(figures), (entry.number,))


def _acceptance(session: Session, drafts: Sequence[Draft]) -> Question | None:
    """The owners' yes, once no wording is left to work on."""
    waiting = [item.entry.number for item in drafts if item.ready and item.entry.goal.accepted is None and not item.entry.yes_asked]
    if not waiting:
        return None
    return Question("accept" if len(waiting) == 1 else "accept-all", ("accept",), tuple(waiting))


def put(session: Session, question: Question | None) -> Session:
    """The session with a question asked: it is remembered, so that it never comes again."""
    if question is None:
        return replace(session, question=None)
    keys = {f"{field}:{number}" for field in question.fields for number in question.goals}
    alone = len(question.goals) == 1 and question.fields != ("accept",)
    entries = tuple(
        replace(entry, asked=entry.asked + alone, yes_asked=entry.yes_asked or "accept" in question.fields)
        if entry.number in question.goals
        else entry
        for entry in session.entries
    )
    return replace(session, question=question, asked=session.asked | keys, entries=entries)


def standing(session: Session, question: Question | None) -> Question | None:
    """A question asked before that still waits for its answer, about the goals that still lack it; else None."""
    if question is None or not question.fields or not question.goals:
        return None
    left = []
    for number in question.goals:
        entry = session.entry(number)
        if entry is None or entry.parked:
            continue
        item = draft(entry, session)
        yes = item.ready and entry.goal.accepted is None
        if yes if "accept" in question.fields else _waiting(item, question):
            left.append(number)
    alone = len(left) == 1 < len(question.goals) and question.key.endswith(("-all", "-some"))  # "I own them all" is no answer for one
    return replace(question, goals=tuple(left), key=question.key.rpartition("-")[0] if alone else question.key) if left else None


def lacking(session: Session, question: Question) -> tuple[str, ...]:
    """The fields of a question that some of its goals still lacks."""
    drafts = [draft(entry, session) for number in question.goals if (entry := session.entry(number))]
    return tuple(name for name in question.fields if any(name in _waiting(item, question) for item in drafts))


def _waiting(item: Draft, question: Question) -> tuple[str, ...]:
    entry = item.entry
    return tuple(name for name in question.fields if name in item.open and name not in entry.unsure and name not in entry.said)


def due(session: Session, places: Sequence[int]) -> date:
    """The day that is proposed as a deadline: the chosen period's, the year's end for strategic goals, else the quarter that is ahead."""
    found = [item for number in places if (item := session.entry(number))]
    if session.period.deadline and not (found and all(item.goal.level is Level.STRATEGIC for item in found)):
        return session.period.deadline
    if found and all(item.goal.level is Level.STRATEGIC for item in found):
        year = session.today.year + (session.today.month > 9)
        return date(year, 12, 31)
    return quarter_end(session.today)


def quarter_end(today: date) -> date:
    """The last day of the quarter that a plan made today is for."""
    end = _end(today)
    return end if (end - today).days >= _SOON else _end(end + timedelta(days=1))


def _end(day_: date) -> date:
    month = (day_.month - 1) // 3 * 3 + 3
    return (date(day_.year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def quarter(session: Session, value: date) -> str:
    """ "Q1" for the last day of a quarter, "2027" for the last of a year, else the day itself."""
    if value == _end(value):
        return f"{value.year}" if (value.month, value.day) == (12, 31) and value.year > session.today.year else f"Q{value.month // 3}"
    return day(session, value)


def worded(session: Session, question: Question) -> str:
    """The question in words."""
    entry = session.entry(question.goals[0]) if question.goals else None
    several = len(session.active) > 1
    offer = date.fromisoformat(question.offer) if question.offer else None
    named = owner_of(entry.goal, session.today, session.policy) if entry else ""
    params = {
        "n": say(session, f"count.{len(question.goals)}")
        if has(session.language, f"count.{len(question.goals)}")
        else str(len(question.goals)),
        "goals": joined(session, map(str, question.goals)),
        "goal": quoted(entry.goal.text) if entry else "",
        "number": str(question.goals[0]) if question.goals else "",
        "day": day(session, offer) if offer else "",
        "period": quarter(session, offer) if offer else "",
        "owner": who(session, named) if named else "",
        "goalset": numbers(session, question.goals),
    }
    key = f"question.{question.key}"
    if len(question.goals) == 2 and has(session.language, f"{key}-two"):
        key += "-two"
    if params["period"] == params["day"] and has(session.language, f"{key}-day"):
        key += "-day"
    if len(question.goals) == 1 and several and has(session.language, f"{key}-of"):
        key += "-of"
    if question.key == "accept" and named in ("jag", "I", ""):
        of = "-of" if several else ""
        key = f"question.accept-self{of}" if named else f"question.accept-plain{of}"
    if question.key == "accept-all":
        asked = [found.goal for number in question.goals if (found := session.entry(number))]
        owners = {owner_of(goal, session.today, session.policy) for goal in asked}
        only = next(iter(owners)) if len(owners) == 1 else ""
        key = "question.accept-mine" if only in ("jag", "I") else "question.accept-many" if only else key
        if len(question.goals) == len(session.active):
            key = {"question.accept-mine": "question.accept-mine-all", "question.accept-many": "question.accept-every"}.get(key, key)
        elif not only:
            key = "question.accept-some"
    return say(session, key, **params)


def quick(session: Session, question: Question) -> tuple[Quick, ...]:
    """Answers that can be chosen instead of typed."""
    offer = day(session, date.fromisoformat(question.offer)) if question.offer else ""
    unsure = say(session, "quick.unsure")
    labels: list[str] = []
    if question.key in ("owner-all", "owner-some"):
        mine = "quick.me-both" if len(question.goals) == 2 else "quick.me-all"
        labels = [say(session, mine), say(session, "quick.one-each"), unsure]
    elif question.key == "owner":
        labels = [say(session, "quick.me"), unsure]
    elif question.key in ("deadline-all", "deadline-some"):
        labels = [say(session, "quick.yes-day", day=offer), say(session, "quick.several-days"), unsure]
    elif question.key == "deadline":
        labels = [offer, unsure]
    elif question.key == "owner-deadline":
        labels = [say(session, "quick.me-by", day=offer), unsure]
    elif "accept" in question.fields:
        labels = [say(session, "quick.yes-all" if len(question.goals) > 1 else "quick.yes"), say(session, "quick.not-yet")]
    elif question.fields and set(question.fields) <= set(FIGURES):
        entry = session.entry(question.goals[0]) if question.goals else None
        choices = draft(entry, session).choices if entry and ("measure" in question.fields or question.fields == ("unit",)) else ()
        labels = [*choices[:3], unsure]
    return tuple(Quick(label[:1].upper() + label[1:], label) for label in labels)
