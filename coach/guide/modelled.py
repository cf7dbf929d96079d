"""A model as the one who words the guide's answers, by prompts/answer.md. Nothing of the model layer is imported before it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.guide.answers import Asker, Cited, Reply
from coach.texts import Language
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings
    from coach.llm.prompt import Rendered

_NAMES = {"sv": "Swedish", "en": "English"}


def prompt(question: str, passages: Sequence[Cited], language: Language, policy: Policy | None = None, masking: bool = True) -> Rendered:
    """What would be sent for a question: the passages and the question, names masked. Raises AskFailed for a question that is too long."""
    from coach.llm.masking import Mask
    from coach.llm.prompt import render

    values = {
        "language": _NAMES[language],
        "question": question,
        "passages": [{"section": passage.section, "text": passage.text} for passage in passages],
    }
    return render("answer", values, language, Mask(policy, on=masking))


def asker(settings: ModelSettings, policy: Policy | None = None) -> Asker:
    """An asker that puts the question to the model of `settings`."""

    def put(question: str, passages: Sequence[Cited], language: Language) -> Reply:
        from coach.llm.answers import GuideAnswer
        from coach.llm.asking import ask

        value = ask(settings, prompt(question, passages, language, policy, settings.masking), GuideAnswer).value
        return Reply(value.covered, tuple(Cited(sentence.text, sentence.section) for sentence in value.sentences))

    return put
