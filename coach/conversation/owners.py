"""Who answers for a goal: its owner's field, else the one person or role that its own words name."""

from __future__ import annotations

from datetime import date

from rules.model import Goal
from rules.policy import Policy
from rules.reading import read


def owner_of(goal: Goal, today: date, policy: Policy) -> str:
    """The owner as typed, "jag" or "I" for the writer; "" where nobody is named, or more than one."""
    if goal.owner:
        return goal.owner
    found = read(goal.text, today, policy)
    named = [one for one in found.owners if one.kind in ("person", "role", "writer")]
    if len(named) != 1:
        return ""
    if named[0].kind == "writer":
        return {"sv": "jag", "en": "I"}[found.language]
    words = found.source.text[named[0].start : named[0].end]
    if found.source.text[: named[0].start].lower().endswith("the "):
        words = f"the {words}"
    words = words.title() if named[0].kind == "person" and words.islower() else words
    return words if named[0].kind == "person" else words[:1].lower() + words[1:] if words[1:].islower() else words
