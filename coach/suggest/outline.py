"""A goal taken apart: what is fronted, who is to do it, the verb, what it concerns, and what only follows (means, purpose)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.suggest.forms import Verb
from rules.reading.facts import Frame, Mention
from rules.reading.marking import Marked

Form = Literal["verb", "clause", "noun", "done"]


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of one goal text without label, frame phrase, hedges and vague time.

    `form`: "verb" (an infinitive or imperative, or a pronoun's clause), "clause" (a thing that is to do something), "noun" (a bare measure
    or wish), "done" (a thing that is to be done: "100 customers onboarded").
    `effort`: an effort word ("work on") was taken off; `prefix`: an owner before a colon; `pronoun`: "we", "i", "you" or "".
    `first`, `last`: the tokens of what follows the verb; `tail`: the token where means and purpose begin.
    """

    language: str
    marked: Marked
    frames: tuple[Frame, ...]
    form: Form
    lead: str
    prefix: str
    pronoun: str
    subject: tuple[int, int]
    modal: bool
    middle: str
    verb: Verb | None
    verb_at: int
    first: int
    last: int
    tail: int
    effort: bool
    better: bool
    owner: Mention | None = None

    def quote(self, first: int, last: int) -> str:
        """The writer's words from token `first` up to (not with) `last`."""
        source = self.marked.source
        return source.quote(source.starts[first], source.ends[last - 1]) if first < last else ""

    def tags(self, index: int) -> frozenset[str]:
        """The tags of a token, none outside the text."""
        return self.marked.tags[index] if 0 <= index < len(self.marked.tags) else frozenset()
