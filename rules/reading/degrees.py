"""What is had more or less of, never there at a stroke: a culture, a next level, the conditions for growth (rulebook §1)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.objects import planned

_LEVELS, _NEXT = frozenset(("level", "niva", "nivan")), frozenset(("next", "nasta", "new", "ny", "hogre", "higher", "another"))
UPWARDS = frozenset(("up", "uppat", "upwards", "forward", "framat", "ahead"))
_MOVING = frozenset("move step go push flytta ta ga".split())
_CULTURES = tuple(sorted(both("wording", "cultures")))
_INTANGIBLE = both("wording", "intangible")
_ONE_NEW = frozenset("a an one new en ett ny nytt".split())
_CLOSE, _THITHER = 7, frozenset(("to", "till", "into"))
_HOLDING = frozenset(("as", "som")) | _LEVELS | UPWARDS
"""Without one of these nothing is held up as anything."""


def held_up_as(marked: Marked, index: int) -> bool:
    """ "To the next level", "Establish the salon as a leading one", "as simple as possible": a quality nobody measures is the result."""
    if _HOLDING.isdisjoint(marked.source.words):
        return False
    moving = marked.lexis.lemmas.get(marked.tokens[index].fold) in _MOVING
    for step in range(index + 1, len(marked.tokens)):
        fold = marked.tokens[step].fold
        if fold in ("possible", "mojligt") and marked.source.line[step - 1] in ("as", "som"):
            return True
        if fold in _LEVELS and marked.source.line[step - 1] in _NEXT or fold in UPWARDS and step == index + 1 and moving:
            return True
        if fold in ("as", "som") and any("quality" in tags for tags in marked.tags[step + 1 : step + 3]):
            return True
    return False


def boundless(marked: Marked, content: list[int], words: list[int]) -> bool:
    """ "The conditions for growth", "samarbetet med regionen": what has no end at which it could be seen."""
    if marked.tags[words[0]] & {"one_thing"} and marked.tokens[words[0]].fold in _ONE_NEW or planned(marked, content):
        return False
    if any(marked.tokens[step].upper and marked.tokens[step - 1].fold in _THITHER for step in words[1:]):
        return False  # "move customer service to Borlänge"
    head = headed(marked, [step for step in content if "quality" not in marked.tags[step]] or content)
    return marked.tokens[head].fold in _INTANGIBLE


def headed(marked: Marked, nouns: list[int]) -> int:
    """The head of a noun phrase: the last word in English, in Swedish the first that neither owns nor describes it."""
    if marked.language == "en":
        return nouns[-1]
    at = 0
    while at + 1 < len(nouns) and nouns[at + 1] == nouns[at] + 1 and _describes(marked, nouns[at]):
        at += 1
    return nouns[at]


def _describes(marked: Marked, step: int) -> bool:
    return "genitive" in marked.tags[step] or marked.tags[step] <= _PLAIN and marked.tokens[step].fold.endswith(_DESCRIBING)


_PLAIN = frozenset(("manner",))
_DESCRIBING = ("igt", "iga", "ig", "liga", "ligt", "iskt", "iska", "isk", "ivt", "iva", "ellt", "ella", "ande", "ende", "alt", "ala")


def cultured(marked: Marked, content: list[int]) -> bool:
    """ "En vinnarkultur", "strong momentum": what is had more or less of, never there at a stroke."""
    if planned(marked, content):
        return False
    head = content[:3] if marked.language == "sv" else content[-1:]
    return any(marked.tokens[step].fold.endswith(_CULTURES) for step in head)


def aloft(marked: Marked, verb: int, first: int, after: int) -> bool:
    """ "Put the customer first", "sätta hälsan i fokus": what matters most, and no deed."""
    if not verb < first < verb + _CLOSE or "determiner" in marked.tags[first - 1]:
        return False
    return after >= len(marked.tokens) or marked.tokens[after].kind == "p" or bool(marked.tags[after] & {"conjunction", "preposition"})
