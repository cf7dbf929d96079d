"""A number for a goal of the set by its own number ("mål 1: 32 möten"): an outcome, a change of the goal, or what it still lacks; and
values told on their own: how often, or what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from coach.conversation.amounts import other
from coach.conversation.answers import Answers, answers
from coach.conversation.clauses import reading
from coach.conversation.evidence import Evidence
from coach.conversation.pointing import by_number, by_words
from coach.conversation.steps import lead
from rules.policy import Policy
from rules.reading import Reading

_NUMBERED = re.compile(r"\s*(?:mål|mal|goal|nr|#)\s?#?(\d{1,2})\s*[:=–-]?\s*([^\d\n]{0,25}\d.*)", re.IGNORECASE)
_OUTCOME = re.compile(r"\s*(?:utfall|utfallet|resultat|resultatet|outcome|actual|actuals|result)\b[^\d\n]{0,30}\d", re.IGNORECASE)
_ANEW = re.compile(r"(?:mål|mal|goal|nr|#)\s?#?(\d{1,2})\s*:\s*(\S[^\n]*)", re.IGNORECASE)
_RENEWED = re.compile(
    r"(?:(?:nej|nä|no|nope|sorry|förlåt|ok|okej|hm)[\s,.!]+)?(?:(?:glöm|strunta\s+i|forget|scrap|skit\s+i)\s+(?:det|den|that|it|this)[\s,.!]+)?"
    r"(?:(?:och|and|vi|we|jag|i|let['’]?s)\s+)*(?:ändra|ändrar|byt|byter|gör\s+om|skriv|change|make|switch|turn)\s+(?:om\s+)?(?:det|den|målet|it|this|that|the\s+goal)?\s*"
    r"(?:till|to|into)\s*:?\s+(?:att\s+|that\s+)?(\S+\s+\S.*)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(by|med|to|till)\s+([€$£]?\d[\d\s.,]*(?:%|procent|percent|[tmk]?kr\b|[mk]\b)?)(?:\s+(?:to|till|av|of|hos|från|from|på|in|i)\s+[^\d]+)?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*,(?!\d)\s*|\s+(?:och|and|samt)\s+", re.IGNORECASE)
_LEAST = 3
ORDERS = ("undo", "edit", "rewrite", "breakdown", "review", "chat", "courtesy", "accept", "track")
_COUNTS = re.compile(r"(?:andel|antal|share|number|percentage|procent|nojd|snitt|average|rate) ?\S* ")
_LONG = 12
_WORDS = 2
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

    def _measured(self) -> bool:
        """A measure in so many words, where one is asked for: "share of opportunities with a next step"."""
        first = self._first()
        if "measure" not in self.fields or set(self.answers.values) != {"measure"} or self.answers.rest or self.question:
            return False
        opens = first is not None and any(item.start == 0 for item in (*first.changes, *first.deliverables, *first.efforts))
        orders = any((match := self.says(section)) is not None and match.start() == 0 for section in (*ORDERS, "help", "unsure", "why"))
        return not opens and not orders and _COUNTS.match(self.heard.line) is not None and self.count <= _LONG

    def _specified(self) -> bool:
        """The measure of the one goal that is worked on said more closely: "bruttomarginal alltså" of "öka marginalen"."""
        bare = lead(self.message.strip(" .!"))
        if self._named_measure():
            return True
        if (
            len(self.setting.active) != 1
            or "suggestion" in self.setting.asked
            or self._points()
            or self.question
            or not bare
            or any(char.isdigit() for char in self.message)
        ):
            return False
        said, goal = self._read(bare), self._read(self.setting.active[0][1])
        same = said.measure is not None and goal.measure is not None and said.measure.theme == goal.measure.theme
        own = goal.measure is not None and bare.lower() in goal.source.text.lower()
        if (
            not same
            or own
            or len(bare.split()) > _WORDS
            or said.changes
            or said.deliverables
            or said.qualities
            or self.answers.yes
            or "measure" in self.answers.values
        ):
            return False
        self.answers = Answers({"measure": bare})
        return True

    def _named_measure(self) -> bool:
        """The name of a measure and nothing else, where the one goal there is lacks one: "eNPS"."""
        words = self.message.strip(" .!")
        found = self._read(words).measure if len(self.setting.active) == 1 and "measure" in self.setting.lacking else None
        if found is None or self.question or (found.start, found.end) != (0, len(words)):
            return False
        if words.lower() in self.setting.active[0][1].lower():
            return False
        self.answers = Answers({"measure": words})
        return True

    def _measured_step(self) -> bool:
        """A measure, and from what to what, where some goal lacks them and something else was asked: "NPS, från 32 till 40"."""
        if (
            "measure" not in self.setting.lacking
            or self.question
            or self.says("edit")
            or self._deed()
            or self.count > _LONG
            or self._points()
        ):
            return False
        wanted = ("measure", "baseline", "target")
        found = answers(self.message, wanted, len(self.setting.goals), self.setting.today, self.setting.policy)
        if set(found.values) != set(wanted) or found.rest:
            return False
        self.answers = found
        return True

    def _amounted(self) -> bool:
        """By how much, or to what, of the one goal that lacks it, with what it is of behind it: "by 20% to existing accounts"."""
        if "target" not in self.setting.lacking or self.question or self.count > _MOST + 1 or self._deed() or self.says("edit"):
            return False
        match = _AMOUNT.match(self.message.strip())
        if match is None or {"target", "baseline"} & set(self.fields):
            return False
        self.answers = Answers({"target": f"+{match[2]}" if match[1].lower() in ("by", "med") else match[2]})
        return True

    def _outcomes(self) -> bool:
        """Where several goals stand, each by its own words, while one goal's figures are asked for: "nps är 38, återköp 52"."""
        parts = [part for part in _APART.split(self.message.strip()) if part.strip()]
        if len(parts) < 2 or len(parts) != len([part for part in parts if any(map(str.isdigit, part))]) or self.question or self._deed():
            return False
        places = [by_words(part, self.setting.goals) for part in parts]
        steps = any(lead(part) and "till" in part.split() or "to" in part.split() for part in parts)
        return all(places) and len(set(places)) == len(places) and not steps

    def _cycled(self) -> bool:
        """How often, alone or beside other values: "per vecka", "weekly, by 31 March, me"."""
        given = set(self.answers.values)
        if not self.setting.goals or "cycle" not in given or not given <= {"cycle", "owner", "deadline"} or self.answers.rest:
            return False
        return not self.question and self.count <= _LONG and not any(self.says(section) for section in ORDERS)


def anew(message: str, goals: Mapping[int, str], today: date, policy: Policy) -> tuple[int, str] | None:
    """A goal of the set written anew after its number ("mål 2: Erik håller 50 demos i Q1"): the number and its new words."""
    match = _ANEW.match(message.strip())
    if match is None or int(match[1]) not in goals:
        return None
    return (int(match[1]), match[2]) if stands(match[2], today, policy) else None


def renewed(message: str, today: date, policy: Policy) -> str:
    """The goal that shall stand in the place of the one at hand: "change it to 8 meetings a week for each rep"; "" for no such order."""
    match = _RENEWED.fullmatch(message.strip())
    if match is None or by_number(message[: match.start(1)], 20):
        return ""
    found = reading(match[1], today, policy)
    verb = bool((*found.changes, *found.deliverables, *found.efforts, *found.owners))
    return match[1].strip(" .") if not found.reason and verb and len(match[1].split()) > _LEAST else ""


def stands(words: str, today: date, policy: Policy) -> bool:
    """Whether words are a goal by themselves, with a verb of their own."""
    found = reading(words, today, policy)
    return bool((*found.changes, *found.deliverables, *found.efforts)) and not found.reason and len(words.split()) >= _LEAST


def _aims(goal: Reading) -> bool:
    return any(q.role in ("target", "by") and q.value is not None for q in goal.quantities)
