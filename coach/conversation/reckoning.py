"""The team's own numbers told in the talk: "vi stänger var fjärde", "snittorder 45 tkr", "three meetings a deal", or just the number that
was asked for. They are kept under the names that the breakdown knows (`coach.suggest.breakdown`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from coach.conversation.listening import hear
from coach.conversation.patterns import matcher, table
from coach.suggest.breakdown.values import names
from rules.arithmetic.funnel import STAGES, ratio_name
from rules.model import Goal, Level
from rules.policy import Policy
from rules.reading import Quantity, read
from rules.reading.text import fold

_VOLUMES = ("deals", "leads", "activity", "revenue", "product")
_PART = re.compile(r"\s*(?:[;\n]|,(?!\d)|(?<!\d)\.(?:\s|$)|\s+(?:och|and|samt|men|but)\s+)\s*")
_PER = re.compile(
    r"(?:^|(?<= ))(?:per|pa|till|for|a|an|each|every|varje|in|to) (?:en |ett |one |a |an |ny |nya |new |each |every |varje )*(\S+) "
)
_ONE_IN = re.compile(
    r"(?:^|(?<= ))(?:(?:var|every|vart) (\S+)|(varannan|vartannat)|(?:en|ett|one|1) (?:\S+ )?(?:av|in|of|pa|out of|i) (\S+)) "
)


def reckoned(message: str, asked: str, today: date, policy: Policy) -> dict[str, str]:
    """The numbers in a message by their names; `asked`: the one that the coach has asked for, which a bare amount answers."""
    found: dict[str, str] = {}
    for part in _PART.split(message.strip()):
        if not part:
            continue
        for name, value in _told(part, asked, today, policy):
            found.setdefault(name, value)
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the team stands: a measure by its id, the value as typed, and as a number with its unit."""

    measure: str
    words: str
    value: Decimal
    unit: str | None


def standings(notes: Iterable[str], today: date, policy: Policy) -> tuple[Standing, ...]:
    """What was told of today's figures ("vi sålde för 12 Mkr, NPS 32"): possible baselines of goals on the same measure."""
    found = []
    for part in (part for note in notes for part in _PART.split(note) if part):
        reading = read(part, today, policy)
        amounts = [q for q in reading.quantities if q.value is not None]
        sold = matcher("figures", "revenue").search(hear(part).line) is not None
        measure = reading.measure.id if reading.measure else "revenue" if sold else ""
        if len(amounts) == 1 and measure and measure != "activity" and not reading.changes and (value := amounts[0].value) is not None:
            found.append(Standing(measure, part[amounts[0].start : amounts[0].end], value, amounts[0].unit))
    return tuple(found)


def based(goal: Goal, known: Sequence[Standing], today: date, policy: Policy) -> Standing | None:
    """The standing that is a goal's baseline: on the same measure, in the same unit, where the goal says none itself."""
    reading = read(goal.text, today, policy)
    if reading.measure is None or goal.baseline is not None or any(q.role in ("baseline", "by") for q in reading.quantities):
        return None
    yearly = goal.level is Level.STRATEGIC or any(frame.kind == "deadline" and frame.grain == "year" for frame in reading.frames)
    units = {q.unit for q in reading.quantities if q.role == "target"}
    volume = reading.measure.theme in _VOLUMES and not yearly  # what was sold in a year says nothing of where a quarter starts
    fitting = (item for item in known if item.unit == "%" or not volume)
    return next((item for item in fitting if item.measure == reading.measure.id and (not units or item.unit in units)), None)


def _told(part: str, asked: str, today: date, policy: Policy) -> Iterable[tuple[str, str]]:
    line = hear(part).line
    reading = read(part, today, policy)
    if reading.changes and not matcher("figures", "hit_rate").search(line):
        return
    amounts = [q for q in reading.quantities if q.value is not None]
    if matcher("figures", "order_value").search(line) and (value := _amount(part, amounts)):
        yield "order_value", value
    elif matcher("figures", "hit_rate").search(line) and _ONE_IN.search(line) and (share := _share(part, line, amounts)):
        yield ratio_name(_tried(line), "deals"), share
    elif pair := _pair(line):
        early, late = pair
        if value := _amount(part, amounts) or _number(line):
            yield ratio_name(early, late), value
    elif matcher("figures", "hit_rate").search(line) and (share := _share(part, line, amounts)):
        yield ratio_name(_tried(line), "deals"), share
    elif matcher("figures", "sellers").search(line) and (value := _amount(part, amounts) or _number(line)):
        yield "sellers", value
    elif asked and not _others(line, asked) and (value := _amount(part, amounts) or _number(line)) and len(line.split()) <= 6:
        money = any(q.kind == "money" for q in amounts) and not asked.endswith(("revenue", "value", "margin_per_customer", "baseline"))
        yield "order_value" if money else asked, value  # "50 000 kr" is no number of deals


def _amount(part: str, amounts: list[Quantity]) -> str:
    """The one amount of a part, as typed."""
    found = [part[q.start : q.end] if any(map(str.isdigit, part[q.start : q.end])) else str(q.value) for q in amounts] or re.findall(
        r"\d[\d\s.,]*\d|\d", part
    )
    return re.sub(r"[^\d.,\sA-Za-zåäöÅÄÖ€$£%]", "", found[0]).strip() if found else ""


def _number(line: str) -> str:
    """A number in words."""
    return next((str(_ordinals()[word]) for word in line.split() if word in _ordinals()), "")


def _share(part: str, line: str, amounts: list[Quantity]) -> str:
    """ "25 %", "var fjärde", "one in five"."""
    if match := re.search(r"\d+(?:[.,]\d+)?\s*(?:%|procent|percent|per cent)", part):
        return re.sub(r"\s*(?:procent|percent|per cent)", " %", match[0])
    if (match := _ONE_IN.search(line)) is not None:
        word = match[1] or match[3] or "annan"
        of = int(word) if word.isdigit() else _ordinals().get(word, 0)
        return f"1:{of}" if of > 1 else ""
    return ""


def _tried(line: str) -> str:
    """What a hit rate is counted on: the stage named beside deals, else quotes."""
    words = line.split()
    return next((stage for stage in STAGES[:-1] if any(word in names()["stage"][stage] for word in words)), "quotes")


def _pair(line: str) -> tuple[str, str] | None:
    """ "tre möten per affär", "10 calls for a meeting": the stages, earlier first."""
    for match in _PER.finditer(line):
        late = _stage(match[1])
        early = next((stage for word in line[: match.start()].split()[::-1] if (stage := _stage(word))), "")
        if early and late and STAGES.index(early) < STAGES.index(late):
            return early, late
    return None


def _others(line: str, asked: str) -> bool:
    """Whether stages are named that the number asked for is not about: "1 lead på tio" tells no calls per meeting."""
    named = {stage for word in line.split() if (stage := _stage(word))}
    wanted = {stage for stage in STAGES if stage in asked or stage.rstrip("s") in asked.split("_")}
    return bool(named) and "_per_" in asked and not named <= wanted


def _stage(word: str) -> str:
    return next((stage for stage, words in names()["stage"].items() if word in words), "")


@cache
def _ordinals() -> Mapping[str, int]:
    return {fold(word): int(str(number)) for word, number in table("figures")["ordinals"].items()}
