"""Whether the guide answers a question, and from which sections. Deterministic; calibrated on benchmarks/questions/tuned.jsonl."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from coach.guide.index import Ranking, index
from coach.guide.lexicon import lexicon
from coach.guide.spelling import cut
from coach.texts import Language
from rules.reading.language import detect
from rules.reading.text import tokenize

_COVERED = 0.5
"""The share of a question's words, by weight, that the guide must know."""
_SAID = 0.5
"""What a question must at least say about the guide's matters: a lone "team" or "customer" is too little."""
_GOAL = "goal"
_SAID_OF_GOALS = 0.4
_COVERED_OF_GOALS = 0.25
"""Who asks about goals is less likely to ask about something else: the bounds for questions that name them."""
_NEAR = 0.72
"""Sections this near to the best are given too."""
_MOST = 3
_POINTS = 0.5
"""The weight from which a word points to a section."""
_FIRST = "process"
"""The section to name where nothing points anywhere: how to begin."""
_SWEDISH = re.compile("[åäö]")
_LONGEST = 4_000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the guide has on a question."""

    asked_in: Language
    language: Language
    """To answer in."""
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
    spoken = spoken_in(text)
    ranking = index().rank(text, spoken)
    covered = _covers(ranking)
    best = ranking.scores[0][1]
    near = tuple(id for id, score in ranking.scores[:_MOST] if score >= _NEAR * best)
    meaning = ranking.meaning
    found, features = near if covered else (), tuple(meaning.features.items())
    return Match(spoken, language or spoken, covered, found, _nearest(ranking), meaning.outside, features)


def spoken_in(question: str) -> Language:
    """The language a question is asked in, by the words that only one language has; Swedish where nothing tells."""
    words = lexicon()
    tokens = cut(question)
    if any(_SWEDISH.search(token.text) for token in tokens):
        return "sv"
    told = 0
    for token in tokens:
        swedish, english = ((token.fold in words.little[each]) or (token.fold in words.concepts[each].folded) for each in ("sv", "en"))
        told += english - swedish
    return cast(Language, detect(tokenize(question))) if not told else "en" if told > 0 else "sv"


def _nearest(ranking: Ranking) -> str:
    """The section to name: the best one, unless the question says next to nothing of the guide's matters."""
    if any(weight >= _POINTS for weight in ranking.meaning.features.values()):
        return ranking.best
    near = lexicon().near
    return next((near[topic] for topic in ranking.meaning.outside if topic in near), ranking.best if ranking.meaning.features else _FIRST)


def _covers(ranking: Ranking) -> bool:
    meaning = ranking.meaning
    if meaning.outside:
        return False
    said = sum({unit.feature: unit.said for unit in meaning.units}.values())
    strange = sum(unit.weight for unit in meaning.units if unit.strange)
    of_goals = any(unit.feature == _GOAL for unit in meaning.units)
    least, share = (_SAID_OF_GOALS, _COVERED_OF_GOALS) if of_goals else (_SAID, _COVERED)
    return said >= least and said >= share * (said + strange)
