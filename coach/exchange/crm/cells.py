"""The cells of an export as values: amounts with their currency, days in local order. What cannot be told apart is not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

_AMOUNT = re.compile(r"(?P<sign>[+\-−–(]?)\s*(?P<digits>\d[\d .,'’\u00a0\u2009\u202f]*)\)?")
_SPACES = re.compile(r"[\s'’\u00a0\u2009\u202f]")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[T ,].*)?")
_CODE = re.compile(r"[A-Z]{3}")
_SIGNS = {
    "kr": "SEK",
    "sek": "SEK",
    "€": "EUR",
    "eur": "EUR",
    "$": "USD",
    "usd": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "nok": "NOK",
    "dkk": "DKK",
}
_FORMULA = "=+@-"
_TWISTED = re.compile("Ã[¥¤¶…„–]|â‚¬|Â\u00a0")


class CellError(ValueError):
    """A cell that does not fit its column: `key` says why."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def amount(cell: object) -> tuple[Decimal | None, str]:
    """An amount and the currency written with it: 12 500,50 kr, 12,500.50, €1.200. Three digits after a lone sign are thousands.
    (None, "") for an empty cell. Raises CellError."""
    if cell is None or cell == "":
        return None, ""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        raise CellError("amount")
    if not isinstance(cell, str):
        number = Decimal(str(cell))
        if not number.is_finite():
            raise CellError("amount")
        return number, ""
    text = cell.strip()
    match = _AMOUNT.search(text)
    rest = _AMOUNT.sub("", text, count=1).strip(" .:-–") if match else text
    if match is None or (rest and rest.lower() not in _SIGNS and not _CODE.fullmatch(rest)):
        raise CellError("amount")
    digits = _SPACES.sub("", match["digits"]).rstrip(".,")
    sign = "-" if match["sign"] in ("-", "−", "–", "(") else ""
    try:
        number = Decimal(sign + _plain(digits))
    except ArithmeticError:
        raise CellError("amount") from None
    return number, _SIGNS.get(rest.lower(), rest)


def order(cells: Iterable[object]) -> str | None:
    """Whether the days of a column are written dmy or mdy: told by one above 12. None where nothing tells; "mixed" where both do."""
    found = set()
    for cell in cells:
        match = _LOCAL.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            found.add("dmy")
        elif second > 12 >= first:
            found.add("mdy")
    return "mixed" if len(found) == 2 else next(iter(found), None)


def ambiguous(cell: object) -> bool:
    """A day that reads two ways ("3/4/2026")."""
    match = _LOCAL.fullmatch(cell.strip()) if isinstance(cell, str) and "." not in cell else None
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


def day(cell: object, written: str) -> date | None:
    """A day; `written` is dmy or mdy. None for an empty cell. Raises CellError for what is no day."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise CellError("date")
    text = cell.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _LOCAL.fullmatch(text):
            first, second = int(match[1]), int(match[2])
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            # With points the day always comes first.
            return date(year, first, second) if written == "mdy" and "." not in text.split()[0] else date(year, second, first)
    except ValueError:
        raise CellError("date") from None
    return _named(text)


def hidden(cell: object) -> str:
    """Why a text cell may not be read as it stands: "formula", or "encoding" for å ä ö that were saved wrong; else ""."""
    if not isinstance(cell, str) or not cell:
        return ""
    if cell[0] == "=" or (cell[0] in _FORMULA and any(char.isalpha() for char in cell) and "(" in cell):
        return "formula"
    return "encoding" if _TWISTED.search(cell) else ""


def _plain(digits: str) -> str:
    """Digits with points and commas as one number that Decimal reads."""
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        last = max(point, comma)
        return digits[:last].replace(".", "").replace(",", "") + "." + digits[last + 1 :]
    sign = "." if point >= 0 else ","
    head, _, tail = digits.rpartition(sign)
    if not head:
        return digits
    # 1,234 and 1.234.567 are thousands; 12,50 is not.
    return (head + tail).replace(sign, "") if len(tail) == 3 or sign in head else f"{head}.{tail}"


def _named(text: str) -> date:
    """A day with the month in words, as either language writes it."""
    words = [word for word in re.split(r"[\s,.]+", text.lower()) if word]
    if len(words) >= 3:
        numbers = [int(word) for word in words[:3] if word.isdigit()]
        months = [months_of().get(word) for word in words[:3]]
        month = next((number for number in months if number), None)
        if month is not None and len(numbers) == 2:
            low, high = sorted(numbers)
            try:
                return date(high, month, low)
            except ValueError:
                raise CellError("date") from None
    raise CellError("date")


def months_of() -> dict[str, int]:
    """The month by its name or the short form of it, in Swedish and English."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for language in ("sv", "en"):
        for width in ("wide", "abbreviated"):
            found |= {str(name).lower().strip("."): number for number, name in get_month_names(width, locale=language).items()}
    return found
