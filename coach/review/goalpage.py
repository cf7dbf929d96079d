"""One goal's page in words: verdicts, actual against plan, history, acceptance, questions, what comes next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby

from coach.followup import wording as followed
from coach.followup.chart import chart, sparkline
from coach.followup.course import Kind, expected
from coach.followup.picture import described, share
from coach.followup.standing import Standing, Status
from coach.review import told
from coach.review.model import GoalReview, Question
from coach.review.pack import Badge, Cell, Chart, Fact, Page, Part, Point, Sign, Table
from coach.review.told import capital, say
from coach.texts import text
from rules.messages import day, label, period, render, status
from rules.model import Finding, Light, Ownership, Report, Severity, Time
from rules.model import Kind as Nature

_RANK = {Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
_TONES = ("", "open", "mend", "bad")
_SIGNS = {Light.HOLDS: ("✓", "ok"), Light.MEND: ("–", "mend"), Light.CANNOT_TELL: ("?", "open")}
_STATUS = {
    Status.REACHED: "ok", Status.AHEAD: "ok", Status.ON_TRACK: "ok", Status.BEHIND: "mend", Status.MISSED: "bad", Status.WAITING: "open",
    Status.UNKNOWN: "open",
}  # fmt: skip
_VERDICTS = {"accepted": "owner"}


def page(item: GoalReview, language: str, small: bool = False) -> Page:
    """The page of one goal; `small`: with the small picture that a person's sheet shows."""
    report, stands = item.report, item.standing
    shown = Badge(capital(followed.status(stands, language)), _STATUS[stands.status]) if stands is not None else None
    spark = sparkline(stands, language, f"spark-{item.name}") if small and stands is not None and _drawn(stands) else ""
    return Page(
        item.name, report.goal.text, marked(report), state(report, language), shown, status(report, language), _facts(item, language),
        _signs(report, language), _findings(item, language), _standing(stands, language), figures(stands, language), _chart(item, language),
        spark, _history(item, language),
        told.versions(item, language), told.acceptance(item, language), told.agreement(item, language), told.hinders(item, language),
        told.lessons(item, language),
        Part(say("part.questions", language), lines=tuple(question(asked, language) for asked in item.questions)),
        Part(say("part.proposal", language), lines=(_proposal(item, language),)),
    )  # fmt: skip


def state(report: Report, language: str) -> Badge:
    """How the goal's wording stands, as its card on the page says it."""
    if report.kind is Nature.NONGOAL:
        return Badge(say("state.nongoal", language), "open")
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        return Badge(say("state.error", language), "bad")
    if report.ready:
        return Badge(say("state.agreed" if report.goal.accepted else "state.ready", language), "ok")
    if not any(light is Light.MEND for _, light in report.lights):
        return Badge(say("state.blanks", language), "open")
    return Badge(say("state.mend", language), "mend")


def marked(report: Report) -> tuple[tuple[str, str], ...]:
    """The goal's text in pieces, each with the tone of the gravest finding that rests on it ("" for none)."""
    words = report.goal.text
    ranks = [0] * len(words)
    for finding in report.findings:
        if finding.span is not None:
            for place in range(max(0, finding.span.start), min(len(words), finding.span.end)):
                ranks[place] = max(ranks[place], _RANK[finding.severity])
    pieces = []
    for rank, places in groupby(range(len(words)), key=ranks.__getitem__):
        run = list(places)
        pieces.append((words[run[0] : run[-1] + 1], _TONES[rank]))
    return tuple(pieces)


def question(asked: Question, language: str) -> str:
    """A question in words: of a finding, its message goes before it."""
    if asked.finding is not None:
        return " ".join(part for part in render(asked.finding, language) if part)
    return say(f"question.{asked.key}", language, **{name: _said(name, value, language) for name, value in asked.params})


def figures(stands: Standing | None, language: str) -> tuple[Fact, ...]:
    """The numbers behind the status."""
    if stands is None or stands.course.kind is Kind.MILESTONE:
        return ()
    course = stands.course
    unit = followed.unit(course, language)

    def fact(key: str, value: Decimal | None, unit: str = "", **params: str) -> list[Fact]:
        return [] if value is None else [Fact(say(f"fact.{key}", language, **params), followed.figure(value, language) + unit)]

    found = fact("baseline", course.baseline if course.kind is Kind.LEVEL else None, unit) + fact("target", course.target, unit)
    found += fact("actual", stands.actual, unit)
    if stands.actual is None:
        return tuple(found)
    if stands.status is Status.MISSED:
        return (*found, *fact("short", abs(course.target - stands.actual), unit))
    if stands.status is Status.REACHED:
        return tuple(found)
    found += fact("plan", stands.expected)
    gap = stands.gap or Decimal(0)
    key = "even-plan" if not gap else "before-plan" if gap > 0 else "after-plan"
    told = say(f"fact.{key}", language, **({"gap": followed.figure(abs(gap), language)} if gap else {}))
    found.append(Fact(say("fact.gap", language), told))
    if stands.needed is not None and stands.per:
        per = text(language, f"cycle.{stands.per}", followed.ROOM)
        found += fact("needed", stands.needed, per=per)
    found += _forecast(stands, language)
    return tuple(found)


def _forecast(stands: Standing, language: str) -> list[Fact]:
    foretold = stands.forecast
    if foretold is None:
        return []
    value = followed.figure(foretold.value, language)
    if foretold.low is not None and foretold.high is not None:
        low, high = followed.figure(foretold.low, language), followed.figure(foretold.high, language)
        value = say("fact.range", language, value=value, low=low, high=high)
    return [Fact(say("fact.forecast", language), value)]


def _facts(item: GoalReview, language: str) -> tuple[Fact, ...]:
    verdicts = item.report.verdicts
    if verdicts is None:
        return ()
    named = verdicts.owner is Ownership.NAMED
    owner = item.owner or say("fact.owner-missing", language)
    if item.owner and not named:
        owner = f"{item.owner} ({label('owner', verdicts.owner.value, language)})"
    if verdicts.end is not None:
        end, missing = followed.day(verdicts.end, language), False
    else:
        missing = verdicts.time is not Time.RECURRING
        end = say("fact.end-missing" if missing else "fact.end-cycle", language)
    found = [
        Fact(say("fact.owner", language), capital(owner), not named), Fact(say("fact.end", language), capital(end), missing),
        Fact(say("fact.level", language), label("level", verdicts.level.value, language)),
        Fact(say("fact.theme", language), label("theme", verdicts.theme.value, language)),
    ]  # fmt: skip
    if item.supports:
        found.append(Fact(say("fact.supports", language), ", ".join(item.supports)))
    if item.carriers:
        found.append(Fact(say("fact.carriers", language), ", ".join(item.carriers)))
    return tuple(found)


def _signs(report: Report, language: str) -> tuple[Sign, ...]:
    verdicts = report.verdicts
    if verdicts is None:
        return ()
    found = []
    for criterion, light in report.lights:
        group = _VERDICTS.get(criterion, criterion)
        verdict = label(group, getattr(verdicts, group).value, language)
        if criterion == "accepted" and light is Light.CANNOT_TELL and verdicts.owner is Ownership.NAMED:
            verdict = label("word", "accepted_missing", language)
        sign, tone = _SIGNS[light]
        found.append(Sign(sign, tone, label("criterion", criterion, language), label("light", light.value, language), capital(verdict)))
    return tuple(found)


def _findings(item: GoalReview, language: str) -> Part | None:
    """What was found and is not among the questions already."""
    asked = [question.finding for question in item.questions if question.finding is not None]
    left = [finding for finding in item.report.findings if finding not in asked]
    if not left:
        return None
    return Part(say("part.findings", language), points=tuple(_point(finding, language) for finding in left))


def _point(finding: Finding, language: str) -> Point:
    message, asked = render(finding, language)
    return Point(_TONES[_RANK[finding.severity]], label("severity", finding.severity.value, language), message, asked)


def _standing(stands: Standing | None, language: str) -> Part | None:
    if stands is None:
        return None
    return Part(say("part.standing", language), followed.line(stands, language), lines=followed.steps(stands, language))


def _drawn(stands: Standing) -> bool:
    return bool(stands.points)


def _chart(item: GoalReview, language: str) -> Chart | None:
    stands = item.standing
    if stands is None or not _drawn(stands):
        return None
    values = []
    rows = []
    for point in stands.points:
        exact = expected(stands.course, point.day)
        plan = round(Decimal(exact.numerator) / Decimal(exact.denominator), 2)
        values.append((point.day, point.value, plan))
        written = share if stands.course.kind is Kind.MILESTONE else followed.figure
        told_of = (followed.day(point.day, language), written(point.value, language), written(plan, language))
        rows.append((Cell(told_of[0], strong=True), Cell(told_of[1]), Cell(told_of[2])))
    heads = tuple(say(f"column.{key}", language) for key in ("day", "actual", "plan"))
    title = text(language, "chart.title", followed.ROOM, goal=item.goal.text)
    return Chart(
        chart(stands, language, f"chart-{item.name}"), title, described(stands, language),
        Table(heads, tuple(rows), (40, 30, 30), (1, 2)), tuple(values),
    )  # fmt: skip


def _history(item: GoalReview, language: str) -> Part | None:
    if not item.goal.history:
        return None
    unit = followed.unit(item.standing.course, language) if item.standing is not None else f" {item.goal.unit or ''}".rstrip()
    rows = tuple(
        (Cell(period(past.period, language), strong=True), Cell(followed.figure(past.value, language) + unit)) for past in item.goal.history
    )
    heads = (say("column.period", language), say("column.actual", language))
    return Part(say("part.history", language), table=Table(heads, rows, (60, 40), (1,)))


def _proposal(item: GoalReview, language: str) -> str:
    unit = followed.unit(item.standing.course, language) if item.standing is not None else ""
    units = {"actual": unit, "target": unit}
    params = {name: _said(name, value, language) + units.get(name, "") for name, value in item.proposal.params}
    return say(f"proposal.{item.proposal.key}", language, **params)


def _said(name: str, value: Decimal | date | str, language: str) -> str:
    if isinstance(value, Decimal):
        return followed.figure(value, language)
    if isinstance(value, date):
        return day(value, language)
    return text(language, f"cycle.{value}", followed.ROOM) if name == "per" else capital(value) if name == "owner" else value
