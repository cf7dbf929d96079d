"""Whether the guide answers a question, and from which sections. Deterministic; calibrated on benchmarks/questions/tuned.jsonl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from coach.guide.index import Ranking, index
from coach.texts import Language
from rules.reading.language import detect
from rules.reading.text import tokenize

_COVERED = 0.5
"""The share of a question's words, by weight, that the guide must know."""
_SAID = 0.55
"""What a question must at least say about the guide's matters: a lone "goal" or "team" is too little."""
_NEAR = 0.72
"""Sections this near to the best are given too."""
_MOST = 3
_LONGEST = 4_000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the guide has on a question."""

    language: Language
    covered: bool
    sections: tuple[str, ...]
    """Ids, best first; none where the guide does not cover the question."""
    nearest: str
    topics: tuple[str, ...]
    """What it asks about that the guide leaves out."""
    features: tuple[tuple[str, float], ...]


def find(question: str, language: Language | None = None) -> Match:
    """The sections that answer a question, in any of the two languages (read off the question, if not given)."""
    text = question[:_LONGEST]
    spoken = language or spoken_in(text)
    ranking = index().rank(text, spoken_in(text))
    covered = _covers(ranking)
    best = ranking.scores[0][1]
    near = tuple(id for id, score in ranking.scores[:_MOST] if score >= _NEAR * best)
    meaning = ranking.meaning
    return Match(spoken, covered, near if covered else (), ranking.best, meaning.outside, tuple(meaning.features.items()))


def spoken_in(question: str) -> Language:
    """The language a question is asked in; Swedish where nothing tells."""
    return cast(Language, detect(tokenize(question)))


def _covers(ranking: Ranking) -> bool:
    meaning = ranking.meaning
    if meaning.outside:
        return False
    said = sum(unit.said for unit in meaning.units)
    strange = sum(unit.weight for unit in meaning.units if unit.strange)
    return said >= _SAID and said >= _COVERED * (said + strange)
