"""The guide's words in each form of output: an answer, a section, the table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coach.emit.canvas import Canvas, visible
from coach.guide import Answer, Passage, Section, joined, section
from coach.texts import Language, text
from rules.policy import Policy

_WIDE = 96
"""Columns from which running text is hard to read."""


def shape(id: str, answer: Answer) -> dict[str, Any]:
    """An answer for the machine (docs/cli.md)."""
    return {
        "id": id, "lang": answer.asked_in, "covered": answer.covered, "sections": list(answer.sections), "answer": answer.text,
        "source": answer.source, "nearest": answer.nearest, "note": answer.note or None,
    }  # fmt: skip


def section_shape(part: Section) -> dict[str, Any]:
    """A section for the machine."""
    return {"section": part.id, "lang": part.language, "title": part.title, "text": part.plain}


def markdown(answer: Answer, policy: Policy) -> str:
    """An answer as Markdown, under its question."""
    said = joined(answer.passages, markdown=True) if answer.passages else answer.text
    ends = [f"*{line}*" for line in (answer.note, *_sources(answer, policy)) if line]
    question = " ".join(visible(answer.question).split()).replace("<", "&lt;")
    return "\n\n".join((f"## {question}", said, *ends)) + "\n\n"


def drawn(answer: Answer, canvas: Canvas, policy: Policy, heading: bool) -> str:
    """An answer for the terminal; `heading`: its question first, where there are several."""
    lines = [*(canvas.paint(line, "bold") for line in _wrap(canvas, answer.question, "")), ""] if heading else []
    if answer.passages:
        lines += _passages(answer.passages, canvas)
    else:
        lines += [line for part in answer.text.splitlines() for line in _wrap(canvas, part, "")]
    if answer.note:
        lines += ["", *(canvas.paint(line, "yellow") for line in _wrap(canvas, answer.note, ""))]
    for source in _sources(answer, policy):
        lines += ["", *(canvas.paint(line, "dim") for line in _wrap(canvas, source, ""))]
    return "\n".join(lines) + "\n"


def section_drawn(part: Section, canvas: Canvas) -> str:
    """A section for the terminal."""
    return "\n".join([canvas.paint(part.title, "bold"), "", *_passages(part.passages, canvas)]) + "\n"


def contents(parts: Sequence[Section], canvas: Canvas, language: Language) -> str:
    """What the guide holds, for the terminal."""
    wide = max(len(part.id) for part in parts)
    lines = [f"  {canvas.paint(f'{part.id:<{wide}}', 'cyan')}  {part.title}" for part in parts]
    hint = _wrap(canvas, text(language, "word.hint", "guide"), "")
    return "\n".join([canvas.paint(text(language, "word.guide", "guide"), "bold"), *lines, "", *hint]) + "\n"


def _sources(answer: Answer, policy: Policy) -> list[str]:
    """Where the answer stands, and where more stands."""
    if not answer.covered:
        return []
    first, *rest = answer.sections
    title = section(first, answer.language, policy).title
    lines = [text(answer.language, "word.source", "guide", title=title, section=first)]
    if rest:
        lines.append(text(answer.language, "word.see", "guide", sections=", ".join(rest)))
    return [" · ".join(lines)]


def _passages(passages: tuple[Passage, ...], canvas: Canvas) -> list[str]:
    lines: list[str] = []
    running = ""
    for passage in passages:
        if not passage.mark:
            running = f"{running} {passage.text}".strip()
            continue
        if running:
            lines += [*_wrap(canvas, running, ""), ""]
            running = ""
        mark = "•" if passage.mark == "-" else passage.mark
        first, *rest = _wrap(canvas, passage.plain, " " * (len(mark) + 1))
        label = passage.plain[: len(passage.label) + 1].rstrip() if passage.label else ""
        if label and first.lstrip().startswith(label):
            first = first.replace(label, canvas.paint(label, "bold"), 1)
        lines += [f"{mark} {first.lstrip()}", *rest]
    return [*lines, *(_wrap(canvas, running, "") if running else [])]


def _wrap(canvas: Canvas, words: str, indent: str) -> list[str]:
    room = min(canvas.width, _WIDE) - len(indent)
    return [indent + line for line in canvas.wrap(words, room, room)]
