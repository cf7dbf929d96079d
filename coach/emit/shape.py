"""The JSON shape of a checked goal, version 1 of the contract (docs/cli.md): plain dicts, built by hand because it is the hot path.

The rulebook's words are strings already (`StrEnum`) and stand as they are: their `.value` takes longer than to write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from coach.emit.form import Setting
from coach.examiner import Examined, words
from coach.texts import Language
from rules.model import Finding, Report, Verdicts

if TYPE_CHECKING:
    from rules.reading import Reading
    from rules.reading.facts import Blank, Frame, Measure, Mention, Quantity

VERSION = 1


def goal_shape(examined: Examined, setting: Setting) -> dict[str, Any]:
    """One goal with verdicts (left out for a nongoal), facts and findings, worded in the language that `setting` asks for."""
    report = examined.report
    goal = report.goal
    shape: dict[str, Any] = {"id": goal.id, "text": goal.text, "lang": report.language, "kind": report.kind}
    verdicts = report.verdicts
    if verdicts is not None:
        shape["verdicts"] = verdicts_shape(verdicts)
    shape["ready"] = report.ready
    shape["facts"] = facts_shape(examined.case.reading)
    shape["findings"] = findings_shape(report, setting.spoken(report.language)) if report.findings else []
    return shape


def verdicts_shape(verdicts: Verdicts) -> dict[str, Any]:
    """A value per criterion."""
    return {**vars(verdicts), "end": verdicts.end.isoformat() if verdicts.end else None}


def findings_shape(report: Report, language: Language) -> list[dict[str, Any]]:
    """The findings of one goal, worded in `language`."""
    text = report.goal.text
    return [_finding(finding, text, words(finding, language)) for finding in report.findings]


def set_shape(findings: tuple[Finding, ...], goals: int, setting: Setting) -> dict[str, Any]:
    """What concerns the whole set: how many goals it has, and its findings with the ids of the goals they are about."""
    return {"goals": goals, "findings": [_set_finding(finding, words(finding, setting.language)) for finding in findings]}


def facts_shape(reading: Reading) -> dict[str, Any]:
    """What the text was read to say, each fact with its span."""
    text = reading.source.text
    return {
        "quantities": [_quantity(item, text) for item in reading.quantities] if reading.quantities else [],
        "frames": [_frame(item, text) for item in reading.frames] if reading.frames else [],
        "owners": [_mention(item, text) for item in reading.owners] if reading.owners else [],
        "changes": [_mention(item, text) for item in reading.changes] if reading.changes else [],
        "efforts": [_mention(item, text) for item in reading.efforts] if reading.efforts else [],
        "qualities": [_mention(item, text) for item in reading.qualities] if reading.qualities else [],
        "hedges": [_mention(item, text) for item in reading.hedges] if reading.hedges else [],
        "deliverables": [_mention(item, text) for item in reading.deliverables] if reading.deliverables else [],
        "comparisons": [_mention(item, text) for item in reading.comparisons] if reading.comparisons else [],
        "measure": _measure(reading.measure, text) if reading.measure is not None else None,
        "blanks": [_blank(item, text) for item in reading.blanks] if reading.blanks else [],
    }


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON holds it: whole ones as integers, nothing beyond what other programs can read."""
    if value is None or not value.is_finite():
        return None
    size = value.adjusted()
    if size > 300:
        return None
    return int(value) if size < 16 and value == value.to_integral_value() else float(value)


# A tuple taken apart at once gives its parts at a fifth of what they cost one by one.


def _quantity(item: Quantity, text: str) -> dict[str, Any]:
    start, end, value, kind, role, _, _, upper, unit, noun, bound, rate, placeholder, words = item
    return {
        "span": [start, end],
        "text": text[start:end],
        "value": number(value),
        "upper": number(upper),
        "unit": unit,
        "noun": noun,
        "kind": kind,
        "role": role,
        "bound": bound,
        "rate": rate,
        "placeholder": placeholder,
        "words": words,
    }


def _frame(item: Frame, text: str) -> dict[str, Any]:
    start, end, kind, _, _, begin, until, days, cycle, grain, means, ambiguous = item
    return {
        "span": [start, end],
        "text": text[start:end],
        "kind": kind,
        "begin": begin.isoformat() if begin else None,
        "until": until.isoformat() if until else None,
        "days": days,
        "cycle": cycle,
        "grain": grain,
        "means": means,
        "ambiguous": ambiguous,
    }


def _mention(item: Mention, text: str) -> dict[str, Any]:
    start, end, kind, key, _, _ = item
    return {"span": [start, end], "text": text[start:end], "kind": kind, "key": key}


def _measure(item: Measure, text: str) -> dict[str, Any]:
    start, end, name, theme, low, high = item
    return {"span": [start, end], "text": text[start:end], "id": name, "theme": theme, "low": low, "high": high}


def _blank(item: Blank, text: str) -> dict[str, Any]:
    return {"span": [item.start, item.end], "text": text[item.start : item.end], "field": item.field}


def _finding(finding: Finding, text: str, worded: tuple[str, str]) -> dict[str, Any]:
    span = finding.span
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "criterion": finding.criterion,
        "section": finding.section,
        "span": [span.start, span.end] if span else None,
        "text": text[span.start : span.end] if span else None,
        "message": worded[0],
        "question": worded[1],
    }


def _set_finding(finding: Finding, worded: tuple[str, str]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "criterion": finding.criterion,
        "section": finding.section,
        "goals": list(finding.goals),
        "message": worded[0],
        "question": worded[1],
    }
