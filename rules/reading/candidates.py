"""The measures a text mentions, each with what speaks for or against its being the one meant (rulebook §8).

A feature says where the word stands (object, subject, behind a preposition, in a side part …) and what it stands with (money, a share, a
deed). What each feature is worth stands in lexicon/weights.toml; `rules.reading.measures` adds up and takes the best.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rules.reading.facts import Frame, Mention, Quantity, covered
from rules.reading.implied import implied
from rules.reading.marking import Hit, Marked
from rules.reading.sold import sold_thing

_BACK = 5
_WANTED = ("target", "by")
_DOING = frozenset(("inf", "imp", "pres"))
_HELPING = frozenset(("modal", "be", "have"))
_DEEDS = ("deliver", "up", "down", "act", "reach", "effort", "keep")
_BREAKS = frozenset(("preposition", "subordinate", "modal", "means"))
_LITTLE = frozenset(("determiner", "preposition", "function"))
_GOVERNS = frozenset(("verb", "modal"))
_NEAR = 3
_CHANGES = frozenset(("up", "down"))
_MORE = frozenset(("fler", "flera", "more", "nya", "new"))
_KINDS = {"money": "money", "share": "share", "points": "share", "duration": "time"}


class Candidate(NamedTuple):
    """Tokens `first` to `last` name the measure `id` ("" for no listed measure at all)."""

    first: int
    last: int
    id: str
    features: list[str]


class Scene:
    """One look at a text: its main verb, the object and subject around it, and what its numbers count."""

    def __init__(
        self,
        marked: Marked,
        side: bytearray,
        owners: tuple[Mention, ...],
        quantities: tuple[Quantity, ...],
        frames: tuple[Frame, ...],
        split: int,
    ) -> None:
        self.marked, self.side, self.split = marked, side, split
        size = len(marked.tokens)
        self.owned, self.framed = covered(size, owners), covered(size, frames)
        self.frames = frames
        self.wanted = [q for q in quantities if q.role in _WANTED]
        self.places = [q.first for q in self.wanted]
        self.counted = self._counted()
        self.unit = _KINDS.get(self.wanted[0].kind, "count") if self.wanted else "none"
        self.verb = self._verb()
        self.deed = self._deed()
        self.object = self._zone(self.verb + 1)
        self.named = {hit.first for hit in marked.measured}
        self.top = self._top()
        opening = marked.source.folds[1:6]
        self.colon = opening.index(":") + 1 if ":" in opening else -1

    def _verb(self) -> int:
        """The infinitive, imperative or present that governs the result."""
        for index, tags in enumerate(self.marked.tags):
            if "verb" in tags and tags & _DOING and not tags & _HELPING and not self.side[index]:
                before = self.marked.tokens[index - 1] if index else None
                if before is not None and (before.kind == "n" or "determiner" in self.marked.tags[index - 1]):
                    continue
                return index
        return -1

    def _deed(self) -> str:
        """What kind of doing the verb is."""
        if self.verb < 0:
            return "none"
        tags = self.marked.tags[self.verb]
        return next((kind for kind in _DEEDS if kind in tags), "none")

    def _zone(self, start: int) -> tuple[int, int]:
        """The noun phrase from `start`: to the first preposition, join or stop behind a noun."""
        tokens, tags = self.marked.tokens, self.marked.tags
        stop = start
        nouns = 0
        while stop < len(tokens):
            token = tokens[stop]
            if token.kind == "p" and token.fold not in "%$€£-+~\"'":
                break
            if self.framed[stop] or self.side[stop]:
                break
            if nouns and tags[stop] & _BREAKS:
                break
            nouns += token.kind == "w" and not tags[stop] & _LITTLE
            stop += 1
        return start, stop

    def _top(self) -> int:
        """The head of the object: the last content word of its phrase, or -1."""
        for index in range(self.object[1] - 1, self.object[0] - 1, -1):
            if self.marked.tokens[index].kind == "w" and not self.marked.tags[index] & _LITTLE:
                return index
        return -1

    def _counted(self) -> frozenset[int]:
        """The tokens that the wanted quantities count."""
        found = set()
        for q in self.wanted:
            if q.noun:
                for index in range(q.last + 1, min(q.last + 7, len(self.marked.tokens))):
                    if self.marked.tokens[index].fold == q.noun:
                        found.add(index)
                        break
        return frozenset(found)

    def near(self, first: int, last: int) -> bool:
        """A wanted quantity stands within a few words."""
        at = bisect_left(self.places, first - _NEAR)
        return at < len(self.places) and self.places[at] <= last + _NEAR

    def beside(self, index: int) -> str:
        """The preposition the word stands behind, as a class, or ""."""
        for step in range(index - 1, max(-1, index - _BACK), -1):
            token, tags = self.marked.tokens[step], self.marked.tags[step]
            if token.fold in ("av", "of"):
                return "of"
            if "preposition" in tags:
                return "start" if step == 0 else "beside"
            if token.kind == "p" or tags & _GOVERNS or step in self.named:
                return ""
        return ""


def candidates(scene: Scene, themes: dict[str, str]) -> Iterator[Candidate]:
    """Every listed measure of the text, and the choice of none; `themes`: theme by measure id."""
    marked = scene.marked
    covered = {step for hit in marked.measured if hit.last > hit.first and hit.tag[0] == "m" for step in range(hit.first, hit.last + 1)}
    starts = {hit.first for hit in marked.measured if hit.tag[0] == "m"}
    seen = 0
    for hit in marked.measured:
        own = hit.tag.startswith("own:")
        if hit.first == hit.last and (hit.first in covered or "reach" in marked.tags[hit.first] and "verb" in marked.tags[hit.first]):
            continue  # a part of a phrase; "reach" as what one does, not what one has
        name = hit.tag.partition(":")[2]
        features = _features(scene, hit, name, starts, seen, own)
        features += _pairs(name if own else themes[name], scene.unit, scene.deed)
        yield Candidate(hit.first, hit.last, name, features)
        seen += not scene.side[hit.first] and not scene.owned[hit.first]
        if name == "customers" and _pleased(marked):
            yield Candidate(hit.first, hit.last, "csat", ["pleased", *_pairs(themes["csat"], scene.unit, scene.deed)])
    thing = sold_thing(marked, scene.side)
    if thing is not None:
        yield Candidate(*thing, "product", ["sold", *_pairs(themes["product"], scene.unit, scene.deed), *_sold(scene, thing[1])])
    unlisted = scene.top >= 0 and scene.top not in covered and scene.top not in starts
    for first, last, name, why in implied(marked, scene.verb, scene.deed, scene.wanted, scene.frames, scene.side, unlisted):
        features = [why, *_pairs(themes[name], scene.unit, scene.deed)]
        features.append(f"{why}|{'seen' if seen else 'alone'}")
        yield Candidate(first, last, name, features)
    features = ["none", *_pairs("none", scene.unit, scene.deed)]
    if unlisted:
        features.append("none|top")
    if seen:
        features.append("none|seen")
    if _changed_thing(marked):
        features.append("none|thing")
    yield Candidate(0, 0, "", features)


@cache
def _pairs(theme: str, unit: str, deed: str) -> tuple[str, str]:
    return f"{theme}|{unit}", f"{theme}|{deed}"


@cache
def _named(kind: str, name: str) -> str:
    return f"{kind}|{name}"


def _sold(scene: Scene, thing: int) -> Iterator[str]:
    marked = scene.marked
    if scene.split <= thing:
        yield "sold|second"
    if marked.tokens[thing].upper:
        yield "sold|named"
    if "measure:product" in marked.tags[thing]:
        yield "sold|product"


def _features(scene: Scene, hit: Hit, name: str, starts: set[int], seen: int, own: bool) -> list[str]:
    marked, first, last = scene.marked, hit.first, hit.last
    tags = marked.tags[first]
    found = [_named("id", name)]
    if own:
        found.append("own")
    if last > first:
        found.append("phrase")
    if "compound" in tags:
        found.append("compound")
    if scene.wanted:
        if first in scene.counted or last in scene.counted:
            found.append("counted")
        elif scene.near(first, last):
            found.append("near")
    if scene.side[first]:
        found.append("side")
    if scene.owned[first]:
        found.append("owned")
    if scene.framed[first]:
        found.append("framed")
    if first >= scene.split:
        found.append("second")
    if first < scene.colon:
        found.append("prefix")
    where = scene.beside(first)
    if where:
        found.append(_named("at", where))
    if scene.object[0] <= first < scene.object[1]:
        found.append("object")
        if last == scene.top:
            found.append("top")
        elif scene.top >= 0 and scene.top not in scene.named:
            found.append("under")
    elif first < scene.verb:
        found.append("before")
    if first == scene.verb:
        found += ("verb", _named("verb", name))
    elif "verb" in tags:
        found.append("verbal")
    if not seen:
        found.append("first")
    if marked.language == "en":
        if last + 1 in starts and "verb" not in tags:
            found.append("modifier")
        elif first and first - 1 in starts:
            found.append("head")
    return found


def _changed_thing(marked: Marked) -> bool:
    """The first change verb has an unlisted thing as its object."""
    if marked.present.isdisjoint(_CHANGES):
        return False
    for index, tags in enumerate(marked.tags[:-1]):
        if tags & {"up", "down"} and "verb" in tags:
            after = marked.tokens[index + 1]
            return after.kind == "w" and not marked.tags[index + 1] and len(after.fold) > 3
    return False


def _pleased(marked: Marked) -> bool:
    """What is said of customers is how they fare, not how many they are."""
    return "quality" in marked.present and _MORE.isdisjoint(marked.source.folds)
