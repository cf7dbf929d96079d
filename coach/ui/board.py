"""What the tab for follow-up is drawn from: the quarter's goals as the page numbers them, where each stands, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from coach.exchange.actuals import Decision, Hinder, Lesson
from coach.followup import minutes
from coach.followup.standing import Standing, Status
from coach.period.knowing import known
from coach.period.quarter import numbered
from coach.period.steps import Known
from coach.store import Store
from coach.store.records import CheckIn, GoalRecord
from coach.ui.desk import Desk, View


@dataclass(frozen=True)
class Board:
    """A quarter's goals followed up. `numbers`: the page's number of each goal's id."""

    store: Store
    known: Known
    numbers: Mapping[str, int]

    @property
    def goals(self) -> tuple[GoalRecord, ...]:
        """The active goals, as the page orders them."""
        active = [record for record in self.known.goals.active if record.id in self.numbers]
        return tuple(sorted(active, key=lambda record: self.numbers[record.id]))

    @property
    def standings(self) -> Mapping[str, Standing]:
        """Where each goal stands that can be followed."""
        return {item.course.goal: item for item in self.known.standings if item.course.goal in self.numbers}

    @cached_property
    def hinders(self) -> tuple[Hinder, ...]:
        """What stands or stood in the goals' way."""
        return minutes.hinders_of(self.store, self.goals)

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """What was answered about goals that were missed."""
        return minutes.lessons_of(self.store, self.goals)

    @cached_property
    def learned(self) -> tuple[tuple[str, Lesson], ...]:
        """What was learned the quarter before, with the text of the goal it was about."""
        period = self.known.goals.period
        return minutes.lessons_before(self.store, period.team, period.first)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided since the quarter began, or the goals were set before it."""
        return minutes.decisions_of(self.store, self.known.goals.period.team)

    def values(self, goal: str) -> tuple[CheckIn, ...]:
        """The values of a goal that hold, newest first."""
        return tuple(reversed([item for item in self.store.checkins.of(goal) if item.value is not None]))

    def name(self, goal: str) -> str:
        """A goal's number as the page shows it."""
        return str(self.numbers.get(goal, ""))

    def id(self, number: int) -> str | None:
        """The id of an active goal by its number."""
        return next((record.id for record in self.goals if self.numbers[record.id] == number), None)

    def counted(self) -> tuple[tuple[Status, int], ...]:
        """How many goals stand how, the gravest first."""
        found = [item.status for item in self.standings.values()]
        return tuple((status, found.count(status)) for status in _ORDER if status in found)


_ORDER = (Status.MISSED, Status.BEHIND, Status.UNKNOWN, Status.ON_TRACK, Status.AHEAD, Status.REACHED, Status.WAITING)


def board(desk: Desk, view: View) -> Board | None:
    """The board of the chosen quarter; None where nothing is kept yet."""
    if view.period is None or not view.session.active:
        return None
    found = known(desk.store, numbered(desk.store, view.period), view.session.policy, desk.today())
    return Board(desk.store, found, {id: number for number, id in view.ids.items()})
