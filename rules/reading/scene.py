"""One look at a text for the measure meant: its main verb, the object and subject around it, what its numbers count (rulebook §8)."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress

from rules.reading.facts import Frame, Mention, Quantity, covered
from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.memo import ByTags

_BACK = 5
_PARTS = both("wording", "parting")
"""Words that measure what stands behind "of": "the share of", "half of"."""
_WANTED = ("target", "by")
_DOING = frozenset(("inf", "imp", "pres"))
_HELPING = frozenset(("modal", "be", "have"))
_DEEDS = ("deliver", "up", "down", "act", "reach", "effort", "keep")
_GOVERNING: ByTags[bool] = ByTags(lambda tags: "verb" in tags and not tags.isdisjoint(_DOING) and tags.isdisjoint(_HELPING))
"""Whether a word of these tags can be the verb of a goal."""
_DEED: ByTags[str] = ByTags(lambda tags: next((kind for kind in _DEEDS if kind in tags), "none"))
_BREAKS = frozenset(("preposition", "subordinate", "modal", "means"))
_LITTLE = frozenset(("determiner", "preposition", "function"))
_GOVERNS = frozenset(("verb", "modal"))
_MAKING = both("wording", "launching")
_ARRANGING = both("wording", "arranging")
"""Verbs of work at one's own house, whatever it is done to."""
_TOWARDS = frozenset(("to", "till"))
_NEAR = 3
_NUMBERED = frozenset("antal antalet fler flera nya ny nytt mangden number more new additional".split())
_EVERY = frozenset("alla samtliga varje all every each".split())
_KINDS = {"money": "money", "share": "share", "points": "share", "duration": "time"}


class Scene:
    """One look at a text: its main verb, the object and subject around it, and what its numbers count."""

    def __init__(
        self,
        marked: Marked,
        side: bytearray,
        owners: tuple[Mention, ...],
        quantities: tuple[Quantity, ...],
        frames: tuple[Frame, ...],
        framed: bytearray,
        split: int,
    ) -> None:
        self.marked, self.side, self.split, self.owners = marked, side, split, owners
        size = len(marked.tokens)
        self.owned, self.framed = covered(size, owners), framed
        self.numbers = covered(size, quantities)
        self.wanted: list[Quantity] = []
        self.places: list[int] = []
        self.timed = self.cycle = False
        for frame in frames:
            kind = frame.kind
            if kind == "length":
                self.timed = True
            elif kind == "cycle" and not frame.means:
                self.cycle = True
        for q in quantities:
            if q.role in _WANTED and not (q.words and q.kind == "share"):  # "each" measures nothing
                self.wanted.append(q)
                self.places.append(q.first)
                self.cycle = self.cycle or bool(q.rate)
        self.counted = self._counted() if self.wanted else set()
        self.unit = _KINDS.get(self.wanted[0].kind, "count") if self.wanted else "none"
        self.verb = self._verb()
        self.deed, self.lemma, self.state = "none", "", (0, 0)
        self.arranges = self.makes = False
        if self.verb >= 0:
            fold, lexis = marked.source.folds[self.verb], marked.lexis
            self.deed = self._deed()
            self.lemma = lexis.lemmas.get(fold, "")
            self.arranges = self.lemma in _ARRANGING
            self.makes = self.lemma in _MAKING or fold in lexis.sellers
        elif "be" in marked.present:
            self.state = self._state()
        self.object = self.zone(self.verb + 1)
        self.named = {hit[0] for hit in marked.measured}
        self.top = self._top()
        self._beside: dict[int, str] = {}
        opening = marked.source.folds[1:6]
        self.colon = opening.index(":") + 1 if ":" in opening else -1

    def _verb(self) -> int:
        """The infinitive, imperative or present that governs the result."""
        side, tokens, tags = self.side, self.marked.tokens, self.marked.tags
        for index in compress(range(len(tags)), map(_GOVERNING.__getitem__, tags)):
            if not side[index] and not (index and (tokens[index - 1].kind == "n" or "determiner" in tags[index - 1])):
                return index
        return -1

    def _deed(self) -> str:
        """What kind of doing the verb is."""
        return _DEED[self.marked.tags[self.verb]]

    def zone(self, start: int) -> tuple[int, int]:
        """The noun phrase from `start`: to the first preposition, join or stop behind a noun."""
        tokens, tags, framed, side = self.marked.tokens, self.marked.tags, self.framed, self.side
        stop, size = start, len(tokens)
        nouns = False
        while stop < size and not (framed[stop] or side[stop]):
            token = tokens[stop]
            if token.kind == "p" and token.fold not in "%$€£-+~\"'":
                break
            if nouns:
                if not tags[stop].isdisjoint(_BREAKS):
                    break
            elif token.kind == "w" and tags[stop].isdisjoint(_LITTLE) and token.fold not in _PARTS:
                nouns = True
            stop += 1
        return start, stop

    def _state(self) -> tuple[int, int]:
        """What the subject shall be, where the goal is a state: "ska vara klimatneutrala"; empty where a verb does something."""
        for index, tags in enumerate(self.marked.tags):
            if "be" in tags and not self.side[index]:
                return self.zone(index + 1)
        return 0, 0

    def _top(self) -> int:
        """The head of the object: the last content word of its phrase, or -1."""
        tokens, tags = self.marked.tokens, self.marked.tags
        for index in range(self.object[1] - 1, self.object[0] - 1, -1):
            if self.numbers[index]:
                continue  # "sales of 5 million"
            if index in self.named or tokens[index].kind == "w" and tags[index].isdisjoint(_LITTLE):
                return index
        return -1

    def _counted(self) -> set[int]:
        """The tokens that the wanted quantities count."""
        found = set()
        for q in self.wanted:
            if q.noun:
                near = self.marked.source.folds[q.last + 1 : q.last + 7]
                if q.noun in near:
                    found.add(q.last + 1 + near.index(q.noun))
        return found

    def near(self, first: int, last: int) -> bool:
        """A wanted quantity stands within a few words."""
        at = bisect_left(self.places, first - _NEAR)
        return at < len(self.places) and self.places[at] <= last + _NEAR

    def places_of(self, first: int, last: int) -> list[str]:
        """Where a word stands, for features that hold for all words of a theme."""
        found = ["side"] if self.side[first] else []
        line = self.marked.source.line
        one, two = line[first - 1], line[first - 2] if first > 1 else ""
        if one in _NUMBERED or two in _NUMBERED:
            found.append("numbered")
        elif one in _EVERY or two in _EVERY:
            found.append("every")
        if self.object[0] <= first < self.object[1]:
            found.append("object")
        elif first < self.verb:
            found.append("before")
        elif where := self.beside(first):
            found.append(where)
        if first in self.counted or last in self.counted:
            found.append("counted")
        return found

    def beside(self, index: int) -> str:
        """The preposition the word stands behind, as a class, or ""."""
        found = self._beside.get(index)
        if found is None:
            found = self._beside[index] = self._behind(index)
        return found

    def _behind(self, index: int) -> str:
        folds = self.marked.source.folds
        for step in range(index - 1, max(-1, index - _BACK), -1):
            token, tags = self.marked.tokens[step], self.marked.tags[step]
            if token.fold in ("av", "of"):
                return "part" if step and (folds[step - 1] in _PARTS or folds[step - 1] == "%") else "of"
            if "preposition" in tags:
                if token.fold in _TOWARDS and index in self.counted:
                    return "goal"  # "from 9k to 20k readers"
                return "start" if step == 0 else "beside"
            if token.kind == "p" or not tags.isdisjoint(_GOVERNS) or step in self.named:
                return ""
        return ""
