"""The question that stands open: what is left of it, what it becomes when goals are added, and what is still missing when none is left."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.asking import due, lacking, next_question, shared, standing
from coach.conversation.drafting import Draft, draft
from coach.conversation.intents import Understood
from coach.conversation.keeping import OWN
from coach.conversation.model import Question, Session
from coach.conversation.wording import joined, say


def waiting(session: Session, understood: Understood) -> Question | None:
    """The question asked before that goes before a new one: the message did not answer it."""
    if understood.intent not in ("fill", "accept"):
        return standing(session, session.question)
    return _passed_by(session, understood) if understood.intent == "fill" else None


def _passed_by(session: Session, understood: Understood) -> Question | None:
    """The open question, where something else was answered than what it asked for: it still stands, without being said again."""
    question, given = session.question, understood.answers
    if question is None or given.unsure or given.yes or given.no:
        return None
    told = set(given.values) | {name for values in given.by_goal.values() for name in values}
    if told & set(question.fields) and not _elsewhere(session, question, told) or not told:
        return None
    return standing(session, question)


def _elsewhere(session: Session, question: Question, told: set[str]) -> bool:
    """Whether figures went to another goal than the one asked about."""
    entry = session.entry(question.goals[0]) if len(question.goals) == 1 else None
    asked = {"target", "baseline"}
    return entry is not None and "target" in told and asked <= set(question.fields) & set(draft(entry, session).open)


def behind(session: Session, question: Question) -> tuple[Session, Question]:
    """The question to put once goals have come while another stood open. The owners' yes waits until the new goals hold, and is then asked
    for all at once."""
    if "accept" not in question.fields:
        return session, widened(session, question) or question
    open_ = tuple(replace(entry, yes_asked=False) if entry.number in question.goals else entry for entry in session.entries)
    again = replace(session, entries=open_)
    return again, next_question(again) or question


def widened(session: Session, question: Question) -> Question | None:
    """A question to several goals put to the new ones too, which lack the same; None where there are none."""
    if not question.fields or not set(question.fields) <= {"owner", "deadline"}:
        return None
    field = question.fields[0]
    active = session.active
    open_ = [entry.number for entry in active if field in draft(entry, session).open and field not in entry.unsure]
    if not set(open_) - set(question.goals) or len(open_) < 2:
        return None
    return shared(session, field, open_, len(open_) == len(active))


def remaining(session: Session) -> tuple[Question, str] | None:
    """What the first goal that is not ready still lacks once nothing is left to ask, and the line that says so, once."""
    for entry in session.active:
        item = draft(entry, session)
        fields = tuple(name for name in item.open if name not in entry.unsure and name not in entry.said)
        if item.ready or not fields or OWN in entry.unsure:
            continue
        fields = tuple(name for name in fields if name in ("owner", "deadline")) or fields
        offer = due(session, [entry.number]).isoformat() if "deadline" in fields else ""
        question = Question(_key(fields), fields, (entry.number,), offer)
        return question, _line(session, item, fields)
    return None


def _key(fields: tuple[str, ...]) -> str:
    if set(fields) <= {"owner", "deadline"}:
        return "-".join(fields)
    return "measure" if "measure" in fields else "figures" if {"baseline", "target"} <= set(fields) else fields[-1]


def _line(session: Session, item: Draft, fields: tuple[str, ...]) -> str:
    key = f"left:{item.entry.number}:{','.join(fields)}"
    if key in session.asked:
        return ""
    several = len(session.active) > 1
    lack = joined(session, (say(session, f"left.{name}") for name in fields if not (name == "unit" and "target" in fields)))
    return say(session, "left.of" if several else "left.one", number=str(item.entry.number), lack=lack)


def told(session: Session, question: Question) -> Session:
    """The session that remembers that what is missing was said."""
    return replace(session, question=question, asked=session.asked | {f"left:{question.goals[0]}:{','.join(question.fields)}"})


def half(session: Session, understood: Understood) -> Question | None:
    """What is left of the open question, where half of it was answered."""
    found = standing(session, session.question) if understood.intent == "fill" else None
    if found is None or "accept" in found.fields:
        return None
    left = lacking(session, found)
    alone = len(found.goals) == 1 and set(left) <= {"owner", "deadline"}
    return replace(found, fields=left, key="-".join(left) if alone else found.key)
