"""Swedish orders that counsel a reader: "Mät ofta", "håll det enkelt", "var ärlig mot dig själv" (rulebook §0).

Swedish goals command in the infinitive as a rule, so an imperative of its own form ("mät", "välj") that has neither number nor day is
looked at more closely: what it is done to, or how, tells whether a result is wanted.
"""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.openings import is_our
from rules.reading.outlook import Outlook

_MANNER = both("wording", "manner")
_PRONOUNS = frozenset("det den dem dig er dina ditt din era ert".split())
_THINGS = frozenset("saker sakerna ting".split())
_DEED = frozenset(("inf", "imp"))
_RESULTS = frozenset("up down reach deliver keep determiner quality function".split())
_PLAIN = frozenset(("be", "have", "modal"))
_ALONE = ("ig", "istisk", "ktisk", "serad", "beredd", "rädd", "sam", "aktiv", "konkret", "oppen", "nyfiken", "snall", "noga", "tydlig")
"""How an adjective of one person ends: "ärlig", "realistisk", "konkret", "förberedd"."""
_NO_QUALITY = frozenset("dig sig mig den en till skall".split())
_EARLY = 4


def counselled(it: Outlook, start: int) -> bool:
    """Whether a Swedish text orders somebody to do something of which no goal is made."""
    if it.marked.language != "sv" or start + 1 >= len(it.tokens) or it.coming or it.bound or it.prefixed:
        return False
    if is_our(it.marked, start):
        return False  # "vår ambition är att ni som medlemmar …"
    if any(owner.kind != "diffuse" and owner.first > start for owner in it.owners):
        return False
    if _be(it, start):
        return True
    own = it.tags[start]
    if not it.counted and it.tokens[start].fold.endswith("a") and own.isdisjoint(_RESULTS) and _to_reader(it, start):
        return True  # "leta upp din förenings idé"
    if "verb" not in own or not own & _DEED or own & _PLAIN:
        return False
    if _both_orders(it, start):
        return True
    if it.counted:
        return False
    ordered = "imp" in own and "inf" not in own or it.tokens[start].fold == "borja"
    at = start + 1
    while at < len(it.tokens) and "particle" in it.tags[at]:
        at += 1
    if at >= len(it.tokens):
        return False
    fold = it.tokens[at].fold
    if ordered and "goal_words" in it.tags[at] and own.isdisjoint(("up", "down", "reach", "deliver")):
        return True  # "håll målen få"
    if ordered and any(tags & {"yours", "you"} for tags in it.tags[at:]):
        return True
    if fold in _PRONOUNS and _alone(it, at):
        return not _easier(it, at)
    if ordered and (fold in _MANNER or any(token.fold in _THINGS for token in it.tokens[at : at + _EARLY])):
        return not own & {"up", "down"}
    return ordered and bool(it.framed[at]) and not _object(it, at)


def _to_reader(it: Outlook, start: int) -> bool:
    """ "Formulera din egen vision"."""
    return any("yours" in own for own in it.tags[start + 1 :])


def _be(it: Outlook, start: int) -> bool:
    """ "Var tydlig": how to be; "var fjärde affär" is each of four."""
    token, after = it.tokens[start], it.tokens[start + 1]
    if token.fold != "var":
        return False
    if after.kind != "w" or it.framed[start] or it.amount or "preposition" in it.tags[start + 1]:
        return False
    return after.fold.endswith(_ALONE) and after.fold not in _NO_QUALITY


def _alone(it: Outlook, at: int) -> bool:
    """The pronoun stands for itself: "det enkelt", "dem varje vecka", "det som går", no "den nya prislistan"."""
    fold = it.tokens[at].fold
    if fold == "dem" or fold == "dig" and (at + 1 >= len(it.tokens) or it.tokens[at + 1].fold not in ("en", "ett")):
        return True
    if fold in ("det", "den"):
        after = it.tokens[at + 1].fold if at + 1 < len(it.tokens) else ""
        return not after or after == "som" or after in _MANNER or after.endswith(("kelt", "ligt", "igt")) or it.tokens[at + 1].kind == "p"
    return False


def _easier(it: Outlook, at: int) -> bool:
    """ "Gör det enkelt att bli kund": a result."""
    return not it.marked.has(at + 1, "subordinate") and any(token.fold in ("att", "for") for token in it.tokens[at + 2 : at + 6])


def _both_orders(it: Outlook, start: int) -> bool:
    """ "Välj tre nyckeltal och följ dem": one thing after the other, with goals."""
    if not it.marked.present & {"counted_goals", "goal_words"}:
        return False
    for step in range(start + 1, len(it.tokens) - 2):
        if it.tokens[step].fold in ("och", ".", ",") and "imp" in it.tags[step + 1] and it.tokens[step + 2].fold in ("dem", "det", "dessa"):
            return True
    return False


def _object(it: Outlook, at: int) -> bool:
    """Something that it is done to, before a join."""
    for step in range(at, len(it.tokens)):
        if it.tokens[step].fold in ("och", ",", "."):
            return False
        if not it.framed[step] and it.tokens[step].kind == "w" and "function" not in it.tags[step]:
            return True
    return False
