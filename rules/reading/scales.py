"""The unit of a goal's fields beside those of its text: "Mkr" is SEK by the million, so that 4,2 in one is "4,2 Mkr" in the other."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from rules.policy import Policy
from rules.reading import read
from rules.reading.facts import Quantity

_ANY_DAY = date(2000, 1, 1)
_LONG = 40
_NUMBER = re.compile(r"[+\-−–]?\s*\d[\d\s.,'’]*")
# "SEK m", "EURk": the size behind the currency, as reports write it.
_BEHIND = re.compile(r"(sek|eur|usd|gbp|nok|dkk|kr|[$€£])\s?(k|m|mn|mio|bn)", re.IGNORECASE)
_SIZES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9}
_APART = Decimal(1000)


class Scale(NamedTuple):
    """What one of a unit is: so many of the reader's own (None where it has none: a word counted, a name)."""

    unit: str | None
    factor: Decimal


_ONE = Scale(None, Decimal(1))


@lru_cache(maxsize=1000)
def scale(words: str) -> Scale:
    """The reader's unit for one as people write it, and how many of it that is: "Mkr" → SEK, 1000000."""
    words = words.strip()
    if not words or len(words) > _LONG:
        return _ONE
    behind = _BEHIND.fullmatch(words)
    found = read(f"1 {behind[1] if behind else words}", _ANY_DAY, Policy.default()).quantities
    if len(found) != 1 or found[0].value is None or found[0].value <= 0 or found[0].upper is not None:
        return _ONE
    return Scale(found[0].unit, found[0].value * (_SIZES[behind[2].lower()] if behind else 1))


def comparable(number: Quantity, words: str | None) -> bool:
    """A number of the text and a field in `words` count the same thing, as far as anyone can tell."""
    unit = scale(words).unit if words else None
    return unit is None or number.unit is None or unit == number.unit


def value_in(number: Quantity, words: str | None) -> Decimal | None:
    """A number of the text in the unit of the fields, where both are units of one thing; else as it stands."""
    if number.value is None or not words:
        return number.value
    return number.value / factor_in(number, words)


def factor_in(number: Quantity, words: str | None) -> Decimal:
    """By how much a number of the text counts more finely than the fields do."""
    if not words:
        return Decimal(1)
    own = scale(words)
    return own.factor if own.unit is not None and own.unit == number.unit else Decimal(1)


def written(number: Quantity, quote: str) -> tuple[str, Decimal]:
    """The unit that a number of the text is written in, and how many of the reader's own one is: "4,2 Mkr" → Mkr, 1000000."""
    words = _NUMBER.sub("", quote, 1).strip() if _NUMBER.match(quote) else ""
    own = scale(words) if words else _ONE
    return (words, own.factor) if own.unit is not None and own.unit == number.unit else ("", Decimal(1))


def meant(field: Decimal, number: Quantity, quote: str) -> str | None:
    """The unit that a field without one is in, beside "4,2 Mkr" in the text: Mkr where it says 4, kronor where it says 4000000."""
    if number.kind != "money" or not number.value or not field or abs(number.value / field) < _APART:
        return None
    return written(number, quote)[0] or None
