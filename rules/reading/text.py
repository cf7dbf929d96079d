"""Text to tokens: folded for look-up, with spans into the original characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rules.reading.memo import Memo

_FOLDS = {
    "å": "a", "ä": "a", "á": "a", "à": "a", "â": "a", "ã": "a", "ö": "o", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ø": "o",
    "é": "e", "è": "e", "ê": "e", "ë": "e", "ü": "u", "ú": "u", "ù": "u", "û": "u", "í": "i", "ì": "i", "î": "i", "ï": "i",
    "ç": "c", "ñ": "n", "ý": "y",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u3000": " ",
    "\u2018": "'", "\u2019": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
}  # fmt: skip
_TABLE = str.maketrans(_FOLDS)
_INVISIBLE = re.compile("[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u0000-\u0008\u000e-\u001f\u007f]")

# A word (letters first; digits, inner hyphens, apostrophes and colons may follow), a number with its separators, or a sign.
_TOKEN = re.compile(
    r"[^\W\d_]\w*(?:[-':][^\W\d_]\w*)*"
    r"|\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*"
    r"|<=|>=|->|\.\.\.|[^\s\w]|_"
)

# The same for folded text of ASCII alone, which most is: its classes cost half.
_PLAIN = re.compile(
    r"[a-z][a-z0-9_]*(?:[-':][a-z][a-z0-9_]*)*"
    r"|[0-9](?:[0-9]{0,2}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])|[0-9]*(?:[.,][0-9]+)*)"
    r"|<=|>=|->|\.\.\.|[^\s\w]|_"
)

_INITIAL = re.compile(r"(?<=[^\W\d_] [A-ZÅÄÖÆØ])\.(?= [a-zåäöæø])")
"""The point of "Stina B. publicerar", which ends no sentence."""
_SHORTENED = re.compile(r"(?<![\w.])(?:ansv|bitr|tf|ord|avd|enl|ang|inkl|exkl|asst|dept|mgr|incl|excl)\.(?= \w)")
"""A word cut short, with its point, in the middle of a sentence: "bitr. rektor", "ansv. för"."""


def kind_of(fold: str) -> str:
    """The kind of a token, which the first character of its folded form tells."""
    first = fold[0]
    return "n" if first.isdecimal() else "w" if first.isalnum() else "p"


NOTHING = [""] * 16
"""What stands behind the last word, and before the first."""


@dataclass(slots=True)
class Token:
    """A number ("n"), word ("w") or sign ("p"), however often it stands in texts: `fold` is lower-case without diacritics."""

    fold: str
    kind: str
    glued: bool
    """No space stands between this token and the one before it."""
    upper: bool
    """The original begins with a capital letter."""


@dataclass(slots=True)
class Placed(Token):
    """A token with its place: `start` and `end` are original characters."""

    start: int
    end: int


def _shelf(glued: bool, upper: bool) -> Memo[Token]:
    return Memo(lambda fold: Token(fold, kind_of(fold), glued, upper))


_TOKENS = tuple(tuple(_shelf(glued, upper) for upper in (False, True)) for glued in (False, True))
"""The tokens there are, by whether they are glued, and begin with a capital: a word that comes again is the same token, and its folded form
the same string, so that what many texts are made of stays in the processor's cache."""


@dataclass(slots=True)
class Source:
    """A text made ready for reading: the original, its folded form, its tokens, and the folded form of each, for look-ups in a row."""

    text: str
    folded: str
    tokens: tuple[Token, ...]
    folds: list[str]
    starts: list[int]
    ends: list[int]
    """Where each token begins and ends, in original characters."""
    capitals: list[int]
    """The tokens that begin with a capital letter."""
    words: frozenset[str] = field(repr=False)
    """The `folds` there are, wherever they stand: a look-up here costs a tenth of one along the row. Not shown: it has no order."""
    line: list[str]
    """`folds`, then nothing for a while: the words beside a token are asked for without a look at the ends (`line[-1]` is nothing too)."""

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The tokens with their places, for who asks seldom."""
        rows = zip(self.tokens, self.starts, self.ends, strict=True)
        return tuple(Placed(token.fold, token.kind, token.glued, token.upper, start, end) for token, start, end in rows)

    def written(self, index: int) -> str:
        """The original characters of a token."""
        return self.text[self.starts[index] : self.ends[index]]

    def spaced(self, index: int) -> bool:
        """One space, and nothing else, stands between a token and the next."""
        return self.starts[index + 1] == self.ends[index] + 1

    def between(self, index: int) -> str:
        """The original characters between a token and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def quote(self, start: int, end: int) -> str:
        """The original characters of a span."""
        return self.text[start:end]


def fold(text: str) -> str:
    """`text` in lower case, without diacritics, with plain quotes, hyphens and spaces: the key of every look-up."""
    plain = _folded(text)
    if plain.isascii():
        return plain
    if _INVISIBLE.search(plain) or not unicodedata.is_normalized("NFC", plain):
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", plain)).translate(_TABLE)
    return plain


def tokenize(text: str) -> Source:
    """Cut `text` into tokens. Zero-width, combining and control characters are passed over, yet spans count them."""
    folded = _folded(text)
    plain = folded.isascii()
    if len(folded) != len(text) or (not (plain and folded.isprintable()) and _INVISIBLE.search(folded) is not None):
        return _cut(text, *_aligned(text))
    if ". " in folded:
        if _INITIAL.search(text):
            signs = list(folded)
            for point in _INITIAL.finditer(text):
                signs[point.start()] = "_"
            folded = "".join(signs)
        folded = _SHORTENED.sub(lambda word: f"{word[0][:-1]} ", folded)
    tokens: list[Token] = []
    starts: list[int] = []
    ends: list[int] = []
    find, end, before = folded.find, 0, -1
    # Only spaces stand between tokens, so each begins where its text is next found: a match object for each would cost more.
    for fold in (_PLAIN if plain else _TOKEN).findall(folded):
        start = find(fold, end)
        end = start + len(fold)
        tokens.append(_TOKENS[start == before][text[start].isupper()][fold])
        starts.append(start)
        ends.append(end)
        before = end
    return _source(text, folded, tokens, starts, ends)


def _source(text: str, folded: str, tokens: list[Token], starts: list[int], ends: list[int]) -> Source:
    folds, capitals = [token.fold for token in tokens], [index for index, token in enumerate(tokens) if token.upper]
    return Source(text, folded, tuple(tokens), folds, starts, ends, capitals, frozenset(folds), folds + NOTHING)


def _cut(text: str, folded: str, at: Sequence[int]) -> Source:
    """The tokens of a text whose folded form has lost characters; `at` says where each that is left stood."""
    tokens: list[Token] = []
    spans = [match.span() for match in _TOKEN.finditer(folded)]
    before = -1
    for start, end in spans:
        tokens.append(_TOKENS[start == before][text[at[start]].isupper()][folded[start:end]])
        before = end
    return _source(text, folded, tokens, [at[start] for start, _ in spans], [at[end - 1] + 1 for _, end in spans])


def _folded(text: str) -> str:
    """`text` in lower case, character by character in plain letters and signs. The common ones go without the table, which is slow."""
    plain = text.lower()
    if plain.isascii():
        return plain.replace("`", "'")
    plain = plain.replace("å", "a").replace("ä", "a").replace("ö", "o").replace("–", "-")
    return plain.replace("`", "'") if plain.isascii() else plain.translate(_TABLE)


def _aligned(text: str) -> tuple[str, list[int]]:
    """Fold character by character, with the original index of each folded character."""
    out: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text):
        if _INVISIBLE.match(char):
            continue
        plain = char.lower().translate(_TABLE)[:1]
        out.append(plain)
        at.append(index)
    at.append(len(text))
    return "".join(out), at
