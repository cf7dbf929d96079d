"""Is a sentence supported by the section it cites? Its numbers stand there, and nearly all it speaks of; nothing denied is claimed."""

from __future__ import annotations

import re

from coach.guide.index import index
from coach.guide.lexicon import lexicon
from coach.guide.retrieval import spoken_in
from coach.guide.sections import Section
from coach.guide.spelling import Token, cut

_SHARE = 0.7
"""Of what a sentence speaks of, by weight, that its section must speak of."""
_REACH = 3
"""Words after a "not" that it denies."""
_TOLD = 6
"""Words from which the language of a sentence can be told."""
_CLAUSE = re.compile(r"[.,:;!?\n]+(?=\s|$)")
_RANGE = re.compile(r"(?<=\d)\s*[–-]\s*(?=\d)")


def supported(sentence: str, section: Section) -> bool:
    """Whether `sentence` says nothing but what `section` says."""
    body = f"{section.title}. {section.plain}"
    if _plain(sentence) in _plain(section.plain):
        return True
    if len(cut(sentence)) >= _TOLD and spoken_in(sentence) != section.language:
        return False
    if not _numbers(sentence) <= _numbers(body):
        return False
    reader = index().reader
    meaning, source = reader.read(sentence, section.language), reader.read(body, section.language)
    if set(meaning.outside) - set(source.outside):
        return False
    words = {token.fold for token in cut(body)}
    total = sum(unit.weight for unit in meaning.units if unit.feature)
    shared = sum(unit.weight for unit in meaning.units if unit.feature in (words if unit.strange else source.features))
    return total > 0 and shared >= _SHARE * total and _agrees(sentence, body, section.language)


def _agrees(sentence: str, body: str, language: str) -> bool:
    """What the section denies is not claimed, and what it does not deny is not denied."""
    claimed, denied = _sides(sentence, language)
    stated, ruled_out = _sides(body, language)
    return not (denied - ruled_out) and not (claimed & ruled_out - stated)


def _sides(text: str, language: str) -> tuple[set[str], set[str]]:
    """What a text claims and what it denies: the few words after a "not", or those before it where none follow. No sign is crossed."""
    claimed: set[str] = set()
    denied: set[str] = set()
    for clause in _CLAUSE.split(text):
        tokens = cut(clause)
        at = next((at for at, token in enumerate(tokens) if token.fold in lexicon().negations), None)
        if at is None:
            claimed |= _features(tokens, language)
            continue
        before, scope, rest = tokens[:at], tokens[at + 1 : at + 1 + _REACH], tokens[at + 1 + _REACH :]
        if ruled_out := _features(scope, language):
            claimed |= _features(before, language)
        else:
            ruled_out = _features(before, language)
        denied |= ruled_out
        claimed |= _features(rest, language)
    return claimed, denied


def _features(tokens: list[Token], language: str) -> set[str]:
    return set(index().reader.read(" ".join(token.text for token in tokens), language).features)


def _plain(text: str) -> str:
    return " ".join(token.fold for token in cut(text))


def _numbers(text: str) -> set[str]:
    """The numbers of a text, digits or words, in one spelling."""
    words = lexicon().numerals
    tokens = cut(_RANGE.sub(" ", text))
    digits = {token.fold.replace(" ", "").replace("\u00a0", "").replace(",", ".") for token in tokens if token.fold[0].isdecimal()}
    # "1,200" and "1 200" are one number.
    plain = {re.sub(r"\.(?=\d{3}$)", "", number) for number in digits}
    return plain | {words[token.fold] for token in tokens if token.fold in words}
