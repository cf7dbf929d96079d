"""What is said beside goals and is none: thanks, excuses, a sentence to the coach, how many goals come."""

from __future__ import annotations

import re

from coach.conversation.clauses import said, tagged
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher

_ORDER = 7
"""Words of an order."""
_THESE = frozenset("det den dem dom detta dessa de it this that them these those malet malen".split())
_DONE = re.compile(r"\((?:redan |already )?(?:klart?|done|färdig\w*|avklara[td]|finished|completed)[!.]*\)\s*$", re.IGNORECASE)


def courteous(text: str) -> bool:
    """A greeting or thanks, and nothing else."""
    return matcher("intents", "courtesy").search(hear(text).line) is not None


def announces(text: str) -> bool:
    """ "A few things I'd love to see next year": how many goals come, and none of them."""
    return matcher("framing", "announced").search(hear(text).line) is not None and ":" not in text


def speech(text: str, listed: bool) -> bool:
    """Said to the coach or beside the goals: in brackets, a word of excuse, a sentence that wants nothing."""
    if _DONE.search(text) or text[:1] == "(" and text[-1:] == ")" or matcher("framing", "aside").search(hear(text).line):
        return True
    found = tagged(text).tags
    willed = any("we" in tags for tags in found[:3]) and any("modal" in tags for tags in found)
    return not listed and not willed and said(text)


def line_names_goals(heard: str) -> bool:
    """Whether a line speaks of goals as such ("våra mål för Q1")."""
    return re.search(r"(?:^|(?<= ))\S*(?:mal|malen|goals|targets|objectives|nyckelresultat|okr|okrs|results) ", heard) is not None


def named_goal(text: str) -> bool:
    """ "Objective: make renewals boring": a goal behind the word for one."""
    return hear(text.partition(":")[0]).words[:1] in {(name,) for name in ("objective", "mal", "malet", "goal")}


def order(text: str) -> bool:
    """What is to be done with the goals beside it: "bryt ner det", "please rewrite these"."""
    heard = hear(text)
    points = not _THESE.isdisjoint(heard.words)
    return points and len(heard.words) <= _ORDER and any(matcher("intents", name).search(heard.line) for name in ("rewrite", "breakdown"))
