"""What goes in and what comes out: goals, verdicts, findings, reports (rulebook §0–§10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field


class Kind(StrEnum):
    """Is it a goal at all? (rulebook §0)"""

    GOAL = "goal"
    NONGOAL = "nongoal"


class Specific(StrEnum):
    """Can a stranger tell what is to change? (rulebook §1)"""

    MET = "met"
    VAGUE = "vague"
    OPEN = "open"


class Measurable(StrEnum):
    """Could two people agree whether it was reached? (rulebook §2)"""

    QUANTIFIED = "quantified"
    MILESTONE = "milestone"
    NONE = "none"
    OPEN = "open"


class Ownership(StrEnum):
    """Who answers for it? (rulebook §3)"""

    NAMED = "named"
    TEAM = "team"
    DIFFUSE = "diffuse"
    NONE = "none"
    OPEN = "open"


class Realistic(StrEnum):
    """What the data say about the target. (rulebook §4)"""

    IMPOSSIBLE = "impossible"
    DOUBTFUL = "doubtful"
    UNAMBITIOUS = "unambitious"
    REASONABLE = "reasonable"
    UNKNOWN = "unknown"


class Time(StrEnum):
    """Is there an end that can be put in a calendar? (rulebook §5)"""

    DEADLINE = "deadline"
    RECURRING = "recurring"
    VAGUE = "vague"
    NONE = "none"
    OPEN = "open"


class Level(StrEnum):
    """The horizon of a goal. (rulebook §7)"""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"


class Theme(StrEnum):
    """What a goal is about. (rulebook §8)"""

    LEADS = "leads"
    ACTIVITY = "activity"
    DEALS = "deals"
    ORDER_VALUE = "order_value"
    PRODUCT = "product"
    REVENUE = "revenue"
    MARKET = "market"
    CUSTOMER_VALUE = "customer_value"
    MARGIN = "margin"
    TEAM = "team"
    QUALITY = "quality"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding matters. (rulebook §10)"""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Light(StrEnum):
    """What a criterion shows at a glance. (rulebook §10)"""

    HOLDS = "holds"
    MEND = "mend"
    CANNOT_TELL = "cannot_tell"


class State(StrEnum):
    """Where a goal stands in its quarter."""

    DRAFT = "draft"
    AGREED = "agreed"
    RUNNING = "running"
    CLOSED = "closed"


class Frozen(BaseModel):
    """A value: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of(cls, **values: Any) -> Self:
        """A value made of every field, each valid already: what the rules make by the million is not validated again.

        Like `model_construct`, without its look for defaults and aliases, which takes longer than to validate.
        """
        made = _bare(cls)
        _values(made, values)
        _given(made, _EVERY.get(cls) or _every(cls))
        _extra(made, None)
        _private(made, None)
        return made


_bare = object.__new__
_values, _given, _extra, _private = (
    BaseModel.__dict__[name].__set__ for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""What sets the four parts that a model's value has, at half the price of asking the object to set them by name."""


_EVERY: dict[type[BaseModel], set[str]] = {}


def _every(cls: type[BaseModel]) -> set[str]:
    """The names of all fields: one set for all values of a class, which nothing changes since they are frozen."""
    return _EVERY.setdefault(cls, set(cls.model_fields))


class Acceptance(Frozen):
    """That an owner has said yes. (rulebook §3)"""

    on: date
    by: str


class Outcome(Frozen):
    """A past value of the goal's measure: `period` as "2025-Q4", "2025-11" or "2025"."""

    period: str = Field(pattern=r"^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$")
    value: Decimal


class Revision(Frozen):
    """That an agreed goal's target was moved, on a day and for a reason. `before` None: it had none. (rulebook §9)"""

    goal: str
    on: date
    before: Decimal | None = None
    after: Decimal | None = None
    reason: str = ""


class RewardPart(Frozen):
    """One thing that a bonus hangs on: a goal of the set by id, or a measure in words. `weight` in per cent; `team`: all share it."""

    measure: str
    goal: str = ""
    weight: Decimal = Decimal(0)
    team: bool = False


class RewardLevel(Frozen):
    """At `reached` per cent of the goal the bonus pays `pays` per cent of itself."""

    reached: Decimal
    pays: Decimal


class Reward(Frozen):
    """A bonus model. `levels`: what is paid when how much is reached, `sliding` between them or in steps; `other`: what is not money."""

    parts: tuple[RewardPart, ...]
    levels: tuple[RewardLevel, ...] = ()
    sliding: bool = False
    other: tuple[str, ...] = ()


class Goal(Frozen):
    """A goal as written, with the structured fields that outweigh its text."""

    text: str
    id: str = ""
    owner: str | None = None
    deadline: date | None = None
    metric: str | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str | None = None
    level: Level | None = None
    supports: tuple[str, ...] = ()
    history: tuple[Outcome, ...] = ()
    accepted: Acceptance | None = None
    state: State = State.DRAFT
    agreed: date | None = None
    language: Literal["sv", "en"] | None = None
    """The language the text is in; otherwise it is told from the text."""


class Span(Frozen):
    """Characters `start` to `end` (exclusive) of the original text."""

    start: int
    end: int


class Verdicts(Frozen):
    """One value per criterion of the rulebook; `end` is the last day of the time frame, where the text fixes it."""

    specific: Specific
    measurable: Measurable
    owner: Ownership
    realistic: Realistic
    time: Time
    compound: bool
    level: Level
    theme: Theme
    end: date | None
    unit_missing: bool
    baseline_missing: bool


class Finding(Frozen):
    """One cause, one message: stored as rule id and params, worded at the edge by `rules.messages` (rulebook §10)."""

    rule: str
    name: str
    severity: Severity
    criterion: str
    section: str
    span: Span | None = None
    params: tuple[tuple[str, str], ...] = ()
    goals: tuple[str, ...] = ()


class Report(Frozen):
    """What the rules say of one goal. `verdicts` and `lights` are None for a nongoal."""

    goal: Goal
    language: str
    kind: Kind
    verdicts: Verdicts | None
    lights: tuple[tuple[str, Light], ...]
    ready: bool
    findings: tuple[Finding, ...]


class SetReport(Frozen):
    """What the rules say of a set of goals: a report each, then the findings that concern the set."""

    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
