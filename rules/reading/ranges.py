"""Any named period that begins at a token, and ranges of two: "jan–mars", "2025–2027", "from January to the end of March" (rulebook §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from rules.reading import codes, cores, numerals, periods
from rules.reading.calendar import Span, place
from rules.reading.cores import Core, year_after
from rules.reading.relations import Around, settle
from rules.reading.timewords import View, ahead, forward, members, seconds

Reader = Callable[[View, int], Core | None]

READERS: tuple[tuple[str, Reader], ...] = (
    ("ends", periods.closing), ("years", cores.relative), ("next", cores.relative), ("this", cores.relative), ("last", cores.relative),
    ("ordinals", codes.ordered), ("final", codes.ordered), ("months", periods.month), ("marks", codes.mark), ("seasons", periods.season),
    ("bare_seasons", periods.season), ("feasts", periods.feast), ("weekdays", periods.weekday), ("fiscal", periods.fiscal),
    ("days", periods.day), ("definite", periods.definite), ("unit_names", periods.bounded),
)  # fmt: skip

# Those that begin with a phrase of their own lists; `ordered` and `bounded` look further.
_LISTS: Mapping[Reader, tuple[str, ...]] = {
    reader: tuple(name for name, other in READERS if other is reader)
    for _, reader in READERS
    if reader not in (codes.ordered, periods.bounded)
}


@cache
def readers() -> Mapping[str, tuple[tuple[Reader, frozenset[str] | None], ...]]:
    """The readers to try at each first word of a period, in order, each with the words of which one must follow (None: anything may)."""
    found: dict[str, list[Reader]] = {}
    for name, reader in READERS:
        for word in forward(name):
            tried = found.setdefault(word, [])
            if reader not in tried:
                tried.append(reader)
    return {
        word: tuple((reader, seconds(word, *_LISTS[reader]) if reader in _LISTS else None) for reader in tried)
        for word, tried in found.items()
    }


def named(view: View, at: int) -> Core | None:
    """The period that begins at a token, whatever its form."""
    if not 0 <= at < len(view.folds):
        return None
    token = view.tokens[at]
    tried = readers().get(token.fold)
    follows = view.line[at + 1] if tried else ""
    for reader, after in tried or ():
        if after is not None and follows not in after:
            continue
        core = reader(view, at)
        if core is not None:
            return core
    if token.kind == "n":
        return codes.ordered(view, at) or numerals.numeral(view, at)
    return codes.code(view, at) if token.fold[-1:].isdigit() or token.fold.endswith(":s") else None  # "Q1:s slut"


def joined(view: View, first: Core, words: Around) -> tuple[Core, Span] | None:
    """The second end of a range and its days: "jan–mars", "Q1–3", "2025–2027", "mellan 1 jan och 31 mars", "from X to Y"."""
    at = first.after
    connector = ahead(forward("ranges"), view.line, at)
    opened = "from" in words.relations or "between" in words.relations
    if view.line[at] == "-":
        after, opened = at + 1, True
    elif connector:
        after = connector[1]
    elif "between" in words.relations and view.line[at] in members("and"):
        after = at + 1
    else:
        return None
    second = _short(view, first, after) if view.line[at] == "-" else None
    part = ""
    while second is None and after < len(view.folds):
        boundary = ahead(forward("boundaries"), view.line, after)
        if boundary and part == "":
            part, after = boundary
            if words.part and after >= len(view.folds):
                second = replace(first, after=after)
            continue
        if view.line[after] in members("articles") or view.line[after] in members("of"):
            after += 1
            continue
        break
    if second is None and part == "end" and words.part and first.span is not None:
        second = replace(first, after=after)
    second = second or named(view, after)
    if second is None or not (opened or second.unit == first.unit) or (second.owned or first.owned):
        return None
    return _between(view, first, second, words)


def _short(view: View, first: Core, at: int) -> Core | None:
    """ "Q1-3", "v. 12-15", "2025–27": the second number alone."""
    value = view.number(at, 1, 99, 2)
    other = ahead(forward("months"), view.line, at + 1) or ahead(forward("units"), view.line, at + 1)
    if value is None or not isinstance(first.key, int) or other:
        return None
    if first.unit == "year" and first.year is not None and value > first.year % 100:
        return Core(at, at + 1, "year", 1, first.year // 100 * 100 + value)
    if first.unit in ("quarter", "week", "tertial") and first.key < value <= 53 and first.year is None:
        core = Core(at, at + 1, first.unit, value)
        found = year_after(view, at + 1, dashes=False)
        if found:
            core.year, core.after = found[0], found[1]
        return core
    return None


def _between(view: View, first: Core, second: Core, words: Around) -> tuple[Core, Span] | None:
    """The days from the first period to the second; the first borrows the year of the second."""
    bare = Around(second.first, ())
    last = settle(view, second, bare)
    if last is None:
        return None
    begin = settle(view, first, bare)
    if first.span is None and first.year is None and first.unit != "fiscal":
        begin = place(first.unit, first.key, last.until.year)
        if begin is not None and begin.begin > last.until:
            begin = place(first.unit, first.key, last.until.year - 1)
    if second.year is None and second.span is None and first.year is not None:
        last = place(second.unit, second.key, first.year) or last
        if begin is not None and last.until < begin.begin:
            last = place(second.unit, second.key, first.year + 1) or last
    if begin is None or begin.begin > last.until:
        return None
    return second, Span(begin.begin, last.until)
