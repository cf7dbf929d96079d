"""The guide's six steps as a checklist that knows what is done: each step with a mark, and the facts that the mark rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from coach.examiner import Examined
from coach.followup.standing import Standing, Status
from coach.followup.wording import day
from coach.period.quarter import Numbered
from coach.texts import text
from rules.model import Level, Revision, State
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.store import Store

Mark = Literal["done", "part", "open"]
ROOM = "period"
STEPS = ("analyse", "strategic", "breakdown", "tracking", "follow-up", "adjust")
_SOURCES = ("chat", "crm", "dashboard", "manual", "report")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known, by key of the texts under [fact]; `params` are already plain words and numbers."""

    key: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ticked:
    """One of the six steps: how far it is, what that rests on, and (not done) the key of what to do next."""

    name: str
    mark: Mark
    facts: tuple[Fact, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the checklist is drawn from: a period's goals as the rules read them, where they stand, and how their targets were moved."""

    goals: Numbered
    examined: tuple[Examined, ...]
    standings: tuple[Standing, ...]
    revisions: tuple[Revision, ...]
    policy: Policy
    today: date


def checklist(store: Store, known: Known) -> tuple[Ticked, ...]:
    """The six steps in order."""
    return (_analysed(store, known), _strategic(known), _broken_down(known), _tracked(store, known), _followed(known), _adjusted(known))


def worded(fact: Fact, language: str) -> str:
    """A fact in words, its days and sources in those of the language."""
    params = dict(fact.params)
    if "day" in params:
        params["day"] = day(date.fromisoformat(params["day"]), language)
    if "sources" in params:
        params["sources"] = ", ".join(text(language, f"source.{name}", ROOM) for name in params["sources"].split(", "))
    return text(language, f"fact.{fact.key}", ROOM, **params)


def _analysed(store: Store, known: Known) -> Ticked:
    """The situation is analysed where figures are kept: of the team, of earlier quarters, or starting values and past values of goals."""
    period = known.goals.period
    team = next(team for team in store.teams.all() if team.id == period.team)
    figures = [name for name in team.figures if ":" not in name]
    past = [other.name for other in store.periods.of(period.team) if other.last < period.first and other.state is State.CLOSED]
    based = [item for item in known.examined if _based(item)]
    facts = []
    if figures:
        facts.append(_fact("figures", n=len(figures)))
    if past:
        facts.append(_fact("past", periods=", ".join(past)))
    if based:
        facts.append(_fact("based", n=len(based), all=len(known.examined)))
    if not facts:
        return Ticked("analyse", "open", (_fact("nothing-known"),), "analyse")
    missing = [item for item in known.examined if item.report.verdicts is not None and item.report.verdicts.baseline_missing]
    if missing:
        facts.append(_fact("baseline-missing", n=len(missing)))
    return Ticked("analyse", "part" if missing else "done", tuple(facts), "baseline" if missing else "")


def _based(item: Examined) -> bool:
    """Whether a goal tells what it starts from: by a field, by its past, or in its own words ("från 9 till 4 timmar")."""
    told = any(number.role == "baseline" and number.value is not None for number in item.reading.quantities)
    return told or bool(item.report.goal.history) or item.report.goal.baseline is not None


def _strategic(known: Known) -> Ticked:
    found = _of(known, Level.STRATEGIC)
    if not found:
        return Ticked("strategic", "open", (_fact("no-strategic"),), "strategic")
    endless = [item for item in found if item.report.verdicts is not None and item.report.verdicts.end is None]
    facts = [_fact("strategic", n=len(found), high=known.policy.strategic_high)]
    if endless:
        facts.append(_fact("no-end", n=len(endless)))
    if len(found) > known.policy.strategic_high:
        return Ticked("strategic", "part", tuple(facts), "fewer")
    return Ticked("strategic", "part" if endless else "done", tuple(facts), "end" if endless else "")


def _broken_down(known: Known) -> Ticked:
    strategic, operational = _of(known, Level.STRATEGIC), _of(known, Level.OPERATIONAL)
    if not operational:
        return Ticked("breakdown", "open", (_fact("no-operational"),), "breakdown")
    low, high = known.policy.operational_low, known.policy.operational_high
    facts = [_fact("operational", n=len(operational), low=low, high=high)]
    aims = {item.report.goal.id for item in strategic}
    loose = [item for item in operational if not aims & set(item.report.goal.supports)]
    bare = aims - {id for item in operational for id in item.report.goal.supports}
    if loose:
        facts.append(_fact("loose", n=len(loose)))
    if bare:
        facts.append(_fact("bare", n=len(bare)))
    whole = not loose and not bare and bool(strategic) and low <= len(operational) <= high
    return Ticked("breakdown", "done" if whole else "part", tuple(facts), "" if whole else "link" if loose or bare else "count")


def _tracked(store: Store, known: Known) -> Ticked:
    """Tracking is there where every goal can be followed and something has reported: an actual, or a file of them."""
    if not known.examined:
        return Ticked("tracking", "open", (_fact("no-goals"),), "goals")
    told = {item.source for goal in known.goals.active for item in store.checkins.of(goal.id) if item.value is not None}
    sources = {source if source in _SOURCES else "report" for source in told}
    facts = [_fact("followable", n=len(known.standings), all=len(known.examined))]
    facts.append(_fact("sources", sources=", ".join(sorted(sources))) if sources else _fact("no-sources"))
    whole = len(known.standings) == len(known.examined)
    if whole and sources:
        return Ticked("tracking", "done", tuple(facts))
    return Ticked("tracking", "part" if known.standings else "open", tuple(facts), "track" if whole else "measure")


def _followed(known: Known) -> Ticked:
    """Followed up where every goal that has begun has an actual of the last week (of the period's, once it is over)."""
    period = known.goals.period
    begun = [item for item in known.standings if item.status is not Status.WAITING]
    if known.today < period.first or not begun:
        return Ticked("follow-up", "open", (_fact("not-begun", day=period.first.isoformat()),))
    until = min(known.today, period.last)
    fresh = [item for item in begun if item.at is not None and (until - item.at).days <= _WEEK]
    told = [item.at for item in begun if item.at is not None]
    facts = [_fact("fresh", n=len(fresh), all=len(begun))]
    facts.append(_fact("latest", day=max(told).isoformat()) if told else _fact("no-actuals"))
    whole = len(fresh) == len(begun)
    return Ticked("follow-up", "done" if whole else "part" if told else "open", tuple(facts), "" if whole else "track")


def _adjusted(known: Known) -> Ticked:
    """Adjusted with care: every moved target has its reason, and no goal is behind without a word."""
    state = known.goals.period.state
    if state in (State.DRAFT, State.AGREED):
        return Ticked("adjust", "open", (_fact("not-running"),))
    moved = {item.goal for item in known.revisions}
    bare = [item for item in known.revisions if not item.reason.strip()]
    behind = [item for item in known.standings if item.status in (Status.BEHIND, Status.MISSED) and item.course.goal not in moved]
    facts = [_fact("moved", n=len(moved))] if moved else [_fact("not-moved")]
    if bare:
        facts.append(_fact("no-reason", n=len(bare)))
    if behind and state is State.RUNNING:
        facts.append(_fact("behind", goals=_numbers(known, behind)))
        return Ticked("adjust", "part", tuple(facts), "adjust")
    return Ticked("adjust", "part" if bare else "done", tuple(facts))


def _numbers(known: Known, standings: Sequence[Standing]) -> str:
    ids = {standing.course.goal for standing in standings}
    return ", ".join(str(known.goals.number(record)) for record in known.goals.active if record.id in ids)


def _of(known: Known, level: Level) -> list[Examined]:
    return [item for item in known.examined if item.report.verdicts is not None and item.report.verdicts.level is level]


def _fact(key: str, **params: int | str) -> Fact:
    return Fact(key, tuple((name, str(value)) for name, value in params.items()))
