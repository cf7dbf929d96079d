"""What `coach track` writes: for people, as Markdown, as JSON (docs/cli.md), and past periods as a table for `coach breakdown`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from coach.commands.gathering import Gathered
from coach.commands.importing import Imported
from coach.emit.canvas import Canvas
from coach.exchange.actuals import Entered
from coach.exchange.crm.records import Record
from coach.exchange.crm.totals import COUNTED, Lacking, happened, past_rows, plain, ratios, volumes
from coach.followup import wording
from coach.followup.pages import escaped
from coach.followup.standing import Standing, Status
from coach.texts import text

_ROOM = wording.ROOM
_COLOURS = {Status.BEHIND: "yellow", Status.MISSED: "red", Status.REACHED: "green", Status.AHEAD: "green"}
_LISTED = 20


def track_text(made: Gathered, standings: Sequence[Standing], entered: Entered, imported: Imported, canvas: Canvas) -> str:
    """Each goal with its status, one line of where it stands, and the sums behind."""
    language = made.language
    lines = [canvas.paint(_says(language, "title", day=wording.day(made.today, language)), "bold"), ""]
    lines += [*_told(made, entered, imported), ""] if _told(made, entered, imported) else []
    for shown in standings:
        status = canvas.paint(wording.status(shown, language), _COLOURS.get(shown.status, "cyan"))
        owner = f"  ({_says(language, 'owner', owner=shown.course.owner)})" if shown.course.owner else ""
        lines += [
            f"{shown.course.goal}. {canvas.paint(shown.course.text, 'bold')}{owner}",
            f"   {status} – {wording.line(shown, language)}",
        ]
        lines += [f"     {line}" for line in wording.steps(shown, language)]
        lines.append("")
    return "\n".join((*lines, *_rest(made, standings, imported))).rstrip() + "\n"


def track_markdown(made: Gathered, standings: Sequence[Standing], entered: Entered, imported: Imported) -> str:
    """The same as Markdown."""
    language = made.language
    lines = [f"# {_says(language, 'title', day=wording.day(made.today, language))}", ""]
    lines += [*(f"- {escaped(line)}" for line in _told(made, entered, imported)), ""] if _told(made, entered, imported) else []
    for shown in standings:
        lines += [f"## {escaped(shown.course.text or shown.course.goal)}", ""]
        lines += [f"**{wording.status(shown, language)}**: {escaped(wording.line(shown, language))}", ""]
        lines += [*(f"- {escaped(line)}" for line in wording.steps(shown, language)), ""] if shown.steps else []
    return "\n".join((*lines, *(escaped(line) for line in _rest(made, standings, imported)))).rstrip() + "\n"


def track_json(made: Gathered, standings: Sequence[Standing], entered: Entered, imported: Imported) -> dict[str, Any]:
    """The whole as JSON values, version 1."""
    return {
        "version": 1,
        "today": made.today.isoformat(),
        "goals": [standing_json(shown, made.language) for shown in standings],
        "unfollowed": [{"id": goal.id, "text": goal.text} for goal in made.unfollowed],
        "entered": {"new": len(entered.fresh), "corrected": len(entered.revised), "known": entered.same},
        "lacking": [_lacking(item) for item in imported.lacking],
    }


def standing_json(shown: Standing, language: str) -> dict[str, Any]:
    """One standing as JSON values; numbers are strings, exact."""
    course, forecast = shown.course, shown.forecast
    return {
        "id": course.goal, "text": course.text, "owner": course.owner, "kind": course.kind.value, "status": shown.status.value,
        "begin": course.begin.isoformat(), "end": _day(course.end), "unit": course.unit, "up": course.up,
        "baseline": _number(course.start), "target": _number(course.target), "at": _day(shown.at),
        "actual": _number(shown.actual), "expected": _number(shown.expected), "gap": _number(shown.gap),
        "progress": _number(shown.progress),
        "rest": _number(shown.rest), "needed": _number(shown.needed), "per": shown.per or None, "stale": shown.stale,
        "forecast": {"value": _number(forecast.value), "low": _number(forecast.low), "high": _number(forecast.high)} if forecast else None,
        "points": [{"day": point.day.isoformat(), "value": _number(point.value)} for point in shown.points],
        "line": wording.line(shown, language), "steps": list(wording.steps(shown, language)),
    }  # fmt: skip


def history_csv(records: Sequence[Record], today: date, fiscal_start: int) -> str:
    """The volumes of each past quarter as CSV: what `coach breakdown --history` reads."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ("period", *COUNTED), lineterminator="\n")
    writer.writeheader()
    writer.writerows(past_rows(records, today, fiscal_start))
    return out.getvalue()


def _told(made: Gathered, entered: Entered, imported: Imported) -> list[str]:
    lines = list(imported.told)
    if entered.fresh or entered.revised or entered.same:
        counts = {"fresh": len(entered.fresh), "revised": len(entered.revised), "same": entered.same}
        lines.append(_says(made.language, "entered", **{key: wording.figure(value, made.language) for key, value in counts.items()}))
    return lines


def _rest(made: Gathered, standings: Sequence[Standing], imported: Imported) -> list[str]:
    """What is not followed, the CRM's own ratios, and open deals with something missing."""
    language = made.language
    lines = [] if standings else [_says(language, "none")]
    lines += [_says(language, "unfollowed", goal=goal.text) for goal in made.unfollowed] if standings else []
    days = [day for record in imported.records if (day := happened(record)) is not None]
    if imported.told and days:
        first, last = wording.day(min(days), language), wording.day(max(days), language)
        lines += ["", _says(language, "ratios", first=first, last=last)]
        found = ratios(volumes(imported.records, min(days), max(days)))
        lines += [f"  {text(language, f'measure.{name}', _ROOM)}: {wording.figure(value, language)}" for name, value in found.items()]
    if imported.lacking:
        lines += ["", _says(language, "lacking", count=str(len(imported.lacking)))]
        for item in imported.lacking[:_LISTED]:
            lacks = ", ".join(_says(language, f"lacks-{name}") for name in item.lacks)
            amount = "–" if item.deal.amount is None else f"{wording.figure(item.deal.amount, language)} {item.deal.currency}".strip()
            name = item.deal.name or item.deal.id
            lines.append("  " + _says(language, "lacking-row", name=name, owner=item.deal.owner or "–", amount=amount, lacks=lacks))
        if len(imported.lacking) > _LISTED:
            lines.append("  " + _says(language, "lacking-more", count=str(len(imported.lacking) - _LISTED)))
    return lines


def _lacking(item: Lacking) -> dict[str, Any]:
    deal = item.deal
    return {"id": deal.id, "name": deal.name, "owner": deal.owner, "amount": _number(deal.amount), "lacks": list(item.lacks)}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _says(language: str, key: str, **params: str) -> str:
    return text(language, f"track.{key}", _ROOM, **params)
