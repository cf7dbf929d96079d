"""A number for a goal of the set by its own number ("mål 1: 32 möten"): an outcome, a change of the goal, or what it still lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from coach.conversation.amounts import other
from coach.conversation.answers import Answers, answers
from coach.conversation.clauses import reading
from coach.conversation.evidence import Evidence
from coach.conversation.pointing import by_number
from rules.policy import Policy
from rules.reading import Reading

_NUMBERED = re.compile(r"\s*(?:mål|mal|goal|nr|#)\s?#?(\d{1,2})\s*[:=–-]?\s*([^\d\n]{0,25}\d.*)", re.IGNORECASE)
_OUTCOME = re.compile(r"\s*(?:utfall|utfallet|resultat|resultatet|outcome|actual|actuals|result)\b[^\d\n]{0,30}\d", re.IGNORECASE)
_ANEW = re.compile(r"(?:mål|mal|goal|nr|#)\s?#?(\d{1,2})\s*:\s*(\S[^\n]*)", re.IGNORECASE)
_LEAST = 3
_MOST = 7
"""Words of a number told for a goal."""


class Numbered(Evidence):
    """One message as a number for a goal of the set."""

    def _numbered_value(self) -> Literal["track", "edit", "fill"] | None:
        """ "track", "edit" or "fill"; None for a message that is no number for a goal."""
        if not self.setting.goals or "\n" in self.message.strip():
            return None
        if _OUTCOME.match(self.message) and self.count <= _MOST + 1 and by_number(self.message, len(self.setting.goals)):
            return "track"
        if anew(self.message, dict(self.setting.active), self.setting.today, self.setting.policy) is not None:
            return "edit"
        match = _NUMBERED.match(self.message)
        own = dict(self.setting.active).get(int(match[1])) if match else None
        if match is None or own is None or self._deed() or self.says("edit") or self.question or self.count > _MOST:
            return None
        said, goal = self._read(match[2]), self._read(own)
        if not _aims(goal):
            return self._lacked_by(int(match[1]), match[2])
        today = self.setting.today
        if any(frame.kind == "deadline" and frame.until and frame.until > today for frame in said.frames) or other(said, goal):
            return "edit"
        cycle = any(frame.kind == "cycle" for frame in said.frames)
        return "edit" if cycle and not any(frame.kind == "cycle" for frame in goal.frames) else "track"

    def _read(self, text: str) -> Reading:
        return reading(text, self.setting.today, self.setting.policy)

    def _lacked_by(self, number: int, words: str) -> Literal["fill"] | None:
        """Figures for a goal that has none yet."""
        found = answers(words, ("target", "baseline"), 0, self.setting.today, self.setting.policy)
        if not found.values or found.rest:
            return None
        self.answers = Answers(by_goal={number: found.values})
        return "fill"


def anew(message: str, goals: Mapping[int, str], today: date, policy: Policy) -> tuple[int, str] | None:
    """A goal of the set written anew after its number ("mål 2: Erik håller 50 demos i Q1"): the number and its new words."""
    match = _ANEW.match(message.strip())
    if match is None or int(match[1]) not in goals:
        return None
    found = reading(match[2], today, policy)
    deeds = (*found.changes, *found.deliverables, *found.efforts)
    return (int(match[1]), match[2]) if deeds and not found.reason and len(match[2].split()) >= _LEAST else None


def _aims(goal: Reading) -> bool:
    return any(q.role in ("target", "by") and q.value is not None for q in goal.quantities)
