"""How often what a goal counts is to be done, told on its own ("per vecka"): put behind what is counted, in the goal's own words."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.model import Entry, Session
from coach.conversation.phrasing import redated
from rules.reading import Quantity, read
from rules.reading.text import fold, tokenize

_ROLES = ("target", "by")


def cycled(entry: Entry, cycle: str, session: Session) -> Entry:
    """The goal with its cycle: in the words of its target, where they wait for their wording, else in its own; as it is where it has one
    or counts nothing."""
    target = entry.said.get("target", "")
    if target:
        values = tuple((name, f"{words} {cycle}" if name == "target" else words) for name, words in entry.values)
        return replace(entry, values=values)
    text = entry.goal.text
    place = _place(text, session)
    if not place:
        return entry
    text = f"{text[:place]} {cycle}{text[place:]}"
    goal = entry.goal.model_copy(update={"text": text, "accepted": None})
    end = read(text, session.today, session.policy).end
    if end is not None:  # what is done each week is done through a day, not by it
        goal = goal.model_copy(update={"text": redated(replace(entry, goal=goal), end, session.today)})
    return replace(entry, goal=goal, shown=(), chosen=0)


def countable(entry: Entry, session: Session) -> bool:
    """Whether a goal counts something, and does not say how often."""
    return bool(entry.said.get("target")) or _place(entry.goal.text, session) > 0


def _place(text: str, session: Session) -> int:
    """Where the cycle goes: behind what is counted; 0 where there is no place for one."""
    found = read(text, session.today, session.policy)
    counted = [q for q in found.quantities if q.role in _ROLES and q.value is not None and q.kind in ("count", "number", "money")]
    if len(counted) != 1 or any(frame.kind == "cycle" and not frame.means for frame in found.frames):
        return 0
    return _behind(text, counted[0])


def _behind(text: str, counted: Quantity) -> int:
    """The end of the number with its noun."""
    if counted.noun is None:
        return counted.end
    noun = next((token for token in tokenize(text).placed if token.start >= counted.start and fold(token.fold) == counted.noun), None)
    return max(noun.end, counted.end) if noun is not None else counted.end
