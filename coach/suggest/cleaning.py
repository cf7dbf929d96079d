"""A goal's text without what only leads in to it or wraps it: labels, framing, hedges, vague and past times."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from coach.suggest.words import words
from rules.reading import Reading
from rules.reading.text import fold

_SPACES = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)])")
_DOUBLE = re.compile(r",\s*,")
_LED = re.compile(r"(?:(?:\b(?:den|ar|senast|by|on|the|till|to)\s+)+|\b\d{4}\s?[–-]\s?)$")
_BLANK_OWNER = re.compile(r"^\[(?:ägare|owner)\]\s+", re.IGNORECASE)
_EDGE = " \t\n.,;:!?–-…"


def cleaned(reading: Reading, since: date) -> tuple[str, str]:
    """The text without label, owner prefix, framing, hedges, closing signs, vague times and those before `since`; and the owner prefix."""
    source, language = reading.source, reading.language
    look = words(language)["look"]
    text, folds = source.text, fold(source.text)
    if len(folds) != len(text):
        return text.strip(_EDGE), ""
    cuts: list[tuple[int, int]] = []
    framed: list[tuple[int, int]] = []
    prefix = ""
    at = len(folds) - len(folds.lstrip())
    owner = reading.owners[0] if reading.owners and reading.owners[0].first == 0 and reading.owners[0].kind != "diffuse" else None
    label = re.compile(look["label"]).match(folds[at:])
    if owner is not None and label and " " not in source.quote(owner.start, owner.end):
        owner = None
    if owner is not None and (sign := re.match(r"\s*:\s*|\s+-\s+", folds[owner.end :])):
        prefix = source.quote(owner.start, owner.end)
        at = owner.end + sign.end()
        cuts.append((owner.start, at))
    elif label:
        cuts.append((at, at + label.end()))
        framed.append((at, at + label.end()))
        at += label.end()
    if linked := re.compile(look["linking"]).match(folds[at:]):
        cuts.append((at, at + linked.end()))
        at += linked.end()
    framing = _framing(language)
    for _ in range(3):
        found = framing.match(folds, at)
        if not found or found.end() == at or fronted(text[at:], language):
            break
        cuts.append((at, found.end()))
        framed.append((at, found.end()))
        at = found.end()
    for pattern in look["tail"]:
        if found := re.search(pattern, folds):
            cuts.append(found.span())
    cuts.extend((item.start, item.end) for item in reading.hedges)
    cuts.extend((frame.start, frame.end) for frame in reading.frames if frame.kind == "vague")
    if filler := look["filler"]:
        for found in re.finditer(r"(?<!\w)(?:" + "|".join(map(re.escape, filler)) + r")(?!\w)", folds):
            if not any(q.start <= found.start() < q.end for q in reading.quantities):
                cuts.append(found.span())
    # A deadline that has passed is no end any more: it becomes a blank.
    for f in reading.frames:
        if f.kind == "deadline" and f.until is not None and f.until < since:
            led = _LED.search(folds[: f.start])
            cuts.append((led.start() if led else f.start, f.end))
    # A time inside the frame ("our goal for this spring is …") is the goal's own.
    kept = [
        source.quote(f.start, f.end).removeprefix("for ")
        for f in reading.frames
        if f.kind == "deadline" and any(a <= f.start and f.end <= b for a, b in framed)
    ]
    left = " ".join((_without(text, cuts), *kept))
    # "[ägare] ökar …" has a blank where somebody is to stand.
    left = _BLANK_OWNER.sub({"sv": "vi ", "en": "we "}[language], left)
    return reordered(left, language), prefix


def fronted(text: str, language: str) -> re.Match[str] | None:
    """A purpose or means that leads in to the goal itself."""
    return re.compile(words(language)["look"]["fronted"]).match(fold(text))


def reordered(text: str, language: str) -> str:
    """What leads in by purpose or means, the plain way round: "För att nå dit ska vi ringa mer" is "vi ska ringa mer för att nå dit"."""
    folds = fold(text)
    found = fronted(text, language)
    if found is None or len(folds) != len(text):
        return text
    lead, modal, rest = (text[slice(*found.span(name))].strip(" ,") for name in ("lead", "modal", "rest"))
    doer = text[slice(*found.span("doer"))] if found["doer"] else ""
    return f"{doer} {modal} {rest.rstrip(' .')} {lead[:1].lower()}{lead[1:]}".strip()


@cache
def _framing(language: str) -> re.Pattern[str]:
    return re.compile("|".join(words(language)["look"]["framing"]))


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in cuts:
        kept[start:end] = "\0" * (end - start)
    left = "".join(kept).replace("\0", "")
    left = _DOUBLE.sub(",", _BEFORE_SIGN.sub(r"\1", _SPACES.sub(" ", left)))
    left = left.strip()
    # A closing sign belongs to the sentence, but a closing bracket to its words.
    return left.strip(_EDGE) if not left.endswith("...") else left[:-3].strip(_EDGE)
