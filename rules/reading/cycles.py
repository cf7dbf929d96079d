"""Rates and cycles ("per vecka", "annually") and events ("före mässan") (rulebook §5)."""

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
    if fold in members("cycle_adjectives") and _measured(view, at):
        return None  # "60 % weekly retention", "grow annual revenue by 20 %", "in the daily operations"
    owned = fold in members("cycle_adjectives") and behind(backward("determiners"), view.line, at)
    if owned and any(view.line[at + step] in members("cycle_targets") for step in (1, 2, 3)):
        return None
    return Beat(at, after, CYCLES[cycle])


def _measured(view: View, at: int) -> bool:
    """A measure with its period in its name; money that is counted ("$10K monthly revenue") recurs."""
    for step in range(at + 1, at + 4):
        fold = view.line[step]
        if fold in members("period_flows"):
            loose = step + 1 >= len(view.folds) or view.tokens[step + 1].kind != "w" or view.line[step + 1] in members("function_words")
            return loose and _changed(view, at, step)
        if fold in members("period_measures"):
            return True
        if step >= len(view.folds) or view.tokens[step].kind != "w" or fold in members("function_words"):
            return False
    return False


def _changed(view: View, at: int, flow: int) -> bool:
    """ "Annual sales by 20 %": what is said of it is by how much it changes."""
    first, last = view.sentence(at)
    if at > first and (view.tokens[at - 1].kind == "n" or view.line[at - 1] in members("amounts") or len(view.line[at - 1]) == 1):
        return False
    return any(view.line[step] in members("by_so_much") for step in range(flow + 1, min(flow + 3, last)))


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
    if _priced(view, first, at):
        return True
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


def _priced(view: View, first: int, at: int) -> bool:
    """ "Three retainers (min. $5K/month each)", "20 abonnemang à 499 kr/mån": what one of those counted costs."""
    for step in (at + 2, at + 3):
        if view.line[step] in members("apiece") and (step + 1 >= len(view.tokens) or view.tokens[step + 1].kind != "w"):
            return True  # but "for each seller" says whose
    start = at - 1
    while start > first and (view.tokens[start].kind != "w" or view.line[start] in members("amounts")):
        start -= 1
    if view.line[start] not in members("priced_at") or at - start < 2:
        return False
    return any(view.tokens[step].kind == "n" or view.line[step] in forward("numbers") for step in range(first, start))


def compound(view: View, at: int) -> Beat | None:
    """A meeting or letter named by its cycle, where it is a means: "genom veckomöten"."""
    hit = ahead(forward("cycle_compounds"), view.line, at)
    if hit is None or not behind(backward("means"), view.line, at):
        return None
    return Beat(at, hit[1], CYCLES[hit[0]])


def eventful(fold: str) -> bool:
    """Whether a word may be the one that makes a phrase an event: without one of these, `happening` finds nothing."""
    return (
        fold in forward("open_periods")
        or fold in forward("events")
        or fold in members("event_places")
        or fold in members("event_ends")
        or fold in members("phases")
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
        if fold in members("phases") and view.tokens[min(at + 1, len(folds) - 1)].kind == "n":
            return at + 2 + (view.line[at + 2] in members("phase_ends"))  # "by Phase 3 completion", "vid slutet av fas 2"
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
