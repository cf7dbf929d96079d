"""The CRM's records out of the store: read again as soon as they change, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from coach.examiner import Examiner
from coach.exchange.crm.records import Event
from coach.followup import ledger
from coach.store import Store
from rules.model import Goal, Outcome
from rules.policy import Policy

TODAY = date(2026, 11, 24)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite://") as made:
        yield made


def meetings(count: int, first: date, name: str = "a") -> list[Event]:
    return [Event(f"{name}{at}", "meetings", "Sara", first + timedelta(days=at % 60)) for at in range(count)]


def past(store: Store, team: str, words: str = "Sara bokar 400 möten i Q1 2027") -> tuple[Outcome, ...]:
    examiner = Examiner(Policy.default(), TODAY)
    records = ledger.whole(ledger.ledgers_of(store, team))
    return ledger.grounded([examiner.examine(Goal(text=words, owner="Sara"))], records, examiner)[0].report.goal.history


def test_what_is_known_follows_the_store(store: Store) -> None:
    team, other = store.teams.add("Laget").id, store.teams.add("Ett annat").id
    assert past(store, team) == ()
    ledger.keep(store, team, "own", meetings(90, date(2026, 1, 5)))
    assert [(item.period, int(item.value)) for item in past(store, team)] == [("2026-Q1", 90)]
    assert past(store, other) == ()
    before = ledger.ledgers_of(store, team)["own"]
    assert ledger.ledgers_of(store, team)["own"] is before
    intake = store.intakes.add(team, "crm", "x", "fil.csv").id
    ledger.keep(store, team, "hubspot", meetings(30, date(2026, 4, 5), "b"), intake)
    assert [(item.period, int(item.value)) for item in past(store, team)] == [("2026-Q1", 90), ("2026-Q2", 30)]
    # The same thing told otherwise is a revision: a meeting moved into the second quarter.
    ledger.keep(store, team, "own", [Event("a0", "meetings", "Sara", date(2026, 4, 6))])
    assert [(item.period, int(item.value)) for item in past(store, team)] == [("2026-Q1", 89), ("2026-Q2", 31)]
    store.intakes.withdraw(intake)
    assert [(item.period, int(item.value)) for item in past(store, team)] == [("2026-Q1", 89), ("2026-Q2", 1)]
    # Another owner has a past of their own.
    assert past(store, team, "Bo bokar 400 möten i Q1 2027") == past(store, team)


def test_a_split_fiscal_year_has_quarters_of_its_own(store: Store) -> None:
    team = store.teams.add("Laget").id
    ledger.keep(store, team, "own", meetings(60, date(2026, 5, 1)))
    policy = Policy.from_mapping({"fiscal_year_start": 5})
    examiner = Examiner(policy, TODAY)
    goal = Goal(text="Sara bokar 400 möten i Q3 2027", owner="Sara")
    records = ledger.whole(ledger.ledgers_of(store, team))
    found = ledger.grounded([examiner.examine(goal)], records, examiner)[0].report.goal.history
    assert (found[0].period[-2:], int(found[0].value)) == ("Q1", 60)
