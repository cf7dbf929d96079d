"""Answers put where they belong: fields of the goals asked about, the wording of one, or what the user does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coach.conversation.answers import Answers
from coach.conversation.context import Context, person
from coach.conversation.cycles import countable, cycled
from coach.conversation.drafting import FIGURES, draft, settled
from coach.conversation.model import Entry, Question, Session
from coach.conversation.phrasing import redated, reowned, told_in
from coach.conversation.pointing import by_words
from rules.model import Goal
from rules.policy import Policy
from rules.reading import find_blanks, read
from rules.reading.text import fold

_ANY_DAY = date(2000, 1, 1)


def filled(session: Session, answers: Answers, message: str) -> tuple[Session, tuple[int, ...]]:
    """The session with an answer in it, and the numbers of the goals that it changed."""
    question = session.question
    targets = _targets(session, question, answers, message)
    values = dict(answers.values)
    unsure = set(answers.unsure)
    if question is not None:
        if answers.yes and question.offer and set(values) <= {"owner"}:  # "ok, 30 till 40" says nothing of the day
            values["deadline"] = question.offer
        if "any" in unsure:
            unsure = (unsure | set(question.fields)) - set(values) - {"any"}
        values, unsure = _fitted(session, question, values, unsure, answers)
    changed: dict[int, Entry] = {}
    for number in targets:
        entry = session.entry(number)
        if entry is not None and not entry.parked:
            changed[number] = put(session, entry, _for(session, entry, question, targets, values), unsure)
    numbers = [entry.number for entry in session.active]
    asked = question.goals if question is not None and len(question.goals) > 1 else tuple(numbers)
    for place, own in answers.by_goal.items():
        number = place if session.entry(place) else numbers[place - 1] if place <= len(numbers) else 0
        if answers.all and number not in asked:
            continue  # "alla" of those that were asked about: one that has its owner keeps it
        base = changed.get(number) or session.entry(number)
        if base is not None and not base.parked:
            changed[number] = put(session, base, own, set())
    period = session.period
    if question is not None and (len(question.goals) > 1 or answers.all) and not answers.by_goal:
        period = _kept(session, values, period)
    entries = tuple(changed.get(entry.number, entry) for entry in session.entries)
    made = replace(session, entries=entries, period=period)
    settled_ = tuple(settled(entry, made) if entry.number in changed else entry for entry in entries)
    touched = tuple(
        new.number for old, new in zip(session.entries, settled_, strict=True) if (old.goal, old.values) != (new.goal, new.values)
    )
    return replace(made, entries=settled_), touched


def _for(session: Session, entry: Entry, question: Question | None, targets: tuple[int, ...], values: dict[str, str]) -> dict[str, str]:
    """The values that are this goal's: figures that several goals were not asked for are those of the first that lacks them."""
    own = [name for name in values if name in FIGURES and question is not None and name not in question.fields]
    if not own or len(targets) < 2:
        return values
    lacking = [number for number in targets if (item := session.entry(number)) and set(own) & set(draft(item, session).open)]
    return values if lacking[:1] == [entry.number] else {name: value for name, value in values.items() if name not in own}


def _named(session: Session, question: Question | None, answers: Answers, message: str) -> int:
    """The goal that figures are for, where the measure in front of them is another goal's than the one asked about; 0 for that one."""
    if question is not None and len(question.goals) != 1 or not {"baseline", "target"} & set(answers.values):
        return 0
    open_ = {entry.number: entry.goal.text for entry in session.active if _unmeasured(session, entry)}
    found = by_words(message, tuple(open_.values()))
    own = session.entry(question.goals[0]) if question is not None else None
    if not found or own is not None and by_words(message, (own.goal.text,)):
        return 0
    return tuple(open_)[found[0] - 1]


def _unmeasured(session: Session, entry: Entry) -> bool:
    """Whether a goal has no figure of its own yet."""
    if set(draft(entry, session).open) & {"baseline", "target"}:
        return True
    return not read(entry.goal.text, session.today, session.policy).quantities and entry.goal.target is None


def _lacking(session: Session, question: Question, answers: Answers) -> tuple[int, ...]:
    """The goals that lack what was answered, where it is not what was asked and the goals asked about have it."""
    told = set(answers.values)
    if not told or told & set(question.fields) or answers.all:
        return ()
    open_ = [entry.number for entry in session.active if told & set(draft(entry, session).open)]
    if both := tuple(number for number in open_ if number in question.goals):
        return both
    if not open_:
        return ()
    return tuple(open_) if told <= {"owner", "deadline"} else (open_[0],)


def _targets(session: Session, question: Question | None, answers: Answers, message: str) -> tuple[int, ...]:
    if answers.all:
        fields = set(answers.values) | ({"deadline"} if answers.yes else set())
        if fields <= {"owner", "deadline"}:
            asked = question.goals if question and len(question.goals) > 1 else ()
            if fields == {"owner"} and "owner" not in (question.fields if question else ()):
                asked = tuple(entry.number for entry in session.active if "owner" in draft(entry, session).open) or asked
            return asked or tuple(entry.number for entry in session.active)
    if "cycle" in answers.values and (often := _countable(session, question)):
        return often
    if question is not None and question.goals:
        other = _named(session, question, answers, message)
        return (other,) if other else _lacking(session, question, answers) or question.goals
    if question is None and session.active and not answers.by_goal:
        if other := _named(session, None, answers, message):
            return (other,)
        open_ = [entry.number for entry in session.active if not draft(entry, session).ready]
        return (open_[0] if open_ else session.active[-1].number,)
    return ()


def _countable(session: Session, question: Question | None) -> tuple[int, ...]:
    """The goals that a cycle is for: of those asked about, else of all, the ones that count something and do not say how often."""
    asked = question.goals if question is not None else ()
    for numbers in (asked, tuple(entry.number for entry in session.active)):
        if found := tuple(number for number in numbers if (entry := session.entry(number)) and countable(entry, session)):
            return found if len(found) == 1 or numbers is asked else found[-1:]
    return ()


def _fitted(
    session: Session, question: Question, values: dict[str, str], unsure: set[str], answers: Answers
) -> tuple[dict[str, str], set[str]]:
    """Values under the fields they can only mean: a lone amount is what was asked for first, and a choice of measure is a measure."""
    if "baseline" in question.fields and "target" in values and "baseline" not in values and question.fields == ("baseline",):
        values["baseline"] = values.pop("target")
    begun = any("baseline" in entry.said for number in question.goals if (entry := session.entry(number)))
    if "target" in question.fields and "baseline" in values and "target" not in values and "baseline" not in question.fields and not begun:
        values["target"] = values.pop("baseline")
    if "unit" in question.fields and question.fields == ("unit",) and "measure" in values:
        values["unit"] = values.pop("measure")
    if {"baseline", "target"} <= set(question.fields) and "target" in values and "baseline" not in values:
        unsure = unsure | {"baseline"}  # the step is left out where only the goal itself is known
    return values, unsure


def put(session: Session, entry: Entry, values: dict[str, str], unsure: Iterable[str]) -> Entry:
    """One goal with values put in: owner and deadline are fields, figures wait for the wording."""
    goal = entry.goal
    waiting = dict(entry.values)
    left = set(entry.unsure)
    for name, value in values.items():
        if name == "owner" and (who := owner(value)):
            who = {"sv": {"I": "jag"}, "en": {"jag": "I"}}[entry.language].get(who, who)
            goal = goal.model_copy(
                update={
                    "owner": who,
                    "accepted": None if goal.owner and goal.owner != who else goal.accepted,
                    "text": reowned(goal, who, session.today),
                }
            )
        elif name == "deadline" and (when := deadline(session, value)):
            goal = goal.model_copy(update={"deadline": when, "text": _redated(entry, when, session)})
        elif name == "baseline" and (known := stood(goal, value, session)):
            goal = goal.model_copy(update=known)
        elif name in FIGURES:
            if name == "baseline" and waiting.get(name, value) != value and not {"target"} & {*waiting, *values}:
                waiting["target"] = waiting[name]  # "25", and then "17 nu": the first was what is wanted
            waiting[name] = value
        left.discard(name)
    goal = told_in(goal, entry.language)
    for name in unsure:
        if name not in waiting:
            left.add(name)
    made = replace(entry, goal=goal, values=tuple(waiting.items()), unsure=frozenset(left))
    return cycled(made, values["cycle"], session) if "cycle" in values else made


def stood(goal: Goal, value: str, session: Session) -> dict[str, object]:
    """Today's value as fields of a goal whose words have their target already and no place for it; {} for any other."""
    own = read(goal.text, session.today, session.policy)
    found = [q for q in read(value, session.today, session.policy).quantities if q.value is not None]
    aims = any(q.role in ("target", "by") and q.value is not None for q in own.quantities)
    if not aims or len(found) != 1 or find_blanks(goal.text) or any(q.role == "baseline" for q in own.quantities):
        return {}
    share = any(q.role == "by" and q.unit == "%" for q in own.quantities)  # a share of the value, whatever it is counted in
    unit = goal.unit or (None if share else found[0].unit or next((q.unit for q in own.quantities if q.role == "target"), None))
    return {"baseline": found[0].value, "unit": unit}


def _redated(entry: Entry, when: date, session: Session) -> str:
    """The goal's words with another end, where they say one that is not this."""
    end = read(entry.goal.text, session.today, session.policy).end
    return redated(entry, when, session.today) if end and end != when else entry.goal.text


def owner(value: str) -> str | None:
    """Who answers for a goal, as a field: "jag själv" is "jag"."""
    plain = fold(value).strip(" .!")
    if value.islower() and any(one.kind == "person" for one in read(f"{value} ska vinna 5 kunder", _ANY_DAY, Policy.default()).owners):
        value = value.title()  # a name typed in haste
    if re.fullmatch(r"(?:jag|mig|mej)(?: (?:sjalv|ager (?:alla|den|det|dem)|tar (?:alla|den|det|dem)))?|sjalv", plain):
        return "jag"
    if re.fullmatch(r"(?:me|myself|i|i do|me myself)", plain):
        return "I"
    return person(value)


def deadline(session: Session, value: str) -> date | None:
    """A day in words or as an ISO date."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        pass
    found = read(value, session.today, session.policy).end or read(f"senast {value}", session.today, session.policy).end
    return found or read(f"by {value}", session.today, session.policy).end


def _kept(session: Session, values: dict[str, str], period: Context) -> Context:
    """What an answer for all goals says is also told for goals to come."""
    who = owner(values["owner"]) if "owner" in values else None
    when = deadline(session, values["deadline"]) if "deadline" in values else None
    return replace(period, owner=who or period.owner, deadline=when or period.deadline)
