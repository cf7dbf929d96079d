"""The goals that carry one broken down, with the figures that its sums have given: "[ägare] ska stänga 70 affärer senast 31 mars 2027"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coach.suggest import fill
from coach.suggest.breakdown import Breakdown
from coach.suggest.breakdown.model import Part
from coach.suggest.breakdown.wording import figure, unit
from rules.arithmetic.quarters import between, planned
from rules.messages import day
from rules.policy import Policy

_WHOLE = {"deals": "deals", "new_customers": "deals"}
"""Kinds of goals that take a quarter's number, by the stage that is counted."""
_WEEKLY = {"meetings": "meetings", "new_meetings": "meetings", "calls": "calls", "offers": "quotes"}
_MONTHLY = {"leads": "leads"}
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What fills the blanks of the goals proposed: a breakdown, how many sellers there are, and the end of the quarter that is planned."""

    made: Breakdown
    today: date
    policy: Policy
    sellers: int | None = None
    due: date | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The goals proposed, in order: those that the sums reach have the figure and the end of the quarter in them."""
        return tuple(self.filled(item.kind, item.goal.text) for item in self.made.operational)

    def filled(self, kind: str, words: str) -> str:
        """The words of a goal of a kind with what is known of it."""
        ends = {part: _end(part.quarter, self.today, self.policy) for part in self.made.parts}
        part = next((part for part, end in ends.items() if end == self.due), next(iter(ends), None))
        value = _value(kind, part, self.sellers or 1) if part else None
        end = ends[part] if part else None
        known = {"baseline": self._order_value()} if kind == "order_value" else {}
        if value is not None and end is not None:
            known |= {"target": figure(self.made.language, Fraction(math.ceil(value))), "end": day(end, self.made.language)}
        return fill(words, known, self.made.language)

    def _order_value(self) -> str:
        """What an order is worth today, where the sums have it."""
        made = self.made
        worth = next((value for item in made.sums for name, value in item.formula.values if name == "order_value"), None)
        money = f" {unit(made.language, made.currency)}" if made.currency or made.language == "sv" else ""
        return "" if worth is None else f"{figure(made.language, worth)}{money}"


def _value(kind: str, part: Part, sellers: int) -> Fraction | None:
    """What the goal counts in the quarter, by the week for the whole team, or by the month."""
    whole, weekly = dict(part.volumes), dict(part.weekly)
    if kind in _WHOLE:
        return whole.get(_WHOLE[kind])
    if kind in _WEEKLY and (each := weekly.get(_WEEKLY[kind])) is not None:
        return each * sellers
    monthly = whole.get(_MONTHLY.get(kind, ""))
    return None if monthly is None else monthly / _MONTHS


def _end(name: str, today: date, policy: Policy) -> date | None:
    """The last day of a quarter by its name, "2027-Q1"."""
    first = planned(today, policy.fiscal_year_start)
    ahead = between(first, date(today.year + 9, 12, 31), policy.fiscal_year_start)
    return next((quarter.end for quarter in ahead if quarter.name == name), None)
