"""Breakdown: a strategic goal, and the operational goals that carry it.

    from coach.suggest.breakdown import break_down
    broken = break_down(Goal(text="Utöka kundbasen med 50 företag/år", id="s1"), existing, today, policy, {"meetings_per_deal": 24})

Goals that are there already are linked first and only free places are filled; the sums that join them are code, never a model's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from coach.exchange.fields import Frame
from coach.suggest.breakdown.activities import activities
from coach.suggest.breakdown.aim import Aim, aim_of
from coach.suggest.breakdown.goals import Guard, Proposer, Wish, currency_of, worded
from coach.suggest.breakdown.linking import Checked, Present, covered, free, gives_way, kinds_for, measure_name, present, slots
from coach.suggest.breakdown.model import Breakdown, Note, Operational
from coach.suggest.breakdown.sums import Reckoning
from coach.suggest.breakdown.values import figures
from coach.suggest.model import Source
from rules.check import examine
from rules.criteria.level import of_text
from rules.model import Goal, Kind, Level, Theme, Verdicts
from rules.policy import Policy

__all__ = ["Breakdown", "Guard", "Operational", "Proposer", "Wish", "break_down"]

# Operational in themselves, whatever the time: what carries, not what is carried.
_CARRYING = (Theme.ACTIVITY, Theme.LEADS, Theme.ORDER_VALUE)
_SMALL = ("service_level", "training", "hiring", "hit_rate")


def break_down(
    strategic: Goal,
    existing: Sequence[Goal],
    today: date,
    policy: Policy | None = None,
    ratios: Mapping[str, object] | None = None,
    what_if: Mapping[str, object] | None = None,
    team: int | None = None,
    seasonality: Sequence[Decimal] = (),
    language: str | None = None,
    proposer: Proposer | None = None,
    *,
    guard: Guard | None = None,
    history: Sequence[Mapping[str, object]] = (),
    by_workdays: bool = False,
    by_history: bool = False,
) -> Breakdown:
    """Break `strategic` down as of `today`, beside the `existing` goals of the team's quarter.

    `ratios`, `what_if`: the team's numbers by name, known or supposed ("meetings_per_deal": 24, "order_value": "450 000 kr",
    "meetings_per_month": 100). `team`: the number of sellers. `seasonality`: four weights, Q1 to Q4; `by_workdays`: by the days worked
    instead; `by_history`: as the whole years of the history fell out. `history`: rows of past periods with what was counted in them.
    `proposer` words the goals, `guard` looks at its words first.
    Raises UsageError for a number that has no meaning.
    """
    policy = policy or Policy.default()
    own = examine(strategic, today, policy, language)
    report, case = own
    state = _state(own)
    if report.verdicts is None or state == "nongoal":
        figures(ratios or {}, what_if or {}, history, Frame(today, policy), today.year)
        return _unbroken(own, "nongoal")
    aim = aim_of(case, report.verdicts, today, policy)
    numbers = figures(ratios or {}, what_if or {}, history, Frame(today, policy), aim.quarters[-1].year)
    here = present(own, [examine(goal, today, policy, None) for goal in existing])
    asked: list[str] = []
    sellers = team or policy.team_size or None
    carrying = [checked for _, checked in here.linked] if state == "broken" else [own]
    doing = activities(carrying, numbers.volumes, sellers, asked)
    sums = Reckoning(_supposed(aim, state), report.verdicts.theme, doing, numbers, policy, seasonality, by_workdays, by_history)
    sums.run()
    for key in asked:
        sums.ledger.ask(key)
    broken = _unbroken(own, state)
    if state == "broken":
        broken = _filled(broken, own, here, today, policy, aim.late == "customers", proposer, guard)
    notes = (*broken.notes, *sums.ledger.notes)
    asks = sums.ledger.asks if state == "broken" else tuple(ask for ask in sums.ledger.asks if ask.key != "target")
    return replace(
        broken, sums=tuple(sums.ledger.sums), parts=sums.parts, asks=asks, notes=notes, currency=currency_of(case), counted=aim.late
    )


def _state(own: Checked) -> Literal["broken", "operational", "nongoal"]:
    """Whether a goal is one to break down. What is operational only for want of a time frame is broken down as if strategic."""
    report, case = own
    if report.kind is Kind.NONGOAL or report.verdicts is None:
        return "nongoal"
    verdicts: Verdicts = report.verdicts
    if verdicts.level is Level.STRATEGIC:
        return "broken"
    measure = case.reading.measure
    deed = any(item.kind == "deliver" for item in case.reading.deliverables) and not case.reading.core
    small = verdicts.theme in _CARRYING or measure is not None and (deed or measure.id in _SMALL)
    # A frame that no calendar knows ("under mandatperioden") says nothing of the level.
    framed = any(
        frame.kind == "cycle" and not frame.means or frame.kind == "deadline" and (frame.until or frame.days)
        for frame in case.reading.frames
    )
    stated = case.goal.level is Level.OPERATIONAL and of_text(case) is Level.OPERATIONAL
    return "operational" if small or framed or stated or case.goal.deadline is not None else "broken"


def _supposed(aim: Aim, state: str) -> Aim:
    """An operational goal given instead is no outcome to work back from: only what it gives is worked out."""
    return aim if state == "broken" else replace(aim, sort="open", value=None, timed=True)


def _unbroken(own: Checked, state: Literal["broken", "operational", "nongoal"]) -> Breakdown:
    report, case = own
    reason = case.reading.reason or "heading"
    notes = (Note(f"nongoal-{reason}"),) if state == "nongoal" else (Note("operational"),) if state == "operational" else ()
    if state == "broken" and report.verdicts is not None and report.verdicts.level is Level.OPERATIONAL:
        notes = (Note("unframed"),)
    return Breakdown(
        case.goal, report, report.language, state, "template",
        operational=(), linked=(), loose=(), gives_way=None, sums=(), parts=(), asks=(), notes=notes,
    )  # fmt: skip


def _filled(
    broken: Breakdown,
    own: Checked,
    here: Present,
    today: date,
    policy: Policy,
    customers: bool,
    proposer: Proposer | None,
    guard: Guard | None,
) -> Breakdown:
    """The existing goals linked, the free places filled, or the goal that would give way."""
    language = own[0].language
    wanted = kinds_for(own[1].judged.theme, measure_name(own[1]))
    if customers:
        wanted = tuple("new_customers" if kind == "deals" else "new_meetings" if kind == "meetings" else kind for kind in wanted)
    more = tuple(kind for kind in slots()["beside"]["kinds"] if kind not in wanted)
    open_kinds = [kind for kind in (*wanted, *more) if not covered(kind, here.all)]
    places = free(here, len(wanted), policy)
    chosen = open_kinds[:places]
    made = worded(chosen, own, today, policy, language, proposer, guard)
    loose = tuple(case.goal for _, case in here.loose)
    linked = tuple(item for item, _ in here.linked)
    way = None
    notes = list(broken.notes)
    if here.taken >= policy.operational_high and here.all:
        missing = [kind for kind in wanted if kind in open_kinds]
        instead = worded(missing[:1], own, today, policy, language) if missing else ()
        way = gives_way(own, here, instead[0].goal.text if instead else "")
        notes.append(Note("full"))
    source: Source = "model" if any(item.source == "model" for item in made) else "template"
    return replace(broken, source=source, operational=made, linked=linked, loose=loose, gives_way=way, notes=tuple(notes))
