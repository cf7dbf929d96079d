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
from rules.reading.outlook import Outlook

FAR = 180
"""Log odds, in hundredths, from which a text is turned away: a chance of 86 per cent."""
_CLOSED = frozenset("function we i you man everyone".split())
_SIGNS = frozenset(".?!:")
_SHORT = 3


def doubtful(it: Outlook, start: int) -> bool:
    """Whether the text, from token `start` on, reads like one that is no goal."""
    weights = worth()
    return sum(weights.get(feature, 0) for feature in features(it, start)) >= FAR


def features(it: Outlook, start: int) -> frozenset[str]:
    """What is weighed: little words, tags anywhere and at the head, the order of tenses, numbers, times, owners and the last sign."""
    tokens, tags = it.tokens, it.tags
    found = {"always"}
    tenses = ""
    place = 0
    for index in range(start, len(tokens)):
        if tokens[index].kind != "w":
            continue
        own = tags[index]
        if place < 2:
            found.update([f"{place} {tag}" for tag in own] if own else [f"{place} none"])
            place += 1
        if not own:
            continue
        found.update(own)
        if own & _CLOSED:
            found.add(f"word {tokens[index].fold}")
        if len(tenses) < _SHORT and "verb" in own:
            tenses += _tense(own)
    found.add(f"tenses {tenses}")
    found.update([f"number {q.role}" for q in it.quantities] + [f"unit {q.kind}" for q in it.quantities])
    found.update([f"time {frame.kind}" for frame in it.frames] + [f"owner {owner.kind}" for owner in it.owners])
    if it.coming:
        found.add("day to come")
    if it.past:
        found.add("day past")
    last = tokens[-1].fold
    found.add(f"sign {last if last in _SIGNS else ''}")
    return frozenset(found)


def _tense(tags: frozenset[str]) -> str:
    """A letter for what a verb can be here: modal, past, present, infinitive."""
    if "modal" in tags:
        return "m"
    if "inf" in tags or "imp" in tags:
        return "i"
    return "p" if "past" in tags else "s" if "pres" in tags else ""


@cache
def worth() -> dict[str, int]:
    """The weights of lexicon/kinds.toml, in hundredths of log odds."""
    return kept("kinds", lambda: tomllib.loads(files("rules.reading").joinpath("lexicon", "kinds.toml").read_text("utf-8")))
