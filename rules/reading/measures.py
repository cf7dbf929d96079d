"""The measure meant, and with it theme and level: of those a text mentions, the one its features speak most for (rulebook §7, §8)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from rules.reading.candidates import Candidate, candidates
from rules.reading.facts import Measure
from rules.reading.kept import kept
from rules.reading.leanings import leaning, towards
from rules.reading.lexicon import table
from rules.reading.scene import Scene

_LASTING = frozenset(("sustainability", "finance", "welfare"))
"""Of the measures that have no theme, those that a whole company or place strives for."""
_ASIDE = frozenset(("side", "second", "owned", "at|beside"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure of the lexicon."""

    theme: str
    level: str
    low: int | None
    high: int | None


@cache
def entries() -> dict[str, Entry]:
    """The measures by id; both languages declare the same."""
    return {name: Entry(row["theme"], row["level"], row.get("low"), row.get("high")) for name, row in table("sv", "measures").items()}


@cache
def themes() -> dict[str, str]:
    """Theme by measure id."""
    return {name: entry.theme for name, entry in entries().items()}


@cache
def weights() -> dict[str, float]:
    """The weights of lexicon/weights.toml, fitted by benchmarks/weights.py; a feature that was never seen is worth nothing."""
    return kept("worth", _read)


def _read() -> dict[str, float]:
    return tomllib.loads(files("rules.reading").joinpath("lexicon", "weights.toml").read_text("utf-8"))


def find_measure(scene: Scene) -> Measure | None:
    """The measure of the first result, or None where no listed one is meant."""
    worth, nothing, known = weights().get, repeat(0.0), themes()
    best: Candidate | None = None
    lasting: Candidate | None = None
    most = 0.0
    lean = 0
    for candidate in candidates(scene, known):
        name, features = candidate.id, candidate.features
        if name in _LASTING and lasting is None and _ASIDE.isdisjoint(features):
            lasting = candidate
        if not lean and name:
            lean = leaning(scene.marked)
        score = sum(map(worth, features, nothing))
        if lean:
            score += towards(lean, known.get(name, name or "other"))
        if best is None or score > most:
            best, most = candidate, score
    if best is None or not best.id:
        return None
    if lasting is not None and themes().get(best.id) == "other":
        best = lasting  # "all houses shall be climate neutral": the climate, not the houses
    start, end = scene.marked.source.starts[best.first], scene.marked.source.ends[best.last]
    entry = entries().get(best.id)
    if entry is None:
        return Measure(start, end, best.id, best.id)
    return Measure(start, end, best.id, entry.theme, entry.low, entry.high)
