"""What is known of a period's goals on a day: the rules' reading, where they stand, how their targets were moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach.examiner import Examiner
from coach.followup import kept, ledger
from coach.followup.following import as_of, course_of
from coach.followup.standing import standing
from coach.period.quarter import Numbered
from coach.period.steps import Known
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.store import Store


def known(store: Store, goals: Numbered, policy: Policy, today: date) -> Known:
    """The active goals of a period, examined and measured as of `today`; read as `coach track` reads them."""
    ids = [record.id for record in goals.active]
    actuals = kept.actuals_of(store, ids)
    examined, standings = [], []
    for record in goals.active:
        day = as_of(record.goal, actuals, today, goals.period.first)
        item = Examiner(policy, day).examine(record.goal)
        examined.append(item)
        course = course_of(item, day, policy)
        if course is not None:
            standings.append(standing(course, actuals, today))
    records = ledger.whole(ledger.ledgers_of(store, goals.period.team))
    if records:
        examined = [ledger.grounded([item], records, Examiner(policy, item.case.today))[0] for item in examined]
    return Known(goals, tuple(examined), tuple(standings), kept.revisions_of(store, ids, policy), policy, today)
