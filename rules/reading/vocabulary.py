"""What the lexicon says of each word and phrase: its tags, in a text of either language, with the company's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rules.reading.inflect import english, in_era, swedish
from rules.reading.kept import kept
from rules.reading.lexicon import LANGUAGES, expand, table
from rules.reading.memo import Memo
from rules.reading.plurals import trades
from rules.reading.tagsets import BESIDE, HIDDEN, OWN_ONLY
from rules.reading.text import kind_of, tokenize

NONE: frozenset[str] = frozenset()

_TENSES = frozenset("inf pres past sup part ing imp".split())
_HEADED = frozenset(("norm", "loose", "role_heads", "role_plurals", "team_heads", "budget", "market", "change_noun"))
_OWNING = frozenset(("role_heads", "team_heads"))
_DOING = frozenset("verb inf pres past sup part ing imp act deliver reach effort keep up down".split())
_ENDINGS = "ernas arnas ornas erna arna orna ens ets er ar or en et na".split()
_STEM = 5
_PARTICLES = {
    "en": ("re", "co", "pre"),
    "sv": ("under", "ater", "fram", "till", "bort", "upp", "ner", "ned", "sam", "om", "ut", "in", "av", "pa", "for", "vidare"),
}
_FORMS = frozenset("inf pres past sup part ing".split())
_SHORT = 5
_LONG_NAME = 9
_NAMES = frozenset(("given", "unsure"))
_STAFF = frozenset(("measure:people",))
_LONGEST_WORD = 40


class Vocabulary(NamedTuple):
    """The company's own words, from the policy: names become teams, roles, measures or the company."""

    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    """Word and theme."""


PLAIN = Vocabulary()
"""No words of a company's own."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the lexicon of one language lists: tags by word, phrases by their first word, infinitives by form."""

    tags: dict[str, set[str]]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    lemmas: dict[str, str]

    def add(self, entries: Iterable[str], *tags: str) -> None:
        """List entries under tags."""
        for form in expand(entries):
            parts = (form,) if form.isalpha() else tuple(token.fold for token in tokenize(form).tokens)
            if len(parts) == 1:
                self.tags.setdefault(parts[0], set()).update(tags)
            elif parts:
                self.phrases.setdefault(parts[0], []).extend((parts, tag) for tag in tags)


@cache
def _gather(language: str) -> Words:
    words = Words({}, {}, {})
    for name in ("wording", "people"):
        for key, entries in table(language, name).items():
            words.add(entries, key)
    words.add(table(language, "names")["given"], "given")
    words.add(table("", "names")["given"], "given")
    words.add(table(language, "names")["unsure"], "unsure")
    for name, measure in table(language, "measures").items():
        words.add(measure["words"], f"measure:{name}")
    inflect = swedish if language == "sv" else english
    for key, rows in table(language, "verbs").items():
        if key == "weak":
            continue
        for form, tense, lemma in inflect(rows):
            words.tags.setdefault(form, set()).update((key, tense, "verb"))
            words.lemmas.setdefault(form, lemma)
        words.add(rows["nouns"], key, "change_noun")
    for form, tag in trades(language, frozenset(word for word, tags in words.tags.items() if tags - _STAFF)):
        words.tags.setdefault(form, set()).add(tag)
    ends = tuple(word for word, tags in words.tags.items() if "state_ends" in tags)
    for word, tags in words.tags.items():
        if word.endswith(ends) and word not in ends and language == "sv" and any(tag.startswith("measure:") for tag in tags):
            tags.add("state")  # "fossilbränslefri" is there or not, whatever it is a measure of
    return words


@cache
def own_words(language: str) -> frozenset[str]:
    """Every single word that one language lists; kept, since to list them anew takes as long as to read some hundred goals."""
    return kept(f"own-{language}", lambda: frozenset(_gather(language).tags)) if language in LANGUAGES else NONE


Rows = tuple[tuple[tuple[str, ...], str], ...]
"""Phrases with their tags, the longest first."""
Phrases = dict[str, dict[str, Rows]]
"""Phrases by their first word, then by their second."""
Known = tuple[frozenset[str], tuple[str, ...], dict[str, Rows] | None]
"""The tags of a token, those of them that make hits in a fixed order, and the phrases it may begin, by their second word."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The lexicon of a text's language with the content words of the other, before any company's own words."""

    words: dict[str, frozenset[str]]
    lemmas: dict[str, str]
    weak: frozenset[str]
    heads: dict[str, frozenset[str]]
    phrases: Phrases
    sellers: frozenset[str]
    """Every form of "sälja" and "sell"."""


@cache
def _plain(language: str) -> Plain:
    return Plain(*kept(f"words-{language}", lambda: _joined(language)))


def _joined(language: str) -> tuple[Any, ...]:
    own = _gather(language)
    strange = _gather(next(name for name in LANGUAGES if name != language))
    words = {word: tags - OWN_ONLY for word, tags in strange.tags.items() if word not in own.tags}
    words.update(own.tags)
    phrases = {first: [row for row in rows if row[1] not in OWN_ONLY] for first, rows in strange.phrases.items()}
    for first, rows in own.phrases.items():
        phrases[first] = phrases.get(first, []) + rows
    same: dict[frozenset[str], frozenset[str]] = {}
    frozen = {word: same.setdefault(tags, tags) for word, tags in ((word, frozenset(tags)) for word, tags in words.items())}
    weak = frozenset(lemma for name in LANGUAGES for lemma in expand(table(name, "verbs")["weak"]["lemmas"]))
    heads = _heads(own.tags) if language == "sv" else {}
    lemmas = strange.lemmas | own.lemmas
    sellers = frozenset(form for form, lemma in lemmas.items() if lemma in ("salja", "sell"))
    return frozen, lemmas, weak, heads, _by_two(row for rows in phrases.values() for row in rows), sellers


class Lexis:
    """The lexicon of one language (with the content words of the other) made ready for look-up."""

    def __init__(self, language: str, vocabulary: Vocabulary) -> None:
        self.language = language
        plain = _plain(language)
        self.weak, self.lemmas, self.heads = plain.weak, plain.lemmas, plain.heads
        self.words, self.phrases = plain.words, plain.phrases
        if vocabulary != PLAIN:
            self._add(vocabulary)
        self.sellers, self.selling = plain.sellers, plain.sellers | {"sales"}
        self.known = Memo(self._knows)
        self._tags = Memo(self._derive)
        self._forms: dict[frozenset[str], frozenset[str]] = {}

    def forms(self, verbs: frozenset[str]) -> frozenset[str]:
        """Every form of some verbs, given by their infinitives: a text with none of them need not be read for their lemmas."""
        found = self._forms.get(verbs)
        if found is None:
            found = self._forms[verbs] = frozenset(form for form, lemma in self.lemmas.items() if lemma in verbs)
        return found

    def _add(self, own: Vocabulary) -> None:
        """The company's own words beside the rest."""
        rows = [(own.roles, "roles"), (own.teams, "teams"), (own.names, "given"), (own.company, "diffuse")]
        rows += [((word,), f"own:{theme}") for word, theme in own.measures]
        self.words = dict(self.words)
        phrases = [row for follows in self.phrases.values() for rows in follows.values() for row in rows]
        for entries, tag in rows:
            for form in expand(entries):
                parts = tuple(token.fold for token in tokenize(form).tokens)
                if len(parts) == 1:
                    self.words[parts[0]] = self.words.get(parts[0], NONE) | {tag}
                elif parts:
                    phrases.append((parts, tag))
        self.phrases = _by_two(phrases)

    def _knows(self, fold: str) -> Known:
        tags = self.tags(fold) if kind_of(fold) == "w" else NONE
        return tags, tuple(tag for tag in sorted(tags) if is_shown(tag)), self.phrases.get(fold)

    def tags(self, word: str) -> frozenset[str]:
        """The tags of one folded word: as listed, else without its genitive or clitic, else by the head of the compound."""
        found = self.words.get(word)
        if found is None:
            return self._tags[word]
        return found | self._tags[word] if found <= BESIDE else found

    def _derive(self, word: str) -> frozenset[str]:
        for mark in ("'", ":"):
            stem, found, _ = word.partition(mark)
            if found and stem in self.words:
                return self.words[stem] - _TENSES
        if word.endswith("s") and word[:-1] in self.words and self.language == "sv":
            return self.words[word[:-1]] | {"genitive"}
        if len(word) > _LONGEST_WORD:
            return NONE
        if word.endswith("sson") and len(word) > 6:
            return frozenset(("given",))
        if compound := self._headed(word) or self._declined(word):
            return compound
        if word.endswith("s") and self.language == "sv" and (owner := self._headed(word[:-1])) & _OWNING:
            return owner | {"genitive"}  # "exportsäljarens"
        if "-" in word:
            before, _, last = word.rpartition("-")
            tags = self.words.get(last, NONE)
            if "given" in tags and before.isalpha() and len(before) < _LONG_NAME and not self.words.get(before, NONE) - _NAMES:
                return _NAMES & tags | {"given"}  # "Ann-Sofi", "Jean-Luc"
            return tags - _TENSES
        return self._particled(word) or (in_era(word) if self.language == "sv" else NONE)

    def _headed(self, word: str) -> frozenset[str]:
        """By the head of the compound, the longest that is listed."""
        found = NONE
        for cut in range(2, len(word) - 2):
            head = word[cut:].lstrip("-")
            if head not in self.heads:
                continue
            if not found:
                found = self.heads[head] | {"compound"}
            elif self.heads[head] & _OWNING and word[:cut].rstrip("s-") in self.words:
                return self.heads[head] | {"compound"}  # "partner|enheten" is no "renheten"
        return found

    def _declined(self, word: str) -> frozenset[str]:
        """A Swedish noun in a form that its entry leaves out: "fraktkostnaden", "hyreskontraktens"."""
        for ending in _ENDINGS if self.language == "sv" else ():
            if not word.endswith(ending) or len(word) - len(ending) < _STEM:
                continue
            stem = word[: -len(ending)]
            for base in (stem, stem + "a") if ending.startswith("or") else (stem,):
                own = self.words.get(base) or self._headed(base)
                named = frozenset(tag for tag in own if tag.startswith("measure:"))  # and nothing of how it is used
                if named and "verb" not in own:
                    return named | {"compound"}
        return NONE

    def _particled(self, word: str) -> frozenset[str]:
        """A listed verb behind its particle: "utskickad", "återstarta", "nedlagd", "recertify"."""
        for particle in _PARTICLES[self.language]:
            if word.startswith(particle):
                tags = self.words.get(word[len(particle) :], NONE)
                if (
                    len(word) > len(particle) + 3
                    and "verb" in tags
                    and (self.language == "sv" or "deliver" in tags)
                    and not any(tag.startswith("measure:") for tag in tags)
                ):
                    return tags & _DOING - {"imp", "up", "down"}
        return NONE


def _by_two(phrases: Iterable[tuple[tuple[str, ...], str]]) -> Phrases:
    """Phrases by their first two words, the longest first."""
    found: dict[str, dict[str, set[tuple[tuple[str, ...], str]]]] = {}
    for row in phrases:
        found.setdefault(row[0][0], {}).setdefault(row[0][1], set()).add(row)
    return {
        first: {second: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for second, rows in follows.items()}
        for first, follows in found.items()
    }


def is_shown(tag: str) -> bool:
    """Only tags that readers look for by hit; the rest are asked of single tokens."""
    return tag not in HIDDEN


def _heads(words: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """The words that end Swedish compounds, with what they make of them."""
    heads = {}
    for word, tags in words.items():
        if len(word) >= 3:
            doing = bool(tags & _FORMS) or "imp" in tags and len(word) < _SHORT  # "projektering" holds no "ring"
            kept = frozenset(tag for tag in tags if tag in _HEADED or tag.startswith("measure:") and not doing)
            if "state_ends" in tags:
                kept |= {"state"}
            if "diffuse_ends" in tags:
                kept |= {"diffuse"}
            if kept:
                heads[word] = kept
    return heads


@lru_cache(maxsize=32)
def lexis(language: str, vocabulary: Vocabulary) -> Lexis:
    """The lexicon of a language with a company's own words; built once."""
    return Lexis(language, vocabulary)
