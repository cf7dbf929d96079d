"""What a wording says that its writer did not: numbers (also in words), dates, persons, roles, names (design §8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from coach.suggest.model import Step
from coach.suggest.words import folded, words
from rules.model import Goal
from rules.policy import Policy
from rules.reading import Reading, find_blanks, read
from rules.reading.facts import Quantity
from rules.reading.marking import PLAIN, lexis
from rules.reading.text import fold, tokenize

_DIGITS = re.compile(r"\d[\d \u00a0\u202f.,']*")
_NOT_A_NUMBER = ("name",)
_ARTICLE = re.compile(r"(?<!\w)(?:the|a|an|our|my|den|vår|min)\s+$", re.IGNORECASE)
_EDGE = re.compile(r"^[<>≥≤+±~]*\s*")


@dataclass(frozen=True)
class Known:
    """What may be said: the goal with its fields, what was said in the conversation, and what the policy names."""

    goal: Goal
    reading: Reading
    said: tuple[str, ...]
    policy: Policy
    today: date

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that the writer or the policy uses, folded."""
        goal, policy = self.goal, self.policy
        texts = (goal.text, goal.owner or "", goal.metric or "", goal.unit or "", *self.said, policy.company)
        found = {token.fold for text in texts for token in tokenize(text).tokens}
        for entry in (*policy.roles, *policy.teams, *policy.names, *policy.measures):
            stem, bar, endings = entry.partition("|")
            found.update(token.fold for end in (endings.split("|") if bar else ("",)) for token in tokenize(stem + end.strip("-")).tokens)
        return frozenset(found)

    @cached_property
    def digits(self) -> frozenset[str]:
        """Every run of digits, without separators."""
        fields = (self.goal.baseline, self.goal.target, *(item.value for item in self.goal.history))
        texts = (self.goal.text, *self.said, *(format(value, "f") for value in fields if value is not None))
        runs = {plain(run) for text in texts for run in _DIGITS.findall(text)}
        for text in texts:
            runs.update(plain(token.fold) for token in tokenize(text).tokens if token.kind == "n")
            runs.update(re.findall(r"\d+", text))
        for day in (self.goal.deadline, self.goal.agreed):
            if day is not None:
                runs |= {str(day.day), str(day.month), str(day.year)}
        return frozenset(runs)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The goal's reading and those of the conversation."""
        return (self.reading, *(read(text, self.today, self.policy) for text in self.said))

    @cached_property
    def values(self) -> frozenset[tuple[Decimal, bool]]:
        """Every number as meant, and whether it is a factor ("fördubbla" is no 2)."""
        found = {
            (value, q.kind == "factor")
            for reading in self.readings
            for q in reading.quantities
            for value in (q.value, q.upper)
            if value is not None
        }
        return frozenset(found | {(value, False) for value in (self.goal.baseline, self.goal.target) if value is not None})

    @cached_property
    def days(self) -> frozenset[date]:
        """Every end that is named."""
        found = {frame.until for reading in self.readings for frame in reading.frames if frame.until is not None}
        return frozenset(found | ({self.goal.deadline} if self.goal.deadline else set()))


def plain(run: str) -> str:
    """A run of digits without its separators."""
    return re.sub(r"\D", "", run)


@dataclass(frozen=True, slots=True)
class Purged:
    """A wording without what was invented; `refused` where that could not be taken out."""

    text: str
    steps: tuple[Step, ...]
    refused: bool = False


def purge(text: str, reading: Reading, known: Known) -> Purged:
    """Put blanks for numbers, dates and owners that nobody gave; refuse what leaves no sentence behind."""
    language = known.reading.language
    blanks = words(language)["blanks"]
    edits: dict[tuple[int, int], tuple[str, Step]] = {}
    steps: list[Step] = []
    taken = [(blank.start, blank.end) for blank in find_blanks(text)] if "[" in text else []
    for frame in reading.frames:
        if frame.kind in ("deadline", "start") and frame.until not in known.days and not _said(text[frame.start : frame.end], known):
            start = _with_lead(text, frame.start, language)
            edits[start, frame.end] = (
                words(language)["say"]["by_end"],
                Step("date-blanked", (("words", text[start : frame.end].strip()),)),
            )
            taken.append((start, frame.end))
    for q in reading.quantities:
        if q.role in _NOT_A_NUMBER or _within(q.start, q.end, taken) or _known_number(q, text, known):
            continue
        cut = _numeral(q, text, language)
        if cut is None:
            steps.append(Step("number-refused", (("words", text[q.start : q.end]),)))
            return Purged(text, tuple(steps), True)
        blank = blanks["baseline" if q.role == "baseline" else "target"]
        edits[cut] = (blank, Step("number-blanked", (("words", text[cut[0] : cut[1]].strip()),)))
        taken.append((q.start, q.end))
    for owner in reading.owners:
        if owner.kind in ("person", "role", "team", "each") and not _within(owner.start, owner.end, taken):
            quoted = text[owner.start : owner.end]
            if not _said(quoted, known):
                article = _ARTICLE.search(text[: owner.start])
                start = article.start() if article else owner.start
                edits[start, owner.end] = (blanks["owner"], Step("owner-blanked", (("words", text[start : owner.end]),)))
                taken.append((owner.start, owner.end))
    for token in reading.source.tokens:
        if token.kind == "n" and not _within(token.start, token.end, taken) and plain(token.fold) not in known.digits:
            return Purged(text, (*steps, Step("number-refused", (("words", text[token.start : token.end]),))), True)
    strange = next(iter(names(text, reading, known, taken)), "")
    if strange:
        return Purged(text, (*steps, Step("name-refused", (("words", strange),))), True)
    made = text
    for (start, end), (blank, step) in sorted(edits.items(), reverse=True):
        made = made[:start] + blank + made[end:]
        steps.insert(0, step)
    return Purged(made, tuple(steps))


def names(text: str, reading: Reading, known: Known, taken: Iterable[tuple[int, int]] = ()) -> Iterable[str]:
    """Capitalised words inside the sentence that nobody used: products, companies, persons."""
    look = lexis(reading.language, PLAIN).tags
    taken = tuple(taken)
    opens = True
    for token in reading.source.tokens:
        if token.kind == "w" and token.upper and token.fold not in known.words and not _within(token.start, token.end, taken):
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
                and not _worn(token.fold, reading)
            ):
                yield text[token.start : token.end]
        opens = token.kind == "p" and token.fold in ".!?:"


def _acronym(word: str) -> bool:
    return word.isupper() or not word[1:].islower()


def _worn(word: str, reading: Reading) -> bool:
    """Words that carry a capital by custom: "I", months in English, the names of languages."""
    return word in folded(reading.language, "capitals")


def _said(quoted: str, known: Known) -> bool:
    """Every word of it is the writer's or a word without content."""
    look = lexis(known.reading.language, PLAIN).tags
    small = {"determiner", "preposition", "function", "conjunction", "modal", "be", "have"}
    return all(
        token.fold in known.words
        or token.fold.removesuffix("s") in known.words
        or token.kind == "p"
        or token.kind == "w"
        and bool(look(token.fold) & small)
        for token in tokenize(quoted).tokens
    )


def _known_number(q: Quantity, text: str, known: Known) -> bool:
    if q.placeholder or q.kind == "share" and q.words and q.value in (0, 100):
        return True
    factor = q.kind == "factor"
    given = known.values
    if all(value is None or (value, factor) in given for value in (q.value, q.upper)):
        return True
    # "2,5 Mkr" of a field that says 2500000, and the other way round, is the same number; "en" is no number at all.
    runs = [plain(run) for run in _DIGITS.findall(text[q.start : q.end])]
    return bool(runs) and all(run in known.digits for run in runs) or q.words and q.value == 1 and not factor


def _numeral(q: Quantity, text: str, language: str) -> tuple[int, int] | None:
    """Where the number itself stands in a quantity: "tjugo" of "tjugo procent"; None for a verb such as "fördubbla"."""
    quoted = text[q.start : q.end]
    if q.kind == "factor" and q.words or q.kind == "rank":
        return None
    skip = _EDGE.match(quoted)
    start = q.start + (skip.end() if skip else 0)
    if found := _DIGITS.search(quoted):
        length = len(found[0].rstrip(" .,'\u00a0\u202f"))
        return q.start + found.start(), q.start + found.start() + length
    tokens = tokenize(quoted).tokens
    if len(tokens) == 1:
        return (start, q.end) if q.kind in ("count", "number") else None
    return start, q.start + tokens[-2].end


def _with_lead(text: str, start: int, language: str) -> int:
    """The place of a time with the preposition before it."""
    for phrase in sorted(folded(language, "leads_to_date"), key=len, reverse=True):
        before = fold(text[:start]).rstrip()
        if re.search(rf"(?<!\w){re.escape(phrase)}$", before):
            return len(before) - len(phrase)
    return start


def _within(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)
