"""The facts a reading holds: quantities, time frames, owners and wording, each with its span. Facts, not verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Cycle = Literal["day", "week", "month", "quarter", "tertial", "half", "year", "cycle"]
UnitKind = Literal["share", "points", "money", "duration", "count", "factor", "rank", "number", "physical"]
Role = Literal["target", "baseline", "by", "name"]
FrameKind = Literal["deadline", "cycle", "vague", "start", "comparison", "length"]


class Quantity(NamedTuple):
    """A number with what it counts.

    `start`, `end`: characters of the original text, number and unit together ("50 000 kr", "tjugo procent", "fördubbla").
    `value`: the number as meant ("2,5 Mkr" is 2500000, "20 %" is 20, "fördubbla" is the factor 2); None for a placeholder ("XX %").
    `upper`: the second end of a range ("8–10"). `unit`: canonical ("%", "pp", "bps", "SEK", "EUR", "h", "min", "st", "x" …) or None.
    `noun`: folded form of the word counted ("kundmoten"), if the number has one. `kind`: what sort of unit it is.
    `role`: "target" (a level or count to reach), "baseline" (the "from" of a from–to), "by" (the amount of a change),
    "name" (dates or names something: "Volvo 240", "ISO 9001", "steg 2", "Tier 1", and is no quantity at all).
    `bound`: "min" or "max" ("minst 8", "högst 2 h", "under 24 timmar", "≥ 60"). `rate`: the cycle it is counted per ("25 samtal/dag").
    `placeholder`: a writer's stand-in for a number ("XX %"). `words`: written in words ("tre", "ett dussin", "halvera", "alla").
    `first`, `last`: indexes of its first and last token.
    """

    start: int
    end: int
    value: Decimal | None
    kind: UnitKind
    role: Role
    first: int
    last: int
    upper: Decimal | None = None
    unit: str | None = None
    noun: str | None = None
    bound: Literal["min", "max"] | None = None
    rate: Cycle | None = None
    placeholder: bool = False
    words: bool = False


class Frame(NamedTuple):
    """A time expression.

    `kind`: "deadline" (an end that can be put in a calendar), "cycle" ("per vecka", "varje kvartal", "årlig"), "vague" ("snarast",
    "på sikt"), "start" ("från och med september"), "comparison" ("jämfört med i fjol", "mot föregående år"), "length" (a duration that
    measures the object: "svara inom 4 timmar", "30-dagars retention", "payback under 12 months").
    `begin`, `until`: first and last day, where the text fixes them (`until` None: a deadline without a date, such as an event).
    `days`: about how many days the frame spans, where that can be told ("i Q3" 92, "under 2027" 365, "över en treårsperiod" 1096), else
    None. `cycle`: for a cycle. `grain`: the named unit ("day", "week", "month", "quarter", "half", "year" …).
    `means`: the cycle belongs only to the means ("genom veckomöten"). `ambiguous`: can be read two ways; the date read is shown and can
    be changed.
    `first`, `last`: indexes of its first and last token.
    """

    start: int
    end: int
    kind: FrameKind
    first: int
    last: int
    begin: date | None = None
    until: date | None = None
    days: int | None = None
    cycle: Cycle | None = None
    grain: str = ""
    means: bool = False
    ambiguous: bool = False


class Mention(NamedTuple):
    """A word or phrase of a class: `kind` says which (see `Reading`), `key` is its folded form or canonical name."""

    start: int
    end: int
    kind: str
    key: str
    first: int
    last: int


def covered(size: int, spans: Iterable[Frame | Mention | Quantity]) -> bytearray:
    """One byte for each of `size` tokens: 1 where one of the spans lies over it."""
    found = bytearray(size)
    for span in spans:
        first, last = span.first, span.last
        if first == last:
            found[first] = 1
        else:
            found[first : last + 1] = b"\1" * (last + 1 - first)
    return found


class Measure(NamedTuple):
    """The measure meant: canonical `id` ("nps", "gross_margin", "meetings" …), its theme, and its possible range where it has one."""

    start: int
    end: int
    id: str
    theme: str
    low: int | None = None
    high: int | None = None


class Blank(NamedTuple):
    """One of the coach's own blanks, such as "[ägare]" or "[målvärde]": `field` is owner, target, baseline, end, unit or measure."""

    start: int
    end: int
    field: str
