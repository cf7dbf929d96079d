"""The time grammar: every time expression of a text, in order, and the end they fix together (rulebook §5).

Words that can begin a time expression are found in one dictionary; only there does the grammar start. From the period that a word begins it
climbs to the prepositions on its left, which say whether it is an end, a start or a comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import compress

from rules.reading import cycles, durations, horizons, ranges, relations
from rules.reading.calendar import place
from rules.reading.cores import Core
from rules.reading.facts import Cycle, Frame, FrameKind
from rules.reading.starts import (
    CLASSES,
    COMING,
    COMPOUND,
    COUNTED,
    CUT,
    CYCLE,
    EACH,
    EVENT,
    GATE,
    HAPPENING,
    LENGTH,
    PERIOD,
    SLASH,
    START,
    VAGUE,
    followers,
    gates,
    plans,
)  # fmt: skip
from rules.reading.text import NOTHING, Source, Token
from rules.reading.timewords import View, split

_ENDS = frozenset(("before", "by", "latest", "to"))
_DAYS = ("day", "workday")
_LONG = 29
"""So many days are a time to do something in."""
_new = tuple.__new__
_DATED = ((PERIOD, None), (LENGTH, None))
"""What a figure may begin."""


_BEATS = {CYCLE: cycles.beat, EACH: cycles.each, SLASH: cycles.slash, COUNTED: cycles.counted, COMPOUND: cycles.compound}


@dataclass(slots=True)
class _Found:
    """A frame under construction, in tokens of the view."""

    frame: Frame
    after: int
    core: Core | None = None
    event: bool = False
    inner: bool = False
    """It says when something happens ("i mars"), not by when."""


def find_frames(
    source: Source, today: date, language: str, *, fiscal_start: int = 1, summer_end: tuple[int, int] = (6, 30)
) -> tuple[Frame, ...]:
    """All time expressions of a text in order, none over another.

    `language` ("sv" or "en") settles what both could read ("4/5", "höst" typed as "host"); `fiscal_start` is the first month of the fiscal
    year (1: the calendar year, and a split year "26/27" has no date); `summer_end` is when "före sommaren" is. (rulebook §5)
    """
    starts: list[int] = []
    seen = 0
    folds = source.folds
    classes = list(map(CLASSES.__getitem__, folds))
    for index in compress(range(len(folds)), classes):
        what = classes[index]
        seen |= what
        if what & START:
            starts.append(index)
        elif what & GATE and index + 1 < len(folds):
            follows = folds[index + 1]
            if follows in gates()[folds[index]] or "-" in follows:
                starts.append(index)
    cut = bool(seen & CUT)
    if not starts and not cut:
        return ()
    view, starts = _view(source, today, language, fiscal_start, summer_end, starts, cut)
    return _apart(_frames(view, starts, cut or bool(seen & HAPPENING)))


def _apart(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Two times cut from one hyphenated word ("varje jan-mars 2027") would share its token: the dated one stays."""
    if len(frames) < 2:
        return frames
    kept: list[Frame] = []
    for frame in frames:
        if kept and frame.first <= kept[-1].last:
            if kept[-1].until is None and frame.until is not None:
                kept[-1] = frame
            continue
        kept.append(frame)
    return tuple(kept)


def end_of(frames: tuple[Frame, ...]) -> date | None:
    """The last day of the time frame: the latest of the deadlines' ends, or None. (rulebook §5 `end`)"""
    ends = [frame.until for frame in frames if frame.kind == "deadline" and frame.until is not None]
    return max(ends) if ends else None


def _view(
    source: Source, today: date, language: str, fiscal_start: int, summer_end: tuple[int, int], starts: list[int], cut: bool
) -> tuple[View, list[int]]:
    """The text laid out; with `cut`, hyphenated words that hold time words are taken apart and the starts found anew."""
    tokens, origin = source.tokens, range(len(source.tokens))
    start = fiscal_start if 1 <= fiscal_start <= 12 else 1
    if not cut:
        view = View(source, tokens, source.folds, source.starts, source.ends, origin, today, language, start, summer_end, source.line)
        return view, starts
    triggers = plans()
    parts: list[tuple[Token, int, int]] = []
    places: list[int] = []
    for index, token in enumerate(tokens):
        fold, first, end = token.fold, source.starts[index], source.ends[index]
        whole = "-" not in fold or len(fold) < 3 or fold in triggers
        whole = whole or not any(part in triggers or part[-1:].isdigit() for part in fold.split("-"))
        pieces = [(token, first, end)] if whole else split(token, first, end)
        parts.extend(pieces)
        places.extend([index] * len(pieces))
    cut_tokens, firsts, ends = zip(*parts, strict=True)
    folds = [token.fold for token in cut_tokens]
    view = View(source, cut_tokens, folds, [*firsts], [*ends], places, today, language, start, summer_end, folds + NOTHING)
    return view, [index for index, fold in enumerate(folds) if fold in triggers or "0" <= fold[-1] <= "9"]


def _frames(view: View, starts: list[int], happening: bool) -> tuple[Frame, ...]:
    """The frames that begin at `starts`; events are only looked for if a word for one is there (`happening`)."""
    triggers = plans()
    found: list[_Found] = []
    events: list[_Found] = []
    floor = 0
    for at in starts:
        if at < floor:
            continue
        fold = view.folds[at]
        what = triggers.get(fold, ())
        if "0" <= fold[-1] <= "9" and _datable(view, at):
            what = (*what, *_DATED)
        follows = view.line[at + 1]
        for kind, after in what:
            if after is not None and follows not in after:
                continue
            if kind == EVENT:
                item = _event(view, at) if happening else None
                if item is not None:
                    events.append(item)
                    break
                continue
            item = _read(view, at, kind, floor)
            if item is not None:
                found.append(item)
                floor = item.after
                break
    if events:
        found = _merged(found, events)
    if len(found) > 1:
        _follow(found)
        _lasting(view, found)
    return tuple([item.frame for item in found])


def _lasting(view: View, found: list[_Found]) -> None:
    """ "Repairs back within 2 days in Q2": where a later end stands beside it, so many days are a level of service."""
    ends = [item.frame.until for item in found if item.frame.kind == "deadline" and item.frame.until]
    for index, item in enumerate(found):
        frame = item.frame
        if frame.kind != "deadline" or frame.grain not in _DAYS or frame.begin is None or not frame.until or frame.last - frame.first != 2:
            continue
        if (frame.days or _LONG) < _LONG and frame.until < max(ends):
            at = view.origin.index(frame.first) + 1
            shorter = frame._replace(start=view.starts[at], first=view.origin[at], kind="length", begin=None, until=None)
            found[index] = replace(item, frame=shorter)


def _datable(view: View, at: int) -> bool:
    """A cheap test in front of the grammar: the figure may be part of a date or a length, and does not just count something."""
    fold = view.folds[at]
    if view.tokens[at].kind != "n" or len(fold) == 4 or "." in fold:
        return True
    follows = view.line[at + 1]
    return follows in followers() or (view.glued(at + 1) and "0" <= follows[-1] <= "9") or follows[:1] in ("q", "h", "t")


def _frame(
    view: View, first: int, after: int, kind: FrameKind, begin: date | None = None, until: date | None = None, days: int | None = None,
    cycle: Cycle | None = None, grain: str = "", means: bool = False, ambiguous: bool = False,
) -> Frame:  # fmt: skip
    """A frame with its place in the text."""
    last = min(after, len(view.tokens)) - 1
    return _new(Frame, (
        view.starts[first], view.ends[last], kind, view.origin[first], view.origin[last],
        begin, until, days, cycle, grain, means, ambiguous,
    ))  # fmt: skip


def _read(view: View, at: int, kind: int, floor: int) -> _Found | None:
    if kind == PERIOD:
        return _period(view, at, floor)
    if kind in (LENGTH, COMING):
        span = durations.coming(view, at) if kind == COMING else durations.stretch(view, at, floor)
        if span is None:
            return None
        first = span.first
        if kind == COMING:
            words = relations.around(view, Core(at, span.after, span.unit), floor)
            first = words.first
        means = span.kind == "cycle" and cycles.by_means(view, at)
        frame = _frame(
            view, max(first, floor), span.after, span.kind, span.begin, span.until, span.days, span.cycle, span.unit, means, span.ambiguous
        )
        return _Found(frame, span.after)
    if kind == VAGUE:
        after = horizons.vague(view, at)
        return None if after is None else _Found(_frame(view, at, after, "vague"), after)
    beat = _BEATS[kind](view, at)
    if beat is None:
        return None
    means = kind == COMPOUND or cycles.by_means(view, at)
    return _Found(_frame(view, at, beat.after, "cycle", cycle=beat.cycle, grain=beat.cycle, means=means), beat.after)


def _period(view: View, at: int, floor: int) -> _Found | None:
    """A named period or a range of two, with the words before it."""
    core = ranges.named(view, at)
    if core is None or core.first < floor:
        return None
    words = relations.around(view, core, floor)
    pair = ranges.joined(view, core, words)
    if pair is not None:
        second, span = pair
        days = span.days
        ambiguous = core.ambiguous or second.ambiguous
        kind: FrameKind = "comparison" if "compare" in words.relations or "since" in words.relations else "deadline"
        frame = _frame(view, words.first, second.after, kind, span.begin, span.until, days, None, second.unit, False, ambiguous)
        return _Found(frame, second.after, replace(second, year=span.until.year), inner=True)
    reading = relations.read(view, core, words, floor)
    if reading is None:
        return None
    grain = "year" if core.unit == "fiscal" else "day" if core.unit == "feast" else core.unit
    frame = _frame(
        view, words.first, core.after, reading.kind, reading.begin, reading.until, reading.days, None, grain, False, reading.ambiguous
    )
    inner = reading.kind == "deadline" and _ENDS.isdisjoint(words.relations)
    return _Found(frame, core.after, core, inner=inner)


def _event(view: View, at: int) -> _Found | None:
    found = cycles.happening(view, at)
    if found is None:
        return None
    frame = _frame(view, found.first, found.after, "start" if found.later else "deadline", grain="event")
    return _Found(frame, found.after, event=True)


def _merged(found: list[_Found], events: list[_Found]) -> list[_Found]:
    """Events among the other frames: a date that follows one dates it ("före mässan i mars"), one that lies over it outweighs it."""
    kept = list(found)
    over = {token: index for index, item in enumerate(kept) for token in range(item.frame.first, item.frame.last + 1)}
    for event in events:
        frame = event.frame
        if any(token in over for token in range(frame.first, frame.last + 1)):
            continue
        index = over.get(frame.last + 1, -1)
        dated = kept[index].frame if index >= 0 else frame
        if dated.first == frame.last + 1 and dated.kind == frame.kind == "deadline":
            kept[index] = replace(kept[index], frame=dated._replace(start=frame.start, first=frame.first, begin=None, grain="event"))
        else:
            index = len(kept)
            kept.append(event)
        over.update((token, index) for token in range(frame.first, frame.last + 1))
    return sorted(kept, key=lambda item: item.frame.start)


def _follow(found: list[_Found]) -> None:
    """In a series ("Q1; Q2; Q3; Q4") each period without a year follows the one before it."""
    before: _Found | None = None
    for item in found:
        core = item.core
        if core is None or item.frame.kind != "deadline" or core.span is not None or not item.inner:
            continue
        earlier = before.core if before else None
        until = before.frame.until if before else None
        if earlier and until and item.frame.until and core.year is None and earlier.unit == core.unit and item.frame.until < until:
            for year in (until.year, until.year + 1):
                span = place(core.unit, core.key, year)
                if span is not None and span.until > until:
                    item.frame = item.frame._replace(begin=span.begin if item.frame.begin else None, until=span.until)
                    break
        before = item
