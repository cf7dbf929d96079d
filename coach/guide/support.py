"""Is a sentence supported by the section it cites? Its numbers stand there, and nearly all it speaks of; nothing denied is claimed."""

from __future__ import annotations

import re

from coach.guide.index import index
from coach.guide.lexicon import lexicon
from coach.guide.retrieval import spoken_in
from coach.guide.sections import Section
from coach.guide.spelling import Token, cut
from rules.reading.text import fold

_SHARE = 0.7
"""Of what a sentence speaks of, by weight, that its section must speak of."""
_REACH = 3
"""Words after a "not" that it denies."""
_TOLD = 6
"""Words from which the language of a sentence can be told."""
_RANGE = re.compile(r"(?<=\d)\s*[–-]\s*(?=\d)")


def supported(sentence: str, section: Section) -> bool:
    """Whether `sentence` says nothing but what `section` says."""
    body = f"{section.title}. {section.plain}"
    said, held = cut(sentence), cut(body)
    if len(said) >= _TOLD and spoken_in(sentence) != section.language:
        return False
    if not _numbers(sentence) <= _numbers(body):
        return False
    reader = index().reader
    meaning, source = reader.read(sentence, section.language), reader.read(body, section.language)
    if set(meaning.outside) - set(source.outside):
        return False
    words = {fold(token.fold) for token in held}
    total = sum(unit.weight for unit in meaning.units if unit.feature)
    shared = sum(
        unit.weight for unit in meaning.units
        if unit.feature and (unit.feature in source.features if not unit.strange else unit.feature in words)
    )  # fmt: skip
    return total > 0 and shared >= _SHARE * total and _agrees(said, section)


def _agrees(said: list[Token], section: Section) -> bool:
    """What the section denies is not claimed, and what it claims is not denied."""
    denied = _denied(said, section.language)
    claimed = index().reader.read(" ".join(token.text for token in said), section.language).features
    there: set[str] = set()
    for passage in section.passages:
        there |= _denied(cut(passage.plain), section.language)
    if _negates(said) and not there:
        return False
    return not (there - denied) & (set(claimed) - denied) - _affirmed(section)


def _affirmed(section: Section) -> set[str]:
    """What the section says without a "not" somewhere."""
    reader = index().reader
    return {
        feature
        for passage in section.passages if not _negates(cut(passage.plain))
        for feature in reader.read(passage.plain, section.language).features
    }  # fmt: skip


def _negates(tokens: list[Token]) -> bool:
    return any(token.fold in lexicon().negations for token in tokens)


def _denied(tokens: list[Token], language: str) -> set[str]:
    """The features right after each "not"."""
    found: set[str] = set()
    for at, token in enumerate(tokens):
        if token.fold in lexicon().negations:
            found |= set(index().reader.read(" ".join(after.text for after in tokens[at + 1 : at + 1 + _REACH]), language).features)
    return found


def _numbers(text: str) -> set[str]:
    """The numbers of a text, digits or words, in one spelling."""
    words = lexicon().numerals
    tokens = cut(_RANGE.sub(" ", text))
    digits = {token.fold.replace(" ", "").replace("\u00a0", "").replace(",", ".") for token in tokens if token.fold[0].isdigit()}
    # "1,200" and "1 200" are one number.
    plain = {re.sub(r"\.(?=\d{3}$)", "", number) for number in digits}
    return plain | {words[token.fold] for token in tokens if token.fold in words}
