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
from rules.reading.outlook import Outlook
from rules.reading.shapes import drawn, shape
from rules.reading.wishes import wanted

FAR = 240
"""Log odds, in hundredths, from which a text is turned away: a chance of 92 per cent."""
FARTHER = 280
"""The same for a text that holds a word of wanting."""
_SIGNS = frozenset(".?!:")
_SHORT = 3
_WORD = "word "


def doubtful(it: Outlook, start: int) -> bool:
    """Whether the text, from token `start` on, reads like one that is no goal."""
    against = weight(it, start)
    return against >= FAR and (against >= FARTHER or not wanted(it, start))


def weight(it: Outlook, start: int) -> int:
    """What speaks against a goal less what speaks for one, in hundredths of log odds."""
    said = sum(map(_words().get, set(it.marked.source.folds), repeat(0)))
    return said + sum(map(worth().get, _signs(it, start), repeat(0)))


def features(it: Outlook, start: int) -> set[str]:
    """What is weighed: tags and words, the shape of the sentence, the order of tenses, numbers, times, owners and the last sign."""
    return _signs(it, start) | {f"{_WORD}{token.fold}" for token in it.tokens if token.kind == "w"}


def _signs(it: Outlook, start: int) -> set[str]:
    """All of it but the words, which are weighed without being named: most are worth nothing."""
    found = {"always", *it.marked.present, *drawn(shape(it, start))}
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
    if it.counted:
        found.add("counted")
    if it.bound:
        found.add("bound")
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
def _words() -> dict[str, int]:
    """What each word is worth."""
    return {feature.removeprefix(_WORD): weight for feature, weight in worth().items() if feature.startswith(_WORD)}


@cache
def worth() -> dict[str, int]:
    """The weights of lexicon/kinds.toml; a feature that was never seen is worth nothing."""
    return kept("kinds", _read)


def _read() -> dict[str, int]:
    return tomllib.loads(files("rules.reading").joinpath("lexicon", "kinds.toml").read_text("utf-8"))
