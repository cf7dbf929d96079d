"""The model as a proposer: the goal with what is known and what falls short goes out, names masked; rewordings come back, for the guard to
judge. It decides nothing."""

from __future__ import annotations

import re
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
from rules.reading import Reading
from rules.reading.language import detect
from rules.reading.text import Token, tokenize

if TYPE_CHECKING:
    from coach.llm.answers import Rewording
    from coach.llm.asking import Complain, Provenance
    from coach.llm.options import ModelSettings

_LANGUAGES = {"sv": "Swedish", "en": "English"}
_FINDINGS = 6
_OPENERS = frozenset(".!?:;\"'”“»([")
_ACRONYMS = frozenset(("nps", "csat", "crm", "kpi", "i"))
"""Words that a reason may write with a capital in the middle of a sentence."""
_MARKUP = re.compile(r"https?:|www\.|\S@\S|[<>`#*|{}\[\]\n]")
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
    return Proposed(proposals(answer.value, rendered.mask, examined.reading), answer.provenance)


def proposals(value: Rewording, mask: Mask, reading: Reading) -> tuple[Proposal, ...]:
    """The alternatives of an answer to the goal read as `reading`, each once, without those that hold a name-mark the model made up."""
    made = {
        item.text: Proposal(item.text, item.shape, _reason(item.reason, reading, mask), "model") for item in reversed(value.suggestions)
    }  # fmt: skip
    return tuple(proposal for proposal in reversed(made.values()) if not mask.strange(proposal.text))


def _reason(said: str, reading: Reading, mask: Mask) -> str:
    """A model's reason where it is no more than that: one line in the goal's language without a number, name, address or markup of its own.
    The guard checks the goal texts; this is all it says besides."""
    source = tokenize(said)
    own = {token.fold for token in reading.source.tokens}
    strange = any(
        token.fold not in own and (token.kind == "n" or token.upper and not _opens(source.tokens, index) and token.fold not in _ACRONYMS)
        for index, token in enumerate(source.tokens)
    )
    if not said or strange or mask.strange(said) or _MARKUP.search(said) or detect(source) != reading.language:
        return ""
    return said


def _opens(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].fold in _OPENERS


def _persons(goal: Goal) -> tuple[str, ...]:
    return tuple(name for name in (goal.owner, goal.accepted.by if goal.accepted else None) if name)


def _fields(goal: Goal) -> dict[str, str]:
    """What the user has filled in beside the text."""
    filled = {
        "owner": goal.owner, "deadline": goal.deadline, "metric": goal.metric, "baseline": goal.baseline, "target": goal.target,
        "unit": goal.unit,
    }  # fmt: skip
    return {name: str(value) for name, value in filled.items() if value is not None}
