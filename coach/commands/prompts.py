"""`--show-prompt`: what a model would be sent, word for word, with nothing sent and no model needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from coach.emit.jsonl import encode
from coach.errors import AskFailed
from coach.examiner import Examined
from coach.suggest.model import Proposal
from coach.suggest.proposer import Proposed, prompt
from coach.texts import Language, error, text
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings
    from coach.llm.prompt import Rendered

Write = Callable[[str], object]


class Shown:
    """A proposer that sends nothing: it writes what would be sent for each goal, and proposes nothing."""

    def __init__(self, settings: ModelSettings | None, policy: Policy, language: Language, jsonl: bool, write: Write) -> None:
        self._settings, self._policy, self._language, self._jsonl, self._write = settings, policy, language, jsonl, write
        self._told = False

    def propose(self, examined: Examined, drafts: Sequence[Proposal], complain: object) -> Proposed:
        """Write the prompt of one goal."""
        self._told = True
        goal = examined.report.goal
        try:
            rendered = prompt(examined, drafts, self._policy, self._settings.masking if self._settings else True)
        except AskFailed as failure:
            told = error(self._language, failure)
            self._write(encode({"id": goal.id, "error": told}) + "\n" if self._jsonl else f"{told}\n\n")
            return Proposed(failure=failure)
        if self._jsonl:
            self._write(encode({"id": goal.id, **shape(rendered, self._settings)}) + "\n")
        else:
            self._write(words(rendered, self._settings, self._language) + "\n\n")
        return Proposed()

    def close(self, goal_id: str) -> None:
        """After one goal: say so where nothing would be sent for it."""
        if not self._told:
            told = text(self._language, "prompt.nothing", "model")
            self._write(encode({"id": goal_id, "messages": [], "note": told}) + "\n" if self._jsonl else f"{told}\n\n")
        self._told = False


def words(rendered: Rendered, settings: ModelSettings | None, language: Language) -> str:
    """A rendered prompt for people: to whom, what is hidden, then every message."""
    if settings is None:
        head = text(language, "prompt.unset", "model")
    else:
        from coach.llm.forms import mode

        head = text(language, "prompt.shown", "model", model=settings.name, host=settings.host, mode=mode(settings))
    marks = rendered.mask.marks
    hidden = text(language, "prompt.masked", "model", marks=", ".join(marks[:3])) if marks else text(language, "prompt.unmasked", "model")
    return f"{head}\n{hidden}\n{rendered.shown()}"


def shape(rendered: Rendered, settings: ModelSettings | None) -> dict[str, Any]:
    """A rendered prompt for programs."""
    prompt = rendered.prompt
    return {
        "prompt": {"name": prompt.name, "version": prompt.version, "hash": prompt.hash[:12]},
        "model": settings.name if settings else None,
        "host": settings.host if settings else None,
        "messages": [{"role": message.role, "content": message.text} for message in rendered.messages],
        "masked": list(rendered.mask.marks),
    }
