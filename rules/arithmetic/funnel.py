"""From activity to outcome and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from rules.arithmetic.figures import HUNDRED


def funnel(activity: Decimal, percents: Sequence[Decimal]) -> Decimal:
    """What `activity` becomes when each step keeps its per cent: 1200 meetings at 4 % are 48 customers."""
    left = activity
    for percent in percents:
        left = left * percent / HUNDRED
    return left


def needed(outcome: Decimal, percents: Sequence[Decimal]) -> Decimal | None:
    """The activity that gives `outcome` through the same steps; None where a step lets nothing through."""
    total = outcome
    for percent in percents:
        if percent <= 0:
            return None
        total = total * HUNDRED / percent
    return total


def required_ratio(activity: Decimal, outcome: Decimal) -> Decimal | None:
    """The per cent of `activity` that must become `outcome`; None without activity."""
    return outcome * HUNDRED / activity if activity > 0 else None


STAGES = ("leads", "calls", "meetings", "quotes", "deals")
"""What comes before what, from the first contact to the deal."""
_ONE = {"leads": "lead", "calls": "call", "meetings": "meeting", "quotes": "quote", "deals": "deal"}


def ratio_name(early: str, late: str) -> str:
    """What the number of `early` that one of `late` takes is called: "meetings_per_deal"."""
    return f"{early}_per_{_ONE[late]}"


def ratio_names() -> tuple[str, ...]:
    """Every ratio there is, the earlier stage per one of the later."""
    return tuple(ratio_name(early, late) for at, late in enumerate(STAGES) for early in STAGES[:at])


def steps(early: str, late: str, names: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The stages between `early` and `late` in pairs, from the last to the first, through as few ratios of `names` as possible.

    ("meetings", "deals") with meetings_per_quote and quotes_per_deal is (quotes, deals), (meetings, quotes); () where there is no way.
    """
    begin, end = STAGES.index(early), STAGES.index(late)
    reached: dict[int, tuple[tuple[str, str], ...]] = {end: ()}
    for at in range(end - 1, begin - 1, -1):
        ways = [
            (*way, (STAGES[at], STAGES[further])) for further, way in reached.items() if ratio_name(STAGES[at], STAGES[further]) in names
        ]
        if ways:
            reached[at] = min(ways, key=len)
    return reached.get(begin, ())


def counted_pairs(volumes: Mapping[str, Decimal]) -> tuple[tuple[str, str], ...]:
    """The stages that a past period counted, each with the next one counted: what ratios it can show."""
    return tuple(pairwise(stage for stage in STAGES if volumes.get(stage, Decimal(0)) > 0))
