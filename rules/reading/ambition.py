"""Is it an ambition of the whole company that has no end, or an errand that is over when it is done? (rulebook §7)

A goal without a time frame tells its level by what it is about. The measure meant says most, but a measure that is not listed or misread
must not carry the level with it: whether something is to *become* or to be *written*, whether it is about the world, money and people or
about a page, a course and a queue is heard as well. Classes of words stand in lexicon/<language>/ambition.toml; what each is worth, in
hundredths of log odds, is fitted to labelled goals (benchmarks/levels.py) and stands in lexicon/levels.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import repeat

from rules.reading import Reading
from rules.reading.kept import kept
from rules.reading.lexicon import expand, table
from rules.reading.measures import entries
from rules.reading.memo import Memo
from rules.reading.text import tokenize

DOING = frozenset(("errand", "looking", "becoming", "striving"))
"""Classes of verbs; the others are of things."""
_ALONE = DOING | {"standing", "world", "company"}
"""Classes whose words make no compounds of their class."""
_MOST = frozenset(("most", "mest"))
"""What makes any quality a place among others, behind a verb of becoming: "the most active"."""
_HEAD = 4
"""Letters from which a listed Swedish word may end a compound."""
_SHORT = 3
Classes = tuple[str, ...]
_NONE: Classes = ()


def weight(reading: Reading) -> int:
    """What speaks for an ambition less what speaks for an errand, in hundredths of log odds."""
    return sum(map(worth().get, features(reading), repeat(0)))


def features(reading: Reading) -> set[str]:
    """What is weighed: the measure meant, what is done to what, and what kinds of numbers, times and owners stand by."""
    measure = reading.measure
    listed = entries().get(measure.id) if measure else None
    level = listed.level or "operational" if listed else "unlisted"
    found = {"always", f"level {level}", f"theme {measure.theme if measure else 'other'}", f"id {measure.id if measure else ''}"}
    said = list(classes(reading.source.folds, reading.language))
    found.update([f"has {name}" for name in said])
    verb = next((name for name in said if name in DOING), "none")
    noun = next((name for name in said if name not in DOING), "none")
    found |= {f"verb {verb}", f"noun {noun}", f"{level} verb {verb}", f"{level} noun {noun}"}
    if "becoming" in said and ("standing" in said or not _MOST.isdisjoint(reading.source.words)):
        found |= {"becoming standing", "has standing"}
    found.update([f"change {change.kind}" for change in reading.changes])
    found.update([f"quality {quality.kind}" for quality in reading.qualities])
    found.update([f"number {q.kind}" for q in reading.quantities if q.role != "name"])
    found.update([f"time {frame.kind}" for frame in reading.frames])
    found.update([f"owner {owner.kind}" for owner in reading.owners])
    if any(q.role == "by" for q in reading.quantities):
        found.add("by")
    if reading.core:
        found.add("core")
    if reading.efforts:
        found.add("effort")
    if delivers(reading):
        found.add("delivers")
    if len(reading.source.tokens) <= _SHORT:
        found.add("short")
    return found


def delivers(reading: Reading) -> bool:
    """Something is to be done or made; "staff" in "staff turnover" is no such deed."""
    measure = reading.measure
    return bool(reading.deliverables) and any(
        deed.kind == "deliver" and (measure is None or not measure.start <= deed.start < measure.end - 1 or deed.end >= measure.end)
        for deed in reading.deliverables
    )


def classes(folds: list[str], language: str) -> Iterator[str]:
    """The classes of a text's words and phrases, in order of place; the longest phrase takes its words with it."""
    words, phrases = _classed(language)
    index, size = 0, len(folds)
    while index < size:
        fold = folds[index]
        for parts, names in phrases.get(fold, ()):
            if tuple(folds[index : index + len(parts)]) == parts:
                yield from names
                index += len(parts)
                break
        else:
            if own := words[fold]:
                yield from own
            index += 1


Phrases = dict[str, tuple[tuple[Classes, Classes], ...]]
"""Phrases by their first word, the longest first, each with its classes."""


@cache
def _classed(language: str) -> tuple[Memo[Classes], Phrases]:
    words, phrases = kept(f"ambition-{language}", lambda: _listed(language))

    def of_word(fold: str) -> Classes:
        found = words.get(fold)
        if found is not None:
            return found
        if "-" in fold:
            return words.get(fold.rsplit("-", 1)[1], _NONE)
        if language == "sv":
            return words.get(fold[:-1], _NONE) if fold.endswith("s") and fold[:-1] in words else _headed(fold)
        return _NONE

    def _headed(fold: str) -> Classes:
        for cut in range(2, len(fold) - _HEAD + 1):
            own = tuple([name for name in words.get(fold[cut:], _NONE) if name not in _ALONE])
            if own:
                return own
        return _NONE

    return Memo(of_word), phrases


def _listed(language: str) -> tuple[dict[str, Classes], Phrases]:
    words: dict[str, list[str]] = {}
    phrases: dict[Classes, list[str]] = {}
    for name, listed in table(language, "ambition").items():
        for form in expand(listed):
            parts = tuple(token.fold for token in tokenize(form).tokens)
            own = words.setdefault(parts[0], []) if len(parts) == 1 else phrases.setdefault(parts, [])
            if name not in own:
                own.append(name)
    by_first: dict[str, list[tuple[Classes, Classes]]] = {}
    for parts, names in sorted(phrases.items(), key=lambda row: (-len(row[0]), row[0])):
        by_first.setdefault(parts[0], []).append((parts, tuple(names)))
    return {word: tuple(names) for word, names in words.items()}, {first: tuple(rows) for first, rows in by_first.items()}


@cache
def worth() -> dict[str, int]:
    """The weights of lexicon/levels.toml; a feature that was never seen is worth nothing."""
    return kept("levels", _read)


def _read() -> dict[str, int]:
    return tomllib.loads(files("rules.reading").joinpath("lexicon", "levels.toml").read_text("utf-8"))
