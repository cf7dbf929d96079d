"""What is done all the time or nowadays: a trade, to whom or where, on what time goes, what a doing leads to (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_CUSTOMARY = both("wording", "customary")
"""Verbs of what a firm does all the time."""
_OURS = frozenset("vara vart var alla dig er ert dina kunden kunderna kunder alltid".split())
_ALWAYS = frozenset("kunden kunderna ansvaret skillnaden".split())
_NOVEL = frozenset(("one_thing", "particle", "numeral", "indefinite", "quality"))
_SPENDING, _OVERHEAD = both("wording", "spending"), both("wording", "overhead")
_FROM = frozenset("from than fran an mot against".split())
_WHICH = frozenset("who which that what".split())
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


def spent(it: Outlook, finite: int) -> bool:
    """ "Sellers spend 8 hours a week on admin": what takes the time that is wanted for something else."""
    if it.marked.lexis.lemmas.get(it.tokens[finite].fold) not in _SPENDING or it.coming or it.bound:
        return False
    return any(token.fold in _OVERHEAD for token in it.tokens[finite + 2 :])


def nowadays(it: Outlook) -> bool:
    """ "Gets 30 visits a week today", and not "up from 30 today"."""
    hit = next(iter(it.marked.all("nowadays")), None)
    return hit is not None and all(token.fold not in _FROM for token in it.tokens[max(0, hit.first - 4) : hit.first])


def among(it: Outlook) -> bool:
    """ "We sell to 40 municipalities": every number tells to whom or where, none how much."""
    wanted = [q for q in it.quantities if q.role in ("target", "by")]
    return bool(wanted) and all(q.first and it.tokens[q.first - 1].fold in _WHERE for q in wanted)


def sold_in(it: Outlook, finite: int) -> bool:
    """ "Our products are sold in 30 countries": to whom or where, as it always is."""
    if it.coming or it.bound or it.cycle or not it.counted or not it.tags[finite].isdisjoint(("past", "modal")):
        return False
    passive = "be" in it.tags[finite] or it.marked.language == "sv" and it.tokens[finite].fold.endswith("ljs")
    near = it.tags[finite + 1 : finite + 3]
    return passive and among(it) and (it.marked.language == "sv" or any("sup" in own for own in near))


def doingdoes(it: Outlook, start: int, finite: int) -> bool:
    """ "Reducing waste saves money": a doing is the subject, and what it leads to is told."""
    start += it.tokens[start].fold.endswith("ly") and start + 1 < finite
    if not _WHICH.isdisjoint(it.marked.source.folds[start + 1 : finite]):
        return False  # "reaching 100 people a week who are interested in what we sell"
    if "ing" not in it.tags[start] or it.coming or it.bound or it.tags[start] & {"functions", "teams"}:
        return False
    if it.tags[start + 1] & {"role_plurals", "roles", "role_heads", "teams"}:
        return False  # "hiring managers report …"
    return not any(owner.first <= start + 1 and owner.last < finite for owner in it.owners) and all(
        token.fold != "," for token in it.tokens[start:finite]
    )
