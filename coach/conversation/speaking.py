"""The language that the coach answers in."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.asking import quick, worded
from coach.conversation.intents import Understood
from coach.conversation.listening import hear
from coach.conversation.model import Reply, Session
from coach.conversation.pointing import listed
from coach.conversation.speech import guessed, spoken
from coach.conversation.wording import say
from coach.texts import Language

SAID = 40
"""Messages of the user that are remembered."""


def in_language(session: Session, understood: Understood, message: str) -> Session:
    """The user's language: a setting stays; sentences said to the coach tell it; goals only stand in until one does."""
    if session.settled:
        return session
    talk = understood.paste.talk if understood.intent == "check" else message
    if understood.intent in ("check", "fill"):
        if understood.intent == "check" and (found := spoken(talk)):
            return replace(session, language=found, settled=True)
        if not session.entries and not session.said and (likely := guessed(message)):
            return replace(session, language=likely)
        return session
    found = spoken(talk)
    if found is not None:
        return replace(session, language=found, settled=len(hear(talk).words) >= 3)
    first = not session.entries and not session.said and guessed(message)
    return replace(session, language=first) if first else session


def switched(session: Session, language: Language, message: str) -> tuple[Session, Reply]:
    """Another language asked for: the coach speaks it from here on, except on a page that has its own switch."""
    session = replace(session, said=(*session.said, message[:2000])[-SAID:])
    if not session.fixed:
        session = replace(session, language=language, settled=True)
    lines = [say(session, f"language.{language}" if session.language == language else "language.page")]
    question = session.question
    if question is not None and question.fields and question.goals:
        lines.append(worded(session, question))
    offered = quick(session, question) if question is not None else ()
    return session, Reply("help", "\n".join(lines), (), question, offered, (), "language")


def parting(message: str) -> str:
    """ "Tack hej", "thanks bye": thanks or a farewell in a few words, as the key of its answer; "" for anything else."""
    words = hear(message).words
    if not words or len(words) > 4 or not set(words) <= listed("parting"):
        return ""
    return "thanks" if set(words) & {"tack", "tackar", "thanks", "thank", "thx"} else "bye"
