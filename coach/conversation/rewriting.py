"""Rewordings asked for: another wording of a goal, a text reworded at once, or the choice between those shown."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.adding import added, answered, shown
from coach.conversation.asking import standing
from coach.conversation.drafting import FIGURES, draft, settled
from coach.conversation.intents import Understood
from coach.conversation.model import Card, Entry, Question, Quick, Session
from coach.conversation.pointing import by_number, pointed
from coach.conversation.wording import card, quoted, say, unstopped
from rules.reading import find_blanks


def rewritten(
    session: Session, understood: Understood, message: str
) -> tuple[Session, list[str], tuple[Card, ...], tuple[Quick, ...], bool]:
    """The session, lines, cards, quick replies, and whether the next question may follow."""
    if understood.written:
        session, new, left = added(session, replace(understood, paste=replace(understood.paste, goals=understood.written)))
        if new:
            lines, cards, session = answered(session, new, understood.paste.context, left)
            return session, lines, cards, (), True
    if not session.entries:
        return session, [say(session, "rewrite.empty")], (), (), False
    entries = _meant(session, message)
    if not entries:
        return session, [say(session, "rewrite.which")], (), (), False
    drafts = [draft(_next(entry, session), session) for entry in entries]
    kept = {item.entry.number: item.entry for item in drafts}
    session = replace(session, entries=tuple(kept.get(entry.number, entry) for entry in session.entries))
    session = shown(session, drafts)
    lines = []
    for item in drafts:
        number = str(item.entry.number)
        if item.ready:
            lines.append(say(session, "rewrite.ready", number=number, goal=quoted(item.entry.goal.text)))
        elif not item.alternatives:
            lines.append(say(session, "rewrite.none", number=number))
        else:
            lines.append(say(session, "rewrite.better", number=number, goal=quoted(item.entry.goal.text)))
            lines += [f"{place}) {text}" for place, text in enumerate(item.alternatives, 1)]
    quick: tuple[Quick, ...] = ()
    asks = True
    if len(drafts) == 1 and drafts[0].alternatives:
        labels = [say(session, "quick.take", number=str(place)) for place in range(1, len(drafts[0].alternatives) + 1)]
        quick = tuple(Quick(label, label) for label in labels)
        session = replace(interrupted(session), question=Question("suggestion", ("suggestion",), (drafts[0].entry.number,)))
        lines.append(say(session, "question.suggestion-one" if len(labels) == 1 else "question.suggestion"))
        asks = False
    return session, lines, tuple(card(item) for item in drafts), quick, asks


def interrupted(session: Session) -> Session:
    """The session in which the question that stood open may come back: the user has turned to the wording first."""
    waiting = standing(session, session.question)
    if waiting is None or "suggestion" in waiting.fields:
        return session
    keys = {f"{field}:{number}" for field in waiting.fields for number in waiting.goals}
    entries = tuple(replace(entry, asked=max(0, entry.asked - 1)) if entry.number in waiting.goals else entry for entry in session.entries)
    return replace(session, asked=session.asked - keys, entries=entries)


def _next(entry: Entry, session: Session) -> Entry:
    """The same goal with the next of its wordings in front, once one was shown."""
    if not entry.shown:
        return entry
    return replace(entry, chosen=(entry.chosen + 1) % len(entry.shown))


def _meant(session: Session, message: str) -> list[Entry]:
    places = pointed(message, [entry.goal.text for entry in session.entries])
    known = [entry for place in places if (entry := session.entry(place)) is not None]
    if known:
        return known
    if session.question is not None and len(session.question.goals) == 1:
        return [entry for entry in session.entries if entry.number == session.question.goals[0]]
    if len(session.active) == 1:
        return list(session.active)
    return [entry for entry in session.active if not draft(entry, session).ready]


def chosen(session: Session, message: str) -> tuple[Session, list[str], tuple[Card, ...]]:
    """The session with a shown wording taken over; no lines where none can be meant."""
    entry = _choosing(session)
    if entry is None or not entry.shown:
        return session, [], ()
    places = by_number(message, len(entry.shown)) or ((_first_number(message),) if _first_number(message) else ())
    place = next((place for place in places if 1 <= place <= len(entry.shown)), 1)
    text = entry.shown[place - 1]
    goal = entry.goal.model_copy(update={"text": text})
    left = {blank.field for blank in find_blanks(text)} & {*FIGURES, "owner", "end"}
    taken = replace(entry, goal=goal if not left else entry.goal, chosen=(entry.chosen + place - 1) % len(entry.shown), asked=entry.asked)
    taken = settled(taken, session)
    session = replace(session, entries=tuple(taken if item.number == entry.number else item for item in session.entries), question=None)
    item = draft(taken, session)
    session = shown(session, [item])
    return session, [say(session, "accept.taken", goal=unstopped(item.entry.goal.text) if item.ready else item.text)], (card(item),)


def _choosing(session: Session) -> Entry | None:
    question = session.question
    if question is not None and len(question.goals) == 1:
        return session.entry(question.goals[0])
    waiting = [entry for entry in session.active if entry.shown and not draft(entry, session).ready]
    return waiting[0] if waiting else None


def _first_number(message: str) -> int:
    digits = [word for word in message.split() if word.strip(".,!)").isdigit()]
    return int(digits[0].strip(".,!)")) if digits else 0
