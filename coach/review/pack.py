"""The review in words, in one language: what every form of paper writes, so that all say the same. Nothing here knows a format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word or two. `tone`: ok, mend, bad, open or plain."""

    words: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the first page, and what it counts."""

    figure: str
    label: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `strong`: the head of its row."""

    words: str
    tone: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. `wide`: the shares of the columns; `numeric`: the columns set to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: tuple[int, ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Something found: how grave, what it is, the question that mends it, and the goals it is about."""

    tone: str
    label: str
    message: str
    question: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A headed piece: an opening line, then points, a table, or plain lines. `narrow`: two of them go beside each other."""

    title: str
    lead: str = ""
    points: tuple[Point, ...] = ()
    table: Table | None = None
    lines: tuple[str, ...] = ()
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A short fact of a goal: its owner, its end. `miss`: something that is not there."""

    label: str
    words: str
    miss: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One criterion: a sign, its name, how it holds, and the verdict."""

    sign: str
    tone: str
    criterion: str
    light: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture of a goal: SVG with its colours as CSS variables, its words, the values behind as a table and as (day, actual, plan)."""

    svg: str
    title: str
    description: str
    table: Table
    values: tuple[tuple[date, Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One goal. `marked`: its text in pieces, each with the tone of what is found there; `questions` are to be raised."""

    name: str
    text: str
    marked: tuple[tuple[str, str], ...]
    state: Badge
    status: Badge | None
    summary: str
    facts: tuple[Fact, ...]
    signs: tuple[Sign, ...]
    findings: Part | None
    standing: Part | None
    figures: tuple[Fact, ...]
    chart: Chart | None
    spark: str
    history: Part | None
    versions: Part | None
    acceptance: Part
    agreement: Part
    hinders: Part | None
    lessons: Part | None
    questions: Part
    proposal: Part


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's goals, for one page of A4."""

    owner: str
    lead: str
    goals: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack. `front` is the first page's parts, `rest` those of the pages after it; `words`: what stands on every page. With
    `sheets` it is one page per person instead, and `goals` is empty."""

    language: str
    title: str
    subtitle: str
    made: str
    lead: str
    tiles: tuple[Tile, ...]
    front: tuple[Part, ...]
    rest: tuple[Part, ...]
    goals: tuple[Page, ...]
    foot: str
    signatures: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
