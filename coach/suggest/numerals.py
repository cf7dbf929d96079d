"""An invented number taken out so that a sentence is left: "med en fjärdedel" becomes "med [målvärde] %", "fördubblar försäljningen"
"ökar försäljningen till [målvärde] [enhet]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from coach.suggest.known import DIGITS
from coach.suggest.words import folded, patterns, say, words
from rules.reading import Reading, find_blanks
from rules.reading.facts import Quantity
from rules.reading.lexicon import expand, table
from rules.reading.text import fold, tokenize

_GLUED = re.compile(r"[kKmM](?!\w)")


class Edit(NamedTuple):
    """Characters `start` to `end` of a text, and what stands there instead."""

    start: int
    end: int
    text: str


def blanked(q: Quantity, reading: Reading) -> tuple[Edit, ...]:
    """The edits that put a blank for a number; none where no sentence would be left."""
    text, language = reading.source.text, reading.language
    blank = str(words(language)["blanks"]["baseline" if q.role == "baseline" else "target"])
    if q.placeholder:
        written = re.search(r"(?<!\w)(?:[xyn]+|[?_…]+|\.{2,})", text[q.start : q.end], re.IGNORECASE)
        return (Edit(q.start + written.start(), q.start + written.end(), blank),) if written else ()
    if q.kind == "factor":
        return _factor(q, reading, blank)
    runs = list(DIGITS.finditer(text[q.start : q.end]))
    if runs:
        end = q.start + runs[-1].start() + len(runs[-1][0].rstrip(" .,'\u00a0\u202f"))
        if glued := _GLUED.match(text, end):
            end = glued.end()
        return (Edit(q.start + runs[0].start(), end, blank),)
    return () if q.kind == "rank" else _worded(q, reading, blank)


def _worded(q: Quantity, reading: Reading, blank: str) -> tuple[Edit, ...]:
    """A number in words: its unit stays, what belongs to the number ("ett", "flera", "couple of") goes with it."""
    tokens, language = reading.source.placed, reading.language
    first, last = q.first, q.last
    while first < last and tokens[first].fold in folded(language, "bounds"):
        first += 1
    while first and tokens[first - 1].fold in folded(language, "amounts"):
        first -= 1
    length = _unit(tuple(token.fold for token in tokens[first : last + 1]), q.kind == "share")
    after = ""
    if length:
        last -= length
    elif q.kind == "share" and tokens[last].fold not in _numbers():
        if last + 1 < len(tokens) and tokens[last + 1].fold == q.noun:
            return ()
        after = " %"
    elif q.kind in ("number", "count") and q.noun is None and tokens[last].fold in _multipliers():
        after = say(language, "money")
    if language == "en" and q.kind != "share" and last + 2 < len(tokens) and tokens[last + 1].fold == "of":
        last += 1
    if last < first:
        return ()
    return (Edit(tokens[first].start, tokens[last].end, blank + after),)


def _factor(q: Quantity, reading: Reading, blank: str) -> tuple[Edit, ...]:
    """ "fördubblar" as a verb, "twofold" beside one, "dubbelt så många" before what is counted."""
    tokens, language = reading.source.placed, reading.language
    written = tokens[q.first].fold
    up = q.value is None or q.value >= 1
    named = q.first and tokens[q.first - 1].fold in folded(language, "amounts")
    if q.first == q.last and not named and (forms := _verb(written, language)) is not None:
        verb = words(language)["factor"]["up" if up else "down"][forms]
        if reading.source.tokens[q.first].upper:
            verb = verb.capitalize()
        at = _object_end(reading, q.end)
        return Edit(q.start, q.end, verb), Edit(at, at, " " + say(language, "factor_to").format(target=blank))
    first, last = q.first, q.last
    while first and tokens[first - 1].fold in folded(language, "amounts"):
        first -= 1
    if last + 1 < len(tokens) and tokens[last + 1].fold in folded(language, "as_many"):
        return (Edit(tokens[first].start, tokens[last + 1].end, blank),)
    if tokens[last].fold in folded(language, "as_many"):
        return (Edit(tokens[first].start, tokens[last].end, blank),)
    before = tokens[first - 1].fold if first else ""
    if before in ("till", "to"):
        unit = words(language)["blanks"]["unit"]
        return (Edit(tokens[first].start, tokens[last].end, f"{blank} {unit}"),)
    lead = "" if before in ("med", "by") else "med " if language == "sv" else "by "
    return (Edit(tokens[first].start, tokens[last].end, f"{lead}{blank} %"),)


def loose(reading: Reading) -> Iterator[tuple[int, int, Edit]]:
    """Numbers in words that no reading counts: "hundratals möten", "tiofalt", "dozens of deals"."""
    text, language = reading.source.text, reading.language
    blank = str(words(language)["blanks"]["target"])
    folds = fold(text)
    if len(folds) != len(text):
        return
    for found in patterns(language, "loose_counts").finditer(folds):
        yield found.start(), found.end(), Edit(found.start(), found.end(), blank)
    for found in patterns(language, "loose_factors").finditer(folds):
        by = "med" if language == "sv" else "by"
        yield found.start(), found.end(), Edit(found.start(), found.end(), f"{by} {blank} %")


def _verb(written: str, language: str) -> str | None:
    """ "base", "present" or "ing" for a factor as a verb, None for another word."""
    for key, endings in words(language)["factor"]["endings"].items():
        for stem in words(language)["factor"]["stems"]:
            if any(written == stem + ending for ending in endings):
                return str(key)
    return None


def _object_end(reading: Reading, start: int) -> int:
    """Where the object of a verb before `start` ends: at a comma, a time, a blank with its lead, or what only follows."""
    text, language = reading.source.text, reading.language
    end = len(text.rstrip(" .!"))
    stops = [found.start() for found in patterns(language, "object_ends").finditer(fold(text), start)]
    stops += [frame.start for frame in reading.frames if frame.start > start]
    stops += [blank.start for blank in find_blanks(text) if blank.start > start]
    at = min((stop for stop in stops if stop > start), default=end)
    kept = text[start:at]
    for phrase in sorted(folded(language, "leads_to_date"), key=len, reverse=True):
        led = re.search(rf"(?<!\w){re.escape(phrase)}\s*$", fold(kept))
        if led:
            kept = kept[: led.start()]
            break
    return start + len(kept.rstrip(" ,"))


@cache
def _units(shares: bool) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for language in ("sv", "en"):
        tree = table(language, "quantities")["units"]
        for listed in (tree["share"],) if shares else tree.values():
            for entries in listed.values():
                found.update(tuple(token.fold for token in tokenize(form).tokens) for form in expand(entries))
    return frozenset(found)


def _unit(folds: tuple[str, ...], share: bool) -> int:
    """How many tokens at the end of a quantity are its unit; "a quarter" of a whole has none."""
    return next((length for length in (3, 2, 1) if length < len(folds) and folds[-length:] in _units(share)), 0)


@cache
def _numbers() -> frozenset[str]:
    """Number words that take their unit from the range they are in: "sju" of "från sju till fem procent"."""
    return frozenset(fold(word) for language in ("sv", "en") for word in table(language, "quantities")["numerals"])


@cache
def _multipliers() -> frozenset[str]:
    return frozenset(form for language in ("sv", "en") for form in map(fold, expand(table(language, "quantities")["multipliers"])))
