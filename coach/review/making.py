"""Makes the review: every rule of the set (rulebook §9), load, before and after, where each goal stands, what to ask, what is next."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import ascii_uppercase

from coach.examiner import Examined, Examiner
from coach.followup.course import Clock
from coach.followup.following import as_of, course_of
from coach.followup.meeting import is_open
from coach.followup.standing import standing
from coach.review.asking import proposal, questions
from coach.review.model import Given, GoalReview, LevelReview, Load, Review, Shape
from rules.arithmetic.quarters import quarter_of
from rules.check import judge_set
from rules.goalset.scope import owner_of
from rules.model import Finding, Goal, Level, Ownership, Report, Severity, State
from rules.policy import Policy
from rules.rule import Case

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def review(given: Given, today: date, policy: Policy, clock: Clock | None = None) -> Review:
    """The review of one set as of `today`. Goals without an id get their place in the set. Never raises for any text."""
    goals = _identified(given.goals)
    # A goal is read as of the quarter it is for: when that is over its words still mean the same, and are no tale of what has been.
    days = {goal.id: as_of(goal, given.actuals, today, given.begun) for goal in goals}
    examined = _examined(goals, days, policy)
    real = sorted((item for item in examined if item.report.verdicts is not None), key=_is_operational)
    period = given.period or _period([item.report for item in real], today, policy.fiscal_year_start)
    names = _names(real, given.names)
    together = judge_set(map(_live, examined), today, policy, True, given.revisions, given.reward)
    firsts = _firsts(given, goals, days, policy)
    made = tuple(_goal(item, names, given, today, period, policy, clock, firsts) for item in real)
    loads, unowned = _loads(real, names, policy)
    return Review(
        today, period, given.team, given.state, version(), made, tuple(item.report for item in examined if item.report.verdicts is None),
        _levels(made, policy), loads, unowned, _sorted(together), _before(firsts, today, policy),
        shape([item.report for item in real], together), given.past, given.past_period, given.parked,
        tuple(sorted(given.decisions, key=lambda item: item.day)), given.learned,
    )  # fmt: skip


@cache
def version() -> str:
    """The version of the rule set: eight letters of a digest over its code, word lists and texts. Same rules, same version."""
    digest = hashlib.sha256()
    for path, content in sorted(_contents(files("rules"), "rules")):
        digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:8]


def shape(reports: Sequence[Report], together: Sequence[Finding]) -> Shape:
    """A set in figures."""
    count = Counter(finding.severity for report in reports for finding in report.findings)
    count.update(finding.severity for finding in together)
    return Shape(len(reports), sum(report.ready for report in reports), tuple((level, count[level]) for level in _ORDER))


def last_day(period: str) -> date | None:
    """The last day of a period named as "2027-Q1", "2027-T2" or "2027-03"; None for another name."""
    year, _, part = period.partition("-")
    if not (len(year) == 4 and year.isdigit()):
        return None
    if part[:1] in ("Q", "T") and part[1:].isdigit():
        month = int(part[1:]) * (3 if part[0] == "Q" else 4)
    elif part.isdigit():
        month = int(part)
    else:
        return None
    if not 1 <= month <= 12:
        return None
    return date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _goal(
    item: Examined,
    names: dict[str, str],
    given: Given,
    today: date,
    period: str,
    policy: Policy,
    clock: Clock | None,
    firsts: dict[str, Examined],
) -> GoalReview:
    goal = item.report.goal
    course = course_of(item, item.case.today, policy, clock)
    stands = standing(course, given.actuals, today) if course is not None else None
    hinders = tuple(hinder for hinder in given.hinders if hinder.goal == goal.id and hinder.opened <= today and is_open(hinder, today))
    answers = tuple(sorted((said for said in given.answers if said.goal == goal.id and said.day <= today), key=lambda said: said.day))
    carriers = tuple(names[other.id] for other in given.goals if other.id in names and goal.id and goal.id in other.supports)
    owner = _owner(item)
    changes = tuple(change for change in given.changes if change.goal == goal.id)
    decided = tuple(sorted((one for one in given.decisions if one.goal == goal.id and one.day <= today), key=lambda one: one.day))
    lessons = tuple(lesson for lesson in given.lessons if lesson.goal == goal.id)
    first = firsts.get(goal.id)
    return GoalReview(
        names[goal.id], item.report, owner, stands, first.report if first is not None else None, changes,
        tuple(moved for moved in given.revisions if moved.goal == goal.id), answers, hinders, decided, lessons,
        tuple(names[other] for other in goal.supports if other in names), carriers,
        questions(item.report, stands, answers, hinders, owner, lessons), proposal(item.report, stands, given.ends or last_day(period)),
    )  # fmt: skip


def _identified(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    taken: set[str] = set()
    found = []
    for place, goal in enumerate(goals, 1):
        id = goal.id or str(place)
        while id in taken:
            id += "'"
        taken.add(id)
        found.append(goal if goal.id == id else goal.model_copy(update={"id": id}))
    return tuple(found)


def _is_operational(item: Examined) -> bool:
    return item.report.verdicts is not None and item.report.verdicts.level is Level.OPERATIONAL


def _names(real: Sequence[Examined], given: Mapping[str, str]) -> dict[str, str]:
    """What the goals are called where they come from, else strategic goals by letter and operational ones by number, in their order."""
    if given and all(item.report.goal.id in given for item in real):
        return {item.report.goal.id: given[item.report.goal.id] for item in real}
    names: dict[str, str] = {}
    letters = numbers = 0
    for item in real:
        if item.report.verdicts is not None and item.report.verdicts.level is Level.STRATEGIC:
            tens, letter = divmod(letters, len(ascii_uppercase))
            names[item.report.goal.id] = ascii_uppercase[letter] + (str(tens + 1) if tens else "")
            letters += 1
        else:
            numbers += 1
            names[item.report.goal.id] = str(numbers)
    return names


def _owner(item: Examined) -> str:
    """The owner as written: the field, else the words of the text, whoever they name. "" for nobody."""
    if item.report.goal.owner:
        return " ".join(item.report.goal.owner.split())
    known = owner_of(item.case)
    if known is not None:
        return known[1]
    verdicts = item.report.verdicts
    if verdicts is None or verdicts.owner in (Ownership.NONE, Ownership.OPEN):
        return ""
    return next((item.reading.source.quote(owner.start, owner.end) for owner in item.reading.owners), "")


def _levels(made: Sequence[GoalReview], policy: Policy) -> tuple[LevelReview, ...]:
    bounds = {
        Level.STRATEGIC: (policy.strategic_low, policy.strategic_high),
        Level.OPERATIONAL: (policy.operational_low, policy.operational_high),
    }
    found = []
    for level, (low, high) in bounds.items():
        own = [item for item in made if item.report.verdicts is not None and item.report.verdicts.level is level]
        accepted = sum(item.goal.accepted is not None for item in own)
        found.append(LevelReview(level, len(own), low, high, sum(item.report.ready for item in own), accepted))
    return tuple(found)


def _loads(real: Sequence[Examined], names: dict[str, str], policy: Policy) -> tuple[tuple[Load, ...], tuple[str, ...]]:
    """Goals per owner by the owner's name; and those that nobody in particular answers for."""
    found: dict[str, tuple[str, list[str]]] = {}
    unowned = []
    for item in real:
        owner = owner_of(item.case)
        name = names[item.report.goal.id]
        if owner is None:
            unowned.append(name)
        else:
            found.setdefault(owner[0], (owner[1], []))[1].append(name)
    ordered = sorted(found.items(), key=lambda entry: entry[0])
    return tuple(Load(words, tuple(own), policy.owner_high) for _, (words, own) in ordered), tuple(unowned)


def _examined(goals: Sequence[Goal], days: Mapping[str, date], policy: Policy) -> list[Examined]:
    """The goals judged in their order, each as of its day."""
    found: dict[str, Examined] = {}
    for day in dict.fromkeys(days[goal.id] for goal in goals):
        own = [goal for goal in goals if days[goal.id] == day]
        found |= {item.report.goal.id: item for item in Examiner(policy, day).examine_all(own)}
    return [found[goal.id] for goal in goals]


def _live(item: Examined) -> Case:
    """The case for the rules of the set, which leave closed goals out: under review is the set as it ran."""
    case = item.case
    return replace(case, goal=case.goal.model_copy(update={"state": State.RUNNING})) if case.goal.state is State.CLOSED else case


def _firsts(given: Given, goals: Sequence[Goal], days: Mapping[str, date], policy: Policy) -> dict[str, Examined]:
    known = [given.firsts[goal.id].model_copy(update={"id": goal.id}) for goal in goals if goal.id in given.firsts]
    return {item.report.goal.id: item for item in _examined(known, days, policy)}


def _before(firsts: Mapping[str, Examined], today: date, policy: Policy) -> Shape | None:
    """The set as first drafted; None where nothing is known of it."""
    if not firsts:
        return None
    reports = [item.report for item in firsts.values() if item.report.verdicts is not None]
    return shape(reports, judge_set((item.case for item in firsts.values()), today, policy))


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The gravest first, else in the order of the rules."""
    return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity)))


def _period(reports: Sequence[Report], today: date, fiscal_start: int) -> str:
    """The quarter that most operational goals end in (the earliest of equals), else today's."""
    ends = Counter(
        quarter_of(report.verdicts.end, fiscal_start)
        for report in reports
        if report.verdicts is not None and report.verdicts.end is not None and report.verdicts.level is Level.OPERATIONAL
    )
    return min(ends, key=lambda quarter: (-ends[quarter], quarter.begin)).name if ends else quarter_of(today, fiscal_start).name


def _contents(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _contents(entry, inner)
        elif entry.name.endswith((".py", ".toml")):
            found.append((inner, entry.read_bytes()))
    return found
