"""Reward: a bonus steers what it pays for (rulebook §9). Design help, no payroll."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from rules.goalset.scope import ids
from rules.model import Reward, RewardPart, Severity, Theme
from rules.policy import Policy
from rules.reading import read
from rules.rule import SetCase, SetHit, set_hit, set_rule

# What shows that quality holds, as against how much: the themes that `balance` does not count as volume.
_QUALITY = (Theme.QUALITY, Theme.MARGIN, Theme.CUSTOMER_VALUE, Theme.TEAM)


@set_rule("G013", severity=Severity.WARNING, guide="follow-up")
def reward(case: SetCase) -> Iterator[SetHit]:
    """A bonus that hangs on quantity alone, is only individual or only for the team, is only money, or has a cliff."""
    model = case.reward
    if model is None or not model.parts:
        return
    named = {part.goal for part in model.parts}
    goals = ids(tuple(item for item in case.cases if item.goal.id in named))
    themes = tuple(_theme(part, case) for part in model.parts)
    # A part that nobody can tell the theme of may be the one for quality.
    if all(theme is not Theme.OTHER and theme not in _QUALITY for theme in themes):
        yield set_hit(goals, reason="quantity")
    kinds = {part.team for part in model.parts}
    if len(kinds) == 1:
        yield set_hit(goals, reason="team" if True in kinds else "individual")
    if not model.other:
        yield set_hit(goals, reason="money")
    cliff = _cliff(model, case.policy)
    if cliff is not None:
        reached, low, high = cliff
        yield set_hit(goals, reason="cliff", reached=f"{reached:f}", low=f"{low:f}", high=f"{high:f}")


def _theme(part: RewardPart, case: SetCase) -> Theme:
    """The theme of the goal that a part hangs on, else the one that its own words tell."""
    linked = next((item.judged.theme for item in case.cases if part.goal and item.goal.id == part.goal), None)
    return linked or _worded(part.measure, case.today, case.policy)


def _worded(words: str, today: date, policy: Policy) -> Theme:
    measure = read(words, today, policy).measure
    return Theme(measure.theme) if measure is not None else Theme.OTHER


def _cliff(model: Reward, policy: Policy) -> tuple[Decimal, Decimal, Decimal] | None:
    """The level at which most of the bonus is won or lost at once: how much is reached, the pay just below and at it."""
    levels = sorted(model.levels, key=lambda level: level.reached)
    if not levels:
        return None
    jumps = [(levels[0].reached, Decimal(0), levels[0].pays)] if levels[0].reached > 0 else []
    if not model.sliding:
        jumps += [(after.reached, before.pays, after.pays) for before, after in pairwise(levels)]
    steepest = max(jumps, key=lambda jump: jump[2] - jump[1], default=None)
    if steepest is None or steepest[2] - steepest[1] < policy.reward_cliff_percent:
        return None
    return steepest


RULES = (reward,)
