"""From a goal to suggestions: the model proposes where there is one, the template engine otherwise, and the guard decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from coach.examiner import Examined
from coach.suggest import wording
from coach.suggest.blanks import blanks, fill, specimen
from coach.suggest.capitals import calmed
from coach.suggest.guard import MOST_WORDS, Guard, Refusal
from coach.suggest.model import Proposal, Source, Step, Suggestion
from coach.suggest.standing import CORE, holds
from coach.suggest.template import plain, propose
from rules.check import examine
from rules.model import Goal, Kind
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.suggest.proposer import Proposed

Complain = Callable[[Any], str]
"""What is wrong with all of a model's answer (its `suggestions`), in words for the model; "" where one of them passes."""

Proposer = Callable[[Examined, Sequence[Proposal], Complain], "Proposed"]
"""Asks a model: the goal, the templates' own drafts and the guard's complaint in; proposals, or the failure, out."""

MOST = 3
LONGEST = 90
"""Words from which a text is no one goal, and a rewording could not keep all of it."""
_DRAFTED = ("heading", "advice")
"""What is no goal yet but can start one; a question or a report cannot."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What can be said of one goal. `notes`: one line each, worded by `coach.suggest.wording.note`; `refused`: what the guard stopped."""

    goal: Goal
    original: Examined
    source: Source
    suggestions: tuple[Suggestion, ...]
    notes: tuple[Step, ...]
    refused: tuple[Refusal, ...] = ()


def suggest(
    goal: Goal | str,
    today: date,
    policy: Policy | None = None,
    conversation: Sequence[str] = (),
    proposer: Proposer | None = None,
    language: str | None = None,
) -> Suggestions:
    """Rewordings of a goal as of `today`, each checked. `conversation`: what the user has said besides, whose numbers, dates and names may
    be used. Whatever the proposer does, the templates answer, with a note. Never raises for any text."""
    policy = policy or Policy.default()
    model = Goal(text=goal) if isinstance(goal, str) else goal
    original = Examined(*examine(model, today, policy, language))
    if (note := _needless(original)) is not None:
        return Suggestions(model, original, "template", (), (note,))
    if len(model.text.split()) > LONGEST:
        return Suggestions(model, original, "template", (), (Step("long", (("most", str(MOST_WORDS)),)),))
    if _blanks_only(original, today, policy):
        return Suggestions(model, original, "template", (), (Step("blanks"),))
    guard = Guard(original, today, policy, tuple(conversation))
    drafts = _calm(propose(original, today, policy), original)[: MOST + 1]
    notes: list[Step] = []
    if proposer is not None:
        proposed = proposer(original, drafts, lambda value: _complaint(guard, value))
        passed, refused = _sifted(guard, proposed.proposals[:MOST])
        if passed:
            return Suggestions(model, original, "model", passed, _remarks(original, passed), refused)
        spoken = proposed.note("en" if original.report.language == "en" else "sv")
        notes.append(Step("told", (("line", spoken),)) if spoken else Step("model-refused"))
    passed, refused = _sifted(guard, drafts)
    if refused and any(draft.shape == "part" for draft in drafts):
        # A goal is split whole or not at all.
        again = _sifted(guard, _calm(propose(original, today, policy, whole=True), original))
        passed, refused = again[0] or passed, (*refused, *again[1])
    if not passed:
        again = _sifted(guard, _calm(plain(original, today, policy), original))
        passed, refused = again[0][:1], (*refused, *again[1])
    if not passed and set(CORE) <= holds(original.report):
        # What falls short is what the data say, not how the goal is worded.
        notes.append(Step("worded"))
    elif not passed:
        notes.append(Step(f"nongoal-{original.reading.reason}" if original.report.kind is Kind.NONGOAL else "none"))
    return Suggestions(model, original, "template", passed, (*notes, *_remarks(original, passed)), refused)


def filled(suggestion: Suggestion, values: Mapping[str, str], today: date, policy: Policy | None = None) -> Suggestion:
    """A suggestion with the blanks that `values` know filled, and checked again at once."""
    goal = suggestion.report.goal
    language = suggestion.report.language
    text = fill(suggestion.text, values, language)
    report = examine(goal.model_copy(update={"text": text}), today, policy or Policy.default(), language)[0]
    theme = report.verdicts.theme.value if report.verdicts else "other"
    return replace(suggestion, text=text, report=report, blanks=blanks(text, language, theme))


def _complaint(guard: Guard, value: Any) -> str:
    """Why none of an answer's alternatives passes."""
    checked = [guard.check(Proposal(item.text, item.shape, item.reason, "model")) for item in value.suggestions[:MOST]]
    if not checked or any(isinstance(item, Suggestion) for item in checked):
        return ""
    reasons = dict.fromkeys(wording.step(item.steps[-1], "en") for item in checked if isinstance(item, Refusal) and item.steps)
    return " ".join(reasons)


def _needless(original: Examined) -> Step | None:
    """Why a goal gets no suggestion: it is ready, or is none and cannot start one."""
    report = original.report
    if report.ready:
        return Step("ready")
    if report.kind is Kind.NONGOAL and original.reading.reason not in _DRAFTED:
        return Step(f"nongoal-{original.reading.reason}")
    return None


def _blanks_only(original: Examined, today: date, policy: Policy) -> bool:
    """The coach's own wording come back: nothing is missing but what its blanks stand for."""
    text, language = original.report.goal.text, original.report.language
    if "[" not in text or not blanks(text, language):
        return False
    theme = original.report.verdicts.theme.value if original.report.verdicts else "other"
    done = original.report.goal.model_copy(update={"text": specimen(text, language, theme, today, False)})
    return set(CORE) <= holds(examine(done, today, policy, language)[0])


def _remarks(original: Examined, passed: Sequence[Suggestion]) -> tuple[Step, ...]:
    """What the user should know of the suggestions as a whole."""
    found = []
    if original.report.kind is Kind.NONGOAL and passed:
        found.append(Step("draft"))
    if any(item.shape == "part" for item in passed):
        found.append(Step("split", (("count", str(len(passed))),)))
    return tuple(found)


def _calm(proposals: Iterable[Proposal], original: Examined) -> tuple[Proposal, ...]:
    """The template's proposals with the capitals of a sentence."""
    return tuple(replace(item, text=calmed(item.text, original.reading)) for item in proposals)


def _sifted(guard: Guard, proposals: Iterable[Proposal]) -> tuple[tuple[Suggestion, ...], tuple[Refusal, ...]]:
    """What passes, each text once, and what does not."""
    passed: dict[str, Suggestion] = {}
    refused = []
    for proposal in proposals:
        checked = guard.check(proposal)
        if isinstance(checked, Refusal):
            refused.append(checked)
        else:
            passed.setdefault(checked.text, checked)
    return tuple(passed.values()), tuple(refused)
