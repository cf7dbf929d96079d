"""What makes a goal without a time frame smaller or larger than its measure: one channel, one moment, one product; a step to new places."""

from __future__ import annotations

from bisect import bisect_right

from rules.model import Theme
from rules.reading import Reading
from rules.reading.lexicon import both

_CHANNELS, _MOMENTS, _OUTPUT = both("wording", "channels"), both("wording", "moments"), both("wording", "output")
_SHOPS, _OPENING, _SPREADING = both("wording", "shops"), both("wording", "opening_verbs"), both("wording", "spreading")
_RENOWN = both("wording", "renown")
_SELLING, _UPSELL, _WARES = both("wording", "selling"), both("wording", "upselling"), both("wording", "wares")
_GROUNDS, _ENTERING = both("deeds", "grounds"), both("deeds", "entering")
_NEW = frozenset("new ny nya nytt andra other additional another annan fler ytterligare".split())
_WHOLLY = frozenset("whole completely entirely helt brand in into to for i pa till the a an en ett med of av oss us sig our vara".split())
_MORE = frozenset("more fler mer in lots".split())
_INTO = frozenset("into mot in i".split())
_OUR = frozenset("the our my a an all vara vart mitt min vi oss us business verksamheten".split())
_ON, _OF = frozenset("on in at i pa via".split()), frozenset("of av".split())
_NUMERALS = frozenset("two three four five six ten en tva tre fyra fem sex tio minst least at".split())
_AFTER = frozenset("for with after in from at during med efter i vid under".split())
_ESTEEM = frozenset(("csat", "nps"))
_LIVING = frozenset("tillvaxt takt value varde vinst storlek omfang size pace".split())
_STEPS = 7
_HEAD, _NEAR, _FAR = 7, 2, 5


def narrowed(reading: Reading) -> bool:
    """Only one channel, one moment of many, one ware, or what a line turns out: no ambition of the whole."""
    measure, folds = reading.measure, reading.source.folds
    if measure is None:
        return False
    if measure.theme == Theme.MARKET and _named(folds, _ON, _CHANNELS):
        return True
    if measure.id in _ESTEEM and (
        _named(folds, _AFTER, _MOMENTS) or _before(folds, bisect_right(reading.source.starts, measure.start) - 1, _MOMENTS)
    ):
        return True
    if not _OUTPUT.isdisjoint(reading.source.words):
        return measure.id == "finance"
    upsold = not _UPSELL.isdisjoint(reading.source.words)
    return measure.theme == Theme.REVENUE and (_one_ware(folds) or upsold and _named(folds, _ON, _CHANNELS))


def spread(reading: Reading) -> bool:
    """ "Expand into the public sector", "open 20 more shops", "raise our visibility": the company comes to those that it is not with."""
    folds, words = reading.source.folds, reading.source.words
    for step, fold in enumerate(folds[:_HEAD]) if not reading.core and not _SPREADING.isdisjoint(words) else ():
        if fold in _SPREADING:
            after = step + 1
            while after < len(folds) and folds[after] in _OUR:
                after += 1
            if folds[after : after + 1] and folds[after] in _INTO and not _LIVING.intersection(folds[after + 1 : after + 2]):
                return True
    if not _RENOWN.isdisjoint(words):
        return not reading.core and bool(reading.changes) and not _named(folds, _ON, _CHANNELS)
    if _OPENING.isdisjoint(words) or not any(q.role in ("target", "by") and (q.value or 0) > 1 for q in reading.core):
        return False
    opens = next(step for step, fold in enumerate(folds) if fold in _OPENING)
    return any(fold in _SHOPS for fold in folds[opens + 1 : opens + 1 + _HEAD])


def entered(reading: Reading) -> bool:
    """ "Launch in three new countries", "attrahera en ny kundgrupp": the ground that is entered is the object itself."""
    folds, words = reading.source.folds, reading.source.words
    if _GROUNDS.isdisjoint(words) or _NEW.isdisjoint(words) or _ENTERING.isdisjoint(words):
        return False
    for step, fold in enumerate(folds):
        if fold not in _ENTERING:
            continue
        new, others = False, 0
        for ahead in folds[step + 1 : step + 1 + _STEPS]:
            if ahead in _GROUNDS:
                if new:
                    return True
                break
            new = new or ahead in _NEW
            others += new and ahead not in _NEW or not new and ahead not in _WHOLLY and not ahead.isdigit() and ahead not in _NUMERALS
            if others > 1 or not new and others:
                break
    return False


def _one_ware(folds: list[str]) -> bool:
    """ "Sell more care plans", "sälja in serviceavtalet", "upsell of filters"."""
    for step, fold in enumerate(folds):
        ahead = folds[step + 1 : step + 3]
        if len(ahead) < _NEAR:
            continue
        if fold in _SELLING and ahead[0] in _MORE and _thing(ahead[1]):
            return True
        if fold in _UPSELL and ahead[0] in _OF and _thing(ahead[1]):
            return True
    return False


def _thing(fold: str) -> bool:
    """A word for a thing, not for wares in general, nor a small word behind which somebody or some time is named."""
    return fold.isalpha() and len(fold) > _NEAR + 1 and fold not in _WARES


def _named(folds: list[str], before: frozenset[str], among: frozenset[str]) -> bool:
    """One of these words a few steps behind one of those: "with the support", "on linkedin"."""
    return any(fold in before and not among.isdisjoint(folds[step + 1 : step + 1 + 2 * _NEAR]) for step, fold in enumerate(folds))


def _before(folds: list[str], at: int, among: frozenset[str]) -> bool:
    """ "Implementation CSAT", "delivery-related 1-star reviews"."""
    return any(fold.split("-")[0] in among or fold.split("-")[-1] in among for fold in folds[max(0, at - _FAR) : at + 1])
