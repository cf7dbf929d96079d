"""A second result told in few words: a figure in a row of figures, what has a time of its own, what a launch shall bring (rulebook §6)."""

from __future__ import annotations

from rules.reading.deeds import has_object
from rules.reading.facts import Quantity
from rules.reading.marking import Marked

_WITH, _GOAL = frozenset(("with", "med")), frozenset("goal target aim ambition mal malet malsattning malsattningen ambitionen".split())
_FIGURES = frozenset(("count", "share", "money"))
_BROUGHT = frozenset(
    "leads reach deals customers revenue csat nps customer_value hit_rate market audience order_value pipeline profit margin".split()
)
"""Measures of what comes of a thing that is made."""
_ENSURING, _THAT = frozenset("ensure sakerstall sakerstalla sakerstaller make se".split()), frozenset("that att sure till".split())
_STOPS = frozenset(".;")
_PHRASE, _AHEAD, _BRIEF = 7, 14, 4


def second(marked: Marked, framed: bytearray, begin: int, join: int, near: list[Quantity]) -> bool:
    """Whether a result of its own follows the join, by its figure or its time."""
    left = [q for q in near if begin <= q.first < join]
    right = [q for q in near if q.first > join]
    if right and _assured(marked, begin, join, right[0]):
        return True
    if marked.tokens[join].fold == ",":
        if right and right[0].first <= join + 2 and (_row(marked, begin, join, left, right[0]) or _brought(marked, begin, join, right[0])):
            return True
        if 1 in framed and _on_the_way(marked, framed, begin, join, right):
            return True
    return 1 in framed and bool(left) and _later(marked, framed, begin, join)


def _assured(marked: Marked, begin: int, join: int, other: Quantity) -> bool:
    """ "Automate the training and ensure that all have done it": so many of somebody shall do or get something."""
    after = join + 1
    if marked.tokens[after].fold not in _ENSURING or not after < other.first <= after + _BRIEF:
        return False
    return marked.source.folds[after + 1] in _THAT and has_object(marked, begin, join)


def _row(marked: Marked, begin: int, join: int, left: list[Quantity], other: Quantity) -> bool:
    """ "50k views a month, 3 % clicks": figures without a verb, each with its own thing."""
    if not left or other.first > join + 1 or other.kind not in _FIGURES or left[-1].kind not in _FIGURES:
        return False
    one = left[-1]
    if any("verb" in marked.tags[step] and "inf" in marked.tags[step] and not _measured(marked, step) for step in range(begin, join)):
        return False
    if one.kind != other.kind:
        return bool(one.noun and other.noun) and "share" in (one.kind, other.kind)
    if one.noun and other.noun and one.noun != other.noun and one.kind == "share" and _rated(marked, one) and _rated(marked, other):
        return True
    return one.kind == "share" and _goal_of(marked, one.last, join) != _goal_of(marked, other.last, len(marked.tokens)) != ""


def _rated(marked: Marked, q: Quantity) -> bool:
    """What a share is of is a measure itself: "5 % clicks"."""
    return any(tag.partition(":")[2] in _BROUGHT for tag in marked.tags[min(q.last + 1, len(marked.tags) - 1)])


def _goal_of(marked: Marked, last: int, stop: int) -> str:
    """Where a share of something goes: the "list" of "5 % of visitors to the list"."""
    for step in range(last + 1, min(last + _PHRASE, stop) - 1):
        if marked.tokens[step].fold in ("to", "till"):
            return marked.tokens[step + 1].fold
    return ""


def _measured(marked: Marked, step: int) -> bool:
    return any(tag.startswith("measure:") for tag in marked.tags[step])


def _brought(marked: Marked, begin: int, join: int, other: Quantity) -> bool:
    """ "Launch the app, 10,000 downloads by June": something is made, and so much shall come of it."""
    if other.kind not in _FIGURES or not any(
        "deliver" in own and "verb" in own and own & {"inf", "imp"} for own in marked.tags[begin : min(begin + _BRIEF, join)]
    ):
        return False
    reach = range(other.last, min(other.last + _BRIEF, len(marked.tokens)))
    if other.noun is None and other.kind == "count":
        return False
    return any(tag.partition(":")[2] in _BROUGHT for step in reach for tag in marked.tags[step] if tag[:2] == "me")


def _on_the_way(marked: Marked, framed: bytearray, begin: int, join: int, right: list[Quantity]) -> bool:
    """ "… by 2030, with a goal of net zero by 2045": another level by another time."""
    after = join + 1
    if marked.tokens[after].fold not in _WITH or 1 not in framed[begin:join]:
        return False
    stop = next((step for step in range(after, len(marked.tokens)) if marked.tokens[step].fold in _STOPS), len(marked.tokens))
    stop = min(stop, after + _AHEAD)
    if 1 not in framed[after:stop]:
        return False
    aimed = not _GOAL.isdisjoint(marked.source.folds[after + 1 : after + _BRIEF])
    return aimed or any(q.kind == "share" and q.first < after + _BRIEF for q in right)


def _later(marked: Marked, framed: bytearray, begin: int, join: int) -> bool:
    """ "50 kunder i år och break-even inom två år": a thing that is there or not, by a time that is not the first's."""
    if not framed[join - 1] or framed[join + 1] or marked.tags[join + 1] & {"preposition", "function"}:
        return False
    if "verb" in marked.tags[join + 1] and not _measured(marked, join + 1):
        return False
    stop = join + 1
    while stop < len(framed) and not framed[stop] and stop <= join + _BRIEF:
        stop += 1
    if stop >= len(framed) or not framed[stop]:
        return False
    last = stop
    while last < len(framed) and framed[last]:
        last += 1
    if last < len(framed) and marked.tokens[last].kind != "p" or any("preposition" in marked.tags[step] for step in range(join + 1, stop)):
        return False
    named = {tag for own in marked.tags[join + 1 : stop] for tag in own if tag[:2] == "me"}
    return bool(named) and named.isdisjoint(tag for own in marked.tags[begin:join] for tag in own)
