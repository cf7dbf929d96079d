"""What every database must keep, and how: one class, each kind of database."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coach.errors import StoreError
from coach.store import Store, StoreConflict, open_store
from coach.store.records import CrmEntry, GoalRecord, SuggestionRecord
from rules.model import Acceptance, Goal, Level, Outcome, State
from tests.coach.store.conftest import Quarter, begin

DAY = date(2026, 11, 23)
WHOLE = Goal(
    text="Öka nyförsäljningen från 2,40 till 3,0 Mkr\r\n\tunder Q1 😀", id="s1", owner="säljchefen", deadline=date(2027, 3, 31),
    metric="Nyförsäljning", baseline=Decimal("2.40"), target=Decimal("1E+3"), unit="Mkr", level=Level.STRATEGIC, supports=("m0",),
    history=(Outcome(period="2025-Q4", value=Decimal("2.10")), Outcome(period="2025", value=Decimal("-7"))),
    accepted=Acceptance(on=DAY, by="Anna"), state=State.RUNNING, agreed=date(2026, 12, 1),
)  # fmt: skip


def said(record: GoalRecord, text: str) -> GoalRecord:
    """The record with another text."""
    return replace(record, goal=record.goal.model_copy(update={"text": text}))


def texts(quarter: Quarter) -> list[str]:
    """The goals of the quarter, in order."""
    return [record.goal.text for record in quarter.store.goals.of(quarter.period.id)]


class TestGoals:
    """Revisions, conflicts, undo."""

    def test_every_field_comes_back(self, quarter: Quarter) -> None:
        made, bare = quarter.store.goals.add(quarter.period.id, [WHOLE, Goal(text="Boka möten")], "Karin", "import", "- Öka …")
        assert made.goal == WHOLE.model_copy(update={"id": made.id})
        assert str(made.goal.baseline) == "2.40"
        assert bare.goal == Goal(text="Boka möten", id=bare.id)
        assert (made.revision, made.origin, made.source, made.who, made.why, made.position) == (1, "s1", "- Öka …", "Karin", "import", 0)
        assert (made.team, made.period, bare.position, bare.origin) == (quarter.team.id, quarter.period.id, 1, "")
        assert quarter.store.goals.of(quarter.period.id) == (made, bare)
        assert quarter.store.goals.get(made.id) == made

    def test_links_follow_to_the_new_ids(self, quarter: Quarter) -> None:
        first, second = quarter.store.goals.add(
            quarter.period.id, [Goal(text="a", id="1"), Goal(text="b", id="2", supports=("1", "x", "2"))]
        )
        assert second.goal.supports == (first.id, "x", second.id)
        again, _ = quarter.store.goals.add(quarter.period.id, [Goal(text="c", id="1", supports=(first.id,)), Goal(text="d")])
        assert again.goal.supports == (first.id,)
        assert again.id != first.id

    def test_a_save_is_a_new_revision(self, quarter: Quarter) -> None:
        (first,) = quarter.store.goals.add(quarter.period.id, [WHOLE])
        (second,) = quarter.store.goals.save([said(first, "Annat")], "Karin", "förslag 1")
        assert (second.revision, second.goal.text, second.who, second.why) == (2, "Annat", "Karin", "förslag 1")
        (third,) = quarter.store.goals.save([replace(second, parked=True, position=4)])
        assert quarter.store.goals.history(first.id) == (first, second, third)
        assert third.goal.supports == ("m0",)

    def test_a_save_without_news_is_none(self, quarter: Quarter) -> None:
        (first,) = quarter.store.goals.add(quarter.period.id, [WHOLE])
        assert quarter.store.goals.save([first]) == (first,)
        assert len(quarter.store.goals.history(first.id)) == 1
        (second,) = quarter.store.goals.save([said(first, "Annat")])
        # The other tab had the same thought: no conflict.
        assert quarter.store.goals.save([said(first, "Annat")]) == (second,)

    def test_a_stale_save_is_a_conflict_and_writes_nothing(self, quarter: Quarter) -> None:
        first, other = quarter.store.goals.add(quarter.period.id, [WHOLE, Goal(text="Boka")])
        (theirs,) = quarter.store.goals.save([said(first, "Deras")])
        mine = said(first, "Mitt")
        with pytest.raises(StoreConflict) as met:
            quarter.store.goals.save([said(other, "Boka mer"), mine])
        assert (met.value.key, met.value.mine, met.value.theirs) == ("goal-conflict", mine, theirs)
        assert "Mitt" not in str(met.value)
        assert texts(quarter) == ["Deras", "Boka"]
        last = quarter.store.goals.last_change(quarter.period.id)
        assert last is not None
        assert last.id == theirs.change

    def test_remove_park_and_arrange(self, quarter: Quarter) -> None:
        a, b, c = quarter.store.goals.add(quarter.period.id, [Goal(text=name) for name in "abc"])
        quarter.store.goals.arrange(quarter.period.id, [c.id, a.id, "nobody"])
        assert texts(quarter) == ["c", "a", "b"]
        quarter.store.goals.save([replace(quarter.store.goals.get(a.id), removed=True)])
        assert texts(quarter) == ["c", "b"]
        assert quarter.store.goals.get(a.id).removed
        assert quarter.store.goals.undo(quarter.period.id) is not None
        assert texts(quarter) == ["c", "a", "b"]
        assert quarter.store.goals.undo(quarter.period.id) is not None
        assert texts(quarter) == ["a", "b", "c"]
        assert quarter.store.goals.get(b.id).revision == 3

    def test_undo_takes_back_change_by_change(self, quarter: Quarter) -> None:
        goals = quarter.store.goals
        first, _ = goals.add(quarter.period.id, [Goal(text="a"), Goal(text="b")], why="inklistrat")
        goals.save([said(first, "a2")])
        (third,) = goals.save([said(goals.get(first.id), "a3")])
        undone = goals.undo(quarter.period.id, "Karin")
        assert undone is not None
        assert (undone.undoes, undone.goals, undone.who) == (third.change, (first.id,), "Karin")
        assert texts(quarter) == ["a2", "b"]
        goals.save([said(goals.get(first.id), "a4")])
        assert [goals.undo(quarter.period.id) is not None and texts(quarter) for _ in range(3)] == [["a2", "b"], ["a", "b"], []]
        assert goals.undo(quarter.period.id) is None
        assert goals.last_change(quarter.period.id) is None
        history = goals.history(first.id)
        assert [record.goal.text for record in history] == ["a", "a2", "a3", "a2", "a4", "a2", "a", "a"]
        assert history[-1].removed
        assert [record.revision for record in history] == list(range(1, 9))

    def test_a_moved_goal_is_not_undone_behind_its_back(self, quarter: Quarter) -> None:
        store = quarter.store
        later = store.periods.open(quarter.team.id, "2027-Q2", date(2027, 4, 1), date(2027, 6, 30))
        (first,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        (moved,) = store.goals.save([replace(first, period=later.id)])
        assert (texts(quarter), store.goals.of(later.id)) == ([], (moved,))
        store.goals.save([said(moved, "a2")])
        with pytest.raises(StoreConflict):
            store.goals.undo(quarter.period.id)
        assert [record.goal.text for record in store.goals.of(later.id)] == ["a2"]
        store.goals.undo(later.id)
        assert store.goals.undo(quarter.period.id) is not None
        assert texts(quarter) == ["a"]

    def test_carried_over(self, quarter: Quarter) -> None:
        (old,) = quarter.store.goals.add(quarter.period.id, [WHOLE])
        later = quarter.store.periods.open(quarter.team.id, "2027-Q2", date(2027, 4, 1), date(2027, 6, 30))
        (new,) = quarter.store.goals.add(later.id, [old.goal], carried_from=[old.id])
        assert (new.carried_from, new.origin) == (old.id, old.id)
        assert quarter.store.goals.of(quarter.period.id) == (old,)

    def test_an_owner_answers(self, quarter: Quarter) -> None:
        (first,) = quarter.store.goals.add(quarter.period.id, [Goal(text="a")])
        no = quarter.store.goals.answer(first, False, "Anna", DAY, "För högt")
        yes = quarter.store.goals.answer(no, True, "Anna", DAY)
        assert (no.goal.accepted, yes.goal.accepted) == (None, Acceptance(on=DAY, by="Anna"))
        answers = quarter.store.goals.answers(first.id)
        assert [(one.revision, one.yes, one.reason, one.day) for one in answers] == [(1, False, "För högt", DAY), (2, True, "", DAY)]
        with pytest.raises(StoreConflict):
            quarter.store.goals.answer(no, True, "Anna", DAY)
        quarter.store.goals.undo(quarter.period.id)
        assert quarter.store.goals.get(first.id).goal.accepted is None
        assert quarter.store.goals.answers(first.id) == answers[:1]

    def test_what_cannot_be_kept_is_marked(self, quarter: Quarter) -> None:
        (made,) = quarter.store.goals.add(quarter.period.id, [Goal(text="a\x00b\ud800c")])
        assert made.goal.text == "a\ufffdb\ufffdc"

    def test_a_long_list_of_goals(self, quarter: Quarter) -> None:
        made = quarter.store.goals.add(quarter.period.id, [Goal(text=str(n), id=str(n), supports=("0",)) for n in range(1200)])
        assert quarter.store.goals.of(quarter.period.id) == made
        assert {record.goal.supports for record in made} == {(made[0].id,)}


class TestTalks:
    """Turns are kept before they are shown."""

    def test_turns_come_back(self, quarter: Quarter) -> None:
        talks = quarter.store.conversations
        assert talks.latest(quarter.team.id) is None
        talk = talks.start(quarter.team.id, {"asks": None})
        talks.save_turn(talk.id, 1, "Öka 😀\x00", {"reply": "Hur mycket?", "set": [1, None, 2.5]}, DAY, {"asks": "target"})
        talks.save_turn(talk.id, 2, "10 %", {}, DAY)
        kept = talks.load(talk.id)
        assert [(turn.number, turn.message, turn.reply, turn.day) for turn in kept.turns] == [
            (1, "Öka 😀\ufffd", {"reply": "Hur mycket?", "set": [1, None, 2.5]}, DAY), (2, "10 %", {}, DAY),
        ]  # fmt: skip
        assert kept.state == {"asks": "target"}
        assert talks.latest(quarter.team.id) == kept

    def test_the_same_message_twice_is_one_turn(self, quarter: Quarter) -> None:
        talks = quarter.store.conversations
        talk = talks.start(quarter.team.id)
        first = talks.save_turn(talk.id, 1, "Hej\x00", {"reply": "Hej!"}, DAY)
        assert talks.save_turn(talk.id, 1, "Hej\x00", {"reply": "Något annat"}, DAY) == first
        with pytest.raises(StoreConflict) as met:
            talks.save_turn(talk.id, 1, "Annat", {}, DAY)
        assert met.value.theirs == first
        with pytest.raises(StoreConflict):
            talks.save_turn(talk.id, 3, "För långt fram", {}, DAY)
        assert talks.load(talk.id).turns == (first,)

    def test_a_turn_and_its_goals_are_one(self, quarter: Quarter) -> None:
        store = quarter.store
        talk = store.conversations.start(quarter.team.id)

        def fail() -> None:
            with store.together():
                store.goals.add(quarter.period.id, [Goal(text="a")])
                store.conversations.save_turn(talk.id, 1, "a", {}, DAY)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert (texts(quarter), store.conversations.load(talk.id).turns) == ([], ())
        with store.together():
            (made,) = store.goals.add(quarter.period.id, [Goal(text="a")])
            with pytest.raises(StoreConflict):
                store.goals.save([said(made, "b"), said(made, "c")])
            store.conversations.save_turn(talk.id, 1, "a", {}, DAY)
        assert (texts(quarter), len(store.conversations.load(talk.id).turns)) == (["a"], 1)


class TestBeside:
    """Profile, teams, periods, suggestions, check-ins, files, findings, bounds."""

    def test_profile(self, store: Store) -> None:
        assert store.profile.load().settings == {}
        store.profile.change(name="Karin", language="sv", settings={"theme": "dark", "team": "x"})
        changed = store.profile.change(language="en", settings={"theme": None, "wide": True})
        assert (changed.name, changed.language, changed.settings) == ("Karin", "en", {"team": "x", "wide": True})
        assert store.profile.load() == changed

    def test_teams(self, quarter: Quarter) -> None:
        store = quarter.store
        changed = store.teams.change(quarter.team.id, "Öst", {"size": 6, "hit": 0.25})
        assert store.teams.change(quarter.team.id, figures={"hit": None}).figures == {"size": 6}
        sample = begin_sample(store)
        assert [(team.name, team.sample) for team in store.teams.all()] == [("Öst", False), ("Exempel", True)]
        assert store.teams.remove_samples() == 1
        assert [team.id for team in store.teams.all()] == [changed.id]
        for gone in (lambda: store.goals.get(sample.id), lambda: store.periods.get(sample.period)):
            with pytest.raises(StoreError):
                gone()
        store.teams.remove(quarter.team.id)
        assert store.teams.all() == ()

    def test_periods(self, quarter: Quarter) -> None:
        periods = quarter.store.periods
        assert periods.open(quarter.team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31)) == quarter.period
        agreed = periods.move(quarter.period, State.AGREED, DAY, "Karin", "måldialog")
        for wrong, key in ((State.CLOSED, "period-step"), (State.DRAFT, "period-back")):
            with pytest.raises(StoreError, match=key):
                periods.move(agreed, wrong, DAY)
        with pytest.raises(StoreError, match="period-moved"):
            periods.move(quarter.period, State.AGREED, DAY)
        periods.move(agreed, State.DRAFT, DAY, why="Anna var borta")
        assert periods.get(quarter.period.id).state is State.DRAFT
        assert [(step.state, step.why) for step in periods.steps(quarter.period.id)] == [
            (State.AGREED, "måldialog"), (State.DRAFT, "Anna var borta"),
        ]  # fmt: skip
        earlier = periods.open(quarter.team.id, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
        assert [period.id for period in periods.of(quarter.team.id)] == [earlier.id, quarter.period.id]

    def test_suggestions(self, quarter: Quarter) -> None:
        (goal,) = quarter.store.goals.add(quarter.period.id, [Goal(text="a")])
        given = SuggestionRecord("", goal.id, 1, "b", "outcome", "model", "2026.1", "rewrite", "3", "abc", "gpt")
        made = quarter.store.suggestions.add(given)
        assert replace(made, id="", at="") == given
        assert quarter.store.suggestions.of(goal.id) == (made,)
        assert quarter.store.suggestions.settle(made.id, False) == replace(made, accepted=False)

    def test_check_ins(self, quarter: Quarter) -> None:
        store = quarter.store
        (goal,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        late = store.checkins.add(goal.id, Decimal("37.50"), date(2027, 2, 8), "chat", "Mässa")
        early = store.checkins.add(goal.id, None, date(2027, 2, 1))
        assert (store.checkins.of(goal.id), str(late.value)) == ((early, late), "37.50")
        intake = store.intakes.add(quarter.team.id, "actuals", "d1", "crm.csv")
        right = store.checkins.add(goal.id, Decimal(38), date(2027, 2, 8), "crm", replaces=late.id, intake=intake.id)
        assert store.checkins.of(goal.id) == (early, right)
        store.intakes.withdraw(intake.id)
        assert store.checkins.of(goal.id) == (early, late)
        assert store.checkins.history(goal.id) == (early, late, right)

    def test_the_same_file_twice(self, quarter: Quarter) -> None:
        store = quarter.store
        assert store.intakes.seen(quarter.team.id, "goals", "d") is None
        (goal,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        made = store.intakes.add(quarter.team.id, "goals", "d", "mål.csv", {"rows": 1}, goal.change)
        assert store.intakes.seen(quarter.team.id, "goals", "d") == made
        assert store.intakes.seen(quarter.team.id, "actuals", "d") is None
        with pytest.raises(StoreError, match="intake-twice"):
            store.intakes.add(quarter.team.id, "goals", "d", "mål (1).csv")
        store.goals.undo(quarter.period.id)
        assert store.intakes.seen(quarter.team.id, "goals", "d") is None
        store.intakes.add(quarter.team.id, "goals", "d", "mål.csv")

    def test_findings_set_aside(self, quarter: Quarter) -> None:
        store = quarter.store
        (goal,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        made = store.dismissals.add(quarter.period.id, "M002", goal.id, "Vi vet vad vi menar", "Karin")
        whole = store.dismissals.add(quarter.period.id, "L001")
        assert (made.revision, whole.revision, whole.goal) == (1, None, None)
        assert {one.id for one in store.dismissals.of(quarter.period.id)} == {made.id, whole.id}
        store.dismissals.withdraw(made.id)
        assert store.dismissals.of(quarter.period.id) == (whole,)

    def test_bounds(self, store: Store) -> None:
        store.bounds.set("most", 6, "Två team")
        store.bounds.set("least", 2, "Litet team", "Karin")
        store.bounds.set("most", None, "Ett team igen")
        assert {name: bound.value for name, bound in store.bounds.now().items()} == {"least": 2}
        assert [bound.value for bound in store.bounds.history("most")] == [6, None]

    def test_hinders_only_grow(self, quarter: Quarter) -> None:
        store = quarter.store
        first, second = store.goals.add(quarter.period.id, [Goal(text="a"), Goal(text="b")])
        price = store.hinders.open(first.id, "Prislistan\x00 dröjer", DAY, "Karin", date(2026, 12, 1), "Vi ringer befintliga kunder")
        other = store.hinders.open(second.id, "Ingen demo", DAY)
        assert (price.number, price.text, price.due, price.cleared) == (1, "Prislistan\ufffd dröjer", date(2026, 12, 1), None)
        later = store.hinders.change(price.id, due=date(2026, 12, 8))
        assert later == replace(price, number=2, due=date(2026, 12, 8), at=later.at)
        assert store.hinders.change(price.id, due=date(2026, 12, 8)) == later
        cleared = store.hinders.change(price.id, cleared=date(2026, 12, 7))
        assert (cleared.number, cleared.who, cleared.adjustment) == (3, "Karin", "Vi ringer befintliga kunder")
        # The first that was opened stays first, however often it changes.
        assert store.hinders.all() == (cleared, other)
        assert store.hinders.of([second.id]) == (other,)
        assert store.hinders.history(price.id) == (price, later, cleared)

    def test_decisions(self, quarter: Quarter) -> None:
        store, team = quarter.store, quarter.team.id
        (goal,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        late = store.decisions.add(team, "dialogue", date(2026, 12, 20), "Vi är överens", goal.id, "40 → 45 möten", "Ny säljare")
        early = store.decisions.add(team, "weekly", DAY, "Fokus på demo")
        assert store.decisions.of(team) == (early, late)
        assert (late.goal, late.agreed, late.changed, late.why) == (goal.id, "Vi är överens", "40 → 45 möten", "Ny säljare")
        with pytest.raises(StoreError, match="decision-kind"):
            store.decisions.add(team, "lunch", DAY, "x")
        store.teams.remove(team)
        assert store.decisions.of(team) == ()

    def test_lessons(self, quarter: Quarter) -> None:
        store = quarter.store
        (goal,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        first = store.lessons.answer(goal.id, "realistic", "Nej, för högt", DAY)
        training = store.lessons.answer(goal.id, "training", "Prisförhandling", DAY)
        assert store.lessons.answer(goal.id, "realistic", "Nej, för högt", date(2026, 12, 1)) == first
        again = store.lessons.answer(goal.id, "realistic", "Ja, men för sent", date(2026, 12, 2))
        assert again.number == 2
        assert set(store.lessons.of(goal.id)) == {again, training}

    def test_what_a_crm_holds(self, quarter: Quarter) -> None:
        store, team = quarter.store, quarter.team.id
        intake = store.intakes.add(team, "crm", "d1", "deals.csv")
        won = CrmEntry("HubSpot", "deal", "11", {"status": "won", "amount": "120000", "owner": "Åsa"})
        open_ = CrmEntry("HubSpot", "deal", "12", {"status": "open"})
        other = CrmEntry("Pipedrive", "deal", "11", {"status": "lost"})
        assert store.crm.add(team, [won, open_, other], intake.id) == 3
        assert store.crm.add(team, [other, won, open_]) == 0
        assert store.crm.of(team) == (won, open_, other)
        assert store.crm.of(team, "HubSpot") == (won, open_)
        second = store.intakes.add(team, "crm", "d2", "deals (1).csv")
        closed = replace(open_, details={"status": "won", "amount": "9"})
        assert store.crm.add(team, [won, closed], second.id) == 1
        assert store.crm.of(team, "HubSpot") == (won, closed)
        store.intakes.withdraw(second.id)
        assert store.crm.of(team, "HubSpot") == (won, open_)
        assert store.crm.add(team, [closed]) == 1
        assert store.crm.of(team, "HubSpot") == (won, closed)
        many = [CrmEntry("x", "meetings", str(n), {"day": "2026-11-23"}) for n in range(1300)]
        assert (store.crm.add(team, many), len(store.crm.of(team, "x"))) == (1300, 1300)

    def test_mappings(self, quarter: Quarter) -> None:
        store, team = quarter.store, quarter.team.id
        store.mappings.save(team, "vår lista", "a = 1")
        made = store.mappings.save(team, "vår lista", "a = 2")
        assert store.mappings.save(team, "vår lista", "a = 2") == made
        other = store.mappings.save(team, "affärer", "b = 1")
        assert store.mappings.of(team) == (other, made)
        store.mappings.save(team, "affärer", "")
        assert store.mappings.of(team) == (made,)

    @pytest.mark.parametrize("key", [
        "goal-missing", "period-missing", "team-missing", "conversation-missing", "suggestion-missing", "checkin-missing",
        "dismissal-missing", "intake-missing", "hinder-missing",
    ])  # fmt: skip
    def test_what_is_not_there(self, quarter: Quarter, key: str) -> None:
        store, no = quarter.store, "nobody"
        (goal,) = store.goals.add(quarter.period.id, [Goal(text="a")])
        asked = {
            "goal-missing": (
                lambda: store.goals.get(no), lambda: store.checkins.add(no, None, DAY), lambda: store.goals.save([replace(goal, id=no)]),
                lambda: store.suggestions.add(SuggestionRecord("", no, 1, "", "", "", "")),
                lambda: store.dismissals.add(quarter.period.id, "M002", no), lambda: store.hinders.open(no, "x", DAY),
                lambda: store.lessons.answer(no, "realistic", "x", DAY),
                lambda: store.decisions.add(quarter.team.id, "weekly", DAY, "", no),
            ),
            "period-missing": (
                lambda: store.goals.add(no, [Goal(text="a")]), lambda: store.periods.get(no), lambda: store.dismissals.add(no, "M002"),
                lambda: store.periods.move(replace(quarter.period, id=no), State.AGREED, DAY),
            ),
            "team-missing": (
                lambda: store.teams.change(no), lambda: store.conversations.start(no), lambda: store.periods.open(no, "", DAY, DAY),
                lambda: store.intakes.add(no, "goals", "d", "n"), lambda: store.crm.add(no, []), lambda: store.mappings.save(no, "a", "b"),
                lambda: store.decisions.add(no, "weekly", DAY, "x"),
            ),
            "conversation-missing": (lambda: store.conversations.load(no), lambda: store.conversations.save_turn(no, 1, "", {}, DAY)),
            "suggestion-missing": (lambda: store.suggestions.settle(no, True),),
            "checkin-missing": (lambda: store.checkins.add(goal.id, None, DAY, replaces=no),),
            "dismissal-missing": (lambda: store.dismissals.withdraw(no),),
            "intake-missing": (lambda: store.intakes.withdraw(no),),
            "hinder-missing": (lambda: store.hinders.change(no, who="Karin"),),
        }  # fmt: skip
        for ask in asked[key]:
            with pytest.raises(StoreError, match=key):
                ask()


class TestWhole:
    """Everything out, in again, and gone."""

    def test_export_comes_back(self, store: Store) -> None:
        fill(store)
        document = json.loads(json.dumps(store.export(), ensure_ascii=False))
        with open_store("sqlite://") as other:
            other.restore(document)
            again = other.export()
            kept = [other.goals.history(row["id"]) for row in document["goal"]]
        assert without_moment(again) == without_moment(document)
        assert kept == [store.goals.history(row["id"]) for row in document["goal"]]
        with pytest.raises(StoreError, match="not-empty"):
            store.restore(document)
        store.delete_all()
        store.restore(document)
        assert without_moment(store.export()) == without_moment(document)

    def test_all_is_gone(self, store: Store) -> None:
        empty = without_moment(store.export())
        fill(store)
        assert [key for key, rows in store.export().items() if not rows] == [], "fill() misses a table"
        store.delete_all()
        assert without_moment(store.export()) == empty
        assert store.teams.all() == ()
        fill(store)

    def test_it_opens_again_as_it_was(self, lasting: str) -> None:
        with open_store(lasting) as first:
            fill(first)
            before = without_moment(first.export())
        with open_store(lasting) as second:
            assert without_moment(second.export()) == before


def test_two_writers_lose_nothing(url: str) -> None:
    """Two programs edit one goal at once, each trying anew after a conflict."""
    with open_store(url) as first, open_store(url) if url != "sqlite://" else first as second:
        quarter = begin(first)
        (goal,) = first.goals.add(quarter.period.id, [Goal(text="0")])
        failures: list[BaseException] = []

        def work(store: Store, name: str) -> None:
            try:
                for number in range(15):
                    while True:
                        try:
                            store.goals.save([said(store.goals.get(goal.id), f"{name}{number}")])
                            break
                        except StoreConflict:
                            continue
            except BaseException as failure:
                failures.append(failure)

        threads = [threading.Thread(target=work, args=(store, name)) for store, name in ((first, "a"), (second, "b"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        history = first.goals.history(goal.id)
        assert [record.revision for record in history] == list(range(1, 32))
        assert {record.goal.text for record in history} == {"0", *(f"{name}{number}" for name in "ab" for number in range(15))}


def begin_sample(store: Store) -> GoalRecord:
    """A sample team with a goal."""
    team = store.teams.add("Exempel", sample=True)
    period = store.periods.open(team.id, "2027-Q1", date(2027, 1, 1), date(2027, 3, 31))
    return store.goals.add(period.id, [Goal(text="Exempelmål")])[0]


def fill(store: Store) -> None:
    """Something in every table."""
    quarter = begin(store)
    store.profile.change("Karin", "sv", {"theme": "dark"})
    first, second = store.goals.add(quarter.period.id, [WHOLE, Goal(text="Boka", supports=("s1",))], "Karin", "inklistrat", "källa")
    store.goals.save([said(second, "Boka 8")])
    store.goals.undo(quarter.period.id)
    answered = store.goals.answer(first, True, "Anna", DAY, "")
    store.suggestions.add(SuggestionRecord("", first.id, 1, "b", "outcome", "model", "2026.1", "rewrite", "3", "abc", "gpt", False))
    intake = store.intakes.add(quarter.team.id, "goals", "d", "mål.csv", {"rows": 2}, first.change)
    early = store.checkins.add(first.id, Decimal("0.10"), DAY, intake=intake.id)
    store.checkins.add(first.id, None, DAY, "chat", "Mässa", early.id)
    store.dismissals.add(quarter.period.id, "M002", first.id)
    hinder = store.hinders.open(first.id, "Prislistan dröjer", DAY, "Karin", date(2026, 12, 1))
    store.hinders.change(hinder.id, cleared=date(2026, 12, 2))
    store.decisions.add(quarter.team.id, "dialogue", DAY, "Vi är överens", first.id, "40 → 45", "Ny säljare")
    store.lessons.answer(first.id, "realistic", "Nej", DAY)
    store.lessons.answer(first.id, "realistic", "Nej, för högt", DAY)
    store.crm.add(quarter.team.id, [CrmEntry("HubSpot", "deal", "11", {"amount": "0.10", "owner": None})], intake.id)
    store.mappings.save(quarter.team.id, "vår lista", "a = 1")
    talk = store.conversations.start(quarter.team.id, {"asks": ["owner"]})
    store.conversations.save_turn(talk.id, 1, "Boka", {"reply": "Åt vem?"}, DAY)
    store.bounds.set("most", 6, "Två team")
    store.periods.move(quarter.period, State.AGREED, DAY)
    assert answered.revision == 2


def without_moment(document: dict[str, object]) -> dict[str, object]:
    """A document without the moment it was made."""
    return {key: value for key, value in document.items() if key != "exported"}
