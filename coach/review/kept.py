"""What the store knows of a team's period, as a review takes it: goals, first drafts, changes, answers, actuals, and the period before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.examiner import Examiner
from coach.exchange.actuals import Decision
from coach.exchange.crm.records import Record
from coach.followup import kept as followed
from coach.followup import ledger, minutes, wording
from coach.followup.bonus import kept_reward
from coach.followup.following import as_of, course_of
from coach.followup.standing import Status, standing
from coach.review.model import Change, Given, Past, Said
from rules.goalset.scope import target_of
from rules.model import Goal, Revision, State
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.store import Store
    from coach.store.records import GoalRecord, Period, Team


def teams(store: Store) -> tuple[Team, ...]:
    """The teams that are no samples and have goals in some period."""
    return tuple(team for team in store.teams.all() if not team.sample and any(store.goals.of(p.id) for p in store.periods.of(team.id)))


def current(store: Store, team: Team, today: date) -> Period | None:
    """The period that `today` is in, else the latest one that has goals."""
    periods = [period for period in store.periods.of(team.id) if store.goals.of(period.id)]
    return next((period for period in periods if period.first <= today <= period.last), periods[-1] if periods else None)


def given(
    store: Store, team: Team, period: Period, today: date, policy: Policy, language: str, names: Mapping[str, str] | None = None
) -> Given:
    """All that a review of the period needs. `language` is that of the units in last period's outcome; `names`: what goals are called."""
    records = store.goals.of(period.id)
    live = [record for record in records if not record.parked]
    past_deals = ledger.whole(ledger.ledgers_of(store, team.id))
    histories = {record.id: store.goals.history(record.id) for record in live}
    actuals = followed.actuals_of(store, [record.id for record in live])
    goals = tuple(_grounded(_goal(record), as_of(record.goal, actuals, today, period.first), past_deals, policy) for record in live)
    moves, changes = [], []
    for history in histories.values():
        for before, after in pairwise(history):
            moves += _moved(before, after, policy)
            changes += _changed(before, after)
    earlier = [other for other in store.periods.of(team.id) if other.last < period.first and store.goals.of(other.id)]
    return Given(
        goals, period.name, team.name, period.state, actuals, tuple(moves),
        minutes.hinders_of(store, live), _decisions(store, team, live, earlier[-1] if earlier else None, today),
        firsts={id: _grounded(_goal(past[0]), min(period.first, today), past_deals, policy) for id, past in histories.items()},
        changes=tuple(changes),
        answers=tuple(
            Said(said.goal, said.yes, said.owner, said.day, said.reason) for record in live for said in store.goals.answers(record.id)
        ),
        past=_past(store, earlier[-1], policy, language) if earlier else (), past_period=earlier[-1].name if earlier else "",
        parked=tuple(record.goal.text for record in records if record.parked), reward=kept_reward(team.figures, period.name),
        begun=period.first, ends=period.last, names=names or {}, lessons=minutes.lessons_of(store, live),
        learned=minutes.lessons_before(store, team.id, period.first),
    )  # fmt: skip


def _grounded(goal: Goal, day: date, known: Sequence[Record], policy: Policy) -> Goal:
    """The goal with what the CRM knew of its past on its day."""
    if not known:
        return goal
    examiner = Examiner(policy, day)
    return ledger.grounded([examiner.examine(goal)], known, examiner)[0].report.goal


def _decisions(store: Store, team: Team, live: Sequence[GoalRecord], before: Period | None, today: date) -> tuple[Decision, ...]:
    """What was decided since the period before began; of a goal that was carried over, told of the one that it is now."""
    since = before.first if before is not None else date.min
    now = minutes.followers(store, live)
    found = [item for item in minutes.decisions_of(store, team.id) if since <= item.day <= today]
    return tuple(replace(item, goal=now.get(item.goal, item.goal)) for item in found)


def _goal(record: GoalRecord) -> Goal:
    return record.goal.model_copy(update={"id": record.id})


def _moved(before: GoalRecord, after: GoalRecord, policy: Policy) -> list[Revision]:
    """That an agreed goal's target was moved; while it is drafted it may move freely."""
    if before.goal.state is State.DRAFT and before.goal.accepted is None:
        return []
    if (before.goal.text, before.goal.target) == (after.goal.text, after.goal.target):
        return []
    # Both as of the day before: an end that has passed meanwhile makes no goal a tale.
    examiner = Examiner(policy, _on(before))
    was, now = _target(before.goal, examiner), _target(after.goal, examiner)
    if was is None or now is None or was == now:
        return []
    return [Revision(goal=after.id, on=_on(after), before=was, after=now, reason=after.why)]


def _target(goal: Goal, examiner: Examiner) -> Decimal | None:
    case = examiner.examine(goal).case
    found = target_of(case) if case.verdicts is not None else None
    return found.value if found is not None else goal.target


def _changed(before: GoalRecord, after: GoalRecord) -> list[Change]:
    if before.goal.text == after.goal.text:
        return []
    return [Change(after.id, _on(after), before.goal.text, after.goal.text, after.why)]


def _on(record: GoalRecord) -> date:
    return date.fromisoformat(record.at[:10])


def _past(store: Store, period: Period, policy: Policy, language: str) -> tuple[Past, ...]:
    """What became of a period's goals, as of the day after it."""
    goals = [_goal(record) for record in store.goals.of(period.id) if not record.parked]
    actuals = followed.actuals_of(store, [goal.id for goal in goals])
    after = date.fromordinal(period.last.toordinal() + 1)
    found = []
    for item in Examiner(policy, period.first).examine_all(goals):
        if item.report.verdicts is None:
            continue
        course = course_of(item, period.first, policy)
        owner = item.report.goal.owner or (course.owner if course is not None else "")
        if course is None:
            found.append(Past(item.report.goal.text, owner, Status.UNKNOWN))
            continue
        stands = standing(course, actuals, after)
        found.append(Past(course.text, owner, stands.status, stands.actual, course.target, wording.unit(course, language)))
    return tuple(found)


def named(found: Sequence[Team], name: str) -> Team | None:
    """The team of that name, in whatever case."""
    return next((team for team in found if team.name.casefold() == name.strip().casefold()), None)
