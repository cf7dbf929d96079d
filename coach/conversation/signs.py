"""What a message shows of its intent, as named features: its words with what is special about them taken out, the talk it came into,
what the reader of goals sees, and what the rules made of it. `coach.conversation.weighing` knows what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from coach.conversation.evidence import Evidence
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher, table
from coach.conversation.pointing import listed
from rules.reading.text import fold, tokenize

SECTIONS = (
    "undo", "edit", "rewrite", "breakdown", "review", "accept", "track", "why", "ask", "help", "injection", "abuse", "chat", "courtesy",
    "unsure", "musing",
)  # fmt: skip
_OWN = 4
_STEM = 5
_MOST = 40
"""Words of a message that are weighed; what a long message wants stands at its beginning."""
_GOALS = 4
"""Goals of a message that are looked for in it."""
_NUMBER = re.compile(r"\d")
_NAMED = {"#": ("figure",), "<goal>": ("stated",), "<order>": ("place",), "<own>": ("own",), "<name>": ("name",)}
"""What stands in the place of numbers, names and goals, as families of their own."""


@lru_cache(maxsize=512)
def _stems(goals: tuple[str, ...]) -> frozenset[str]:
    """The words of the goals that are there, cut short: "the freight one" points at the goal on freight."""
    return frozenset(word[:_STEM] for text in goals for word in hear(text).words if len(word) >= _OWN and word.isalpha())


def _framed(evidence: Evidence) -> tuple[tuple[int, int], ...]:
    """Where the goals of a message stand in it, if something is said around them."""
    text, found, at = evidence.heard.text, [], 0
    for goal in evidence.paste.goals[:_GOALS]:
        start = text.find(goal.text, at)
        if start >= 0 and " " in goal.text:
            found.append((start, at := start + len(goal.text)))
    covered = sum(end - start for start, end in found)
    return tuple(found) if covered < len(text.strip()) - 2 else ()


def _plain(evidence: Evidence) -> tuple[list[str], list[str]]:
    """The words, with numbers, ordinals, names, the goals in it and the words of the goals that are there each under one name; and
    the words inside the goals."""
    own = _stems(evidence.setting.goals)
    order = {fold(word) for word in table("answers")["order"]}
    tokens = [token for token in tokenize(evidence.heard.text).placed if token.kind in "wn"]
    goals = _framed(evidence)
    words: list[str] = []
    inside: list[str] = []
    for place, (token, word) in enumerate(zip(tokens, evidence.heard.words, strict=False)):
        if any(start <= token.start < end for start, end in goals):
            inside.append(word)
            if not words or words[-1] != "<goal>":
                words.append("<goal>")
        elif token.kind == "n":
            words.append("#")
        elif word in order:
            words.append("<order>")
        elif len(word) >= _OWN and word[:_STEM] in own and word not in listed("filler"):
            words.append("<own>")
        elif token.upper and place and word not in listed("filler"):
            words.append(f"<name> {word}" if len(word) > 1 else "<name>")
        else:
            words.append(word)
    return words[:_MOST], inside[:_MOST]


def signs(evidence: Evidence, verdict: str) -> tuple[str, ...]:
    """The features of a message, each once, in a fixed order."""
    return tuple(dict.fromkeys([*_words(evidence), *_akin(evidence), *_talk(evidence), *_read(evidence), *_ruled(evidence, verdict)]))


def _words(evidence: Evidence) -> Iterator[str]:
    plain, inside = _plain(evidence)
    for word in inside:
        yield f"i:{word}"
    flat = [word.split()[0] if word.startswith("<name> ") else word for word in plain]
    for word in plain:
        for part in word.split():
            yield f"w:{part}"
            if len(part) > _STEM and part.isalpha():
                yield f"s:{part[:_STEM]}"
    ends = ["^", *flat, "$"]
    for first, second in pairwise(ends):
        yield f"b:{first} {second}"
    for first, second in zip(flat, flat[2:], strict=False):
        yield f"g:{first} {second}"
    if flat:
        yield f"first:{flat[0]}"
        yield f"last:{flat[-1]}"
    theme = matcher("domain", "theme").search(evidence.heard.line) is not None
    yield f"theme:{theme}"


@cache
def _families() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """The families of a word; and those of its beginnings."""
    whole: dict[str, tuple[str, ...]] = {}
    begun: list[tuple[str, str]] = []
    for name, words in table("families")["families"].items():
        for word in words:
            if word.endswith("*"):
                begun.append((fold(word[:-1]), name))
            else:
                whole[fold(word)] = (*whole.get(fold(word), ()), name)
    return whole, tuple(begun)


@lru_cache(maxsize=8192)
def _kin(word: str) -> tuple[str, ...]:
    whole, begun = _families()
    return tuple(dict.fromkeys([*whole.get(word, ()), *(name for start, name in begun if word.startswith(start))]))


def _akin(evidence: Evidence) -> Iterator[str]:
    """What the words do, whichever they are: alone, and next to each other."""
    words = [_NAMED.get(word) or _kin(word.split()[-1]) for word in _plain(evidence)[0]]
    for kin in words:
        for name in kin:
            yield f"f:{name}"
    met = [kin for kin in words if kin]
    for first, second in pairwise(met):
        for one in first[:2]:
            for other in second[:2]:
                yield f"fb:{one} {other}"
    for name in met[0] if met else ():
        yield f"ff:{name}"


def _talk(evidence: Evidence) -> Iterator[str]:
    setting = evidence.setting
    size = next(
        name for most, name in ((1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (25, "25"), (10**9, "long")) if evidence.count <= most
    )
    shown = "shown" if setting.suggestions else "bare"
    number = bool(_NUMBER.search(evidence.message))
    yield f"size:{size}"
    yield f"goals:{min(len(setting.goals), 2)}"
    yield f"talk:{shown}:{bool(setting.goals)}"
    for name in setting.asked or ("nothing",):
        yield f"asked:{name}"
        yield f"asked:{name}:{size}"
        yield f"asked:{name}:{number}"
        for word in evidence.heard.words[:1]:
            yield f"asked:{name}:{word}"
    yield f"asks:{evidence.question}:{bool(setting.goals)}"
    yield f"number:{number}:{bool(setting.goals)}"
    yield f"points:{evidence._points()}:{evidence._pointed()}"
    yield f"lines:{min(evidence.message.strip().count(chr(10)), 2)}:{evidence.paste.listed}"
    yield f"colon:{':' in evidence.message}"
    if re.search("[\"“”'][^\"“”']{8,}[\"“”']", evidence.message):
        yield f"quotes:{bool(setting.goals)}"
    given = evidence.answers
    for name in given.values:
        yield f"given:{name}:{name in setting.asked}"
    yield f"answer:{bool(given.by_goal)}:{given.all}:{given.yes}:{given.no}:{bool(given.unsure)}:{bool(setting.asked)}"
    yield f"rest:{bool(given.rest)}:{bool(evidence.fields)}"


def _read(evidence: Evidence) -> Iterator[str]:
    found = evidence.reading
    yield f"reason:{found.reason}"
    yield f"goals-read:{min(len(evidence.paste.goals), 3)}"
    yield f"sure:{evidence._goal_sure()}:{bool(evidence.setting.goals)}"
    for name, there in (
        ("change", found.changes), ("deed", found.deliverables), ("effort", found.efforts), ("quality", found.qualities),
        ("owner", found.owners), ("measure", found.measure),
    ):  # fmt: skip
        yield f"has:{name}:{bool(there)}"
    for kind in {frame.kind for frame in found.frames}:
        yield f"time:{kind}"
    for role in {quantity.role for quantity in found.quantities}:
        yield f"amount:{role}"


def _ruled(evidence: Evidence, verdict: str) -> Iterator[str]:
    yield f"rule:{verdict}"
    yield f"rule:{verdict}:{evidence.reading.reason}"
    for section in SECTIONS:
        share = evidence._share(section)
        if share:
            yield f"says:{section}"
            if share >= 0.5:
                yield f"says:{section}:most"
            if (match := evidence.says(section)) is not None and match.start() == 0:
                yield f"says:{section}:first"
