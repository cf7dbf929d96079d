"""Theme: what a goal is about. (rulebook §8)"""

from __future__ import annotations

from rules.model import Theme
from rules.rule import Case


def judge(case: Case) -> Theme:
    """The theme of the measure meant; other where none is known."""
    return Theme(case.reading.measure.theme) if case.reading.measure is not None else Theme.OTHER


RULES = ()
