"""Verb forms with their tense, from the infinitive and its class (lexicon/*/verbs.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rules.reading.text import fold

Form = tuple[str, str, str]
"""Folded form, tense ("inf", "pres", "past", "sup", "part", "ing", "imp"), folded infinitive."""


def swedish(table: Mapping[str, Sequence[str]]) -> Iterator[Form]:
    """Every form of one class of Swedish verbs, active and passive."""
    for verb in table.get("first", ()):
        stem = verb[:-1]
        yield from _forms(verb, inf=verb, pres=stem + "ar", past=stem + "ade", sup=stem + "at", part=stem + "ad", ing=stem + "ande")
        yield from _forms(verb, inf=stem + "as", past=stem + "ades", sup=stem + "ats")
    for verb in table.get("second", ()):
        stem = verb[:-1]
        past, sup, part = _ended(stem, "d")
        yield from _forms(verb, inf=verb, pres=stem + "er", past=past, sup=sup, part=part, imp=stem, ing=stem + "ande")
        yield from _forms(verb, inf=stem + "as", pres=stem + "s", past=past + "s", sup=sup + "s", part=part + "a")
    for verb in table.get("hard", ()):
        stem = verb[:-1]
        past, sup, part = _ended(stem, "t")
        yield from _forms(verb, inf=verb, pres=stem + "er", past=past, sup=sup, part=part + "a", imp=stem)
        yield from _forms(verb, inf=stem + "as", pres=stem + "s", past=past + "s", sup=sup + "s")
    for verb in table.get("short", ()):
        yield from _forms(verb, inf=verb, pres=verb + "r", past=verb + "dde", sup=verb + "tt", part=verb + "dda")
        yield from _forms(verb, inf=verb + "s", past=verb + "ddes", sup=verb + "tts")
    yield from _irregular(table)


def _ended(stem: str, mark: str) -> tuple[str, str, str]:
    """Past, supine and participle: "höjde, höjt, höjd", but "använde, använt, använd", "lyfte, lyft, lyft", "glömde, glömt, glömd"."""
    if stem.endswith(("mm", "nn")):
        stem = stem[:-1]
    elif stem.endswith(mark) and stem[-2] not in "aeiouyåäö" + mark:
        return stem + "e", stem[:-1] + "t", stem
    return stem + mark + "e", stem + "t", stem + mark


def english(table: Mapping[str, Sequence[str]]) -> Iterator[Form]:
    """Every form of one class of English verbs."""
    for verb in table.get("regular", ()):
        bare = verb[:-1] if verb.endswith("e") else verb
        third = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else verb + "s"
        past = bare + "ed"
        if verb.endswith("y") and verb[-2] not in "aeiou":
            third, past = verb[:-1] + "ies", verb[:-1] + "ied"
        yield from _forms(verb, inf=verb, pres=third, past=past, sup=past, ing=bare + "ing")
    for row in table.get("irregular", ()):
        inf, pres, past, sup, ing = row.split()
        finite = {} if pres == inf else {"pres": pres}  # the third person of a noun-like verb would be the noun's plural
        yield from _forms(inf, inf=inf, past=past, sup=sup, ing=ing, **finite)


def _irregular(table: Mapping[str, Sequence[str]]) -> Iterator[Form]:
    for row in table.get("irregular", ()):
        inf, pres, past, sup, *parts = row.split()
        imperative = {"imp": inf[:-1]} if inf.endswith("a") and len(inf) > 3 else {}
        yield from _forms(inf, inf=inf, pres=pres, past=past, sup=sup, **imperative)
        for part in parts:
            yield from _forms(inf, **({"pres": part, "inf": part} if part.endswith("s") else {"part": part}))


def _forms(lemma: str, **tenses: str) -> Iterator[Form]:
    base = fold(lemma)
    for tense, form in tenses.items():
        yield fold(form), tense, base


def in_era(word: str) -> frozenset[str]:
    """A verb in -era is a verb, listed or not."""
    for ending, tense in (("era", "inf"), ("erar", "pres"), ("erade", "past"), ("erat", "sup"), ("eras", "inf"), ("erad", "part")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return frozenset(("verb", "act", tense))
    return frozenset()
