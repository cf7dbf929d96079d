"""Numbers and days as people type them on the page: "17,2 Mkr", "42 %", "2026-11-24"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from coach.exchange.crm.cells import CellError, amount
from coach.followup.course import Course, Kind
from coach.texts import text
from rules.policy import Policy
from rules.reading import read

LONGEST = 40
_FIRST_YEAR = 2000
_RELATIVE = ("share", "factor")


def figure(typed: str, course: Course | None, today: date, policy: Policy) -> Decimal | None:
    """The value typed for a goal; None for what is none. Of a milestone it is the share in per cent."""
    words = " ".join(typed[:LONGEST].split())
    value = _value(words, today, policy)
    if value is None or not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        return None
    return value / 100 if course is not None and course.kind is Kind.MILESTONE else value


def typed(value: Decimal, course: Course | None, language: str) -> str:
    """A value as it stands in a field to be corrected: plain digits with the decimal sign of the language."""
    number = value * 100 if course is not None and course.kind is Kind.MILESTONE else value
    plain = number.normalize()
    digits = f"{plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain:f}"
    return digits.replace(".", text(language, "word.decimal"))


def past_day(words: str, today: date) -> date | None:
    """A day from an input of type date, not in the future; None for what is none."""
    try:
        found = date.fromisoformat(words)
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR and found <= today else None


def _value(words: str, today: date, policy: Policy) -> Decimal | None:
    try:
        return amount(words.rstrip("% "))[0]
    except CellError:
        # "17,2 Mkr" and "tre avslut" are read as they are in goals; "3 av 12" and "dubbelt" say what is for the reader to work out.
        found = [item.value for item in read(words, today, policy).quantities if item.value is not None and item.kind not in _RELATIVE]
        return found[0] if len(found) == 1 else None
