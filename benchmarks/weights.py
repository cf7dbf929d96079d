"""Fit what each feature of a measure is worth: `python benchmarks/weights.py FILE… --out rules/reading/lexicon/weights.toml`.

Each file holds labelled goals as in `benchmarks/accuracy.py`, or is a case table of the tests (`themes_cases.sv.toml`). The weights
maximise the chance that the measure chosen has the theme of the label (a softmax over the candidates of `rules.reading.candidates`), with
a pull towards nought so that a rare feature stays small. Files named with `--real` (texts that real people wrote) count twice. `--folds N`
prints Cohen's kappa on goals left out of the fit, by file: the honest figure, but for the words of the lexicon, which were chosen with the
same goals in view.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks.accuracy import Score
from rules.policy import Policy
from rules.reading import scene_of
from rules.reading.candidates import candidates
from rules.reading.measures import entries

TODAY = date(2026, 11, 23)
STEPS = 300


class Row(NamedTuple):
    """A goal's candidates (theme and features), the theme of its label, how much it counts, its file and its place among the folds."""

    found: list[tuple[str, list[str]]]
    theme: str
    counts: float
    file: str
    place: int


def load(paths: Sequence[Path], counts: float) -> list[Row]:
    """The goals of some files."""
    themes = {name: entry.theme for name, entry in entries().items()}
    rows = []
    for path in paths:
        for label in labels(path):
            scene = scene_of(label["text"], TODAY, Policy.default())
            found = [(themes.get(c.id, c.id or "other"), c.features) for c in candidates(scene, themes)]
            rows.append(Row(found, label["theme"], counts, path.name, zlib.crc32(str(label["id"]).encode())))
    return rows


def labels(path: Path) -> list[dict[str, Any]]:
    """The labelled goals of a file, or of a case table of the tests."""
    if path.suffix == ".toml":
        table = tomllib.loads(path.read_text("utf-8"))
        return [{"id": text, "text": text, "theme": theme} for theme, texts in table.items() for text in texts]
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [label for label in found if label.get("kind") == "goal"]


def fit(rows: Sequence[Row], pull: float) -> dict[str, float]:
    """The weights by feature, by gradient ascent with a step of its own for each (Adam)."""
    rows = [row for row in rows if any(own == row.theme for own, _ in row.found)]
    names = {name: place for place, name in enumerate(sorted({f for row in rows for _, fs in row.found for f in fs}))}
    features = np.array([names[f] for row in rows for _, fs in row.found for f in fs])
    sizes = np.array([len(fs) for row in rows for _, fs in row.found])
    starts, owner = np.append(0, np.cumsum(sizes)[:-1]), np.repeat(np.arange(len(sizes)), sizes)
    many = np.array([len(row.found) for row in rows])
    goals, goal = np.append(0, np.cumsum(many)[:-1]), np.repeat(np.arange(len(many)), many)
    right = np.array([own == row.theme for row in rows for own, _ in row.found], dtype=float)
    counts = np.array([row.counts for row in rows])[goal]
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[features], starts)
        chance = np.exp(scores - np.maximum.reduceat(scores, goals)[goal])
        chance /= np.add.reduceat(chance, goals)[goal]
        good = chance * right
        good /= np.maximum(np.add.reduceat(good, goals), 1e-12)[goal]
        gradient = np.bincount(features, weights=((good - chance) * counts)[owner], minlength=len(names)) - pull * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights += 0.08 / (1 + step / 80) * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return {name: round(float(weights[place]), 2) for name, place in names.items()}


def said(row: Row, weights: dict[str, float]) -> str:
    """The theme of the candidate that the weights speak most for."""
    best = max(range(len(row.found)), key=lambda at: (sum(weights.get(f, 0.0) for f in row.found[at][1]), -at))
    return row.found[best][0]


def figures(pairs: Sequence[tuple[Row, str]]) -> str:
    """Kappa by file and over all."""
    by = {
        name: Score([(row.theme, theme) for row, theme in pairs if row.file == name])
        for name in dict.fromkeys(row.file for row, _ in pairs)
    }
    by["all"] = Score([(row.theme, theme) for row, theme in pairs])
    return ", ".join(f"{name} {score.kappa or 0:.3f}" for name, score in by.items())


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--real", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pull", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0)
    chosen: Any = parser.parse_args()
    rows = load(chosen.files, 1.0) + load(chosen.real, 2.0)
    reachable = sum(any(own == row.theme for own, _ in row.found) for row in rows)
    print(f"{len(rows)} goals, the right theme among the candidates of {reachable / len(rows):.3f}")
    if chosen.folds:
        pairs = []
        for fold in range(chosen.folds):
            weights = fit([row for row in rows if row.place % chosen.folds != fold], chosen.pull)
            pairs += [(row, said(row, weights)) for row in rows if row.place % chosen.folds == fold]
        print(f"left out of the fit: {figures(pairs)}")
    weights = fit(rows, chosen.pull)
    print(f"fitted: {figures([(row, said(row, weights)) for row in rows])}")
    if chosen.out:
        own = ", ".join(path.name for path in chosen.files)
        lines = [
            "# What each feature of a measure is worth; written by benchmarks/weights.py, read by rules.reading.measures.",
            f"# Fitted on {own}"
            + (f" and on {len(load(chosen.real, 1))} goals that real people wrote, which are not kept here." if chosen.real else "."),
            "",
        ]
        lines += [f'"{name}" = {value}' for name, value in sorted(weights.items()) if value]
        chosen.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
