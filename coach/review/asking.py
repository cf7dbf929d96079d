"""What to ask about a goal in the dialogue, and what to do with it next: from its findings, its actuals and the guide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from coach.exchange.actuals import Hinder, Lesson
from coach.followup.course import Kind
from coach.followup.standing import Standing, Status
from coach.review.model import Proposal, Question, Said
from rules.model import Light, Ownership, Report, Severity

_MOST, _LEAST = 3, 2
_NONE: frozenset[str] = frozenset()
_ANSWERED = {"missed-realistic": frozenset({"realistic"}), "missed-resources": frozenset({"training", "resources"})}
"""Which of the guide's questions about a missed goal, once answered, need not be raised again."""
Params = tuple[tuple[str, Decimal | date | str], ...]


def questions(
    report: Report, stands: Standing | None, answers: Sequence[Said], hinders: Sequence[Hinder], owner: str,
    lessons: Sequence[Lesson] = (),
) -> tuple[Question, ...]:  # fmt: skip
    """Two or three questions, the weightiest first: what is wrong with the goal, where it stands, what hinders, the owner's yes, and at
    last what was learnt."""
    grave = [Question(finding=finding) for finding in report.findings if finding.severity is not Severity.NOTE]
    notes = [Question(finding=finding) for finding in report.findings if finding.severity is Severity.NOTE]
    known = {lesson.question for lesson in lessons}
    followed = [asked for asked in _of_standing(stands) if not _ANSWERED.get(asked.key, _NONE) & known]
    if stands is not None and stands.status in (Status.MISSED, Status.REACHED):
        # What is over is learned from first; its wording is for the next time, and a yes comes too late.
        asked = [*followed, *_of_hinders(hinders), *grave]
    else:
        asked = [*grave[:2], *followed, *_of_hinders(hinders), *_of_answers(report, answers, owner), *grave[2:]]
    if len(asked) < _LEAST:
        asked += notes[: _LEAST - len(asked)]
    if len(asked) < _LEAST:
        asked.append(Question("learn"))
    if len(asked) < _LEAST:
        asked.append(Question("support"))
    return tuple(asked[:_MOST])


def proposal(report: Report, stands: Standing | None, last: date | None) -> Proposal:
    """What to do with the goal when the period that ends on `last` is over."""
    if stands is None or (not report.ready and stands.actual is None):
        return Proposal("mend") if not report.ready else Proposal("unfollowed")
    course, status = stands.course, stands.status
    plain = course.kind is not Kind.MILESTONE
    if status is Status.WAITING:
        return Proposal("waiting", (("begin", course.begin),))
    if stands.actual is None:
        return Proposal("unknown")
    if status is Status.REACHED:
        return Proposal("reached" if plain else "done", (("actual", stands.actual),))
    if status is Status.MISSED:
        return Proposal("missed" if plain else "undone", (("actual", stands.actual),))
    if last is not None and course.end is not None and course.end > last:
        return Proposal("carry", (("end", course.end),))
    if status is Status.BEHIND:
        if plain and stands.forecast is not None:
            return Proposal("behind", (("forecast", stands.forecast.value), ("target", course.target)))
        return Proposal("late")
    return Proposal("on-track")


def _of_standing(stands: Standing | None) -> list[Question]:
    if stands is None:
        return []
    course, status = stands.course, stands.status
    if status is Status.MISSED:
        # The guide's own questions about a goal that was missed (faq-4).
        return [Question("missed-realistic"), Question("missed-resources")]
    if status is Status.REACHED:
        return [Question("reached-how"), Question("reached-next")] if course.kind is not Kind.MILESTONE else [Question("reached-how")]
    if stands.stale and stands.at is not None:
        return [Question("stale", (("day", stands.at),))]
    if status is Status.BEHIND:
        if course.kind is Kind.MILESTONE or stands.gap is None:
            return [Question("behind-milestone")]
        asked = [Question("behind", (("gap", abs(stands.gap)),))]
        if stands.needed is not None and stands.per:
            asked.append(Question("behind-pace", (("needed", stands.needed), ("per", stands.per))))
        return asked
    if status is Status.AHEAD:
        return [Question("ahead")]
    if status is Status.ON_TRACK:
        return [Question("on-track", (("end", course.end),)) if course.end is not None else Question("on-track-open")]
    if status is Status.WAITING:
        return [Question("waiting", (("begin", course.begin),))]
    return [Question("unknown")]


def _of_hinders(hinders: Sequence[Hinder]) -> list[Question]:
    return [Question("hinder", (("text", hinder.text),)) for hinder in hinders[:1]]


def _of_answers(report: Report, answers: Sequence[Said], owner: str) -> list[Question]:
    verdicts = report.verdicts
    if report.goal.accepted is not None or verdicts is None or verdicts.owner is not Ownership.NAMED:
        return []
    if dict(report.lights).get("accepted") is Light.MEND:
        return []
    if answers and not answers[-1].yes:
        last = answers[-1]
        return [Question("refused" if last.reason else "refused-bare", (("owner", last.owner or owner), ("reason", last.reason)))]
    return [Question("accept", (("owner", owner),))]
