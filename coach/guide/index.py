"""Which sections speak of what is asked: BM25 over the sections in both languages at once, and likeness to questions they answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from coach.guide.sections import IDS, Section, sections
from coach.guide.spelling import cut
from coach.guide.words import Meaning, Reader, Unit
from coach.texts import LANGUAGES

_TITLE, _KEYWORD, _ASKED, _BODY = 3.0, 3.0, 1.0, 1.0
"""How much a word counts by where it stands."""
_K1, _B = 6.0, 0.3
_MENTION = 4.0
"""From how many mentions on a section is more than half about something."""
_LIKENESS = 1.0
"""What likeness to an asked question weighs beside BM25, both from 0 to about 1."""
_LEAST = 3
"""Letters of a word that the guide can own."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sections by how well they answer, best first, and the reading of the question behind it."""

    scores: tuple[tuple[str, float], ...]
    meaning: Meaning

    @property
    def best(self) -> str:
        """The id of the nearest section."""
        return self.scores[0][0]


class Index:
    """The guide, ready for questions. Built once; it holds no policy, since bounds are never what is asked by."""

    def __init__(self) -> None:
        every = {id: [sections(language)[IDS.index(id)] for language in LANGUAGES] for id in IDS}
        self.reader = Reader(_own(every), _numbers(every))
        self._fields: dict[str, defaultdict[str, float]] = {}
        self._asked: dict[str, list[Features]] = {}
        for id, pair in every.items():
            self._fields[id] = defaultdict(float)
            self._asked[id] = []
            for part in pair:
                self._take(id, part)
        self._mean = sum(sum(field.values()) for field in self._fields.values()) / len(IDS)
        # A section that only mentions something hardly makes it less rare.
        spread: defaultdict[str, float] = defaultdict(float)
        for field in self._fields.values():
            for feature, count in field.items():
                spread[feature] += count / (count + _MENTION)
        self._idf = {feature: log(1 + (len(IDS) - number + 0.5) / (number + 0.5)) for feature, number in spread.items()}
        for questions in self._asked.values():
            for asked in questions:
                asked.update({feature: weight * self._idf[feature] for feature, weight in asked.items()})

    def rank(self, question: str, language: str) -> Ranking:
        """All sections for a question, best first; ties in the guide's order."""
        meaning = self.reader.read(question, language)
        wanted = {feature: weight * self._idf.get(feature, 0.0) for feature, weight in meaning.features.items()}
        total = sum(wanted.values()) or 1.0
        scores = []
        for id in IDS:
            matched = sum(weight * self._saturated(id, feature) for feature, weight in wanted.items()) / total
            alike = max((_cosine(wanted, asked) for asked in self._asked[id]), default=0.0)
            scores.append((id, matched + _LIKENESS * alike if wanted else 0.0))
        return Ranking(tuple(sorted(scores, key=lambda pair: (-pair[1], IDS.index(pair[0])))), meaning)

    def rarity(self, feature: str) -> float:
        """How much a feature tells one section from another."""
        return self._idf.get(feature, 0.0)

    def _saturated(self, id: str, feature: str) -> float:
        """A feature's BM25 weight in a section, from 0 to 1."""
        field = self._fields[id]
        count = field.get(feature, 0.0)
        return count / (count + _K1 * (1 - _B + _B * sum(field.values()) / self._mean)) if count else 0.0

    def _take(self, id: str, part: Section) -> None:
        body = tuple(passage.plain for passage in part.passages)
        fields = ((_TITLE, (part.title,)), (_KEYWORD, part.keywords), (_ASKED, part.asked), (_BODY, body))
        parts = [(weight, text) for weight, texts in fields for text in texts]
        for weight, text in parts:
            for feature in self.reader.read(text, part.language).features:
                self._fields[id][feature] += weight
        # A keyword by itself is a way to ask too.
        for question in (*part.asked, part.title, *part.keywords):
            found = self.reader.read(question, part.language).features
            self._asked[id].append(found)


@cache
def index() -> Index:
    """The index of the guide, built at the first question."""
    return Index()


def _own(every: dict[str, list[Section]]) -> dict[str, dict[str, str]]:
    """The guide's words beyond the concepts: stem to a spelling, per language."""
    reader = Reader()
    own: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for pair in every.values():
        for part in pair:
            text = " . ".join((part.title, *part.keywords, *part.asked, *(passage.plain for passage in part.passages)))
            for unit in reader.read(text, part.language).units:
                if _ownable(unit):
                    own[part.language].setdefault(unit.feature, unit.feature)
    return own


def _numbers(every: dict[str, list[Section]]) -> frozenset[str]:
    """The numbers among the keywords: those of the guide's own examples."""
    tokens = (token for pair in every.values() for part in pair for word in part.keywords for token in cut(word))
    return frozenset(token.fold for token in tokens if token.fold.isdecimal())


def _ownable(unit: Unit) -> bool:
    return unit.strange and len(unit.feature) >= _LEAST


def _cosine(wanted: Features, asked: Features) -> float:
    shared = sum(weight * asked[feature] for feature, weight in wanted.items() if feature in asked)
    if not shared:
        return 0.0
    return shared / sqrt(sum(weight**2 for weight in wanted.values()) * sum(weight**2 for weight in asked.values()))
