"""The few facts a goal card shows at rest: owner, end, from → to; the writer's own words, dates in the page's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.ui.labels import Language, say, writer
from rules.messages import day, label
from rules.model import Ownership, Report, Time
from rules.reading import Reading
from rules.reading.facts import Quantity


@dataclass(frozen=True, slots=True)
class Fact:
    """One short fact; `miss`: something that is not there; `field`: what it is ("owner", "deadline"), where it can be changed at once."""

    text: str
    miss: bool = False
    field: str = ""


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
        words = _short(goal.owner)
        return Fact(words[:1].upper() + words[1:], field="owner")
    if verdicts.owner is Ownership.NONE:
        return Fact(say(language, "card.owner-missing"), miss=True, field="owner")
    if not reading.owners:
        return None
    first = reading.owners[0]
    if first.kind == "writer":
        return Fact(say(language, "card.owner-you"), field="owner")
    words = _short(goal.text[first.start : first.end])
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
    base = _first(reading.quantities, ("baseline",))
    # "Offerter som följs upp inom en vecka från 40 % till 80 %": what it goes to is of the kind that it comes from.
    alike = [item for item in reading.quantities if base is not None and item.kind == base.kind]
    wanted = _first(alike, ("target",)) or _first(reading.quantities, ("target",)) or _first(reading.quantities, ("by",))
    if wanted is None:
        return None
    words = _short(text[wanted.start : wanted.end])
    if base is not None and base is not wanted:
        words = f"{_short(text[base.start : base.end])} → {words}"
    elif wanted.unit is None and wanted.rate is None:
        return None  # a bare number says nothing out of its sentence
    if wanted.rate is not None and "/" not in words and "per " not in words:
        words = f"{words} {say(language, f'card.rate-{wanted.rate}')}"
    return Fact(words)


def _first(quantities: Sequence[Quantity], roles: tuple[str, ...]) -> Quantity | None:
    return next((item for item in quantities if item.role in roles and not item.placeholder), None)


def _short(words: str, limit: int = 48) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"
