"""What agendas and leaflets say beside goals: a point and its minutes, what a tool does, what to hand in when (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_HANDED, _SUBMITTED = both("telling", "handed_in"), both("telling", "submitted")
_FEELS = frozenset("feels seems sounds looks kanns later verkar".split())
_MINUTES = frozenset("min mins minutes minuter minute".split())
_WAY, _IS_FOR = both("telling", "is_called"), frozenset("to for of att for av i in som".split())
_ARTICLES = frozenset("a an the one en ett".split())
_RANGE, _ALL = frozenset(("fran", "from")), frozenset("allt alla everything anything".split())
_SHALL = frozenset("ska skall must should ar bor maste".split())
_OTHERS = frozenset(("measure:", "rol", "outsider", "anybody", "teams", "functions", "aim", "change_noun", "quality"))
_NO_OBJECT = frozenset(("preposition", "be", "modal", "have", "verb", "conjunction", "subordinate"))
_POINTED = ("det", "ar")
_SHORT, _NEAR = 9, 7


def leaflet(it: Outlook, start: int) -> str:
    """ "heading", "description" or "background", or ""."""
    words, folds = it.marked.source.words, it.marked.source.folds
    if len(folds) - start < 3:
        return ""
    if not _MINUTES.isdisjoint(words) and _timed_point(it, start):
        return "heading"
    if not _FEELS.isdisjoint(words) and not it.coming and _felt(it, start):
        return "background"
    if not _SUBMITTED.isdisjoint(words) and _handed_in(it, start):
        return "background"
    if not (it.counted or _WAY.isdisjoint(words)) and _is_called(it, start):
        return "description"
    if it.coming or it.counted and not it.bound:
        return ""
    if not _RANGE.isdisjoint(words) and not _ALL.isdisjoint(words) and _all_sorts(it, start):
        return "description"
    if it.marked.language == "en" and _feature(it, start):
        return "description"
    return "background" if not it.counted and _pointed(it, start) else ""


def _timed_point(it: Outlook, start: int) -> bool:
    """ "Customer feedback review (30 min)": a point of an agenda."""
    folds = it.marked.source.folds
    if folds[-1] != ")" or len(folds) - start > _SHORT + 2 or folds[-2] not in _MINUTES or folds[-4:-3] != ["("]:
        return False
    return it.tags[start].isdisjoint(("inf", "imp")) or any(tag.startswith("measure:") for tag in it.tags[start])


def _felt(it: Outlook, start: int) -> bool:
    """ "10 % feels right", "20 känns mycket": what is thought of a figure."""
    q = next((q for q in it.quantities if q.first <= start + 1), None)
    return q is not None and q.last + 1 < len(it.tokens) and it.tokens[q.last + 1].fold in _FEELS


def _handed_in(it: Outlook, start: int) -> bool:
    """ "Motioner ska vara styrelsen tillhanda senast 1 februari", "applications must be submitted by May": who wants it is served."""
    folds = it.marked.source.folds
    at = next((step for step in range(start, min(start + _NEAR, len(folds))) if folds[step] in _SHALL), -1)
    if at < 0 or not any(fold in _HANDED for fold in folds[start:at]) or not it.tags[start].isdisjoint(("each", "numeral")):
        return False
    return not (it.counted and not it.frames) and any(fold in _SUBMITTED for fold in folds[at + 1 :])


def _all_sorts(it: Outlook, start: int) -> bool:
    """ "Vi köper allt från lastbilar till mopeder", "we do everything from logos to film": a trade."""
    folds = it.marked.source.folds
    at = next((step for step in range(start + 1, len(folds) - 3) if folds[step] in _ALL and folds[step + 1] in _RANGE), -1)
    if at < 0 or "modal" in it.marked.present or it.tags[start] & {"inf", "imp"} and "verb" in it.tags[start]:
        return False
    return any(fold in ("till", "to") for fold in folds[at + 3 :])


def _feature(it: Outlook, start: int) -> bool:
    """ "Generates letters in under 15 seconds": what a tool does, said of nobody."""
    own, token = it.tags[start], it.tokens[start]
    if start or "pres" not in own or "verb" not in own or not token.fold.endswith("s") or own & {"be", "have", "modal", "inf", "noun"}:
        return False
    if any(tag.startswith(("measure:", "role")) or tag in _OTHERS for tag in own) or it.owners or it.cycle:
        return False
    after = it.tokens[1]
    return after.kind == "w" and it.tags[1].isdisjoint(_NO_OBJECT) and not after.fold.endswith("ed") and not it.framed[1]


def _is_called(it: Outlook, start: int) -> bool:
    """ "The plan of operations is a way for members to …", "planen är ett sätt att påverka": what a thing is."""
    folds = it.marked.source.folds
    for step in range(start + 1, min(start + _SHORT, len(folds) - 3)):
        if "be" in it.tags[step] and folds[step + 1] in _ARTICLES:
            at = step + 2 + (folds[step + 2] not in _WAY)
            named = at + 1 < len(folds) and folds[at] in _WAY and folds[at + 1] in _IS_FOR
            before = it.tags[start:step]
            return named and all(own.isdisjoint(("aim", "modal", "we", "i", "subordinate")) for own in before)
    return False


def _pointed(it: Outlook, start: int) -> bool:
    """ "Det är en målbild som ska bli synlig": of what was named before."""
    folds = it.marked.source.folds
    if tuple(folds[start : start + 2]) != _POINTED or folds[start + 2] not in ("en", "ett"):
        return False
    return any(folds[step] == "som" and folds[step + 1] in _SHALL for step in range(start + 3, min(start + _SHORT, len(folds) - 1)))
