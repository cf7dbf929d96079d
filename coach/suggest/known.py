"""What a wording may say: the goal with its fields, what was said in the conversation, and what the policy names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from coach.suggest.words import folded
from rules.model import Goal
from rules.policy import Policy
from rules.reading import Reading, read
from rules.reading.facts import Quantity
from rules.reading.text import tokenize

DIGITS = re.compile(r"\d[\d \u00a0\u202f.,']*")
_STEM, _ENDING = 5, 4


@dataclass(frozen=True)
class Known:
    """What may be said: the goal with its fields, what was said in the conversation, and what the policy names."""

    goal: Goal
    reading: Reading
    said: tuple[str, ...]
    policy: Policy
    today: date

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that the writer or the policy uses, folded."""
        goal, policy = self.goal, self.policy
        texts = (goal.text, goal.owner or "", goal.metric or "", goal.unit or "", *self.said, policy.company)
        found = {token.fold for text in texts for token in tokenize(text).tokens}
        for entry in (*policy.roles, *policy.teams, *policy.names, *policy.measures):
            stem, bar, endings = entry.partition("|")
            found.update(token.fold for end in (endings.split("|") if bar else ("",)) for token in tokenize(stem + end.strip("-")).tokens)
        return frozenset(found)

    @cached_property
    def digits(self) -> frozenset[str]:
        """Every run of digits, without separators."""
        fields = (self.goal.baseline, self.goal.target, *(item.value for item in self.goal.history))
        texts = (self.goal.text, *self.said, *(format(value, "f") for value in fields if value is not None))
        runs = {plain(run) for text in texts for run in DIGITS.findall(text)}
        for text in texts:
            runs.update(plain(token.fold) for token in tokenize(text).tokens if token.kind == "n")
            runs.update(re.findall(r"\d+", text))
        for day in (self.goal.deadline, self.goal.agreed):
            if day is not None:
                runs |= {str(day.day), str(day.month), str(day.year)}
        return frozenset(runs)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The goal's reading and those of the conversation."""
        return (self.reading, *(read(text, self.today, self.policy) for text in self.said))

    @cached_property
    def values(self) -> frozenset[tuple[Decimal, bool]]:
        """Every number as meant, and whether it is a factor ("fördubbla" is no 2)."""
        found = {
            (value, q.kind == "factor")
            for reading in self.readings
            for q in reading.quantities
            for value in (q.value, q.upper)
            if value is not None
        }
        return frozenset(found | {(value, False) for value in (self.goal.baseline, self.goal.target) if value is not None})

    @cached_property
    def days(self) -> frozenset[date]:
        """Every end that is named."""
        found = {frame.until for reading in self.readings for frame in reading.frames if frame.until is not None}
        return frozenset(found | ({self.goal.deadline} if self.goal.deadline else set()))

    @cached_property
    def writer(self) -> bool:
        """The writer speaks of doing it: "jag ska …", or "Jag" in the owner's field."""
        own = tokenize(self.goal.owner or "").tokens
        return any(mention.kind == "writer" for reading in self.readings for mention in reading.owners) or (
            len(own) == 1 and own[0].fold in ("jag", "i", "me", "mig")
        )

    def number(self, q: Quantity, text: str) -> bool:
        """The number is the writer's, however it is written; "en" is no number at all."""
        if q.placeholder:
            return any(own.placeholder for own in self.reading.quantities)
        factor = q.kind == "factor"
        if q.kind == "share" and q.words and q.value in (0, 100) or q.words and q.value == 1 and not factor:
            return True
        if all(value is None or (value, factor) in self.values for value in (q.value, q.upper)):
            return True
        # "2,5 Mkr" of a field that says 2500000, and the other way round, is the same number.
        runs = [plain(run) for run in DIGITS.findall(text[q.start : q.end])]
        return bool(runs) and all(run in self.digits for run in runs)

    def spelling(self, q: Quantity, text: str) -> str:
        """How the writer spelt a number that `text` has in other figures ("tio procent" for "10 %"); "" where there is no need to ask."""
        runs = [plain(run) for run in DIGITS.findall(text[q.start : q.end])]
        if not runs or all(run in self.digits for run in runs):
            return ""
        return next(
            (
                reading.source.quote(own.start, own.end)
                for reading in self.readings
                for own in reading.quantities
                if own.words and own.value == q.value and own.kind == q.kind and own.unit == q.unit
            ),
            "",
        )

    def word(self, fold: str) -> bool:
        """The writer or the policy uses the word, in this form or another: "säljchefen" of who wrote "säljchef"."""
        if fold in self.words or fold.removesuffix("s") in self.words:
            return True
        stem = fold[: max(_STEM, len(fold) - _ENDING)]
        return len(fold) >= _STEM and any(own.startswith(stem) and abs(len(own) - len(fold)) <= _ENDING for own in self.words)

    def quoted(self, words: str, small: frozenset[str] = frozenset()) -> bool:
        """Every word of a name, role or time is the writer's; articles and prepositions say nothing either way."""
        small = small | folded(self.reading.language, "leading")
        content = [token.fold for token in tokenize(words).tokens if token.kind != "p" and token.fold not in small]
        return bool(content) and all(self.word(fold) or plain(fold) in self.digits - {""} for fold in content)


def plain(run: str) -> str:
    """A run of digits without its separators."""
    return re.sub(r"\D", "", run)
