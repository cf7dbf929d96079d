"""Time-bound: is there an end that can be put in a calendar? (rulebook §5)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.model import Severity, Time
from rules.reading import Frame
from rules.rule import Case, Hit, hit, rule


def judge(case: Case) -> Time:
    """The deadline field outweighs the text; then deadline before cycle before a vague time."""
    if case.goal.deadline is not None:
        return Time.DEADLINE
    frames = case.reading.frames
    if _first(frames, "deadline"):
        return Time.DEADLINE
    if case.reading.blanks and any(blank.field == "end" for blank in case.reading.blanks):
        return Time.OPEN
    if _first(frames, "cycle"):
        return Time.RECURRING
    return Time.VAGUE if _first(frames, "vague") else Time.NONE


def end(case: Case) -> date | None:
    """The last day of the goal's time frame, where field or text fixes it."""
    return case.goal.deadline or case.reading.end


def _first(frames: tuple[Frame, ...], kind: str) -> Frame | None:
    for frame in frames:
        if frame.kind == kind and not (frame.means and kind == "cycle"):
            return frame
    return None


def _words(case: Case, kind: str) -> Iterator[Hit]:
    frame = _first(case.reading.frames, kind)
    if frame is not None:
        yield hit(frame, words=case.reading.source.quote(frame.start, frame.end))


@rule("T001", criterion="time", severity=Severity.WARNING, section="5", guide="pitfalls", verdict=("time", Time.NONE))
def time_missing(case: Case) -> Iterator[Hit]:
    """Nothing says when the goal is to be reached."""
    if case.judged.time is Time.NONE:
        yield hit()


@rule("T002", criterion="time", severity=Severity.WARNING, section="5", guide="pitfalls", verdict=("time", Time.VAGUE))
def time_vague(case: Case) -> Iterator[Hit]:
    """Only a vague time: soon, continuously, in the long run."""
    if case.judged.time is Time.VAGUE:
        yield from _words(case, "vague")


@rule("T003", criterion="time", severity=Severity.NOTE, section="5", guide="operational", verdict=("time", Time.RECURRING))
def open_ended(case: Case) -> Iterator[Hit]:
    """A rate or cycle without an end: until when?"""
    if case.judged.time is Time.RECURRING:
        yield from _words(case, "cycle")


@rule("T004", criterion="time", severity=Severity.WARNING, section="5", guide="pitfalls", given="deadline")
def deadline_contradiction(case: Case) -> Iterator[Hit]:
    """The deadline field says another day than the text."""
    stated = case.reading.end
    if case.goal.deadline is not None and stated is not None and stated != case.goal.deadline:
        frame = next((frame for frame in case.reading.frames if frame.until == stated), None)
        words = case.reading.source.quote(frame.start, frame.end) if frame else stated.isoformat()
        yield hit(frame, field=case.goal.deadline.isoformat(), words=words)


RULES = (time_missing, time_vague, open_ended, deadline_contradiction)
