"""Level: strategic or operational. (rulebook §7)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.model import Level, Severity, Theme
from rules.reading import Frame, Reading
from rules.reading.measures import entries
from rules.rule import Case, Hit, hit, rule

_YEAR = 365
_SHORT_CYCLES = ("day", "week", "month", "quarter", "tertial", "half")
_LASTING = ("sustainability", "welfare")
_SMALL = ("activity", "service_level", "care")
_LEVELS = {level.value: level for level in Level}
_LONG_CYCLES = ("year", "cycle")


def judge(case: Case) -> Level:
    """The level field outweighs the frame of the text, which outweighs the theme."""
    return case.goal.level or of_text(case)


def of_text(case: Case) -> Level:
    """The level that frame and theme give."""
    reading = case.reading
    measure = reading.measure
    small = measure is not None and (measure.id in _SMALL or measure.theme == Theme.QUALITY and _times(reading))
    single = not reading.core and _delivers(reading) and not _of_whole(reading)
    framed = _of_frames(reading.frames, case.today, case.goal.deadline)
    if framed is Level.STRATEGIC and (small or single):
        return Level.OPERATIONAL
    if framed is not None:
        return framed
    if measure is None or single:
        return Level.OPERATIONAL
    entry = entries().get(measure.id)
    return _LEVELS[entry.level] if entry is not None and entry.level else Level.OPERATIONAL


def _times(reading: Reading) -> bool:
    """The number says how long something may take: a service level."""
    return any(q.kind == "duration" for q in reading.quantities)


def _delivers(reading: Reading) -> bool:
    """Something is to be done or made; "staff" in "staff turnover" is no such deed."""
    measure = reading.measure
    return any(
        deed.kind == "deliver" and (measure is None or not measure.start <= deed.start < measure.end - 1 or deed.end >= measure.end)
        for deed in reading.deliverables
    )


def _of_whole(reading: Reading) -> bool:
    """A step into a new market, or for the climate, is no single deliverable."""
    return reading.measure is not None and (reading.measure.theme == Theme.MARKET or reading.measure.id in _LASTING)


def _of_frames(frames: tuple[Frame, ...], today: date, deadline: date | None) -> Level | None:
    ends = [frame for frame in frames if frame.kind == "deadline" and (frame.until is None or frame.until >= today)]
    if deadline is not None and deadline >= today and not ends:
        return Level.STRATEGIC if (deadline - today).days >= _YEAR else Level.OPERATIONAL
    dated = [frame for frame in ends if frame.until is not None]
    if dated:
        last = max(dated, key=lambda frame: frame.until or today)
        until = last.until or today
        named = last.grain in ("year", "fiscal", "fiscal_year") and last.begin is not None
        whole_year = last.grain in ("year", "fiscal", "fiscal_year") and until.year > today.year
        if named and last.begin is not None and last.begin <= today and (until - last.begin).days >= _YEAR - 2:
            whole_year = (until - today).days * 2 > (until - last.begin).days and until.month == 12 or whole_year
        if last.grain in ("quarter", "half", "month", "week", "tertial", "season") and last.days is not None and last.days < _YEAR:
            return Level.OPERATIONAL
        if last.grain == "season" and until.year <= today.year + 1:
            return Level.OPERATIONAL  # the season to come, if it ends a few days past the year
        return (
            Level.STRATEGIC
            if whole_year or (until - today).days >= _YEAR or (last.days or 0) >= _YEAR and until.year > today.year
            else Level.OPERATIONAL
        )
    for frame in ends:
        if frame.days is not None:
            return Level.STRATEGIC if frame.days >= _YEAR else Level.OPERATIONAL
    for frame in frames:
        if frame.kind == "cycle" and not frame.means and frame.cycle:
            return Level.STRATEGIC if frame.cycle in _LONG_CYCLES else Level.OPERATIONAL
    return None


@rule("L001", criterion="level", severity=Severity.NOTE, section="7", guide="faq-1", given="level")
def level_contradiction(case: Case) -> Iterator[Hit]:
    """The level field says other than the time frame of the text."""
    framed = _of_frames(case.reading.frames, case.today, None)
    small = case.reading.measure is not None and case.reading.measure.theme == Theme.ACTIVITY
    if case.goal.level is not None and framed is not None and framed is not case.goal.level and not small:
        frame = next(frame for frame in case.reading.frames if frame.kind in ("deadline", "cycle"))
        yield hit(frame, field=case.goal.level.value, words=case.reading.source.quote(frame.start, frame.end))


RULES = (level_contradiction,)
