"""Answers put where they belong: fields of the goals asked about, the wording of one, or what the user does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coach.conversation.answers import Answers
from coach.conversation.context import Context, person
from coach.conversation.drafting import FIGURES, draft, settled
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Question, Session
from coach.conversation.pointing import by_number
from rules.reading import read
from rules.reading.text import fold


def filled(session: Session, answers: Answers, message: str) -> tuple[Session, tuple[int, ...]]:
    """The session with an answer in it, and the numbers of the goals that it changed."""
    question = session.question
    targets = _targets(session, question, answers)
    values = dict(answers.values)
    unsure = set(answers.unsure)
    if question is not None:
        if answers.yes and question.offer and "deadline" not in values:
            values["deadline"] = question.offer
        if "any" in unsure:
            unsure = (unsure | set(question.fields)) - set(values) - {"any"}
        values, unsure = _fitted(session, question, values, unsure, answers)
    changed: dict[int, Entry] = {}
    for number in targets:
        entry = session.entry(number)
        if entry is not None:
            changed[number] = put(session, entry, _for(session, entry, question, targets, values), unsure)
    numbers = [entry.number for entry in session.active]
    for place, own in answers.by_goal.items():
        number = place if session.entry(place) else numbers[place - 1] if place <= len(numbers) else 0
        base = changed.get(number) or session.entry(number)
        if base is not None:
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


def _for(
    session: Session, entry: Entry, question: Question | None, targets: tuple[int, ...], values: dict[str, str]
) -> dict[str, str]:
    """The values that are this goal's: figures that several goals were not asked for are those of the first that lacks them."""
    own = [name for name in values if name in FIGURES and question is not None and name not in question.fields]
    if not own or len(targets) < 2:
        return values
    lacking = [number for number in targets if (item := session.entry(number)) and set(own) & set(draft(item, session).open)]
    return values if lacking[:1] == [entry.number] else {name: value for name, value in values.items() if name not in own}


def _targets(session: Session, question: Question | None, answers: Answers) -> tuple[int, ...]:
    if answers.all:
        fields = set(answers.values) | ({"deadline"} if answers.yes else set())
        if fields <= {"owner", "deadline"}:
            lacking = question.goals if question and len(question.goals) > 1 else ()
            return lacking or tuple(entry.number for entry in session.active)
    if question is not None and question.goals:
        return question.goals
    if question is None and session.active and not answers.by_goal:
        open_ = [entry.number for entry in session.active if not draft(entry, session).ready]
        return (open_[0] if open_ else session.active[-1].number,)
    return ()


def _fitted(
    session: Session, question: Question, values: dict[str, str], unsure: set[str], answers: Answers
) -> tuple[dict[str, str], set[str]]:
    """Values under the fields they can only mean: a lone amount is what was asked for first, and a choice of measure is a measure."""
    if "baseline" in question.fields and "target" in values and "baseline" not in values and question.fields == ("baseline",):
        values["baseline"] = values.pop("target")
    if "target" in question.fields and "baseline" in values and "target" not in values and "baseline" not in question.fields:
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
            goal = goal.model_copy(update={"owner": who, "accepted": None if goal.owner and goal.owner != who else goal.accepted})
        elif name == "deadline" and (when := deadline(session, value)):
            goal = goal.model_copy(update={"deadline": when})
        elif name in FIGURES:
            waiting[name] = value
        left.discard(name)
    for name in unsure:
        if name not in waiting:
            left.add(name)
    return replace(entry, goal=goal, values=tuple(waiting.items()), unsure=frozenset(left))


def owner(value: str) -> str | None:
    """Who answers for a goal, as a field: "jag själv" is "jag"."""
    plain = fold(value).strip(" .!")
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


def one_each(message: str) -> bool:
    """The answer "one each" to a question for all: each goal will be named."""
    words = hear(message).words
    return words[:2] in (("en", "per"), ("olika", "agare"), ("one", "each"), ("one", "per"), ("different", "owners")) or words[:2] in (
        ("olika", "datum"), ("different", "dates"), ("different", "days"),
    )  # fmt: skip


def accepted(session: Session, message: str) -> tuple[Session, tuple[int, ...]]:
    """The session with the owners' yes recorded for the goals meant, and their numbers."""
    numbers = meant(session, message)
    entries = []
    done = []
    for entry in session.entries:
        if entry.number in numbers and entry.goal.accepted is None:
            from rules.model import Acceptance

            goal = entry.goal.model_copy(update={"accepted": Acceptance(on=session.today, by=entry.goal.owner or "")})
            entries.append(replace(entry, goal=goal, yes_asked=True))
            done.append(entry.number)
        else:
            entries.append(entry)
    return replace(session, entries=tuple(entries)), tuple(done)


def meant(session: Session, message: str) -> tuple[int, ...]:
    """The goals that a yes is for: those pointed at, those of the owner named, those asked about, else the one there is."""
    active = session.active
    said = set(hear(message).words)
    if said & {"alla", "all", "samtliga", "everyone", "everybody", "allihop", "bada", "both"}:
        asked = session.question.goals if session.question is not None and "accept" in session.question.fields else ()
        return asked or tuple(entry.number for entry in active)
    places = by_number(message, len(active))
    if places:
        known = {entry.number for entry in session.entries}
        return tuple(number for number in places if number in known)
    words = set(hear(message).words)
    by_owner = tuple(
        entry.number for entry in active if entry.goal.owner and set(hear(entry.goal.owner).words) <= words and entry.goal.accepted is None
    )
    if by_owner:
        return by_owner
    if session.question is not None and "accept" in session.question.fields:
        return session.question.goals
    return tuple(entry.number for entry in active if len(active) == 1)
