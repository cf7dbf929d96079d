"""What two goals of a set are compared by: measure, period, scope, target, owner (rulebook §9)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rules.model import Level, Ownership
from rules.reading.facts import Frame, Mention, Quantity
from rules.reading.lexicon import LANGUAGES, both, forms, table
from rules.reading.scales import scale
from rules.reading.text import fold
from rules.rule import Case

_NAMED = ("person", "role", "writer", "each")


class Target(NamedTuple):
    """What is aimed at: the number, its unit, and on which side of it one should be."""

    value: Decimal
    unit: str
    bound: str


def level_of(case: Case) -> Level:
    """The level judged for a goal."""
    return case.judged.level


def owner_of(case: Case) -> tuple[str, str] | None:
    """The one who answers for a goal: a key to compare by and the words to show. None for a group or nobody."""
    if case.judged.owner is not Ownership.NAMED:
        return None
    if case.goal.owner:
        return fold(" ".join(case.goal.owner.split())), " ".join(case.goal.owner.split())
    for owner in case.reading.owners:
        if owner.kind in _NAMED:
            words = case.reading.source.quote(owner.start, owner.end)
            return ("writer" if owner.kind == "writer" else fold(words)), words
    return None


def measure_of(case: Case) -> str | None:
    """What is measured: the metric field, else the noun counted, else the words of the measure meant; without endings."""
    goal, reading = case.goal, case.reading
    if goal.metric:
        return _stem(fold(" ".join(goal.metric.split())))
    counted = first_number(case)
    if counted is not None and counted.noun is not None:
        return _stem(counted.noun)
    if reading.measure is not None:
        return _stem(fold(reading.source.quote(reading.measure.start, reading.measure.end)))
    return None


def _stem(words: str) -> str:
    """The first form of a word of the measures lexicon, so that "försäljningen" is "försäljning"; another word is itself."""
    return _stems().get(words, words)


@cache
def _stems() -> dict[str, str]:
    stems: dict[str, str] = {}
    for language in LANGUAGES:
        for entry in table(language, "measures").values():
            for words in entry["words"]:
                of = forms(words)
                for form in of:
                    stems.setdefault(form, of[0])
    return stems


def first_number(case: Case) -> Quantity | None:
    """The number on what is wanted."""
    return next((item for item in case.reading.core if item.value is not None), None)


def target_of(case: Case) -> Target | None:
    """The target, by field before text."""
    number = first_number(case)
    bound = number.bound if number is not None and number.bound is not None else ""
    if case.goal.target is not None:
        if not case.goal.unit:
            return Target(case.goal.target, fold(number.unit) if number is not None and number.unit else "", bound)
        own = scale(case.goal.unit)
        return Target(case.goal.target * own.factor, fold(own.unit or case.goal.unit), bound)
    if number is None or number.value is None:
        return None
    return Target(number.value, f"{number.role}:{fold(number.unit or '')}" if number.role == "by" else fold(number.unit or ""), bound)


def cycle_of(case: Case) -> str:
    """The cycle that the number is counted per, "" for a sum."""
    number = first_number(case)
    if number is not None and number.rate is not None:
        return number.rate
    return next((frame.cycle for frame in case.reading.frames if frame.kind == "cycle" and frame.cycle and not frame.means), "")


def period_of(case: Case) -> tuple[str, date | None]:
    """The time a goal is for: its cycle and its end."""
    return cycle_of(case), case.judged.end


def quarter_of(case: Case) -> tuple[int, int] | None:
    """The quarter a goal ends in; None for one without an end, which counts in every quarter."""
    end = case.judged.end
    return None if end is None else (end.year, (end.month + 2) // 3)


def fullest_quarter(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The operational goals of the quarter that holds most, the earliest of equals, with those that have no end."""
    own = tuple(case for case in cases if case.judged.level is Level.OPERATIONAL)
    counts = Counter(quarter for case in own if (quarter := quarter_of(case)) is not None)
    if not counts:
        return own
    fullest = min(counts, key=lambda quarter: (-counts[quarter], quarter))
    return tuple(case for case in own if quarter_of(case) in (None, fullest))


def scope_of(case: Case) -> tuple[str, ...]:
    """The words that are left when measure, numbers, times and owner are taken out: region, segment, product. Sorted."""
    reading = case.reading
    parts: tuple[tuple[Quantity, ...] | tuple[Frame, ...] | tuple[Mention, ...], ...] = (
        reading.quantities, reading.frames, reading.owners, reading.changes, reading.efforts, reading.hedges,
    )  # fmt: skip
    taken = {index for group in parts for part in group for index in range(part.first, part.last + 1)}
    measure = reading.measure
    plain = both("sets", "plain")
    left = [
        token.fold
        for index, token in enumerate(reading.source.tokens)
        if index not in taken
        and token.kind != "p"
        and token.fold not in plain
        and not (measure is not None and measure.start <= reading.source.starts[index] < measure.end)
    ]
    noun = first_number(case)
    return tuple(sorted({word for word in left if noun is None or word != noun.noun}))


def has_word(case: Case, key: str) -> bool:
    """The text, or the owner field, holds a word of a list."""
    words = both("sets", key)
    folds = tuple(token.fold for token in case.reading.source.tokens)
    if any(fold in words for fold in folds) or any(f"{one} {two}" in words for one, two in pairwise(folds)):
        return True
    return case.goal.owner is not None and any(word in words for word in fold(case.goal.owner).split())


def ids(cases: tuple[Case, ...]) -> tuple[str, ...]:
    """The ids of goals, in the order of the set."""
    return tuple(case.goal.id for case in cases)
