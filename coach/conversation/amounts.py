"""The amounts and the day in a part of an answer, as typed."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.pointing import listed
from rules.policy import Policy
from rules.reading import read
from rules.reading.text import fold, tokenize


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
        and fold(text[q.start : q.end]) not in listed("all")
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
    if not frames and len(text.split()) <= 5:
        reading = read(f"senast {text}", today, policy)
        frames = [f for f in reading.frames if f.kind == "deadline"]
        return text if frames and not re.fullmatch(r"[\d\s.,]+", text) else ""
    return text[min(f.start for f in frames) : max(f.end for f in frames)] if frames else ""
