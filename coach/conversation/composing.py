"""Wordings made of answers: a goal out of measure, from and to, in the user's words; and a step by an amount put into a draft."""

from __future__ import annotations

import re
from datetime import date

from coach.conversation.model import Entry
from coach.conversation.steps import by
from coach.suggest.nominal import definite
from coach.texts import text
from rules.policy import Policy
from rules.reading import Reading, read
from rules.reading.text import fold

_VOLUMES = ("revenue", "activity", "product", "order_value")
_SHARE = re.compile(r"%|procent|percent|\bpp\b|points?\b")
_LEVEL = re.compile(r"andel|share|e?nps|csat|nki|nojd|marginal")
_TO_TARGET = re.compile(
    r"(?P<start>\s+(?:från|from)\s+\[(?:utgångsläge|baseline)\](?:\s+(?:kr|%|\[(?:enhet|unit)\]))?)?"
    r"\s+(?:till|to)\s+\[(?:målvärde|target)\](?:\s+(?:kr|%|\[(?:enhet|unit)\]))?"
)


def amount(entry: Entry) -> str:
    """By how much, where the target told is a step and no level: "+15 %", or a share of what is not counted in shares."""
    said = entry.said
    target, baseline = said.get("target", ""), said.get("baseline", "")
    if step := by(target):
        return step
    if not baseline and _SHARE.search(fold(target)) and _grows(entry):
        return target
    apart = baseline and _SHARE.search(fold(target)) and not _SHARE.search(fold(baseline)) and re.search(r"[^\W\d]|[€$£]", baseline)
    return target if apart else ""


def _grows(entry: Entry) -> bool:
    """Whether a share can only be growth: of sales, deals or calls, which are not counted in shares themselves."""
    reading = read(entry.goal.text, date(2000, 1, 1), Policy.default())
    measure = reading.measure
    return measure is not None and measure.theme in _VOLUMES and measure.high is None


def stepped(entry: Entry, wording: str) -> str:
    """A draft from what to what made one by how much: "ökar försäljningen från [utgångsläge] till [målvärde] kr" + "med 15 %"."""
    step = amount(entry)
    if not step:
        return wording
    return _TO_TARGET.sub(lambda found: text(entry.language, "wording.step", "conversation", step=step) + (found["start"] or ""), wording)


def composed(entry: Entry, reading: Reading) -> str:
    """A goal out of the answers alone: the measure, from and to, in the user's words; "" where they do not make one."""
    said = entry.said
    measure, target, baseline = said.get("measure"), said.get("target"), said.get("baseline")
    if not measure or not target:
        return ""
    measure = _spoken(measure, entry.language)
    if step := amount(entry):
        falling = any(change.kind == "down" for change in reading.changes)
        words = text(entry.language, "wording.shrink" if falling else "wording.grow", "conversation", measure=measure, step=step)
        return words + (text(entry.language, "wording.start", "conversation", baseline=baseline) if baseline else "")
    if not baseline:
        number = re.match(r"\D{0,2}\d[\d\s.,]*", target)
        counted = target[number.end() :].split() if number else []
        if number and counted and set(map(fold, counted)) <= set(fold(measure).split()):
            return text(entry.language, "wording.count", "conversation", measure=said["measure"], target=number[0].strip())
        return text(entry.language, "wording.reach", "conversation", measure=measure, target=target)
    low, high = (re.search(r"\d+(?:[.,]\d+)?", words.replace(" ", "")) for words in (baseline, target))
    falling = bool(low and high and float(low[0].replace(",", ".")) > float(high[0].replace(",", ".")))
    counted_in = not re.search(r"%|procent|percent", target) and not _LEVEL.match(fold(measure))
    key = "wording.cut" if falling else "wording.increase" if counted_in else "wording.raise"
    return text(entry.language, key, "conversation", measure=measure, baseline=baseline, target=target)


def _spoken(measure: str, language: str) -> str:
    """A measure as one speaks of it in a sentence: "Antal nya kunder" → "antalet nya kunder", "NPS" stays."""
    if measure[1:2].islower():
        measure = measure[0].lower() + measure[1:]
    head, space, rest = measure.partition(" ")
    if language != "sv":
        return f"the {measure}" if head in ("share", "number", "percentage", "average") else measure
    if head in ("antal", "andel"):
        return f"{head}et{space}{rest}" if head == "antal" else f"{head}en{space}{rest}"
    return measure if rest else definite(measure, "sv") or measure


def timed(wording: str, goal: str, reading: Reading, bare: bool) -> str:
    """A composed goal with the end that the goal's own words told ("nästa år"), where it has none itself."""
    ends = [frame for frame in reading.frames if frame.kind == "deadline" and not frame.means]
    if not bare or not ends:
        return wording
    return f"{wording} {goal[ends[-1].start : ends[-1].end]}"
