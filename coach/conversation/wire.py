"""The talk as JSON Lines: a state in, an answer out (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach.conversation.adding import shown
from coach.conversation.asking import due
from coach.conversation.drafting import checked, draft
from coach.conversation.intents import asked_fields
from coach.conversation.model import Actual, Entry, Question, Reply, Session
from coach.conversation.speech import spoken_by_goals
from coach.emit.shape import verdicts_shape
from coach.errors import InputError
from coach.exchange.columns import shown as quoted
from coach.exchange.fields import FieldError, Frame, field
from coach.texts import Language
from rules.model import Acceptance, Goal
from rules.policy import Policy

ASKS = ("goal", "owner", "target", "baseline", "deadline", "unit", "measure", "accept", "suggestion")


def received(row: object, session: Session, fresh: Session) -> tuple[str, Session]:
    """The message of a line, and the session it speaks to: `session`, or a fresh one where the line brings a state.

    Raises InputError for what is no message of the contract.
    """
    if not isinstance(row, Mapping) or not isinstance(row.get("message"), str):
        raise InputError("chat-message")
    if "state" not in row or row["state"] is None:
        return row["message"], session
    return row["message"], started(row["state"], fresh)


def started(state: object, fresh: Session) -> Session:
    """A fresh session with the goals of a state. Raises InputError for a state that is not of the contract."""
    if not isinstance(state, Mapping) or not isinstance(state.get("goals", []), list):
        raise InputError("chat-state")
    goals = state.get("goals", [])
    language = (
        spoken_by_goals([str(goal.get("text", "")) for goal in goals if isinstance(goal, Mapping)], fresh.language)
        if goals
        else fresh.language
    )
    entries = tuple(_entry(goal, number, fresh, language) for number, goal in enumerate(goals, 1))
    asked = asked_fields(state.get("asks"))
    for name in asked:
        if name not in ASKS:
            raise InputError("chat-asks", name=quoted(name), allowed=", ".join(ASKS))
    suggestions = state.get("suggestions") or []
    if not isinstance(suggestions, list) or not all(isinstance(item, str) for item in suggestions):
        raise InputError("chat-state")
    return _asking(fresh, entries, asked, tuple(suggestions), language)


def _asking(
    fresh: Session, entries: tuple[Entry, ...], asked: tuple[str, ...], suggestions: tuple[str, ...], language: Language
) -> Session:
    from dataclasses import replace

    session = replace(fresh, entries=entries, next_number=len(entries) + 1, language=fresh.language if fresh.settled else language)
    lacking = _lacking(session, asked)
    if suggestions and entries:
        number = lacking[0] if lacking else entries[-1].number
        entries = tuple(replace(entry, shown=suggestions) if entry.number == number else entry for entry in entries)
        session = replace(session, entries=entries)
    elif entries:
        session = shown(session, []) if suggestions else session
    if not asked:
        return session
    offer = due(session, lacking).isoformat() if "deadline" in asked and lacking else ""
    question = Question(_key(asked, lacking), asked, tuple(lacking), offer)
    keys = {f"{name}:{number}" for name in asked for number in lacking}
    return replace(session, question=question, asked=session.asked | keys)


def _lacking(session: Session, asked: tuple[str, ...]) -> list[int]:
    """The goals that a question of a state must be about: those that lack the field asked for; else the last."""
    drafts = [draft(entry, session) for entry in session.active]
    if "accept" in asked:
        found = [item.entry.number for item in drafts if item.entry.goal.accepted is None]
    else:
        found = [item.entry.number for item in drafts if set(asked) & set(item.open)]
        if not set(asked) & {"owner", "deadline"}:
            found = found[:1]
    return found or [entry.number for entry in session.active[-1:]]


def _key(asked: tuple[str, ...], goals: list[int]) -> str:
    if len(goals) > 1 and asked[0] in ("owner", "deadline", "accept"):
        return f"{asked[0]}-all"
    if "measure" in asked or {"baseline", "target"} <= set(asked):
        return "figures"
    return asked[0] if asked[0] != "goal" else "start-strategic"


def _entry(value: object, number: int, fresh: Session, language: Language) -> Entry:
    if not isinstance(value, Mapping) or not isinstance(value.get("text"), str):
        raise InputError("chat-state")
    frame = Frame(fresh.today, fresh.policy)
    made: dict[str, object] = {"text": value["text"], "id": str(number)}
    for name in ("owner", "deadline", "level", "baseline", "target", "unit", "metric"):
        if value.get(name) not in (None, ""):
            try:
                made.update(field(name, value[name], frame))
            except FieldError as failure:
                raise InputError("chat-field", name=name, value=quoted(str(value[name]))) from failure
    if value.get("accepted") is True:
        made["accepted"] = Acceptance(on=fresh.today, by=str(value.get("owner") or ""))
    actual = value.get("actual")
    actuals = (Actual(fresh.today, str(actual)),) if actual not in (None, "") else ()
    return Entry(number, Goal.model_validate(made), value["text"], language, actuals=actuals, parked=value.get("parked") is True)


def answer(session: Session, reply: Reply) -> dict[str, Any]:
    """What a line is answered with."""
    return {
        "intent": reply.intent,
        "goals": list(reply.goals),
        "lang": session.language,
        "reply": reply.text,
        "asks": reply.question.ask if reply.question else None,
        "set": [_row(entry, session.today, session.policy, session) for entry in session.active],
    }


def _row(entry: Entry, today: date, policy: Policy, session: Session) -> dict[str, Any]:
    item = draft(entry, session)
    text = item.text if entry.values else entry.goal.text
    report = checked(entry.goal.model_copy(update={"text": text}), today, policy, entry.language)
    return {
        "n": entry.number,
        "text": text,
        "verdicts": verdicts_shape(report.verdicts) if report.verdicts else None,
        "ready": report.ready,
    }
