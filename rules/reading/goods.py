"""The sale of one product, listed or not (rulebook §8): "sell 40 kits", "40 kits sold", "kits at 40 % of turnover"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import compress

from rules.reading.marking import Marked

Sale = tuple[int, int, str]
"""First and last token, and the way it is put."""
GOODS = frozenset(("measure:product", "measure:thing"))
_SALES, _DEALS = "measure:revenue", "measure:deals"
_SOLD = frozenset((_SALES, _DEALS))
_PASSIVE = frozenset("sold salda sald salt saljs saljas saldes".split())
_FROM = frozenset(("from", "fran"))
_BACK = 7
_ACROSS = 6
_NO_GOODS = frozenset(f"measure:{name}" for name in ("revenue", "margin", "profit", "deals", "customers", "leads", "order_value"))
_PARTS = frozenset(("%", "procent", "percent", "half", "halften", "cent"))
_LITTLE = frozenset(
    "be past_be have modal preposition determiner function conjunction subordinate amount negation verb up down reach".split()
)
_NO_WARE = frozenset("roles role_heads teams team_heads given we you i man diffuse norm budget".split()) | frozenset(
    f"measure:{name}"
    for name in "revenue deals leads market reach customers margin profit order_value team hiring customer_value quota upsell activity "
    "market_share audience people someone company".split()
)
_SHORT = 3
_PAPERS = (
    "avtal",
    "avtalet",
    "avtalen",
    "abonnemang",
    "abonnemanget",
    "licenser",
    "contracts",
    "agreements",
    "plans",
    "policies",
    "licences",
)
_ENDS = frozenset("preposition modal means subordinate".split())
_VAGUE = frozenset("determiner quality amount indefinite function up down".split())
_NO_THING = frozenset(("preposition", "verb", "modal", "we", "subordinate", "means"))


def sold_thing(marked: Marked, side: bytearray, taken: Callable[[int], int]) -> Sale | None:
    """The sale of one product: "försäljningen av hjälmar", "sälja 150 kit", "steel sales"; `taken`: words that date it or answer for it."""
    words, named = marked.source.words, marked.named
    parted = not _PARTS.isdisjoint(words)
    if _SALES not in named and not (parted and _DEALS in named) and marked.lexis.selling.isdisjoint(words):
        return None
    tokens, tags, folds = marked.tokens, marked.tags, marked.source.folds
    places = set(compress(range(len(folds)), map(marked.lexis.selling.__contains__, folds)))
    places.update([hit.first for hit in marked.all(_SALES)])
    if parted:
        places.update([hit.first for hit in marked.all(_DEALS)])
    for index in sorted(places):
        token = tokens[index]
        if side[index] or token.kind != "w":
            continue
        sold = token.fold in marked.lexis.sellers
        if sold or (
            _SALES in tags[index] and index + 1 < len(tokens) and tokens[index + 1].fold in ("av", "of", "from", "fran", "pa", "on")
        ):
            thing = _noun_after(marked, index + (1 if sold else 2))
            if thing is not None and (sold or tokens[index + 1].fold in ("av", "of") or tags[thing] & GOODS):
                return index, thing, "sold"
        if parted and not _SOLD.isdisjoint(tags[index]) and (thing := _share(marked, index, taken)) is not None:
            return thing, thing, "share"
        if token.fold == "sales" and index and _is_product_word(marked, index - 1):
            return index - 1, index, "sold"
        if token.fold in _PASSIVE and (thing := _noun_before(marked, index, taken)) is not None:
            return thing, index, "passive"
    return None


def _noun_before(marked: Marked, index: int, taken: Callable[[int], int]) -> int | None:
    """What is sold: "40 kits sold", "nine in ten cars are sold with a service plan"."""
    for step in range(index - 1, max(-1, index - 1 - _BACK), -1):
        token, tags = marked.tokens[step], marked.tags[step]
        if token.kind == "p":
            return None
        if token.kind != "w" or taken(step) or len(token.fold) < _SHORT or not tags.isdisjoint(_LITTLE):
            continue
        return step if _is_ware(marked, step) else None
    return None


def _share(marked: Marked, index: int, taken: Callable[[int], int]) -> int | None:
    """What is to be a share of sales: "own brands at 40 % of turnover", "40 % of sales from own brands"."""
    tokens, folds = marked.tokens, marked.source.folds
    of = next((step for step in range(index - 1, max(0, index - 1 - _ACROSS), -1) if folds[step] in ("av", "of")), 0)
    if of < 1 or folds[of - 1] not in _PARTS:
        return None
    before = next((step for step in range(of - 2, -1, -1) if _is_named(marked, step) and not taken(step)), None)
    if before is not None:
        return before if _is_ware(marked, before) else None
    source = next((step for step in range(index + 1, min(index + 6, len(tokens))) if folds[step] in _FROM), None)
    if source is None:
        return None
    thing = _noun_after(marked, source + 1)
    return thing if thing is not None and _is_ware(marked, thing) else None


def _is_named(marked: Marked, index: int) -> bool:
    """No little word, verb or time."""
    token = marked.tokens[index]
    return token.kind == "w" and len(token.fold) >= _SHORT and marked.tags[index].isdisjoint(_LITTLE)


def _is_ware(marked: Marked, index: int) -> bool:
    """A thing, or a word no list has as something else than a thing."""
    own = marked.tags[index]
    return not own.isdisjoint(GOODS) or own.isdisjoint(_NO_WARE)


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
    if (paper := _paper(marked, start)) is not None:
        return paper
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


def _paper(marked: Marked, start: int) -> int | None:
    """A contract that is the product: "sell 20 service contracts", "sälja serviceavtal"; "sell 20 contracts" closes deals."""
    tokens, tags = marked.tokens, marked.tags
    for index in range(start, min(start + 6, len(tokens))):
        token = tokens[index]
        if token.kind == "p" and token.fold not in "%\"'" or not tags[index].isdisjoint(_ENDS):
            return None
        if token.kind == "w" and token.fold.endswith(_PAPERS):
            described = token.fold not in _PAPERS or index > start and tokens[index - 1].kind == "w" and tags[index - 1].isdisjoint(_VAGUE)
            return index if described else None
    return None


@cache
def _money() -> frozenset[str]:
    return frozenset("kr kronor mkr tkr msek mnkr miljoner miljon million sek eur usd euro m k mn milj procent percent".split())
