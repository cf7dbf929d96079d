"""Goals coupled by a comma or an "and" in one sentence, parted where each could stand alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from coach.conversation.clauses import label, tagged, verbal
from rules.reading.text import fold

_JOINT = re.compile(
    r"\s*,\s+(?:(?:och|and|samt|plus|å|o|&)\s+)?(?P<commaed>(?:att|that)\s+)?(?P<to>to\s+)?|"
    r"\s+(?P<bare>och|and|samt|plus|å|o|&)\s+(?:(?:sen|sedan|då|också|dessutom|then|also)\s+)?(?P<that>(?:att|that)\s+)?(?:to\s+)?",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?:minst|högst|max|at least|at most|över|under|upp till|up to|no more than)\s+\S*\d?\S*\s+(\S.*)", re.IGNORECASE)
_AHEAD = 6
"""Joints that are looked past for the end of what follows."""
_LONGEST = 400
"""Characters of one goal."""
_OTHERWISE = frozenset(("annars", "otherwise", "else"))
_VERB = frozenset(("inf", "imp", "modal", "pres", "past", "be", "have", "verb"))


def coupled(text: str, alone: Callable[[str], bool]) -> list[str]:
    """ "Fill the church twice in the season and get ten new tenors": two; what hangs on the words before it is left with them."""
    joints = [match for match in _JOINT.finditer(text) if text.count("(", 0, match.start()) <= text.count(")", 0, match.start())]
    ends = [*(match.start() for match in joints), len(text)]
    found: list[str] = []
    start = 0
    for place, joint in enumerate(joints):
        before = text[start : joint.start()].strip(" ,")
        rests = [text[joint.end() : end].strip(" ,") for end in ends[place + 1 : place + 1 + _AHEAD]]
        if len(before) <= _LONGEST and _parts(before, rests, joint, alone):
            found.append(before)
            start = joint.end()
    return [*found, text[start:].strip(" ,")] if found else []


def _parts(before: str, rests: list[str], joint: re.Match[str], alone: Callable[[str], bool]) -> bool:
    if not rests or not rests[0] or leans(rests[0]) or not alone(before):
        return False
    if (joint["that"] or joint["commaed"]) and any(len(rest.split()) > 2 and verbal(rest) for rest in rests):
        return True
    shared = joint["bare"] and _has_verb(before) and not any(_has_verb(rest) for rest in rests)
    return not shared and any(alone(rest) for rest in rests)


def leans(text: str) -> bool:
    """Whether a clause begins with a word that leans on the one before it ("including", "helst", "which"); a bound of its own does not."""
    own = _BOUND.match(text)
    if own is not None:
        found = tagged(own[1])
        return not found.tags or bool(found.tags[0] & {"preposition", "conjunction"})
    return fold(text.split()[0]) in label("leaning") | _OTHERWISE


def _has_verb(text: str) -> bool:
    return any(tags & _VERB for tags in tagged(text).tags)
