"""Formulas as data: a name, what goes into it, and how it is worked out, so that a sum can be shown with every number it rests on.

Numbers are exact fractions, so that working back gives what was put in. An expression is read from left to right, without precedence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

EXPRESSIONS: dict[str, str] = {
    # A rate over a year, and the share of the year that a quarter has.
    "volume-year": "volume * times",
    # What is asked for: more customers, a growing revenue, how many deals that is.
    "customers-more": "target - customers",
    "customers-growth": "customers * percent / 100",
    "growth-revenue": "last_year_revenue * percent / 100",
    "growth-extra": "last_year_revenue + extra",
    "growth-deals": "last_year_deals * percent / 100",
    "order-value": "last_year_revenue / last_year_deals",
    "deals-by-order": "revenue / order_value",
    # The funnel: what an outcome takes, what an activity gives, and the ratio between two volumes.
    "needed": "outcome * ratio",
    "outcome": "volume / ratio",
    "implied": "volume / outcome",
    # What deals come to in money, and what that is against last year.
    "revenue-by-deals": "deals * order_value",
    "growth-percent": "revenue / last_year_revenue * 100 - 100",
    # A larger order, with the customers and the margin as they are.
    "margin-by-order": "margin_per_customer * percent / 100",
    # What is left for each week, and for each seller in it.
    "week": "volume / weeks",
    "week-seller": "volume / weeks / sellers",
    # A level that is to move by a share or an amount, and a level on its way: as much each quarter.
    "level-moved": "baseline * percent / 100",
    "level-shifted": "baseline + shift",
    "level-step": "target - baseline * step / steps + baseline",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A number and the names of the assumed ones it rests on: none where the team gave them all."""

    value: Fraction
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum worked out: `values` are its inputs by name, in the order of the expression; `assumed`: those that are only supposed,
    among the inputs or behind them."""

    name: str
    values: tuple[tuple[str, Fraction], ...]
    result: Fraction
    assumed: tuple[str, ...] = ()

    @property
    def known(self) -> Known:
        """The result, to go into the next sum."""
        return Known(self.result, self.assumed)


def known(value: Decimal | Fraction | int, assumed: str = "") -> Known:
    """A number to do sums with; `assumed`: its name, where it is only supposed."""
    return Known(Fraction(value), (assumed,) if assumed else ())


def work_out(name: str, **inputs: Known) -> Formula | None:
    """The formula of a name with its inputs; None where one would divide by zero. Raises LookupError for an input that is missing."""
    parts = EXPRESSIONS[name].split()
    total = _operand(parts[0], inputs)
    for operator, operand in zip(parts[1::2], parts[2::2], strict=True):
        value = _operand(operand, inputs)
        if operator == "/" and not value:
            return None
        total = _applied(operator, total, value)
    names = tuple(dict.fromkeys(part for part in parts[::2] if not part.isdigit()))
    assumed = tuple(dict.fromkeys(item for part in names for item in inputs[part].assumed))
    return Formula(name, tuple((part, inputs[part].value) for part in names), total, assumed)


def _operand(part: str, inputs: Mapping[str, Known]) -> Fraction:
    return Fraction(part) if part.isdigit() else inputs[part].value


def _applied(operator: str, left: Fraction, right: Fraction) -> Fraction:
    if operator == "*":
        return left * right
    if operator == "/":
        return left / right
    return left + right if operator == "+" else left - right
