"""Talk before a goal in the same breath: "the office is a mess right now but every quote is answered in a day"."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.clauses import label, owned, past, reading, tagged, verbal, wants
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher
from coach.conversation.wishes import stated
from rules.policy import Policy
from rules.reading.text import fold

_DAY = date(2000, 1, 1)
_JOINT = re.compile(
    r"\s*,\s+(?:(?:så|so|och|and|men|but)\s+(?!att\b|that\b))?|\s+[-–—]+\s+|\s+(?:(?:och|and)\s+)?(?:men|but|så|so|därför|hence|therefore)\s+(?!att\b|that\b)|"
    r"\s+(?:alltså|asså|eh|ehm|öh|um|uh|uhm|anyway|anyhow|iallafall|i alla fall)\s+(?=(?:vi|we|i|jag|mål|målet)\b)",
    re.IGNORECASE,
)
_TURN = re.compile(r"därför|hence|therefore|alltså|asså|anyway|anyhow|i ?alla ?fall|\b(?:eh|ehm|öh|um|uh|uhm)\b", re.IGNORECASE)
"""What stands behind is what the clause before leads to."""
_NOW = re.compile(r"(?:now|this year)\s+(?=(?:i|we)\b)", re.IGNORECASE)
_LONGEST = 14
"""Words of talk before a goal."""
_LEAST = 3
"""Words of the goal behind it."""
_LEANING = frozenset(("subordinate", "preposition", "conjunction"))
_PERIOD = re.compile(r"\b(?:20\d\d|[QqHhTt]\d)\b")


def bare(text: str) -> str:
    """The goal without the clause of talk before it; the text itself where there is none."""
    if stated(text):
        return text
    for match in _JOINT.finditer(text):
        title, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if len(title.split()) > _LONGEST or len(rest.split()) < _LEAST:
            continue
        wished = matcher("framing", "wished").match(hear(rest).line)
        if wished is not None and (past(title) or _has_been(title)) and len(rest.split()) > wished[0].count(" ") + 1:
            return _NOW.sub("", rest)
        if (_talk(title) or _TURN.search(match[0]) and _reason(title)) and _goal(rest):
            return rest
    return text


def _has_been(title: str) -> bool:
    """What has been, in the perfect tense: "vi har haft en tuff höst", "it's been a hard year"."""
    found = tagged(title)
    return any("sup" in tags for tags in found.tags) and not found.all("modal")


def _reason(title: str) -> bool:
    """A whole clause that counts nothing, before a word that turns to what follows from it."""
    found = tagged(title)
    return verbal(title) and not found.all("modal") and not any(map(str.isdigit, title)) and not found.all("numeral")


def _talk(title: str) -> bool:
    """A whole clause that wants nothing, counts nothing and names nobody who is to do something; or what one is just doing."""
    found = tagged(title)
    if not found.tags or any(char.isdigit() for char in _PERIOD.sub("", title)):
        return False
    opens = found.source.folds[0]
    doing = opens in label("doing")
    clause = (verbal(title) or opens in label("shortened")) and not found.tags[0] & _LEANING and "imp" not in found.tags[0]
    if not doing and not clause:
        return False
    if found.all("modal") or found.all("numeral") or owned(title) or reading(title, _DAY, Policy.default()).quantities:
        return False
    told = bool(found.all("sup")) and found.language == "sv" or past(title)
    return doing or bool(reading(title, _DAY, Policy.default()).reason) and (told or not wants(title))


def _goal(rest: str) -> bool:
    """Whether words are a goal by themselves, and do not lean on what stands before them."""
    reason = reading(rest, _DAY, Policy.default()).reason
    return (not reason or reason == "report" and not past(rest)) and wants(rest) and fold(rest.split()[0]) not in label("leaning")
