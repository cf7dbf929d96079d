"""Fit what each feature of a measure is worth: `python benchmarks/weights.py FILE… --out rules/reading/lexicon/weights.toml`.

Each file holds labelled goals as in `benchmarks/accuracy.py`, or is a case table of themes (tests/rules/reading/themes_cases.*.toml). The
weights maximise the chance that the measure chosen has the theme of the label (a softmax over the candidates of
`rules.reading.candidates`), with a pull towards nought so that a rare feature stays small.
`--folds N` prints the accuracy on goals left out of the fit instead of writing anything.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from rules.policy import Policy
from rules.reading import scene_of
from rules.reading.candidates import candidates
from rules.reading.measures import entries

TODAY = date(2026, 11, 23)
Row = tuple[list[tuple[str, list[str]]], str]


def load(paths: Sequence[Path]) -> list[Row]:
    """Each goal's candidates (theme and features) with the theme of its label."""
    themes = {name: entry.theme for name, entry in entries().items()}
    rows = []
    for path in paths:
        for text, theme in _labelled(path):
            scene = scene_of(text, TODAY, Policy.default())
            found = [(themes.get(c.id, c.id or "other"), c.features) for c in candidates(scene, themes)]
            rows.append((found, theme))
    return rows


def _labelled(path: Path) -> Iterator[tuple[str, str]]:
    """The goals of a file with their themes: JSON Lines, or a case table (texts by theme)."""
    if path.suffix == ".toml":
        for theme, texts in tomllib.loads(path.read_text("utf-8")).items():
            yield from ((text, theme) for text in texts)
        return
    for line in path.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label.get("kind") == "goal":
            yield label["text"], label["theme"]


def fit(rows: list[Row], pull: float, steps: int = 400) -> dict[str, float]:
    """The weights by feature, by gradient ascent with a decaying step."""
    names = {name: place for place, name in enumerate(sorted({f for found, _ in rows for _, fs in found for f in fs}))}
    reached = [(found, theme) for found, theme in rows if any(own == theme for own, _ in found)]
    flat = np.array([names[f] for found, _ in reached for _, fs in found for f in fs])
    sizes = np.array([len(fs) for found, _ in reached for _, fs in found])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    many = np.array([len(found) for found, _ in reached])
    heads = np.concatenate([[0], np.cumsum(many)[:-1]])
    right = np.array([own == theme for found, theme in reached for own, _ in found], dtype=float)
    weights, velocity = np.zeros(len(names)), np.zeros(len(names))
    for step in range(steps):
        scores = np.add.reduceat(weights[flat], starts)
        chance = np.exp(scores - np.repeat(np.maximum.reduceat(scores, heads), many))
        chance /= np.repeat(np.add.reduceat(chance, heads), many)
        good = chance * right
        good /= np.repeat(np.add.reduceat(good, heads), many)
        gradient = np.bincount(flat, weights=np.repeat(good - chance, sizes), minlength=len(names)) - pull * weights
        velocity = 0.9 * velocity + gradient * (0.02 / (1 + step / 150))
        weights += velocity
    return {name: round(float(weights[place]), 2) for name, place in names.items()}


def right(rows: list[Row], weights: dict[str, float]) -> int:
    """How many goals get the theme of their label."""
    count = 0
    for found, theme in rows:
        best = max(range(len(found)), key=lambda at: (sum(weights.get(f, 0.0) for f in found[at][1]), -at))
        count += found[best][0] == theme
    return count


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pull", type=float, default=1.0)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    chosen: Any = parser.parse_args()
    rows = load(chosen.files)
    reachable = sum(any(own == theme for own, _ in found) for found, theme in rows)
    print(f"{len(rows)} goals, the right theme among the candidates of {reachable / len(rows):.3f}")
    for fold in range(chosen.folds):
        rest = [row for place, row in enumerate(rows) if place % chosen.folds != fold]
        kept = rows[fold :: chosen.folds]
        weights = fit(rest, chosen.pull)
        print(f"fold {fold}: fitted {right(rest, weights) / len(rest):.3f}, left out {right(kept, weights) / len(kept):.3f}")
    if chosen.out or chosen.test:
        weights = fit(rows, chosen.pull)
        print(f"fitted {right(rows, weights) / len(rows):.3f}")
        for path in chosen.test:
            kept = load([path])
            print(f"{path.name}: {right(kept, weights) / len(kept):.3f}")
        if chosen.out:
            lines = ["# What each feature of a measure is worth; written by benchmarks/weights.py, read by rules.reading.measures.", ""]
            lines += [f'"{name}" = {value}' for name, value in sorted(weights.items()) if value]
            chosen.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
