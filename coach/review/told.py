"""What was told of a goal over time, in words: how it was changed, what its owner answered, what was agreed last, what is in its way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach.exchange.actuals import Lesson
from coach.followup import wording as followed
from coach.review.model import GoalReview
from coach.review.pack import Part
from coach.texts import text
from rules.messages import day
from rules.model import Ownership


def say(key: str, language: str, **params: str) -> str:
    """A text of the room "review"."""
    return text(language, key, "review", **params)


def capital(words: str) -> str:
    """With a capital letter."""
    return words[:1].upper() + words[1:]


def versions(item: GoalReview, language: str) -> Part | None:
    """The first draft, and every change since with its reason; None where nothing is kept."""
    lines = []
    if item.first is not None:
        same = item.first.goal.text == item.goal.text
        lines.append(say("change.same", language) if same else say("change.first", language, text=item.first.goal.text))
    lines += [line for _, line in _dated(item, language)]
    return Part(say("part.versions", language), lines=tuple(lines)) if lines else None


def _dated(item: GoalReview, language: str) -> list[tuple[date, str]]:
    """The changes by day."""
    found = [
        (change.on, say("change.text", language, day=day(change.on, language), before=change.before, after=change.after), change.reason)
        for change in item.changes
    ]
    for moved in item.revisions:
        before, after = (followed.figure(value, language) if value is not None else "–" for value in (moved.before, moved.after))
        found.append((moved.on, say("change.moved", language, day=day(moved.on, language), before=before, after=after), moved.reason))
    return [
        (on, f"{line} {say('change.reason', language, reason=reason.rstrip('.'))}" if reason else line)
        for on, line, reason in sorted(found, key=lambda entry: entry[0])
    ]


def acceptance(item: GoalReview, language: str) -> Part:
    said = [(answer.yes, answer.owner, answer.day, answer.reason) for answer in item.answers]
    accepted = item.goal.accepted
    if accepted is not None and not any(yes and at == accepted.on for yes, _, at, _ in said):
        said.append((True, accepted.by, accepted.on, ""))
    lines = []
    for yes, owner, at, reason in said:
        key = f"answer.{'yes' if yes else 'no'}{'-reason' if reason else ''}"
        params = {"owner": capital(owner or item.owner or "–"), "day": day(at, language)}
        params |= {"reason": reason.rstrip(".")} if reason else {}
        lines.append(say(key, language, **params))
    if accepted is None and (not said or said[-1][0]):
        named = item.report.verdicts is not None and item.report.verdicts.owner is Ownership.NAMED
        words = say("answer.open-owner", language, owner=capital(item.owner)) if named and item.owner else say("answer.open", language)
        lines.append(words)
    return Part(say("part.acceptance", language), lines=tuple(lines))


def agreement(item: GoalReview, language: str) -> Part:
    """What was agreed last: the owner's answer, the latest decision, and the latest change."""
    dated = _dated(item, language)
    decided = tuple(followed.decided(one, language) for one in item.decisions[-1:])
    lines = (*acceptance(item, language).lines[-1:], *decided, *(line for _, line in dated[-1:]))
    return Part(say("part.agreement", language), lines=lines)


def lessons(item: GoalReview, language: str) -> Part | None:
    """What was answered to the guide's questions about a goal that was missed."""
    lines = tuple(say(f"lesson.{one.question}", language, answer=_plain(one.answer)) for one in item.lessons)
    return Part(say("part.lessons", language), lines=lines) if lines else None


def learned(entries: Sequence[tuple[str, Lesson]], language: str) -> tuple[str, ...]:
    """The same of the period before, each with its goal."""
    return tuple(text(language, f"learned.{one.question}", followed.ROOM, goal=goal, answer=_plain(one.answer)) for goal, one in entries)


def _plain(words: str) -> str:
    return " ".join(words.split())


def hinders(item: GoalReview, language: str) -> Part | None:
    if not item.hinders:
        return None
    lines = []
    for hinder in item.hinders:
        who = hinder.who or say("hinder.nobody", language)
        by = {"by": day(hinder.by, language)} if hinder.by is not None else {}
        lines.append(say("hinder.line-by" if by else "hinder.line", language, text=hinder.text, who=who, **by))
    return Part(say("part.hinders", language), lines=tuple(lines))
