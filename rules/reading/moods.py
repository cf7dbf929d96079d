"""Why a text is no goal: a question, a request, advice, a report, a description, a heading (rulebook §0)."""

from __future__ import annotations

from datetime import date

from rules.reading.facts import Frame, Mention, Quantity
from rules.reading.marking import Marked
from rules.reading.sentences import finite_verb

_AHEAD = 6
_PAST = frozenset(("past", "past_be"))


class Mood:
    """One look at a text's verbs. `reason` is "" for a goal."""

    def __init__(
        self, marked: Marked, frames: tuple[Frame, ...], quantities: tuple[Quantity, ...], owners: tuple[Mention, ...], today: date
    ) -> None:
        self.marked = marked
        self.tokens = marked.tokens
        self.tags = marked.tags
        self.framed = bytearray(len(marked.tokens))
        for frame in frames:
            if frame.kind != "length":
                for index in range(frame.first, frame.last + 1):
                    self.framed[index] = 1
        self.coming = any(frame.kind == "deadline" and (frame.until is None or frame.until >= today) for frame in frames)
        self.past = any(frame.kind in ("deadline", "comparison") and frame.until is not None and frame.until < today for frame in frames)
        self.cycle = any(frame.kind == "cycle" for frame in frames)
        self.amount = any(q.role in ("target", "by") for q in quantities)
        self.bound = any(q.bound for q in quantities)
        after = owners[0].last + 1 if owners and owners[0].first == 0 else len(self.tokens)
        self.prefixed = after < len(self.tokens) and self.tokens[after].fold in (":", "-")

    def _starts(self, tag: str, within: int) -> bool:
        return any(hit.tag == tag and hit.first < within for hit in self.marked.hits)

    def reason(self) -> str:
        """The reason, or "" where the text states a wanted result."""
        if not any(token.kind in "wn" for token in self.tokens):
            return "heading"
        for look in (self._asked, self._advised, self._negated):
            found = look()
            if found:
                return found
        start = self._begin()
        if self._wanted(start):
            return ""
        return self._stated(start)

    def _begin(self) -> int:
        """The first token after a prefix or bullet."""
        index = 0
        for step, token in enumerate(self.tokens[:8]):
            if token.fold == ":" and step + 1 < len(self.tokens) and not self.tokens[step + 1].glued:
                index = step + 1
        while index < len(self.tokens) - 1 and (self.tokens[index].kind == "p" and self.tokens[index].fold in "-*•.)(\"'"):
            index += 1
        return index

    def _asked(self) -> str:
        tail = next((t.fold for t in reversed(self.tokens) if t.fold not in "\"')!."), "")
        if tail == "?":
            return "question"
        first = self.tags[0] if self.tags else frozenset()
        if (
            "question" in first
            and len(self.tokens) > 2
            and self.tokens[0].fold in ("vad", "hur", "varfor", "vilka", "vilken", "vilket", "vem", "what", "how", "why", "which", "who")
        ):
            return "question"
        if "greeting" in first and len(self.tokens) <= 5 and not self.amount:
            return "greeting"
        if self._starts("request", 4):
            return "request"
        return ""

    def _advised(self) -> str:
        if self._starts("musing", 5) and not self._musing_only_hedges():
            return "advice"
        if self._starts("advice", 2):
            return "advice"
        start = self._begin()
        if (
            start
            and not self.prefixed
            and not self.amount
            and not self.marked.has(0, "prefix_skip")
            and not self.marked.has(0, "aim")
            and "effort" in self.tags[start]
        ):
            return "advice"
        return ""

    def _musing_only_hedges(self) -> bool:
        if any(token.fold in ("skulle", "borde", "kunde", "could", "might", "should", "would") for token in self.tokens[:7]):
            return False
        return self.tokens[0].fold not in ("kanske", "maybe", "perhaps", "undrar", "funderar", "i", "jag") and self.amount

    def _negated(self) -> str:
        for index, tags in enumerate(self.tags):
            if "negation" in tags and any(token.fold == "kommer" for token in self.tokens[max(0, index - 3) : index]):
                return "background"
            if "negation" in tags and (index <= 1 and not self.amount or index <= 4 and self._plain_present(index)):
                return "report"
        if self._starts("forecast", 6) and not any("modal" in tags and "have" not in tags for tags in self.tags):
            return "background"
        return ""

    def _plain_present(self, negation: int) -> bool:
        """The negated verb states how things are: "vi jobbar inte med …"."""
        if any("modal" in tags for tags in self.tags[:negation]):
            return False
        return any("verb" in tags and tags & {"pres", "past"} and "inf" not in tags for tags in self.tags[:negation])

    def _wanted(self, start: int) -> bool:
        """A modal, a framing phrase, or an infinitive or imperative at the head says that a result is wanted."""
        for hit in self.marked.hits:
            if hit.tag == "modal" and not self._weak_modal(hit.first):
                return True
        for hit in self.marked.all("aim"):
            after = hit.last + 1
            lead = self.tokens[hit.first - 1].fold if hit.first else ""
            if lead in ("en", "ett", "a", "an", "smart", "bra", "good") or hit.first and "ing" in self.tags[hit.first - 1]:
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
        if "verb" in tags and tags & {"inf", "imp"} and "we" not in tags:
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
            return "" if self.coming or self.bound else "description"
        if tags & _PAST and not tags & {"pres", "inf"}:
            if "sup" in tags and self.marked.language == "en" and not self._acting(finite) and not (self.past and not self.coming):
                return ""
            if (
                self.marked.language == "sv"
                and word.endswith("ade")
                and (self.coming or self.bound)
                and not self.past
                and not self._acting(finite)
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
            and not self._acting(finite)
        ):
            return "description"
        if (
            not self.coming
            and any(
                token.fold in ("idag", "currently", "today") or token.fold == "dag" and self.tokens[max(step - 1, 0)].fold == "i"
                for step, token in enumerate(self.tokens)
            )
            and not self._acting(finite)
        ):
            return "description"
        if self.coming or self.bound:
            return ""
        if self._acting(finite):
            if tags & {"up", "down", "deliver", "reach"}:
                return ""
            return "" if self.amount and not self.past else "description"
        if self.prefixed or (self.tokens[0].fold in ("p0", "p1", "p2")):
            return ""
        if tags & {"effort"} and not tags & {"up", "down", "deliver"}:
            return "description"
        if self.amount and not self.past:
            return ""
        return "description"

    def _being(self, finite: int) -> str:
        if self.coming or self.bound:
            return ""
        after = self.tags[finite + 1 : finite + 6]
        if self.marked.language == "en" and any("sup" in tags and "deliver" in tags or "state" in tags for tags in after) and not self.past:
            return ""
        if any("norm" in tags for tags in self.tags):
            return ""
        return "report" if self.amount else "description"

    def _acting(self, finite: int) -> bool:
        """The writer or the group is the subject: "vi ökar", "we define"."""
        return any(self.tags[step] & {"we", "i"} for step in range(max(0, finite - 3), min(finite + 2, len(self.tags))))

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
        if self.prefixed and len(self.tokens) > 4:
            return ""
        return "heading"
