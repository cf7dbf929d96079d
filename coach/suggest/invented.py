"""What a wording says that its writer did not: numbers (also in words), dates, persons, roles, names (design §8)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.suggest.known import Known, plain
from coach.suggest.model import Step
from coach.suggest.numerals import Edit, blanked, loose
from coach.suggest.spelling import tidied
from coach.suggest.strangers import cut, owners, within
from coach.suggest.words import folded, words
from rules.reading import Reading, find_blanks
from rules.reading.facts import Frame
from rules.reading.text import fold

__all__ = ["Known", "Purged", "plain", "purge"]

_SIGN = re.compile(r"\s+([,.;:!?)])")


@dataclass(frozen=True, slots=True)
class Purged:
    """A wording without what was invented; `refused` where that could not be taken out."""

    text: str
    steps: tuple[Step, ...]
    refused: bool = False


class _Work:
    """The edits so far, and what they cover."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[tuple[Edit, Step]] = []
        self.taken = [(blank.start, blank.end) for blank in find_blanks(text)] if "[" in text else []

    def edit(self, made: Edit, key: str, start: int, end: int) -> None:
        self.edits.append((made, Step(key, (("words", self.text[start:end].strip()),))))
        self.taken.append((start, end))

    def stopped(self, key: str, said: str) -> Purged:
        return Purged(self.text, (*(step for _, step in self.edits), Step(key, (("words", said),))), True)


def purge(text: str, reading: Reading, known: Known) -> Purged:
    """Put blanks for numbers, dates and owners that nobody gave, cut names; refuse what leaves no sentence behind."""
    work = _Work(text)
    _times(work, reading, known)
    if (stopped := _numbers(work, reading, known)) is not None:
        return stopped
    for made in owners(reading, known, work.taken):
        work.edit(made, "owner-blanked", made.start, made.end)
    for found in tuple(cut(reading, known, tuple(work.taken))):
        if isinstance(found, str):
            return work.stopped("name-refused", found)
        work.edit(found, "name-cut", found.start, found.end)
    for token in reading.source.placed:
        if token.kind == "n" and not within(token.start, token.end, work.taken) and plain(token.fold) not in known.digits:
            return work.stopped("number-refused", text[token.start : token.end])
    if not work.edits:
        return Purged(text, ())
    worded = text
    # Two edits of one place keep their order: the later one is put in first.
    ordered = sorted(enumerate(work.edits), key=lambda item: (item[1][0].start, item[1][0].end, item[0]))
    for _, (edit, _) in reversed(ordered):
        worded = worded[: edit.start] + edit.text + worded[edit.end :]
    worded = _smoothed(worded, known.reading.language)
    steps = tuple(dict.fromkeys(step for _, (_, step) in ordered))
    return Purged(worded, steps, worded.count(str(words(known.reading.language)["blanks"]["owner"])) > 1)


def _times(work: _Work, reading: Reading, known: Known) -> None:
    """A date nobody gave becomes a blank; a second one, or a start, goes."""
    language = known.reading.language
    ends = [blank.start for blank in find_blanks(work.text) if blank.field == "end"]
    for frame in reading.frames:
        written = work.text[frame.start : frame.end]
        dated = frame.kind in ("deadline", "start") or frame.kind == "comparison" and any(map(str.isdigit, written))
        if not dated or frame.until is not None and frame.until in known.days or fold(written) in folded(language, "cycles"):
            continue
        if known.quoted(written) or within(frame.start, frame.end, work.taken):
            continue
        start = _with_lead(work.text, frame, language)
        said = "" if ends or frame.kind != "deadline" else str(words(language)["say"]["by_end"])
        if said:
            ends.append(start)
        if not start:
            said = said[:1].upper() + said[1:]
        work.edit(Edit(start, frame.end, said), "date-blanked", start, frame.end)


def _numbers(work: _Work, reading: Reading, known: Known) -> Purged | None:
    """Blanks for invented numbers, the writer's spelling for those said otherwise; or the number that no blank can replace."""
    text = work.text
    for q in reading.quantities:
        if q.role == "name" or within(q.start, q.end, work.taken):
            continue
        if known.number(q, text):
            if spelt := known.spelling(q, text):
                work.edits.append((Edit(q.start, q.end, spelt), Step("respelt", (("words", spelt),))))
            work.taken.append((q.start, q.end))
            continue
        edits = blanked(q, reading)
        if not edits:
            return work.stopped("number-refused", text[q.start : q.end])
        for made in edits:
            work.edit(made, "number-blanked", q.start, q.end)
    for start, end, made in loose(reading):
        if not within(start, end, work.taken) and not known.quoted(text[start:end]):
            work.edit(made, "number-blanked", start, end)
    return None


def _smoothed(text: str, language: str) -> str:
    """One blank for several doers, no space before a sign, a capital to begin with."""
    blank = re.escape(str(words(language)["blanks"]["owner"]))
    if text.count(str(words(language)["blanks"]["owner"])) > 1:
        text = re.sub(rf"(?:,? (?:owned by|ansvarig:|owner:)| \()\s*{blank}\)?", "", text, flags=re.IGNORECASE)
    text = re.sub(rf"{blank}(?:,? (?:och|samt|and|&) {blank}|, {blank},?)+", lambda _: str(words(language)["blanks"]["owner"]), text)
    text = _SIGN.sub(r"\1", tidied(text))
    return re.sub(r"^[,;]\s*", "", text)


def _with_lead(text: str, frame: Frame, language: str) -> int:
    """The place of a time with the preposition before it."""
    for phrase in sorted(folded(language, "leads_to_date"), key=len, reverse=True):
        before = fold(text[: frame.start]).rstrip()
        if re.search(rf"(?<!\w){re.escape(phrase)}$", before):
            return len(before) - len(phrase)
    return frame.start
