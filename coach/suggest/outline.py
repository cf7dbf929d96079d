"""A goal taken apart: what is fronted, who is to do it, the verb, what it concerns, and what only follows (means, purpose)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from coach.suggest import forms
from coach.suggest.forms import Verb
from coach.suggest.words import folded, starts, words
from rules.policy import Policy
from rules.reading import Reading, _vocabulary
from rules.reading.clauses import side_parts
from rules.reading.dates import find_frames
from rules.reading.facts import Frame, Mention
from rules.reading.marking import Marked, lexis, mark
from rules.reading.people import find_owners
from rules.reading.text import fold, tokenize

Form = Literal["verb", "clause", "noun", "done"]
_SPACES = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)])")
_DOUBLE = re.compile(r",\s*,")
_LED = re.compile(r"(?:\b(?:den|ar|senast|by|on|the|till|to)\s+)+$")
_EDGE = " \t\n.,;:!?–-…"


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of one goal text without label, frame phrase, hedges and vague time.

    `form`: "verb" (an infinitive or imperative, or a pronoun's clause), "clause" (a thing that is to do something), "noun" (a bare measure
    or wish), "done" (a thing that is to be done: "100 customers onboarded").
    `effort`: an effort word ("work on") was taken off; `prefix`: an owner before a colon; `pronoun`: "we", "i", "you" or "".
    `first`, `last`: the tokens of what follows the verb; `tail`: the token where means and purpose begin.
    """

    language: str
    marked: Marked
    frames: tuple[Frame, ...]
    form: Form
    lead: str
    prefix: str
    pronoun: str
    subject: tuple[int, int]
    modal: bool
    middle: str
    verb: Verb | None
    verb_at: int
    first: int
    last: int
    tail: int
    effort: bool
    better: bool
    owner: Mention | None = None

    def quote(self, first: int, last: int) -> str:
        """The writer's words from token `first` up to (not with) `last`."""
        tokens = self.marked.tokens
        return self.marked.source.text[tokens[first].start : tokens[last - 1].end] if first < last else ""

    def tags(self, index: int) -> frozenset[str]:
        """The tags of a token, none outside the text."""
        return self.marked.tags[index] if 0 <= index < len(self.marked.tags) else frozenset()


def cleaned(reading: Reading, since: date) -> tuple[str, str]:
    """The text without label, owner prefix, framing, hedges, closing signs, vague times and those before `since`; and the owner prefix."""
    source, language = reading.source, reading.language
    look = words(language)["look"]
    text, folds = source.text, fold(source.text)
    if len(folds) != len(text):
        return text.strip(_EDGE), ""
    cuts: list[tuple[int, int]] = []
    prefix = ""
    at = len(folds) - len(folds.lstrip())
    if label := re.compile(look["label"]).match(folds[at:]):
        cuts.append((at, at + label.end()))
        at += label.end()
    elif reading.owners and reading.owners[0].first == 0:
        owner = reading.owners[0]
        rest = folds[owner.end :]
        if owner.kind != "diffuse" and (sign := re.match(r"\s*:\s*|\s+-\s+", rest)):
            prefix = source.quote(owner.start, owner.end)
            at = owner.end + sign.end()
            cuts.append((owner.start, at))
    framing = _framing(language)
    for _ in range(3):
        found = framing.match(folds, at)
        if not found or found.end() == at:
            break
        cuts.append((at, found.end()))
        at = found.end()
    for pattern in look["tail"]:
        if found := re.search(pattern, folds):
            cuts.append(found.span())
    cuts.extend((item.start, item.end) for item in (*reading.hedges, *(f for f in reading.frames if f.kind == "vague")))
    if filler := look["filler"]:
        for found in re.finditer(r"(?<!\w)(?:" + "|".join(map(re.escape, filler)) + r")(?!\w)", folds):
            if not any(q.start <= found.start() < q.end for q in reading.quantities):
                cuts.append(found.span())
    # A deadline that has passed is no end any more: it becomes a blank.
    for f in reading.frames:
        if f.kind == "deadline" and f.until is not None and f.until < since:
            led = _LED.search(folds[: f.start])
            cuts.append((led.start() if led else f.start, f.end))
    return _without(text, cuts), prefix


@cache
def _framing(language: str) -> re.Pattern[str]:
    return re.compile("|".join(words(language)["look"]["framing"]))


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in cuts:
        kept[start:end] = "\0" * (end - start)
    left = "".join(kept).replace("\0", "")
    left = _DOUBLE.sub(",", _BEFORE_SIGN.sub(r"\1", _SPACES.sub(" ", left)))
    left = left.strip()
    # A closing sign belongs to the sentence, but a closing bracket to its words.
    return left.strip(_EDGE) if not left.endswith("...") else left[:-3].strip(_EDGE)


def outline(text: str, prefix: str, language: str, today: date, policy: Policy) -> Outline:
    """Take a cleaned text apart."""
    vocabulary = lexis(language, _vocabulary(policy))
    source = tokenize(text)
    marked = mark(source, language, vocabulary)
    frames = find_frames(source, today, language, fiscal_start=policy.fiscal_year_start, summer_end=policy.summer_end)
    return _Parser(marked, frames, find_owners(marked, frames), prefix, language).parse()


class _Parser:
    """One walk through the tokens of a cleaned text."""

    def __init__(self, marked: Marked, frames: tuple[Frame, ...], owners: tuple[Mention, ...], prefix: str, language: str) -> None:
        self.marked, self.frames, self.prefix, self.language = marked, frames, prefix, language
        self.owners = {owner.first: owner for owner in owners}
        self.tokens, self.tags = marked.tokens, marked.tags
        self.end = len(self.tokens)
        self.folds = fold(marked.source.text)
        self.effort = False
        self.better = False
        self.lead = ""
        self.owner: Mention | None = None

    def parse(self) -> Outline:
        """The outline."""
        at = self._fronted()
        if jump := self._modal(at):
            # "Om fem veckor ska vi ha ökat …": the subject follows the modal.
            if pronoun := self._pronoun(jump):
                return self._after_modal(jump + 1, pronoun, True)
            if self.lead and (stop := self._verb_after(jump)) < self.end:
                return self._made("clause", subject=(jump, stop), modal=True, at=stop)
            return self._after_modal(jump, "", True)
        if pronoun := self._pronoun(at):
            jump = self._modal(at + 1)
            return self._after_modal(jump or at + 1, pronoun, bool(jump))
        if (owned := self._owned(at)) is not None:
            return owned
        return self._impersonal(at)

    def _led(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].fold in ("att", "that")

    def _fronted(self) -> int:
        """The first token after a time that stands in front of the clause."""
        first = next((f for f in self.frames if f.first == 0 and f.kind in ("deadline", "cycle", "start") and f.last + 1 < self.end), None)
        if first is None or not self._opens(first.last + 1):
            return int(self.end > 1 and self.tokens[0].fold in ("att", "to"))
        self.lead = self._quote(0, first.last + 1)
        at = first.last + 1
        return at + (self.tokens[at].fold == ",")

    def _after_modal(self, at: int, pronoun: str, modal: bool) -> Outline:
        """What follows "vi ska", "we want to"."""
        if at < self.end and self.tokens[at].fold in ("att", "that") and self._finite(at + 1) is not None:
            return self._impersonal(at + 1)
        at = self._strip(at + (at < self.end and self.tokens[at].fold in ("att", "to")))
        if self.better:
            return self._made("noun", pronoun=pronoun, modal=modal, at=at, verbless=True)
        if self._led(at) and not self._verb(at) and self._finite(at) is not None:
            self.effort = False
            return self._impersonal(at)
        spoken = self.tokens[at - 1].fold
        if pronoun and spoken.endswith("'ve"):
            return self._made("verb", pronoun=pronoun, modal=True, at=at - 1, verb=Verb("have", "has", "have"))
        if pronoun and self.language == "en" and at < self.end and "ing" in self.tags[at]:
            lemma = self.marked.lexis.lemmas.get(self.tokens[at].fold, "")
            return self._made("verb", pronoun=pronoun, modal=True, at=at, verb=forms.english(lemma, lemma))
        place = at if self._verb(at) else self._verb_after(at)
        if place < self.end and place - at <= 6:
            middle = self._quote(at, place)
            return self._made("verb", pronoun=pronoun, modal=modal, middle="" if fold(middle) in ("all", "alla") else middle, at=place)
        if pronoun and not modal and not self.effort and at < self.end and self.language == "sv" and self.tokens[at].fold.endswith("r"):
            written = self._quote(at, at + 1)
            return self._made("verb", pronoun=pronoun, at=at, verb=Verb(written, written, fold(written)))
        return self._made("noun", pronoun=pronoun, modal=modal, at=at, verbless=True)

    def _owned(self, at: int) -> Outline | None:
        """A clause whose subject is a person, role, team or company."""
        inverted = bool(self.lead) and at + 1 in self.owners and self._verb(at) is not None
        place = at + 1 if inverted else next((index for index in range(at, at + 4) if index in self.owners), -1)
        if place < 0 or not inverted and any(self._verb(i) or self.tags[i] & {"preposition"} for i in range(at, place)):
            return None
        owner = self.owners[place]
        self.owner = owner
        after = owner.last + 1
        if inverted:
            return self._made("clause", subject=(at + 1, after), at=at, first=after)
        jump = self._modal(after) or (after + 1 if after < self.end and self.tokens[after].fold == "to" else 0)
        begin = self._strip(jump or after, better=False)
        stop = begin if self._verb(begin) else self._verb_after(begin) if jump else self.end
        if stop < self.end and stop - begin <= 6:
            return self._made("clause", subject=(at, after), modal=bool(jump), middle=self._quote(begin, stop), at=stop)
        if jump:
            return self._made("clause", subject=(at, after), modal=True, at=begin, verbless=True)
        if self.effort and begin > after:
            return self._made("noun", subject=(at, after), at=begin, verbless=True)
        self.owner = None
        return None

    def _impersonal(self, start: int) -> Outline:
        """A doing without a doer, or a thing that is to become something."""
        at = start
        adverb = ""
        if self.tokens and at + 1 < self.end and self.tokens[at].fold in folded(self.language, "adverbs") and self._verb(at + 1):
            adverb, at = self._quote(at, at + 1).lower(), at + 1
        at = self._strip(at)
        if at < self.end and not self.better and self._verb(at) and self._starts_verb(at):
            return self._made("verb", middle=adverb, at=at)
        if self.effort or self.better:
            return self._made("noun", at=at, verbless=True)
        finite = self._finite(start)
        if finite is not None:
            place, after = finite
            if after <= place:
                return self._made("clause", subject=(start, place), at=place)
            stop = self._verb_after(after)
            if stop < self.end and stop - after <= 6:
                return self._made("clause", subject=(start, place), modal=True, middle=self._quote(after, stop), at=stop)
            return self._made("clause", subject=(start, place), modal=True, at=after, verbless=True)
        return self._made("done" if self._participle(start) else "noun", at=start, verbless=True)

    def _made(
        self,
        form: Form,
        *,
        at: int,
        pronoun: str = "",
        subject: tuple[int, int] = (0, 0),
        modal: bool = False,
        middle: str = "",
        verbless: bool = False,
        verb: Verb | None = None,
        first: int = -1,
    ) -> Outline:
        verb = verb or (None if verbless else self._verb(at))
        if first < 0:
            first = at if verb is None else at + 1
        side = side_parts(self.marked, self.frames)
        tail = self.end
        while tail > first and side[tail - 1]:
            tail -= 1
        tail = self._tail(first, tail)
        return Outline(
            self.language, self.marked, self.frames, form, self.lead, self.prefix, pronoun, subject, modal, middle, verb, at, first,
            self.end, tail, self.effort, self.better, self.owner,
        )  # fmt: skip

    def _tail(self, first: int, tail: int) -> int:
        """Where means, purpose and asides begin: with the words that lead in to them, and not within a phrase."""
        aside = starts(self.language, "asides")
        for index in range(first + 1, min(tail, self.end - 1)):
            if self.tokens[index].fold == "," and aside.match(self.folds, self.tokens[index + 1].start):
                tail = index
                break
        lead = starts(self.language, "tail_leads")
        for index in range(max(first + 1, tail - 3), tail):
            if tail < self.end and lead.match(self.folds, self.tokens[index].start):
                tail = index
                break
        if first < tail < self.end and self.tokens[tail - 1].fold == ",":
            tail -= 1
        if tail < self.end and self.tags[tail - 1] & {"preposition"} and self.tags[tail] & {"subordinate", "means"}:
            return self.end
        return tail

    def _quote(self, first: int, last: int) -> str:
        return self.marked.source.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def _opens(self, at: int) -> bool:
        """What follows a fronted time can begin a clause: a verb, a modal, or a subject and its verb after a comma."""
        if self.tokens[at].fold == "," and at + 1 < self.end:
            at += 1
        return bool(self._modal(at) or self._verb(at) and self._starts_verb(at) or self._pronoun(at)) or any(
            index in self.owners for index in range(at, at + 3)
        )

    def _match(self, key: str, at: int) -> int:
        """The token after a phrase of a list that begins at token `at`, or 0."""
        if at >= self.end or self.tokens[at].kind != "w":
            return 0
        found = starts(self.language, key).match(self.folds, self.tokens[at].start)
        if not found:
            return 0
        return next((index for index in range(at, self.end) if self.tokens[index].start >= found.end()), self.end)

    def _modal(self, at: int) -> int:
        after = self._match("modals", at)
        if not after and self.language == "en" and at < self.end and self.tokens[at].fold in ("'ll", "'re"):
            return at + 1
        return after

    def _pronoun(self, at: int) -> str:
        if at >= self.end or self.tokens[at].kind != "w":
            return ""
        tags, token = self.tags[at], self.tokens[at]
        if "we" in tags:
            return "we"
        if "i" in tags and (self.language == "en" or token.fold != "i"):
            return "i"
        if "you" in tags or self.language == "sv" and token.fold == "man":
            return "you"
        return ""

    def _verb(self, at: int) -> Verb | None:
        if at >= self.end or self.tokens[at].kind != "w":
            return None
        tags, token = self.tags[at], self.tokens[at]
        written = self._quote(at, at + 1)
        lemma = self.marked.lexis.lemmas.get(token.fold, "")
        if not tags & {"verb"}:
            if self.language == "sv" and (not tags or forms.listed(token.fold)):
                return forms.swedish(written, token.fold)
            if token.fold in folded(self.language, "extra_verbs"):
                return forms.english(written, token.fold)
        if "verb" not in tags or not tags & {"inf", "imp", "pres"}:
            return None
        if self.language == "sv" and (written.lower() in ("år", "var") or token.fold == "ar" and "ä" not in written.lower()):
            return None
        return forms.swedish(written, lemma) if self.language == "sv" else forms.english(written, lemma)

    def _starts_verb(self, at: int) -> bool:
        """The word at the beginning is a doing, not a thing ("Report published", "Win rate 30 %")."""
        tags = self.tags[at]
        if self.tokens[at].fold in folded(self.language, "extra_verbs"):
            return True
        if not tags & {"inf", "imp"}:
            return False
        after = self.tags[at + 1] if at + 1 < self.end else frozenset()
        if "quality" in tags and not ("ä" in self._quote(at, at + 1) if self.language == "sv" else self._governs(at)):
            return False
        number = at + 1 < self.end and self.tokens[at + 1].kind == "n"
        if number and self.tokens[at].fold in ("top", "topp"):
            return False
        if self.language == "sv":
            return True
        free = number or bool(after & {"determiner", "indefinite", "preposition", "each", "quality", "particle", "verb"})
        if any(tag.startswith("measure:") for tag in tags) or any(
            hit.first == at and hit.last > at and hit.tag.startswith("measure:") for hit in self.marked.hits
        ):
            return free or bool(tags & {"deliver", "act"}) and "part" not in after and not any(
                hit.first == at and hit.last == at + 1 and hit.tag.startswith("measure:") for hit in self.marked.hits
            )
        if after & {"sup", "past"} and not after & {"inf"}:
            # "Implement improved contract flow" against "Report published".
            return at + 2 < self.end and self.tokens[at + 2].kind == "w" and not self.tags[at + 2] & {"preposition", "conjunction"}
        return True

    def _governs(self, at: int) -> bool:
        """ "Lower churn by 2", "clear the demo stock": a word that is also a quality does something to what follows."""
        if self.tags[min(at + 1, self.end - 1)] & {"determiner"}:
            return True
        return any(self.tokens[i].fold in ("by", "to", "from") and self.tokens[i + 1].kind == "n" for i in range(at + 1, self.end - 1))

    def _verb_after(self, at: int) -> int:
        """The first infinitive from `at` on."""
        for index in range(at, min(at + 10, self.end)):
            if ("inf" in self.tags[index] or not self.tags[index] or forms.listed(self.tokens[index].fold)) and self._verb(index):
                return index
        return self.end

    def _finite(self, start: int) -> tuple[int, int] | None:
        """Where the first finite verb of a clause with a subject of its own stands: (its place, the place after a modal)."""
        depth = 0
        for index in range(start, min(start + 24, self.end)):
            token, tags = self.tokens[index], self.tags[index]
            depth += (token.fold == "(") - (token.fold == ")")
            if depth > 0 or index == start and token.kind == "w" and not tags & {"modal"} or token.kind == "p":
                if token.fold in ";:" and token.kind == "p" and index > start:
                    return None
                continue
            if token.fold in ("som", "that", "who", "which", "dar", "where", "vars", "sa"):
                return None
            if token.kind != "w":
                continue
            after = self._modal(index)
            if after and "verb" not in tags or after and tags & {"modal"}:
                return index, after
            if self.language == "sv" and token.fold == "ar" and self._quote(index, index + 1).lower() == "år":
                continue
            if tags & {"be", "have"} and not tags & {"inf"} or token.fold == "blir":
                return index, index
            if "pres" in tags and not tags & {"inf"} and not any(tag.startswith("measure:") for tag in tags) and self._verb(index):
                return index, index
            if self.language == "en" and tags & {"inf"} and "verb" in tags and index == start + 2 and "role_plurals" in self.tags[index - 1]:
                return index, index
        return None

    def _participle(self, start: int) -> bool:
        """Something that is to be done or in place: "100 customers onboarded", "CRM:et på plats"; not "6 signed tenants"."""
        if any(hit.tag == "state" and hit.first > start for hit in self.marked.hits):
            return self.tokens[start].kind == "n" or not self.tags[start] & {"quality"}
        return self.language == "en" and any(
            self.tags[index] & {"sup"}
            and "verb" in self.tags[index]
            and not self.tags[index] & {"inf", "quality"}
            and (index + 1 == self.end or self.tokens[index + 1].kind == "p" or bool(self.tags[index + 1] & {"preposition", "particle", "conjunction"}))
            for index in range(start + 1, min(start + 10, self.end))
        )

    def _strip(self, at: int, better: bool = True) -> int:
        """Efforts and hedges that lead in to the matter itself: "arbeta med att", "focus on"."""
        for _ in range(3):
            after = self._match("drop_before_verb", at)
            if not after and better and (after := self._match("better_at", at)) and after < self.end:
                self.better = True
                return after
            if not after and (after := self._match("strip_verbs", at)) and after < self.end:
                self.effort = True
            if not after or after >= self.end:
                return at
            at = after
            if self.tokens[at].fold in ("att", "to") and at + 1 < self.end:
                at += 1
        return at


def plural(word: str, language: str) -> bool:
    """Whether a word looks like a group in the plural."""
    return any(fold(word).endswith(ending) for ending in folded(language, "plurals"))
