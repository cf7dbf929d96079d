"""Whether a goal is realistic: what the rules say of the goal asked about, or of the figure asked about in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.conversation.drafting import checked
from coach.conversation.model import Entry, Question, Session
from coach.conversation.pointing import pointed
from coach.conversation.rewriting import interrupted
from coach.conversation.wording import numbers, say
from rules.messages import render
from rules.model import Realistic
from rules.reading import Quantity, read

SORTS = ("holds", "open", "aimless", "wanting")
_FEW = 3
"""Goals that are judged one by one."""


def realistic(session: Session, message: str) -> tuple[Session, list[str]]:
    """The session, and what can be said of the realism of the goals meant; where today's value is wanting, it is asked for."""
    found = [q for q in read(message, session.today, session.policy).quantities if q.value is not None]
    amounts = [(q, message[q.start : q.end]) for q in found]
    return judged(session, _meant(session, message, found), amounts)


def judged(session: Session, entries: Sequence[Entry], amounts: Sequence[tuple[Quantity, str]] = ()) -> tuple[Session, list[str]]:
    """The same of some goals, with the figures asked about in place of their own."""
    sorts: dict[str, list[int]] = {}
    lines = []
    for entry in entries:
        weighed, words = _supposed(entry, amounts, session)
        report = checked(weighed.goal, session.today, session.policy, entry.language)
        doubt = next((item for item in report.findings if item.criterion == "realistic"), None)
        if doubt is not None:
            lines.append(say(session, "realism.doubted", number=str(entry.number), why=" ".join(render(doubt, session.language))))
        elif words and _sort(weighed, session) == "holds":
            lines.append(say(session, "realism.instead", goals=numbers(session, [entry.number]), value=words))
        else:
            sorts.setdefault(_sort(weighed, session), []).append(entry.number)
    lines += [say(session, f"realism.{sort}", goals=numbers(session, sorts[sort])) for sort in SORTS if sort in sorts]
    wanting = sorts.get("wanting", [])
    if len(wanting) == 1 and (key := f"realism:{wanting[0]}") not in session.asked:
        lines[-1] = say(session, "realism.asked", goals=numbers(session, wanting))
        session = replace(interrupted(session), question=Question("realism", ("baseline",), (wanting[0],)))
        session = replace(session, asked=session.asked | {key})
    return session, lines


def _sort(entry: Entry, session: Session) -> str:
    """How a goal without a doubt stands: it holds, its step is no share of anything, it has no target, or today's value is wanting."""
    report = checked(entry.goal, session.today, session.policy, entry.language)
    if report.verdicts is not None and report.verdicts.realistic is Realistic.REASONABLE:
        return "holds"
    if not _figures(entry, session):
        return "aimless"
    own = read(entry.goal.text, session.today, session.policy).quantities
    return "open" if entry.goal.baseline is not None or any(q.role == "baseline" for q in own) else "wanting"


def _meant(session: Session, message: str, amounts: list[Quantity]) -> list[Entry]:
    """The goals pointed at, those that hold the figure asked about, the one asked about last, else all."""
    places = pointed(message, [entry.goal.text for entry in session.entries])
    known = [entry for place in places if (entry := session.entry(place)) is not None]
    if known:
        return known[:_FEW]
    holding = [entry for entry in session.active if any(_same(own, q) for own in _figures(entry, session) for q in amounts)]
    if holding:
        return holding[:_FEW]
    alike = [entry for entry in session.active if any(own.unit == q.unit for own in _figures(entry, session) for q in amounts)]
    if len(alike) == 1:
        return alike
    if session.question is not None and len(session.question.goals) == 1 and (entry := session.entry(session.question.goals[0])):
        return [entry]
    return list(session.active)


def _figures(entry: Entry, session: Session) -> list[Quantity]:
    """The figures that a goal aims at: its target or step."""
    return [
        q for q in read(entry.goal.text, session.today, session.policy).quantities if q.role in ("target", "by") and q.value is not None
    ]


def _same(own: Quantity, asked: Quantity) -> bool:
    return own.value == asked.value and (own.unit == asked.unit or asked.unit is None)


def _supposed(entry: Entry, amounts: Sequence[tuple[Quantity, str]], session: Session) -> tuple[Entry, str]:
    """The goal with the figure asked about in place of its own, and that figure as typed; the goal itself where it holds it already."""
    own = _figures(entry, session)
    early = [
        q.value for q in read(entry.goal.text, session.today, session.policy).quantities if q.role == "baseline" and q.value is not None
    ]
    steps = {abs(q.value - value) for q in own for value in early if q.value is not None}
    for asked, words in amounts:
        fitting = [q for q in own if q.unit == asked.unit]
        if len(fitting) == 1 and not _same(fitting[0], asked) and asked.value not in steps:
            text = entry.goal.text[: fitting[0].start] + words + entry.goal.text[fitting[0].end :]
            return replace(entry, goal=entry.goal.model_copy(update={"text": text})), words
    return entry, ""
