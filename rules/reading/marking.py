"""Tags on tokens: what each word and phrase is, by the lexicon of both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from rules.reading.facts import Mention
from rules.reading.text import Source, Token
from rules.reading.vocabulary import NONE, PLAIN, Known, Lexis, Rows, Vocabulary, is_shown, lexis, own_words

__all__ = ["NONE", "PLAIN", "Hit", "Lexis", "Marked", "Vocabulary", "lexis", "mark", "own_words"]

_new = tuple.__new__
_SURNAME = frozenset(("name_part",))
_NAME = frozenset(("given", "genitive"))
_LAY, _COUNTING = frozenset(("past_be", "past")), frozenset("per varje vart ett alla samtliga".split())
_TAGS: Callable[[Known], frozenset[str]] = itemgetter(0)


class Hit(NamedTuple):
    """Tokens `first` to `last` (inclusive) carry `tag`."""

    first: int
    last: int
    tag: str


@dataclass(slots=True)
class Marked:
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
    present: frozenset[str]
    """Every tag of the text: what is not here need not be looked for word by word."""

    def has(self, index: int, tag: str) -> bool:
        """Whether token `index` exists and carries `tag`."""
        return 0 <= index < len(self.tags) and tag in self.tags[index]

    def all(self, tag: str) -> Sequence[Hit]:
        """The hits of one tag, in order of place."""
        return self.named.get(tag, ())

    def of(self, tags: frozenset[str]) -> Sequence[Hit]:
        """The hits of some tags, in order of place."""
        there = tags.intersection(self.named)
        if len(there) < 2:
            return self.named[next(iter(there))] if there else ()
        return [hit for hit in self.hits if hit[2] in there]


def mention_of(marked: Marked, first: int, last: int, kind: str) -> Mention:
    """Tokens `first` to `last` as a mention of a kind."""
    start, end = marked.source.starts[first], marked.source.ends[last]
    return _new(Mention, (start, end, kind, marked.source.text[start:end], first, last))


def mark(source: Source, language: str, words: Lexis) -> Marked:
    """Tag every token and find the phrases."""
    tokens, folds = source.tokens, source.folds
    rows = list(map(words.known.__getitem__, folds))
    tags = list(map(_TAGS, rows))
    hits: list[Hit] = []
    add, line = hits.append, source.line
    for index, (_, shown, follows) in enumerate(rows):
        for tag in shown:
            add(_new(Hit, (index, index, tag)))
        if follows is not None:
            phrases = follows.get(line[index + 1])
            if phrases is not None:
                _phrases(line, index, phrases, tags, hits)
    for index in source.capitals:
        if index and "given" in tags[index] and "unsure" not in tags[index] and len(tags[index]) > 1:
            tags[index] &= _NAME  # "Mats" in the middle is no "mäts"
            hits = [hit for hit in hits if hit[0] != index or hit[1] > index or hit[2] in _NAME]
        elif index and "quality" in tags[index] and tokens[index - 1].upper and "given" in tags[index - 1]:
            tags[index] = _SURNAME  # "Lena Frisk", "Anna Strong"
            hits = [hit for hit in hits if hit[0] != index or hit[1] > index]
    if "lag" in source.words and language == "sv":
        hits = _teams(source, tags, hits)
    named: dict[str, list[Hit]] = defaultdict(list)
    measured: list[Hit] = []
    for hit in hits:
        tag = hit[2]
        named[tag].append(hit)
        if ":" in tag:
            measured.append(hit)
    return Marked(source, language, tokens, tuple(tags), tuple(hits), words, named, tuple(measured), NONE.union(*tags))


def _teams(source: Source, tags: list[frozenset[str]], hits: list[Hit]) -> list[Hit]:
    """ "Per lag", "varje lag": no "låg", where who writes has the letter at hand or counts by it."""
    lettered = any(letter in source.text for letter in "åäöÅÄÖ")
    for index, fold in enumerate(source.folds):
        plain = fold == "lag" and "a" in source.written(index).casefold()
        if plain and (lettered or index and source.folds[index - 1] in _COUNTING):
            tags[index] -= _LAY
            hits = [hit for hit in hits if hit[0] != index or hit[1] > index or hit[2] not in _LAY]
    return hits


def _phrases(line: list[str], index: int, rows: Rows, tags: list[frozenset[str]], hits: list[Hit]) -> None:
    """The phrases that begin at `index`, of those whose first two words stand there."""
    for parts, tag in rows:
        size = len(parts)
        if size == 2 or line[index + 2] == parts[2] and tuple(line[index : index + size]) == parts:
            if is_shown(tag):
                hits.append(_new(Hit, (index, index + size - 1, tag)))
            tags[index] = tags[index] | {tag}
