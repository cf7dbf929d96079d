"""Names that nobody used: who does it becomes a blank, a company, product or helper goes with the preposition that leads in to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coach.suggest.known import Known
from coach.suggest.numerals import Edit
from coach.suggest.words import folded, patterns, words
from rules.reading import Reading, _vocabulary
from rules.reading.facts import Mention
from rules.reading.groups import find_groups
from rules.reading.marking import PLAIN, lexis, mark
from rules.reading.text import fold

_JOINED = re.compile(r"\s*(?:,|&|och|and|samt)?\s*", re.IGNORECASE)
Spans = Iterable[tuple[int, int]]


def owners(reading: Reading, known: Known, taken: Spans) -> Iterator[Edit]:
    """Blanks for doers that nobody named, with their articles."""
    text, language = reading.source.text, reading.language
    blank = str(words(language)["blanks"]["owner"])
    for owner in reading.owners:
        end = whole(reading, owner)
        if within(owner.start, end, taken):
            continue
        strange = not known.writer if owner.kind == "writer" else owner.kind in _KINDS and not known.quoted(text[owner.start : end])
        if strange:
            article = patterns(language, "owner_leads").search(fold(text[: owner.start]))
            yield Edit(article.start() if article else owner.start, end, blank)


def whole(reading: Reading, owner: Mention) -> int:
    """Where a person's name ends: with the surname, however the reader takes it."""
    tokens, last = reading.source.placed, owner.last
    while owner.kind == "person" and last + 1 < len(tokens):
        after = tokens[last + 1]
        if after.kind != "w" or not after.upper or after.start != tokens[last].end + 1 or any(map(str.isdigit, after.fold)):
            break
        last += 1
    return tokens[last].end


_KINDS = ("person", "role", "team", "each")


def cut(reading: Reading, known: Known, taken: Spans) -> Iterator[Edit | str]:
    """Phrases to cut, or the words that cannot be: neighbours joined by "och" or a comma go together."""
    text = reading.source.text
    spans: list[tuple[int, int]] = []
    for start, end in sorted({*_people(reading, known, taken), *names(reading, known, taken)}):
        if spans and (start <= spans[-1][1] or _JOINED.fullmatch(text, spans[-1][1], start)):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    for start, end in spans:
        yield _phrase(reading, start, _numbered(reading, end))


def _phrase(reading: Reading, start: int, end: int) -> Edit | str:
    """What goes with a name: the preposition that leads in to it, a noun that it stands before ("the Premium package")."""
    text = reading.source.text
    led = patterns(reading.language, "leads_to_name").search(fold(text[:start]))
    if _named_before(reading, start):
        return Edit(start, end, "")
    noun = _noun_after(reading, end, led is not None and led[0].split()[-1] in ("the", "our", "their", "its", "a", "den", "det", "de"))
    if led is None or text[end : end + 1].isalnum() or noun and text[start:end].endswith("s"):
        return text[start:end]
    if led.start() == 0 and reading.language == "sv":
        return text[start:end]
    return Edit(led.start(), noun or end, "")


def _numbered(reading: Reading, end: int) -> int:
    """The end of a name with the number that belongs to it: "Turbo 3000"."""
    after = next((token for token in reading.source.placed if token.start >= end), None)
    return after.end if after is not None and after.kind == "n" and after.start == end + 1 else end


def _named_before(reading: Reading, start: int) -> bool:
    """A name that goes on after one that is the writer's: "Cars" of "Volvo Cars"."""
    before = next((token for token in reversed(reading.source.placed) if token.end <= start), None)
    return before is not None and before.kind == "w" and before.upper and before.end == start - 1 and before.start > 0


def _noun_after(reading: Reading, end: int, article: bool) -> int:
    """Where the noun ends that stands right behind a name, 0 where none does: "Volvos beställningar"."""
    token = next((token for token in reading.source.placed if token.start >= end), None)
    if token is None or token.kind != "w" or token.upper:
        return 0
    tags = lexis(reading.language, PLAIN).tags(token.fold)
    return 0 if tags & {"preposition", "conjunction", "modal", *(() if article else ("verb",))} else token.end


def _people(reading: Reading, known: Known, taken: Spans) -> Iterator[tuple[int, int]]:
    """Persons and roles beside the doer: "med stöd av marknadschefen"."""
    text, language = reading.source.text, reading.language
    marked = mark(reading.source, language, lexis(language, _vocabulary(known.policy)))
    for first, last, kind in find_groups(marked, bytearray(len(marked.tokens))):
        start, end = marked.source.starts[first], marked.source.ends[last]
        base = first and marked.tokens[first - 1].fold == "per"
        somebody = kind == "role" or kind == "person" and marked.tokens[first].upper
        if somebody and not base and not within(start, end, taken) and not known.quoted(text[start:end]):
            yield start, end


def names(reading: Reading, known: Known, taken: Spans = ()) -> Iterator[tuple[int, int]]:
    """Capitalised words inside the sentence that nobody used: products, companies, persons."""
    text = reading.source.text
    look = lexis(reading.language, PLAIN).tags
    taken = tuple(taken)
    opens = True
    for token in reading.source.placed:
        if token.kind == "w" and token.upper and token.fold not in known.words and not within(token.start, token.end, taken):
            tags = look(token.fold)
            stem = re.split(r"[':]", token.fold)[0].removesuffix("s")
            if stem in known.words or "'" in token.fold and token.fold.startswith("i'"):
                continue
            listed = bool(tags - {"given", "unsure", "compound", "genitive"})
            if (
                "given" in tags
                and not listed
                or not opens
                and not (listed and _acronym(text[token.start : token.end]))
                and token.fold not in folded(reading.language, "capitals")
            ):
                yield token.start, token.end
        opens = token.kind == "p" and token.fold in ".!?:"


def _acronym(word: str) -> bool:
    return word.isupper() or not word[1:].islower()


def within(start: int, end: int, spans: Spans) -> bool:
    """Whether a span touches one of others."""
    return any(start < last and first < end for first, last in spans)
