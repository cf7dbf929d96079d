"""What a suggestion is: a text with typed blanks, what the rules say of it, and how it came through the guard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rules.model import Report

Field = Literal["owner", "target", "baseline", "end", "unit", "measure"]
"""What a blank stands for; the same words as `rules.reading.facts.Blank.field`."""

Source = Literal["template", "model"]

Shape = Literal["outcome", "activity", "quality", "part", "complete"]
"""What sort of alternative it is: a result, an activity behind it, a quality beside it, one part of a compound goal, or the same goal with
what was missing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A goal text that someone proposes, not yet checked by anyone. `reason`: one sentence on why, in the goal's language."""

    text: str
    shape: Shape
    reason: str = ""
    source: Source = "template"


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap that the user fills: characters `start` to `end` of the suggestion's text, as it is shown ("[ägare]").

    `choices`: units or measures that fit, offered and never filled in.
    """

    field: Field
    text: str
    start: int
    end: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the guard did or saw ("number-blanked", "direction-kept" …): `key` of a text in locales/…/suggest.toml with its params."""

    key: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal that passed the guard."""

    text: str
    shape: Shape
    reason: str
    source: Source
    blanks: tuple[Blank, ...]
    report: Report
    steps: tuple[Step, ...]
