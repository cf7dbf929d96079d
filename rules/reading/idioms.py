"""Verbs that mean something else with the words behind them: "take over" is a deed, "take care" none (rulebook §1)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked

Idioms = dict[str, frozenset[tuple[str, ...]]]
"""What may stand behind a verb, by its infinitive."""


def idioms(key: str) -> Idioms:
    """The phrases of one list of the lexicon by their verbs."""
    rows: dict[str, set[tuple[str, ...]]] = {}
    for phrase in sorted(both("wording", key)):
        verb, *rest = phrase.split()
        rows.setdefault(verb, set()).add(tuple(rest))
    return {verb: frozenset(found) for verb, found in rows.items()}


def idiom(marked: Marked, index: int, known: Idioms) -> int:
    """How many words behind the verb at `index` belong to it; 0 where none do."""
    lemma = marked.lexis.lemmas.get(marked.tokens[index].fold, "")
    folds = marked.source.folds
    return max((len(rest) for rest in known.get(lemma, ()) if tuple(folds[index + 1 : index + 1 + len(rest)]) == rest), default=0)
