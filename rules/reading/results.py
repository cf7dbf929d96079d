"""How many results a text names that could be reached separately, and where the second begins (rulebook §6)."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress

from rules.reading.deeds import ACTS, commands, has_object, own_object, result_verb
from rules.reading.facts import Quantity
from rules.reading.marking import Hit, Marked
from rules.reading.seconds import second
from rules.reading.series import adverbial, complement, elided_modal, gained_and_kept, in_series
from rules.reading.splits import MEANWHILE, another, as_well, bracketed, kin, opening, willed

_GAUGED = frozenset("measured counted expressed as matt matta uppmatt raknat uttryckt".split())
"""What tells by what a result is told."""
_BETWEEN = frozenset(("mellan", "between"))
_WINDOW = 40
"""Tokens on either side of a join that are looked at, so that a long text takes linear time."""
_PHRASE = 7
"""Tokens from a join to the number of what it joins."""
_STEM = 4
_FROM, _UNITS = 4, frozenset("%$€£")
"""What a starting value adds between them."""
_SMALL = frozenset("determiner preposition conjunction function modal each bound".split())
_PARTS = frozenset(("och", "/", "o", "samt", "and", "&", "plus", "+", ",", ";", ".", "(", ")", "→", "->", *MEANWHILE))
"""What may stand between two results, and the brackets in which nothing is a result of its own."""


def split_at(marked: Marked, side: bytearray, quantities: tuple[Quantity, ...], framed: bytearray) -> tuple[int, int]:
    """The number of results (1, 2 …) and the token where the second begins (the number of tokens where there is none)."""
    tokens = marked.tokens
    results, first = 1, len(tokens)
    joins = list(compress(range(first), map(_PARTS.__contains__, marked.source.folds)))
    if "well" in marked.source.words:
        joins = sorted([*joins, *as_well(marked)])
    if not joins or joins[0] == first - 1:
        return results, first  # nothing, or only the point at the end
    inside = bracketed(marked)
    wanted = [q for q in quantities if q.role in ("target", "by") and not side[q.first] and not inside[q.first]]
    places = [q.first for q in wanted]
    measures = [hit for hit in marked.measured if hit.tag[0] == "m"]  # and not the company's own
    at = [hit.first for hit in measures]
    begin = opening(marked)
    depth = 0
    for index in joins:
        fold = tokens[index].fold
        depth += (fold == "(") - (fold == ")")
        if side[index] or depth > 0 or fold in "()" or index < begin:
            continue
        if index + 1 >= len(tokens) or index == 0 or tokens[index + 1].glued and fold == ".":
            continue
        near = wanted[bisect_left(places, index - _WINDOW) : bisect_left(places, index + _WINDOW)]
        named = measures[bisect_left(at, index - _WINDOW) : bisect_left(at, index + _WINDOW)]
        if kin(marked, begin, index) or fold == "/" and not _figured(near, index):
            continue
        if _separate(marked, side, framed, near, named, max(begin, index - _WINDOW), index):
            results += 1
            first = min(first, index)
            begin = index + 1
    return results, first


def _figured(near: list[Quantity], join: int) -> bool:
    """ "Revenue 10 % / cost 5 %": a figure ends before the stroke, and another follows."""
    return any(q.last == join - 1 for q in near) and any(join < q.first <= join + _PHRASE for q in near)


def _gauged(marked: Marked, after: int) -> bool:
    """ "Better follow-up, measured as …, from 40 to 75 %": by what a result is told, and how far it goes."""
    folds = marked.source.line
    return (
        folds[after] in _GAUGED
        or folds[after] in ("from", "fran")
        and after + 1 < len(marked.tokens)
        and marked.tokens[after + 1].kind == "n"
    )


def _separate(marked: Marked, side: bytearray, framed: bytearray, near: list[Quantity], named: list[Hit], begin: int, join: int) -> bool:
    """Whether what follows the join is a result of its own, beside the one before it."""
    tokens, tags = marked.tokens, marked.tags
    comma = tokens[join].kind == "p" and tokens[join].fold != "&"
    after = join + 1
    while after < len(tokens) and (
        "conjunction" in tags[after] and after < join + 3 or after < join + 4 and ("again" in tags[after] or adverbial(marked, after))
    ):
        after += 1
    while not comma and after < len(tokens) and framed[after] and not side[after] and any(framed[begin:join]):
        after += 1  # "vara skuldfria 2040 och till 2030 minska …"
    if comma and after < len(tokens) and _gauged(marked, after):
        return False
    if after < len(tokens) and not side[after] and near and second(marked, framed, begin, join, near):
        return True
    if after >= len(tokens) or side[after] or "of_these" in tags[after] or tokens[join - 1].fold == "-" and tokens[join - 1].glued:
        return False
    if gained_and_kept(marked, begin, join, after) or elided_modal(marked, begin, join, after):
        return True
    if 1 in framed and _timed_apart(framed, begin, join, near):
        return True
    if _same_clause(marked, begin, join, after) or in_series(marked, framed, begin, join, after, near):
        return False
    if (
        "state" in marked.present
        and any("state" in own for own in tags[begin:join])
        and any("state" in own for own in tags[after : after + 4])
        and any(framed[begin:join])
    ):
        return any(framed[after : after + 8])
    if not _BETWEEN.isdisjoint(marked.source.folds[max(begin, join - 4) : join]):
        return False  # "samarbetet mellan sälj och marknad"
    if (
        "preposition" in tags[after]
        and not any("verb" in own for own in tags[after + 1 : after + 5])
        and not any(q.first > join and q.first - join < _PHRASE for q in near)
    ):
        return False  # "med rätt kvalitet och till lägsta kostnad"
    if result_verb(marked, after) and has_object(marked, begin, join) and own_object(marked, side, after):
        return True
    if (
        "modal" in marked.present
        and willed(marked, framed, after)
        and any("modal" in tags[step] or tags[step] & ACTS for step in range(begin, join) if not side[step] and not framed[step])
    ):
        return any(
            "modal" in tags[step] or "verb" in tags[step] and tags[step] & {"inf", "imp"} and not (step > begin and tokens[step].upper)
            for step in range(begin, join)
        )
    left = [q for q in near if begin <= q.first < join]
    right = [q for q in near if q.first > join]
    if left and right and _approached(marked, begin, join, left[-1], right[0]):
        return False
    if another(marked, begin, join, after, left, right):
        return True
    if tokens[join].fold in MEANWHILE:
        return False
    if left and right and _own_amount(marked, right[0], after, named) and _named_before(marked, left[-1], begin, join):
        return True
    if left and right and right[0].first == join + 1 and left[-1].rate and right[0].rate and left[-1].noun and right[0].noun:
        return left[-1].noun != right[0].noun  # "50 calls a day, 60 e-mails a day"
    one, other = _measure_near(named, begin, join), _measure_near(named, after, len(tokens))
    if left and right and right[0].first - join < 8:
        units = right[0].unit is not None and left[-1].unit is not None or right[0].unit != left[-1].unit
        if right[0].unit != left[-1].unit and units and right[0].first - join > 2 and right[0].kind != "duration":
            return True
        if left[-1].words and left[-1].kind == "share" and right[0].kind == "duration":
            return False  # "answer all mails and calls within 2 hours"
        return bool(other) and one != other and (right[0].unit != left[-1].unit or right[0].noun != left[-1].noun)
    if (
        "quality" in marked.present
        and not complement(marked, begin, join)
        and _wished(marked, begin, join)
        and after < len(tokens)
        and (tags[_article(marked, after)] & {"quality"} or tags[after] & {"up", "down"} and tags[after] & {"part", "sup"})
        and not any(
            "verb" in tags[step] and tags[step] & {"inf", "imp"}
            for step in range(after, min(after + 6, len(tokens)))
            if not _named(named, step) and step != after + 1 and "quality" not in tags[step]  # "lower churn" lowers nothing
        )
    ):
        after = _article(marked, after)
        return after + 1 < len(tokens) and tokens[after + 1].kind == "w" and not tags[after + 1] & {"preposition", "conjunction", "quality"}
    if not comma and _changed(marked, begin, join) and not left:
        if any(
            "preposition" in tags[step]
            and tokens[step].fold not in ("av", "of")
            and not (commands(marked, step + 1) and tags[step + 1] & {"up", "down"})
            for step in range(max(begin, join - _PHRASE), join)
        ):
            return False  # "vid kontakter med kommunen och vår personal"
        last = _last_measure(named, begin, join)
        then = _measure_near(named, after, min(after + 3, len(tokens)))
        if marked.language == "en" and _modifies(named, after, min(after + 3, len(tokens))):
            return False  # "private label and exclusive brand sales": one noun has both before it
        return bool(last and then and last != then and _apart(last, then) and join - begin < 12)
    return False


def _same_clause(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "Så ofta som jag vill och orkar": a second verb of the clause that only says which."""
    own = marked.tags[after]
    if after > join + 1 and any(marked.tags[step] & {"we", "i"} for step in range(join + 1, after)):
        return False
    if marked.language == "en" and "verb" in own and marked.tokens[join].kind == "w":
        near = [marked.tokens[step].fold for step in range(max(begin + 1, join - 3), join)]
        if "who" in near or "which" in near:
            return True  # "buyers who order and return"
    if marked.language != "sv" or not own & {"pres", "modal"} or "inf" in own or any(tag.startswith("measure:") for tag in own):
        return False
    return any(
        "subordinate" in marked.tags[step] or marked.tags[step] & {"i", "we"} and step > begin + 2
        for step in range(max(begin + 1, join - 6), join)
    )


def _own_amount(marked: Marked, q: Quantity, after: int, named: list[Hit]) -> bool:
    """ "… och avfallet med 20 %": a thing of its own stands between the join and its number, or right behind the number."""
    tokens, tags = marked.tokens, marked.tags
    if q.first - after > _PHRASE + (_FROM if "from" in marked.source.folds[after : q.first] else 0):
        return False
    before = range(after, q.first)
    if any("preposition" in tags[step] for step in range(after, min(after + 1, len(tokens)))) or any(
        tokens[step].kind == "p" and tokens[step].fold not in _UNITS for step in before
    ):
        return False
    return (
        any(tokens[step].kind == "w" and not tags[step] & _SMALL for step in before)
        and any(after <= hit.first < q.first for hit in named)
        or q.unit is not None
        and any(marked.source.written(step).isupper() and tokens[step].kind == "w" for step in before)
    )


def _named_before(marked: Marked, q: Quantity, begin: int, join: int) -> bool:
    """The first part names its own thing, before or behind its number."""
    return any(
        marked.tokens[step].kind == "w" and (not marked.tags[step] & _SMALL or any(tag[:2] == "me" for tag in marked.tags[step]))
        for step in range(begin, join)
        if not q.first <= step <= q.last
    )


def _timed_apart(framed: bytearray, begin: int, join: int, near: list[Quantity]) -> bool:
    """ "40 nya medlemmar i vår, 20 nya ledare till hösten": so many of this by then, and so many of that by another time."""
    one = next((q for q in reversed(near) if begin <= q.first < join), None)
    other = next((q for q in near if q.first > join), None)
    if one is None or other is None or other.first - join > _PHRASE or one.noun is None or other.noun is None:
        return False
    if one.noun[:_STEM] == other.noun[:_STEM] or one.unit != other.unit:
        return False
    return 1 in framed[one.last + 1 : join] and 1 in framed[other.last + 1 : other.last + _PHRASE] and 1 not in framed[join : other.first]


def _approached(marked: Marked, begin: int, join: int, one: Quantity, other: Quantity) -> bool:
    """ "Visit 10 schools and 5 libraries": one deed is done to both."""
    if other.first > join + 2 or one.kind != other.kind or not one.noun or not other.noun:
        return False
    return any("approaching" in own for own in marked.tags[max(begin, one.first - 2) : one.first])


def _article(marked: Marked, index: int) -> int:
    """Past an article: "… and a happier team"."""
    return index + 1 if marked.tags[index] & {"one_thing"} and index + 1 < len(marked.tokens) else index


def _named(named: list[Hit], index: int) -> bool:
    """Part of a measure's name: the "hit" of "hit rate"."""
    return any(hit.first <= index <= hit.last for hit in named)


def _wished(marked: Marked, begin: int, join: int) -> bool:
    """ "More meetings", "en mer effektiv vård": a quality and the thing that is to have it, without a verb that governs both."""
    tags = marked.tags
    if any(
        not tags[step].isdisjoint(("up", "down", "deliver")) and not tags[step].isdisjoint(("inf", "imp")) and "quality" not in tags[step]
        for step in range(begin, join)
    ):
        return False
    if join - begin == 2 and "one_thing" in tags[begin]:
        return False  # "en öppen och ärlig dialog"
    return any(
        "quality" in tags[step] and step + 1 < join and marked.tokens[join - 1].kind == "w" and "quality" not in tags[join - 1]
        for step in range(begin, join)
    )


def _measure_near(named: list[Hit], start: int, stop: int) -> str:
    for first, _, tag in named:
        if start <= first < stop:
            return tag
    return ""


def _last_measure(named: list[Hit], start: int, stop: int) -> str:
    return next((hit.tag for hit in reversed(named) if max(start, stop - 2) <= hit.first < stop), "")


def _modifies(named: list[Hit], start: int, stop: int) -> bool:
    """The first measure from here on is followed at once by another, which is the head: "brand sales"."""
    first = next((hit for hit in named if start <= hit.first < stop), None)
    return first is not None and first.first > start and any(hit.first == first.last + 1 for hit in named)


def _changed(marked: Marked, begin: int, join: int) -> bool:
    return any(not marked.tags[step].isdisjoint(("up", "down", "bringing_in")) for step in range(begin, join))


def _apart(one: str, other: str) -> bool:
    """Two measures of one kind ("awareness and recognition") are one result."""
    from rules.reading.measures import entries

    known = entries()
    first, second = known.get(one.partition(":")[2]), known.get(other.partition(":")[2])
    return first is not None and second is not None and first.theme != second.theme
