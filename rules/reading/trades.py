"""What a firm says that it does all the time: its trade, and to whom or where, with nothing new to come of it (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_CUSTOMARY = both("wording", "customary")
"""Verbs of what a firm does all the time."""
_OURS = frozenset("vara vart var alla dig er ert dina kunden kunderna kunder alltid".split())
_ALWAYS = frozenset("kunden kunderna ansvaret skillnaden".split())
_NOVEL = frozenset(("one_thing", "particle", "numeral", "indefinite", "quality"))
_WHERE = frozenset("to till in i at across for at hos among bland".split())


def standing(it: Outlook, finite: int) -> bool:
    """ "We sell to dentists", "vi exporterar till Norge": to whom or where one does what one does."""
    after = finite + 1 + (finite + 1 < len(it.tags) and not it.tags[finite + 1].isdisjoint(("we", "i")))
    if it.amount or it.cycle or after >= len(it.tokens) or it.tokens[after].fold not in _WHERE:
        return False
    return all("quality" not in own for own in it.tags[after:])


def customary(it: Outlook, verb: int) -> bool:
    """ "Vi gör skillnad", "vi levererar kvalitet": what a firm says that it does, for nothing new comes of it."""
    if it.marked.language != "sv" or it.counted or it.cycle:
        return False
    if it.marked.lexis.lemmas.get(it.tokens[verb].fold) not in _CUSTOMARY:
        return False
    after = verb + 1
    while after < len(it.tokens) and (it.tokens[after].fold in _OURS or it.tags[after] & {"we", "i"}):
        after += 1
    if after >= len(it.tokens):
        return True
    fold = it.tokens[after].fold
    new = any(tags & _NOVEL for tags in it.tags[after : after + 4])
    return not (
        new or it.tokens[after].kind == "n" or fold.endswith(("en", "et", "na")) and not fold.endswith("tet") and fold not in _ALWAYS
    )
