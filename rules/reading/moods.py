"""Why a text is no goal: a question, a request, advice, a report, a description, a heading (rulebook §0)."""

from __future__ import annotations

from datetime import date

from rules.reading.asides import aside
from rules.reading.facts import Frame, Mention, Quantity, covered
from rules.reading.marking import Marked
from rules.reading.openings import already_told, dreamt, is_our, unlisted_command
from rules.reading.sentences import acting, conditional, finite_verb

_AHEAD = 6
_TITLES = frozenset(("aim", "prefix_skip", "preposition", "functions", "teams"))
_PAST = frozenset(("past", "past_be"))


class Mood:
    """One look at a text's verbs. `reason` is "" for a goal."""

    def __init__(
        self, marked: Marked, frames: tuple[Frame, ...], quantities: tuple[Quantity, ...], owners: tuple[Mention, ...], today: date
    ) -> None:
        self.marked, self.tokens, self.tags = marked, marked.tokens, marked.tags
        self.owners, self.quantities = owners, quantities
        self.framed = covered(len(marked.tokens), (frame for frame in frames if frame.kind != "length"))
        self.coming = any(frame.kind == "deadline" and (frame.until is None or frame.until >= today) for frame in frames)
        gone = [f for f in frames if f.kind in ("deadline", "comparison") and f.until is not None and f.until < today]
        self.past, self.told = bool(gone), bool(gone) and all(f.kind != "deadline" or f.begin for f in gone)  # but "by 31 March"
        self.cycle = any(frame.kind == "cycle" for frame in frames)
        self.amount = any(q.role in ("target", "by") for q in quantities)
        self.bound = any(q.bound for q in quantities)
        self.levelled = any(q.kind in ("duration", "share", "points", "factor") or q.bound for q in quantities if q.role == "target")
        after = owners[0].last + 1 if owners and owners[0].first == 0 else len(self.tokens)
        self.prefixed = after < len(self.tokens) and self.tokens[after].fold in (":", "-")

    def reason(self) -> str:
        """Why it is no goal, or ""."""
        if not any(token.kind in "wn" for token in self.tokens):
            return "heading"
        start = self._begin()
        if found := aside(self.marked, self.amount, start, self.prefixed):
            return found
        if self._titled():
            return "heading"
        if self._pictured(start):
            return "description"
        return "" if self._wanted(start) else self._stated(start)

    def _titled(self) -> bool:
        """ "Objective 2", "Goals for the coming year": nothing but the word goal, a number and a time."""
        words = [index for index, token in enumerate(self.tokens) if token.kind == "w" and not self.framed[index]]
        if self.amount and len(words) != 1:
            return False
        content = [index for index in words if "function" not in self.tags[index] or "prefix_skip" in self.tags[index]]
        titled = all(self.tags[index] & _TITLES for index in content) and not any(
            self.tags[index] & {"verb", "be", "modal"} and "aim" not in self.tags[index] for index in words
        )
        return bool(content) and titled

    def _pictured(self, start: int) -> bool:
        """ "A town where people thrive", "Att mäta är viktigt", "Sälj är en lagsport": how things are, with nothing to reach."""
        if self.amount or self.coming or any(tags & {"modal", "aim"} for tags in self.tags):
            return False
        head = self.tags[start] if start < len(self.tags) else frozenset()
        early = range(start + 1, min(start + 5, len(self.tokens)))
        if "determiner" in head and any("where" in self.tags[step] for step in early):
            return True
        if self.tokens[start].fold in ("att", "to") and any(self.marked.has(step, "be") for step in range(start + 2, len(self.tokens))):
            return not any("subordinate" in self.tags[step] for step in range(start + 2, len(self.tokens)))
        return "verb" in head and self.marked.has(start + 1, "be") and not self.tags[start + 1] & {"determiner"}

    def _begin(self) -> int:
        """The first token after a prefix or bullet."""
        index = 0
        for step, token in enumerate(self.tokens[:8]):
            if (
                token.fold == ":"
                and not self.marked.has(step - 1, "owns")
                and step + 1 < len(self.tokens)
                and not self.tokens[step + 1].glued
            ):
                index = step + 1
        while index < len(self.tokens) - 1 and (self.tokens[index].kind == "p" and self.tokens[index].fold in "-*•.)(\"'"):
            index += 1
        return index

    def _wanted(self, start: int) -> bool:
        """A modal, a framing phrase, or an infinitive or imperative at the head says that a result is wanted."""
        if any(not self._weak_modal(hit.first) for hit in self.marked.all("modal")):
            return True
        for hit in self.marked.all("aim"):
            after = hit.last + 1
            lead = self.tokens[hit.first - 1].fold if hit.first else ""
            if lead in ("en", "ett", "a", "an", "smart", "bra", "good") or hit.first and "ing" in self.tags[hit.first - 1]:
                continue
            if hit.first and already_told(self.marked, hit.first):
                continue
            if (
                not self.amount
                and not self.coming
                and dreamt(self.marked, hit.first, after)
                or any("past_be" in tags and "inf" not in tags for tags in self.tags[after : after + 12])
            ):
                continue
            if (
                after < len(self.tokens)
                and (
                    self.tokens[after].fold in ("ar", "is", "att", "to", "om", "of", "pa", "for", "med", "i")
                    or self.tokens[after].kind == "n"
                )
                and hit.first < _AHEAD
                and (self.amount or any("verb" in tags or "quality" in tags for tags in self.tags[after:]))
            ):
                return True
        for index in range(start, min(start + 5, len(self.tokens) - 1)):
            if (
                self.tokens[index].fold == "to"
                and index > start
                and "inf" in self.tags[index + 1]
                and not any("verb" in tags or "be" in tags for tags in self.tags[start:index])
            ):
                return True
            if "everyone" in self.tags[index] and any("verb" in tags and "inf" in tags for tags in self.tags[index + 1 : index + 3]):
                return True
            if self.tokens[index].fold in ("need", "needs", "behover") and any(tags & {"we", "i"} for tags in self.tags[start:index]):
                return True
        index = start
        while index < len(self.tokens) and (
            self.framed[index]
            or self.tokens[index].fold
            in (
                ",",
                "att",
                "to",
                "och",
                "and",
                "&",
                "aktivt",
                "actively",
                "-",
                "fortsatta",
                "continue",
                "samt",
                "id",
                "also",
                "successfully",
                "proactively",
            )
        ):
            index += 1
        if index >= len(self.tokens):
            return self.amount
        tags = self.tags[index]
        if unlisted_command(self.marked, index):
            return True
        if "verb" in tags and tags & {"inf", "imp"} and "we" not in tags and not is_our(self.marked, index):
            if self.marked.language == "en" and any("past_be" in own for own in self.tags[index + 1 : index + 12]) and not self.coming:
                return False
            if (
                self.marked.language == "en"
                and "measure" in " ".join(sorted(tags))
                and index + 1 < len(self.tokens)
                and "verb" in self.tags[index + 1]
                and "pres" in self.tags[index + 1]
            ):
                return False
            return not (
                self.prefixed is False
                and start > 0
                and "effort" in tags
                and not tags & {"up", "down", "deliver", "act"}
                and not self.amount
                and not self.marked.has(0, "prefix_skip")
            )
        return "change_noun" in tags and self.amount

    def _weak_modal(self, index: int) -> bool:
        word = self.tokens[index].fold
        if (
            word in ("borde", "skulle", "can", "want", "vill", "need")
            and index
            and self.tokens[index - 1].fold in ("you", "ni", "man", "they", "de", "customers", "kunder", "kunderna")
        ):
            return word != "want"
        if word == "can":
            return not (self.amount or self.coming or self.cycle or self.tokens[0].fold in ("p0", "p1", "p2"))
        return (
            index > 0
            and "subordinate" in self.tags[index - 1]
            and not any(self.marked.has(step, "aim") for step in range(index))
            and self.tokens[index - 1].fold in ("som", "who", "which")
        )

    def _stated(self, start: int) -> str:
        """No word of wanting: a sentence in the present or past, a participle, or no verb at all."""
        finite = finite_verb(self.marked, self.framed, self.coming, start)
        if finite is None:
            return self._verbless(start)
        tags, word = self.tags[finite], self.tokens[finite].fold
        subject = finite > start
        if "have" in tags or word in ("har", "has", "have", "we've", "i've"):
            after = range(finite + 1, min(finite + 12, len(self.tags)))
            perfect = any(self.tags[step] & {"sup", "past"} for step in after)
            if perfect:
                return "" if (self.coming and not self.past) or self.bound else "report"
            return "" if self.coming and (self.amount or self.owners) or self.bound else "description"
        if "stative" in tags and self.amount and not self.coming and not self.bound:
            return "report"
        if conditional(self.marked, finite, self.quantities) and not acting(self.marked, finite):
            return "description"
        if tags & _PAST and not tags & {"pres", "inf"}:
            if "sup" in tags and self.marked.language == "en" and not acting(self.marked, finite) and not (self.past and not self.coming):
                return ""
            if (
                self.marked.language == "sv"
                and word.endswith("ade")
                and "reach" not in tags
                and (self.coming or self.bound)
                and not self.past
                and not acting(self.marked, finite)
            ):
                return ""
            if not subject and self.marked.language == "sv":
                return "" if self.amount and not self.past else self._verbless(start)
            return "report"
        if "be" in tags:
            return self._being(finite)
        if (
            tags & {"effort"}
            and not tags & {"up", "down", "deliver", "act"}
            and not self.prefixed
            and not self.coming
            and not acting(self.marked, finite)
        ):
            return "description"
        if not self.coming and any(hit.tag == "nowadays" for hit in self.marked.hits) and not acting(self.marked, finite):
            return "description"
        if self.coming or self.bound:
            return ""
        if acting(self.marked, finite):
            if tags & {"up", "down", "deliver", "reach"}:
                return ""
            return "" if self.amount and not self.told else "description"
        if self.prefixed or (self.tokens[0].fold in ("p0", "p1", "p2")):
            return ""
        if tags & {"effort"} and not tags & {"up", "down", "deliver"}:
            return "description"
        if self.amount and not self.told:
            return "" if self._aims(finite) else "description"
        return "description"

    def _aims(self, finite: int) -> bool:
        """A plain present with a number is a goal when somebody of ours does it, or it states a level, a rate or a norm."""
        if any("about" in tags for tags in self.tags) and not self.coming:
            return False
        if self.owners or self.cycle or any("norm" in tags for tags in self.tags):
            return True
        return (
            self.levelled
            or not any(self.marked.has(step, "nowadays") for step in range(len(self.tags)))
            and self.marked.has(finite, "wanting")
        )

    def _being(self, finite: int) -> str:
        if self.coming or self.bound:
            return ""
        after = self.tags[finite + 1 : finite + 6]
        if (
            self.marked.language == "en"
            and any("sup" in tags and "deliver" in tags or "state" in tags for tags in after)
            and not self.past
            and not any("about" in tags for tags in self.tags)
        ):
            return ""
        if any("norm" in tags for tags in self.tags):
            return ""
        return "report" if self.amount else "description"

    def _verbless(self, start: int) -> str:
        if self.amount:
            return "report" if self.past and not self.coming and not self.bound else ""
        for hit in self.marked.hits:
            if hit.tag in ("state", "change_noun") and (len(self.tokens) > 3 or hit.tag == "state") and hit.first >= start:
                return ""
            if hit.tag in ("quality", "amount") and hit.first >= start and hit.first <= start + 2 and len(self.tokens) >= 2:
                return ""
            if hit.tag in ("up", "down", "deliver") and hit.first >= start and self.tags[hit.first] & {"sup", "part", "ing"}:
                return ""
        if (
            self.prefixed
            and len(self.tokens) > 4
            or self.coming
            and (self.owners or any(tags & {"indefinite", "outward"} for tags in self.tags[start:]))
        ):
            return ""  # a new thing, or one that goes out, by a day: "ny hemsida i mars", "catalogue out by May"
        return "" if any(own & {"market", "budget"} for own in self.tags) and any("level_with" in own for own in self.tags) else "heading"
