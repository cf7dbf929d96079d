"""From what to what: "NPS 30 till 38", "från 4 till 5 Mkr", "win rate 18 -> 24%", and by how much ("med 15 %")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.conversation.listening import hear
from coach.conversation.pointing import listed

_FROM_TO = re.compile(r"(?:^|\s)(?:från|fran|from)\s+(.+?)\s+(?:till|to)\s+(.+)$", re.IGNORECASE)
_ARROW = re.compile(r"^(.*?\d.*?)\s*(?:->|→|=>)\s*(.*?\d.*)$")
_TO = re.compile(
    r"^([^\d\n]{0,40}?(?:[€$£]\s?)?\d[\d\s.,]*\S*(?:\s(?!från\b|from\b)\S+){0,2}?)\s+(?:till|to)\s+(?:(?:topp|top|plats|place|rank)\s+)?"
    r"((?:[€$£]\s?)?\d.*)$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^(.*?)((?:(?:[€$£]|\b(?:sek|eur|usd|gbp|nok|dkk|kr))\s?)?[+-]?\d.*)$", re.IGNORECASE)
_FROM = re.compile(r"(?:^|\s)(?:från|fran|from)\s*$", re.IGNORECASE)
_BY = re.compile(r"^(?:\+\s*|(?:med|by|plus)\s+)(?=[\d€$£])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """`name`: the words in front, what is measured; "" where there are none. `low`, `high`: from what to what, as typed."""

    name: str
    low: str
    high: str


def step(text: str) -> Step | None:
    """The step that a part of an answer tells."""
    match = _FROM_TO.search(text) or _ARROW.match(text) or _TO.match(text)
    if match is None:
        return None
    inner = _AMOUNT.match(match[1])
    low = inner[2] if inner else match[1]
    name = f"{_FROM.sub('', text[: match.start(1)])} {inner[1] if inner else ''}"
    return Step(lead(name), low.strip(), match[2].strip())


def lead(words: str) -> str:
    """The words in front without what only leads in: "vi ligger på", "idag"."""
    left = words.strip(" :,;–—-=").split()
    while left and _idle(left[0]):
        left.pop(0)
    while left and _idle(left[-1]):
        left.pop()
    return " ".join(left).strip(" :,;–—-=")


def _idle(word: str) -> bool:
    heard = hear(word).words
    return not heard or heard[0] in listed("filler") | listed("now") | listed("want") | listed("me")


def by(value: str) -> str:
    """The amount of "+15 %" or "med 15 %"; "" for a value that is no step by an amount."""
    found = _BY.match(value)
    return value[found.end() :] if found else ""
