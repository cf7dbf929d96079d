"""Rewordings for people: the goal, the suggestions with their blanks set off, what is left to fill in, and what was checked."""

from __future__ import annotations

import re
from collections.abc import Callable

from coach.emit.canvas import Canvas, visible
from coach.suggest import wording
from coach.suggest.engine import Suggestions
from coach.suggest.model import Suggestion
from coach.texts import Language, text

_WIDEST = 100
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_PIECE = re.compile(r"\[[^\[\]]*\](?:[,.;:]|\S*)|\S+")


class Display:
    """Writes goal by goal on a terminal."""

    def __init__(self, write: Callable[[str], object], canvas: Canvas) -> None:
        self._write = write
        self._canvas = canvas
        self._width = min(canvas.width, _WIDEST)
        self._first = True

    def goal(self, made: Suggestions, language: Language) -> None:
        """One goal: its text, its suggestions, its notes."""
        canvas = self._canvas
        name = visible(made.goal.id)[:12]
        indent = max(5, len(name) + 4)
        margin = " " * indent
        room = self._width - indent
        lines = canvas.wrap(made.goal.text, room, room)
        out = [canvas.paint(f"{name:>{indent - 2}}  ", "dim") + canvas.paint(lines[0], "bold")]
        out += [margin + canvas.paint(line, "bold") for line in lines[1:]]
        for item in made.suggestions:
            out += self._suggestion(item, language, margin, room)
        if made.suggestions:
            out += self._checked(made, language, margin, room)
        for note in made.notes:
            sign = "✓" if note.key == "ready" else "·"
            colour = "green" if note.key == "ready" else "dim"
            wrapped = canvas.wrap(wording.note(note, language), room - 2, room - 2)
            out += [margin + canvas.paint(f"{sign if index == 0 else ' '} {line}", colour) for index, line in enumerate(wrapped)]
        self._write(("" if self._first else "\n") + "\n".join(line.rstrip() for line in out) + "\n")
        self._first = False

    def _suggestion(self, item: Suggestion, language: Language, margin: str, room: int) -> list[str]:
        canvas = self._canvas
        blanks = {blank.text for blank in item.blanks}
        lines: list[str] = []
        for index, row in enumerate(_rows(item.text, room - 2)):
            painted = " ".join(canvas.paint(visible(piece), "yellow") if _blank(piece) in blanks else visible(piece) for piece in row)
            lines.append(margin + (canvas.paint("→ ", "green") if index == 0 else "  ") + painted)
        told = [wording.shape(item.shape, language)]
        chosen = {blank.text: blank.choices for blank in item.blanks if blank.choices}
        told += [f"{name} {text(language, 'word.choose', 'suggest', choices=', '.join(choices))}" for name, choices in chosen.items()]
        if item.report.ready:
            told.append(text(language, "word.complete", "suggest"))
        return lines + [margin + "  " + canvas.paint(line, "dim") for line in canvas.wrap(" · ".join(told), room - 2, room - 2)]

    def _checked(self, made: Suggestions, language: Language, margin: str, room: int) -> list[str]:
        """What the guard did, each step once."""
        steps = dict.fromkeys(wording.step(step, language) for item in made.suggestions for step in item.steps)
        line = f"{text(language, 'heading.checked', 'suggest')}: {' '.join(steps)}"
        return [margin + self._canvas.paint(part, "dim") for part in self._canvas.wrap(line, room, room)]


def markdown(made: Suggestions, language: Language) -> str:
    """One goal with its suggestions, for a wiki or a mail."""
    lines = [f"\n## {_safe(made.goal.id)} · {_safe(made.goal.text)}\n"]
    for item in made.suggestions:
        lines.append(f"\n- **{wording.shape(item.shape, language)}:** {_safe(item.text)}\n")
        for name, choices in {blank.text: blank.choices for blank in item.blanks if blank.choices}.items():
            lines.append(f"  - {_safe(name)} {text(language, 'word.choose', 'suggest', choices=_safe(', '.join(choices)))}\n")
    if made.notes:
        lines.append("\n")
    lines += [f"*{_safe(wording.note(note, language))}*\n" for note in made.notes]
    if made.suggestions:
        steps = dict.fromkeys(wording.step(step, language) for item in made.suggestions for step in item.steps)
        lines.append(f"\n{text(language, 'heading.checked', 'suggest')}: {_safe(' '.join(steps))}\n")
    return "".join(lines)


def _rows(words: str, width: int) -> list[list[str]]:
    """A text in lines of pieces; a blank is never broken."""
    rows: list[list[str]] = [[]]
    used = 0
    for piece in _PIECE.findall(words):
        if rows[-1] and used + 1 + len(piece) > width:
            rows.append([])
            used = 0
        used += len(piece) + (1 if rows[-1] else 0)
        rows[-1].append(piece)
    return rows


def _blank(piece: str) -> str:
    return piece[: piece.find("]") + 1]


def _safe(plain: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(" ".join(plain.split())))
