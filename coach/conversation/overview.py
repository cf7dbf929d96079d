"""The set as a whole: each goal in a line, what the rules of the set say, and what is left before the dialogue."""

from __future__ import annotations

from collections.abc import Sequence

from coach.conversation.drafting import Draft, draft
from coach.conversation.model import Card, Session
from coach.conversation.wording import card, counting, lacking, say, unstopped
from rules.check import check_set
from rules.messages import render
from rules.model import Finding

MOST = 4
"""Findings of the set that are told at once; the rest stand on the page."""


def standing(session: Session, item: Draft) -> str:
    """One goal in a line: what it lacks, or whether its owner has said yes."""
    goal, number = item.entry.goal, str(item.entry.number)
    if not item.ready:
        return say(session, "review.lacks", number=number, goal=unstopped(goal.text), lack=lacking(session, item))
    return say(session, "review.waits" if goal.accepted is None else "review.holds", number=number, goal=unstopped(goal.text))


def lacks(session: Session, places: Sequence[int]) -> list[str]:
    """What some goals lack, each in a line."""
    drafts = [draft(entry, session) for number in places if (entry := session.entry(number))]
    return [say(session, "ask.lacks", number=str(item.entry.number), lack=lacking(session, item)) for item in drafts if not item.ready]


def _told(session: Session, finding: Finding) -> tuple[str, str]:
    """A finding of the set, spoken to the one who writes: "du", not "jag", owns all goals."""
    params = dict(finding.params)
    message, question = render(finding, session.language)
    if params.get("owner") in ("jag", "I") and params.get("reason") == "all":
        message = say(session, "review.yours", n=params.get("count", ""))
    return message, question


def reviewed(session: Session) -> tuple[list[str], tuple[Card, ...]]:
    """The lines of a review and the goals as cards."""
    if not session.active:
        return [say(session, "review.empty")], ()
    drafts = [draft(entry, session) for entry in session.active]
    ready = [item for item in drafts if item.ready]
    every = "review.all-ready" if len(drafts) > 2 else "review.both-ready" if len(drafts) == 2 else "review.one-ready"
    key = every if len(ready) == len(drafts) else "review.some"
    lines = [say(session, key, ready=str(len(ready)), n=str(len(drafts)) if key == "review.some" else counting(session, len(drafts)))]
    lines += [standing(session, item) for item in drafts]
    findings = check_set([entry.goal for entry in session.active], session.today, session.policy).findings
    told = [_told(session, finding) for finding in findings[:MOST]]
    if told:
        lines.append(say(session, "review.together"))
        lines += [f"– {message} {question}" for message, question in told]
    return lines, tuple(card(item) for item in drafts)
