"""A question answered from the guide: cut from its text, or worded by a model from its passages and held against them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.errors import AskFailed
from coach.guide.excerpt import excerpt
from coach.guide.retrieval import Match, find
from coach.guide.sections import Passage, joined, section
from coach.guide.support import supported
from coach.texts import Language, error, text
from rules.policy import Policy

Source = Literal["guide", "model"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and the id of the section it rests on."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model makes of the passages. `covered` false: they do not answer the question."""

    covered: bool
    sentences: tuple[Cited, ...]


Asker = Callable[[str, Sequence[Cited], Language], Reply]
"""Words an answer to a question from passages, in a language. Raises AskFailed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coach answers. `note`: one line on why a model's words are not used, or some of them are left out."""

    question: str
    asked_in: Language
    language: Language
    """Of the answer."""
    covered: bool
    sections: tuple[str, ...]
    """Ids, best first; none where the guide does not cover the question."""
    text: str
    source: Source = "guide"
    nearest: str = ""
    note: str = ""
    passages: tuple[Passage, ...] = ()
    """What `text` is made of, where it is the guide's own."""
    sentences: tuple[Cited, ...] = ()
    """What `text` is made of, where it is a model's."""


def answer(question: str, language: Language | None = None, policy: Policy | None = None, asker: Asker | None = None) -> Answer:
    """The guide's answer, in the question's language unless another is given. What the guide does not cover is never put to a model."""
    match = find(question, language)
    if not match.covered:
        near = section(match.nearest, match.language, policy)
        told = text(match.language, "answer.uncovered", "guide", title=near.title, section=near.id)
        return Answer(question, match.asked_in, match.language, False, (), told, nearest=near.id)
    if asker is None:
        return _quoted(question, match, policy)
    return _worded(question, match, policy, asker)


def passages(match: Match, policy: Policy | None = None) -> list[Cited]:
    """What a model is given to answer from: the sections found, whole."""
    return [Cited(section(id, match.language, policy).plain, id) for id in match.sections]


def _quoted(question: str, match: Match, policy: Policy | None, note: str = "") -> Answer:
    """The best section's own words."""
    best = section(match.sections[0], match.language, policy)
    cut = excerpt(best, dict(match.features))
    return Answer(question, match.asked_in, match.language, True, match.sections, joined(cut), nearest=best.id, note=note, passages=cut)


def _worded(question: str, match: Match, policy: Policy | None, asker: Asker) -> Answer:
    held = {id: section(id, match.language, policy) for id in match.sections}
    try:
        reply = asker(question, passages(match, policy), match.language)
    except AskFailed as failed:
        return _quoted(question, match, policy, text(match.language, "note.fallback-guide", "model", cause=error(match.language, failed)))
    said = tuple(sentence for sentence in reply.sentences if sentence.text.strip()) if reply.covered else ()
    kept = tuple(sentence for sentence in said if sentence.section in held and supported(sentence.text, held[sentence.section]))
    if not kept:
        return _quoted(question, match, policy, text(match.language, "note.unsupported" if said else "note.unanswered", "guide"))
    cited = {sentence.section: None for sentence in kept}
    note = text(match.language, "note.dropped", "guide", n=str(len(said) - len(kept))) if len(kept) < len(said) else ""
    worded = " ".join(f"{sentence.text.strip()} [{sentence.section}]" for sentence in kept)
    rest = tuple(id for id in match.sections if id not in cited)
    return Answer(question, match.asked_in, match.language, True, (*cited, *rest), worded, "model", match.nearest, note, sentences=kept)
