"""Who does it, told by what the words before a deed look like: "Yard boss Huw sells …", "Bill Okafor invoices 380 …" (rulebook §3).

No list can hold every name and every trade. A name stands behind its trade or before its surname, and whoever opens a clause that goes on
with a deed upon something does it; the same words behind the last comma or before the first dash sign for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Mention
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of
from rules.reading.memo import ByTags
from rules.reading.strangers import plain_name

_LONGEST = 7
_CALLED = both("owners", "called")
"""What is called something as well, and is nobody who answers: "customer Volvo", "the Alpha project"."""
_BESIDE = both("owners", "beside")
_NAME = frozenset(("given", "unsure", "compound", "genitive"))
_NAMING: ByTags[bool] = ByTags(lambda tags: not tags - _NAME or "unsure" in tags)
"""Whether a capitalised word of these tags may be a name."""
_TRADES = frozenset(("roles", "role_heads", "role_plurals"))
_NO_TRADES = frozenset(("outsider", "company_ends", "teams", "team_heads", "functions"))
_LITTLE = frozenset(
    "preposition modal have be past_be negation subordinate conjunction each amount numeral indefinite aim owns quality".split()
)
_OPENERS = frozenset("the our my vår vara min".split())
_FINITE = frozenset(("modal", "have"))
_OBJECTS = frozenset(("determiner", "numeral", "each"))
_MONEY = frozenset("$ € £ kr".split())
_ADVERBS = frozenset("back out up down off over away".split())
_THIRD, _NOT_THIRD = ("s",), ("ss", "us", "is")
_PRESENT = ("ar", "er", "or", "yr")
_FROM = frozenset("from in at i pa hos fran for".split())
_SEATS = frozenset(("teams", "team_heads", "functions", "hosts"))
_AND = frozenset(("and", "och", "&"))
_INSIDE = frozenset(".'\"-&")
_STOPS = frozenset(".;:!")
_PASSED = frozenset("is are over out done through ar slut forbi gangen till anda".split())
"""Behind a time that opens a clause: "before April is over"."""
_SPACED = 2


def doers(marked: Marked, timed: bytearray) -> Iterator[Mention]:
    """Names and trades that open a clause as the doers of its deed, one for a text."""
    if True not in map(_NAMING.__getitem__, map(marked.tags.__getitem__, marked.source.capitals)):
        return
    for first in _openings(marked, timed):
        for verb in range(first + 1, min(first + _LONGEST + 1, len(marked.tokens) - 1)):
            if marked.tokens[verb].upper or timed[verb] or not _doing(marked, verb, first):
                continue
            start, last = _apposed(marked, first, verb)
            if called(marked, timed, start, last):
                yield mention_of(marked, start, last, kind_of(marked, start, last))
                return
            break


def kind_of(marked: Marked, first: int, last: int) -> str:
    """A role with its holder is a role."""
    return "role" if any(marked.tags[at] & _TRADES for at in range(first, last + 1)) else "person"


def called(marked: Marked, timed: bytearray, first: int, last: int) -> bool:
    """Tokens `first` to `last` are a person's name, alone or behind a trade, and nothing else."""
    if marked.tokens[first].fold in _OPENERS:
        first += 1
    if (place := next((at for at in range(first + 1, last) if marked.tokens[at].fold in _FROM), 0)) and not marked.tokens[place].upper:
        if place - first == 1 and marked.tokens[first].upper and any(tags & _SEATS for tags in marked.tags[place + 1 : last + 1]):
            return _name(marked, timed, first)  # "Cy from inside sales"
        return False
    joint = next((at for at in range(first + 1, last) if marked.tokens[at].fold in _AND), None)
    if joint is not None and marked.tokens[joint].fold != "&":
        last = joint - 1  # "Hope Adeyemi and her crew"
    if first > last or last - first >= _LONGEST or not marked.tokens[last].upper:
        return False
    begin = last
    while begin > first and marked.tokens[begin - 1].upper and _name(marked, timed, begin - 1):
        begin -= 1
    if not _name(marked, timed, last):
        return False
    listed = any(marked.tags[at] & {"given", "unsure"} for at in range(begin, last + 1))
    if begin == first:
        return listed and last > first or listed and "unsure" in marked.tags[first] or last > first and _odd_pair(marked, first, last)
    return _trade(marked, timed, first, begin - 1, listed)


def _odd_pair(marked: Marked, first: int, last: int) -> bool:
    """Two words of which the lists know at most the first, which opens a sentence: "Bubba Tucker"."""
    return all(not marked.tags[at] - _NAME for at in range(first + 1, last + 1))


def _trade(marked: Marked, timed: bytearray, first: int, last: int, listed: bool) -> bool:
    """What stands before a name says what its bearer is: "customer educator", "yard boss", "Big" in "Big Dave"."""
    for at in range(first, last + 1):
        token, tags = marked.tokens[at], marked.tags[at]
        if token.kind == "n" or timed[at] or token.kind == "p" and token.fold not in _INSIDE:
            return False
        if token.kind == "w" and tags & _LITTLE and not tags & _TRADES and not (token.upper and at == first):
            return False
    traded = marked.tokens[last].fold in _BESIDE or any(tags & _TRADES for tags in marked.tags[first : last + 1])
    if marked.tokens[last].fold in _CALLED or marked.tags[last] & _NO_TRADES and not traded:
        return False
    if traded:
        return True
    verbal = any("verb" in marked.tags[at] and not marked.tokens[at].upper for at in range(first, last + 1))
    measured = any(tag.startswith("measure:") for tag in marked.tags[last])
    return not verbal and (listed or not measured and "verb" not in marked.tags[first])


def _name(marked: Marked, timed: bytearray, at: int) -> bool:
    token, tags = marked.tokens[at], marked.tags[at]
    text = marked.source.written(at)
    if token.kind != "w" or timed[at] or not token.upper or not plain_name(text) or len(text) > 1 and text.isupper():
        return False
    return _NAMING[tags]


def _openings(marked: Marked, timed: bytearray) -> Iterator[int]:
    """Where a clause begins: the text, behind a time that opens it, behind a full stop, a semicolon or a colon."""
    tokens = marked.tokens
    last = len(tokens) - _SPACED
    start = next((at for at, token in enumerate(tokens) if token.kind == "w"), len(tokens))
    opened = start
    while opened < last and (timed[opened] or opened > start and (tokens[opened].fold == "," or tokens[opened].fold in _PASSED)):
        opened += 1
    if opened < last:
        yield opened
    for at in range(opened + 1, last):
        if tokens[at - 1].fold in _STOPS and not tokens[at].glued and tokens[at].kind == "w":
            yield at


def _doing(marked: Marked, at: int, first: int) -> bool:
    """A verb in the present or behind an auxiliary, told by its form and by an object behind it."""
    token, tags = marked.tokens[at], marked.tags[at]
    if token.kind != "w":
        return False
    if tags & _FINITE or token.fold == "to" and marked.has(at + 1, "inf"):
        return True
    if "be" in tags:
        return marked.source.line[at + 1] == "to"
    fold = token.fold
    if marked.language == "en":
        third = fold.endswith(_THIRD) and not fold.endswith(_NOT_THIRD) and len(fold) > _SPACED
        several = "inf" in tags and any(marked.tokens[step].fold in _AND for step in range(first, at))
        return (third or several) and _upon(marked, at + 1)
    return ("pres" in tags and "verb" in tags or fold.endswith(_PRESENT) and not tags - {"compound"}) and _upon(marked, at + 1)


def _upon(marked: Marked, at: int) -> bool:
    """Something counted, pointed at or named stands here, at most behind a particle."""
    for step in (at, at + 1):
        if step >= len(marked.tokens):
            return False
        token, tags = marked.tokens[step], marked.tags[step]
        if token.kind == "n" or token.upper or token.fold in _MONEY or tags & _OBJECTS:
            return True
        if not tags & {"particle", "preposition"} and token.fold not in _ADVERBS:
            return False
    return False


def _apposed(marked: Marked, first: int, verb: int) -> tuple[int, int]:
    """ "The bosun, Kit, refits …": the name between two commas is who is meant."""
    tokens = marked.tokens
    if tokens[verb - 1].fold not in (",", "-"):
        return first, verb - 1
    begin = next((at + 1 for at in range(verb - 2, first, -1) if tokens[at].fold in (",", "-")), first)
    return (begin, verb - 2) if begin > first and verb - 2 >= begin else (first, verb - 1)
