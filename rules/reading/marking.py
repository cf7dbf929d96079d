"""Tags on tokens: what each word and phrase is, by the lexicon of both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rules.reading.text import Source, Token
from rules.reading.vocabulary import NONE, PLAIN, Lexis, Rows, Vocabulary, is_shown, lexis, own_words

__all__ = ["NONE", "PLAIN", "Hit", "Lexis", "Marked", "Vocabulary", "lexis", "mark", "own_words"]

_new = tuple.__new__


class Hit(NamedTuple):
    """Tokens `first` to `last` (inclusive) carry `tag`."""

    first: int
    last: int
    tag: str


class Marked(NamedTuple):
    """A text with its tags: `tags[i]` for token i alone, `hits` for words and phrases in order of place."""

    source: Source
    language: str
    tokens: tuple[Token, ...]
    tags: tuple[frozenset[str], ...]
    hits: tuple[Hit, ...]
    lexis: Lexis
    named: Mapping[str, list[Hit]]
    """The hits of each tag."""
    measured: tuple[Hit, ...]
    """The hits that name a measure, listed or the company's own."""

    def has(self, index: int, tag: str) -> bool:
        """Whether token `index` exists and carries `tag`."""
        return 0 <= index < len(self.tags) and tag in self.tags[index]

    def all(self, tag: str) -> Sequence[Hit]:
        """The hits of one tag, in order of place."""
        return self.named.get(tag, ())


def mark(source: Source, language: str, words: Lexis) -> Marked:
    """Tag every token and find the phrases."""
    tokens = source.tokens
    known, phrases, firsts = words.known, words.phrases, words.firsts
    tags: list[frozenset[str]] = []
    hits: list[Hit] = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        fold = token.fold
        if token.kind == "w":
            own, shown = known(fold)
            tags.append(own)
            for tag in shown:
                hits.append(_new(Hit, (index, index, tag)))
        else:
            tags.append(NONE)
        if fold in firsts and index < last:
            rows = phrases.get((fold, tokens[index + 1].fold))
            if rows:
                _phrases(tokens, index, rows, tags, hits)
    named: dict[str, list[Hit]] = {}
    for hit in hits:
        named.setdefault(hit.tag, []).append(hit)
    measured = tuple([hit for hit in hits if ":" in hit.tag])
    return Marked(source, language, tokens, tuple(tags), tuple(hits), words, named, measured)


def _phrases(tokens: tuple[Token, ...], index: int, rows: Rows, tags: list[frozenset[str]], hits: list[Hit]) -> None:
    for parts, tag in rows:
        size = len(parts)
        if size == 2 or index + size <= len(tokens) and all(tokens[index + step].fold == parts[step] for step in range(2, size)):
            if is_shown(tag):
                hits.append(Hit(index, index + size - 1, tag))
            tags[index] = tags[index] | {tag}
