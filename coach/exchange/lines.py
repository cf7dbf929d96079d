"""Lines and bullet lists: one goal each. In Markdown headings, rules, code and front matter are no goals, and tables are tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.errors import Problem
from coach.exchange.columns import label
from coach.exchange.encodings import Line

_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[-*+•·▪▫◦‣○●►▶→–—✓✔☐☑]|\(?\d{1,3}[.):]|\(?[a-zA-Z][.)])(?:\s+|$)")
_TASK = re.compile(r"\[[ xX]\]\s+")
_QUOTE = re.compile(r"(?:>\s?)+")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_RULE = re.compile(r"(?:[-*_=]\s*){3,}")
# What a label may look like, before the words for it are looked up.
_NUMBERED = re.compile(r"[^\W\d_]{2,16}(?: [^\W\d_]{2,10})?\s?#?\d")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
_COMMENT = re.compile(r"<!--.*?-->")
_INVISIBLE = "\ufeff\u200b\u2060"
_WRAPPED = 50
"""A line shorter than this was not broken for want of room."""


def goals(lines: Iterator[Line | Problem]) -> Iterator[Line | Problem]:
    """The goals of a plain text, one a line, bullets and numbers taken off; indented lines under a bullet continue it."""
    yield from _joined(lines, markdown=False)


def markdown(lines: Iterator[Line | Problem]) -> Iterator[Line | list[Line] | Problem]:
    """The goals of a Markdown text. A table comes as the list of its lines."""
    table: list[Line] = []
    for item in _joined(_outside(lines), markdown=True):
        if not isinstance(item, Problem) and item[1].startswith("|"):
            table.append(item)
            continue
        if table:
            yield table
            table = []
        yield item
    if table:
        yield table


def bare(text: str) -> str:
    """One line without bullet, number, task box or label ("Mål 1:")."""
    text = text.strip().strip(_INVISIBLE).strip()
    if match := _BULLET.match(text):
        text = text[match.end() :]
        if box := _TASK.match(text):
            text = text[box.end() :]
    if _NUMBERED.match(text) and (named := label().match(text)):
        text = text[named.end() :]
    return text.strip()


def _joined(lines: Iterator[Line | Problem], markdown: bool) -> Iterator[Line | Problem]:
    held: Line | None = None
    bullet = False
    last = ""
    for item in lines:
        if isinstance(item, Problem):
            if held:
                yield held
                held = None
            yield item
            continue
        number, whole = item
        for text in _BREAKS.split(whole):
            stripped = text.strip().strip(_INVISIBLE)
            starts = _BULLET.match(stripped) is not None
            if held and stripped and not starts and _continues(text, stripped, last, bullet, markdown):
                held = (held[0], f"{held[1]} {_plain(stripped) if markdown else stripped}")
                last = stripped
                continue
            if held:
                yield held
                held = None
            last = stripped
            words = bare(stripped)
            if words:
                held = (number, _plain(words) if markdown else words)
                bullet = starts
    if held:
        yield held


def _continues(text: str, stripped: str, last: str, bullet: bool, markdown: bool) -> bool:
    """Is this line the rest of the one before it?"""
    if stripped.startswith("|") or last.startswith("|"):
        return False
    if bullet and text[:1] in (" ", "\t"):
        return True
    wrapped = len(last) >= _WRAPPED and last[-1:] not in ".!?:;" and stripped[:1].islower()
    return markdown and wrapped


def _plain(text: str) -> str:
    if "*" in text or "_" in text:
        text = _SLANTED.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    return _LINK.sub(r"\1", text) if "](" in text else text


def _outside(lines: Iterator[Line | Problem]) -> Iterator[Line | Problem]:
    """The lines that are neither heading, rule, code, comment nor front matter; what is left out parts what stands around it."""
    fence = ""
    front = False
    for item in lines:
        if isinstance(item, Problem):
            yield item
            continue
        number, text = item
        stripped = text.strip()
        if number == 1 and stripped == "---":
            front = True
            continue
        if front:
            front = stripped not in ("---", "...")
            continue
        if fence or stripped.startswith(("```", "~~~")):
            fence = "" if fence and stripped.startswith(fence) else fence or stripped[:3]
            yield number, ""
            continue
        if "<!--" in text:
            text = _COMMENT.sub("", text)
            stripped = text.strip()
        if _HEADING.match(stripped) or (stripped and _RULE.fullmatch(stripped)):
            yield number, ""
            continue
        if quote := _QUOTE.match(stripped):
            text = stripped[quote.end() :]
        yield number, text
