"""Headings: lines that name the period, the level or the sort of what stands beneath them, and are no goals themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from coach.conversation.clauses import reading
from coach.conversation.lines import Line
from coach.conversation.listening import hear
from coach.conversation.patterns import table
from coach.conversation.prose import NAMES, hollow
from rules.policy import Policy
from rules.reading.text import fold

_LONGEST = 8
"""Words of a heading."""
_TITLE = 4
"""Words of a line that may be a heading by its place alone."""
_COUNTED = re.compile(
    r"(?:mål|goal)\s(?:nr\.?\s|nummer\s|number\s|no\.?\s|#\s?)?(?:\d{1,2}|ett|två|tre|fyra|fem|one|two|three|four|five)[.:]?", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(?:20\d\d|(?:WEEK|VECKA|KVARTAL|QUARTER|[VWQHT])\.?\s?\d{1,2})\b")
"""A period by its number."""


def heads(text: str, today: date, policy: Policy) -> bool:
    """Nothing but a period, a level or the name of a sort of goals: "Long term", "Nästa år", "Must-win", "OPERATIONAL (Q1)"."""
    if _COUNTED.fullmatch(text.strip()):
        return True
    found = reading(text, today, policy)
    if found.changes or found.deliverables or found.efforts or len(hear(text).words) > _LONGEST:
        return False
    rest = text
    for frame in sorted(found.frames, key=lambda frame: -frame.start):
        rest = f"{rest[: frame.start]} {rest[frame.end :]}"
    words = [word for word in hear(rest).words if word not in _naming() and not word.isdigit()]
    names = found.reason == "heading" or not NAMES.isdisjoint(hear(text).words)
    return not words or names and hollow(" ".join(words))


@cache
def _naming() -> frozenset[str]:
    return frozenset(fold(part) for name in table("framing")["labels"]["heading"] for part in name.replace("-", " ").split())


def placed(cut: Sequence[Line], today: date, policy: Policy) -> frozenset[int]:
    """Lines that are headings by their place: short themes in capitals above others that are not, or each on top of a block."""
    if any(line.bullet for line in cut):
        return _bulleted(cut, today, policy)
    themes = [place for place, line in enumerate(cut[:-1]) if len(line.text.split()) <= _TITLE and _theme(line.text, today, policy)]
    loud = [place for place, line in enumerate(cut) if line.text.isupper() and len(line.text) > 1]
    found = {place for place in themes if place in loud} if len(loud) < len(cut) else set()
    if loud == [0] and len(cut) > 1 and cut[1].apart and not re.search(r"\d", _NUMBERED.sub("", cut[0].text)):
        found.add(0)
    tops = [place for place, line in enumerate(cut) if (not place or line.apart) and place + 1 < len(cut) and not cut[place + 1].apart]
    blocks = 1 + sum(line.apart for line in cut[1:])
    if len(tops) > 1 and len(tops) == blocks and all(place in themes for place in tops):
        found.update(tops)
    return frozenset(found)


def _bulleted(cut: Sequence[Line], today: date, policy: Policy) -> frozenset[int]:
    """Bullets that all are themes, with plain lines beneath them: headings ("🔹 Befintliga kunder⏎Öka täckningsgraden till 36 %")."""
    bullets = [place for place, line in enumerate(cut) if line.bullet]
    over = [place for place in bullets if place + 1 < len(cut) and not cut[place + 1].bullet and not cut[place + 1].apart]
    short = all(_theme(cut[place].text, today, policy) if len(cut[place].text.split()) > 1 else True for place in bullets)
    short = short and all(len(cut[place].text.split()) <= _TITLE for place in bullets)
    parents = {place for place in bullets if len(cut[place].text.split()) == 1 and not cut[place].deep and _parent(cut, place)}
    if parents:
        return frozenset(parents)
    return frozenset(bullets) if short and len(over) > 1 and len(over) * 2 >= len(bullets) else frozenset()


def _parent(cut: Sequence[Line], place: int) -> bool:
    """A point with points beneath it, further in."""
    return place + 1 < len(cut) and cut[place + 1].bullet and cut[place + 1].deep


def _theme(text: str, today: date, policy: Policy) -> bool:
    found = reading(text, today, policy)
    bare = not (found.changes or found.deliverables or found.efforts or found.qualities or found.quantities)
    return bare and not text.endswith((".", "!", "?"))
