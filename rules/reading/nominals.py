"""Deeds told as nouns: "driftsättning av växeln" is as visible when it is done as "driftsätta växeln" (rulebook §2)."""

from __future__ import annotations

from rules.reading.marking import Marked
from rules.reading.objects import contentful, definite, plural, suffixed

_OF = frozenset(("av", "of"))
_FOR = frozenset("for till med pa to with fran from".split())
_WITH = frozenset(("with", "med"))
_ENDS = frozenset(("preposition", "conjunction", "subordinate", "modal", "be", "have"))
_NEW = frozenset("new ny nya nytt old gamla gammal".split())
_QUOTES = "\"'”“"
_REACH = 6


def noun_deed(marked: Marked, first: int, last: int, side: bytearray) -> bool:
    """ "Lansering av abonnemanget", "go-live for the new system": the thing it is done to, definite or one that was not there before."""
    if last + 2 >= len(marked.tokens) or first and "quality" in marked.tags[first - 1]:
        return False  # "faster delivery of benefits"
    join = marked.tokens[last + 1].fold
    if join not in _OF and (join not in _FOR or any("preposition" in tags for tags in marked.tags[max(0, first - 2) : first])):
        return False  # "before the kickoff with the board"
    words = _object(marked, last + 2, side)
    if not words or any("quality" in marked.tags[step] and marked.tokens[step].fold not in _NEW for step in words):
        return False  # "delivery of excellent service"
    named = any(marked.tokens[step].upper for step in words)
    if not first and join in _WITH and not named and "inf" in marked.tags[0]:
        return False  # "launch with a bang": how it is done
    if named or any("determiner" in marked.tags[step] for step in words):
        return True
    if join not in _OF:
        return any(suffixed(marked, step) for step in words)
    content = [step for step in words if contentful(marked, step, last)]
    if not content or plural(marked, content[-1]) and not suffixed(marked, content[-1]):
        return False
    return definite(marked, content, words, False)


def _object(marked: Marked, start: int, side: bytearray) -> list[int]:
    words: list[int] = []
    for step in range(start, min(start + _REACH, len(marked.tokens))):
        token, tags = marked.tokens[step], marked.tags[step]
        closes = bool(words) and not tags.isdisjoint(_ENDS) and "determiner" not in tags
        if side[step] or closes or token.kind == "p" and token.fold not in _QUOTES:
            break
        if token.kind == "w":
            words.append(step)
    return words
