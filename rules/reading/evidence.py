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
    return sum(map(worth().__getitem__, features(it, start)))


def features(it: Outlook, start: int) -> set[str]:
    """What is weighed: tags and little words, what stands at the head, the order of tenses, numbers, times, owners and the last sign."""
    found = {"always", *it.marked.present}
    found.update([f"word {fold}" for fold in _little() & set(it.marked.source.folds)])
    tenses = ""
    place = 0
    for index in range(start, len(it.tokens)):
        if it.tokens[index].kind != "w":
            continue
        own = it.tags[index]
        if place < 2:
            found.update([f"{place} {tag}" for tag in own] if own else [f"{place} none"])
            place += 1
        if "verb" in own:
            tenses += _tense(own)
            if len(tenses) == _SHORT:
                break
    found.add(f"tenses {tenses}")
    found.update([f"number {q.role}" for q in it.quantities] + [f"unit {q.kind}" for q in it.quantities])
    found.update([f"time {frame.kind}" for frame in it.frames] + [f"owner {owner.kind}" for owner in it.owners])
    if it.coming:
        found.add("day to come")
    if it.past:
        found.add("day past")
    last = it.tokens[-1].fold
    found.add(f"sign {last if last in _SIGNS else ''}")
    return found


def _tense(tags: frozenset[str]) -> str:
    """A letter for what a verb can be here: modal, past, present, infinitive."""
    if "modal" in tags:
        return "m"
    if "inf" in tags or "imp" in tags:
        return "i"
    return "p" if "past" in tags else "s" if "pres" in tags else ""


@cache
def _little() -> frozenset[str]:
    """Words that say what others are to each other, and persons, in both languages."""
    return frozenset(word for key in _CLOSED for word in both("wording", key) if word.isalpha())


class Weights(dict[str, int]):
    """What each feature is worth; one that was never seen is worth nothing."""

    def __missing__(self, feature: str) -> int:
        return 0


@cache
def worth() -> Weights:
    """The weights of lexicon/kinds.toml."""
    return Weights(kept("kinds", _read))


def _read() -> dict[str, int]:
    return tomllib.loads(files("rules.reading").joinpath("lexicon", "kinds.toml").read_text("utf-8"))
