"""Verb forms for the sentences of the template engine, in the writer's own spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from coach.suggest.words import words
from rules.reading.lexicon import table
from rules.reading.text import fold

_REGULAR = re.compile(r"[a-z]{3,}a")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as the writer spelled it: `base` (öka, increase), `present` (ökar, increases), and the folded infinitive `lemma`."""

    base: str
    present: str
    lemma: str


@cache
def _swedish() -> dict[str, tuple[str, str]]:
    """Infinitive and present in proper spelling, by folded infinitive."""
    found: dict[str, tuple[str, str]] = {}

    def put(base: str, present: str) -> None:
        found[fold(base)] = (base, present)

    rows = [entry for name, entry in table("sv", "verbs").items() if name != "weak"]
    # Where the lexicon lists a verb in several classes, the later one here is right; the exceptions come last.
    for entry in rows:
        for verb in entry["first"]:
            put(verb, verb[:-1] + "ar")
    for entry in rows:
        for verb in entry["hard"]:
            put(verb, verb[:-1] + "er")
    for entry in rows:
        for verb in entry["second"]:
            put(verb, verb[:-1] if verb[:-1].endswith("r") else verb[:-1] + "er")
    for entry in rows:
        for verb in entry["short"]:
            put(verb, verb + "r")
    for entry in rows:
        for line in entry["irregular"]:
            put(line.split()[0], line.split()[1])
    for line in words("sv")["present"]["words"]:
        put(*line.split())
    return found


@cache
def _own() -> frozenset[str]:
    return frozenset(fold(line.split()[0]) for line in words("sv")["present"]["words"])


def listed(folded: str) -> bool:
    """Whether a word is an infinitive of the engine's own list, which knows verbs that the rules need not know."""
    return folded in _own()


def _joined(written: str) -> tuple[str, str] | None:
    """A verb behind a prefix: "bedriva" as "driva"."""
    for prefix in words("sv")["present"]["prefixes"]:
        if written.startswith(prefix) and (known := _swedish().get(fold(written[len(prefix) :]))) and len(written) - len(prefix) > 3:
            return prefix + known[0], prefix + known[1]
    return None


def swedish(written: str, lemma: str, sure: bool = False) -> Verb | None:
    """The verb written in the infinitive or imperative, active or passive; None where its present is not known. `sure`: nothing but an
    infinitive can stand there, so that one no list knows is taken for a regular one."""
    key = fold(written)
    known = _swedish().get(lemma or key) or _joined(written.lower())
    if known is None:
        if key.endswith("era") or sure and _REGULAR.fullmatch(key):
            return Verb(written.lower(), written.lower() + "r", key)
        return None
    base, present = known
    low = written.lower()
    if low != key and not base.startswith(low) and low not in (present, base + "s", _passive(base, present)):
        # "våra" is no "vara".
        return None
    if key.endswith("s") and not fold(base).endswith("s") and key == fold(base) + "s":
        base, present = base + "s", _passive(base, present)
    # Whoever writes "oka" gets "okar"; "vara" has no dots to lose.
    plain = written.lower() == key and fold(base) != base
    return Verb(fold(base), fold(present), lemma or key) if plain else Verb(base, present, lemma or key)


def _passive(base: str, present: str) -> str:
    if base.endswith("ra"):
        return base[:-1] + "s" if present == base[:-1] else present[:-1] + "s"
    if present.endswith("ar"):
        return present[:-1] + "s"
    if present.endswith("er"):
        return present[:-2] + "s"
    return (present[:-1] if present.endswith("r") and present[-2] in "aeiouyåäö" else present) + "s"


def english(written: str, lemma: str) -> Verb:
    """The verb written in any of its present forms."""
    base = lemma or written.lower()
    if fold(written) == base:
        base = written.lower()
    return Verb(base, third(base), lemma or base)


def third(base: str) -> str:
    """The third person of an English verb."""
    if base in ("be", "have"):
        return {"be": "is", "have": "has"}[base]
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"
