"""A text that no grammar calls anything but a goal, weighed once more: does it read like those that are none? (rulebook §0)

The words a text is made of say something where its grammar says nothing: "you", "it" and a past tense speak against a wish, a number
wanted, an imperative and a day to come speak for it. What each is worth is fitted to labelled texts (benchmarks/kinds.py) and stands in
lexicon/kinds.toml, in hundredths, so that it adds up to the same on every machine. A false "this is no goal" costs more than a missed
one, so only a text far on the other side is turned away.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import repeat

from rules.reading.kept import kept
from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

FAR = 180
"""Log odds, in hundredths, from which a text is turned away: a chance of 86 per cent."""
_CLOSED = frozenset("function we i you man everyone".split())
_SIGNS = frozenset(".?!:")
_SHORT = 3


def doubtful(it: Outlook, start: int) -> bool:
    """Whether the text, from token `start` on, reads like one that is no goal."""
    return weight(it, start) >= FAR


def weight(it: Outlook, start: int) -> int:
    """What speaks against a goal less what speaks for one, in hundredths of log odds."""
    return sum(map(worth().get, features(it, start), repeat(0)))


def features(it: Outlook, start: int) -> set[str]:
    """What is weighed: tags and little words, what stands at the head, the order of tenses, numbers, times, owners and the last sign."""
    found = {"always", *it.marked.present}
    found.update(filter(None, map(_little().get, it.marked.source.folds)))
    tenses = ""
    place = 0
    for token, own in zip(it.tokens[start:], it.tags[start:], strict=True):
        if place < 2 and token.kind == "w":
            found.update(_at_head(place, own))
            place += 1
        if "verb" in own and token.kind == "w":
            tenses += _tense(own)
            if len(tenses) == _SHORT:
                break
    found.add(f"tenses {tenses}")
    for q in it.quantities:
        found.add(f"number {q.role}")
        found.add(f"unit {q.kind}")
    for frame in it.frames:
        found.add(f"time {frame.kind}")
    for owner in it.owners:
        found.add(f"owner {owner.kind}")
    if it.coming:
        found.add("day to come")
    if it.past:
        found.add("day past")
    last = it.tokens[-1].fold
    found.add(f"sign {last if last in _SIGNS else ''}")
    return found


@cache
def _at_head(place: int, tags: frozenset[str]) -> tuple[str, ...]:
    """The features of a word that stands first or second."""
    return tuple(f"{place} {tag}" for tag in tags or ("none",))


def _tense(tags: frozenset[str]) -> str:
    """A letter for what a verb can be here: modal, past, present, infinitive."""
    if "modal" in tags:
        return "m"
    if "inf" in tags or "imp" in tags:
        return "i"
    return "p" if "past" in tags else "s" if "pres" in tags else ""


@cache
def _little() -> dict[str, str]:
    """Words that say what others are to each other, and persons, in both languages, each with its feature."""
    return {word: f"word {word}" for key in _CLOSED for word in both("wording", key) if word.isalpha()}


@cache
def worth() -> dict[str, int]:
    """The weights of lexicon/kinds.toml; a feature that was never seen is worth nothing."""
    return kept("kinds", _read)


def _read() -> dict[str, int]:
    return tomllib.loads(files("rules.reading").joinpath("lexicon", "kinds.toml").read_text("utf-8"))
