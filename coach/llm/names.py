"""What in a text names somebody: persons, companies, e-mails, phone and identity numbers, by lists, patterns and the reader's own eye."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from coach.llm.strangers import strangers
from rules.policy import Policy

if TYPE_CHECKING:
    from rules.reading.marking import Marked
    from rules.reading.text import Placed

Sort = Literal["PERSON", "COMPANY", "EMAIL", "PHONE", "ID", "ORG", "TEXT"]
"""What a mark hides. ID: a personnummer; ORG: an organisation number; TEXT: words that look like a mark of ours."""

_SORTS = "PERSON|COMPANY|EMAIL|PHONE|ID|ORG|TEXT"
MARK = re.compile(
    rf"\[\s*(?P<sort>{_SORTS})[ _-]?(?P<number>\d{{1,4}})\s*\]|(?<!\w)(?P<bare>{_SORTS})_(?P<count>\d{{1,4}})(?!\d)", re.IGNORECASE
)
"""A mark as sent, or nearly: models drop the brackets and change the case."""
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
_NUMBER = re.compile(r"(?<![\w-])(?:(?:19|20|16)\d{2}|\d{2})(\d{2})(\d{2})([-+ ]?)(\d{4})(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w.,:-])(?:\+|00)\d{1,3}[ -]?(?:\(0\))?(?:[ -]?\d{1,4}){2,6}(?!\w)"
    r"|(?<![\w.,:-])0\d{1,3}[ -/]{0,3}\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\w)"
)
_JOINED = re.compile(r"(?<![\w&])[A-ZÅÄÖ][\w.]{0,20} ?& ?[A-ZÅÄÖ][\w.]{0,20}(?!\w)")
"""H&M, Marks & Spencer; not Sales & Marketing, which the reader knows."""
_PERIOD = re.compile(r"[A-Z]{0,3}\d{1,4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = range(8, 16)
"""Digits of a phone number, with country code."""


def spelt(name: str) -> re.Pattern[str] | None:
    """A known name wherever it stands: whole in any case, or a capitalised part of it ("Berg" of "Anna Berg")."""
    words = name.split()
    if not words or len(name.strip()) < 2:
        return None
    whole = r"\s+".join(map(re.escape, words))
    parts = [re.escape(word) for word in words if len(words) > 1 and len(word) > 2 and word[0].isupper() and word.isalpha()]
    # One word alone keeps its case: Per is a person, "per vecka" is not.
    first = rf"(?<!\w){f'(?i:{whole})' if len(words) > 1 else whole}(?=s?(?!\w))"
    return re.compile("|".join((first, *(rf"(?<!\w){part}(?!\w)" for part in parts))))


def named(text: str, policy: Policy) -> Iterator[tuple[int, int, Sort]]:
    """Every span to hide, by kind; where kinds disagree the first one told counts."""
    for match in MARK.finditer(text):
        yield *match.span(), "TEXT"
    for match in _EMAIL.finditer(text):
        yield *match.span(), "EMAIL"
    for match in _NUMBER.finditer(text):
        if (sort := _identity(match)) is not None:
            yield *match.span(), sort
    for match in _PHONE.finditer(text):
        if sum(map(str.isdigit, match[0])) in _DIGITS and not _DAY.search(match[0]):
            yield match.start(), match.end(), "PHONE"
    formed, cued, known = _words()
    for match in formed.finditer(text):
        if match[0] not in known:
            yield *match.span(), "COMPANY"
    for start, end in _persons(text, policy):
        if text[start:end] not in known and not text[start:end].lower().endswith(_offices()):
            yield start, end, "PERSON"
    for match in cued.finditer(text):
        words = match[1].rstrip(".'’-&")
        if words not in known and not _PERIOD.fullmatch(words) and not _listed(words, policy):
            yield match.start(1), match.start(1) + len(words), "COMPANY"
    for match in _small().finditer(text):
        yield *match.span(), "PERSON" if match["kin"] else "COMPANY"
    for match in _JOINED.finditer(text):
        if match[0] not in known and not _listed(match[0].replace("&", " "), policy):
            yield *match.span(), "COMPANY"
    readings = _marked(text, policy)
    offices = [
        (marked.source.starts[first], marked.source.ends[last])
        for marked, groups in _grouped(text, policy)
        for first, last, kind in groups
        if kind == "team"
    ]
    for start, end, doing in strangers(text, readings, known):
        inside = any(start < last and first < end for first, last in offices)
        if not inside and not text[start:end].lower().endswith(_offices()):
            yield start, end, "PERSON" if doing else "COMPANY"


@cache
def _small() -> re.Pattern[str]:
    """Names in small letters that their endings give away: "ericsson", "bergströms bygg"."""
    data = _data()
    # "lars" reads as "lärs" where letters are folded.
    trades = "|".join(map(re.escape, sorted(data["trades"], key=len, reverse=True)))
    kin, plain = ("|".join(map(re.escape, data[key])) for key in ("kin", "plain"))
    return re.compile(
        rf"(?<!\w)(?:(?P<kin>\w*(?:{kin})|{plain})(?=s?(?!\w))|(?!\w+(?:ens|ets|nas) )\w{{3,}}s (?:{trades})(?!\w))", re.IGNORECASE
    )


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
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files("coach.llm").joinpath("names.toml").read_text("utf-8"))


@cache
def _offices() -> tuple[str, ...]:
    """Endings of words for roles and departments, which name nobody."""
    return tuple(_data()["offices"])


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = _data()
    forms = "|".join(re.escape(form) for form in sorted(data["forms"], key=len, reverse=True))
    any_case, small = ("|".join(re.escape(cue) for cue in sorted(data[key], key=len, reverse=True)) for key in ("before", "before_small"))
    name = r"[A-ZÅÄÖÉÜØÆ][\w&'’.-]{1,40}"
    run = rf"{name}(?: (?:& |och |and )?{name}){{0,3}}"
    formed = re.compile(rf"(?<!\w)(?:{run} (?:{forms})|(?:AB|Aktiebolaget) {run})(?!\w)")
    cued = re.compile(rf"(?<!\w)(?:(?i:{any_case})|{small}) ({run})")
    return formed, cued, frozenset((*data["known"], *data["known_besides"]))


def _persons(text: str, policy: Policy) -> Iterator[tuple[int, int]]:
    """Persons by the reader's own lists and patterns, in both languages, wherever they stand in the sentence."""
    for marked, groups in _grouped(text, policy):
        tokens = marked.source.placed
        for first, last, kind in groups:
            # The reader is free with small letters and diacritics ("mått" may be a sloppy Matt); here a name in small letters is spelt out.
            if kind == "person" and (tokens[first].upper or text[tokens[first].start : tokens[first].end].lower() in _given()):
                yield tokens[first].start, tokens[_last_capital(tokens, first, last)].end
        for index, token in enumerate(tokens):
            if token.upper and "given" in marked.tags[index] and not ("unsure" in marked.tags[index] and _a_word(text, tokens, index)):
                yield token.start, _with_surname(text, tokens, index)


def _last_capital(tokens: Sequence[Placed], first: int, last: int) -> int:
    """A name does not end in small words or in a time: of "Maersk in Q2" it is "Maersk". One in small letters stands as it was read."""
    while last > first and tokens[first].upper and (not tokens[last].upper or any(map(str.isdigit, tokens[last].fold))):
        last -= 1
    return last


@cache
def _given() -> frozenset[str]:
    """Given names in small letters, as spelt, without those that are words too; with their genitives."""
    from rules.reading.lexicon import LANGUAGES, table

    lists = [table(language, "names") for language in LANGUAGES]
    sure = {name.lower() for names in lists for name in names["given"]} - {name for names in lists for name in names["unsure"]}
    sure -= frozenset(_data()["words"])
    return frozenset(sure | {f"{name}{ending}" for name in sure for ending in ("s", "'s", "’s")})


def is_office(name: str, policy: Policy) -> bool:
    """An owner field may hold a role or a team: "Säljchefen" hides nobody."""
    kinds = {kind for _, groups in _grouped(name, policy) for _, _, kind in groups}
    return bool(kinds) and "person" not in kinds


def _listed(words: str, policy: Policy) -> bool:
    """Words that the reader knows as words of trade, or as a role or team: no name hides there."""
    return any(all(tags - {"given", "genitive", "compound", "unsure"} for tags in marked.tags) for marked in _marked(words, policy))


def _marked(text: str, policy: Policy) -> tuple[Marked, ...]:
    return tuple(marked for marked, _ in _read(text, policy.roles, policy.teams, policy.names))


Groups = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=64)
def _read(text: str, roles: tuple[str, ...], teams: tuple[str, ...], names: tuple[str, ...]) -> tuple[tuple[Marked, Groups], ...]:
    """A text as each language reads it, with whom it names: asked for several times within one request."""
    from rules.reading.groups import find_groups
    from rules.reading.marking import Vocabulary, lexis, mark
    from rules.reading.text import tokenize

    source = tokenize(text)
    words = Vocabulary(roles, teams, names)
    both = (mark(source, language, lexis(language, words)) for language in ("sv", "en"))
    return tuple((marked, tuple(find_groups(marked, bytearray(len(marked.tokens))))) for marked in both)


def _grouped(text: str, policy: Policy) -> tuple[tuple[Marked, Groups], ...]:
    return _read(text, policy.roles, policy.teams, policy.names)


def _with_surname(text: str, tokens: Sequence[Placed], index: int) -> int:
    """The end of a name that begins with a given name: up to two capitalised words more, whatever else they mean ("Mona Ask")."""
    end = tokens[index].end
    for token in tokens[index + 1 : index + 3]:
        word = text[token.start : token.end]
        if text[end : token.start] not in (" ", "-") or not token.upper or len(word) < 2 or not word.isalpha() or word.isupper():
            break
        end = token.end
    return end


def _a_word(text: str, tokens: Sequence[Placed], index: int) -> bool:
    """A name that is a word too stands as the word: "Per" that opens a sentence, the month of "31 Jan"."""
    before = text[: tokens[index].start].rstrip()
    return not before or before[-1] in ".!?:;\n•-" or before[-1].isdigit()
