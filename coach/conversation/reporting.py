"""What an answer did, told: the goals it touched as they read now, those that are ready, and what is left of them."""

from __future__ import annotations

from coach.conversation.adding import shown
from coach.conversation.asking import lacking
from coach.conversation.drafting import Draft, draft
from coach.conversation.listening import hear
from coach.conversation.model import Card, Question, Session
from coach.conversation.owners import owner_of
from coach.conversation.patterns import matcher
from coach.conversation.wording import card, numbers, quoted, say, who, whole
from rules.messages import render

_FEW = 2
"""Goals that are told one by one."""


def reported(session: Session, touched: tuple[int, ...]) -> tuple[Session, list[str], tuple[Card, ...]]:
    """What an answer did to the goals it touched."""
    drafts = [draft(entry, session) for number in touched if (entry := session.entry(number))]
    session = shown(session, drafts)
    cards = tuple(card(item) for item in drafts)
    if len(drafts) > _FEW:
        return session, _summed(session, drafts), cards
    lines: list[str] = []
    for item in drafts:
        several = "-of" if len(session.active) > 1 else ""
        goal = whole(session, item.entry.goal) if item.ready else item.text
        lines.append(say(session, ("fill.ready" if item.ready else "fill.noted") + several, goal=goal, number=str(item.entry.number)))
        if not item.ready and not item.open:
            worst = [found for found in item.report.findings if found.severity.value != "note"]
            lines += [" ".join(render(found, session.language)) for found in worst][:1]
    return session, lines, cards


def _summed(session: Session, drafts: list[Draft]) -> list[str]:
    """Several goals in a line, and those of them that are ready."""
    lines = [say(session, "fill.noted-all", goals=numbers(session, [item.entry.number for item in drafts]))]
    ready = [item.entry.number for item in drafts if item.ready]
    if ready:
        key = "fill.ready-all" if len(ready) == len(session.active) else "fill.ready-some"
        lines.append(say(session, key, goals=numbers(session, ready)))
    return lines


def unread(session: Session, question: Question | None, message: str) -> str:
    """What to say to an answer that held nothing of what was asked: how it may be written, once for each question."""
    if question is None or matcher("intents", "unsure").search(hear(message).line):
        return ""
    fields = lacking(session, question)
    field = "figures" if {"baseline", "target"} & set(fields) else fields[0] if fields else ""
    return f"again.{field}" if field and f"again:{field}:{question.goals}" not in session.asked else ""


def agreed(session: Session, done: tuple[int, ...], left: tuple[int, ...]) -> list[str]:
    """Whose yes was recorded for which goals, and which were excepted."""
    entries = [entry for number in done if (entry := session.entry(number))]
    owners = {owner_of(entry.goal, session.today, session.policy) for entry in entries}
    owner = next(iter(owners)) if len(owners) == 1 else None
    several = owner is None or not owner and len(done) > 1
    key = "accept.all" if several else "accept.self" if owner in ("jag", "I") else "accept.one" if owner else "accept.plain"
    lines = [
        say(
            session,
            key,
            goals=numbers(session, done),
            owner=who(session, owner or ""),
            goal=quoted(entries[0].goal.text) if entries else "",
        )
    ]
    return [*lines, say(session, "accept.but", goals=numbers(session, left))] if left else lines
