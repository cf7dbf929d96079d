"""`coach report --month`: one page, budget against actual, forecast, changes, decisions."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date

from coach.commands import options
from coach.commands.gathering import Asked, gather
from coach.commands.showing import standing_json
from coach.errors import UsageError
from coach.exchange.actuals import Decision
from coach.exchange.columns import shown
from coach.followup.monthly import Month, Row, monthly

FORMATS = ("markdown", "html", "json")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach report`."""

    asked: Asked = field(default_factory=Asked)
    month: str | None = None
    decision: tuple[str, ...] = ()
    format: str = "markdown"


def run(request: Request) -> int:
    """Write the month's report. Exit code 0, or 2 where something could not be read."""
    format = options.choice("--format", request.format, FORMATS)
    made = gather(request.asked)
    day = _month(request.month, made.today)
    decisions = [*made.book.decisions]
    known = {(item.text, item.day) for item in decisions}
    fresh = [
        Decision(words.strip(), made.today, kind="monthly") for words in request.decision if (words.strip(), made.today) not in known
    ]  # fmt: skip
    made.keep(fresh)
    report = monthly(
        made.courses, made.book.actuals, day, made.today, made.book.revisions, made.book.hinders, [*decisions, *fresh],
    )  # fmt: skip
    if format == "json":
        sys.stdout.write(json.dumps(_json(report, made.language), ensure_ascii=False, indent=2) + "\n")
    else:
        from coach.followup import pages

        sys.stdout.write((pages.month_html if format == "html" else pages.month_markdown)(report, made.language))
    return 2 if made.lost else 0


def _month(value: str | None, today: date) -> date:
    """The first day of the month asked for: "2027-01", or today's. A month to come has nothing to report."""
    if value is None:
        return today.replace(day=1)
    match = _MONTH.fullmatch(value.strip())
    if match is None or not 1 <= int(match[2]) <= 12 or not 2000 <= int(match[1]) <= 2100:
        raise UsageError("report-month", value=shown(value))
    first = date(int(match[1]), int(match[2]), 1)
    if first > today:
        raise UsageError("report-future", value=value)
    return first


def _json(report: Month, language: str) -> dict[str, object]:
    return {
        "version": 1,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "goals": [{**standing_json(row.standing, language), "month": _month_of(row)} for row in report.rows],
        "changes": [item.model_dump(mode="json") for item in report.revisions],
        "hinders": [{"id": item.id, "goal": item.goal, "text": item.text, "who": item.who} for item in report.hinders],
        "decisions": [
            {"day": item.day.isoformat(), "text": item.text, "goal": item.goal, "meeting": item.kind, "changed": item.changed,
             "reason": item.why}
            for item in report.decisions
        ],
    }  # fmt: skip


def _month_of(row: Row) -> dict[str, str | None]:
    return {"budget": _number(row.budget), "actual": _number(row.actual)}


def _number(value: object) -> str | None:
    return None if value is None else f"{value:f}"
