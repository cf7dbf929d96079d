"""Names stay on this machine: persons, companies, e-mails, phone and identity numbers become `[PERSON_1]` … before anything is sent, and
are put back in the answer. The same words get the same mark throughout one request."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from rules.policy import Policy

if TYPE_CHECKING:
    from rules.reading.marking import Marked

Sort = Literal["PERSON", "COMPANY", "EMAIL", "PHONE", "ID", "ORG", "TEXT"]
"""What a mark hides. ID: a personnummer; ORG: an organisation number; TEXT: words that look like a mark of ours."""

_SORTS = "PERSON|COMPANY|EMAIL|PHONE|ID|ORG|TEXT"
_MARK = re.compile(
    rf"\[\s*(?P<sort>{_SORTS})[ _-]?(?P<number>\d{{1,4}})\s*\]|(?<!\w)(?P<bare>{_SORTS})_(?P<count>\d{{1,4}})(?!\d)", re.IGNORECASE
)
"""A mark as sent, or nearly: models drop the brackets and change the case."""
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
_NUMBER = re.compile(r"(?<![\w-])(?:(?:19|20|16)\d{2}|\d{2})(\d{2})(\d{2})([-+ ]?)(\d{4})(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w.,:-])(?:\+|00)\d{1,3}[ -]?(?:\(0\))?(?:[ -]?\d{1,4}){2,6}(?!\w)"
    r"|(?<![\w.,:-])0\d{1,3}[ -/]{0,3}\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\w)"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = range(8, 16)
"""Digits of a phone number, with country code."""


class Mask:
    """The marks of one request. `persons` and `companies`: names known from the user's data; others are found by their pattern."""

    def __init__(self, policy: Policy | None = None, persons: Iterable[str] = (), companies: Iterable[str] = (), on: bool = True) -> None:
        self.on = on
        self._policy = policy or Policy.default()
        self._marks: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._words: dict[str, str] = {}
        own = (self._policy.company,) if self._policy.company else ()
        known: list[tuple[Sort, str]] = [("COMPANY", name) for name in (*own, *companies)]
        known += [("PERSON", name) for name in (*self._policy.names, *persons) if on and not _is_office(name, self._policy)]
        self._known = tuple((sort, pattern) for sort, name in known if (pattern := _spelt(name)) is not None)

    @classmethod
    def nothing(cls) -> Mask:
        """A mask that leaves all words as they are."""
        return cls(on=False)

    def cover(self, value: Any) -> Any:
        """`value` (text, or lists and tables of it) without names. Texts of one value are read together: a name found in one is hidden in
        all, and what was hidden once stays hidden in later calls."""
        if not self.on:
            return value
        from rules.reading import find_blanks

        texts = tuple(_texts(value))
        found: dict[str, Sort] = {}
        for text in texts:
            blanks = [(blank.start, blank.end) for blank in find_blanks(text)]
            for start, end, sort in _found(text, self._policy):
                if not any(start < last and first < end for first, last in blanks):
                    found.setdefault(text[start:end], sort)
            for kind, pattern in self._known:
                found.update((match[0], kind) for match in pattern.finditer(text))
        surfaces = {**dict.fromkeys(self._marks, ""), **found}
        if not surfaces:
            return value
        ordered = sorted(surfaces, key=len, reverse=True)
        # A genitive keeps its s outside the mark: "Annas" is "[PERSON_1]s".
        hidden = re.compile("|".join(map(_bounded, ordered)))
        return _each(value, lambda text: hidden.sub(lambda match: self._mark(match[0], surfaces[match[0]]), text))

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks in use, in the order they were given."""
        return tuple(self._marks.values())

    def restore(self, value: Any) -> Any:
        """`value` with the names put back. A mark that stands for nothing is left, for `strange` to see."""
        if not self.on:
            return value
        return _each(value, self._put_back)

    def strange(self, text: str) -> bool:
        """A mark is left in a restored text: the model made it up."""
        return self.on and any(match[0] not in self._marks for match in _MARK.finditer(text))

    def _mark(self, surface: str, sort: str) -> str:
        if surface not in self._marks:
            number = self._counts[sort] = self._counts.get(sort, 0) + 1
            self._marks[surface] = f"[{sort}_{number}]"
            self._words[f"{sort}_{number}"] = surface
        return self._marks[surface]

    def _put_back(self, text: str) -> str:
        # One pass: a name that itself looks like a mark is not read again.
        return _MARK.sub(
            lambda found: self._words.get(f"{found['sort'] or found['bare']}_{found['number'] or found['count']}".upper(), found[0]), text
        )


def _bounded(surface: str) -> str:
    """A whole word; what begins or ends with a sign needs no bound there."""
    before = r"(?<!\w)" if surface[0].isalnum() else ""
    after = r"(?=s?(?!\w))" if surface[-1].isalnum() else ""
    return f"{before}{re.escape(surface)}{after}"


def _spelt(name: str) -> re.Pattern[str] | None:
    """A known name wherever it stands: whole in any case, or a capitalised part of it ("Berg" of "Anna Berg")."""
    words = name.split()
    if not words or len(name.strip()) < 2:
        return None
    whole = r"\s+".join(map(re.escape, words))
    parts = [re.escape(word) for word in words if len(words) > 1 and len(word) > 2 and word[0].isupper() and word.isalpha()]
    # One word alone keeps its case: Per is a person, "per vecka" is not.
    first = rf"(?<!\w){f'(?i:{whole})' if len(words) > 1 else whole}(?=s?(?!\w))"
    return re.compile("|".join((first, *(rf"(?<!\w){part}(?!\w)" for part in parts))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(item, change) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_each(item, change) for item in value]
    return value


def _found(text: str, policy: Policy) -> Iterator[tuple[int, int, Sort]]:
    """Every span to hide, by kind; where kinds disagree the first one told counts."""
    for match in _MARK.finditer(text):
        yield *match.span(), "TEXT"
    for match in _EMAIL.finditer(text):
        yield *match.span(), "EMAIL"
    for match in _NUMBER.finditer(text):
        if (sort := _identity(match)) is not None:
            yield *match.span(), sort
    for match in _PHONE.finditer(text):
        if sum(map(str.isdigit, match[0])) in _DIGITS and not _DAY.search(match[0]):
            yield match.start(), match.end(), "PHONE"
    for start, end in _companies(text):
        yield start, end, "COMPANY"
    for start, end in _persons(text, policy):
        yield start, end, "PERSON"


def _identity(match: re.Match[str]) -> Sort | None:
    """A personnummer has a date in it (a samordningsnummer the day plus 60); an organisation number has 20 or more where the month stands.
    Without its dash a number must also add up, for most ten digits are amounts."""
    month, day, dash = int(match[1]), int(match[2]), match[3]
    digits = "".join(filter(str.isdigit, match[0]))[-10:]
    if not dash and not _adds_up(digits):
        return None
    try:
        date(2000, month, day - 60 if day > 60 else day)
    except ValueError:
        return "ORG" if month >= 20 and dash != "+" else None
    return "ID"


def _adds_up(digits: str) -> bool:
    """The check digit of Swedish identity numbers (Luhn)."""
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = tomllib.loads(files("coach.llm").joinpath("masking.toml").read_text("utf-8"))
    forms = "|".join(re.escape(form) for form in sorted(data["forms"], key=len, reverse=True))
    before = "|".join(re.escape(cue) for cue in sorted(data["before"], key=len, reverse=True))
    name = r"[A-ZÅÄÖÉÜØÆ][\w&'’.-]{1,40}"
    run = rf"{name}(?: (?:& |och |and )?{name}){{0,3}}"
    formed = re.compile(rf"(?<!\w)(?:{run} (?:{forms})|(?:AB|Aktiebolaget) {run})(?!\w)")
    cued = re.compile(rf"(?<!\w)(?i:{before}) ({run})")
    return formed, cued, frozenset(data["known"])


def _companies(text: str) -> Iterator[tuple[int, int]]:
    formed, cued, known = _words()
    for match in formed.finditer(text):
        yield match.span()
    for match in cued.finditer(text):
        words = match[1].rstrip(".'’-&")
        if words not in known and not words.isnumeric() and not re.fullmatch(r"[QHTVW]\d{1,2}", words):
            yield match.start(1), match.start(1) + len(words)


def _persons(text: str, policy: Policy) -> Iterator[tuple[int, int]]:
    """Persons by the reader's own lists and patterns, in both languages, wherever they stand in the sentence."""
    for marked in _marked(text, policy):
        tokens = marked.source.tokens
        for first, last, kind in _groups(marked):
            # The reader is free with small letters and diacritics ("mått" may be a sloppy Matt); here a name in small letters is spelt out.
            if kind == "person" and (tokens[first].upper or text[tokens[first].start : tokens[first].end].lower() in _given()):
                yield tokens[first].start, tokens[last].end
        for index, token in enumerate(tokens):
            # A name that is a word too ("Per") may open a sentence as the word.
            if token.upper and "given" in marked.tags[index] and not ("unsure" in marked.tags[index] and _opens(text, token.start)):
                yield token.start, token.end


@cache
def _given() -> frozenset[str]:
    """Given names in small letters, as spelt, without those that are words too; with their genitives."""
    from rules.reading.lexicon import LANGUAGES, table

    lists = [table(language, "names") for language in LANGUAGES]
    sure = {name.lower() for names in lists for name in names["given"]} - {name for names in lists for name in names["unsure"]}
    return frozenset(sure | {f"{name}s" for name in sure})


def _is_office(name: str, policy: Policy) -> bool:
    """An owner field may hold a role or a team: "Säljchefen" hides nobody."""
    kinds = {kind for marked in _marked(name, policy) for _, _, kind in _groups(marked)}
    return bool(kinds) and "person" not in kinds


def _marked(text: str, policy: Policy) -> Iterator[Marked]:
    from rules.reading.marking import Vocabulary, lexis, mark
    from rules.reading.text import tokenize

    source = tokenize(text)
    words = Vocabulary(policy.roles, policy.teams, policy.names)
    return (mark(source, language, lexis(language, words)) for language in ("sv", "en"))


def _groups(marked: Marked) -> Iterator[tuple[int, int, str]]:
    from rules.reading.groups import find_groups

    return find_groups(marked)


def _opens(text: str, start: int) -> bool:
    return not (before := text[:start].rstrip()) or before[-1] in ".!?:;\n•-"
