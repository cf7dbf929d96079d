"""The measures a text mentions, each with what speaks for or against its being the one meant (rulebook §8).

A feature says where the word stands (object, subject, behind a preposition, in a side part …) and what it stands with (money, a share, a
deed). What each feature is worth stands in lexicon/weights.toml; `rules.reading.measures` adds up and takes the best.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from rules.reading.goods import GOODS, Sale, sold_thing
from rules.reading.implied import implied
from rules.reading.marking import NONE, Marked
from rules.reading.memo import Memo
from rules.reading.scene import Scene

_new = tuple.__new__
_CHANGES = frozenset(("up", "down"))
_TURNS = ("up", "down", "reach")
_MOVES = frozenset(("up", "down", "reach", "keep", "be", "have", "modal"))
_BUYING = frozenset("buy purchase replace upgrade rent kopa skaffa byta uppgradera hyra ersatta installera install repair laga".split())
"""Verbs whose object is for ourselves, no ware of ours."""
_NOWHERE: frozenset[int] = frozenset()
_PER = frozenset(("per", "a", "each"))
_MORE = frozenset(("fler", "flera", "more", "nya", "new"))
_KEPT = dict.fromkeys(("customers", "deals", "someone", "audience", "reach"), "customer_value") | {"people": "team", "hiring": "team"}
"""Who stays or leaves, with the measure that says so."""

_NAMED = Memo(lambda kind: Memo(lambda name: f"{kind}|{name}"))
"""A kind of feature and what it is of, as the one word it has in the weights; made once."""
_ID, _AT, _VERB, _SELLING, _KEEPING, _SOLD, _NONE = map(_NAMED.__getitem__, ("id", "at", "verb", "selling", "kept", "sold", "none"))
_PAIRS = Memo(lambda unit: Memo(lambda deed: Memo(lambda theme: (_NAMED[theme][unit], _NAMED[theme][deed]))))
"""By unit, deed and theme: the features of a theme beside what is counted and what is done; made once."""


class Candidate(NamedTuple):
    """Tokens `first` to `last` name the measure `id` ("" for no listed measure at all)."""

    first: int
    last: int
    id: str
    features: list[str]


def candidates(scene: Scene, themes: dict[str, str]) -> Iterator[Candidate]:
    """Every listed measure of the text, and the choice of none; `themes`: theme by measure id."""
    marked, tags, side = scene.marked, scene.marked.tags, scene.side
    longest = _longest(marked)
    thing = sold_thing(marked, side, lambda index: scene.framed[index] or scene.owned[index])
    pairs = _PAIRS[scene.unit][scene.deed]
    seen = 0
    if marked.measured:
        starts = {first for first, _, tag in marked.measured if tag[0] == "m"} if marked.language == "en" else _NOWHERE
        for first, last, tag in marked.measured:
            if longest and longest.get(first, 0) > last - first:
                continue  # a part of a phrase
            if first == last and "reach" in tags[first] and "verb" in tags[first] and "ing" not in tags[first]:
                continue  # "reach" as what one does, not what one has
            own = tag[0] == "o"
            name = tag[tag.index(":") + 1 :]
            found = _features(scene, first, last, name, starts, seen, own)
            theme = name if own else themes[name]
            placed = _NAMED[theme]
            features = [_ID[name], *found, *pairs[theme], *map(placed.__getitem__, scene.places_of(first, last))]
            if scene.arranges:
                features.append(placed["arranged"])
            if scene.cycle:
                features.append(placed["cycle"])
            if seen > 1:
                features.append("late")
            if theme == "product" and scene.verb >= 0 and not scene.makes:
                features.append("bought" if scene.lemma in _BUYING else "unmade")
            if thing is not None and thing[0] <= first <= thing[1]:
                features.append(_SELLING[theme])
            yield _new(Candidate, (first, last, name, features))
            seen += not side[first] and not scene.owned[first] and "modifier" not in found and "before_head" not in found
            if name == "customers" and _pleased(marked):
                yield Candidate(first, last, "csat", ["pleased", *pairs[themes["csat"]]])
            if name in _KEPT and "keeping" in marked.present and not side[first]:
                theme = themes[_KEPT[name]]
                yield Candidate(first, last, _KEPT[name], ["kept", _KEEPING[theme], *found, *pairs[theme]])
    if thing is not None:
        way = "sold" if thing[2] == "sold" else _SOLD[thing[2]]
        yield Candidate(thing[0], thing[1], "product", [way, *pairs[themes["product"]], *_sold(scene, thing)])
    unlisted = scene.top >= 0 and scene.top not in scene.named and scene.top not in longest
    for first, last, name, features in implied(scene, seen, unlisted):
        yield Candidate(first, last, name, [*features, *pairs[themes[name]]])
    features = ["none", *pairs["none"], *_holders(scene)]
    if scene.arranges:
        features.append("none|arranged")
    if scene.cycle:
        features.append("none|cycle")
    if unlisted:
        features.append("none|top")
    if seen:
        features.append("none|seen")
    if _changed_thing(marked):
        features.append("none|thing")
    yield _new(Candidate, (0, 0, "", features))


def _longest(marked: Marked) -> dict[int, int]:
    """How far the longest phrase over each token reaches from its first to its last."""
    found: dict[int, int] = {}
    if all(first == last for first, last, _ in marked.measured):
        return found
    for first, last, tag in marked.measured:
        if last > first and tag[0] == "m":
            for step in range(first, last + 1):
                found[step] = max(found.get(step, 0), last - first)
    return found


def _holders(scene: Scene) -> list[str]:
    """What kinds of owners speak, as features of no listed measure: "vi", a person, a team."""
    if len(scene.owners) == 1:
        return [_NONE[scene.owners[0].kind]]
    return [_NONE[kind] for kind in sorted({owner.kind for owner in scene.owners})] if scene.owners else []


def _sold(scene: Scene, thing: Sale) -> Iterator[str]:
    marked, (first, last, _) = scene.marked, thing
    for place in scene.places_of(first, last):
        yield _SOLD[place]
    if scene.split <= last:
        yield "sold|second"
    if marked.tokens[last].upper:
        yield "sold|named"
    if marked.tags[last] & GOODS:
        yield "sold|product"


def _features(scene: Scene, first: int, last: int, name: str, starts: Set[int], seen: int, own: bool) -> list[str]:
    marked, top = scene.marked, scene.top
    tags = marked.tags[first]
    found: list[str] = []
    if own:
        found.append("own")
    if last > first:
        found.append("phrase")
        if first and marked.tokens[first].fold in _PER and first - 1 in scene.named:
            found.append("per")  # "freight cost per order" is a cost
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
        found.append(_AT[where])
    if scene.object[0] <= first < scene.object[1]:
        found.append("object")
        if last == top:
            found.append("top")
        elif top >= 0 and top not in scene.named:
            found.append("under")
    elif first < scene.verb:
        found.append("before")
        if scene.deed in _TURNS and not scene.owned[first]:
            found.append("subject")  # "the margin shall exceed 10 %": what changes stands first
    after = marked.tags[last + 1] if last + 1 < len(marked.tags) else NONE
    if "pres" in after and after.isdisjoint(_MOVES):
        found.append("agent")  # "that sales accepts": who does it
    if scene.state[0] <= first < scene.state[1]:
        found.append("state")
    if first == scene.verb:
        found += ("verb", _VERB[name])
    elif "verb" in tags:
        found.append("verbal")
    if not seen:
        found.append("first")
    if marked.language == "en":
        if last + 1 in starts and "verb" not in tags:
            found.append("modifier")
        elif "verb" not in tags and last + 1 < len(marked.tokens) and _is_head(marked, last + 1):
            found.append("before_head")
        elif first and first - 1 in starts:
            found.append("head")
    return found


def _is_head(marked: Marked, index: int) -> bool:
    """An unlisted word that may be the noun which the words before it modify."""
    token, tags = marked.tokens[index], marked.tags[index]
    return token.kind == "w" and len(token.fold) > 3 and not (tags - {"change_noun"}) and not token.fold.endswith(("ly", "ing", "ed"))


def _changed_thing(marked: Marked) -> bool:
    """The first change verb has an unlisted thing as its object."""
    if marked.present.isdisjoint(_CHANGES):
        return False
    for index, tags in enumerate(marked.tags[:-1]):
        if "verb" in tags and not tags.isdisjoint(_CHANGES):
            after = marked.tokens[index + 1]
            return after.kind == "w" and not marked.tags[index + 1] and len(after.fold) > 3
    return False


def _pleased(marked: Marked) -> bool:
    """What is said of customers is how they fare, not how many they are."""
    return "quality" in marked.present and _MORE.isdisjoint(marked.source.words)
