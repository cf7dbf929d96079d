"""Names that nothing betrays: capitalised words that no lexicon knows. In doubt they are hidden, for a word too many comes back unharmed
and a name too few has left the machine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from rules.reading.text import fold

if TYPE_CHECKING:
    from rules.reading.marking import Marked
    from rules.reading.text import Placed

_OPENERS = frozenset((".", "!", "?", ":", ";", "•", "-", "–", "—", "*", '"', "”", "“", "(", "[", "/", "→"))
_NO_NAME = frozenset(("given", "unsure"))
"""Tags that leave a word a possible name. Any other makes it a word of the language or of the trade."""
_BODY = frozenset(("diffuse",))
_JOINS = frozenset((",", "och", "samt", "and", "&", "/", "eller", "or"))
_DOES = frozenset(("modal", "pres"))
_CODE = re.compile(r"(?:Q|H|T|V|W|FY|KR|O|P)\d*", re.IGNORECASE)
"""A quarter, a half-year, a week or the number of a key result: parts of a plan, nobody's name."""


def strangers(text: str, readings: Sequence[Marked], known: Collection[str]) -> Iterator[tuple[int, int, bool]]:
    """The spans of unknown capitalised words, neighbours together, and whether they do something, as persons do.

    `readings`: the text as marked in each language; `known`: capitalised words that name nobody. A word that opens a sentence is one only
    before a verb of its own or a colon ("Bosse ringer", "Kim: 5 möten"), for any word may open a sentence.
    """
    tokens = readings[0].source.placed
    strange = [_strange(text, index, tokens, readings, known) for index in range(len(tokens))]
    index = 0
    while index < len(tokens):
        if not strange[index]:
            index += 1
            continue
        last = index
        while (further := _next(last, tokens, text)) < len(tokens) and strange[further]:
            last = further
        doing = _does(last + 1, tokens, readings)
        if doing or last > index or not _opens(index, tokens, text) or _listed_with(last, tokens, strange):
            end = tokens[last].start + len(_head(text[tokens[last].start : tokens[last].end]))
            yield tokens[index].start, end, doing
        index = last + 1


def _listed_with(last: int, tokens: Sequence[Placed], strange: Sequence[bool]) -> bool:
    """The first of several: "Ahlsell, Dahl och Solar", "Globex and Initech"."""
    return last + 2 < len(tokens) and tokens[last + 1].fold in _JOINS and strange[last + 2]


def _next(index: int, tokens: Sequence[Placed], text: str) -> int:
    """The token that may carry a name on, an "&" stepped over; past the last one where something else stands between."""
    further = index + 2 if index + 2 < len(tokens) and tokens[index + 1].fold == "&" else index + 1
    if further >= len(tokens) or text[tokens[index].end : tokens[further].start].replace("&", "").strip(" -'’"):
        return len(tokens)
    return len(tokens) if "\n" in text[tokens[index].end : tokens[further].start] else further


def _strange(text: str, index: int, tokens: Sequence[Placed], readings: Sequence[Marked], known: Collection[str]) -> bool:
    token = tokens[index]
    word = _head(text[token.start : token.end])
    if token.kind != "w" or not token.upper or len(word) < 2 or word in known or _CODE.fullmatch(word):
        return False
    if any(word.removesuffix(ending) in known for ending in ("s", "'s", "’s")):
        return False
    if len(word) < token.end - token.start:
        return not any(marked.lexis.tags(fold(word)) - _NO_NAME for marked in readings)
    if not _opens(index, tokens, text) and any("compound" in marked.tags[index] for marked in readings) and not word.isupper():
        # "Systembolaget" and "Salesforce" read as compounds of common words; the capital inside the sentence says otherwise.
        return all("compound" in marked.tags[index] or not marked.tags[index] - _NO_NAME for marked in readings)
    if not _opens(index, tokens, text) and all(marked.tags[index] - _NO_NAME <= _BODY for marked in readings):
        return True  # listed as one who does, like "företaget", but with a name's capital
    return not any(marked.tags[index] - _NO_NAME for marked in readings)


def _head(word: str) -> str:
    """What a name may be of a word: "Telia" of "Telia-kunderna", all of "Lindqvist-Berg"."""
    head, hyphen, rest = word.partition("-")
    return head if hyphen and rest[:1].islower() else word


def _opens(index: int, tokens: Sequence[Placed], text: str) -> bool:
    if index == 0:
        return True
    before = tokens[index - 1]
    return before.fold in _OPENERS or "\n" in text[before.end : tokens[index].start]


def _does(index: int, tokens: Sequence[Placed], readings: Sequence[Marked]) -> bool:
    """A verb in the present tense, a modal or a colon stands here."""
    return index < len(tokens) and (tokens[index].fold == ":" or any(marked.tags[index] & _DOES for marked in readings))
