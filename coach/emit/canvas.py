"""A goal's text on a terminal: what each character takes up, lines that fit, and marks under the words that a finding rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rules.model import Severity

MARKS = {Severity.ERROR: "^", Severity.WARNING: "~", Severity.NOTE: "-"}
_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u017f]*")
_CODES = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a goal on the terminal: its words, the marks under them ("" for none), and the severity of each mark."""

    text: str
    marks: str
    severities: tuple[Severity | None, ...]


class Canvas:
    """What the user's screen can show: how wide, and whether in colour."""

    def __init__(self, width: int = 80, colour: bool = False) -> None:
        self.width = max(width, 40)
        self.colour = colour

    def paint(self, text: str, *styles: str) -> str:
        """`text` in colour, on a terminal that has it."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"

    def wrap(self, text: str, first: int, rest: int) -> list[str]:
        """Words in lines of at most `first` columns, then `rest`."""
        lines: list[str] = []
        line = ""
        for word in visible(text).split(" "):
            room = rest if lines else first
            if line and cells(line) + 1 + cells(word) > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
        return lines


def rows(text: str, spans: Sequence[tuple[int, int, Severity]], width: int) -> list[Row]:
    """`text` broken at spaces into lines of `width` columns, with a mark under each column of a span; the gravest wins."""
    severity: list[Severity | None] = [None] * len(text)
    for rank in _ORDER:
        for start, end, level in spans:
            if level is rank:
                severity[start:end] = [level] * (end - start)
    # An entry per character on screen: (what is shown, its columns, its severity).
    drawn = [(shown, size, severity[index]) for index, char in enumerate(text) for shown, size in (_drawn(char),) if shown or size]
    made: list[Row] = []
    at = 0
    while at < len(drawn):
        end, used, gap = at, 0, -1
        while end < len(drawn) and used + drawn[end][1] <= width:
            used += drawn[end][1]
            if drawn[end][0] == " ":
                gap = end
            end += 1
        if end < len(drawn) and drawn[end][0] != " " and gap > at:
            end = gap + 1
        end = max(end, at + 1)
        made.append(_row(drawn[at:end]))
        at = end
        while at < len(drawn) and drawn[at][0] == " ":
            at += 1
    return made or [Row("", "", ())]


def visible(text: str) -> str:
    """`text` with control characters made visible and harmless, and those that turn the reading direction left out."""
    return text if _PLAIN.fullmatch(text) else "".join(_drawn(char)[0] for char in text)


def cells(text: str) -> int:
    """How many columns a text takes up."""
    return len(text) if _PLAIN.fullmatch(text) else sum(_drawn(char)[1] for char in text)


def _row(part: Sequence[tuple[str, int, Severity | None]]) -> Row:
    text = "".join(shown for shown, _, _ in part).rstrip()
    severities = tuple(level for _, size, level in part for _ in range(size))[: cells(text)]
    marks = "".join(" " if level is None else MARKS[level] for level in severities).rstrip()
    return Row(text, marks, severities[: len(marks)])


def _drawn(char: str) -> tuple[str, int]:
    """What is shown of a character, and in how many columns: none for what is invisible, two for wide ones."""
    if " " <= char <= "~":
        return char, 1
    if char in "\t\n\r\x0b\x0c\u0085\u2028\u2029\u00a0\u2007\u202f\u2009\u2002\u2003\u2005":
        return " ", 1
    if char < " ":
        return chr(0x2400 + ord(char)), 1
    category = unicodedata.category(char)
    if category in ("Cf", "Cc", "Cs", "Zl", "Zp"):
        return "", 0
    if category in ("Mn", "Me"):
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1
