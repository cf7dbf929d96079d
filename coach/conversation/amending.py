"""What an edit puts in place of what: the field and the value it names, a number in a goal's words, or a whole new text."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.conversation.amounts import other
from coach.conversation.cycles import cycled
from coach.conversation.labels import field_named
from coach.conversation.listening import hear
from coach.conversation.model import Entry, Session
from coach.conversation.patterns import matcher, table
from coach.conversation.pointing import listed
from coach.conversation.prose import unframed
from coach.conversation.steps import step
from rules.reading import read
from rules.reading.text import fold, tokenize

_SHOULD = re.compile(
    r"(?:ska|skall|skulle|bör|should|must|supposed to)\s+(?:de[tn]\s+)?(?:va(?:ra)?|stå|bli|be|say|read|ha|have)\s+(.+)$", re.I
)
_INTO = re.compile(r"\b(?:till|mot|med|to|with|into|by|for|som|as)\b\s*:?\s*(.+)$", re.IGNORECASE)

_POINTED = re.compile(r"\b(?:mål(?:et)?|goals?|nr|nummer|number)\s+\d{1,2}(?:\s*(?:,|och|and|&)\s*\d{1,2})*\b(?!\s*%)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d\s.,]*\d|\d")
_TODAY = frozenset("idag nu today now currently nulaget utgangslaget baseline".split())
_PLAIN = frozenset("mal malet goal till to fran from nu now idag today by end start want na".split())
"""Words that name a field elsewhere, and nothing in an edit."""


def field_of(line: str) -> str:
    for word in line.split():
        if name := field_named(word):
            if word in _PLAIN:
                continue
            return name
    return ""


def value_of(message: str) -> str:
    """The words after "till", "mot", "to", "with" or a colon: what it shall be."""
    if match := _SHOULD.search(message):
        return _trimmed(match[1])
    head, colon, rest = message.partition(":")
    if colon and rest.strip():
        inner = _INTO.search(rest) if _POINTED.search(head) and field_of(hear(rest).line) else None  # "mål 4: byt ägare till Kim"
        return _trimmed(inner[1] if inner else rest)
    found = None
    for match in _INTO.finditer(message):
        found = found or match
    return _trimmed(found[1]) if found else ""


def _trimmed(text: str) -> str:
    cut = re.split(r",\s+(?=\S+['’]s\s)|,?\s+(?:inte|not|istället|i stället|instead|tack|please|pls)\b", text.strip(), maxsplit=1)[0]
    return cut.strip().strip(".!").strip()


def holder(session: Session, message: str) -> Entry | None:
    """ "det ska vara 30, inte 40": the goal that says 40."""
    numbers = {token.fold for token in tokenize(message).tokens if token.kind == "n"}
    holding = [
        entry for entry in session.active if numbers & {token.fold for token in tokenize(entry.goal.text).tokens if token.kind == "n"}
    ]
    return holding[0] if len(holding) == 1 else None


def answer_changed(entry: Entry, value: str, field: str) -> Entry | None:
    """An answer that waits for its wording with another figure: "ändra till 5,5" where "från 4 till 5 Mkr" was told."""
    name = "baseline" if field == "baseline" else "target"
    said = [token for token in tokenize(value).placed if token.kind == "n"]
    old = [token for token in tokenize(entry.said.get(name, "")).placed if token.kind == "n"]
    if len(said) != 1 or len(old) != 1:
        return None
    words = entry.said[name]
    new = words[: old[0].start] + value[said[0].start : said[0].end] + words[old[0].end :]
    return replace(entry, values=tuple((key, new if key == name else was) for key, was in entry.values))


def recast(entry: Entry, value: str, session: Session) -> Entry | None:
    """The goal as another that is counted in something else ("mål 2: demos 45 i veckan"), its owner and end as they were, or with the
    cycle of the new number; None where nothing of that is said."""
    said, goal = (read(words, session.today, session.policy) for words in (value, entry.goal.text))
    if not any(q.value is not None for q in said.quantities) or said.changes or said.deliverables or said.owners:
        return None
    if other(said, goal):
        return rewritten(entry, value, session)
    cycles = [frame for frame in said.frames if frame.kind == "cycle"]
    if len(cycles) != 1 or any(frame.kind == "cycle" for frame in goal.frames):
        return None
    text = reworded(entry, value, value, "target", session)
    fresh = replace(entry, goal=entry.goal.model_copy(update={"text": text, "accepted": None}), values=(), shown=(), chosen=0)
    return cycled(fresh, value[cycles[0].start : cycles[0].end], session) if text else None


def rewritten(entry: Entry, text: str, session: Session) -> Entry:
    """The goal in new words, with the owner and the end that the old ones told where the new ones tell none."""
    said, goal = (read(words, session.today, session.policy) for words in (text, entry.goal.text))
    named = next((goal.source.text[one.start : one.end] for one in goal.owners if one.kind in ("person", "role", "each")), None)
    mine = {"sv": "jag", "en": "I"}[entry.language] if any(one.kind == "writer" for one in goal.owners) else None
    owned = any(one.kind in ("person", "role", "each", "writer") for one in said.owners)
    fields = {
        "text": text,
        "accepted": None,
        "owner": None if owned else entry.goal.owner or named or mine,
        "deadline": None if said.end is not None else entry.goal.deadline or goal.end,
    }
    return replace(entry, goal=entry.goal.model_copy(update=fields), values=(), shown=(), chosen=0, yes_asked=False)


def stepped(entry: Entry, message: str, session: Session) -> str:
    """The goal with another from and to ("nej, från 42 till 50 tkr"), or with another value of today's; "" where none is told."""
    quantities = [q for q in read(entry.goal.text, session.today, session.policy).quantities if q.value is not None]
    low = next((q for q in quantities if q.role == "baseline"), None)
    high = next((q for q in quantities if q.role == "target"), None)
    if low is None or high is None:
        return ""
    frames = read(message, session.today, session.policy).frames
    dated = any(frame.kind == "deadline" and frame.until != session.today for frame in frames)
    message = _unpointed(message)
    told = None if dated else step(message.strip(" :"))
    words = [token.fold for token in tokenize(message).tokens if token.kind == "w"]
    said = [token for token in tokenize(message).placed if token.kind == "n"]
    text = entry.goal.text
    if told is not None and (first := _NUMBER.search(told.low)) and (last := _NUMBER.search(told.high)):
        changes = [(low, first[0]), (high, last[0])]
    elif len(said) == 1 and set(words) & _TODAY and not dated:
        changes = [(low, message[said[0].start : said[0].end])]
    else:
        return ""
    for quantity, number in sorted(changes, key=lambda pair: -pair[0].start):
        own = _NUMBER.search(text, quantity.start, quantity.end)
        if own is None:
            return ""
        text = text[: own.start()] + number + text[own.end() :]
    return text


def reworded(entry: Entry, message: str, value: str, field: str, session: Session) -> str:
    """The text with one number changed, or a new text."""
    source = _unpointed(value or message)
    said = [token for token in tokenize(source).placed if token.kind == "n"]
    times = [frame for frame in read(entry.goal.text, session.today, session.policy).frames if frame.kind == "deadline"]
    own = [
        token
        for token in tokenize(entry.goal.text).placed
        if token.kind == "n" and not any(frame.start <= token.start < frame.end for frame in times)
    ]
    whole = matcher("edits", "replace").search(hear(message).line) is not None
    words = [token for token in tokenize(value).tokens if token.kind == "w"]
    if whole and len(words) >= 2:
        return unframed(value)
    if said and own:
        days = [frame for frame in read(message, session.today, session.policy).frames if frame.kind == "deadline"]
        every = [
            token.fold for token in tokenize(message).placed
            if token.kind == "n" and not any(frame.start <= token.start < frame.end for frame in days)
        ]  # fmt: skip
        olds = [token for token in own if token.fold in every and token.fold != said[0].fold]
        old = olds[0] if olds else own[-1] if len(own) == 1 else None
        if old is None:
            targets = [token for token in own if not _year(token.fold)]
            old = (
                targets[-1]
                if targets and (field in ("target", "") or len(targets) == 1)
                else targets[0]
                if targets and field == "baseline"
                else None
            )
        if old is not None:
            return entry.goal.text[: old.start] + source[said[0].start : said[0].end] + entry.goal.text[old.end :]
    bare = {fold(word) for word in (*table("answers")["counts"], *table("answers")["order"])} | listed("goal") | listed("filler")
    return unframed(value) if len(words) >= 2 and not set(hear(value).words) <= bare else ""  # "det ska vara två mål" names none


def _unpointed(words: str) -> str:
    """The words with the goals that they point at blotted out: the 2 of "dela mål 2" is no value."""
    return _POINTED.sub(lambda match: " " * len(match[0]), words)


def _year(word: str) -> bool:
    return len(word) == 4 and word.startswith("20")
