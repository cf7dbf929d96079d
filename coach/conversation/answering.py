"""Questions: why something is asked or marked, the own goals, privacy, the product, and for the rest the guide."""

from __future__ import annotations

import re

from coach.conversation.drafting import checked
from coach.conversation.inquiring import of_the_set
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.overview import lacks
from coach.conversation.patterns import matcher
from coach.conversation.pointing import pointed
from coach.conversation.wording import quoted, say, whole
from rules.messages import mend, render, title, why

_RULE = re.compile(r"\b([KSMARTCLG]\d{3})\b", re.IGNORECASE)


def answered(session: Session, message: str, topic: str) -> list[str]:
    """The lines that answer a question."""
    line = hear(message).line
    if match := _RULE.search(message):
        return _rule(session, match[1].upper())
    if topic == "export" or matcher("questions", "export").search(line):
        goals = [f"{entry.number}. {whole(session, entry.goal)}" for entry in session.active]
        return [*([say(session, "ask.copied"), *goals] if goals else []), say(session, "ask.export")]
    for section in ("privacy", "product"):
        if matcher("questions", section).search(line):
            return [say(session, f"ask.{section}")]
    if own := of_the_set(session, message, topic):
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
    if matcher("questions", "unready").search(hear(message).line):
        meant = places or (session.question.goals if session.question is not None else ()) or [entry.number for entry in session.active]
        if left := lacks(session, meant):
            return left
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
    "owner": ("agare", "ager", "aga", "ansvar", "owner", "owns", "own", "accountab"),
    "baseline": ("utgangslage", "nulage", "baslinje", "baseline"),
    "deadline": ("deadline", "slutdatum", "datum"),
    "level": ("strateg", "operati"),
    "target": ("malvarde", "target", "mycket", "much"),
    "unit": ("enhet", "unit"),
    "measure": ("matt", "mats", "mater", "matetal", "measure", "metric", "nyckeltal"),
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


def _guide(session: Session, message: str) -> str:
    from coach.guide import answer

    return answer(message, session.language, session.policy).text
