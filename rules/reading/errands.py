"""Who of ours does which piece of work, in the plain present of minutes: "Lisa bokar lokalen", "ordf fixar kallelsen" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_ERRANDS, _OFFICES = both("telling", "errands"), both("telling", "offices")
_OPENERS = frozenset(errand.split()[0] for errand in _ERRANDS)
_JOINED = frozenset(("och", "and", "&", ","))
_ALWAYS = frozenset("alltid ofta oftast brukar always often usually".split())
_WHEN = frozenset("nar om innan when if whenever once".split())
_FAR = 6


def errand(it: Outlook, start: int) -> bool:
    """Somebody by name, or who holds an office of a club, does one thing of those one is sent for; not over and over."""
    words = it.marked.source.words
    if _OPENERS.isdisjoint(words) or it.past or it.cycle or not (_ALWAYS.isdisjoint(words) and _WHEN.isdisjoint(words)):
        return False
    folds, at = it.marked.source.folds, start
    persons = {step for owner in it.owners if owner.kind == "person" for step in range(owner.first, owner.last + 1)}
    while at < min(start + _FAR, len(folds) - 2) and (at in persons or folds[at] in _OFFICES or at > start and folds[at] in _JOINED):
        at += 1
    if at == start or at + 1 >= len(folds):
        return False
    return folds[at] in _ERRANDS or " ".join(folds[at : at + 2]) in _ERRANDS
