"""A pasted chat message, cut into goals: bullets, numbers, semicolons, one per line, tab-separated rows.

What is no goal but belongs to the paste (a heading above the bullets, a greeting) is left out when there is a goal beside it; a text
that stands alone is always kept, so that the coach can answer it. Linear in the length of the message.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from coach.errors import InputError, Problem
from coach.exchange import tables
from coach.exchange.columns import label
from coach.exchange.fields import Frame
from rules.model import Goal
from rules.policy import Policy
from rules.reading import read
from rules.reading.text import fold

Reason = Callable[[str], str]
"""Why a text is no goal (rulebook §0: heading, greeting, description …), or "" for a goal."""

LENGTH_LIMIT = 40_000
"""Characters of one message that are read: some four hundred goals, more than any team has."""

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SIGNS = "-–—*+•·▪▫◦‣○●►▶→✓✔☐☑"
_BULLET = re.compile(rf"(?:[{_SIGNS}](?=\s|[^\W\d_])|\(?\d{{1,2}}[.):](?=\s|[^\W\d_])|\(?[a-zA-Z][.)](?=\s))\s*")
_TASK = re.compile(r"\[[ xX]\]\s+")
_HASHES = re.compile(r"#{1,6}\s+")
_INLINE_SIGN = re.compile(r"\s[•▪▫◦‣●►▶]\s*")
_INLINE_NUMBER = re.compile(r"\s\(?(\d{1,2})[.)]\s+(?=\S)")
_SEMICOLON = re.compile(r";\s+|;$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,400})(?<=\S)\1")
_INVISIBLE = "\ufeff\u200b\u2060\u200e\u200f"
_WRAPPED = 50
"""A line shorter than this was not broken for want of room."""
_TITLE = 60
"""Characters: a longer text than this in front of a colon is no title of the list that follows."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bullet: bool
    heading: bool = False
    first: bool = False
    """Its number is 1: the others may stand in the same line."""


def goals(message: str, today: date, policy: Policy) -> tuple[Goal, ...]:
    """The goals of a message, numbered from 1, with the fields of a pasted table if its header names them."""
    found = _table(message, today, policy)
    if not found:
        found = [Goal(text=text) for text in texts(message, lambda text: _reason(text, today, policy))]
    return tuple(goal.model_copy(update={"id": str(place)}) for place, goal in enumerate(found, 1))


def texts(message: str, reason: Reason) -> tuple[str, ...]:
    """The goals of a message as texts, bullets and numbers taken off; `reason` tells what is no goal and why."""
    lines = _marked(list(_lines(message[:LENGTH_LIMIT])), reason)
    kept = [part for line in lines if not line.heading for part in _parts(line, reason)]
    return tuple(_without_courtesies(kept, reason))


def _reason(text: str, today: date, policy: Policy) -> str:
    reading = read(text, today, policy)
    if not reading.reason and not reading.quantities and _headings().match(fold(text)):
        return "heading"
    return reading.reason


@cache
def _headings() -> re.Pattern[str]:
    words = tomllib.loads(files("coach.conversation").joinpath("headings.toml").read_text("utf-8"))["words"]
    longest_first = sorted((re.escape(fold(word)) for word in words), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest_first)})(?!\w)")


def _table(message: str, today: date, policy: Policy) -> list[Goal]:
    """The goals of rows copied from a spreadsheet, if the first row names the columns."""
    if "\t" not in message:
        return []
    rows = ((number, line.split("\t")) for number, line in enumerate(_BREAK.split(message[:LENGTH_LIMIT]), 1) if line.strip())
    try:
        return [item[1] for item in tables.goals(rows, "", Frame(today, policy)) if not isinstance(item, Problem)]
    except InputError:
        return []


def _lines(message: str) -> Iterator[_Line]:
    """Lines without their bullets; a line that goes on from the one above is joined to it."""
    held: _Line | None = None
    last = ""
    for raw in _BREAK.split(message):
        text = raw.strip().strip(_INVISIBLE).strip()
        if not text:
            if held:
                yield held
            held, last = None, ""
            continue
        bullet = _BULLET.match(text)
        if "\t" in (text[bullet.end() :] if bullet else text):
            text = _row(text)
        if held and not bullet and _continues(raw, text, last, held.bullet):
            held = _Line(f"{held.text} {text}", held.bullet, held.heading, held.first)
            last = text
            continue
        if held:
            yield held
        last = text
        words = _bare(text)
        number_one = bullet is not None and bullet[0].strip(" (.):\t") == "1"
        held = _Line(words, bullet is not None, _HASHES.match(text) is not None, number_one) if words else None
    if held:
        yield held


def _row(text: str) -> str:
    """A row without known columns: its cells as one text, a leading number taken off."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    if len(cells) > 1 and cells[0].rstrip(".)").isdigit() and len(cells[0]) <= 3:
        cells = cells[1:]
    return ", ".join(cells)


def _bare(text: str) -> str:
    if hashes := _HASHES.match(text):
        text = text[hashes.end() :]
    if bullet := _BULLET.match(text):
        text = text[bullet.end() :]
        if box := _TASK.match(text):
            text = text[box.end() :]
    text = _EMPHASIS.sub(r"\2", text)
    if text[:1].isalpha() and (named := label().match(text)):
        text = text[named.end() :]
    return text.strip()


def _continues(raw: str, text: str, last: str, bullet: bool) -> bool:
    if last.endswith((".", "!", "?", ":", ";")):
        return False
    if bullet and raw[:1] in (" ", "\t"):
        return True
    return len(last) >= _WRAPPED and text[:1].islower()


def _marked(lines: list[_Line], reason: Reason) -> list[_Line]:
    """The lines with the headings told: what ends in a colon, or says nothing by itself, above the goals that it names."""
    marked: list[_Line] = []
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        heading = False
        if following is not None:
            above = not line.bullet and (following.bullet or place == 0)
            heading = line.heading or (line.text.endswith(":") and not line.bullet) or (above and bool(reason(line.text)))
        marked.append(_Line(line.text, line.bullet, heading, line.first))
    return marked


def _parts(line: _Line, reason: Reason) -> list[str]:
    """One line that holds several goals, parted; a part that is no goal goes on from the one before."""
    pieces = _numbered(line.text) if line.first else []
    pieces = pieces or [piece for piece in _INLINE_SIGN.split(line.text) if piece.strip()]
    return [part for piece in pieces for part in _semicolons(piece.strip(), reason)]


def _numbered(text: str) -> list[str]:
    """ "öka x 2. minska y 3. …": the numbers must follow each other from 2 (the first was taken off with the bullet)."""
    cuts = []
    wanted = 2
    for match in _INLINE_NUMBER.finditer(text):
        if int(match[1]) == wanted:
            cuts.append(match)
            wanted += 1
    if not cuts:
        return []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    return [text[start:end].strip(" ,") for start, end in zip(starts, ends, strict=True)]


def _semicolons(text: str, reason: Reason) -> list[str]:
    pieces = [piece.strip() for piece in _SEMICOLON.split(text) if piece.strip()]
    if len(pieces) < 2:
        return [text.rstrip("; ") or text]
    title, colon, rest = pieces[0].partition(": ")
    if colon and rest and len(title) <= _TITLE and reason(title):
        pieces[0] = rest
    parted: list[str] = []
    for piece in pieces:
        if parted and reason(piece):
            parted[-1] = f"{parted[-1]}; {piece}"
        else:
            parted.append(piece)
    return parted


def _without_courtesies(kept: list[str], reason: Reason) -> list[str]:
    """Greetings and thanks around the goals are no goals to mend."""
    if len(kept) < 2:
        return kept
    reasons = [reason(text) for text in kept]
    if all(reasons):
        return kept
    return [text for text, why in zip(kept, reasons, strict=True) if why != "greeting"]
