"""The model as a proposer: the goal with what is known and what falls short goes out, names masked; rewordings come back, for the guard to
judge. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import AskFailed
from coach.examiner import Examined, words
from coach.llm.masking import Mask
from coach.llm.prompt import Rendered, render
from coach.suggest.model import Proposal
from coach.texts import Language, text
from rules.model import Goal
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.llm.answers import Rewording
    from coach.llm.asking import Complain, Provenance
    from coach.llm.options import ModelSettings

_LANGUAGES = {"sv": "Swedish", "en": "English"}
_FINDINGS = 6
_DRAFTS = 3


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the model proposed: nothing, and why (`failure`), or proposals and where they come from (`provenance`)."""

    proposals: tuple[Proposal, ...] = ()
    provenance: Provenance | None = None
    failure: AskFailed | None = None

    def note(self, language: Language) -> str:
        """One line for the user on why the templates answer instead; "" where the model answered."""
        if self.failure is None:
            return ""
        cause = text(language, f"error.{self.failure.key}", "model", **self.failure.params)
        return text(language, "note.fallback", "model", cause=cause)


def prompt(examined: Examined, drafts: Iterable[Proposal], policy: Policy, masking: bool = True, known: Iterable[str] = ()) -> Rendered:
    """The very messages that `propose` sends. `known`: more names of persons from the user's data (a store, an imported file).

    Raises AskFailed for a goal too long to send.
    """
    report = examined.report
    goal = report.goal
    persons = [examined.reading.source.quote(owner.start, owner.end) for owner in examined.reading.owners if owner.kind == "person"]
    mask = Mask(policy, persons=(*persons, *_persons(goal), *known), on=masking)
    values = {
        "language": _LANGUAGES[report.language],
        "goal": goal.text,
        "fields": _fields(goal),
        "findings": [words(finding, report.language)[1] for finding in report.findings[:_FINDINGS]],
        "drafts": [draft.text for draft in list(drafts)[:_DRAFTS]],
    }
    return render("reword", values, report.language, mask)


def propose(
    settings: ModelSettings,
    examined: Examined,
    drafts: Sequence[Proposal],
    policy: Policy,
    complain: Complain | None = None,
    known: Iterable[str] = (),
) -> Proposed:
    """The model's rewordings of a goal that falls short, unchecked. `drafts`: the templates' own, to better; `complain`: what the guard
    says of an answer as a whole, told to the model once. Never raises for what a model or network does."""
    from coach.llm.answers import Rewording
    from coach.llm.asking import ask

    try:
        rendered = prompt(examined, drafts, policy, settings.masking, known)
        answer = ask(settings, rendered, Rewording, complain)
    except AskFailed as failure:
        return Proposed(failure=failure)
    return Proposed(proposals(answer.value, rendered.mask), answer.provenance)


def proposals(value: Rewording, mask: Mask) -> tuple[Proposal, ...]:
    """The alternatives of an answer, each once, without those that hold a name-mark the model made up."""
    made = {item.text: Proposal(item.text, item.shape, item.reason, "model") for item in reversed(value.suggestions)}
    return tuple(proposal for proposal in reversed(made.values()) if not mask.strange(f"{proposal.text} {proposal.reason}"))


def _persons(goal: Goal) -> tuple[str, ...]:
    return tuple(name for name in (goal.owner, goal.accepted.by if goal.accepted else None) if name)


def _fields(goal: Goal) -> dict[str, str]:
    """What the user has filled in beside the text."""
    filled = {
        "owner": goal.owner, "deadline": goal.deadline, "metric": goal.metric, "baseline": goal.baseline, "target": goal.target,
        "unit": goal.unit,
    }  # fmt: skip
    return {name: str(value) for name, value in filled.items() if value is not None}
