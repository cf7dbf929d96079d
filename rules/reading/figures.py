"""Figures of a report and the parts of a paper: "NPS 41 (2025), 38 (2024)", "310 so far", "3.2 Risks", "table 6" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_SECTIONS, _PLATES, _SHEETS = both("wording", "sections"), both("wording", "plates"), both("wording", "sheets")
_DEED = frozenset(("inf", "imp"))
_WISHED = frozenset(("modal", "aim", "than"))
_FROM = frozenset("from fran target targets mal goal plan budget mot against vs up upp till to".split())
_OF = frozenset(("of", "av", "/"))
_DONE = frozenset(("part", "sup", "past", "state"))
_UNTIL = frozenset("by before senast fore innan until".split())
_NOT_ONE = frozenset("noll zero no ingen inga inget max".split())
_YEARS = range(1990, 2100)


def figure(it: Outlook, start: int) -> str:
    """ "report" for what was counted, "heading" for a part of a paper, or ""."""
    tokens = it.tokens
    if "labels" in it.marked.present and _contents(it):
        return "heading"
    if tokens[start].fold in _SHEETS and _sheet(it, start):
        return "heading"
    if "n" not in [token.kind for token in tokens] and "numeral" not in it.marked.present:
        return ""
    if _section(it) or _plate(it):
        return "heading"
    if it.tags[start] & _DEED and "verb" in it.tags[start] or not it.marked.present.isdisjoint(_WISHED) or it.bound:
        return ""
    told = _by_year(it) or _in_year(it) or _beside(it)
    return "report" if told or _so_far(it) or "unwanted" in it.marked.present and _suffered(it, start) else ""


def _suffered(it: Outlook, start: int) -> bool:
    """ "Two bad reviews this week", "fyra sjuka i dag": so much of what nobody wants, in a time that has begun."""
    now = any(f.kind == "deadline" and f.until and f.begin and f.begin <= it.today <= f.until for f in it.frames)
    if not now or any(it.tokens[frame.first].fold in _UNTIL for frame in it.frames) or it.tokens[start].fold in _NOT_ONE:
        return False
    return any(q.first == start and any("unwanted" in own for own in it.tags[q.last + 1 : q.last + 4]) for q in it.quantities)


def _contents(it: Outlook) -> bool:
    """ "Contents: 1 Introduction, 2 Mandate"."""
    hit = it.marked.all("labels")[0]
    after = hit.last + 1
    return (
        hit.first == 0
        and after + 1 < len(it.tokens)
        and it.tokens[after].fold == ":"
        and it.tokens[after + 1].kind == "n"
        and it.tokens[hit.first].fold in ("contents", "table", "innehall", "innehallsforteckning", "agenda", "dagordning")
    )


def _sheet(it: Outlook, start: int) -> bool:
    """ "Agenda board meeting 14 January": a paper by its name; one sent by a day is a deed."""
    if any(own & _DONE for own in it.tags[start + 1 :]) or it.counted and not it.coming:
        return False
    if any("aim" in own or "modal" in own or "verb" in own and "pres" in own for own in it.tags[start + 1 :]):
        return False
    return not any(it.tokens[frame.first].fold in _UNTIL for frame in it.frames)


def _section(it: Outlook) -> bool:
    """ "3.2 Risks and opportunities", "2 Method and data"."""
    first = it.tokens[0]
    if first.kind != "n" or len(it.tokens) < 2 or it.tokens[1].kind != "w" or it.coming:
        return False
    if ":" in it.marked.source.folds:
        return False
    if any(token.kind == "n" for token in it.tokens[1:]) or any("verb" in own and not own.isdisjoint(_DONE) for own in it.tags[1:]):
        return False
    written = it.marked.source.written(0)
    if it.tokens[1].fold in _SECTIONS and written.rstrip(".").isdigit():
        return len(it.tokens) == 2 or it.tokens[1].upper and not it.framed[2]
    whole, dot, part = written.partition(".")
    if not (dot and whole.isdigit() and part.isdigit()) or not it.tokens[1].upper or len(it.tokens) < 3:
        return False
    return not any(q.first == 0 and q.unit for q in it.quantities) and all("up" not in own and "down" not in own for own in it.tags)


def _plate(it: Outlook) -> bool:
    """ "Sales by region, table 6", "page 3 of 12"."""
    tokens = it.tokens
    for step in (0, len(tokens) - 2):
        if step < 0 or tokens[step].fold not in _PLATES or tokens[step + 1].kind != "n":
            continue
        if step:
            return tokens[step - 1].fold in (",", "(", "-")
        return len(tokens) == 2 or len(tokens) == 4 and tokens[2].fold in _OF or tokens[2].fold in (":", ".")
    return False


def _by_year(it: Outlook) -> bool:
    """ "NPS 41 (2025), 38 (2024)": a number with its year in brackets, and another."""
    tokens, years = it.tokens, 0
    for step in range(2, len(tokens) - 1):
        if tokens[step - 1].fold == "(" and tokens[step + 1].fold == ")" and tokens[step].kind == "n":
            written = it.marked.source.written(step)
            if written.isdigit() and int(written) in _YEARS and int(written) <= it.today.year:
                years += any(token.kind == "n" for token in tokens[max(0, step - 4) : step - 1])
    return years > 1 or years == 1 and not it.coming and not it.told and it.past


def _beside(it: Outlook) -> bool:
    """ "Headcount: 64 (58)": a bare number with another in brackets behind a label."""
    tokens = it.tokens
    if len(tokens) < 5 or it.coming or tokens[-1].fold != ")" or tokens[-3].fold != "(" or tokens[-5].fold != ":":
        return False
    return tokens[-2].kind == tokens[-4].kind == "n"


def _in_year(it: Outlook) -> bool:
    """ "Operating profit of 2,523m, up 12 % (2021: 2,262m)": what it was in a year that is over."""
    tokens = it.tokens
    for step in range(1, len(tokens) - 2):
        if tokens[step - 1].fold == "(" and tokens[step + 1].fold == ":" and tokens[step].kind == "n":
            written = it.marked.source.written(step)
            if written.isdigit() and int(written) in _YEARS and int(written) < it.today.year:
                return ")" in it.marked.source.folds[step + 2 :] and not it.coming
    return False


def _so_far(it: Outlook) -> bool:
    """ "12 so far this year", "utfall jan–okt: 310": what was counted, with nothing wanted beside it."""
    hits = it.marked.all("so_far")
    if not hits or hits[0].first == 0 and it.tokens[0].fold == "ytd" or any(own & {"up", "down"} for own in it.tags[:2]):
        return False
    told = hits[0].last + 1 < len(it.tokens) and it.tokens[hits[0].last + 1].kind == "n"
    return (told or _FROM.isdisjoint(it.marked.source.words)) and not any(it.tokens[frame.first].fold in _UNTIL for frame in it.frames)
