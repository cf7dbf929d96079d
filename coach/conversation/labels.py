"""Names of fields as people write them before a value: "ägare: KAM", "target = 260k"."""

from __future__ import annotations

import re
from functools import cache

from coach.conversation.patterns import table
from coach.conversation.pointing import listed
from coach.exchange.columns import field_of
from rules.reading.text import fold, tokenize

FIELDS = ("owner", "target", "baseline", "deadline", "unit", "measure")
LABELLED = re.compile(r"\s*([^\W\d_][^\d:=\n]{0,24}?)\s*[:=]\s*(\S.*)")


_IS = re.compile(r"\s*((?:the |a )?[^\W\d_]{4,14})\s+(?:is|are|är|blir)\s+(\S+(?:\s\S+){0,4})", re.IGNORECASE)
"""A field named in a sentence: "the owner is Petra"."""
_MEASURED = re.compile(r"\s*(?:mätetal(?:et)?|nyckeltal(?:et)?|måttet|metric|kpi)\s+(?:är\s+|is\s+)?([^\W\d].{2,60})", re.IGNORECASE)
_SAID = ("owner", "deadline", "baseline", "unit")


def labelled(text: str) -> tuple[str, str] | None:
    """The field that a part names, and its value; None for a part that names none."""
    match = LABELLED.fullmatch(text)
    if match is None:
        if measured := _MEASURED.fullmatch(text):
            return "measure", measured[1]
        said = _IS.fullmatch(text)
        name = field_named(said[1].lower().removeprefix("the ").removeprefix("a ")) if said else ""
        return (name, said[2]) if said and name in _SAID else None
    label = fold(match[1]).strip()
    for name, labels in names().items():
        if label in labels:
            if name == "target" and label in ("till", "to") and not any(char.isdigit() for char in match[2]):
                continue
            return name, match[2]
    name = field_of(match[1])
    name = {"metric": "measure"}.get(name, name)
    return (name, match[2]) if name in FIELDS else None


def field_named(word: str) -> str:
    """The field that a word names ("deadlinen"), or ""."""
    bare = fold(word).strip()
    for name, labels in names().items():
        if bare in labels or any(len(label) > 4 and bare.startswith(label) and len(bare) - len(label) <= 3 for label in labels):
            return name
    return ""


@cache
def names() -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(label) for label in labels) for name, labels in table("answers")["labels"].items()}


def empty(part: str) -> bool:
    """Whether a part of an answer holds nothing but filler."""
    words = [token.fold for token in tokenize(part).tokens if token.kind in "wn"]
    return all(word in listed("filler") or word in ("nej", "no", "ja", "yes") for word in words)
