"""How a thing goes or stands now: "once approved, the case is passed on", "twelve flats stand empty at the moment" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_SHOWING, _EVIDENCE = both("wording", "showing"), both("wording", "evidence")
_WHEN = frozenset("once when whenever after as nar efter sa".split())
_DEED = frozenset(("inf", "imp"))
_WISHED = frozenset(("modal", "aim"))
_FINITE = frozenset(("be", "have", "past_be"))
_STILL = frozenset("still fortfarande".split())
_YET = frozenset("yet annu an".split())
_NONE = frozenset("no not never ingen inga inget inte hasn't haven't isn't aren't".split())
_HELD = frozenset(("keep", "bound", "than"))
_MEAN = frozenset("average snitt genomsnitt medeltal mean".split())
_EARLY, _FAR, _SUBJECT = 3, 30, 5
_UNLESS = frozenset(("unless", "savida"))


def routine(it: Outlook, start: int) -> str:
    """ "description", "report" or "background", or ""."""
    folds = it.marked.source.folds
    if it.prefixed or len(folds) - start < 4:
        return ""
    if not it.bound and _shown(it, start):
        return "background"
    if "defining" in it.marked.present and _defined(it, start):
        return "description"
    if it.bound or not it.marked.present.isdisjoint(_WISHED):
        return ""
    if not _UNLESS.isdisjoint(folds) and not it.counted:
        return "background"
    if it.coming:
        return ""
    if folds[start] in _WHEN and not it.counted and _passed_on(it, start):
        return "description"
    ordered = "verb" in it.tags[start] and not it.tags[start].isdisjoint(_DEED)
    if ordered:
        return ""
    if not _STILL.isdisjoint(folds) and _still(it, start) or "nowadays" in it.marked.present and _at_present(it):
        return "description"
    if folds[-1 - (folds[-1] in ".!")] in _YET and not _NONE.isdisjoint(folds):
        return "report"
    return "report" if not _MEAN.isdisjoint(folds) and _averaged(it, start) else ""


def _shown(it: Outlook, start: int) -> bool:
    """ "Projections show 400 fewer children in 2030", "forskning visar att …": what is known, and not wanted."""
    tokens, lemmas = it.tokens, it.marked.lexis.lemmas
    for step in range(start, min(start + _EARLY, len(tokens) - 1)):
        fold = tokens[step].fold
        if fold in _EVIDENCE or it.marked.language == "sv" and fold.endswith(("prognosen", "prognos", "statistiken", "undersokningen")):
            for verb in range(step + 1, min(step + 5, len(tokens))):
                own = tokens[verb].fold
                if lemmas.get(own, own.removesuffix("s")) in _SHOWING or own in _SHOWING or own.removesuffix("r") in _SHOWING:
                    return verb > step and "preposition" not in it.tags[verb - 1] and "determiner" not in it.tags[verb - 1]
    return False


def _defined(it: Outlook, start: int) -> bool:
    """ "eNPS measures how likely …", "dormant accounts are those with …": what a word means."""
    if it.coming:
        return False
    for hit in it.marked.all("defining"):
        if start < hit.first <= start + _SUBJECT and not any("modal" in own or "aim" in own for own in it.tags[start : hit.first]):
            return it.marked.language == "en" or not it.counted
    return False


def _passed_on(it: Outlook, start: int) -> bool:
    """ "Once the quote is approved, the case is passed on": two clauses in the plain present."""
    comma = next((step for step in range(start + 2, min(start + _FAR, len(it.tokens) - 2)) if it.tokens[step].fold == ","), -1)
    if comma < 0 or not any(own & _FINITE or "verb" in own for own in it.tags[start + 1 : comma]):
        return False
    if not it.tags[comma + 1].isdisjoint(("we", "i")):
        return False
    after = it.tags[comma + 2 : comma + 8]
    head = it.tags[comma + 1]
    return ("verb" not in head or head.isdisjoint(_DEED)) and any(own & _FINITE or "verb" in own and "pres" in own for own in after)


def _still(it: Outlook, start: int) -> bool:
    """ "Fourteen services still run inside the monolith": how it has stayed."""
    if not it.marked.present.isdisjoint(_HELD) and "keep" in it.tags[start]:
        return False
    for step in range(start + 1, len(it.tokens) - 1):
        if it.tokens[step].fold in _STILL:
            near = (*it.tags[step + 1 : step + 2], *it.tags[step - 1 : step])
            return any(own & _FINITE or "verb" in own or "stative" in own for own in near)
    return False


def _at_present(it: Outlook) -> bool:
    """ "Twelve flats stand empty at the moment": told of today, at either end, with one number at most."""
    hit = it.marked.all("nowadays")[0]
    ends = len(it.tokens) - 1 - (it.tokens[-1].fold in ".!")
    if hit.first > 0 and hit.last < ends or sum(token.kind == "n" for token in it.tokens) > 1 or "than" in it.marked.present:
        return False
    if "quality" in it.tags[0] or "change_noun" in it.marked.present:
        return False
    before = it.tokens[hit.first - 1].fold if hit.first else ""
    verb = any("verb" in own and own & {"pres", "inf"} or own & _FINITE or "stative" in own for own in it.tags[1:])
    return verb and before not in ("from", "fran", "an", "mot", "(", ",", ":", "-", "as", "som")


def _averaged(it: Outlook, start: int) -> bool:
    """ "Our tenants stay seven years on average": a verb, and what it comes to."""
    if it.past or it.cycle or "each" in it.tags[start]:
        return False
    for step in range(start + 1, min(start + _SUBJECT, len(it.tokens) - 2)):
        own = it.tags[step]
        if "verb" in own and own & {"pres", "inf"} and not own & _FINITE and not it.framed[step]:
            return own.isdisjoint(("up", "down", "reach")) and not any(tag.startswith("measure:") for tag in own)
    return False
