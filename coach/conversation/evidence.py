"""What speaks for one intent or another: phrases heard, goals pointed at, and whether the words read as a goal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from coach.conversation.answers import Answers, answers
from coach.conversation.clauses import reading
from coach.conversation.labels import FIELDS
from coach.conversation.listening import Heard, hear
from coach.conversation.naming import instead
from coach.conversation.paste import Paste
from coach.conversation.patterns import matcher, phrases
from coach.conversation.pointing import by_number, by_words
from coach.conversation.shares import shares
from rules.policy import Policy
from rules.reading import Reading

POINTER = re.compile(
    r"(?:^|(?<= ))(?:(?:mal|malet|goal|nr|nummer|number|no) (?:\d{1,2}|ett|tva|tre|fyra|fem|one|two|three|four|five) |"
    r"(?:ett|tva|tre|fyr|fem|sex|sju|att)ans? |"
    r"(?:den|det|the) (?:forsta|andra|tredje|fjarde|femte|sista|senaste|first|second|third|fourth|fifth|last|latest)(?: one)? )"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What was going on when the message came: the texts of the set, the fields asked for, whether suggestions stand to be chosen."""

    goals: tuple[str, ...]
    asked: tuple[str, ...]
    suggestions: int
    today: date
    policy: Policy
    open: tuple[str, ...] = ()
    """What the one goal that is not ready lacks, asked for or not."""
    choosing: bool = False
    """The coach has asked what to do with too many goals."""
    reckons: bool = False
    """A goal was broken down last, and the team's numbers are reckoned with as they are told."""
    ratio: str = ""
    """The number that the breakdown has asked for."""
    lacking: tuple[str, ...] = ()
    """What any goal of the set lacks."""
    active: tuple[tuple[int, str], ...] = ()
    """The goals that are not parked: number and text."""
    strategic: frozenset[int] = frozenset()
    """The numbers of those that are strategic."""
    offered: tuple[str, ...] = ()
    """The measures or units that stand on buttons."""
    unowned: frozenset[int] = frozenset()
    """The numbers of those that lack an owner."""


class Evidence:
    """One message, what was going on when it came, and what can be seen in it."""

    def __init__(self, message: str, setting: Setting, pasted: Paste) -> None:
        self.message = message
        self.setting = setting
        self.paste = pasted
        self._pointing: bool | None = None
        self.heard: Heard = hear(message)
        self.count = len(self.heard.words)
        self.fields = tuple(name for name in setting.asked if name in FIELDS)
        self.answers = answers(message, self.fields or setting.open, len(setting.goals), setting.today, setting.policy)
        self.dealt = shares(instead(message), dict(setting.active), setting.today, setting.policy, setting.strategic, setting.unowned)
        if self.dealt:
            own = {number: {"owner": who} for number, who in self.dealt.items()}
            self.answers = replace(self.answers, by_goal=own, values={}, all=False, rest=(), unsure=())
        self.chosen = message.strip() in setting.offered
        if self.chosen:
            self.answers = Answers({"measure" if "measure" in self.fields else "unit": message.strip()})
        self.reading = reading(message.strip()[:2000], setting.today, setting.policy)
        asking = matcher("intents", "question").search(self.heard.line) is not None
        self.question = self.heard.asks or self.reading.reason == "question" or asking and not any(char.isdigit() for char in message)
        if self.question and self._goal_sure() and pasted.talk and "?" not in pasted.goals[0].text:
            self.question = False  # the question stood around the goal ("can you have a look at this one? …")

    def says(self, section: str, line: str | None = None) -> re.Match[str] | None:
        """Whether a phrase of the section is heard."""
        return matcher("intents", section).search(self.heard.line if line is None else line)

    def _share(self, section: str) -> float:
        """How much of the message the phrases of a section cover."""
        covered: set[int] = set()
        line = self.heard.line
        for phrase in phrases("intents", section):
            for match in phrase.finditer(line):
                first = line[: match.start()].count(" ")
                covered.update(range(first, first + match[0].count(" ")))
        return len(covered) / max(self.count, 1)

    def _goal_sure(self) -> bool:
        """A goal beyond doubt: a wanted result in the reader's eyes, with a change, a deed or a number."""
        found = self._first()
        if found is None or self._points():
            return False
        amounts = [q for q in found.quantities if q.role in ("target", "by")]
        dated = len(found.source.tokens) > 4 and any(frame.kind == "deadline" for frame in found.frames)
        return bool(found.changes or found.deliverables or found.efforts or amounts or dated) and len(found.source.tokens) >= 3

    def _deed(self) -> bool:
        """A goal with a verb of its own: more than a value."""
        found = self._first()
        return found is not None and bool(found.changes or found.deliverables or found.efforts) and len(found.source.tokens) >= 3

    def _points(self) -> bool:
        """A goal of the set is pointed at by number or order ("mål 2", "ettan"), and no new one stands after a colon."""
        if self._pointing is None:
            places = by_number(self.message.partition(":")[0], len(self.setting.goals))
            named = POINTER.search(self.heard.line) is not None
            self._pointing = bool(named and places)
        return self._pointing

    def _first(self) -> Reading | None:
        """The reading of the first goal in the message, if it is one in the reader's eyes."""
        if not self.paste.goals:
            return None
        found = reading(self.paste.goals[0].text, self.setting.today, self.setting.policy)
        return None if found.reason else found

    def _pointed(self) -> bool:
        return bool(by_number(self.message, len(self.setting.goals)) or by_words(self.message, self.setting.goals))

    def _wished(self) -> bool:
        return bool(re.search(r"(?:^|(?<= ))(?:ska|skall|vill|borde|will|want|should|must|shall) ", self.heard.line)) and not self.question

    def _speaks_of_goals(self) -> bool:
        return re.search(r"(?:^|(?<= ))(?:mal|malen|malet|goal|goals|targets?|objectives?) ", self.heard.line) is not None

    def _goal_like(self) -> bool:
        """Whether some piece has a verb of its own: more than a value."""
        for goal in self.paste.goals:
            found = reading(goal.text, self.setting.today, self.setting.policy)
            if not found.reason and (found.changes or found.deliverables or found.efforts):
                return True
            if not found.reason and len(goal.text.split()) > 5 and not self.answers.by_goal:
                return True
        return False

    def _answers_only(self) -> bool:
        return bool(self.fields) and self.answers.any and not self.answers.rest and not self._goal_like()

    def _orders(self) -> bool:
        """A command rather than an answer."""
        return any(self.says(section) for section in ("edit", "rewrite", "breakdown", "review")) or bool(
            self.says("help") and not self.answers.values
        )

    def _yes_wanted(self) -> bool:
        return bool(self.setting.suggestions or {"accept", "suggestion"} & set(self.setting.asked) or self.fields)
