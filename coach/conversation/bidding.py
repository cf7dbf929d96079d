"""An order and the goal it is for in one breath, with no sign between: "kan du bryta ner målet öka nyförsäljningen till 8 Mkr 2027?"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from coach.conversation.clauses import reading, tagged, wants
from rules.policy import Policy

_BREAK = r"bryt(?:a|er)?\s+(?:ner|ned)|dela\s+upp|break\s+down|split(?:\s+up)?|cascade"
_REWORD = r"(?:skriv(?:a|er)?|formulera[r]?)\s+om|omformulera|vässa|rewrite|reword|rephrase"
_ORDER = re.compile(
    r"(?:(?:hej|hi|hello|ok|okej|okay|så|so|nu|now|please|snälla|kan|can|could|skulle|would|vill|you|du|ni|jag|vi|i|we|kunna|att|to|want|need|behöver|"
    r"like|gärna|you\s+please|hjälp(?:a)?|help|mig|oss|me|us|let['’]?s|ska)[\s,!.]+){0,6}"
    rf"(?:(?P<breakdown>{_BREAK})|(?P<rewrite>{_REWORD}))\s+"
    r"(?:(?:åt\s+)?(?:mig|oss)\s+|(?:for\s+)?(?:me|us)\s+)?"
    r"(?:(?:det\s+(?:här|strategiska)\s+)?(?:målet|mål|årsmålet)\s+(?:om\s+)?(?:att\s+)?|(?:the|our|my|this)\s+(?:\w+\s)?(?:goal|target)\s+(?:of\s+|to\s+)?)?"
    r"(?P<goal>\S+\s+\S.*?)"
    r"(?:[\s,]+(?:for\s+(?:me|us)|åt\s+(?:mig|oss)|tack|please|pls|är\s+du\s+snäll|into\s+(?:\w+\s)?(?:goals|steps|quarters)|i\s+(?:delmål|operativa\s+mål|kvartalsmål)))*[\s?!.]*",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"(?:det|den|dem|dom|detta|de|it|this|that|them|these|those|mål|målet|goal|nr|nummer|number)\b", re.IGNORECASE)
"""A goal that is there already is pointed at, and none is written."""


def bid(message: str, today: date, policy: Policy) -> tuple[Literal["breakdown", "rewrite"], str] | None:
    """What is ordered, and the goal it is for; None for any other message."""
    if "\n" in message.strip() or ":" in message or (match := _ORDER.fullmatch(message.strip())) is None:
        return None
    goal = match["goal"].strip(" ,\"“”'’»«")
    found = tagged(goal)
    if _ITSELF.match(goal) or not found.tags or not found.tags[0] & {"imp", "inf", "we"} or "determiner" in found.tags[0]:
        return None
    if reading(goal, today, policy).reason or not wants(goal):
        return None
    return ("breakdown" if match["breakdown"] else "rewrite"), goal
