"""The few facts a goal card shows at rest: owner, end, from → to; the writer's own words, dates in the page's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coach.ui.labels import Language, say, writer
from rules.messages import day, label, number
from rules.model import Goal, Ownership, Report, Time
from rules.reading import Reading
from rules.reading.facts import Quantity
from rules.reading.text import fold

_SCALES = {"%", "pp", "bps"}
_SAID = {"SEK": "kr", "EUR": "euro"}
_BEHIND = 3
"""Words behind a number among which what it counts stands."""
_FAR = 400
"""Beyond this a share says nothing that the two amounts do not."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One short fact; `miss`: something that is not there; `field`: what it is ("owner", "deadline": these can be changed at once;
    "amount"); `change`: what an amount comes to, in per cent."""

    text: str
    miss: bool = False
    field: str = ""
    change: str = ""


def facts(report: Report, reading: Reading, language: Language) -> tuple[Fact, ...]:
    """Owner, end and amount of a goal, as far as they are known. Nothing for a nongoal."""
    if report.verdicts is None:
        return ()
    found = (_owner(report, reading, language), _end(report, reading, language), _amount(report, reading, language))
    return tuple(fact for fact in found if fact is not None)


def _owner(report: Report, reading: Reading, language: Language) -> Fact | None:
    verdicts, goal = report.verdicts, report.goal
    if verdicts is None or verdicts.owner is Ownership.OPEN:
        return None
    if goal.owner and writer(goal.owner):
        return Fact(say(language, "card.owner-you"), field="owner")
    if goal.owner:
        words = short(goal.owner)
        return Fact(words[:1].upper() + words[1:], field="owner")
    if verdicts.owner is Ownership.NONE:
        return Fact(say(language, "card.owner-missing"), miss=True, field="owner")
    if not reading.owners:
        return None
    first = reading.owners[0]
    if first.kind == "writer":
        return Fact(say(language, "card.owner-you"), field="owner")
    words = short(goal.text[first.start : first.end])
    if verdicts.owner is not Ownership.NAMED:
        words = f"{label('owner', verdicts.owner.value, language)}: {words}"
        return Fact(words[:1].upper() + words[1:], miss=True, field="owner")
    return Fact(words[:1].upper() + words[1:], field="owner")


def _end(report: Report, reading: Reading, language: Language) -> Fact | None:
    verdicts = report.verdicts
    if verdicts is None:
        return None
    if verdicts.end is not None:
        return Fact(day(verdicts.end, language), field="deadline")
    if verdicts.time is Time.NONE:
        return Fact(say(language, "card.time-missing"), miss=True, field="deadline")
    return None


def _amount(report: Report, reading: Reading, language: Language) -> Fact | None:
    text = report.goal.text
    base, known = _first(reading.quantities, ("baseline",)), reading.quantities
    # "Offerter som följs upp inom en vecka från 40 % till 80 %": what it goes to comes after, and is of the kind that it comes from.
    after = [item for item in known if base is not None and item.start > base.start]
    alike = [item for item in after if base is not None and item.kind == base.kind]
    wanted = _first(alike, ("target",)) or _first(after, ("target",)) or _first(known, ("target",)) or _first(known, ("by",))
    if wanted is None:
        return fielded(report.goal, language)
    counted = _counted(text, wanted)
    words = short(text[wanted.start : wanted.end] + counted)
    if base is not None and base is not wanted:
        words = f"{short(text[base.start : base.end])} → {words}"
    elif wanted.unit is None and wanted.rate is None and not counted:
        return None  # a bare number says nothing out of its sentence
    if wanted.rate is not None and "/" not in words and "per " not in words:
        words = f"{words} {say(language, f'card.rate-{wanted.rate}')}"
    return Fact(words, field="amount", change=_change(base, wanted, language))


def _counted(text: str, wanted: Quantity) -> str:
    """What a number counts, in the words that stand behind it: " nya ramavtal"."""
    if wanted.noun is None or wanted.unit is not None:
        return ""
    words = text[wanted.end :].split()[:_BEHIND]
    for place, word in enumerate(words):
        bare = word.rstrip(".,;:!?)")
        if fold(bare) == wanted.noun:
            return f" {' '.join((*words[:place], bare))}"
    return ""


def fielded(goal: Goal, language: Language) -> Fact | None:
    """The amount that stands in the fields of a goal, not in its words: from a table."""
    if goal.target is None:
        return None
    ends = [number(value, language) for value in (goal.baseline, goal.target) if value is not None]
    unit = _SAID.get(goal.unit or "", goal.unit or "")
    return Fact(f"{' → '.join(ends)}{' ' if unit else ''}{unit}", field="amount")


def _change(base: Quantity | None, wanted: Quantity, language: Language) -> str:
    """By how much an amount grows or shrinks ("+14 %"); nothing of shares and scales, where per cent of them would mislead."""
    if base is None or base is wanted or not base.value or wanted.value is None or wanted.upper is not None or base.upper is not None:
        return ""
    if (
        base.value <= 0
        or wanted.value <= 0
        or {base.unit, wanted.unit} & _SCALES
        or (wanted.unit is None and wanted.rate is None and wanted.noun is None)
    ):
        return ""
    percent = ((wanted.value - base.value) * 100 / base.value).quantize(Decimal(1))
    if not 1 <= abs(percent) <= _FAR:
        return ""
    return say(language, "card.change", sign="+" if percent > 0 else "−", percent=str(abs(percent)))


def owner(goal: Goal, reading: Reading, kinds: Sequence[str] = ("person", "role", "writer")) -> str:
    """Who owns a goal: as its field says, else as its text does; "" where neither names anybody."""
    if goal.owner:
        return goal.owner
    named = next((item for item in reading.owners if item.kind in kinds), None)
    return goal.text[named.start : named.end] if named is not None else ""


def _first(quantities: Sequence[Quantity], roles: tuple[str, ...]) -> Quantity | None:
    return next((item for item in quantities if item.role in roles and not item.placeholder), None)


def short(words: str, limit: int = 48) -> str:
    """Words on one line, cut where they are too many."""
    plain = " ".join(words.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"
