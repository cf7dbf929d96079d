"""The goals that are there already: which of them carry the strategic one, how many places they leave, and which would give way."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from coach.suggest.breakdown.model import GivesWay, Linked
from rules.goalset.scope import measure_of, owner_of, period_of
from rules.model import Level, Report, State, Theme
from rules.policy import Policy
from rules.reading.text import fold
from rules.rule import Case

Checked = tuple[Report, Case]


@dataclass(frozen=True, slots=True)
class Present:
    """The existing goals sorted: `linked` carry the strategic one, `loose` do not; `taken` places of the quarter's set."""

    linked: tuple[tuple[Linked, Checked], ...]
    loose: tuple[Checked, ...]
    taken: int

    @property
    def all(self) -> tuple[Checked, ...]:
        """Every goal that takes a place."""
        return (*(checked for _, checked in self.linked), *self.loose)


@cache
def slots() -> dict[str, Any]:
    """The kinds of operational goals and what they carry (slots.toml)."""
    return tomllib.loads(files("coach").joinpath("suggest", "breakdown", "slots.toml").read_text("utf-8"))


def kinds_for(theme: Theme, measure: str) -> tuple[str, ...]:
    """The kinds of goals that carry a strategic goal, best first."""
    return tuple(slots()["measures"].get(measure) or slots()["carries"][theme.value])


def measure_name(case: Case) -> str:
    """The measure that decides what carries a goal: the lexicon's, or "cost" or "standing" where its own words say so; "" for none."""
    measure = case.reading.measure
    table = slots()["words"]
    whole = fold(case.goal.text)
    if (measure is None or measure.theme == Theme.OTHER and measure.id not in slots()["measures"]) and any(
        word in whole for word in table["standing"]
    ):
        return "standing"
    if any(word in whole for word in table["development"]):
        return "development"
    if measure is None:
        return ""
    words = fold(case.reading.source.quote(measure.start, measure.end))
    for name, theme in (("certification", Theme.TEAM), ("turnover", Theme.TEAM), ("awareness", Theme.MARKET)):
        if measure.theme == theme and any(word in whole for word in table[name]):
            return name
    return "cost" if measure.theme == Theme.MARGIN and any(word in words for word in table["cost"]) else measure.id


def present(strategic: Checked, existing: Sequence[Checked]) -> Present:
    """Sort the existing operational goals. Closed ones, nongoals and strategic goals take no place."""
    own = [
        (report, case)
        for report, case in existing
        if report.verdicts is not None and report.verdicts.level is Level.OPERATIONAL and case.goal.state is not State.CLOSED
    ]
    linked: list[tuple[Linked, Checked]] = []
    loose: list[Checked] = []
    for checked in own:
        reason = _link(strategic, checked)
        if reason:
            linked.append((Linked(checked[1].goal, checked[1].judged.theme, reason), checked))
        else:
            loose.append(checked)
    return Present(tuple(linked), tuple(loose), _places([case for _, case in own]))


def covered(kind: str, existing: Sequence[Checked]) -> bool:
    """An existing goal is already of this kind: on one of its measures, or on its theme where the lexicon knows no measure for it."""
    row = slots()["kind"][kind]
    for _, case in existing:
        measure = case.reading.measure
        if measure is not None and measure.id in row["measures"]:
            return True
        if not row["measures"] and case.judged.theme.value == row["theme"] != Theme.OTHER.value:
            return True
    return False


def gives_way(strategic: Checked, here: Present, instead: str) -> GivesWay | None:
    """The existing goal that would give way: first one that supports another strategic goal by its own word, then one that carries
    nothing here, then the second of two alike, then the least ready, then the last."""
    elsewhere = [case for _, case in here.loose if case.goal.supports]
    loose = [case for _, case in here.loose if not case.goal.supports]
    if loose:
        return GivesWay(_weakest(loose).goal, "unlinked", instead)
    linked = [case for _, (_, case) in here.linked]
    seen: dict[str, Case] = {}
    for case in linked:
        measure = case.reading.measure.id if case.reading.measure is not None else ""
        if measure and measure in seen:
            return GivesWay(case.goal, "same", instead, seen[measure].goal.id or seen[measure].goal.text)
        seen.setdefault(measure, case)
    unready = [(len(report.findings), at, report) for at, (_, (report, _)) in enumerate(here.linked) if not report.ready]
    if unready:
        return GivesWay(max(unready, key=lambda item: item[:2])[2].goal, "unready", instead)
    if elsewhere:
        return GivesWay(elsewhere[-1].goal, "elsewhere", instead)
    return GivesWay(linked[-1].goal, "last", instead) if linked else None


def _link(strategic: Checked, checked: Checked) -> Literal["stated", "measure", "theme"] | None:
    """Why a goal carries the strategic one; None where it does not, or says that it supports another."""
    aim, goal = strategic[1], checked[1].goal
    if aim.goal.id and aim.goal.id in goal.supports:
        return "stated"
    if goal.supports:
        return None
    own, measure = checked[1].reading.measure, aim.reading.measure
    name = measure_of(checked[1])
    if name is not None and name == measure_of(aim) or own is not None and measure is not None and own.id == measure.id:
        return "measure"
    kinds = kinds_for(aim.judged.theme, measure_name(aim))
    carried = {slots()["kind"][kind]["theme"] for kind in kinds} - {"other"}
    theme = checked[1].judged.theme
    return "theme" if theme.value in carried or theme is aim.judged.theme is not Theme.OTHER else None


def _weakest(cases: Sequence[Case]) -> Case:
    """The last one: those above it were written first."""
    return cases[-1]


def _places(cases: Sequence[Case]) -> int:
    """Places taken: the same measure and period given to one person each is one goal of the team (rulebook §9, limit)."""
    count = 0
    owners: dict[tuple[object, ...], set[str]] = {}
    for case in cases:
        owner, measure = owner_of(case), measure_of(case)
        if owner is None or measure is None:
            count += 1
            continue
        held = owners.setdefault((measure, period_of(case)), set())
        count += not held or owner[0] in held
        held.add(owner[0])
    return count


def free(here: Present, wanted: int, policy: Policy) -> int:
    """Places left to fill: up to `wanted` goals in all, never fewer than the policy's least nor more than its most."""
    return max(min(max(wanted, policy.operational_low), policy.operational_high) - here.taken, 0)
