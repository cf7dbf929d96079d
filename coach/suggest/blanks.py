"""The coach's blanks in a text: found with what fits in them, filled so that the sentence stays a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

from coach.suggest.model import Blank, Field
from coach.suggest.words import folded, words
from rules.reading import find_blanks
from rules.reading.text import fold

_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_CARRIED_OUT = re.compile(r"(?:\d|\])\s*$")
_UNIT_AFTER = re.compile(r"\s*(%|\S+)")
_SPECIMEN_DAYS = 120


def blanks(text: str, language: str, theme: str = "other") -> tuple[Blank, ...]:
    """Every blank of a text in order of place, with the units or measures that fit its theme."""
    found = []
    for blank in find_blanks(text) if "[" in text else ():
        field = cast(Field, blank.field)
        found.append(
            Blank(field, text[blank.start : blank.end], blank.start, blank.end, _choices(field, text[: blank.start], language, theme))
        )
    return tuple(found)


def _choices(field: Field, before: str, language: str, theme: str) -> tuple[str, ...]:
    tree = words(language)
    kept = tree["kept"]
    if field == "unit" and kept["then"] in before:
        return tuple(kept["units"])
    if field == "unit":
        return tuple(tree["units"].get(theme, tree["units"]["other"]))
    if field == "measure":
        if _CARRIED_OUT.search(before):
            return tuple(tree["activities"].get(theme, tree["activities"]["other"]))
        if before.endswith(kept["opens"]):
            return tuple(kept["measures"])
        return tuple(tree["measures"].get(theme, tree["measures"]["other"]))
    return ()


def fill(text: str, values: Mapping[str, str], language: str) -> str:
    """`text` with the blanks that `values` (by field) know filled; the others stay. No word is said twice: "senast senast", "kr kr"."""
    made: list[str] = []
    at = 0
    for blank in find_blanks(text) if "[" in text else ():
        value = " ".join((values.get(blank.field) or "").split())
        if not value:
            continue
        before = text[at : blank.start]
        skip = 0
        if blank.field == "end":
            before = _led_in(before, value, language)
        elif blank.field in ("target", "baseline"):
            skip = _said_after(text[blank.end :], value)
        elif blank.field == "owner":
            value = _owner(value, not "".join((*made, before)).strip())
        made += [before, value]
        at = blank.end + skip
    return "".join((*made, text[at:]))


def _owner(value: str, opens: bool) -> str:
    pronoun = fold(value) in ("jag", "i")
    if opens:
        return value[:1].upper() + value[1:]
    return value.lower() if pronoun and fold(value) == "jag" else value


def _led_in(before: str, value: str, language: str) -> str:
    """The words before a date without the preposition that the value brings itself ("senast" + "i juni" is "i juni")."""
    own = fold(value.split(" ")[0])
    led = folded(language, "leads_in_time")
    if own not in led or " " not in value:
        return before
    for phrase in sorted(folded(language, "leads_to_date"), key=len, reverse=True):
        if fold(before).rstrip().endswith(phrase):
            return before[: len(before.rstrip()) - len(phrase)]
    return before


def _said_after(after: str, value: str) -> int:
    """How many characters after the blank say the unit that the value brings itself ("[målvärde] kr" + "5 Mkr")."""
    if value[-1:].isdigit() or not any(char.isdigit() for char in value):
        return 0
    found = _UNIT_AFTER.match(after)
    if found is None or found[1][:1] in ",.;":
        return 0
    unit = found[1].strip(",.;")
    if unit.startswith("[") and find_blanks(unit) and find_blanks(unit)[0].field == "unit":
        return found.start(1) + len(unit)
    return found.start(1) + len(unit) if unit == "%" or fold(unit) in ("kr", "kronor", "sek", "eur", "usd", "gbp") else 0


def specimen(text: str, language: str, theme: str, today: date, falling: bool) -> str:
    """`text` with every blank filled by something that fits: what the goal would be once the writer has filled it."""
    low, high = ("50", "40") if falling else ("40", "50")
    made: list[str] = []
    at = 0
    for blank in blanks(text, language, theme):
        value = {
            "owner": words(language)["specimen"]["owner"], "baseline": low, "target": high, "end": _day(today, language),
        }.get(blank.field) or blank.choices[0]  # fmt: skip
        made += [text[at : blank.start], value]
        at = blank.end
    return "".join((*made, text[at:]))


def _day(today: date, language: str) -> str:
    day = today + timedelta(days=_SPECIMEN_DAYS)
    return f"{day.day} {words(language)['specimen']['months'][day.month - 1]} {day.year}"
