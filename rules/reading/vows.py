"""What is to be ended or won, by its first words: "not a single late payroll", "a place in the play-offs" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_PLACES = both("wording", "places")
_WHERE = frozenset("in on at i pa hos among".split())
_TOLD = frozenset(("past_be", "have", "be"))
_DEEDS = frozenset(("up", "down", "deliver", "reach", "act"))
_RESULTS = frozenset(("up", "down", "deliver", "reach"))
_FOR = frozenset(("for", "att", "that", "to"))
_WANTED = frozenset("want need aim hope wish plan intend vill onskar behover hoppas".split())
_NEAR, _FAR = 4, 9
_ONE = frozenset("a an en ett".split())


def vowed(it: Outlook, start: int) -> bool:
    """The text opens with what it wants an end of, or a place to win, or with who answers for which result."""
    if it.marked.source.folds[-1] == "?" or it.told:
        return False
    present = it.marked.present
    if "ending" in present and _ended(it, start):
        return True
    if "accountable" in present and _answered_for(it, start):
        return True
    if it.tokens[start].fold in ("what", "vad", "det", "all") and _cleft(it, start):
        return True
    return it.tokens[start + (it.tokens[start].fold in _ONE and start + 1 < len(it.tokens))].fold in _PLACES and _place(it, start)


def _ended(it: Outlook, start: int) -> bool:
    """ "Never again an empty stockroom": no verb in the past or present tells how it was."""
    hit = it.marked.all("ending")[0]
    if hit.first != start or hit.last + 1 >= len(it.tokens):
        return False
    rest = it.tags[hit.last + 1 :]
    if any(own & _TOLD for own in rest):
        return False
    told = (
        "verb" in own
        and own & {"past", "pres"}
        and own.isdisjoint(("part", "sup", "inf", "quality"))
        and not any(tag.startswith("measure:") for tag in own)
        for own in rest[1:4]
    )
    return not any(told)


def _answered_for(it: Outlook, start: int) -> bool:
    """ "The product owner is accountable for getting v4 out before half-term": a result, and who answers for it."""
    hit = it.marked.all("accountable")[0]
    if hit.first > start + _NEAR or hit.first == start:
        return False
    rest = range(hit.last + 1, min(hit.last + _FAR, len(it.tokens)))
    clause = it.marked.language == "en" or it.tokens[hit.last].fold in _FOR
    deed = any("verb" in it.tags[step] and it.tags[step] & _DEEDS for step in rest)
    named = any(owner.first < hit.first and owner.kind in ("person", "role", "team") for owner in it.owners)
    if it.coming:
        return clause and deed
    return (
        named
        and clause
        and any("verb" in it.tags[step] and it.tags[step] & _RESULTS for step in rest)
        and (it.counted or "quality" in it.marked.present)
    )


def _cleft(it: Outlook, start: int) -> bool:
    """ "What we want is 500 members by May", "det vi vill är att nå …"."""
    near = it.tokens[start + 1 : start + 4]
    if not any(token.fold in _WANTED for token in near) or it.tags[start + 1 : start + 2] == () or not it.tags[start + 1] & {"we", "i"}:
        return False
    return any("be" in own for own in it.tags[start + 3 : start + _FAR]) and (it.counted or it.coming)


def _place(it: Outlook, start: int) -> bool:
    """ "A seat on the framework agreement", "förstasidan på Google"."""
    at = start + (it.tokens[start].fold in _ONE)
    if any(own & _TOLD or "modal" in own for own in it.tags[at + 1 :]) or it.past:
        return False
    after = next((step for step in range(at + 1, min(at + 3, len(it.tokens))) if it.tokens[step].fold in _WHERE), -1)
    return after > 0 and after + 1 < len(it.tokens) and it.tags[after + 1].isdisjoint(("you", "yours"))
