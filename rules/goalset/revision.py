"""Revision: goals are adjusted tactically, not moved to where they are met (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from rules.arithmetic import change_percent
from rules.arithmetic.quarters import quarter_of
from rules.model import Revision, Severity
from rules.rule import SetCase, SetHit, set_hit, set_rule


@set_rule("G014", severity=Severity.WARNING, guide="process")
def revision(case: SetCase) -> Iterator[SetHit]:
    """A target moved by more than 25 % (policy), or more than twice (policy) in a quarter."""
    far: list[tuple[int, str]] = []
    often: list[tuple[int, str]] = []
    for item in case.cases:
        for moves in _quarterly(item.goal.id, case):
            percent = _moved(moves)
            if percent > case.policy.revision_percent:
                far.append((percent, item.goal.id))
            if len(moves) > case.policy.revision_count:
                often.append((len(moves), item.goal.id))
    if far:
        yield set_hit(_once(far), reason="far", percent=str(max(far)[0]), bound=str(case.policy.revision_percent))
    elif often:
        yield set_hit(_once(often), reason="often", count=str(max(often)[0]), bound=str(case.policy.revision_count))


def _once(found: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(goal for _, goal in found))


def _quarterly(goal: str, case: SetCase) -> tuple[tuple[Revision, ...], ...]:
    """The times the target of a goal was moved, by quarter and in order. New words that leave it alone are no revision."""
    moves = [item for item in case.revisions if item.goal == goal and item.before is not None and item.before != item.after]
    moves.sort(key=lambda item: item.on)
    quarters = {item.on: quarter_of(item.on, case.policy.fiscal_year_start).begin for item in moves}
    return tuple(
        tuple(item for item in moves if quarters[item.on] == quarter) for quarter in dict.fromkeys(quarters[item.on] for item in moves)
    )


def _moved(moves: tuple[Revision, ...]) -> int:
    """The largest move in per cent: of one revision, or of all of them together."""
    pairs = [(item.before, item.after) for item in moves] + [(moves[0].before, moves[-1].after)]
    changes = [change_percent(before, after) for before, after in pairs if before is not None and after is not None]
    # Rounded up: 25.1 % is above 25 %.
    return max((ceil(abs(change)) for change in changes if change is not None), default=0)


RULES = (revision,)
