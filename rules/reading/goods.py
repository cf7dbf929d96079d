"""The sale of one product, listed or not (rulebook §8)."""

from __future__ import annotations

from functools import cache
from itertools import compress

from rules.reading.marking import Marked

GOODS = frozenset(("measure:product", "measure:thing"))
_NO_GOODS = frozenset(f"measure:{name}" for name in ("revenue", "margin", "profit", "deals", "customers", "leads", "order_value"))
_NO_THING = frozenset(("preposition", "verb", "modal", "we", "subordinate", "means"))


def sold_thing(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """The sale of one product: "försäljningen av hjälmar", "sälja 150 kit", "steel sales"."""
    tokens, tags = marked.tokens, marked.tags
    folds = marked.source.folds
    if marked.lexis.selling.isdisjoint(folds) and "measure:revenue" not in marked.named:
        return None
    places = set(compress(range(len(folds)), map(marked.lexis.selling.__contains__, folds)))
    places.update([hit.first for hit in marked.all("measure:revenue")])
    for index in sorted(places):
        token = tokens[index]
        if side[index] or token.kind != "w":
            continue
        sold = token.fold in marked.lexis.sellers
        if sold or (
            "measure:revenue" in tags[index]
            and index + 1 < len(tokens)
            and tokens[index + 1].fold in ("av", "of", "from", "fran", "pa", "on")
        ):
            thing = _noun_after(marked, index + (1 if sold else 2))
            if thing is not None and (sold or tokens[index + 1].fold in ("av", "of") or tags[thing] & GOODS):
                return index, thing
        elif token.fold == "sales" and index and _is_product_word(marked, index - 1):
            return index - 1, index
    return None


def _is_product_word(marked: Marked, index: int) -> bool:
    token, tags = marked.tokens[index], marked.tags[index]
    return (
        token.kind == "w"
        and (not tags or not tags.isdisjoint(GOODS))
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
        if own & _NO_THING and (not index or tokens[index - 1].kind != "n"):
            return None
        if any(tag.startswith("measure:") for tag in own):
            counted = tokens[index - 1].kind == "n" and own.isdisjoint(_NO_GOODS)
            return index if own & GOODS or counted else None
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
