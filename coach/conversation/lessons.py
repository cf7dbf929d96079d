"""A goal that was missed: the guide's questions about it (was it realistic? training? resources? what next?), one at a time; the answers
are kept with the goal for the next quarter."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.intents import Understood
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Question, Quick, Reply, Session
from coach.conversation.patterns import matcher
from coach.conversation.pointing import pointed
from coach.conversation.wording import quoted, say
from coach.followup.lessons import QUESTIONS
from coach.followup.wording import ROOM
from coach.texts import text

FIELD = "lesson"
_LONGEST = 2000
_SHORT = 12
"""Words: a longer message that says something was missed tells a story, and is read as before."""
_SKIPPED = 4
"""Words of a "vet inte" that is no answer; a longer one may hold one."""
_TOLD = ("track", "other", "fill", "check", "accept")
"""What a message that says so may be taken for; a question whether goals are reached is answered by the guide."""


def waits(session: Session) -> bool:
    """Whether one of the guide's questions is open."""
    return session.question is not None and FIELD in session.question.fields


def missed(session: Session, understood: Understood, message: str) -> int:
    """The goal that a message says was missed; 0 for none, or where it cannot be told which."""
    heard = hear(message)
    if not session.active or understood.intent not in _TOLD or "\n" in message.strip() or len(heard.words) > _SHORT or heard.asks:
        return 0
    if matcher("missed", "missed").search(heard.line) is None:
        return 0
    known = {entry.number for entry in session.active}
    places = [place for place in pointed(message, [entry.goal.text for entry in session.entries]) if place in known]
    if len(places) == 1:
        return places[0]
    return session.active[0].number if len(session.active) == 1 and not places else 0


def begun(session: Session, number: int) -> tuple[Session, Reply]:
    """The first of the questions that the goal has no answer to."""
    entry = session.entry(number)
    if entry is None:
        return session, Reply("track", say(session, "track.which"), (), None)
    key = next((key for key in QUESTIONS if key not in dict(entry.lessons)), None)
    if key is None:
        return session, Reply("track", say(session, "lesson.known", goal=quoted(entry.goal.text)), (), session.question)
    return _asked(session, entry, key, text(session.language, "lesson.intro", ROOM, goal=quoted(entry.goal.text)))


def answered(session: Session, understood: Understood, message: str) -> tuple[Session, Reply] | None:
    """What the answer to an open question leads to; None for a message that is about something else."""
    question = session.question
    entry = session.entry(question.goals[0]) if question is not None and question.goals else None
    if question is None or entry is None or elsewhere(understood, message):
        return None
    key = question.key.removeprefix("lesson-")
    heard = hear(message)
    skipped = len(heard.words) <= _SKIPPED and matcher("intents", "unsure").search(heard.line) is not None
    if not skipped:
        told = " ".join(message.split())[:_LONGEST]
        entry = replace(entry, lessons=(*((name, words) for name, words in entry.lessons if name != key), (key, told)))
        session = replace(session, entries=tuple(entry if one.number == entry.number else one for one in session.entries))
    later = QUESTIONS[QUESTIONS.index(key) + 1 :]
    left = next((name for name in later if name not in dict(entry.lessons)), None)
    noted = say(session, "lesson.skipped" if skipped else "lesson.noted")
    if left is not None:
        return _asked(session, entry, left, noted)
    done = say(session, "lesson.done" if entry.lessons else "lesson.none", goal=quoted(entry.goal.text))
    return replace(session, question=None), Reply("track", done, (), None)


def elsewhere(understood: Understood, message: str) -> bool:
    """A list of goals, a question to the coach, or an order: no answer."""
    if understood.paste.listed or message.rstrip().endswith("?"):
        return True
    heard = hear(message)
    if understood.intent not in ("rewrite", "breakdown", "review", "help") or len(heard.words) > _SHORT:
        return False
    return matcher("intents", understood.intent).search(heard.line) is not None


def _asked(session: Session, entry: Entry, key: str, before: str) -> tuple[Session, Reply]:
    question = Question(f"lesson-{key}", (FIELD,), (entry.number,))
    session = replace(session, question=question)
    words = text(session.language, f"lesson.{key}", ROOM, goal=quoted(entry.goal.text))
    label = say(session, "lesson.skip")
    return session, Reply("track", f"{before}\n{words}", (), question, (Quick(label, label),))
