"""Where a breakdown meets the store: the team's own past numbers in, and the goals that were found into a quarter."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from coach.commands import screen
from coach.commands.place import Asked, place
from coach.errors import PeriodError, UsageError
from coach.exchange.fields import Frame
from coach.followup import ledger
from coach.period import quarter
from coach.texts import count, text
from rules.model import Goal, State

__all__ = ["Asked", "into", "of_store"]


def of_store(frame: Frame) -> tuple[tuple[Mapping[str, object], ...], dict[str, object]]:
    """The volumes of each past quarter that the CRM exports have told of, and the average order of them all. Raises UsageError where none
    is known."""
    from coach.store import open_store

    with open_store() as store:
        team = quarter.team_of(store)
        records = ledger.whole(ledger.ledgers_of(store, team.id)) if team is not None else ()
    rows, ratios = ledger.own_past(records, frame.today, frame.policy.fiscal_year_start)
    if not rows:
        raise UsageError("crm-none")
    return rows, {**ratios}


def into(asked: Asked, goals: Sequence[Goal]) -> None:
    """Put operational goals into a draft quarter, linked to the goals that they carry; those that are there already stay as they are.

    Raises PeriodError for a quarter that is no draft.
    """
    with place(asked) as here:
        period, _ = quarter.opened(here.store, quarter.named(here.name or "", here.policy.fiscal_year_start), here.language)
        if period.state is not State.DRAFT:
            raise PeriodError("into-agreed", period=period.name)
        found = quarter.numbered(here.store, period)
        there = {name: id for id, name in found.names.items()}
        known = {record.goal.text for record in found.records}
        # Two strategic goals that ask for the same are carried by one.
        links: dict[str, list[str]] = {}
        for goal in goals:
            links.setdefault(goal.text, []).extend(there[id] for id in goal.supports if id in there)
        fresh = {goal.text: goal for goal in reversed(goals) if goal.text not in known}
        linked = [fresh[words].model_copy(update={"supports": tuple(dict.fromkeys(ids))}) for words, ids in links.items() if words in fresh]
        why = text(here.language, "said.breakdown-why", "goals")
        if linked:
            here.store.goals.add(period.id, linked, why=why)
        said = {"goals": count(here.language, "said.goals", len(linked), "goals"), "period": period.name}
        sys.stdout.flush()
        screen.tell(text(here.language, "said.broken-down", "goals", **said), grave=False)
