"""What `coach track`, `agenda` and `report` start from: goals of files or of the store, how each is followed, and their book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from coach.commands import options, screen
from coach.emit.form import place
from coach.errors import Problem, UsageError
from coach.examiner import Examined, Examiner
from coach.exchange.actuals import Actual, Decision, Hinder, Lesson
from coach.exchange.actuals_book import Book, append_book, read_book
from coach.exchange.columns import shown
from coach.exchange.crm.mapping import Profile, parsed
from coach.exchange.crm.records import Record
from coach.exchange.fields import Frame
from coach.exchange.source import FORMS, identified, prefixes, source
from coach.followup import ledger
from coach.followup.course import Clock, Course
from coach.followup.following import as_of, course_of
from coach.followup.standing import Standing, standing
from coach.period import quarter
from coach.settings import load_policy
from coach.texts import Language, remark
from rules.model import Goal
from rules.policy import Policy

CLOCKS = ("auto", "even", "workdays")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that the three commands share."""

    files: tuple[str, ...] = ()
    book: str | None = None
    input: str | None = None
    clock: str = "auto"
    language: str = "auto"
    today: str | None = None
    policy: str | None = None


@dataclass(slots=True)
class Gathered:
    """Goals with their courses, and what is known of them. `stored`: they came from the store, and what is new goes there, to `team`.

    `ledgers`: the CRM's records by source; `learned`: the lessons of the quarter before, each with its goal's text; `mappings`:
    those saved of exports; `origins`: ids by the ids that goals had in their file, where only one had it.
    """

    language: Language
    today: date
    policy: Policy
    goals: tuple[Examined, ...]
    courses: tuple[Course, ...]
    unfollowed: tuple[Goal, ...]
    book: Book
    path: Path | None
    stored: bool = False
    lost: int = 0
    team: str = ""
    ledgers: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    learned: tuple[tuple[str, Lesson], ...] = ()
    mappings: tuple[Profile, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)

    def standings(self, actuals: Sequence[Actual] | None = None) -> tuple[Standing, ...]:
        """Where each followed goal stands, in the order of the goals."""
        known = self.book.actuals if actuals is None else actuals
        return tuple(standing(course, known, self.today) for course in self.courses)

    def keep(self, lines: Sequence[Hinder | Decision | Lesson]) -> None:
        """Write down what was said at a meeting: in the book that was named, else in the store. Raises UsageError without either."""
        if not lines:
            return
        if self.path is not None:
            append_book(self.path, lines)
        elif self.stored:
            from coach.followup import minutes
            from coach.store import open_store

            with open_store() as store:
                minutes.keep(store, self.team, lines)
        else:
            raise UsageError("agenda-book")

    def names(self) -> dict[str, str]:
        """What a goal may be called, and its id: its place in the list, the id it came with, its id."""
        ids = [item.report.goal.id for item in self.goals]
        return {str(at): id for at, id in enumerate(ids, 1)} | self.origins | {id: id for id in ids}

    def goal(self, name: str, option: str) -> str:
        """The id of the goal that is meant, by any of its names. Raises UsageError."""
        found = self.names().get(name)
        if found is None:
            called = {id: name for name, id in self.origins.items()}
            raise options.unknown(
                "goal", name, [called.get(item.report.goal.id, item.report.goal.id) for item in self.goals], option=option
            )
        return found


def gather(asked: Asked, needed: bool = True, store: bool = True) -> Gathered:
    """Read what was named: goals from files, else from the store (`needed`: goals there must be; `store` False: it stays closed).

    Raises CoachError.
    """
    language = options.language(asked.language)
    today = options.day(asked.today)
    policy = load_policy(asked.policy)
    clock = options.choice("--clock", asked.clock, CLOCKS)
    path = Path(asked.book) if asked.book is not None else None
    book, problems = read_book(path) if path is not None else (Book(), ())
    made = Gathered(language, today, policy, (), (), (), book, path)
    tell(problems, asked.book or "", made)
    begun: dict[str, date] = {}
    goals = _from_files(asked, made) if asked.files else _from_store(made, begun, needed) if store else []
    days = {goal.id: as_of(goal, made.book.actuals, today, begun.get(goal.id)) for goal in goals}
    made.ledgers = made.ledgers or {"": made.book.records}
    made.goals = tuple(_examined(goal, Examiner(policy, days[goal.id]), made.book.records) for goal in goals)
    chosen = None if clock == "auto" else Clock(clock)
    known = [(item, course_of(item, days[item.report.goal.id], policy, chosen)) for item in made.goals]
    made.courses = tuple(course for _, course in known if course is not None)
    made.unfollowed = tuple(item.report.goal for item, course in known if course is None and item.report.verdicts is not None)
    return made


def tell(problems: Sequence[Problem], file: str, made: Gathered) -> None:
    """Faults and notices of an input, on standard error."""
    for item in problems:
        made.lost += item.lost
        screen.tell(f"{place(made.language, file, item.line)}: {remark(made.language, item)}", grave=item.lost)


def _from_files(asked: Asked, made: Gathered) -> list[Goal]:
    form = options.choice("--input", asked.input, FORMS) if asked.input is not None else None
    frame = Frame(made.today, made.policy)
    goals: list[Goal] = []
    for name, prefix in zip(asked.files, prefixes(asked.files), strict=True):
        origin = source(name, form)
        for entry in origin.entries(frame):
            if isinstance(entry, Problem):
                tell((entry,), origin.name, made)
            else:
                goals.append(identified(*entry, prefix))
    taken: set[str] = set()
    for goal in goals:
        if goal.id in taken:
            # Two goals under one id would share their actuals.
            raise UsageError("goal-twice", id=shown(goal.id))
        taken.add(goal.id)
    return goals


def _examined(goal: Goal, examiner: Examiner, records: Sequence[Record]) -> Examined:
    """The goal as the rules read it, with what the CRM knows of its past."""
    item = examiner.examine(goal)
    return ledger.grounded([item], records, examiner)[0] if records else item


def _from_store(made: Gathered, begun: dict[str, date], needed: bool) -> list[Goal]:
    """The goals of the period that today is in, else of the latest one, of every team; `begun` gets each one's first day."""
    from coach.followup import kept, minutes
    from coach.store import open_store

    records = []
    with open_store() as store:
        for team in store.teams.all():
            periods = store.periods.of(team.id)
            now = [period for period in periods if period.first <= made.today <= period.last] or list(periods[-1:])
            for period in now:
                active = [record for record in store.goals.of(period.id) if not record.parked]
                begun.update((record.id, period.first) for record in active)
                made.learned += minutes.lessons_before(store, team.id, period.first) if active else ()
                records += active
        came = [record.origin for record in records]
        made.origins = {record.origin: record.id for record in records if record.origin and came.count(record.origin) == 1}
        chosen = quarter.team_of(store)
        made.team = chosen.id if chosen is not None else ""
        made.ledgers = ledger.ledgers_of(store, made.team)
        made.mappings = tuple(parsed(item.body, item.name) for item in store.mappings.of(made.team))
        ids = [record.id for record in records]
        book = Book(
            kept.actuals_of(store, ids), ledger.whole(made.ledgers), minutes.hinders_of(store, records),
            minutes.decisions_of(store, made.team), kept.revisions_of(store, ids, made.policy), minutes.lessons_of(store, records),
        )  # fmt: skip
    if needed and not records:
        raise UsageError("followup-nothing")
    made.book = Book(*(own + more for own, more in zip(_parts(made.book), _parts(book), strict=True)))
    made.stored = True
    return [record.goal.model_copy(update={"id": record.id}) for record in records]


def _parts(book: Book) -> tuple[Any, ...]:
    return (book.actuals, book.records, book.hinders, book.decisions, book.revisions, book.lessons)
