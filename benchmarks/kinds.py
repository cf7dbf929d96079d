"""Fit what speaks for and against a goal: `python benchmarks/kinds.py FILE… [--folds N] [--test FILE…] [--out FILE]`.

Each file holds labelled texts as in `benchmarks/accuracy.py`, or cases as in tests/rules/reading/kinds_cases.en.toml. The weights are
those of a logistic regression on the features of `rules.reading.evidence`, pulled towards nought by their absolute size (Tibshirani
1996), so that few remain. `--folds N` tells how many texts left out of the fit the grammar alone and both together read right; `--test`
the same of other files.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from rules.policy import Policy
from rules.reading import outlook_of
from rules.reading.evidence import FAR, FARTHER, features
from rules.reading.moods import begin, told
from rules.reading.wishes import wanted

TODAY = date(2026, 11, 23)
SELDOM = 8
"""A feature of fewer texts is left out of the fit."""
CENT = 100


class Row(NamedTuple):
    """What is weighed of a text, whether its label says that it is no goal, whether the grammar does, and from where the weights do."""

    features: frozenset[str]
    nongoal: bool
    grammar: bool
    far: int


def load(paths: Sequence[Path]) -> list[Row]:
    """Every labelled text of some files: lines of JSON, or tables of cases with the texts of each kind."""
    rows = []
    for path in paths:
        for text, kind in _cases(path):
            it = outlook_of(text, TODAY, Policy.default())
            start = begin(it)
            far = FARTHER if wanted(it, start) else FAR
            rows.append(Row(frozenset(features(it, start)), kind == "nongoal", bool(told(it)), far))
    return rows


def _cases(path: Path) -> list[tuple[str, str]]:
    if path.suffix == ".toml":
        return [(text, kind) for kind, texts in tomllib.loads(path.read_text("utf-8")).items() for text in texts]
    labels = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(label["text"], label["kind"]) for label in labels]


def fit(rows: list[Row], pull: float, steps: int = 600) -> dict[str, int]:
    """The weights by feature in hundredths, by proximal gradient descent with momentum."""
    often = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, many in often.items() if many >= SELDOM)
    places = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for at, row in enumerate(rows):
        table[at, [places[name] for name in row.features if name in places]] = 1
    wanted = np.array([row.nongoal for row in rows], dtype=np.float32)
    free = np.array([name == "always" for name in names])
    step = 4 / float(np.linalg.norm(table, 2)) ** 2
    weights = ahead = np.zeros(len(names))
    pace = 1.0
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-(table @ ahead)))
        moved = ahead - step * (table.T @ (chance - wanted))
        kept = np.where(free, moved, np.sign(moved) * np.maximum(np.abs(moved) - step * pull, 0))
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = kept + (pace - 1) / faster * (kept - weights)
        weights, pace = kept, faster
    return {name: value for name, place in places.items() if (value := round(float(weights[place]) * CENT))}


def judged(rows: list[Row], weights: dict[str, int]) -> list[bool]:
    """No goal, by grammar or by weight."""
    return [row.grammar or sum(weights.get(name, 0) for name in row.features) >= row.far for row in rows]


def told_of(name: str, rows: list[Row], weights: dict[str, int]) -> str:
    """How many are right by grammar alone, and which way the weights move it."""
    both = judged(rows, weights)
    right = sum(row.grammar == row.nongoal for row in rows)
    mended = sum(now and not row.grammar and row.nongoal for row, now in zip(rows, both, strict=True))
    spoilt = sum(now and not row.grammar and not row.nongoal for row, now in zip(rows, both, strict=True))
    return f"{name}: {right} of {len(rows)} right by grammar; weights mend {mended}, spoil {spoilt}"


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pull", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    chosen: Any = parser.parse_args()
    rows = load(chosen.files)
    for fold in range(chosen.folds):
        rest = [row for place, row in enumerate(rows) if place % chosen.folds != fold]
        print(told_of(f"fold {fold}", rows[fold :: chosen.folds], fit(rest, chosen.pull)))
    weights = fit(rows, chosen.pull)
    print(told_of(f"fitted, {len(weights)} weights", rows, weights))
    for path in chosen.test:
        print(told_of(path.name, load([path]), weights))
    if chosen.out:
        lines = ["# What speaks against a goal (above nought) and for one, in hundredths of log odds; written by benchmarks/kinds.py,"]
        lines += ["# read by rules.reading.evidence. Fitted on labelled texts of others, on our own and on our case tables.", ""]
        lines += [f'"{name}" = {value}' for name, value in sorted(weights.items())]
        chosen.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
