"""What the tokens of a cleaned goal are: modals, doers, verbs, where a clause has its verb and where its purpose begins."""

from __future__ import annotations

from coach.suggest import forms
from coach.suggest.forms import Verb
from coach.suggest.words import folded, starts
from rules.reading.clauses import side_parts
from rules.reading.facts import Frame, Mention
from rules.reading.marking import Marked
from rules.reading.text import fold

_PLAIN_MODALS = frozenset("ska skall maste bor will shall must should".split())


class Lookup:
    """Questions about one text, by token."""

    def __init__(self, marked: Marked, frames: tuple[Frame, ...], owners: tuple[Mention, ...], language: str) -> None:
        self.marked, self.frames, self.language = marked, frames, language
        self.owners = {owner.first: owner for owner in owners}
        self.tokens, self.tags, self.starts = marked.tokens, marked.tags, marked.source.starts
        self.end = len(self.tokens)
        self.folds = fold(marked.source.text)

    def quote(self, first: int, last: int) -> str:
        """The writer's words from token `first` up to (not with) `last`."""
        return self.marked.source.quote(self.starts[first], self.marked.source.ends[last - 1]) if first < last else ""

    def match(self, key: str, at: int) -> int:
        """The token after a phrase of a list that begins at token `at`, or 0."""
        if at >= self.end or self.tokens[at].kind != "w":
            return 0
        found = starts(self.language, key).match(self.folds, self.starts[at])
        if not found:
            return 0
        return next((index for index in range(at, self.end) if self.starts[index] >= found.end()), self.end)

    def modal(self, at: int) -> int:
        """The token after a modal or wish that begins at `at`, or 0."""
        after = self.match("modals", at)
        if not after and self.language == "en" and at < self.end and self.tokens[at].fold in ("'ll", "'re"):
            return at + 1
        return after

    def pronoun(self, at: int) -> str:
        """ "we", "i" or "you" for a doer at `at`, else ""."""
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

    def verb(self, at: int) -> Verb | None:
        """The verb at `at`, None for another word."""
        if at >= self.end or self.tokens[at].kind != "w":
            return None
        tags, token = self.tags[at], self.tokens[at]
        written = self.quote(at, at + 1)
        lemma = self.marked.lexis.lemmas.get(token.fold, "")
        if not tags & {"verb"}:
            if self.language == "sv" and (not tags or forms.listed(token.fold)):
                before = self.tokens[at - 1].fold if at else ""
                return forms.swedish(written, token.fold, before == "att" or before in _PLAIN_MODALS)
            if token.fold in folded(self.language, "extra_verbs"):
                return forms.english(written, token.fold)
        if "verb" not in tags or not tags & {"inf", "imp", "pres"}:
            return None
        if self.language == "sv" and (written.lower() in ("år", "var", "inga") or token.fold == "ar" and "ä" not in written.lower()):
            return None
        return forms.swedish(written, lemma) if self.language == "sv" else forms.english(written, lemma)

    def starts_verb(self, at: int) -> bool:
        """The word at the beginning is a doing, not a thing ("Report published", "Win rate 30 %")."""
        tags = self.tags[at]
        if starts(self.language, "noun_openings").match(self.folds, self.starts[at]):
            return False
        if at + 1 < self.end and self.tokens[at + 1].glued and self.tokens[at + 1].fold in "/-&":
            return False
        if self.tokens[at].fold in folded(self.language, "extra_verbs"):
            return True
        if self.language == "sv" and not tags:
            return True
        if not tags & {"inf", "imp"}:
            return False
        after = self.tags[at + 1] if at + 1 < self.end else frozenset()
        if "quality" in tags and not ("ä" in self.quote(at, at + 1) if self.language == "sv" else self.governs(at)):
            return False
        number = at + 1 < self.end and self.tokens[at + 1].kind == "n"
        if number and self.tokens[at].fold in ("top", "topp"):
            return False
        if self.language == "sv":
            return True
        free = number or bool(after & {"determiner", "indefinite", "preposition", "each", "quality", "particle"})
        if tags & {"up", "down"} and any(tag.startswith("measure:") for tag in after):
            return True  # "Increase sales", which the reader knows as one phrase: what is changed is a measure by itself
        if any(tag.startswith("measure:") for tag in tags) or any(
            hit.first == at and hit.last > at and hit.tag.startswith("measure:") for hit in self.marked.hits
        ):
            return (
                free
                or bool(tags & {"deliver", "act", "up", "down", "keep"})
                and "part" not in after
                and not any(hit.first == at and hit.last == at + 1 and hit.tag.startswith("measure:") for hit in self.marked.hits)
            )
        if after & {"sup", "past"} and not after & {"inf"}:
            # "Implement improved contract flow" against "Report published".
            return at + 2 < self.end and self.tokens[at + 2].kind == "w" and not self.tags[at + 2] & {"preposition", "conjunction"}
        return True

    def governs(self, at: int) -> bool:
        """ "Lower churn by 2", "clear the demo stock": a word that is also a quality does something to what follows."""
        if self.tags[min(at + 1, self.end - 1)] & {"determiner"}:
            return True
        return any(self.tokens[i].fold in ("by", "to", "from") and self.tokens[i + 1].kind == "n" for i in range(at + 1, self.end - 1))

    def verb_after(self, at: int) -> int:
        """The first infinitive from `at` on."""
        for index in range(at, min(at + 10, self.end)):
            if ("inf" in self.tags[index] or not self.tags[index] or forms.listed(self.tokens[index].fold)) and self.verb(index):
                return index
        return self.end

    def finite(self, start: int) -> tuple[int, int] | None:
        """Where the first finite verb of a clause with a subject of its own stands: (its place, the place after a modal)."""
        depth = 0
        relative = False
        for index in range(start, min(start + 24, self.end)):
            token, tags = self.tokens[index], self.tags[index]
            depth += (token.fold == "(") - (token.fold == ")")
            if depth > 0 or index == start and token.kind == "w" and not tags & {"modal"} or token.kind == "p":
                if token.fold in ";:" and token.kind == "p" and index > start:
                    return None
                continue
            if token.fold in ("som", "that", "who", "which", "dar", "where", "vars", "sa", "if", "om"):
                relative = True
            if relative:
                if token.fold in _PLAIN_MODALS:
                    return index, index + 1
                continue
            if self.language == "en" and token.fold == "to" and self.tokens[start].kind != "n" and self.heads(start, index):
                return index, index + 1
            if token.kind != "w":
                continue
            after = self.modal(index)
            if after and "verb" not in tags or after and tags & {"modal"}:
                return index, after
            if self.language == "sv" and token.fold == "ar" and self.quote(index, index + 1).lower() == "år":
                continue
            if tags & {"be", "have"} and not tags & {"inf"} or token.fold == "blir":
                return index, index
            if "pres" in tags and not tags & {"inf"} and not any(tag.startswith("measure:") for tag in tags) and self.verb(index):
                return index, index
            if self.language == "en" and tags & {"inf"} and "verb" in tags and self.plural_doer(start, index):
                return index, index
        return None

    def heads(self, start: int, index: int) -> bool:
        """ "Partner revenue to make up 30 %": a thing, then what it is to do."""
        return (
            index + 1 < self.end
            and "inf" in self.tags[index + 1]
            and "verb" in self.tags[index + 1]
            and not any("verb" in self.tags[i] and self.tags[i] & {"pres", "past"} for i in range(start + 1, index))
        )

    def plural_doer(self, start: int, index: int) -> bool:
        """ "5 folks complete …", "all quotes follow the …"."""
        if index == start + 2 and "role_plurals" in self.tags[index - 1]:
            return True
        after = self.tags[index + 1] if index + 1 < self.end else frozenset()
        counted = self.tokens[start].kind == "n" or self.tokens[start].fold in folded("en", "opening_counts")
        named = any(tag.startswith("measure:") for tag in self.tags[index]) and not after & {"determiner"}
        if counted and index > start + 1 and not named:
            # "90% of buyers answer their mail", "100% of postings in Q1 pass the test".
            held = "have" in self.tags[index] and self.tokens[index].fold == "have"
            plural = any(self.tokens[i].fold.endswith("s") for i in range(start + 1, index))
            return plural and (
                held or bool(after & {"determiner", "indefinite", "each"}) or index + 1 < self.end and self.tokens[index + 1].kind == "n"
            )
        return self.tokens[start].fold in ("all", "each", "every") and self.tokens[index - 1].fold.endswith("s") and "determiner" in after

    def participle(self, start: int) -> bool:
        """Something that is to be done or in place, and no name of a measure."""
        if start >= self.end or starts(self.language, "noun_openings").match(self.folds, self.starts[start]):
            return False
        return self.to_be_done(start)

    def to_be_done(self, start: int) -> bool:
        """Something that is to be done or in place: "100 customers onboarded", "CRM:et på plats"; not "6 signed tenants"."""
        if any(hit.tag == "state" and hit.first > start for hit in self.marked.hits):
            return self.tokens[start].kind == "n" or not self.tags[start] & {"quality"}
        return self.language == "en" and any(
            self.tags[index] & {"sup"}
            and "verb" in self.tags[index]
            and not self.tags[index] & {"inf", "quality"}
            and (index + 1 == self.end or self.tokens[index + 1].kind == "p" or self.follows(index + 1))
            for index in range(start + 1, min(start + 10, self.end))
        )

    def follows(self, at: int) -> bool:
        """A word that can stand behind something done: "by", "up", "and"."""
        return bool(self.tags[at] & {"preposition", "particle", "conjunction"}) or self.tokens[at].fold in ("down", "in", "live")

    def tail(self, first: int) -> int:
        """Where means, purpose and asides begin: with the words that lead in to them, and not within a phrase."""
        side = side_parts(self.marked, self.frames)
        tail = self.end
        while tail > first and side[tail - 1]:
            tail -= 1
        if self.tokens and self.tokens[self.end - 1].fold == ")":
            # What stands in brackets at the end comes after the time too.
            opened = max((i for i in range(first + 1, self.end) if self.tokens[i].fold == "("), default=tail)
            tail = min(tail, opened)
        if first < tail < self.end and self.tokens[tail - 1].fold == "(":
            tail -= 1
        aside = starts(self.language, "asides")
        for index in range(first + 1, min(tail, self.end - 1)):
            if self.tokens[index].fold == "," and aside.match(self.folds, self.starts[index + 1]):
                tail = index
                break
        for owner in self.owners.values():
            before = owner.first - 1
            while before > first and self.tokens[before].fold in folded(self.language, "owner_labels"):
                before -= 1
            if first < before < tail and self.tokens[before].kind == "p" and self.tokens[before].fold in ",-(;/@.":
                tail = before
        lead = starts(self.language, "tail_leads")
        for index in range(max(first + 1, tail - 3), tail):
            if tail < self.end and lead.match(self.folds, self.starts[index]):
                tail = index
                break
        if first < tail < self.end and self.tokens[tail - 1].fold == ",":
            tail -= 1
        if tail < self.end and self.tags[tail - 1] & {"preposition"} and self.tags[tail] & {"subordinate", "means"}:
            return self.end
        return tail

    def led(self, at: int) -> bool:
        """ "att" or "that" stands before."""
        return at > 0 and self.tokens[at - 1].fold in ("att", "that")
