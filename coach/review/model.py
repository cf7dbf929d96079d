"""The quarterly review as a value: numbers, verdicts and findings, no words. What goes in is `Given`, what comes out is `Review`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from coach.exchange.actuals import Actual, Decision, Hinder, Lesson
from coach.followup.standing import Standing, Status
from rules.model import Finding, Goal, Level, Report, Revision, Reward, Severity, State


@dataclass(frozen=True, slots=True)
class Said:
    """An owner's yes or no to a goal, on a day."""

    goal: str
    yes: bool
    owner: str
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """That a goal was reworded or given another owner or number: how it read before and after."""

    goal: str
    on: date
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What became of a goal of the period before."""

    text: str
    owner: str
    status: Status
    actual: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a review is made of: the goals of one team and period, and what is known of them. `firsts`: how each was first drafted,
    by id; `period` as "2027-Q1" ("" is read off the goals' ends), `begun` its first day and `ends` its last; `names`: what each goal is
    called, by id (else strategic ones by letter, operational ones by number); `learned`: of the period before, each answer with the goal
    it was about."""

    goals: tuple[Goal, ...]
    period: str = ""
    team: str = ""
    state: State | None = None
    actuals: tuple[Actual, ...] = ()
    revisions: tuple[Revision, ...] = ()
    hinders: tuple[Hinder, ...] = ()
    decisions: tuple[Decision, ...] = ()
    firsts: Mapping[str, Goal] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    answers: tuple[Said, ...] = ()
    past: tuple[Past, ...] = ()
    past_period: str = ""
    parked: tuple[str, ...] = ()
    reward: Reward | None = None
    begun: date | None = None
    ends: date | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    lessons: tuple[Lesson, ...] = ()
    learned: tuple[tuple[str, Lesson], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question to raise: a finding's own, or one of the review's by `key` with what it fills in."""

    key: str = ""
    params: tuple[tuple[str, Decimal | date | str], ...] = ()
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do with a goal when the period is over: `key` names the proposal, with what it fills in."""

    key: str
    params: tuple[tuple[str, Decimal | date | str], ...] = ()


@dataclass(frozen=True, slots=True)
class GoalReview:
    """One goal under review. `name`: "1", or "A" for a strategic one; `supports` and `carriers` are such names; `owner` as written."""

    name: str
    report: Report
    owner: str
    standing: Standing | None
    first: Report | None
    changes: tuple[Change, ...]
    revisions: tuple[Revision, ...]
    answers: tuple[Said, ...]
    hinders: tuple[Hinder, ...]
    decisions: tuple[Decision, ...]
    lessons: tuple[Lesson, ...]
    supports: tuple[str, ...]
    carriers: tuple[str, ...]
    questions: tuple[Question, ...]
    proposal: Proposal

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.report.goal

    @property
    def status(self) -> Status | None:
        """Where it stands; None for what cannot be followed."""
        return self.standing.status if self.standing is not None else None


@dataclass(frozen=True, slots=True)
class LevelReview:
    """How many goals a level has, against the guide's advice, how many of them are ready and accepted."""

    level: Level
    count: int
    low: int
    high: int
    ready: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Load:
    """How many goals one owner has, by name: a load, never a rank."""

    owner: str
    goals: tuple[str, ...]
    high: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A set in figures: goals, ready ones, and findings by severity, of the goals and of the set."""

    goals: int
    ready: int
    findings: tuple[tuple[Severity, int], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The whole review. `before` is None where no first drafts are known; `others` are texts that are no goals."""

    today: date
    period: str
    team: str
    state: State | None
    version: str
    goals: tuple[GoalReview, ...]
    others: tuple[Report, ...]
    levels: tuple[LevelReview, ...]
    loads: tuple[Load, ...]
    unowned: tuple[str, ...]
    findings: tuple[Finding, ...]
    before: Shape | None
    now: Shape
    past: tuple[Past, ...]
    past_period: str
    parked: tuple[str, ...]
    decisions: tuple[Decision, ...]
    learned: tuple[tuple[str, Lesson], ...] = ()

    @property
    def accepted(self) -> int:
        """Goals that their owner has said yes to."""
        return sum(item.goal.accepted is not None for item in self.goals)

    def standing(self, *statuses: Status | None) -> int:
        """How many goals stand so."""
        return sum(item.status in statuses for item in self.goals)
