"""Questions: why something is asked or marked, the own goals, privacy, the product, and for the rest the guide."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.drafting import checked, draft
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.patterns import matcher
from coach.conversation.pointing import pointed
from coach.conversation.wording import day, lacking, quoted, say, who
from rules.messages import mend, render, title, why
from rules.reading import read

_RULE = re.compile(r"\b([KSMARTCLG]\d{3})\b", re.IGNORECASE)


def answered(session: Session, message: str, topic: str) -> list[str]:
    """The lines that answer a question."""
    line = hear(message).line
    if match := _RULE.search(message):
        return _rule(session, match[1].upper())
    for section in ("privacy", "product"):
        if matcher("questions", section).search(line):
            return [say(session, f"ask.{section}")]
    own = _own(session, message, line)
    if own:
        return own
    if topic == "why" or matcher("questions", "why").search(line):
        told = _why(session, message)
        if told:
            return told
    return [_guide(session, message)]


def _rule(session: Session, id: str) -> list[str]:
    try:
        return [f"{id}, {title(id, session.language)}. {why(id, session.language)} {mend(id, session.language)}"]
    except KeyError:
        return [say(session, "ask.no-rule", id=id)]


def _why(session: Session, message: str) -> list[str]:
    """Why a goal is marked, or why the last question was put."""
    entries = session.entries
    places = pointed(message, [entry.goal.text for entry in entries])
    named = matcher("questions", "asking").search(hear(message).line)
    field = _field(message)
    if field and (named or session.question is not None):
        return [say(session, f"why.{field}")]
    if places:
        return [line for place in places if place <= len(entries) for line in _findings(session, entries[place - 1])]
    if session.question is not None and session.question.ask:
        return [say(session, f"why.{session.question.ask}")]
    if len(entries) == 1:
        return _findings(session, entries[0])
    return []


def _field(message: str) -> str:
    for word in hear(message).words:
        for field, stems in _STEMS.items():
            if any(word.startswith(stem) for stem in stems):
                return field
    return ""


_STEMS = {
    "owner": ("agare", "ansvar", "owner", "accountab"),
    "baseline": ("utgangslage", "nulage", "baslinje", "baseline"),
    "deadline": ("deadline", "slutdatum", "datum"),
    "target": ("malvarde", "target"),
    "unit": ("enhet", "unit"),
    "accept": ("accept",),
}


def _findings(session: Session, entry: Entry) -> list[str]:
    report = checked(entry.goal, session.today, session.policy, entry.language)
    number = str(entry.number)
    if not report.findings:
        return [say(session, "ask.no-findings", number=number)]
    worst = [finding for finding in report.findings if finding.severity.value != "note"] or list(report.findings)
    lines = [f"{render(finding, session.language)[0]} {why(finding.rule, session.language)}" for finding in worst[:2]]
    return [say(session, "ask.findings", number=number, goal=quoted(entry.goal.text)), *lines]


def _owner(session: Session, entry: Entry) -> str:
    """Who owns a goal, by its field or its own words."""
    reading = read(entry.goal.text, session.today, session.policy)
    named = [reading.source.text[one.start : one.end] for one in reading.owners if one.kind in ("person", "role", "writer")]
    return who(session, entry.goal.owner or (named[0] if named else "")) or say(session, "word.nobody")


def _own(session: Session, message: str, line: str) -> list[str]:
    """A question that the set itself answers: what is due, who owns, what is left, what the goals are."""
    if not session.entries:
        return []
    entries = session.active
    if matcher("questions", "due").search(line):
        return _due(session, message)
    if matcher("questions", "owners").search(line):
        owned = [say(session, "ask.owned", number=str(item.number), owner=_owner(session, item)) for item in entries]
        return [" ".join(owned)]
    if matcher("questions", "left").search(line):
        open_ = [draft(entry, session) for entry in entries]
        left = [say(session, "ask.lacks", number=str(item.entry.number), lack=lacking(session, item)) for item in open_ if not item.ready]
        return [" ".join(left)] if left else [say(session, "ask.all-ready")]
    if matcher("questions", "mine").search(line):
        return [f"{entry.number}. {entry.goal.text}" for entry in entries]
    return []


def _due(session: Session, message: str) -> list[str]:
    until = read(message, session.today, session.policy).end
    dated = [(entry, when) for entry in session.active if (when := _end(session, entry))]
    hits = [(item, when) for item, when in dated if until is None or when <= until]
    if not hits:
        return [say(session, "ask.none-due")]
    words = [
        say(session, "ask.due", number=str(item.number), goal=quoted(item.goal.text), day=day(session, when))
        for item, when in sorted(hits, key=lambda pair: pair[1])
    ]
    return [" ".join(words)] if len(words) == 1 else words


def _end(session: Session, entry: Entry) -> date | None:
    if entry.goal.deadline:
        return entry.goal.deadline
    verdicts = checked(entry.goal, session.today, session.policy, entry.language).verdicts
    return verdicts.end if verdicts else None


def _guide(session: Session, message: str) -> str:
    from coach.guide import answer

    return answer(message, session.language, session.policy).text
