"""What the existing goals say that the team does: so many calls, meetings or deals, over the time of the strategic goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from coach.suggest.breakdown.aim import Aim
from coach.suggest.breakdown.ledger import Ledger
from coach.suggest.breakdown.linking import Checked
from coach.suggest.breakdown.values import Volume, counted_as, names, tokens_stage
from rules.arithmetic.formula import Known, known
from rules.goalset.scope import cycle_of, first_number
from rules.model import Theme
from rules.policy import Policy
from rules.rule import Case


@dataclass(frozen=True, slots=True)
class Activities:
    """The volumes per cycle, how many sellers share them, by how much the orders are to grow (110 for ten per cent more), and the deals
    set as a sum until a day."""

    volumes: tuple[Volume, ...]
    sellers: Known | None
    larger_order: Fraction | None
    sums: tuple[tuple[date, Fraction], ...] = ()

    def totals(self, ledger: Ledger, aim: Aim, policy: Policy) -> dict[str, Known]:
        """Each stage over the quarters of the aim; the sums behind go into the ledger."""
        found: dict[str, Known] = {}
        often = times(aim, policy)
        for volume in self.volumes:
            if volume.cycle not in often:
                continue
            if often[volume.cycle] == 1:
                total: Known | None = volume.amount
            else:
                word = volume.word or volume.stage
                per = known(often[volume.cycle])
                worked(ledger, volume.cycle, policy)
                total = ledger.add("volume-year", "", word, cycle=volume.cycle, span=len(aim.quarters), volume=volume.amount, times=per)
            if total is not None:
                before = found.get(volume.stage)
                found[volume.stage] = total if before is None else _both(before, total)
        return found


def activities(carrying: Sequence[Checked], given: Sequence[Volume], sellers: int | None, ledgers: list[str]) -> Activities:
    """What the goals that carry the strategic one come to. `ledgers` gets "sellers" where a goal per seller needs their number."""
    volumes = list(given)
    larger: Fraction | None = None
    sums: list[tuple[date, Fraction]] = []
    for _, case in carrying:
        if any(blank.field == "target" for blank in case.reading.blanks):
            continue  # "[målvärde] kundmöten per vecka" is no meeting a week
        number = first_number(case)
        if number is None or number.value is None or not number.value.is_finite() or not 0 < number.value < 10**12:
            continue
        if case.judged.theme is Theme.ORDER_VALUE and number.role == "by" and number.kind == "share":
            larger = 100 + Fraction(number.value)
        if number.role != "target" or number.kind not in ("count", "number"):
            continue
        stage, cycle = tokens_stage((number.noun or "",)) or _themed(case.judged.theme), cycle_of(case)
        if stage == "deals" and not cycle and case.judged.end is not None:
            sums.append((case.judged.end, Fraction(number.value)))
        if not stage or not cycle:
            continue
        amount = Fraction(number.value)
        if _each(case):
            if sellers is None:
                ledgers.append("sellers")
                continue
            amount *= sellers
        volumes.append(Volume(stage, cycle, known(amount), case.goal.id, counted_as(number.noun)))
    return Activities(tuple(volumes), known(sellers) if sellers else None, larger, tuple(sums))


def worked(ledger: Ledger, cycle: str, policy: Policy) -> None:
    """Say whose the working weeks and days are, where a sum rests on them."""
    if cycle == "week":
        ledger.note("weeks", weeks=Fraction(policy.working_weeks))
    elif cycle == "day":
        ledger.note("days", days=Fraction(policy.working_days))


def _each(case: Case) -> bool:
    """The number is for each seller: "varje säljare ska …", "40 samtal per säljare"."""
    words = [token.fold for token in case.reading.source.tokens]
    heads = names()["word"]
    named = any(first in heads["per"] and second in heads["seller"] for first, second in pairwise(words))
    return named or any(owner.kind == "each" for owner in case.reading.owners)


def times(aim: Aim, policy: Policy) -> dict[str, Fraction]:
    """How often a cycle comes round in the quarters of the aim; weeks and days are those worked."""
    years = Fraction(len(aim.quarters), 4)
    often = {"day": policy.working_days, "week": policy.working_weeks, "month": 12, "quarter": 4, "tertial": 3, "half": 2, "year": 1}
    return {cycle: number * years for cycle, number in often.items()}


def _both(one: Known, other: Known) -> Known:
    return Known(one.value + other.value, tuple(dict.fromkeys((*one.assumed, *other.assumed))))


def _themed(theme: Theme) -> str:
    return {Theme.LEADS: "leads", Theme.DEALS: "deals"}.get(theme, "")
