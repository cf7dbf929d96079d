"""Taking a cleaned goal apart."""

from __future__ import annotations

from datetime import date

from coach.suggest import forms
from coach.suggest.forms import Verb
from coach.suggest.lookup import Lookup
from coach.suggest.outline import Form, Outline
from coach.suggest.words import folded
from rules.policy import Policy
from rules.reading import _vocabulary
from rules.reading.dates import find_frames
from rules.reading.facts import Frame, Mention
from rules.reading.marking import Marked, lexis, mark
from rules.reading.people import find_owners
from rules.reading.text import fold, tokenize


def outline(text: str, prefix: str, language: str, today: date, policy: Policy) -> Outline:
    """Take a cleaned text apart."""
    vocabulary = lexis(language, _vocabulary(policy))
    source = tokenize(text)
    marked = mark(source, language, vocabulary)
    frames = find_frames(source, today, language, fiscal_start=policy.fiscal_year_start, summer_end=policy.summer_end)
    return Parser(marked, frames, find_owners(marked, frames), prefix, language).parse()


class Parser(Lookup):
    """One walk through the tokens of a cleaned text."""

    def __init__(self, marked: Marked, frames: tuple[Frame, ...], owners: tuple[Mention, ...], prefix: str, language: str) -> None:
        super().__init__(marked, frames, owners, language)
        self.prefix = prefix
        self.effort = False
        self.better = False
        self.pursued = False
        self.lead = ""
        self.owner: Mention | None = None

    def parse(self) -> Outline:
        """The outline."""
        at = self._fronted()
        if jump := self.modal(at):
            # "Om sex veckor ska vi ha höjt …": the subject follows the modal.
            if pronoun := self.pronoun(jump):
                return self._after_modal(jump + 1, pronoun, True)
            if (self.lead or not at and not self.verb(jump)) and (stop := self.verb_after(jump)) < self.end:
                return self._made("clause", subject=(jump, stop), modal=True, at=stop)
            return self._after_modal(jump, "", True)
        if pronoun := self.pronoun(at):
            jump = self.modal(at + 1)
            return self._after_modal(jump or at + 1, pronoun, bool(jump))
        if (owned := self._owned(at)) is not None:
            return owned
        return self._impersonal(at)

    def _fronted(self) -> int:
        """The first token after a time that stands in front of the clause."""
        first = next((f for f in self.frames if f.first == 0 and f.kind in ("deadline", "cycle", "start") and f.last + 1 < self.end), None)
        if first is None or not self._opens(first.last + 1):
            return int(self.end > 1 and self.tokens[0].fold in ("att", "to"))
        self.lead = self.quote(0, first.last + 1)
        at = first.last + 1
        return at + (self.tokens[at].fold == ",")

    def _opens(self, at: int) -> bool:
        """What follows a fronted time can begin a clause: a verb, a modal, or a subject and its verb after a comma."""
        if self.tokens[at].fold == "," and at + 1 < self.end:
            return True
        return bool(self.modal(at) or self.verb(at) and self.starts_verb(at) or self.pronoun(at)) or any(
            index in self.owners for index in range(at, at + 3)
        )

    def _after_modal(self, at: int, pronoun: str, modal: bool) -> Outline:
        """What follows "vi ska", "we want to"."""
        if at < self.end and self.tokens[at].fold in ("att", "that") and self.finite(at + 1) is not None:
            return self._impersonal(at + 1)
        at = self._strip(at + (at < self.end and self.tokens[at].fold in ("att", "to")))
        if self.better:
            return self._made("noun", pronoun=pronoun, modal=modal, at=at, verbless=True)
        if self.led(at) and not self.verb(at) and self.finite(at) is not None:
            self.effort = False
            return self._impersonal(at)
        spoken = self.tokens[at - 1].fold
        if pronoun and spoken.endswith("'ve"):
            return self._made("verb", pronoun=pronoun, modal=True, at=at - 1, verb=Verb("have", "has", "have"))
        if pronoun and self.language == "en" and at < self.end and "ing" in self.tags[at]:
            lemma = self.marked.lexis.lemmas.get(self.tokens[at].fold, "")
            return self._made("verb", pronoun=pronoun, modal=True, at=at, verb=forms.english(lemma, lemma))
        if at + 1 < self.end and self.tokens[at].fold == "be" and "ing" in self.tags[at + 1]:
            at += 1
            lemma = self.marked.lexis.lemmas.get(self.tokens[at].fold, "")
            return self._made("verb", pronoun=pronoun, modal=True, at=at, verb=forms.english(lemma, lemma))
        if pronoun and not modal and not self.verb(at) and (found := self.finite(at)) is not None:
            return self._clause(at - 1, *found)
        place = at if self.verb(at) else self.end if self.effort else self.verb_after(at)
        if place < self.end and place - at <= 6:
            middle = self.quote(at, place)
            return self._made("verb", pronoun=pronoun, modal=modal, middle="" if fold(middle) in ("all", "alla") else middle, at=place)
        if pronoun and not modal and not self.effort and at < self.end and self.language == "sv" and self.tokens[at].fold.endswith("r"):
            written = self.quote(at, at + 1)
            return self._made("verb", pronoun=pronoun, at=at, verb=Verb(written, written, fold(written)))
        return self._made("noun", pronoun=pronoun, modal=modal, at=at, verbless=True)

    def _owned(self, at: int) -> Outline | None:
        """A clause whose subject is a person, role, team or company."""
        inverted = bool(self.lead) and at + 1 in self.owners and self.verb(at) is not None
        place = at + 1 if inverted else next((index for index in range(at, at + 4) if index in self.owners), -1)
        if place < 0 or not inverted and any(self.verb(i) or self.tags[i] & {"preposition"} for i in range(at, place)):
            return None
        owner = self.owners[place]
        self.owner = owner
        after = owner.last + 1
        if inverted:
            return self._made("clause", subject=(at + 1, after), at=at, first=after)
        jump = self.modal(after) or (after + 1 if after < self.end and self.tokens[after].fold == "to" else 0)
        begin = self._strip(jump or after, better=False)
        stop = begin if self.verb(begin) else self.verb_after(begin) if jump else self.end
        if stop < self.end and stop - begin <= 6:
            return self._made("clause", subject=(at, after), modal=bool(jump), middle=self.quote(begin, stop), at=stop)
        if jump and self.effort and owner.kind == "diffuse":
            # "Butiken ska bidra till förbättrad trivsel": what counts is the health.
            return self._made("noun", at=begin, verbless=True)
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
        if self.tokens and at + 1 < self.end and self._adverb(at) and self.verb(at + 1):
            adverb, at = self.quote(at, at + 1).lower(), at + 1
        at = self._strip(at)
        if at < self.end and not self.better and self.verb(at) and self.starts_verb(at):
            return self._made("verb", middle=adverb, at=at)
        if not self.effort and not self.better and self._being(at):
            lemma = self.marked.lexis.lemmas.get(self.tokens[at].fold, "")
            return self._made("verb", at=at, verb=forms.english(lemma, lemma))
        free = at + 1 < self.end and bool(self.tags[at + 1] & {"determiner", "indefinite", "each"})
        if self.effort and self.language == "en" and at < self.end and {"ing", "verb"} <= self.tags[at] and (self.pursued or free):
            lemma = self.marked.lexis.lemmas.get(self.tokens[at].fold, "")
            return self._made("verb", at=at, verb=forms.english(lemma, lemma))
        if self.effort or self.better:
            return self._made("noun", at=at, verbless=True)
        finite = self.finite(start)
        if finite is not None:
            return self._clause(start, *finite)
        return self._made("done" if self.participle(start) else "noun", at=start, verbless=True)

    def _bettered(self, at: int) -> int:
        """The token after "bli bättre på", "get better at"; 0 before a doing, which is no thing to improve."""
        after = self.match("better_at", at)
        return 0 if after < self.end and (self.tokens[after].fold == "att" or "ing" in self.tags[after] and after + 1 < self.end) else after

    def _adverb(self, at: int) -> bool:
        """A word that says how, before the verb: "effektivt sprida", "successfully launch"."""
        token, tags = self.tokens[at], self.tags[at]
        if token.fold in folded(self.language, "adverbs"):
            return True
        ending = token.fold.endswith("ly") if self.language == "en" else token.fold.endswith(("t", "vis", "ligen"))
        after = self.tags[at + 1]
        return ending and not tags - {"quality", "compound", "hedge"} and ("inf" in after or not after)

    def _being(self, at: int) -> bool:
        """An English wish as a thing: "Being a better place", "Growing the base"."""
        if self.language != "en" or at + 1 >= self.end or not {"ing", "verb"} <= self.tags[at]:
            return False
        lemma = self.marked.lexis.lemmas.get(self.tokens[at].fold, "")
        if self.tokens[at + 1].kind == "n":
            return True
        return lemma in folded("en", "be") or bool(
            self.tags[at] & {"up", "down"} and self.tags[at + 1] & {"determiner", "indefinite", "quality"}
        )

    def _clause(self, start: int, place: int, after: int) -> Outline:
        """A thing that does or is to do something: its finite verb at `place`, or a modal there and the rest from `after`."""
        if after <= place:
            return self._made("clause", subject=(start, place), at=place)
        stop = self.verb_after(after)
        if stop < self.end and stop - after <= 6:
            return self._made("clause", subject=(start, place), modal=True, middle=self.quote(after, stop), at=stop)
        return self._made("clause", subject=(start, place), modal=True, at=after, verbless=True)

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
        verb = verb or (None if verbless else self.verb(at))
        if first < 0:
            first = at if verb is None else at + 1
        tail = self.tail(first)
        return Outline(
            self.language, self.marked, self.frames, form, self.lead, self.prefix, pronoun, subject, modal, middle, verb, at, first,
            self.end, tail, self.effort, self.better, self.owner,
        )  # fmt: skip

    def _strip(self, at: int, better: bool = True) -> int:
        """Efforts and hedges that lead in to the matter itself: "arbeta med att", "focus on"."""
        for _ in range(3):
            after = self.match("drop_before_verb", at)
            if not after and better and (after := self._bettered(at)) and after < self.end:
                self.better = True
                return after
            if not after and (after := self.match("strip_verbs", at)) and after < self.end:
                self.effort = True
                self.pursued = bool(self.match("pursuits", at))
            if not after or after >= self.end:
                return at
            at = after
            if self.tokens[at].fold in ("att", "to") and at + 1 < self.end:
                at += 1
        return at
