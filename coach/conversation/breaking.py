"""A strategic goal broken down in the talk: the operational goals that carry it, the sums behind, and the one number to ask for."""

from __future__ import annotations

from coach.conversation.drafting import checked
from coach.conversation.intents import Understood
from coach.conversation.model import Entry, Session
from coach.conversation.pointing import pointed
from coach.conversation.wording import quoted, say
from coach.suggest.breakdown import break_down
from coach.suggest.breakdown.wording import formula, question
from rules.model import Goal, Level

MOST = 5
"""Proposed goals and sums that are told at once."""


def broken_down(session: Session, understood: Understood, message: str) -> tuple[list[str], tuple[str, ...]]:
    """The lines of a breakdown, and the texts of the goals proposed."""
    goal = _goal(session, understood, message)
    if goal is None:
        return [say(session, "breakdown.which" if session.entries else "breakdown.empty")], ()
    others = [entry.goal for entry in session.active if entry.goal.text != goal.text]
    own = session.own()
    made = break_down(goal, others, session.today, session.policy, own.ratios, team=own.sellers, history=own.rows)
    texts = tuple(item.goal.text for item in made.operational[:MOST])
    lines = []
    if made.linked:
        lines.append(
            say(session, "breakdown.linked", goal=quoted(goal.text), goals="; ".join(quoted(item.goal.text) for item in made.linked))
        )
    if texts:
        lines.append(say(session, "breakdown.proposed", goal=quoted(goal.text)))
        lines += [f"– {text}" for text in texts]
    lines += [formula(session.language, item, made.currency) for item in made.sums[:MOST]]
    if made.asks:
        lines.append(question(session.language, made.asks[0]))
    if not lines:
        lines.append(say(session, f"breakdown.{made.state}", goal=quoted(goal.text)))
    return lines, texts


def _goal(session: Session, understood: Understood, message: str) -> Goal | None:
    """The goal to break down: one written after the order, one pointed at, else the strategic one there is."""
    if understood.written:
        return understood.written[0]
    entries = session.active
    places = pointed(message, [entry.goal.text for entry in session.entries])
    known = [entry for place in places if (entry := session.entry(place)) is not None]
    if known:
        return known[0].goal
    strategic = [entry for entry in entries if _strategic(session, entry)]
    if len(strategic) == 1 or len(entries) == 1:
        return (strategic or list(entries))[0].goal
    return None


def _strategic(session: Session, entry: Entry) -> bool:
    verdicts = checked(entry.goal, session.today, session.policy, entry.language).verdicts
    return (entry.goal.level or (verdicts.level if verdicts else None)) is Level.STRATEGIC
