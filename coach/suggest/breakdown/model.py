"""What a breakdown is: the operational goals that carry a strategic one, the sums that join them, and what is left to ask."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from coach.suggest.model import Blank, Source
from rules.arithmetic.formula import Formula
from rules.model import Goal, Report, Theme


class Ref(NamedTuple):
    """A word to come from the catalogue, in whatever language the reader has."""

    key: str


Param = str | Fraction | Ref
"""What goes into a text: words as they are, a number that the language writes its own way, a word of the catalogue."""


@dataclass(frozen=True, slots=True)
class Note:
    """A text to come: `key` under [note] in locales/…/breakdown.toml, and its params."""

    key: str
    params: tuple[tuple[str, Param], ...] = ()


@dataclass(frozen=True, slots=True)
class Operational:
    """A goal proposed for a free place. `kind`: what sort it is (slots.toml); `theme`: what the rules read it to be about; `goal` ties it
    to the strategic one (`supports`); `report`: what the rules say of it."""

    kind: str
    theme: Theme
    goal: Goal
    blanks: tuple[Blank, ...]
    report: Report
    source: Source


@dataclass(frozen=True, slots=True)
class Linked:
    """An existing goal that carries the strategic one: it says so itself, or is on the same measure, or on a theme that carries it."""

    goal: Goal
    theme: Theme
    reason: Literal["stated", "measure", "theme"]


@dataclass(frozen=True, slots=True)
class GivesWay:
    """With every place taken: the existing goal that would give way, why, and the text of the one that would take its place."""

    goal: Goal
    reason: Literal["elsewhere", "unlinked", "same", "unready", "last"]
    instead: str
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula worked out, and the words around its numbers: `key` in the catalogue's [formula], `params` worded there."""

    formula: Formula
    key: str
    params: tuple[tuple[str, Param], ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter's share of the year: of the outcome and of each stage before it (name → number); `days` worked, where they were counted;
    `weekly`: what each seller does a week (the whole team where their number is not known)."""

    quarter: str
    volumes: tuple[tuple[str, Fraction], ...]
    days: int | None = None
    weekly: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A number that the team must give: `key` is how it is given (`--ratio key=…`), and what question asks for it."""

    key: str
    params: tuple[tuple[str, Param], ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A strategic goal broken down.

    `state`: "broken" for one that was, else why not ("operational", "nongoal"). `loose`: existing goals that carry something else.
    `notes`: what is good to know, worded at the edge. `currency`: the one the goal is in, "" where it names none. `counted`: what its
    outcome is called ("deals", "customers").
    """

    strategic: Goal
    report: Report
    language: str
    state: Literal["broken", "operational", "nongoal"]
    source: Source
    operational: tuple[Operational, ...]
    linked: tuple[Linked, ...]
    loose: tuple[Goal, ...]
    gives_way: GivesWay | None
    sums: tuple[Sum, ...]
    parts: tuple[Part, ...]
    asks: tuple[Ask, ...]
    notes: tuple[Note, ...]
    currency: str = ""
    counted: str = "deals"
