"""Theme: what a goal is about. (rulebook §8)"""

from __future__ import annotations

from rules.model import Theme
from rules.rule import Case

_THEMES = {theme.value: theme for theme in Theme}


def judge(case: Case) -> Theme:
    """The theme of the measure meant; other where none is known."""
    measure = case.reading.measure
    return _THEMES[measure.theme] if measure is not None else Theme.OTHER


RULES = ()
