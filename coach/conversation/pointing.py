"""Which goals are meant: "mål 2", "ettan och trean", "de två första", "the last one", "the portal one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from babel.dates import get_month_names

from coach.conversation.listening import hear
from coach.conversation.patterns import table, vocabulary
from rules.policy import Policy
from rules.reading import read
from rules.reading.text import fold

BARE = re.compile(r"[€$£]?\s?\d[\d\s.,]*(?:%|[tmk]?kr|[mk]?sek|[mk]?eur|[mk]?€|[mk])?", re.IGNORECASE)
"""An amount and nothing else."""
STANDS = re.compile(
    r"(?:we|vi|i|jag)\s+(?:do|did|make|made|gör|gjorde|har|have|sell|säljer|sålde|omsätter|ligger|are|is)\s+(?:(?:för|for|at|på|ca|about|around|typ|ungefär|now|nu)\s+){0,3}"
    r"[€$£]?\d[^?]*",
    re.IGNORECASE,
)
"""Where the team stands, and nothing that is wanted."""
_CARDINALS = (("ett", "one"), ("två", "two"), ("tre", "three"), ("fyra", "four"), ("fem", "five"), ("sex", "six"), ("sju", "seven"))
_AFTER = frozenset(
    "ar is tack please pls till to och and ska should goes gets into we vi down up out back fram bak upp ner instead istallet".split()
)
"""Words behind "number one" that show that a goal of the set is meant."""
_DAY = date(2000, 1, 1)
_ENOUGH = 4
"""Letters that a word of a goal must have to point at it."""


def pointed(message: str, goals: Sequence[str]) -> tuple[int, ...]:
    """Places (from 1) of the goals that a message points at, in the order of the set; () when it points at none."""
    found = by_number(message, len(goals))
    return found or by_words(message, goals)


def by_number(message: str, count: int) -> tuple[int, ...]:
    """The goals meant by number or order."""
    words = hear(message).words
    order, counts = table("answers")["order"], table("answers")["counts"]
    ordinal = {fold(word): int(str(place)) for word, place in order.items()}
    many = {fold(word): int(str(number)) for word, number in counts.items()}
    cardinals = {fold(word): place for place, pair in enumerate(_CARDINALS, 1) for word in pair}
    names, last, every = listed("goal"), listed("last"), listed("all")
    found: set[int] = set()
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == "andra" and (at == 0 or "ändra" in message.lower()):
            continue  # "ändra", typed with or without its diacritics
        if word in ordinal:
            if ordinal[word] == 1 and after in many:
                found.update(range(1, many[after] + 1))
            elif ordinal[word] == 1 and before in many:
                found.update(range(1, many[before] + 1))
            else:
                found.add(ordinal[word])
        elif word.isdigit() and len(word) <= 2 and (before in names and not _no(before, word, message) or _joined(words, at, names)):
            found.add(int(word))
        elif word in cardinals and _at_goal(words, at, before, after):
            found.add(cardinals[word])
        elif word in last and count and not _of_time(words[at + 1 : at + 4]):
            tail = many.get(after) or many.get(before)
            found.update(range(count - tail + 1, count + 1) if tail else [count])
        elif word in every and after not in ("mer",) and (after in names or after in many or at == len(words) - 1):
            found.update(range(1, count + 1))
    return tuple(sorted(place for place in found if 1 <= place <= max(count, 20)))


def _no(before: str, number: str, message: str) -> bool:
    """Whether the "no" before a number is an answer: "no, 15% was right"."""
    return before == "no" and re.search(rf"\bno\.?\s?#?{number}\b(?!\s?%)", message, re.IGNORECASE) is None


def _at_goal(words: tuple[str, ...], at: int, before: str, after: str) -> bool:
    """ "Goal two", "nummer ett" at the end of a sentence: not "ett mål", nor "be the number one supplier"."""
    if before in ("mal", "malet", "goal"):
        return at < 2 or words[at - 2] not in ("ett", "en", "a", "one")
    return before in ("nummer", "number", "nr", "no") and (at == len(words) - 1 or after in _AFTER)


def _of_time(words: tuple[str, ...]) -> bool:
    """ "Till sista mars", "the last day of March": the end of a time, not of the set."""
    return any(word in listed("spans") or word in months() for word in words)


@cache
def months() -> frozenset[str]:
    """The months in both languages, folded."""
    return frozenset(fold(name) for language in ("sv", "en") for name in get_month_names("wide", locale=language).values())


def _joined(words: tuple[str, ...], at: int, names: frozenset[str]) -> bool:
    """ "mål 1 och 3", "merge 1 and 3": a small number joined to another."""
    joints = ("och", "and", "samt", "med", "with", "&")
    return (at >= 2 and words[at - 1] in joints and words[at - 2].isdigit()) or (
        at + 2 < len(words) and words[at + 1] in joints and words[at + 2].isdigit() and len(words[at + 2]) <= 2
    )


def by_words(message: str, goals: Sequence[str]) -> tuple[int, ...]:
    """The goal whose own words a message uses ("the hit rate goal"), where they are the words of one goal alone."""
    little = listed("filler") | listed("now") | listed("want") | listed("goal") | listed("takes") | months()
    spoken = {_stem(word) for word in hear(message).words if len(word) >= _ENOUGH and word not in little}
    short = {word for word in hear(message).words if 1 < len(word) < _ENOUGH}
    scores = []
    for place, text in enumerate(goals, 1):
        own = {_stem(word) for word in hear(text).words if len(word) >= _ENOUGH and not word.isdigit()}
        named = short & {fold(word) for word in re.findall(r"\b[^\W\d_]{2,3}\b", text) if word.isupper() or _measures(word)}  # "NPS"
        hits = len(named) + sum(1 for word in own if any(word == said or (len(word) > 4 and said.startswith(word)) for said in spoken))
        scores.append((hits, place))
    best = max(scores, default=(0, 0))
    if best[0] == 0 or sum(1 for hits, _ in scores if hits == best[0]) > 1:
        return ()
    return (best[1],)


@cache
def _measures(word: str) -> bool:
    """Whether a short word is the name of a measure: "tb"."""
    return read(word, _DAY, Policy.default()).measure is not None


def strange(message: str, goals: Sequence[str]) -> bool:
    """Whether a message describes a goal in words that are none of any goal's: "drop the partner thing"."""
    if by_number(message, len(goals)) or by_words(message, goals) or any(map(str.isdigit, message)):
        return False
    little = listed("filler") | listed("now") | listed("want") | listed("goal") | listed("all") | listed("except") | vocabulary("edits")
    return any(len(word) > _ENOUGH and word not in little for word in hear(message).words)


def _stem(word: str) -> str:
    return re.sub(r"(?:arna|erna|orna|ernas|ens|ets|en|et|ar|er|or|s|n|t|a|e)$", "", word) if len(word) > 5 else word


@cache
def listed(name: str) -> frozenset[str]:
    """The folded words of one list of words/answers.toml."""
    return frozenset(fold(word) for word in table("answers")["words"][name])


def one_each(message: str) -> bool:
    """The answer "one each" to a question for all: each goal will be named."""
    words = hear(message).words
    return words[:2] in (("en", "per"), ("olika", "agare"), ("one", "each"), ("one", "per"), ("different", "owners")) or words[:2] in (
        ("olika", "datum"), ("different", "dates"), ("different", "days"),
    )  # fmt: skip
