"""The guided start along the guide's six steps: period and team, where we stand, strategic goals, and on. All can be skipped."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.conversation.asking import quarter, quarter_end
from coach.conversation.clauses import complete, tagged
from coach.conversation.context import Context, told
from coach.conversation.intents import Understood
from coach.conversation.listening import hear
from coach.conversation.model import Question, Quick, Session
from coach.conversation.patterns import matcher
from coach.conversation.reckoning import reckoned
from coach.conversation.wording import day, say
from rules.reading import read

STEPS = ("period", "now", "market", "customers", "strategic")
"""What is asked before the first goal; breaking down and tracking follow from the goals."""
_NOTES = 60
"""Answers of the guided start that are kept."""


_WISH = re.compile(r"(?:vi|jag|we|i)\s+(?:vill|ska|skulle vilja|want|need|would like|'d like|will|måste|must)\b", re.IGNORECASE)
_ASKING = frozenset(("kan", "can", "could", "vad", "hur", "varfor", "what", "how", "why", "vem", "who", "ska", "should", "maste", "must"))


def begun(session: Session, message: str) -> tuple[Session, list[str], tuple[Quick, ...]]:
    """The first step; a period told already is not asked for."""
    session = _noted(session, "period", message) if told(message, session.today, session.policy).deadline else session
    if any(char.isdigit() for char in message) and not session.figures:
        session = _noted(session, "now", message)
    if session.period.deadline is not None and session.period.period:
        until = session.period.deadline
        asked = replace(session, step=STEPS[0], question=Question("start-period", ("goal",), (), until.isoformat()))
        lines = [say(session, "start.intro"), say(session, "start.team", period=quarter(session, until), day=day(session, until))]
        return asked, lines, _quick([say(session, "quick.skip")])
    end = quarter_end(session.today)
    started = replace(session, step=STEPS[0], question=Question("start-period", ("goal",), (), end.isoformat()))
    lines = [say(session, "start.intro"), say(session, "start.period", period=f"{quarter(session, end)} {end.year}", day=day(session, end))]
    labels = [f"{quarter(session, end)} {end.year}", say(session, "quick.skip")]
    return started, lines, _quick(labels)


def wanted(message: str, topic: str) -> bool:
    """Whether the guided start is asked for."""
    heard = hear(message)
    return topic == "start" or matcher("questions", "start").search(heard.line) is not None or len(heard.words) <= 2


def _written(session: Session, understood: Understood) -> bool:
    """Whether goals were written instead of an answer: something to be done, with its figure; where figures are asked for, only that."""
    if understood.intent != "check":
        return False
    found = [read(goal.text, session.today, session.policy) for goal in understood.paste.goals]
    aims = [item for item in found if not item.reason and any(q.role in ("target", "by") and q.value is not None for q in item.quantities)]
    does = [item for item in aims if item.changes or item.deliverables]
    ordered = [goal for goal in understood.paste.goals if complete(goal.text) and tagged(goal.text).tags[0] & {"imp", "inf"}]
    return bool(does or ordered) or session.step != "now" and len(aims) > 1


def answered(session: Session, understood: Understood, message: str) -> tuple[Session, list[str], tuple[Quick, ...]] | None:
    """The next step, or None where the message is something else than an answer to this one."""
    step = session.step
    skipped = matcher("intents", "unsure").search(hear(message).line) is not None
    heard = hear(message)
    orders = ("edit", "rewrite", "breakdown", "review")
    elsewhere = heard.asks or understood.intent in orders and bool(matcher("intents", understood.intent).search(heard.line))
    asking = understood.intent in ("ask", "help") and bool(set(heard.words[:1]) & _ASKING)
    if not skipped and (elsewhere or asking) or understood.topic in ("injection", "abuse"):
        return None
    if not skipped and _written(session, understood):
        return None
    if step == "strategic" and not skipped and _described(session, understood, message):
        return _noted(session, "customers", message), [say(session, "start.strategic")], ()
    if step == "strategic":
        return None if not skipped else (replace(session, step=""), [say(session, "start.later")], ())
    if not skipped and _wished(session, understood, message) and step in ("period", "now"):
        return None
    if step != "period" and not skipped and (_goal(session, understood) or understood.paste.listed and _goals(session, understood)):
        return None
    if not skipped:
        session = _noted(session, step, message)
    following = STEPS[STEPS.index(step) + 1]
    session = replace(session, step=following, question=Question(f"start-{following}", ("goal",)))
    labels = [say(session, "quick.skip")] if following != "strategic" else []
    return session, [say(session, f"start.{following}")], _quick(labels)


def _goal(session: Session, understood: Understood) -> bool:
    """Whether the message is a goal already: a change, to what and by when."""
    found = [read(goal.text, session.today, session.policy) for goal in understood.paste.goals]
    return any(item.changes and not item.reason and item.end and any(q.role == "target" for q in item.quantities) for item in found)


def _described(session: Session, understood: Understood, message: str) -> bool:
    """Whether only what is was told, and nothing that is wanted: "de är nöjda"."""
    found = [read(goal.text, session.today, session.policy) for goal in understood.paste.goals]
    plain = all(item.reason in ("description", "background", "report") and not item.quantities for item in found)
    return bool(found) and plain and not any(char.isdigit() for char in message)


def _wished(session: Session, understood: Understood, message: str) -> bool:
    """Whether the message is what somebody wants ("vi vill sälja mer till befintliga kunder"), and no answer to where the team stands."""
    if understood.answers.rest and len(understood.paste.goals) != 1 or not _WISH.match(message.strip()):
        return False
    found = [read(goal.text, session.today, session.policy) for goal in understood.paste.goals]
    return any(not item.reason and (item.changes or item.deliverables or item.qualities or item.efforts) for item in found)


def _goals(session: Session, understood: Understood) -> bool:
    """Whether a list is one of goals, and not of where the team stands ("vi omsätter 20 Mkr, 200 affärer")."""
    found = [read(goal.text, session.today, session.policy) for goal in understood.paste.goals]
    wished = [item for item in found if not item.reason and (item.changes or item.deliverables or item.end)]
    return len(found) > 1 and 2 * len(wished) > len(found)


def _noted(session: Session, step: str, message: str) -> Session:
    notes = (*session.notes, (step, message.strip()[:500]))[-_NOTES:]
    crew = "sellers" if step == "period" and not read(message, session.today, session.policy).frames else ""  # "vi är åtta"
    figures = reckoned(message, crew, session.today, session.policy)
    session = replace(session, figures=tuple({**dict(session.figures), **figures}.items()))
    if step != "period" and session.period.deadline is not None:
        return replace(session, notes=notes)
    found = told(message, session.today, session.policy)
    end = found.deadline or (quarter_end(session.today) if hear(message).words[:1] in (("ja",), ("yes",)) else None)
    return replace(
        session, notes=notes, period=Context(deadline=end, period=message.strip()).over(session.period) if end else session.period
    )


def _quick(labels: list[str]) -> tuple[Quick, ...]:
    return tuple(Quick(label, label) for label in labels)
