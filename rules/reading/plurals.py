"""The forms of words for whoever has a trade: "rörmokarna", "the locksmiths", "sjuksköterskorna" (rulebook §3).

A list holds a trade once; how its many are called follows from how it ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.lexicon import expand, table

_STEMS = "or ist ent ant log nom tekt peut gog teg fekt mast kat ult".split()
_MANY = {
    "iker": ("ikerna",), "are": ("arna",), "man": ("mannen",), "ska": ("skor", "skorna"), "inna": ("innor", "innorna"),
    "chef": ("chefer", "cheferna"), "ansvarig": ("ansvariga",), "vard": ("vardar", "vardarna"), "kock": ("kockar", "kockarna"),
    "smed": ("smeder", "smederna"), "coach": ("coacher", "coacherna"), "bitrade": ("bitraden", "bitradena"),
    **{stem: (f"{stem}er", f"{stem}erna") for stem in _STEMS},
}  # fmt: skip
"""How a Swedish trade ends, folded, and what its many end in instead."""
_ONE = {
    "are": ("aren",), "iker": ("ikern",), "ska": ("skan",), "inna": ("innan",), "or": ("orn", "oren"), "ande": ("anden",),
    "bitrade": ("bitradet",), "chef": ("chefen",), "ansvarig": ("ansvarige",), **{stem: (f"{stem}en",) for stem in _STEMS[1:]},
}  # fmt: skip
"""What the one ends in, with its article."""
_SHORTEST = 4


def trades(language: str, listed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The folded forms of every trade of a language that are not `listed`, each with its tag."""
    for key in ("roles", "role_heads"):
        for trade in expand(table(language, "people")[key]):
            if len(trade) < _SHORTEST or not trade.isalpha():
                continue
            for form in _declined(trade, _MANY) if language == "sv" else (_plural(trade),):
                if form not in listed:
                    yield form, "role_plurals"
            for form in _declined(trade, _ONE) if language == "sv" else ():
                if form not in listed:
                    yield form, "role_heads"


def _declined(trade: str, endings: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    for ending, forms in endings.items():
        if trade.endswith(ending):
            return tuple(trade.removesuffix(ending) + form for form in forms)
    return ()


def _plural(trade: str) -> str:
    if trade.endswith("man"):
        return trade[:-2] + "en"
    if trade.endswith("y") and trade[-2] not in "aeou":
        return trade[:-1] + "ies"
    return trade + ("es" if trade.endswith(("ch", "sh", "s", "x")) else "s")
