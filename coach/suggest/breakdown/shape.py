"""The JSON shape of a breakdown (docs/cli.md): plain dicts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from coach.emit.shape import number
from coach.suggest.breakdown import wording
from coach.suggest.breakdown.model import Breakdown, Operational, Part, Sum
from coach.suggest.model import Blank
from rules.model import Verdicts


def shape(broken: Breakdown, language: str, remarks: tuple[str, ...] = ()) -> dict[str, Any]:
    """One breakdown, its sums, questions and notes worded in `language`; `remarks` are notes worded already."""
    money = broken.currency
    return {
        "id": broken.strategic.id,
        "text": broken.strategic.text,
        "lang": broken.language,
        "source": broken.source,
        "state": broken.state,
        "operational": [_operational(item) for item in broken.operational],
        "linked": [
            {"id": item.goal.id, "text": item.goal.text, "theme": item.theme.value, "reason": item.reason} for item in broken.linked
        ],
        "loose": [{"id": goal.id, "text": goal.text} for goal in broken.loose],
        "gives_way": None
        if broken.gives_way is None
        else {
            "id": broken.gives_way.goal.id,
            "text": broken.gives_way.goal.text,
            "reason": wording.way(language, broken.gives_way),
            "instead": broken.gives_way.instead or None,
        },
        "arithmetic": [_sum(item, language, money) for item in broken.sums],
        "quarters": [_part(part) for part in broken.parts],
        "questions": [wording.question(language, ask) for ask in broken.asks],
        "asks": [ask.key for ask in broken.asks],
        "notes": [*(wording.note(language, item) for item in broken.notes), *remarks],
    }


def _operational(item: Operational) -> dict[str, Any]:
    verdicts = item.report.verdicts
    return {
        "id": item.goal.id,
        "text": item.goal.text,
        "kind": item.kind,
        "theme": item.theme.value,
        "supports": list(item.goal.supports),
        "source": item.source,
        "blanks": [_blank(blank) for blank in item.blanks],
        "verdicts": _verdicts(verdicts) if verdicts is not None else None,
    }


def _blank(blank: Blank) -> dict[str, Any]:
    return {"field": blank.field, "text": blank.text, "start": blank.start, "end": blank.end}


def _verdicts(verdicts: Verdicts) -> dict[str, Any]:
    return verdicts.model_dump(mode="json")


def _sum(item: Sum, language: str, money: str) -> dict[str, Any]:
    made = item.formula
    return {
        "name": made.name,
        "formula": wording.formula(language, item, money),
        "values": {name: _number(value) for name, value in made.values},
        "result": _number(made.result),
        "assumed": list(made.assumed),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "quarter": part.quarter,
        "workdays": part.days,
        "volumes": {name: _number(value) for name, value in part.volumes},
        "weekly": {name: _number(value) for name, value in part.weekly},
    }


def _number(value: Fraction) -> int | float | None:
    return number(round(Decimal(value.numerator) / Decimal(value.denominator), 6)) if value.denominator != 1 else value.numerator
