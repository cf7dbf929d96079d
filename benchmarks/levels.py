"""Fit what speaks for an ambition and for an errand: `python benchmarks/levels.py FILE… [--real FILE…] [--leave] [--out FILE]`.

Each file holds labelled goals as in `benchmarks/accuracy.py`, or is a case table of the tests (`levels_cases.sv.toml`); those without a
time frame are taken. The weights are those of a logistic
regression on the features of `rules.reading.ambition`, pulled towards nought by their squares. Files named with `--real` (texts that
nobody had in view when the measures were listed) count twice. `--leave` tells, file by file, how many are right when that file is left out
of the fit: the honest figure, but for the words of the lexicon.
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

from rules.criteria.level import of_frames
from rules.policy import Policy
from rules.reading import read
from rules.reading.ambition import features

TODAY = date(2026, 11, 23)
SELDOM = 5
"""A feature of fewer goals is left out of the fit."""
CENT = 100
STEPS = 25
FAR = 30


class Row(NamedTuple):
    """What is weighed of a goal, whether its label calls it strategic, how much it counts, and its file."""

    features: frozenset[str]
    strategic: bool
    counts: float
    file: str


def load(paths: Sequence[Path], counts: float) -> list[Row]:
    """The goals of some files that have no time frame."""
    rows = []
    for path in paths:
        for text, level in labels(path):
            reading = read(text, TODAY, Policy.default())
            if not reading.reason and of_frames(reading.frames, TODAY, None) is None:
                rows.append(Row(frozenset(features(reading)), level == "strategic", counts, path.name))
    return rows


def labels(path: Path) -> list[tuple[str, str]]:
    """The goals of a file with their levels; or those of a case table of the tests."""
    if path.suffix == ".toml":
        return [(text, level) for level, texts in tomllib.loads(path.read_text("utf-8")).items() for text in texts]
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(label["text"], label["level"]) for label in found if label["kind"] == "goal"]


def fit(rows: list[Row], pull: float) -> dict[str, int]:
    """The weights by feature in hundredths, by Newton's method."""
    often = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, many in often.items() if many >= SELDOM)
    places = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        table[at, [places[name] for name in row.features if name in places]] = 1
    wanted = np.array([row.strategic for row in rows], dtype=float)
    counts = np.array([row.counts for row in rows])
    held = np.array([1e-6 if name == "always" else pull for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -FAR, FAR)))
        slope = table.T @ (counts * (chance - wanted)) + held * weights
        bend = (table * (counts * chance * (1 - chance))[:, None]).T @ table + np.diag(held)
        weights = weights - np.linalg.solve(bend, slope)
    return {name: value for name, place in places.items() if (value := round(float(weights[place]) * CENT))}


def wrong(rows: list[Row], weights: dict[str, int]) -> int:
    """How many are misjudged."""
    return sum(row.strategic != (sum(weights.get(name, 0) for name in row.features) > 0) for row in rows)


def main() -> None:
    """Fit and write, or leave one file out after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--real", type=Path, nargs="*", default=[])
    parser.add_argument("--pull", type=float, default=2.0)
    parser.add_argument("--leave", action="store_true")
    parser.add_argument("--out", type=Path)
    chosen: Any = parser.parse_args()
    rows = load(chosen.files, 1.0) + load(chosen.real, 2.0)
    weights = fit(rows, chosen.pull)
    total = 0
    tail = ", {} when left out".format if chosen.leave else "".format
    for name in dict.fromkeys(row.file for row in rows):
        own = [row for row in rows if row.file == name]
        left = wrong(own, fit([row for row in rows if row.file != name], chosen.pull)) if chosen.leave else 0
        total += left
        print(f"{name}: {len(own)} goals without a frame, {wrong(own, weights)} wrong{tail(left)}")
    print(f"{len(rows)} goals, {len(weights)} weights, {wrong(rows, weights)} wrong{tail(total)}")
    if chosen.out:
        lines = [
            "# What speaks for an ambition (above nought) and for an errand where a goal has no time frame, in hundredths of log odds;",
            "# written by benchmarks/levels.py, read by rules.reading.ambition.",
            "",
        ]
        lines += [f'"{name}" = {value}' for name, value in sorted(weights.items())]
        chosen.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
