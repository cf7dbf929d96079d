"""A goal that opens in one language and goes on in the other ("book fler möten"), in one: the one that most of its words are in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from coach.conversation.patterns import table
from coach.texts import Language
from rules.reading.lexicon import words
from rules.reading.text import fold, tokenize

_HEAD = 4
"""Words that a goal opens with."""
_SLANG = re.compile(r"(?P<verb>[a-z]{3,})a(?:r)?$")


def one_tongue(text: str, language: Language) -> str:
    """The text with the words at its head that are the other language's put into this one; itself where there are none."""
    tokens = [token for token in tokenize(text).placed if token.kind == "w"][:_HEAD]
    made, at, moved = "", 0, False
    for token in tokens:
        word = text[token.start : token.end]
        own = _own(fold(word), language)
        if own and token is not tokens[0] and fold(word) in _present() and language == "en":
            own = f"will {own}"
        if own:
            made += text[at : token.start] + (own[:1].upper() + own[1:] if word[:1].isupper() else own)
            at, moved = token.end, True
        elif moved or fold(word) not in _either() and not (token is tokens[0] and word.istitle()):
            break
    return made + text[at:]


def _own(word: str, language: Language) -> str:
    """A word of the other language as this one has it; "" for a word that is no stranger here."""
    if word in words(language, "wording", "function"):
        return ""
    if language == "en":
        return _english().get(word, "")
    found = _swedish().get(word, "")
    if not found and (slang := _SLANG.fullmatch(word)) and word not in _english():
        verb = slang["verb"]  # "growa", "booka", "closar"
        base = next((name for name in (verb, f"{verb}e", verb[:-1]) if name in table("languages")["verbs"]), "")
        present = word.endswith("ar")
        found = table("languages")["verbs"][base][present] if base else ""
    return found


@cache
def _swedish() -> Mapping[str, str]:
    """English words as Swedish ones."""
    tree = table("languages")
    return {fold(name): forms[0] for group in ("verbs", "others") for name, forms in tree[group].items()}


@cache
def _english() -> Mapping[str, str]:
    """Swedish words as English ones; the first verb that a word stands for."""
    found: dict[str, str] = {}
    for group in ("verbs", "others"):
        for name, forms in table("languages")[group].items():
            for form in forms:
                found.setdefault(fold(form), name)
    return found


@cache
def _present() -> frozenset[str]:
    """Swedish verbs in the present."""
    return frozenset(fold(forms[1]) for forms in table("languages")["verbs"].values())


@cache
def _either() -> frozenset[str]:
    """Words at the head that may stand before a verb in either language."""
    return frozenset(("vi", "we", "ska", "will", "jag", "i", "att", "to", "vill", "want"))
