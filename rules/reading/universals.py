"""What is claimed of all or none: "alla", "every", "only" as 100 %, where what they claim can be seen (rulebook §2)."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.marking import Marked

_HEAD = 2
_THAT, _SAYING = frozenset(("att", "that")), frozenset(("inf", "imp", "ing", "pres"))
_FEELING = frozenset("kanna kanner uppleva upplever trivas trivs tycka tycker feel feels experience experiences enjoy".split())
_ONE = frozenset(("a", "an", "en", "ett"))
_WHOLE = frozenset(("hela", "entire", "whole"))
_CREWS: tuple[str, ...] = (
    "team",
    "teams",
    "staff",
    "crew",
    "force",
    "workforce",
    "organisation",
    "organization",
    "company",
    "department",
    "personal",
)
_CREWS += ("personalen", "karen", "laget", "ganget", "teamet", "gruppen", "organisationen", "koncernen")
_CREWS += ("avdelningen", "styrelsen", "ledningen", "foretaget", "bolaget", "verksamheten", "kommunen")
"""How words end for what consists of people: the whole of another thing is one thing."""


def universals(quantities: tuple[Quantity, ...], side: bytearray, marked: Marked) -> tuple[Quantity, ...]:
    """ "alla", "every", "only" as 100 %, where what they claim can be seen."""
    found = tuple(
        [
            q
            for q in quantities
            if universal(q) and not side[q.first] and q.role != "name" and not _served(q, marked) and not _one_whole(q, marked)
        ]
    )
    if (
        not found
        or not _FEELING.isdisjoint(marked.source.words)
        or _tried(marked, found[0].first)
        or any(
            hit.tag in ("up", "down") and "change_noun" not in marked.tags[hit.first] and marked.tags[hit.first] & {"inf", "pres", "imp"}
            for hit in marked.hits
        )
    ):
        return ()
    done = any(tags & {"deliver", "training"} and tags & {"part", "sup", "inf"} or "state" in tags for tags in marked.tags)
    if not done and any(hit.tag in ("quality", "amount") and not side[hit.first] for hit in marked.hits):
        return ()
    seen = any(
        marked.tags[index] & {"deliver", "act", "state", "training"}
        or "measure:training" in marked.tags[index]
        or marked.tags[index] & {"part", "sup"}
        or marked.has(index, "owning")
        and not marked.has(index + 1, "subordinate")
        and marked.tokens[min(index + 1, len(marked.tokens) - 1)].fold != "to"
        for index in range(len(marked.tokens))
        if not side[index]
    )
    return found if seen else ()


def _tried(marked: Marked, before: int) -> bool:
    """ "Help every customer …", "looking at all options": an effort for all is no result for all."""
    if not _THAT.isdisjoint(marked.source.folds[:before]):
        return False
    first = next(
        (tags for tags in marked.tags[:before] if "verb" in tags and tags & _SAYING and tags.isdisjoint(("be", "hedge"))), frozenset[str]()
    )
    return "effort" in first and not first & {"deliver", "act", "reach", "keep"}


def _one_whole(q: Quantity, marked: Marked) -> bool:
    """ "Move the entire back end", "sälja slut hela kollektionen": one thing, and no share of many."""
    if marked.tokens[q.first].fold not in _WHOLE:
        return False
    near = marked.source.folds[q.last + 1 : q.last + 4]
    return not any(fold.endswith(_CREWS) for fold in near)


def _served(q: Quantity, marked: Marked) -> bool:
    """ "Create an onboarding process for all new staff": whom it is for."""
    if not q.first or marked.tokens[q.first - 1].fold not in ("for", "among", "across", "bland"):
        return False
    if marked.tokens[q.first].fold not in ("all", "alla", "samtliga"):
        return False
    at = next((step for step, tags in enumerate(marked.tags[:_HEAD]) if "verb" in tags and tags & {"inf", "imp"}), -1)
    if at < 0:
        return False
    one = "one_thing" in marked.tags[at + 1] and marked.tokens[at + 1].fold in _ONE
    return "deliver" in marked.tags[at] and ("act" not in marked.tags[at] or one)


def universal(q: Quantity) -> bool:
    return q.words and q.kind == "share" and q.value is not None and q.value in (0, 100)
