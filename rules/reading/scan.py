"""The state of one reading of quantities: the text, its time expressions, the look-up tables, and what has been found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from rules.reading.facts import Cycle, Frame, Role, UnitKind
from rules.reading.lexicon import LANGUAGES, table
from rules.reading.memo import Memo
from rules.reading.numbers import Spelling, spelling
from rules.reading.phrases import LIST, Phrases, backward, forward, single
from rules.reading.text import Source, Token
from rules.reading.units import Units, units

ENDS = ".;!?"
ARROWS = ("->", "→")
ASIDE = ("(", "[")
SERIES = (",", ";", "/", "&", ":", "(", ")")


@dataclass(slots=True)
class Amount:
    """A quantity under construction: the fields of `facts.Quantity`, and what its reading needs."""

    first: int
    last: int
    value: Decimal | None
    kind: UnitKind = "number"
    role: Role = "target"
    upper: Decimal | None = None
    unit: str | None = None
    noun: str | None = None
    bound: Literal["min", "max"] | None = None
    rate: Cycle | None = None
    placeholder: bool = False
    words: bool = False
    lead: int = -1
    """The token before the number, its sign and its bounds."""
    tail: int = -1
    """The last token of the number with its noun."""
    sign: str = ""
    times: Decimal = Decimal(1)
    """What the number was multiplied by: a starting value without unit takes it over."""
    limit: bool = False
    """The bound names a level ("över 40 %"), which the amount of a change never has."""
    climb: bool = False
    """The bound is "upp till", which is a bound of what is counted but else only the way there."""
    settled: bool = False
    """The role is known already."""
    digits: bool = False


@dataclass(slots=True)
class Context:
    """The words around a number, each field a list of lexicon/*/quantities.toml."""

    goal: Mapping[str, Any]
    origin: Mapping[str, Any]
    amount_to: Mapping[str, Any]
    by: Mapping[str, Any]
    plus: Mapping[str, Any]
    up: Mapping[str, Any]
    between: Mapping[str, Any]
    span: Mapping[str, Any]
    baseline_gap: Mapping[str, Any]
    growth: Mapping[str, Any]
    growth_tail: Mapping[str, Any]
    new: Mapping[str, Any]
    level: Mapping[str, Any]
    limits: Mapping[str, Any]
    heads: Mapping[str, Any]
    numbered: Mapping[str, Any]
    measures: Mapping[str, Any]
    years: Mapping[str, Any]
    ordinals: Mapping[str, Any]
    ranks: Mapping[str, Any]
    rank_glue: Mapping[str, Any]
    rank_lead: Mapping[str, Any]
    rank_lists: Mapping[str, Any]
    superlative: Mapping[str, Any]
    articles: Mapping[str, Any]
    times: Mapping[str, Any]
    x: Mapping[str, Any]
    fold: Mapping[str, Any]
    fold_as: Mapping[str, Any]
    once: Mapping[str, Any]
    multiples: Mapping[str, Any]
    tens: Mapping[str, Any]
    unfactored: Mapping[str, Any]
    halved: Mapping[str, Any]
    parts: Mapping[str, Any]
    outside: Mapping[str, Any]
    whole: Mapping[str, Any]
    distributive: Mapping[str, Any]
    places: Mapping[str, Any]
    adverbs: Phrases
    idiom_after: Mapping[str, Any]
    one_always: Mapping[str, Any]
    one_not_before: Mapping[str, Any]
    one_not_after: Mapping[str, Any]
    one_counts: Mapping[str, Any]
    one_ranked: Mapping[str, Any]
    barriers: Mapping[str, Any]
    one_more: Phrases
    share_of: Phrases
    change: Phrases
    comparative: Phrases
    means: Phrases
    after_min: Phrases
    after_max: Phrases
    baseline_after: Phrases
    fractions: Phrases
    factors: Phrases
    universals: Phrases
    bound_min: Phrases
    bound_max: Phrases
    approx: Phrases
    compared: Phrases
    aside: Phrases
    baseline: Phrases
    among: Phrases
    idiom_before: Phrases
    of_which: Phrases
    of_them: Phrases
    led: frozenset[str]
    """The last words of bounds and approximations before a number."""
    followed: frozenset[str]
    """The first words of bounds behind a number."""
    opening: frozenset[str]
    """What can stand before a starting value."""
    growth_endings: tuple[str, ...]
    made: tuple[str, ...]
    full: tuple[int, ...]


_SINGLE = {
    "goal": ("roles", "to"),
    "origin": ("roles", "from"),
    "amount_to": ("roles", "amount_to"),
    "by": ("roles", "by"),
    "plus": ("roles", "plus"),
    "up": ("roles", "up"),
    "between": ("roles", "between"),
    "span": ("roles", "range"),
    "baseline_gap": ("roles", "baseline_gap"),
    "growth": ("roles", "growth"),
    "growth_tail": ("roles", "growth_tail"),
    "new": ("roles", "new"),
    "level": ("roles", "level"),
    "limits": ("bounds", "limits"),
    "heads": ("names", "heads"),
    "numbered": ("names", "numbered"),
    "measures": ("names", "measures"),
    "years": ("names", "years"),
    "ordinals": ("names", "ordinals"),
    "ranks": ("names", "rank"),
    "rank_glue": ("names", "rank_glue"),
    "rank_lead": ("names", "rank_lead"),
    "rank_lists": ("names", "lists"),
    "superlative": ("names", "superlative"),
    "articles": ("names", "articles"),
    "times": ("occasions", "times"),
    "x": ("occasions", "x"),
    "fold": ("occasions", "fold"),
    "fold_as": ("occasions", "as"),
    "once": ("occasions", "once"),
    "multiples": ("occasions", "multiples"),
    "tens": ("occasions", "tens"),
    "unfactored": ("occasions", "not_before"),
    "halved": ("occasions", "halved"),
    "parts": ("parts",),
    "outside": ("placeholders", "outside"),
    "whole": ("idioms", "whole"),
    "distributive": ("idioms", "distributive"),
    "places": ("idioms", "places"),
    "idiom_after": ("idioms", "after"),
    "one_always": ("one", "always"),
    "one_not_before": ("one", "not_before"),
    "one_not_after": ("one", "not_after"),
    "one_counts": ("one", "counts"),
    "one_ranked": ("one", "ranked"),
    "barriers": ("one", "barriers"),
}
_FORWARD = {
    "adverbs": ("idioms", "adverbs"),
    "one_more": ("one", "more"),
    "share_of": ("shares", "of"),
    "change": ("roles", "change"),
    "comparative": ("roles", "comparative"),
    "means": ("roles", "means"),
    "after_min": ("bounds", "after_min"),
    "after_max": ("bounds", "after_max"),
    "baseline_after": ("roles", "baseline_after"),
    "fractions": ("fractions",),
    "factors": ("factors",),
    "universals": ("universals",),
    "of_them": ("roles", "of_them"),
}
_BACKWARD = {
    "bound_min": ("bounds", "min"),
    "bound_max": ("bounds", "max"),
    "approx": ("bounds", "approx"),
    "compared": ("roles", "compared"),
    "aside": ("roles", "aside"),
    "baseline": ("roles", "baseline"),
    "among": ("names", "among"),
    "idiom_before": ("idioms", "before"),
    "of_which": ("roles", "of_which"),
}


@cache
def context(language: str) -> Context:
    """The look-up tables of a language, the other one's words behind its own."""
    found: dict[str, Any] = {name: single(language, *path) for name, path in _SINGLE.items()}
    found.update((name, forward(language, *path)) for name, path in _FORWARD.items())
    found.update((name, backward(language, *path)) for name, path in _BACKWARD.items())
    found["led"] = frozenset().union(found["bound_min"], found["bound_max"], found["approx"])
    found["followed"] = frozenset().union(found["after_min"], found["after_max"])
    found["opening"] = frozenset(ASIDE).union(found["origin"], found["compared"], found["baseline"])
    found["growth_endings"] = tuple(single(language, "roles", "growth_endings"))
    found["made"] = tuple(single(language, "cycles", "made"))
    found["full"] = tuple(table(language if language in LANGUAGES else LANGUAGES[0], LIST)["shares"]["full"])
    return Context(**found)


@dataclass(slots=True)
class Scan:
    """One text being read; `free` is the first token that no quantity holds yet, `frames` the time expression of a token."""

    source: Source
    language: str
    frames: Mapping[int, Frame]
    tokens: Sequence[Token]
    spelling: Spelling
    units: Units
    words: Context
    line: list[str]
    """The folded tokens, with nothing around them."""
    grows: bool
    """Some word tells of growth."""
    opens: bool
    """Some word or sign can stand before a starting value."""
    found: list[Amount] = field(default_factory=list)
    free: int = 0

    def fold(self, index: int) -> str:
        """The folded token at `index`, or nothing outside the text."""
        try:
            return self.line[index]
        except IndexError:
            return ""

    def dated(self, index: int) -> bool:
        """Whether a time expression, not a length, holds this token: its numbers are dates."""
        frame = self.frames.get(index)
        return frame is not None and frame.kind != "length"

    def glued(self, index: int) -> bool:
        """Whether the token at `index` exists and stands close to the one before."""
        return index < len(self.tokens) and self.tokens[index].glued

    def ends(self, index: int) -> bool:
        """Whether a sentence or item ends at this token (a point inside "about.com" does not)."""
        fold = self.tokens[index].fold
        return fold in ENDS and not (fold == "." and self.glued(index + 1))

    def numeric(self, index: int) -> bool:
        """Whether an undated number or placeholder stands at `index`."""
        if index >= len(self.tokens) or self.dated(index):
            return False
        token = self.tokens[index]
        return token.kind == "n" or token.fold in self.spelling.numerals or token.fold in self.spelling.placeholders


@cache
def growing(language: str) -> Memo[bool]:
    """Whether a word tells of growth."""
    words = context(language)
    return Memo(lambda fold: fold in words.growth or fold.endswith(words.growth_endings))


def new_scan(source: Source, frames: Sequence[Frame], language: str) -> Scan:
    """A scan at its beginning."""
    held = {index: frame for frame in frames for index in range(frame.first, frame.last + 1)} if frames else {}
    words = context(language)
    grows = True in map(growing(language).__getitem__, source.folds)
    opens = not words.opening.isdisjoint(source.words)
    return Scan(source, language, held, source.tokens, spelling(language), units(language), words, source.line, grows, opens)
