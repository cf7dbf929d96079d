"""What was going on when a message comes: the part of a session that understanding needs."""

from __future__ import annotations

from coach.conversation.breaking import RATIO
from coach.conversation.drafting import draft, level
from coach.conversation.evidence import Setting
from coach.conversation.model import Session
from rules.model import Level


def setting(session: Session) -> Setting:
    """What understanding needs of a session."""
    return Setting(
        tuple(entry.goal.text for entry in session.entries),
        _asked(session),
        _shown(session),
        session.today,
        session.policy,
        _open(session),
        session.question is not None and session.question.key == "choose",
        bool(session.broken) or session.question is not None and session.question.key == "ratio",
        session.question.fields[0].removeprefix(RATIO) if session.question and session.question.key == "ratio" else "",
        tuple(dict.fromkeys(name for entry in session.active for name in draft(entry, session).open)),
        tuple((entry.number, entry.goal.text) for entry in session.active),
        frozenset(entry.number for entry in session.active if level(entry, session) is Level.STRATEGIC),
        _offered(session),
        frozenset(entry.number for entry in session.active if "owner" in draft(entry, session).open),
    )


def _asked(session: Session) -> tuple[str, ...]:
    """The fields asked for. A number for a breakdown is none: what the one open goal lacks may still be answered."""
    if session.question is None:
        return ()
    return _open(session) if session.question.key == "ratio" else session.question.fields


def _open(session: Session) -> tuple[str, ...]:
    """What the one goal that is not ready lacks."""
    lacking = [item for entry in session.active if not (item := draft(entry, session)).ready]
    return lacking[0].open if len(lacking) == 1 else ()


def _offered(session: Session) -> tuple[str, ...]:
    """The measures or units that stand on buttons."""
    question = session.question
    entry = session.entry(question.goals[0]) if question is not None and question.goals else None
    if question is None or entry is None or not ("measure" in question.fields or question.fields == ("unit",)):
        return ()
    return draft(entry, session).choices[:3]


def _shown(session: Session) -> int:
    """How many wordings stand to be chosen."""
    if session.question is not None and session.question.goals and len(session.question.goals) == 1:
        entry = session.entry(session.question.goals[0])
        return len(entry.shown) if entry and "suggestion" in session.question.fields else 0
    shown = [entry for entry in session.entries if entry.shown]
    return len(shown[-1].shown) if len(session.active) == 1 and shown else 0
