"""What is told once for many goals: a heading ("Operativa mål, kvartal 1") or a line ("Ägare: säljchefen")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from coach.conversation.clauses import past
from coach.conversation.listening import hear
from coach.conversation.patterns import table
from coach.exchange.columns import field_of, word
from rules.model import Goal, Level
from rules.policy import Policy
from rules.reading import read
from rules.reading.text import fold

_FIELD_LINE = re.compile(r"([^\W\d_][^:=\n]{1,30}?)\s*[:=]\s*(\S.*)")
_NOTHING = frozenset(("?", "-", "–", "—", "tbd", "n/a", "na", "ingen", "none", "saknas", "vakant", "??", "???", "xx", "x", "oklart", "."))
_OWNED = re.compile(r"\b(?:ägare|ansvarig|owner)\s*[:=]\s*([^,;|\n]+)", re.IGNORECASE)
_AHEAD, _WITHIN = re.compile(r"\b(?:inför|infor|ahead of)\b", re.IGNORECASE), "under"
"""Drafts "inför Q1" are for the quarter; read as a deadline the words would end the day before it."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Context:
    """Fields that hold for every goal beneath; None where nothing was told. `period`: the words that told the deadline."""

    owner: str | None = None
    deadline: date | None = None
    level: Level | None = None
    period: str = ""

    def over(self, other: Context) -> Context:
        """This context where it says something, `other` where it is silent."""
        if self.deadline is None:
            return replace(
                self, owner=self.owner or other.owner, deadline=other.deadline, level=self.level or other.level, period=other.period
            )
        return replace(self, owner=self.owner or other.owner, level=self.level or other.level)

    @property
    def told(self) -> bool:
        """Whether anything was told."""
        return self.owner is not None or self.deadline is not None or self.level is not None


def field_line(text: str) -> tuple[str, str] | None:
    """ "Ägare: säljchefen" as ("owner", "säljchefen"); None for a line that is no named field."""
    match = _FIELD_LINE.fullmatch(text.strip())
    if match is None:
        return None
    name = field_of(match[1])
    if not name and fold(match[1]).strip() in ("period", "kvartal", "quarter", "galler", "ar", "year", "for"):
        name = "deadline"
    if not name and fold(match[1]).strip() in _others():
        name = "other"
    return (name, match[2].strip()) if name and name != "text" else None


@cache
def _others() -> frozenset[str]:
    return frozenset(fold(label) for label in table("framing")["labels"]["other"])


def told(text: str, today: date, policy: Policy) -> Context:
    """What a heading, an introduction or a named line tells of the goals beneath it."""
    named = field_line(text)
    if named is not None and named[0] == "owner":
        return Context(owner=person(named[1]))
    if named is not None and named[0] == "level":
        found = word("levels", named[1])
        return Context(level=Level(found) if found else None)
    inside = _OWNED.search(text)
    who = person(inside[1]) if inside else None
    text = _AHEAD.sub(_WITHIN, text)
    text = " ".join(part for part in _SENTENCE.split(text) if not past(part))  # "i år" of what was lost is no end of what is wanted
    frames = [frame for frame in read(text, today, policy).frames if frame.kind == "deadline" and frame.until and frame.until >= today]
    line = hear(text).line
    level = None
    if re.search(r"(?:^|(?<= ))(?:operativ|operational|kortsiktig|short-term)", line):
        level = Level.OPERATIONAL
    if re.search(r"(?:^|(?<= ))(?:strategi|langsiktig|long-term)", line):
        level = None if level else Level.STRATEGIC
    if not frames:
        return Context(owner=who, level=level)
    last = max(frames, key=lambda frame: frame.until or today)
    return Context(owner=who, deadline=last.until, level=level, period=text[last.start : last.end])


def person(text: str) -> str | None:
    """A name or role as an owner field; None for a stand-in such as "?" or what is too long to be one."""
    bare = text.strip().strip(".,;:!").strip()
    return bare if bare and fold(bare) not in _NOTHING and len(bare) <= _LONGEST_NAME else None


def under(goal: Goal, context: Context, today: date, policy: Policy) -> Goal:
    """The goal with what was told above it; what its own text or row says is left alone."""
    found = read(goal.text, today, policy)
    changes: dict[str, object] = {}
    if goal.owner is not None and person(goal.owner) is None:
        changes["owner"] = None
    owner = changes.get("owner", goal.owner)
    if context.owner and owner is None and not any(mention.kind in ("person", "role", "writer", "each") for mention in found.owners):
        changes["owner"] = context.owner
    if context.deadline and goal.deadline is None and not any(frame.kind == "deadline" for frame in found.frames):
        changes["deadline"] = context.deadline
    if context.level and goal.level is None:
        changes["level"] = context.level
    return goal.model_copy(update=changes) if changes else goal
