"""Periods, answers and changes in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coach.followup.wording import day
from coach.period.revising import Difference
from coach.texts import text
from rules.messages import number
from rules.model import Acceptance, Outcome

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord, Period

_GOALS = "goals"
_ROOM = "period"


def heading(store: Store, period: Period, language: str) -> str:
    """A period in one line: "Q1 2027, utkast: 1 jan. 2027 till 31 mars 2027 (Säljteamet)"."""
    team = next((team.name for team in store.teams.all() if team.id == period.team), "")
    days = {"first": day(period.first, language), "last": day(period.last, language)}
    return text(language, "show.heading", _ROOM, period=called(period.name), state=state(period.state, language), team=team, **days)


def called(name: str) -> str:
    """ "2027-Q1" as one says it: "Q1 2027"."""
    year, _, quarter = name.partition("-")
    return f"{quarter} {year}" if quarter else name


def state(value: str, language: str) -> str:
    """A state in words."""
    return text(language, f"state.{value}", _GOALS)


def answered(store: Store, record: GoalRecord, language: str) -> str:
    """What the owner has said to the goal as it stands, or said last."""
    accepted = record.goal.accepted
    if accepted is not None:
        return text(language, "answer.yes" if accepted.by else "answer.yes-bare", _GOALS, by=accepted.by, day=day(accepted.on, language))
    said = store.goals.answers(record.id)
    if not said:
        return "–"
    last = said[-1]
    key = "answer.outdated" if last.yes else "answer.no"
    return text(language, key, _GOALS, by=last.owner, day=day(last.day, language), reason=last.reason)


def difference(item: Difference, language: str) -> str:
    """ "målvärde: 40 → 45"."""
    name = text(language, f"field.{item.field}", _GOALS)
    return f"{name}: {_value(item.field, item.before, language)} → {_value(item.field, item.after, language)}"


def moment(at: str, language: str) -> str:
    """The day of a moment of the store's."""
    return day(datetime.fromisoformat(at).astimezone().date(), language)


def _value(name: str, value: object, language: str) -> str:
    if value is None or value in ("", ()):
        return "–"
    if name in ("level", "state"):
        return text(language, f"{name}.{value}", _GOALS)
    if isinstance(value, Decimal):
        return number(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Acceptance):
        return text(language, "answer.yes" if value.by else "answer.yes-bare", _GOALS, by=value.by, day=day(value.on, language))
    if isinstance(value, tuple):
        parts = (f"{item.period}: {number(item.value, language)}" if isinstance(item, Outcome) else "" for item in value)
        return "; ".join(part for part in parts if part) or str(len(value))
    return f"”{value}”" if name == "text" and language == "sv" else f"“{value}”" if name == "text" else str(value)
