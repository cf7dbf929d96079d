"""The amounts and the day in a part of an answer, as typed."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.pointing import listed
from rules.policy import Policy
from rules.reading import Reading, read
from rules.reading.text import fold, tokenize

_FEW = 5
_WHOLES = frozenset("whole entire hela hel".split())
"""Words for all of something, which are no amount of it."""
_CYCLES = frozenset(("i veckan", "i manaden", "i kvartalet", "om dagen", "om aret", "i timmen"))
"""How often, where no number stands before it: alone, "i veckan" could be this week."""
_CALENDAR = re.compile(r"\d")
_ALIKE = 4
"""Letters that two words for the same thing share."""
_THAT = frozenset(("that's", "thats", "that", "its", "they're"))


def counts(text: str, today: date, policy: Policy) -> bool:
    """Whether a text holds an amount, in digits or in words."""
    return any(char.isdigit() for char in text) or any(q.role != "name" for q in read(text, today, policy).quantities)


def amounts(text: str, today: date, policy: Policy) -> list[tuple[str, tuple[str, ...]]]:
    """Each amount with its unit as typed, and the words in front of it."""
    found = []
    reading = read(text, today, policy)
    spans = [
        (q.start, q.end)
        for q in reading.quantities
        if not any(f.start <= q.start < f.end and f.kind == "deadline" for f in reading.frames)
        and fold(text[q.start : q.end]) not in listed("all") | _WHOLES
    ]
    if not spans:
        spans = [(token.start, token.end) for token in tokenize(text).placed if token.kind == "n"]
        spans = [
            s for s in spans if not any(f.start <= s[0] < f.end and f.kind in ("deadline", "cycle") and f.until for f in reading.frames)
        ]
    before = 0
    for start, end in spans:
        lead = tuple(token.fold for token in tokenize(text[before:start]).tokens if token.kind == "w")
        stop = end
        cycles = [f.end for f in reading.frames if f.kind == "cycle" and 0 <= f.start - end <= 20]
        if cycles:
            stop = max(cycles)
        found.append((text[start:stop].strip(), lead))
        before = end
    return found


def dated(text: str, today: date, policy: Policy) -> str:
    """The words of a text that are a day; "" where there is none. A few words that could follow "by" are one."""
    reading = read(text, today, policy)
    frames = [f for f in reading.frames if f.kind == "deadline"]
    if frames and all(f.until is not None and f.until < today and not _CALENDAR.search(text[f.start : f.end]) for f in frames):
        return ""  # "last year" is when it was, no day to reach
    if not frames and len(text.split()) <= _FEW and not any(f.kind == "comparison" for f in reading.frames):
        reading = read(f"senast {text}", today, policy)
        frames = [f for f in reading.frames if f.kind == "deadline"]
        return text if frames and not re.fullmatch(r"[\d\s.,]+", text) else ""
    return text[min(f.start for f in frames) : max(f.end for f in frames)] if frames else ""


def often(text: str, today: date, policy: Policy) -> str:
    """The words of a text that says how often and nothing else ("per vecka", "weekly, then"); "" for any other."""
    if fold(text.strip(" .!")) in _CYCLES:
        return text.strip(" .!")
    frames = [frame for frame in read(text, today, policy).frames if frame.kind == "cycle" and not frame.means]
    if not frames or len(frames) > 1:
        return ""
    found = frames[0]
    outside = [token.fold for token in tokenize(text).placed if token.kind in "wn" and not found.start <= token.start < found.end]
    return text[found.start : found.end] if set(outside) <= listed("filler") | _THAT else ""


def other(said: Reading, goal: Reading) -> bool:
    """Whether something else is counted in a few words than in a goal: "demos 45 i veckan" where affärer are."""
    words = _counted(said)
    own = [token.fold for token in goal.source.tokens if token.kind == "w"]
    return bool(words) and not any(word[:_ALIKE] in have or have[:_ALIKE] in word for word in words for have in own if len(have) >= _ALIKE)


def _counted(found: Reading) -> set[str]:
    """The words of the measure that is named."""
    measure = found.source.quote(found.measure.start, found.measure.end) if found.measure else ""
    return {token.fold for token in tokenize(measure).tokens if len(token.fold) >= _ALIKE}
