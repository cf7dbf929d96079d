"""The measure meant, and with it theme and level: the weightiest word of the result (rulebook §7, §8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rules.reading.facts import Measure, Mention, Quantity
from rules.reading.lexicon import table
from rules.reading.marking import Marked

_OTHERS = frozenset("revenue deals customers product".split())
_BESIDE = frozenset("pa med till mellan i inom hos fran on with at in from between via into among per".split())
_BACK = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure of the lexicon."""

    theme: str
    level: str
    weight: float
    low: int | None
    high: int | None


@cache
def entries() -> dict[str, Entry]:
    """The measures by id; both languages declare the same."""
    return {
        name: Entry(row["theme"], row["level"], row["weight"], row.get("low"), row.get("high"))
        for name, row in table("sv", "measures").items()
    }


def find_measure(
    marked: Marked, side: bytearray, owners: tuple[Mention, ...], quantities: tuple[Quantity, ...], split: int
) -> Measure | None:
    """The measure of the first result: `split` is the token where a second result begins (or the number of tokens)."""
    known = entries()
    owned = bytearray(len(marked.tokens))
    for owner in owners:
        for index in range(owner.first, owner.last + 1):
            owned[index] = 1
    counted = _counted(marked, quantities)
    timed = any(q.kind == "duration" for q in quantities)
    main = next(
        (
            i
            for i, tags in enumerate(marked.tags)
            if "verb" in tags and tags & {"inf", "imp", "pres"} and not tags & {"modal", "be", "have"}
        ),
        -1,
    )
    covered = {
        step for hit in marked.hits if hit.last > hit.first and hit.tag.startswith("measure:") for step in range(hit.first, hit.last + 1)
    }
    starts = {hit.first for hit in marked.hits if hit.tag.startswith("measure:")}
    first = min(starts, default=0)
    best: tuple[float, int, str, int] | None = None
    for hit in marked.hits:
        own = hit.tag.startswith("own:")
        if not own and not hit.tag.startswith("measure:"):
            continue
        name = hit.tag.partition(":")[2]
        if owned[hit.first] or hit.first == hit.last and hit.first in covered:
            continue
        if hit.first == hit.last and "reach" in marked.tags[hit.first] and "verb" in marked.tags[hit.first]:
            continue
        weight: float = 5 if own else known[name].weight
        weight += 1.2 * (hit.last - hit.first)
        if (hit.first in counted or hit.last in counted) and marked.tokens[hit.first - 1].fold not in ("av", "of"):
            weight += 1.5
        if timed and name == "service_level":
            weight += 2
        if marked.language == "en" and hit.last + 1 in starts and "verb" not in marked.tags[hit.first]:
            weight -= 1.2
        if hit.first > first and any(
            marked.tokens[step].fold in ("av", "of", "below", "above") for step in range(max(first, hit.first - 3), hit.first)
        ):
            weight -= 1.5
        if name == "company" and "compound" in marked.tags[hit.first]:
            continue
        if side[hit.first]:
            weight -= 10
        if hit.first >= split:
            weight -= 4
        if "compound" in marked.tags[hit.first]:
            weight -= 0.2
        if _is_beside(marked, hit.first):
            weight -= 1.6
        elif hit.first == main and name in ("activity", "training", "hiring", "deals", "revenue"):
            weight += 3 if name == "activity" else 1.6
        place = (-weight, hit.first, name, hit.last)
        if best is None or place < best:
            best = place
    thing = _sold_thing(marked, side)
    if thing is not None and (best is None or best[2] in _OTHERS and (-best[0] < 5 or best[1] == thing[0])):
        return _measure(marked, thing[0], thing[1], "product")
    if best is None:
        return None
    if (
        -best[0] < known_beside(best[2])
        and best[2] in ("reach", "customers", "deals", "activity")
        and _is_beside(marked, best[1])
        and _changed_thing(marked)
    ):
        return None
    if best[2] == "customers" and _pleased(marked):
        return _measure(marked, best[1], best[3], "csat")
    return _measure(marked, best[1], best[3], best[2])


def known_beside(name: str) -> float:
    """The weight under which a measure counts as standing beside the point."""
    return entries()[name].weight if name in entries() else 0


def _changed_thing(marked: Marked) -> bool:
    """The first change verb has an unlisted thing as its object."""
    for index, tags in enumerate(marked.tags[:-1]):
        if tags & {"up", "down"} and "verb" in tags:
            after = marked.tokens[index + 1]
            return after.kind == "w" and not marked.tags[index + 1] and len(after.fold) > 3
    return False


def _counted(marked: Marked, quantities: tuple[Quantity, ...]) -> frozenset[int]:
    """The tokens that the quantities count."""
    found = set()
    for q in quantities:
        if q.noun and q.role in ("target", "by"):
            for index in range(q.last + 1, min(q.last + 7, len(marked.tokens))):
                if marked.tokens[index].fold == q.noun:
                    found.add(index)
                    break
    return frozenset(found)


def _pleased(marked: Marked) -> bool:
    """What is said of customers is how they fare, not how many they are."""
    tags = [own for own in marked.tags if "quality" in own]
    more = any(token.fold in ("fler", "flera", "more", "nya", "new") for token in marked.tokens)
    return bool(tags) and not more


def _is_beside(marked: Marked, index: int) -> bool:
    """The word stands behind a preposition: "på våra offerter", "with existing accounts" only say where or with whom."""
    for step in range(index - 1, max(-1, index - _BACK), -1):
        token, tags = marked.tokens[step], marked.tags[step]
        if token.fold in _BESIDE:
            return step > 0
        if token.kind == "p" or tags & {"verb", "modal"} or any(tag.startswith("measure:") for tag in tags):
            return False
    return False


def _measure(marked: Marked, first: int, last: int, name: str) -> Measure:
    start, end = marked.tokens[first].start, marked.tokens[last].end
    entry = entries().get(name)
    if entry is None:
        return Measure(start, end, name, name)
    return Measure(start, end, name, entry.theme, entry.low, entry.high)


def _sold_thing(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """The sale of one product: "försäljningen av hjälmar", "sälja 150 kit", "steel sales"."""
    tokens, tags = marked.tokens, marked.tags
    for index, token in enumerate(tokens):
        if side[index] or token.kind != "w":
            continue
        lemma = marked.lexis.lemmas.get(token.fold)
        if lemma in ("salja", "sell") or (
            "measure:revenue" in tags[index]
            and index + 1 < len(tokens)
            and tokens[index + 1].fold in ("av", "of", "from", "fran", "pa", "on")
        ):
            thing = _noun_after(marked, index + (1 if lemma in ("salja", "sell") else 2))
            if thing is not None and (
                lemma in ("salja", "sell") or tokens[index + 1].fold in ("av", "of") or "measure:product" in tags[thing]
            ):
                return index, thing
        elif token.fold == "sales" and index and _is_product_word(marked, index - 1):
            return index - 1, index
    return None


def _is_product_word(marked: Marked, index: int) -> bool:
    token, tags = marked.tokens[index], marked.tags[index]
    return (
        token.kind == "w"
        and (not tags or "measure:product" in tags)
        and not token.fold.endswith(("ly", "al", "ed", "ing", "er"))
        and len(token.fold) > 3
    )


def _noun_after(marked: Marked, start: int) -> int | None:
    tokens, tags = marked.tokens, marked.tags
    for index in range(start, min(start + 6, len(tokens))):
        token = tokens[index]
        if token.kind == "p" and token.fold not in "%$€-\"'":
            return None
        if token.kind != "w":
            continue
        own = tags[index]
        if own & {"preposition", "verb", "modal", "we", "subordinate", "means"}:
            return None
        if any(tag.startswith("measure:") for tag in own):
            return index if own & {"measure:product"} else None
        if "loose" in own:
            return None
        if own & {"determiner", "quality", "amount", "indefinite", "function"} or token.fold in _money():
            if token.fold in _money():
                return None
            continue
        return index
    return None


@cache
def _money() -> frozenset[str]:
    return frozenset("kr kronor mkr tkr msek mnkr miljoner miljon million sek eur usd euro m k mn milj procent percent".split())
