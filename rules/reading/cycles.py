"""Rates and cycles ("per vecka", "annually"), vague time words ("snarast", "over time") and events ("före mässan") (rulebook §5)."""

from __future__ import annotations

from dataclasses import dataclass

from rules.reading.codes import ordinal
from rules.reading.durations import CYCLES, count_at
from rules.reading.facts import Cycle
from rules.reading.timewords import View, ahead, backward, behind, forward, members, suffixes


@dataclass(slots=True)
class Beat:
    """A cycle found: its tokens and what it recurs by."""

    first: int
    after: int
    cycle: Cycle


@dataclass(slots=True)
class Happening:
    """An event with the preposition before it; `later` when it only says what comes after it."""

    first: int
    after: int
    later: bool


_LONG, _NEAR = 7, 6
_WHICH = frozenset("som that which".split())
_AIMS = frozenset("goal goals ambition vision objective aim malet mal ambition visionen".split())
"""A long-term goal is one for the long term."""
_WITHIN = frozenset(("within", "in", "per", "than", "for", "under", "after", "every"))


def beat(view: View, at: int) -> Beat | None:
    """A cycle by word or phrase: "månatligen", "YoY", "i månaden", "över en konjunkturcykel"."""
    hit = ahead(forward("cycles"), view.line, at)
    if hit is None:
        return None
    cycle, after = hit
    fold = view.line[at]
    if fold in members("cased") and not view.written(at)[1:].replace("o", "O").isupper():
        return None
    behind_verb = at - view.sentence(at)[0] == 1 and behind(backward("determiners"), view.line, at) is None
    held = view.line[at - 1] in ("a", "an", "en", "ett") or behind_verb
    if fold in members("cycle_adjectives") and not held and any(view.line[at + step] in members("cycle_names") for step in (1, 2, 3)):
        return None  # "participation in the annual survey", but "hold an annual conference"
    if fold in members("cycle_adjectives") and (
        any(view.line[at + step] in members("user_words") for step in (1, 2))
        or not _WHICH.isdisjoint(view.folds[max(view.sentence(at)[0], at - _NEAR) : at])
    ):
        return None  # "500 daily active users", "a system that handles daily purchases"
    owned = fold in members("cycle_adjectives") and behind(backward("determiners"), view.line, at)
    if owned and any(view.line[at + step] in members("cycle_targets") for step in (1, 2, 3)):
        return None
    return Beat(at, after, CYCLES[cycle])


def each(view: View, at: int) -> Beat | None:
    """ "Per vecka", "varje kvartal", "var tredje månad", "every two weeks", "varannan fredag"."""
    hit = ahead(forward("each"), view.line, at)
    if hit is None:
        return None
    after = hit[1]
    if view.line[at] == "var" and "å" in view.written(at).lower():
        return None
    other = ahead(forward("other"), view.line, at)
    after = other[1] if other else after
    after += view.line[after] in members("each_fillers")
    many = view.line[at] != "per" or view.line[after + 1] in members("plurals")  # "per 2 weeks", but "per 31 mars"
    number = ordinal(view, after) or (count_at(view, after) if many else None)
    if number:
        after = number[1]
    unit = ahead(forward("units"), view.line, after) or ahead(forward("slashes"), view.line, after)
    if unit is None and view.line[at] == "per" and view.line[after + 1] in members("and"):
        unit = ahead(forward("units"), view.line, after + 2)
    if unit is None:
        day = ahead(forward("weekdays"), view.line, after)
        return Beat(at, day[1], "week") if day else _yearly(view, at, after)
    cycle = CYCLES.get(unit[0])
    if cycle is None or (view.line[at] == "var" and number is None and unit[1] >= len(view.folds) and at == 0):
        return None
    return Beat(at, unit[1], cycle)


def _yearly(view: View, at: int, after: int) -> Beat | None:
    """ "Every spring", "varje mars", "each Christmas"; "per" before a month is a date."""
    if view.line[at] in ("per", "var"):
        return None
    for name in ("months", "bare_seasons", "seasons", "feasts"):
        hit = ahead(forward(name), view.line, after)
        if hit:
            return Beat(at, hit[1], "year")
    return None


def slash(view: View, at: int) -> Beat | None:
    """ "/vecka", "/mo", "/v"."""
    if view.line[at] != "/" or at == 0:
        return None
    hit = ahead(forward("slashes"), view.line, at + 1) or ahead(forward("units"), view.line, at + 1)
    if hit is None:
        return None
    cycle = CYCLES.get(hit[0])
    single = len(view.line[at + 1]) == 1
    if cycle is None:
        return None
    if single and (not (view.glued(at) and view.glued(at + 1)) or (len(view.line[at - 1]) == 1 and view.tokens[at - 1].kind == "w")):
        return None
    return Beat(at, hit[1], cycle)


def counted(view: View, at: int) -> Beat | None:
    """ "I veckan" after a count ("3 gånger i veckan"); else it is the present week."""
    hit = ahead(forward("counted_cycles"), view.line, at)
    if hit is None:
        return None
    first, _ = view.sentence(at)
    for index in range(max(first, at - 5), at):
        if view.tokens[index].kind == "n" or view.folds[index] in members("times") or ahead(forward("numbers"), view.line, index):
            return Beat(at, hit[1], CYCLES[hit[0]])
    return None


def by_means(view: View, at: int) -> bool:
    """The cycle at a token belongs to the means: "genom tio samtal per dag", "by sending 3 mails/week", "mäts kvartalsvis"."""
    first, _ = view.sentence(at)
    for step in (1, 2):
        if at - step >= first and behind(backward("tracking"), view.line, at - step + 1, first):
            return True
    if ahead(forward("tracking"), view.line, at + 1):
        return True
    means = forward("means")
    for index in range(at - 1, first - 1, -1):
        fold = view.folds[index]
        if fold in members("means_ends"):
            return False
        if fold not in means:
            continue
        hit = ahead(means, view.line, index)
        if hit is None or (fold == "by" and not view.line[index + 1].endswith("ing")):
            continue
        return index == first or behind(backward("self_reference"), view.line, index, first) is None
    return False


def compound(view: View, at: int) -> Beat | None:
    """A meeting or letter named by its cycle, where it is a means: "genom veckomöten"."""
    hit = ahead(forward("cycle_compounds"), view.line, at)
    if hit is None or not behind(backward("means"), view.line, at):
        return None
    return Beat(at, hit[1], CYCLES[hit[0]])


def vague(view: View, at: int) -> int | None:
    """The index after a vague time word, or None. Before a noun it is an adjective ("long-term customers") and no time."""
    hit = ahead(forward("vague"), view.line, at)
    if hit and view.line[at] == "one" and view.line[at - 1] in _WITHIN:
        return None  # "within one day" is not some day
    if hit is None:
        return None
    after = hit[1]
    adverb = ahead(forward("vague_adverbs"), view.line, at)
    if adverb and adverb[1] == after and behind(backward("determiners"), view.line, at):
        return None
    adjective = ahead(forward("vague_adjectives"), view.line, at)
    if adjective and adjective[1] == after and after < len(view.folds):
        token = view.tokens[after]
        if (token.kind == "w" and token.fold not in members("function_words")) or token.fold == "-":
            return after if token.fold in _AIMS else None
    return after


def eventful(fold: str) -> bool:
    """Whether a word may be the one that makes a phrase an event: without one of these, `happening` finds nothing."""
    return (
        fold in forward("open_periods")
        or fold in forward("events")
        or fold in members("event_places")
        or fold in members("event_ends")
        or fold.endswith(suffixes("event_suffixes"))
    )


def happening(view: View, at: int) -> Happening | None:
    """An event with its preposition: "före mässan", "by the Series A close", "vid nästa styrelsemöte", "inom strategiperioden"."""
    for name in ("event_prepositions", "event_in", "event_at", "event_to"):
        hit = ahead(forward(name), view.line, at)
        if hit is None:
            continue
        found = _event(view, hit[1], name)
        if found is not None:
            return Happening(at, found, view.line[at] in members("after_words"))
    return None


def _event(view: View, start: int, name: str) -> int | None:
    """The index after the event that a preposition introduces; at most five words on, nothing but names and fillers between."""
    folds = view.folds
    for at in range(start, min(start + 6, len(folds))):
        fold = folds[at]
        period = ahead(forward("open_periods"), view.line, at)
        if period and (at > start or len(fold) > _LONG) and not _qualified(view, period[1]):
            return period[1]
        if name == "event_in":
            if fold not in members("event_fillers"):
                return None
            continue
        if name == "event_at":
            return at + 1 if fold in members("event_places") else None
        if name == "event_to":
            if fold in members("event_ends"):
                return at + 1
            if fold not in members("next"):
                return None
            name = "event_prepositions"
            continue
        hit = ahead(forward("events"), view.line, at)
        if hit and (at > start or hit[0] == "sv" or ahead(forward("bare_events"), view.line, at)):
            return _name(view, hit[1])
        if fold.endswith(suffixes("event_suffixes")) and fold not in members("event_not"):
            return at + 1
        if hit is None and not _passes(view, at, start):
            return None
    return None


def _name(view: View, after: int) -> int | None:
    """An event that goes on as another word ("launch-team", "project manager") is none; a preposition may follow."""
    if view.line[after] == "-" and view.glued(after):
        return None
    longer = ahead(forward("events"), view.line, after)
    return longer[1] if longer else after


def _qualified(view: View, after: int) -> bool:
    """ "Perioden 2025–2027", "perioden jan–mars": the period is named after it."""
    follows = view.line[after]
    return follows[:1].isdigit() or follows in forward("months") or follows in members("qualifiers")


def _passes(view: View, at: int, start: int) -> bool:
    """A word that may stand between the preposition and the event."""
    token = view.tokens[at]
    fold = token.fold
    if fold in members("event_fillers"):
        return True
    if token.kind == "n" and at > start:
        return False
    if token.kind != "w" or fold.endswith("ing") or any(fold in members(name) for name in ("function_words", "count_words", "units")):
        return False
    return token.upper or at > start
