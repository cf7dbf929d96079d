"""A text that no grammar calls anything but a goal, weighed once more: does it read like those that are none? (rulebook §0)

The words a text is made of say something where its grammar says nothing: "you", "it" and a past tense speak against a wish, a number
wanted, an imperative and a day to come speak for it. What each is worth is fitted to labelled texts (benchmarks/kinds.py) and stands in
lexicon/kinds.toml, in hundredths, so that it adds up to the same on every machine. A false "this is no goal" costs more than a missed
one, so only a text far on the other side is turned away.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, partial
from importlib.resources import files
from itertools import islice, repeat
from typing import NamedTuple

from rules.reading.kept import kept
from rules.reading.memo import ByTags
from rules.reading.outlook import Outlook
from rules.reading.shapes import Pair, Placed, gist, opening, pairs, shape
from rules.reading.wishes import wanted

FAR = 240
"""Log odds, in hundredths, from which a text is turned away: a chance of 92 per cent."""
FARTHER = 280
"""The same for a text that holds a word of wanting."""
_SIGNS = frozenset(".?!:")
_SHORT = 3
_WORD = "word "
_PLACED = re.compile(r"c(\d) (.+)")
_BARE = ("none",)


def doubtful(it: Outlook, start: int) -> bool:
    """Whether the text, from token `start` on, reads like one that is no goal."""
    against = weight(it, start)
    return against >= FAR and (against >= FARTHER or not wanted(it, start))


def weight(it: Outlook, start: int) -> int:
    """What speaks against a goal less what speaks for one, in hundredths of log odds: all of `features`, most of it without its name."""
    worth, drawn = _worths(), shape(it, start)
    return (
        sum(map(worth.words.get, it.marked.source.words, repeat(0)))
        + sum(map(worth.signs.get, _signs(it, start, drawn), repeat(0)))
        + sum(map(worth.pairs.get, pairs(drawn), repeat(0)))
        + sum(map(worth.opening.get, opening(drawn), repeat(0)))
        + sum([head[own] for head, own in zip(worth.heads, _heads(it, start), strict=False)])
    )


def features(it: Outlook, start: int) -> set[str]:
    """What is weighed: tags and words, the shape of the sentence, the order of tenses, numbers, times, owners and the last sign."""
    drawn = shape(it, start)
    found = _signs(it, start, drawn) | {f"{_WORD}{token.fold}" for token in it.tokens if token.kind == "w"}
    found |= {f"{before}>{own}" for before, own in pairs(drawn)} | {f"c{place} {own}" for place, own in opening(drawn)}
    return found | {f"{place} {tag}" for place, own in enumerate(_heads(it, start)) for tag in own or _BARE}


def _heads(it: Outlook, start: int) -> list[frozenset[str]]:
    """The tags of the words that stand first and second."""
    return list(islice((own for token, own in zip(it.tokens[start:], it.tags[start:], strict=True) if token.kind == "w"), 2))


def _signs(it: Outlook, start: int, drawn: list[str]) -> set[str]:
    """Tags, tenses, numbers, times, owners, the last sign, and the gist of the shape `drawn`."""
    found = {"always", *it.marked.present, *gist(drawn)}
    found.add(f"tenses {''.join(map(_TENSES.__getitem__, it.tags[start:]))[:_SHORT]}")
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


def _tense(tags: frozenset[str]) -> str:
    """A letter for what a verb can be: modal, past, present, infinitive."""
    if "verb" not in tags:
        return ""
    if "modal" in tags:
        return "m"
    if "inf" in tags or "imp" in tags:
        return "i"
    return "p" if "past" in tags else "s" if "pres" in tags else ""


_TENSES = ByTags(_tense)


class _Worths(NamedTuple):
    """The weights by what they are asked for."""

    words: dict[str, int]
    signs: dict[str, int]
    pairs: dict[Pair, int]
    opening: dict[Placed, int]
    heads: tuple[ByTags[int], ByTags[int]]


@cache
def _worths() -> _Worths:
    found = _Worths({}, worth(), {}, {}, (ByTags(partial(_head, "0")), ByTags(partial(_head, "1"))))
    for feature, weight in worth().items():
        if feature.startswith(_WORD):
            found.words[feature.removeprefix(_WORD)] = weight
        elif ">" in feature:
            before, _, own = feature.partition(">")
            found.pairs[before, own] = weight
        elif placed := _PLACED.fullmatch(feature):
            found.opening[int(placed[1]), placed[2]] = weight
    return found


def _head(place: str, tags: frozenset[str]) -> int:
    """What a word that stands first or second is worth by its tags."""
    return sum(worth().get(f"{place} {tag}", 0) for tag in tags or _BARE)


@cache
def worth() -> dict[str, int]:
    """The weights of lexicon/kinds.toml; a feature that was never seen is worth nothing."""
    return kept("kinds", _read)


def _read() -> dict[str, int]:
    return tomllib.loads(files("rules.reading").joinpath("lexicon", "kinds.toml").read_text("utf-8"))
