"""What was typed, made into values: choices with a did-you-mean, the day, the rules chosen."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar, cast

from coach.errors import UsageError
from coach.exchange.columns import shown
from coach.texts import LANGUAGES, Language

Name = TypeVar("Name", bound=str)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(2000, 2101)


def choice(option: str, value: str, allowed: Sequence[Name]) -> Name:
    """`value` as one of `allowed`, in whatever case. Raises UsageError with a did-you-mean."""
    for name in allowed:
        if value.strip().lower() == name:
            return name
    raise unknown("choice", value, allowed, option=option)


def language(value: str) -> Language:
    """The language of the coach's own words: Swedish unless English is asked for."""
    chosen = choice("--language", value, ("auto", *LANGUAGES))
    return "sv" if chosen == "auto" else cast(Language, chosen)


def spoken(arguments: Sequence[str]) -> Language:
    """The language in which a command line that may be wrong is answered."""
    for index, argument in enumerate(arguments):
        following = arguments[index + 1] if index + 1 < len(arguments) else ""
        value = argument.partition("=")[2] if argument.startswith("--language=") else following if argument == "--language" else ""
        if value.strip().lower() == "en":
            return "en"
    return "sv"


def handed_on(arguments: Sequence[str]) -> list[str]:
    """A `--language` before the command's name, moved behind it: `coach --language en check` is `coach check --language en`."""
    before: list[str] = []
    language: list[str] = []
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option == "--language" and rest:
            language = [option, rest.pop(0)]
        elif option.startswith("--language="):
            language = [option]
        else:
            before.append(option)
    return [*before, *rest[:1], *(language if rest else ()), *rest[1:]]


def day(value: str | None) -> date:
    """The day of judgement: the local date, unless one is given. Raises UsageError for what is no day or not of our time."""
    if value is None:
        return date.today()
    try:
        made = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        made = None
    if made is None:
        raise UsageError("today-format", value=shown(value))
    if made.year not in _YEARS:
        raise UsageError("today-range", value=value, first=str(_YEARS[0]), last=str(_YEARS[-1]))
    return made


def chosen(option: str, values: Iterable[str], known: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The rule ids meant by ids, names ("unit-missing") or first letters ("M"), parted by commas. `known`: (id, name) of each rule."""
    found: dict[str, None] = {}
    for value in (part.strip() for item in values for part in item.split(",")):
        if not value:
            continue
        wanted = value.upper()
        hits = [id for id, name in known if id.startswith(wanted) or name == value.lower()]
        if not hits:
            raise unknown_rule(value, known, option)
        found.update(dict.fromkeys(hits))
    return tuple(found)


def unknown_rule(value: str, known: Sequence[tuple[str, str]], option: str = "") -> UsageError:
    """The error for a rule that does not exist."""
    ids, names = [id for id, _ in known], [name for _, name in known]
    near = difflib.get_close_matches(value.upper(), ids, 1) or difflib.get_close_matches(value.lower(), names, 1)
    return UsageError("rule-near" if near else "rule-unknown", option=option, value=shown(value), near="".join(near))


def unknown(key: str, value: str, allowed: Sequence[str], **params: str) -> UsageError:
    """The error for a word that is not among `allowed`, with a did-you-mean where one is near."""
    near = difflib.get_close_matches(value.strip().lower(), allowed, 1)
    return UsageError(f"{key}-near" if near else key, value=shown(value), near="".join(near), allowed=", ".join(allowed), **params)
