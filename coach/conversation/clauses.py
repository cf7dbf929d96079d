"""Clauses of a sentence: what each wants, which are only said to the coach, and where a new one begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache

from coach.conversation.patterns import table
from rules.policy import Policy
from rules.reading import Reading, read
from rules.reading.language import detect
from rules.reading.marking import Marked, mark
from rules.reading.text import fold, tokenize
from rules.reading.vocabulary import PLAIN, lexis

_DAY = date(2000, 1, 1)
"""Whether words want anything hangs on no day."""
_FINITE = frozenset(("modal", "pres", "past", "be", "past_be", "have"))
_TOLD = frozenset(("past", "past_be", "sup"))
_PERSONAL = frozenset(("we", "i", "you", "everyone"))
_AND = frozenset("och and samt plus o".split())
_AFTER = frozenset("sen sedan darefter sist slutligen then afterwards finally lastly".split())
_THEN = _AFTER.union("sa so dessutom ocksa aven darutover also additionally".split())
_SO = frozenset(("sa", "so"))
_THAT = frozenset(("att", "that"))
_FAR = 3
"""Words that may stand between the beginning of a clause and the verb that makes a subject of them."""
_YEAR = re.compile(r"\b(?:20\d\d|[QqHhTt]\d)\b")


@cache
def label(name: str) -> frozenset[str]:
    """The folded words of one list of words/framing.toml."""
    return frozenset(fold(word) for word in table("framing")["labels"][name])


@lru_cache(maxsize=2048)
def reading(text: str, today: date, policy: Policy) -> Reading:
    """One text read once per turn."""
    return read(text, today, policy)


@lru_cache(maxsize=1024)
def tagged(text: str) -> Marked:
    """A text with its tags."""
    source = tokenize(text)
    language = detect(source)
    return mark(source, language, lexis(language, PLAIN))


def acts(text: str) -> bool:
    """Whether words tell of a change, a deed or an effort."""
    found = reading(text, _DAY, Policy.default())
    return bool(found.changes or found.deliverables or found.efforts)


def wants(text: str) -> bool:
    """Whether words want something: a change, a deed, an effort or an amount."""
    found = reading(text, _DAY, Policy.default())
    return bool(found.changes or found.deliverables or found.efforts or [q for q in found.quantities if q.role in ("target", "by")])


def complete(text: str) -> bool:
    """Whether words are a goal by themselves: something wanted, or more or better of something."""
    found = reading(text, _DAY, Policy.default())
    return not found.reason and (wants(text) or bool(found.qualities))


def owned(text: str) -> bool:
    """Whether words name a person or a role who does something."""
    return any(one.kind in ("person", "role") for one in reading(text, _DAY, Policy.default()).owners)


def verbal(text: str) -> bool:
    """Whether words have a finite verb."""
    return any(_FINITE & tags for tags in tagged(text).tags)


def uninverted(text: str) -> str:
    """ "ska varje tekniker lämna två tips" as it stands behind "och så": the doer first."""
    found = tagged(text)
    if found.language != "sv" or not found.tags or "modal" not in found.tags[0] or text.endswith("?"):
        return text
    doers = {mention.first: mention.last for mention in reading(text, _DAY, Policy.default()).owners}
    after = _subject(found, 1, doers)
    while after is not None and after < len(found.tags) and found.source.folds[after] in label("adverb"):
        after += 1
    own = len(found.tags) > 1 and bool(found.tags[1] & _PERSONAL)
    if after is None or after >= len(found.tags) - 1 or "inf" not in found.tags[after]:
        return text
    return text[found.source.starts[after if own else 1] :]


def past(text: str) -> bool:
    """Whether words tell of what has been: a verb in the past tense, and none that wants."""
    found = tagged(text)
    return any(tags & {"past", "past_be"} and not tags & {"inf", "imp", "modal"} for tags in found.tags) and not found.all("modal")


def told_of(text: str) -> bool:
    """A sentence on what is, with no name for its subject: "jag heter Berit", "there are seven of us"."""
    found = tagged(text)
    own = bool(found.tags) and bool(found.tags[0] & (_PERSONAL | {"determiner"}) or found.source.folds[0] in label("pronoun"))
    return own and verbal(text)


def brief(text: str) -> bool:
    """A word or two to the coach: "be brutal", "var snäll"."""
    found = tagged(text)
    return len(text.split()) <= 2 and bool(found.tags) and found.source.folds[0] in ("be", "var") and not wants(text)


def said(text: str) -> bool:
    """A clause said to the coach that wants nothing: "vi har typ landat i detta", "this is where we ended up"."""
    found = tagged(text)
    who = any(tags & _PERSONAL for tags in found.tags) or not label("pronoun").isdisjoint(found.source.folds)
    counted = any(char.isdigit() for char in _YEAR.sub("", text)) or bool(reading(text, _DAY, Policy.default()).quantities)
    telling = verbal(text) or any(word.endswith("ing") for word in found.source.folds if found.language == "en")
    return who and telling and not counted and not wants(text) and not reading(text, _DAY, Policy.default()).qualities


def mains(text: str, today: date, policy: Policy, goal: Callable[[str], bool], talk: Callable[[str], bool]) -> list[str]:
    """A run-on parted where a new clause with its own subject begins, if what stands on both sides is a goal, or talk before one."""
    found: list[tuple[int, int]] = []
    start = 0
    for end, after, joined in [*_joints(text, today, policy), (len(text), len(text), True)]:
        piece = text[start:end].strip(" ,")
        rest = text[after:].strip(" ,")
        spoken = talk(piece) and (joined or said(piece))
        if rest and not (goal(rest) and (joined and goal(piece) or spoken)):
            continue
        if not rest and found and not (goal(piece) or talk(piece)):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        start = after
    return [text[first:last].strip(" ,") for first, last in found]


def _joints(text: str, today: date, policy: Policy) -> Iterator[tuple[int, int, bool]]:
    """Where a clause may end and the next begin, as characters: "… och | Petra ska …", "… , sen | vill jag …"; False: only after talk."""
    found = tagged(text)
    tokens, folds = found.tokens, found.source.folds
    seen = reading(text, today, policy)
    doers = {mention.first: mention.last for mention in seen.owners}
    dated = {frame.last for frame in seen.frames}
    place = 1
    while place < len(tokens):
        at = place
        comma = folds[at] == ","
        at += comma
        joined = at
        while at < len(tokens) and folds[at] in _AND:
            at += 1
        joined = at - joined
        then = at
        while at < len(tokens) and folds[at] in _THEN:
            at += 1
        then = at - then
        if at < len(tokens) and (joined or comma) and folds[at] in _THAT:
            at += 1
        if at == place:
            name = "given" in found.tags[at] and tokens[at].upper
            wishes = at - 1 not in dated and (name or found.tags[at] & _PERSONAL) and at + 1 < len(tokens) and "modal" in found.tags[at + 1]
            if wishes and not found.tags[at - 1] & {"preposition", "subordinate", "conjunction", "determiner", "given"}:
                yield found.source.ends[at - 1], found.source.starts[at], name
            place += 1
            continue
        alone = then and not _AFTER.isdisjoint(folds[at - then : at])
        opens = joined or alone or comma and (then or at in doers or "given" in found.tags[at]) or folds[at - 1] in _SO
        if at < len(tokens) and opens and _begins(found, at, doers, then > 0, bool(joined or comma)):
            yield found.source.ends[place - 1], found.source.starts[at], bool(joined or comma) or folds[at - 1] not in _SO
        place = at


def _begins(found: Marked, at: int, doers: dict[int, int], then: bool, joined: bool) -> bool:
    """Whether a clause with its own subject begins at a word; behind "and then" a bare verb is one too."""
    tags = found.tags
    if (after := _subject(found, at, doers)) is not None:
        while after < len(tags) and found.source.folds[after] in label("adverb"):
            after += 1
        personal = bool(tags[at] & _PERSONAL)
        return after < len(tags) and bool(tags[after] & _FINITE or personal and tags[after] & {"inf", "verb"})
    if tags[at] & _FINITE and not tags[at] & {"inf"} and _subject(found, at + 1, doers) is not None:
        return then and found.language == "sv"
    for ahead in range(at + 1, min(at + 1 + _FAR, len(tags))):
        if tags[ahead] & {"modal"} and "inf" not in tags[ahead]:
            return not tags[at] & {"verb", "preposition", "subordinate"}
        if tags[ahead] & {"verb", "preposition", "conjunction", "subordinate"}:
            break
    return then and joined and "verb" in tags[at] and bool(tags[at] & {"inf", "imp"})


def _subject(found: Marked, at: int, doers: dict[int, int]) -> int | None:
    """The word behind a subject that begins here: a pronoun, a name, a role."""
    if at >= len(found.tags):
        return None
    if found.tags[at] & _PERSONAL:
        return at + 1
    for first in (at, at + 1) if "determiner" in found.tags[at] else (at,):
        if first in doers:
            return doers[first] + 1
    return at + 1 if "given" in found.tags[at] and found.tokens[at].upper else None
