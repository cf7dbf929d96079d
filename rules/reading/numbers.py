"""Numerals, number words and placeholders as exact numbers (rulebook §2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple

from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, forms, table, words
from rules.reading.memo import Memo
from rules.reading.phrases import LIST, single, tongues
from rules.reading.text import Token

_new = tuple.__new__
LONGEST = 24
"""More digits than this are an identity, never an amount; it also keeps every sum within exact decimals."""


class Number(NamedTuple):
    """A number as read: `value` (None for a placeholder), the index of its last token, and how it was written."""

    value: Decimal | None
    last: int
    words: bool = False
    placeholder: bool = False


def parse(digits: str, language: str) -> Decimal | None:
    """A numeral with its separators: "1 000", "1,000.5", "2,5". None where it is no amount ("3.5.2", thirty digits)."""
    plain = digits.replace(" ", "").replace("'", "")
    if len(plain) > LONGEST:
        return None
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        mark = "." if plain.rindex(".") > plain.rindex(",") else ","
        other = "," if mark == "." else "."
        if plain.count(mark) > 1:
            return None
        return Decimal(plain.replace(other, "").replace(mark, "."))
    if not points and not commas:
        return Decimal(plain)
    mark = "." if points else ","
    groups = plain.split(mark)
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and not groups[0].startswith("0")
    if points + commas > 1:
        return Decimal("".join(groups)) if thousands else None
    if thousands and (groups[1] == "000" or (mark == ".") == (language == "sv")) and " " not in digits:
        return Decimal("".join(groups))
    return Decimal(plain.replace(",", "."))


@cache
def _parsed(language: str) -> Memo[Decimal | None]:
    """What each numeral is that has been met."""
    return Memo(partial(parse, language=language))


@cache
def numerals(language: str) -> Mapping[str, int]:
    """Number words with their compounds: tjugofem, twenty-five, tvåhundra, femtontusen."""
    return kept(f"numerals-{language if language in LANGUAGES else 'other'}", lambda: _compounds(language))


def _compounds(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for tongue in tongues(language):
        simple = {word: int(value) for word, value in single(tongue, "numerals").items() if word in _own(tongue)}
        native = words(tongue, LIST, "native") if tongue != language else frozenset()
        joiners: list[str] = table(tongue, LIST)["joiners"]
        units = {word: value for word, value in simple.items() if 0 < value < 10}
        units.update(dict.fromkeys(single(tongue, "ones").keys() & _own(tongue), 1))
        below = dict(simple)
        for ten, base in simple.items():
            if 20 <= base < 100:
                below.update((ten + joiner + unit, base + value) for unit, value in units.items() for joiner in joiners)
        scales = [(word, value) for word, value in simple.items() if value in (100, 1000)]
        compounds = dict(below)
        if "" in joiners:
            for scale, size in scales:
                for unit, value in (units if size == 100 else {**units, **below}).items():
                    if 0 < value < 100:
                        compounds[unit + scale] = value * size
                        if size == 100:
                            compounds.update((unit + scale + rest, value * size + tail) for rest, tail in below.items() if 0 < tail < 100)
        for word, value in compounds.items():
            if word not in native:
                found.setdefault(word, value)
    return found


@cache
def _own(tongue: str) -> frozenset[str]:
    listed = table(tongue, LIST)
    return frozenset(form for entry in (*listed["numerals"], *listed["ones"]) for form in forms(entry))


@dataclass(slots=True)
class Spelling:
    """The number words of a text's language (and the others'), ready for look-up."""

    language: str
    numerals: Mapping[str, int]
    collectives: Mapping[str, int]
    multipliers: Mapping[str, str]
    ones: Mapping[str, Any]
    ands: Mapping[str, Any]
    halves: Mapping[str, Any]
    placeholders: Mapping[str, Any]
    letters: Mapping[str, Any]
    signs: Mapping[str, Any]


@cache
def spelling(language: str) -> Spelling:
    """The look-up tables of number words for a language."""
    return Spelling(
        language, numerals(language), single(language, "collectives"), single(language, "multipliers"), single(language, "ones"),
        single(language, "ands"), single(language, "halves"), single(language, "placeholders", "words"),
        single(language, "placeholders", "letters"), single(language, "placeholders", "signs"),
    )  # fmt: skip


def spelled(tokens: Sequence[Token], index: int, lexicon: Spelling) -> Number | None:
    """A number in words from `index`: "två hundra", "twenty-five", "en halv miljon", "ett dussin"; an article alone is none."""
    at = index
    total = Decimal(0)
    read = False
    size = len(tokens)
    if tokens[at].fold in lexicon.ones and tokens[at].fold not in lexicon.numerals:
        if at + 1 >= size:
            return None
        following = tokens[at + 1].fold
        if following in lexicon.ands and at + 3 < size:
            return _and_half(tokens, at, Decimal(1), lexicon)
        if following in lexicon.halves:
            return _half(tokens, at + 1, lexicon)
        scale = lexicon.numerals.get(following, 0)
        if scale not in (100, 1000) and following not in lexicon.collectives and following not in lexicon.multipliers:
            return None
        total, read, at = Decimal(1), True, at + 1
    if tokens[at].fold in lexicon.halves and not read:
        return _half(tokens, at, lexicon)
    previous = 0
    while at < size and at - index < 12:
        word = tokens[at].fold
        value = lexicon.numerals.get(word)
        if value is None:
            joined = lexicon.numerals.get(tokens[at + 1].fold) if at + 1 < size and word in lexicon.ands else None
            if previous < 100 or joined is None or joined >= 100:
                break
            at, value = at + 1, joined
        if read and value in (100, 1000) and total < value:
            total = total * value
        elif not read or previous >= 100 > value:
            total += value
        else:
            break
        previous, read, at = value, True, at + 1
    if at < size and tokens[at].fold in lexicon.collectives:
        total = (total if read else 1) * Decimal(lexicon.collectives[tokens[at].fold])
        read, at = True, at + 1
    elif read and at + 2 < size and tokens[at].fold in lexicon.ands:
        mixed = _and_half(tokens, at - 1, total, lexicon)
        if mixed is not None:
            return mixed
    return Number(total, at - 1, words=True) if read else None


def _half(tokens: Sequence[Token], index: int, lexicon: Spelling) -> Number | None:
    """ "en halv miljon", "half a million", "half an hour": one half, where a scale follows; the caller reads units."""
    at = index + 1
    if at < len(tokens) and tokens[at].fold in lexicon.ones:
        at += 1
    if at < len(tokens) and tokens[at].fold in lexicon.multipliers:
        return Number(Decimal("0.5"), at - 1, words=True)
    return None


def _and_half(tokens: Sequence[Token], index: int, whole: Decimal, lexicon: Spelling) -> Number | None:
    """ "två och en halv", "two and a half": `index` is the last token of the whole part."""
    at = index + 2
    if index + 1 >= len(tokens) or tokens[index + 1].fold not in lexicon.ands:
        return None
    if at < len(tokens) and tokens[at].fold in lexicon.ones:
        at += 1
    if at < len(tokens) and tokens[at].fold in lexicon.halves:
        return Number(whole + Decimal("0.5"), at, words=True)
    return None


@cache
def _counted() -> frozenset[str]:
    """Units that no single letter stands before but as a number."""
    return frozenset(unit for language in LANGUAGES for unit in single(language, "placeholders", "units"))


def stands_in(tokens: Sequence[Token], index: int) -> bool:
    """ "x%", "$y", "x procent", "inom y dagar": a letter that a sign or a unit beside it makes a number."""
    return (
        index + 1 < len(tokens)
        and (tokens[index + 1].fold == "%" or tokens[index + 1].fold in _counted())
        or index > 0
        and tokens[index].glued
        and tokens[index - 1].fold in "$€£"
    )


def read_number(tokens: Sequence[Token], index: int, lexicon: Spelling) -> Number | None:
    """The number that begins at `index`: digits, words or a placeholder. `value` is None also for digits that are no amount."""
    token = tokens[index]
    if token.kind == "n":
        return _new(Number, (_parsed(lexicon.language)[token.fold], index, False, False))
    if token.fold in lexicon.placeholders:
        return Number(None, index, placeholder=True)
    if token.fold in lexicon.signs:
        last = index
        while last + 1 < len(tokens) and last - index < 12 and tokens[last + 1].fold == token.fold and tokens[last + 1].glued:
            last += 1
        return Number(None, last, placeholder=True)
    if token.fold in lexicon.letters and (token.upper or stands_in(tokens, index)):
        return Number(None, index, placeholder=True)
    return spelled(tokens, index, lexicon)
