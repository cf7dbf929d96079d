"""The measures a text mentions, each with what speaks for or against its being the one meant (rulebook §8).

A feature says where the word stands (object, subject, behind a preposition, in a side part …) and what it stands with (money, a share, a
deed). What each feature is worth stands in lexicon/weights.toml; `rules.reading.measures` adds up and takes the best.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rules.reading.implied import implied
from rules.reading.marking import Hit, Marked
from rules.reading.scene import Scene
from rules.reading.sold import sold_thing

_CHANGES = frozenset(("up", "down"))
_MORE = frozenset(("fler", "flera", "more", "nya", "new"))


class Candidate(NamedTuple):
    """Tokens `first` to `last` name the measure `id` ("" for no listed measure at all)."""

    first: int
    last: int
    id: str
    features: list[str]


def candidates(scene: Scene, themes: dict[str, str]) -> Iterator[Candidate]:
    """Every listed measure of the text, and the choice of none; `themes`: theme by measure id."""
    marked = scene.marked
    covered = {step for hit in marked.measured if hit.last > hit.first and hit.tag[0] == "m" for step in range(hit.first, hit.last + 1)}
    starts = {hit.first for hit in marked.measured if hit.tag[0] == "m"}
    seen = 0
    thing = sold_thing(marked, scene.side)
    for hit in marked.measured:
        own = hit.tag.startswith("own:")
        if hit.first == hit.last and (hit.first in covered or "reach" in marked.tags[hit.first] and "verb" in marked.tags[hit.first]):
            continue  # a part of a phrase; "reach" as what one does, not what one has
        name = hit.tag.partition(":")[2]
        features = _features(scene, hit, name, starts, seen, own)
        theme = name if own else themes[name]
        features += _pairs(theme, scene.unit, scene.deed)
        features += [_named(theme, place) for place in scene.places_of(hit.first, hit.last)]
        if thing is not None and thing[0] <= hit.first <= thing[1]:
            features.append(_named("selling", theme))
        yield Candidate(hit.first, hit.last, name, features)
        seen += not scene.side[hit.first] and not scene.owned[hit.first]
        if name == "customers" and _pleased(marked):
            yield Candidate(hit.first, hit.last, "csat", ["pleased", *_pairs(themes["csat"], scene.unit, scene.deed)])
    if thing is not None:
        yield Candidate(*thing, "product", ["sold", *_pairs(themes["product"], scene.unit, scene.deed), *_sold(scene, thing)])
    unlisted = scene.top >= 0 and scene.top not in covered and scene.top not in starts
    for first, last, name, why in implied(marked, scene.verb, scene.deed, scene.wanted, scene.frames, scene.side, unlisted):
        features = [why, *_pairs(themes[name], scene.unit, scene.deed)]
        features.append(f"{why}|{'seen' if seen else 'alone'}")
        yield Candidate(first, last, name, features)
    features = ["none", *_pairs("none", scene.unit, scene.deed), *_holders(scene)]
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


def _holders(scene: Scene) -> Iterator[str]:
    """What kinds of owners speak, as features of no listed measure: "vi", a person, a team."""
    for kind in sorted({owner.kind for owner in scene.owners}):
        yield _named("none", kind)


def _sold(scene: Scene, thing: tuple[int, int]) -> Iterator[str]:
    marked, last = scene.marked, thing[1]
    for place in scene.places_of(*thing):
        yield _named("sold", place)
    if scene.split <= last:
        yield "sold|second"
    if marked.tokens[last].upper:
        yield "sold|named"
    if "measure:product" in marked.tags[last]:
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
