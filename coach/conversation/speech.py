"""Which language the user speaks: asked for, or told by whole sentences of their own, never by a pasted goal or a loan word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from coach.conversation.listening import hear
from coach.conversation.patterns import table
from coach.texts import Language
from rules.reading.language import detect
from rules.reading.lexicon import words
from rules.reading.text import fold, tokenize

_SENTENCE = 3
"""Words that make a sentence; fewer may be a loan ("deadline", "hit rate")."""


_MOST = 12
"""Words of a message that asks for another language."""


def wanted(message: str) -> Language | None:
    """The language that a message asks the coach to speak ("in English please"); None where it asks for none."""
    heard = hear(message).words
    tree = table("languages")
    names = {fold(name): language for language in ("sv", "en") for name in tree["names"][language]}
    if not heard or len(heard) > _MOST or not set(heard) <= {fold(word) for word in tree["words"]["around"]} | set(names):
        return None
    named = [names[word] for word in heard if word in names]
    return cast(Language, named[-1]) if named else None


def spoken(text: str) -> Language | None:
    """The language of what a user says to the coach; None where it cannot be told."""
    source = tokenize(text)
    tokens = [token.fold for token in source.tokens if token.kind == "w"]
    little = {language: sum(token in words(language, "wording", "function") for token in tokens) for language in ("sv", "en")}
    if not tokens or len(tokens) < _SENTENCE and not any(little.values()):
        return None
    found = cast(Language, detect(source))
    return found if little[found] > little["en" if found == "sv" else "sv"] else None


def guessed(text: str) -> Language | None:
    """The likeliest language of any words, sentence or not; None where nothing speaks for either."""
    source = tokenize(text)
    found = cast(Language, detect(source))
    return found if any(token.kind == "w" for token in source.tokens) else None


def spoken_by_goals(texts: Sequence[str], otherwise: Language) -> Language:
    """The language that several goals are written in, told by all of them together."""
    whole = ". ".join(texts)
    source = tokenize(whole)
    if not any(token.kind == "w" for token in source.tokens):
        return otherwise
    if len(texts) == 1 and re.search("[åäöÅÄÖ]", whole):
        return "sv"  # "Bättre hit rate": what is borrowed tells nothing, the letters do
    if re.fullmatch(r"[a-z]?[A-ZÅÄÖ]{2,6}", whole):
        return otherwise  # "NPS" is of no language
    return cast(Language, detect(source))
