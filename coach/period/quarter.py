"""Which quarter is meant, and its goals as people number them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.errors import PeriodError
from coach.exchange.columns import shown
from coach.texts import text
from rules.arithmetic.quarters import Quarter, planned, quarter_of
from rules.model import Goal, State

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord, Period, Team

_NAME = re.compile(r"(?:(20\d\d)[\s/-]*[qk]([1-4])|[qk]([1-4])[\s/-]*(20\d\d))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A period with its goals in order, each under the number that people call it by: active ones first, then parked."""

    period: Period
    records: tuple[GoalRecord, ...]

    @property
    def active(self) -> tuple[GoalRecord, ...]:
        """The goals that are not parked."""
        return tuple(record for record in self.records if not record.parked)

    @property
    def names(self) -> dict[str, str]:
        """The id to write for each goal: the one it came with where only one has it, else its number."""
        origins = [record.origin for record in self.records]
        made: dict[str, str] = {}
        for number, record in enumerate(self.records, 1):
            own = record.origin if record.origin and origins.count(record.origin) == 1 else ""
            made[record.id] = own
            if not own:
                taken = {*origins, *made.values()}
                made[record.id] = next(name for name in _free(str(number)) if name not in taken)
        return made

    def number(self, record: GoalRecord) -> int:
        """A goal's number."""
        return next(number for number, other in enumerate(self.records, 1) if other.id == record.id)

    def find(self, name: str) -> GoalRecord:
        """The goal of a number or an id. Raises PeriodError."""
        wanted = name.strip().rstrip(".")
        if not self.records:
            raise PeriodError("goals-none", period=self.period.name)
        if wanted.isdecimal() and 0 < int(wanted) <= len(self.records):
            return self.records[int(wanted) - 1]
        for record in self.records:
            if wanted and wanted in (record.id, self.names[record.id]):
                return record
        raise PeriodError("goal-unknown", value=shown(name), period=self.period.name, most=str(len(self.records)))


def numbered(store: Store, period: Period) -> Numbered:
    """The goals of a period as they stand."""
    records = store.goals.of(period.id)
    return Numbered(period, (*(one for one in records if not one.parked), *(one for one in records if one.parked)))


def named(value: str, fiscal_start: int) -> Quarter:
    """The quarter of "2027-Q1", "Q1 2027" or "2027k1". Raises PeriodError."""
    match = _NAME.fullmatch(value.strip())
    if match is None:
        raise PeriodError("quarter", value=shown(value))
    year, number = int(match[1] or match[4]), int(match[2] or match[3])
    quarter = quarter_of(date(year - 1, 1, 15), fiscal_start)
    while (quarter.year, quarter.number) < (year, number):
        quarter = following(quarter.end, fiscal_start)
    return quarter


def following(last: date, fiscal_start: int) -> Quarter:
    """The quarter after the day `last`."""
    return quarter_of(last + timedelta(days=1), fiscal_start)


def team_of(store: Store) -> Team | None:
    """The team that is worked on: the one chosen on the page, else the first that is no sample."""
    teams = store.teams.all()
    chosen = store.profile.load().settings.get("team")
    return next((item for item in teams if item.id == chosen), next((item for item in teams if not item.sample), None))


def find(store: Store, name: str | None, today: date, fiscal_start: int) -> Period:
    """The period of a name, else the one at hand: that of today, the next to come, or the latest; a closed one only where no other is.

    Raises PeriodError where there is none.
    """
    team = team_of(store)
    periods = store.periods.of(team.id) if team is not None else ()
    if name is not None:
        wanted = named(name, fiscal_start)
        found = next((period for period in periods if period.name == wanted.name), None)
        if found is None:
            raise PeriodError("missing" if periods else "none-yet", period=wanted.name, known=", ".join(period.name for period in periods))
        return found
    if not periods:
        raise PeriodError("none-yet", period=planned(today, fiscal_start).name, known="")
    return at_hand(periods, today)


def at_hand(periods: Sequence[Period], today: date) -> Period:
    """The one of some periods (in time) that is worked on today."""
    still = [period for period in periods if period.state is not State.CLOSED] or [periods[-1]]
    return next((period for period in still if period.last >= today), still[-1])


def opened(store: Store, quarter: Quarter, language: str) -> tuple[Period, bool]:
    """The period of a quarter, made with its team where there is none; and whether it was made."""
    team = team_of(store)
    known = store.periods.of(team.id) if team is not None else ()
    found = next((period for period in known if period.name == quarter.name), None)
    if found is not None:
        return found, False
    with store.together():
        team = team_made(store, language)
        return store.periods.open(team.id, quarter.name, quarter.begin, quarter.end), True


def team_made(store: Store, language: str) -> Team:
    """The team that is worked on, made where there is none."""
    return team_of(store) or store.teams.add(text(language, "team.name", "page"))


def outward(goals: Numbered, records: Sequence[GoalRecord]) -> tuple[Goal, ...]:
    """Goals as they leave the store: under the ids of `Numbered.names`, links to other goals left out."""
    from coach.exchange.goals_out import named as renamed

    kept: Mapping[str, str] = {record.id: goals.names[record.id] for record in records}
    return renamed([record.goal for record in records], kept)


def _free(name: str) -> list[str]:
    return [name, *(f"{name}-{count}" for count in range(2, 1000))]
