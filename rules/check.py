"""Judge goals: read, judge each criterion, let the rules speak, sort (rulebook §0–§10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from operator import attrgetter

from rules.criteria import compound, kind, level, measurable, owner, realistic, specific, theme, time
from rules.goalset.links import identified
from rules.model import (
    Finding,
    Goal,
    Kind,
    Level,
    Light,
    Measurable,
    Ownership,
    Realistic,
    Report,
    Revision,
    Reward,
    SetReport,
    Severity,
    Span,
    Specific,
    State,
    Time,
    Verdicts,
)
from rules.policy import Policy
from rules.reading import Reading, read_all
from rules.registry import GOAL_RULES, KIND_RULES, SET_RULES
from rules.rule import Case, Rule, SetCase, SetRule

# What a spreadsheet row needs besides its name to be a goal: "Kundmöten" with a target field is "100 kundmöten".
_NAMES = ("heading", "description")
_STANDING = (*_NAMES, "report")
# The verdicts that some rule speaks under, and how they are read off at once.
_GATES = tuple(dict.fromkeys(rule.verdict[0] for rule in GOAL_RULES if rule.verdict is not None))
_GATING = attrgetter(*_GATES)
# The fields that some rule needs.
_FIELDS = tuple(dict.fromkeys(rule.given for rule in GOAL_RULES if rule.given))
_GIVING, _PLAIN = attrgetter(*_FIELDS), (None,) * len(_FIELDS)
# The facts that some rule tells of.
_FACTS = tuple(dict.fromkeys(rule.fact for rule in GOAL_RULES if rule.fact))
_TELLING = attrgetter(*_FACTS)
_ABSENCES: dict[tuple[str, Severity], Finding] = {}
Shown = tuple[Specific, Measurable, bool, Ownership, Realistic, Time, Level]
"""The verdicts that lights tell of."""
_SHOWING: Callable[[Verdicts], Shown] = attrgetter("specific", "measurable", "unit_missing", "owner", "realistic", "time", "level")


def check_goal(goal: Goal | str, today: date, policy: Policy | None = None, language: str | None = None) -> Report:
    """Check one goal as of `today`. `language` ("sv", "en") is otherwise told from the text. Never raises for any text."""
    return examine(goal, today, policy or Policy.default(), language)[0]


def check_set(
    goals: Iterable[Goal | str], today: date, policy: Policy | None = None, language: str | None = None, done: bool = True,
    revisions: Iterable[Revision] = (), reward: Reward | None = None,
) -> SetReport:  # fmt: skip
    """Check the goals of one team, each by itself and then together (rulebook §9).

    `done`: the set is under review or said to be done; while it is drafted, only the limit and conflicts speak. A goal without an id
    gets its place in the set ("1", "2" …), which the findings, `revisions` of targets and the `reward` refer to. Closed goals and nongoals
    count for nothing in the set.
    """
    policy = policy or Policy.default()
    examined = examine_all(identified(goals), today, policy, language)
    findings = judge_set((case for _, case in examined), today, policy, done, revisions, reward)
    return SetReport(reports=tuple(report for report, _ in examined), findings=findings)


def judge_set(
    cases: Iterable[Case], today: date, policy: Policy, done: bool = True, revisions: Iterable[Revision] = (), reward: Reward | None = None
) -> tuple[Finding, ...]:
    """What concerns the set that goals already judged make, each perhaps as of a day of its own."""
    live = tuple(case for case in cases if case.verdicts is not None and case.goal.state is not State.CLOSED)
    whole = SetCase(live, today, policy, done, tuple(revisions), reward)
    findings = []
    for rule in SET_RULES:
        if rule.id in policy.off or not (done or rule.drafting):
            continue
        for found in rule.check(whole):
            severity = policy.severity(rule.id, found.severity or rule.severity)
            findings.append(_finding(rule, severity, None, found.params, found.goals))
    return tuple(findings)


def examine(given: Goal | str, today: date, policy: Policy, language: str | None) -> tuple[Report, Case]:
    """Check one goal: what the rules say of it, and the case they judged."""
    return examine_all((given,), today, policy, language)[0]


def examine_all(given: Sequence[Goal | str], today: date, policy: Policy, language: str | None) -> list[tuple[Report, Case]]:
    """Check goals, each by itself, as `examine` does; a few dozen at a time are a fifth faster than one by one (see `read_all`)."""
    goals = [Goal(text=goal) if isinstance(goal, str) else goal for goal in given]
    readings = _read(goals, today, policy, language)
    cases = [Case(goal, reading, today, policy) for goal, reading in zip(goals, readings, strict=True)]
    for case in cases:
        case.verdicts = None if _is_no_goal(case) else _verdicts(case)
    found = [
        _findings(
            KIND_RULES
            if case.verdicts is None
            else _speaking(_GIVING(case.goal) == _PLAIN, tuple(map(bool, _TELLING(case.reading))), *_GATING(case.verdicts)),
            case,
        )
        for case in cases
    ]
    return [(_report(case, findings), case) for case, findings in zip(cases, found, strict=True)]


def _read(goals: Sequence[Goal], today: date, policy: Policy, language: str | None) -> list[Reading]:
    """A reading per goal: in `language`, else in the one that the goal says it is in, else in the one told from its text."""
    own = {goal.language for goal in goals} if language is None else {language}
    if len(own) < 2:
        return read_all([goal.text for goal in goals], today, policy, next(iter(own), None))
    found = {tongue: iter(read_all([goal.text for goal in goals if goal.language == tongue], today, policy, tongue)) for tongue in own}
    return [next(found[goal.language]) for goal in goals]


def _is_no_goal(case: Case) -> bool:
    goal, reading = case.goal, case.reading
    if kind.judge(case) is Kind.GOAL:
        return False
    if not goal.text.strip():
        return True
    # Somebody has agreed to it: a goal it stays, also when its day has passed and it reads as a report.
    agreed = goal.state is not State.DRAFT or goal.accepted is not None
    return not (reading.reason in _NAMES and goal.target is not None or reading.reason in _STANDING and agreed)


def _report(case: Case, findings: tuple[Finding, ...]) -> Report:
    goal, verdicts = case.goal, case.verdicts
    lights: tuple[tuple[str, Light], ...] = ()
    ready = False
    if verdicts is not None:
        mended = tuple([item.criterion for item in findings if item.severity is not Severity.NOTE])
        lights, ready = _lights(_SHOWING(verdicts), goal.accepted is not None, case.policy.stretch, mended)
    return Report.of(
        goal=goal,
        language=case.reading.language,
        kind=Kind.NONGOAL if verdicts is None else Kind.GOAL,
        verdicts=verdicts,
        lights=lights,
        ready=ready and not case.reading.blanks,
        findings=findings,
    )


def _verdicts(case: Case) -> Verdicts:
    """Every criterion in rulebook order, each judged in its own module; what a blank stands for is open, never met."""
    what, measured, answers, when = specific.judge(case), measurable.judge(case), owner.judge(case), time.judge(case)
    end = time.end(case)
    if case.reading.blanks:
        goal, fields = case.goal, tuple(blank.field for blank in case.reading.blanks)
        if "measure" in fields and goal.metric is None:
            what, measured = Specific.OPEN, Measurable.OPEN
        if ("target" in fields or "unit" in fields) and goal.target is None:
            measured = Measurable.OPEN
        if "owner" in fields and not goal.owner:
            answers = Ownership.OPEN
        if "end" in fields and goal.deadline is None:
            when, end = Time.OPEN, None
    return Verdicts.of(
        specific=what,
        measurable=measured,
        owner=answers,
        realistic=realistic.judge(case),
        time=when,
        compound=compound.judge(case),
        level=level.judge(case),
        theme=theme.judge(case),
        end=end,
        unit_missing=measurable.unit_is_missing(case),
        baseline_missing=measurable.baseline_is_missing(case),
    )


@cache
def _speaking(plain: bool, facts: tuple[bool, ...], *verdicts: object) -> tuple[Rule, ...]:
    """The rules that have anything to say under these verdicts, in the order of `_GATES`, of these `facts`, in the order of `_FACTS`;
    `plain`: of a goal without fields."""
    given, told = dict(zip(_GATES, verdicts, strict=True)), dict(zip(_FACTS, facts, strict=True))
    speaking = (rule for rule in GOAL_RULES if rule.verdict is None or given[rule.verdict[0]] == rule.verdict[1])
    return tuple(rule for rule in speaking if not (plain and rule.given) and told.get(rule.fact, True))


def _findings(rules: tuple[Rule, ...], case: Case) -> tuple[Finding, ...]:
    """What the rules find, in their order and then by place in the text."""
    policy, goal = case.policy, case.goal
    off = policy.off
    found: list[Finding] = []
    for rule in rules:
        if off and rule.id in off or rule.given and getattr(goal, rule.given) is None:
            continue
        hits = list(rule.check(case))
        if not hits:
            continue
        if len(hits) > 1:
            hits.sort(key=lambda hit: (hit.span.start, hit.span.end) if hit.span else (-1, -1))
        severity = policy.severity(rule.id, rule.severity)
        if rule.id == "R002" and policy.stretch and severity is Severity.WARNING:
            severity = Severity.NOTE
        for span, params in hits:
            plain = span is None and not params
            found.append(_absence(rule, severity) if plain else _finding(rule, severity, span, _quoted(params, span, goal.text)))
    return tuple(found)


def _absence(rule: Rule, severity: Severity) -> Finding:
    """A finding that stands nowhere and quotes nothing is the same for every goal."""
    found = _ABSENCES.get((rule.id, severity))
    if found is None:
        found = _ABSENCES[rule.id, severity] = _finding(rule, severity, None, ())
    return found


def _finding(
    rule: Rule | SetRule, severity: Severity, span: Span | None, params: tuple[tuple[str, str], ...], goals: tuple[str, ...] = ()
) -> Finding:
    return Finding.of(
        rule=rule.id,
        name=rule.name,
        severity=severity,
        criterion=rule.criterion,
        section=rule.section,
        span=span,
        params=params,
        goals=goals,
    )


def _quoted(params: tuple[tuple[str, str], ...], span: Span | None, text: str) -> tuple[tuple[str, str], ...]:
    """The params, with the marked words of the text where a rule marked them without quoting any."""
    if span is None or params:
        return params
    return (("words", text[span.start : span.end]),)


@cache
def _lights(verdicts: Shown, accepted: bool, stretch: bool, mended: tuple[str, ...]) -> tuple[tuple[tuple[str, Light], ...], bool]:
    """Holds, mend or cannot tell, per criterion, and whether the goal is ready (rulebook §10).

    A warning under a criterion mends it whatever its verdict. Ready: specific, measurable, owner and time hold, and realistic does not
    stand in the way. The few verdicts there are make a few hundred of these, which are kept.
    """
    what, measured, unit_missing, answers, realistic, when, level = verdicts
    lights = {
        "specific": _light("specific", what is Specific.MET, what is Specific.OPEN, mended),
        "measurable": _light(
            "measurable",
            measured in (Measurable.QUANTIFIED, Measurable.MILESTONE) and not unit_missing,
            measured is Measurable.OPEN,
            mended,
        ),
        "accepted": _accepted(answers, accepted, mended),
        "realistic": _realistic(realistic, stretch),
        "time": _light("time", _in_time(when, level), when is Time.OPEN, mended),
    }
    held = all(lights[name] is Light.HOLDS for name in ("specific", "measurable", "time"))
    ready = held and answers is Ownership.NAMED and lights["accepted"] is not Light.MEND and lights["realistic"] is not Light.MEND
    return tuple(lights.items()), ready


def _light(criterion: str, holds: bool, open: bool, mended: tuple[str, ...]) -> Light:
    if criterion in mended:
        return Light.MEND
    if holds:
        return Light.HOLDS
    return Light.CANNOT_TELL if open else Light.MEND


def _in_time(when: Time, level: Level) -> bool:
    """A deadline; or a rate, which is enough for an operational goal and asked about for a strategic one (rulebook §5)."""
    return when is Time.DEADLINE or (when is Time.RECURRING and level is Level.OPERATIONAL)


def _accepted(answers: Ownership, accepted: bool, mended: tuple[str, ...]) -> Light:
    """An owner who has not said yes yet is no fault (rulebook §3)."""
    if answers is Ownership.NAMED and "accepted" not in mended:
        return Light.HOLDS if accepted else Light.CANNOT_TELL
    return Light.CANNOT_TELL if answers is Ownership.OPEN else Light.MEND


def _realistic(verdict: Realistic, stretch: bool) -> Light:
    if verdict is Realistic.UNKNOWN:
        return Light.CANNOT_TELL
    faulty = verdict is Realistic.IMPOSSIBLE or (verdict is Realistic.DOUBTFUL and not stretch)
    return Light.MEND if faulty else Light.HOLDS
