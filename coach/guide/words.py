"""What a text is about: its words as features, the same in both languages, and the topics it touches that the guide leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coach.guide.lexicon import Lexicon, Phrases, lexicon, match, says_nothing
from coach.guide.spelling import Token, cut, halved, mended, parted, stem
from coach.texts import LANGUAGES

COUNTED = 30
"""Up to this many goals, a number before "goals" asks how many there should be."""
COMMON = 0.5
"""The weight up to which a concept may stand within a phrase."""
_OTHER = {"sv": "en", "en": "sv"}
_OWN = 0.3
_ROOT = 3
_NEAR = 2
"""Words that may stand within a phrase of what the guide leaves out."""
_NUMBER = 0.6
_STRANGE = 1.0
_HALF = 0.4


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing a text says: a concept, a word of the guide's own, a word it does not know (`strange`), or nothing (no feature)."""

    feature: str
    weight: float
    said: float = 0.0
    strange: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text is about."""

    units: tuple[Unit, ...]
    outside: tuple[str, ...]
    """The topics it touches that the guide does not cover."""

    @property
    def features(self) -> dict[str, float]:
        """The features that can be looked for, each with the weight of its heaviest unit."""
        found: dict[str, float] = {}
        for unit in self.units:
            if unit.feature and not unit.strange:
                found[unit.feature] = max(unit.weight, found.get(unit.feature, 0.0))
        return found


class Reader:
    """Reads texts; `own` are the guide's words in each language beyond the concepts, by stem; `numbers` those it is asked by."""

    def __init__(self, own: dict[str, dict[str, str]] | None = None, numbers: frozenset[str] = frozenset()) -> None:
        self._lexicon: Lexicon = lexicon()
        self._own = own or {language: {} for language in LANGUAGES}
        self._numbers = numbers
        self._spellings = frozenset((*self._lexicon.known, *(word for words in self._own.values() for word in words.values())))
        self._known = tuple(sorted(self._spellings))

    def read(self, text: str, language: str) -> Meaning:
        """The meaning of a text. Words of either language are known in both."""
        tokens = self._spelt(cut(text), language)
        order = (language, _OTHER[language])
        stems: dict[str, list[str]] = {each: [stem(token.fold, each) for token in tokens] for each in LANGUAGES}
        empty = [says_nothing(token) for token in tokens]
        skip = [empty[at] or self._common(token, language) for at, token in enumerate(tokens)]
        units: list[Unit] = []
        masked = [False] * len(tokens)
        at = 0
        while at < len(tokens):
            end, unit = self._unit(tokens, stems, (empty, skip), at, order)
            units.append(unit)
            if end - at > 1:
                masked[at:end] = [True] * (end - at)
                units += self._within(tokens[at:end], language)
            at = end
        units += (*_counting(tokens, self._lexicon), *_negated(tokens, units, self._lexicon), *_opposed(tokens, units, self._lexicon))
        return Meaning(tuple(units), self._outside(tokens, stems, empty, masked, order))

    def _unit(
        self, tokens: list[Token], stems: dict[str, list[str]], skips: tuple[list[bool], list[bool]], at: int, order: tuple[str, ...]
    ) -> tuple[int, Unit]:
        """The longest thing said from `at` on, and where it ends."""
        words = self._lexicon
        empty, skip = skips
        longest = max(
            ((end, meaning) for each in order for end, meaning in match(words.concepts[each], stems[each], at, skip)),
            key=lambda hit: hit[0], default=None,
        )  # fmt: skip
        if longest is not None:
            return longest[0], self._concept(longest[1])
        token = tokens[at]
        if token.fold == "%":
            return at + 1, self._concept("percent")
        for each in order:
            if (name := words.concepts[each].spelt.get(token.text)) is not None:
                return at + 1, self._concept(name)
        if empty[at]:
            return at + 1, Unit("", 0.0)
        for each in order:
            name = words.concepts[each].folded.get(token.fold) or words.concepts[each].stemmed(stems[each][at])
            if name is not None:
                return at + 1, self._concept(name)
        for each in order:
            if stems[each][at] in self._own[each]:
                return at + 1, Unit(f"{each}:{stems[each][at]}", _OWN, _OWN)
        if token.fold in self._numbers:
            return at + 1, Unit(f"#{token.fold}", _NUMBER)
        little = token.fold in words.plain or any(len(stems[each][at]) > 3 and stems[each][at] in words.roots for each in order)
        if little or token.fold[0].isdigit() or (len(token.fold) == 1):
            return at + 1, Unit("", 0.0)
        # No spelling of its own: the unknown part of a compound, which says half of what the word says.
        return at + 1, Unit(stems[order[0]][at], _STRANGE if token.text else _HALF, strange=True)

    def _common(self, token: Token, language: str) -> bool:
        """So common that it may stand within a phrase."""
        return token.fold[0].isdigit() or token.fold == "%" or self._commonplace(token, language) is not None

    def _commonplace(self, token: Token, language: str) -> str | None:
        phrases = self._lexicon.concepts[language]
        name = phrases.folded.get(token.fold) or phrases.stemmed(stem(token.fold, language))
        return name if name is not None and self._lexicon.weights[name] <= COMMON else None

    def _within(self, tokens: list[Token], language: str) -> Iterator[Unit]:
        """The common things that a phrase says besides: "how many goals" is about goals too."""
        for token in tokens:
            if not says_nothing(token) and (name := self._commonplace(token, language)) is not None:
                yield self._concept(name)

    def _concept(self, name: str) -> Unit:
        return Unit(name, self._lexicon.weights[name], self._lexicon.said[name])

    def _spelt(self, tokens: list[Token], language: str) -> list[Token]:
        """Words nobody knows, parted or mended where that makes known ones."""
        made: list[Token] = []
        for token in tokens:
            if token.fold[0].isdigit() or self._is_known(token.fold) or says_nothing(token):
                made.append(token)
                continue
            made += self._guess(token)
        return made

    def _guess(self, token: Token) -> list[Token]:
        parts = parted(token.fold, self._is_part, self._is_head) if len(token.fold) > 6 else None
        if parts is not None:
            return [Token(part, part) for part in parts]
        found = self._bare(token.fold) or mended(token.fold, self._known)
        if found is not None:
            return [Token(found, found)]
        half = halved(token.fold, self._is_head) if len(token.fold) > 7 else None
        if half is None:
            return [token]
        # A head says what a compound is; without it the word is as good as unknown.
        known, rest = Token(half[0], half[0]), token.fold.replace(half[0], "", 1)
        return [Token("", rest), known] if half[1] else [known, Token(rest, rest)]

    def _bare(self, word: str) -> str | None:
        """A known word with an ending that the stemmers leave."""
        bare = (word.removesuffix(ending) for ending in self._lexicon.endings if word.endswith(ending))
        return next((root for root in bare if len(root) > 4 and root in self._spellings), None)

    def _is_known(self, word: str) -> bool:
        return _known(word, self)

    def _is_part(self, word: str) -> bool:
        words = self._lexicon
        if word in words.concepts["sv"].folded or word in words.outside["sv"].folded or word in words.plain:
            return len(word) > 3 or word in words.concepts["sv"].folded
        root = stem(word, "sv")
        return len(root) > 3 and (word in self._own["sv"] or any(group["sv"].stemmed(root) for group in (words.concepts, words.outside)))

    def _is_head(self, word: str) -> bool:
        return word not in self._lexicon.plain and self._is_part(word)

    def knows(self, word: str) -> bool:
        """A folded word of any list or of the guide, by its spelling or its stem."""
        words = self._lexicon
        if word in words.plain:
            return True
        for each in LANGUAGES:
            root = stem(word, each)
            if root in self._own[each] or any(root in group[each].stems for group in (words.concepts, words.outside)):
                return True
        return False

    def _outside(
        self, tokens: list[Token], stems: dict[str, list[str]], skip: list[bool], masked: list[bool], order: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The topics met: by words that no longer phrase of the guide's has taken, or by words that are told by their company."""
        met: dict[str, None] = {}
        for at, token in enumerate(tokens):
            for each in order:
                phrases = self._lexicon.outside[each]
                hits = [(end, key) for end, key in match(phrases, stems[each], at, skip, _NEAR) if "/" in key or not all(masked[at:end])]
                hits += [(at + 1, key) for key in _single(phrases, token, stems[each][at], skip[at]) if "/" in key or not masked[at]]
                met.update((key, None) for _, key in hits)
        topics = {key: None for key in met if "/" not in key}
        for rule, size in self._lexicon.joints.items():
            if all(f"{rule}/{index}" in met for index in range(size)):
                topics[rule.partition("/")[0]] = None
        return tuple(topics)


def _single(phrases: Phrases, token: Token, root: str, empty: bool) -> list[str]:
    """What a word alone means outside the guide. An everyday word, or one with a root as short as "lag", counts only as it is listed."""
    if empty:
        return phrases.listed[token.fold] if token.text in phrases.spelt else []
    if len(root) <= _ROOT:
        return phrases.listed.get(token.fold, [])
    return [meaning for key, meaning in phrases.by_first.get(root, ()) if len(key) == 1]


@lru_cache(maxsize=50_000)
def _known(word: str, reader: Reader) -> bool:
    return reader.knows(word)


def _counting(tokens: list[Token], words: Lexicon) -> list[Unit]:
    """ "nine goals", "8 operativa mål": a number before goals asks how many."""
    for at, token in enumerate(tokens):
        digits = words.numerals.get(token.fold, token.fold)
        if (
            digits.isdecimal()
            and len(digits) < 4
            and 1 < int(digits) <= COUNTED
            and any(stem(after.fold, "sv") == "mal" or stem(after.fold, "en") in ("goal", "target") for after in tokens[at + 1 : at + 4])
        ):
            return [Unit("number", 1.0, 0.7)]
    return []


def _negated(tokens: list[Token], units: list[Unit], words: Lexicon) -> list[Unit]:
    """ "nobody ever hit the target": reaching, denied, is missing."""
    denied = any(token.fold in words.negations for token in tokens) and any(unit.feature == "reach" for unit in units)
    return [Unit("miss", 1.0, 1.0)] if denied else []


def _opposed(tokens: list[Token], units: list[Unit], words: Lexicon) -> list[Unit]:
    """ "operational or strategic": both side by side ask what sets them apart, unless it is what links them, or how many."""
    about = {unit.feature for unit in units}
    both = about >= {"operational", "strategic"} and not about & {"link", "number"}
    return [Unit("difference", 1.0, 0.3)] if both and any(token.fold in words.choices for token in tokens) else []
