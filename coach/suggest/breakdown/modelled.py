"""A model as the proposer of a breakdown's words: the goals go out as the templates have them, names masked, and come back worded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import AskFailed
from coach.examiner import Examined
from coach.llm.masking import Mask
from coach.llm.prompt import Rendered, render
from coach.suggest.breakdown.goals import Wish
from coach.suggest.guard import Guard
from coach.suggest.model import Proposal, Source, Suggestion
from coach.texts import Language, text
from rules.check import examine
from rules.model import Goal
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.llm.asking import Provenance
    from coach.llm.options import ModelSettings

_LANGUAGES = {"sv": "Swedish", "en": "English"}


def prompt(wishes: Sequence[Wish], policy: Policy, masking: bool = True) -> Rendered:
    """The very messages that are sent for some wishes of one strategic goal. Raises AskFailed for one too long to send."""
    first = wishes[0]
    persons = [first.strategic.owner] if first.strategic.owner else []
    mask = Mask(policy, persons=persons, on=masking)
    values = {
        "language": _LANGUAGES[first.language],
        "strategic": first.strategic.text,
        "goals": [{"id": f"o{at}", "theme": wish.theme.value, "text": wish.draft} for at, wish in enumerate(wishes, 1)],
    }
    return render("breakdown", values, first.language, mask)


class ModelProposer:
    """Words from a model; none of them where it fails, and `failure` says why. `provenance`: where its last answer came from."""

    def __init__(self, settings: ModelSettings, policy: Policy, today: date) -> None:
        self._settings = settings
        self._today = today
        self._policy = policy
        self.failure: AskFailed | None = None
        self._offered = False
        self.provenance: Provenance | None = None

    def __call__(self, wishes: Sequence[Wish]) -> Sequence[str | None]:
        """Words for each wish in turn. Never raises for what a model or network does."""
        from coach.llm.answers import Breakdown
        from coach.llm.asking import ask

        self.failure, self._offered = None, False
        try:
            rendered = prompt(wishes, self._policy, self._settings.masking)
            answer = ask(self._settings, rendered, Breakdown)
        except AskFailed as failure:
            self.failure = failure
            return ()
        self.provenance = answer.provenance
        words = {item.id: item.text for item in answer.value.goals if not rendered.mask.strange(item.text)}
        made = [words.get(f"o{at}") for at in range(1, len(wishes) + 1)]
        self._offered = any(text is not None and text != wish.draft for text, wish in zip(made, wishes, strict=True))
        return made

    def guard(self, wish: Wish, words: str) -> str | None:
        """The words as the guard of rewordings lets them through: the template's goal, said otherwise, with nothing invented in it."""
        original = Examined(*examine(Goal(text=wish.draft), self._today, self._policy, wish.language))
        checked = Guard(original, self._today, self._policy, (wish.strategic.text,)).check(Proposal(words, "complete", source="model"))
        return checked.text if isinstance(checked, Suggestion) else None

    def note(self, language: Language, source: Source) -> str:
        """One line for the user on why the templates' words stand in a breakdown; "" where the model's do, or it had no better ones."""
        if self.failure is None:
            return text(language, "note.dropped", "breakdown") if self._offered and source == "template" else ""
        cause = text(language, f"error.{self.failure.key}", "model", **self.failure.params)
        return text(language, "note.fallback", "model", cause=cause)
