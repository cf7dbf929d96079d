"""Level: strategic or operational. (rulebook §7)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from rules.criteria.scopes import entered, narrowed, spread
from rules.model import Level, Severity, Theme
from rules.reading import Frame, Reading
from rules.reading.ambition import delivers, weight
from rules.reading.lexicon import both
from rules.reading.text import fold
from rules.reading.vocabulary import PLAIN, lexis
from rules.rule import Case, Hit, hit, rule

_YEAR = 365
_YEARS = 800
"""Days from which a time frame is no year's but several."""
_SHORT_CYCLES = ("day", "week", "month", "quarter", "tertial", "half")
_LASTING = ("sustainability", "welfare")
_SMALL = ("activity", "service_level", "care")
_CONTACTS = frozenset(f"measure:{name}" for name in ("leads", "reach", "hit_rate", "deals"))
_DOINGS = frozenset(("measure:activity", "measure:papers", "measure:training", "measure:care"))
_PAPERS = frozenset(("measure:papers", "measure:systems", "seen"))
_TENDING, _QUOTAS, _HEAD = both("wording", "tending"), both("wording", "quotas"), 3
_ASSIGNED = frozenset(it for it in _QUOTAS if it not in ("plan", "the plan"))
_PERIODS = both("deeds", "plan_periods")
_PARTS_OF = ("share", "factor")
_LONG_CYCLES = ("year", "cycle")


def judge(case: Case) -> Level:
    """The level field outweighs the frame of the text, which outweighs the theme."""
    return case.goal.level or of_text(case)


def of_text(case: Case) -> Level:
    """The level that the frame gives; without one, what the goal is about."""
    reading = case.reading
    measure = reading.measure
    frames = tuple(frame for frame in reading.frames if not _of_name(reading, frame))
    framed = of_frames(frames, case.today, case.goal.deadline)
    if framed is None and _planned(reading):
        framed = Level.STRATEGIC
    if framed is None:
        if spread(reading) or entered(reading):
            return Level.STRATEGIC
        errand = _tended(reading) or _unit_cost(reading) or _quota(reading) or narrowed(reading)
        return Level.OPERATIONAL if errand or weight(reading) <= 0 else Level.STRATEGIC
    years = _long(frames, case.today) or _planned(reading)
    small = not years and measure is not None and (measure.id in _SMALL or measure.theme == Theme.QUALITY and _times(reading))
    if framed is Level.STRATEGIC and spread(reading):
        return framed
    single = not reading.core and not years and delivers(reading) and (not _of_whole(reading) or _written(reading))
    return Level.OPERATIONAL if small or single or _events(reading) else framed


def _of_name(reading: Reading, frame: Frame) -> bool:
    """ "Weekly retention", "månatlig churn": a cycle in the name of what stays or leaves, no time frame of the goal."""
    measure = reading.measure
    if frame.kind != "cycle" or measure is None or measure.theme != Theme.CUSTOMER_VALUE or frame.first != frame.last:
        return False
    return frame.start <= measure.start <= frame.end + 1 and frame.start != measure.end


def _planned(reading: Reading) -> bool:
    """ "Under mandatperioden", "over the strategy period": the years that are planned for, without a date."""
    folds = reading.source.folds
    for frame in reading.frames:
        if frame.kind == "deadline" and frame.until is None and frame.days is None:
            own = folds[frame.first : frame.last + 1]
            if not _PERIODS.isdisjoint(own) or any(f"{one} {other}" in _PERIODS for one, other in pairwise(own)):
                return True
    return False


def _long(frames: tuple[Frame, ...], today: date) -> bool:
    """The time frame is several years."""
    return any(
        frame.kind == "deadline" and (frame.until is not None and (frame.until - today).days > _YEARS or (frame.days or 0) > _YEARS)
        for frame in frames
    )


def _events(reading: Reading) -> bool:
    """Only doings and papers are counted: "100 evenemang under 2027", "a report twice a year"."""
    nouns = [q.noun for q in reading.core if q.role == "target" and q.noun]
    words = lexis(reading.language, PLAIN)
    return bool(nouns) and len(nouns) == len(reading.core) and all(it == "times" or words.tags(it) & _DOINGS for it in nouns)


def _written(reading: Reading) -> bool:
    """What is made is a paper or a tool, whatever it is about: "define awareness benchmarks", "build dashboards"."""
    words = lexis(reading.language, PLAIN)
    return any(
        not words.tags(token.fold).isdisjoint(_PAPERS)
        for deed in reading.deliverables
        for token in reading.source.tokens[deed.last + 1 : deed.last + 5]
        if deed.kind == "deliver"
    )


def _tended(reading: Reading) -> bool:
    """ "Mäta kundnöjdheten", "inform the board": what is only measured, told or written down, without a number."""
    if any(not q.words for q in reading.core):
        return False
    lemmas = lexis(reading.language, PLAIN).lemmas
    return not _TENDING.isdisjoint(map(lemmas.get, reading.source.folds[:_HEAD]))


def _unit_cost(reading: Reading) -> bool:
    """ "Kostnad per lead": what one contact costs."""
    if reading.measure is None or reading.measure.theme != Theme.MARGIN or "per" not in reading.source.words:
        return False
    after = reading.source.line[reading.source.folds.index("per") + 1]
    return not lexis(reading.language, PLAIN).tags(after).isdisjoint(_CONTACTS)


def _quota(reading: Reading) -> bool:
    """ "Reach quota", "nå säljmålet", "100 % of quota": a target set elsewhere, for the period that runs."""
    if any(q.kind not in _PARTS_OF for q in reading.core):
        return False
    if reading.core:
        return not _ASSIGNED.isdisjoint(reading.source.words)
    return any(it.kind == "budget" and fold(it.key) in _QUOTAS for it in reading.comparisons)


def _times(reading: Reading) -> bool:
    """The number says how long something may take: a service level."""
    return any(q.kind == "duration" for q in reading.quantities)


def _of_whole(reading: Reading) -> bool:
    """A step into a new market, or for the climate, is no single deliverable."""
    return reading.measure is not None and (reading.measure.theme == Theme.MARKET or reading.measure.id in _LASTING)


def of_frames(frames: tuple[Frame, ...], today: date, deadline: date | None) -> Level | None:
    """The level that the time frame gives, if there is one that is not past."""
    ends = [frame for frame in frames if frame.kind == "deadline" and (frame.until is None or frame.until >= today)]
    if deadline is not None and deadline >= today and not ends:
        return Level.STRATEGIC if (deadline - today).days >= _YEAR else Level.OPERATIONAL
    dated = [frame for frame in ends if frame.until is not None]
    if dated:
        last = dated[0] if len(dated) == 1 else max(dated, key=lambda frame: frame.until or today)
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


def _year_end(case: Case) -> bool:
    """A strategic goal that runs to the year's end stays one while the year goes by."""
    ends = [frame.until for frame in case.reading.frames if frame.kind == "deadline" and frame.until is not None and frame.begin is None]
    last = max(ends, default=None)
    return case.goal.level is Level.STRATEGIC and last is not None and (last.month, last.day) == (12, 31) and last.year == case.today.year


@rule("L001", criterion="level", severity=Severity.NOTE, section="7", guide="faq-1", given="level")
def level_contradiction(case: Case) -> Iterator[Hit]:
    """The level field says other than the time frame of the text."""
    framed = of_frames(case.reading.frames, case.today, None)
    small = case.reading.measure is not None and case.reading.measure.theme == Theme.ACTIVITY
    if case.goal.level is not None and framed is not None and framed is not case.goal.level and not small and not _year_end(case):
        frame = next(frame for frame in case.reading.frames if frame.kind in ("deadline", "cycle"))
        yield hit(frame, field=case.goal.level.value, words=case.reading.source.quote(frame.start, frame.end))


RULES = (level_contradiction,)
