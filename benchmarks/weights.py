"""Fit what each feature of a measure, and each word beside it, is worth: `python benchmarks/weights.py FILE… --out rules/reading/lexicon`.

Each file holds labelled goals as in `benchmarks/accuracy.py`, or is a table of texts by theme (`themes_cases.sv.toml`). The weights
maximise the chance that the measure chosen has the theme of the label (a softmax over the candidates of `rules.reading.candidates`), with
a pull towards nought so that a rare feature stays small. Files named with `--real` (texts that real people wrote) and the case tables of
the tests count three times. A word may lean to a theme (`rules.reading.leanings`) when enough texts have it, in more than one file, one
of them our own. `--folds N` prints Cohen's kappa on goals left out of the fit, by file: the honest figure, but for the words of the
lexicon, which were chosen with the same goals in view. `--apart FILE…` leaves those files out of one fit and prints their kappa alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import zlib
from collections import Counter
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
from rules.reading.leanings import signs
from rules.reading.measures import entries

TODAY = date(2026, 11, 23)
STEPS = 300
HELD = 3.0
"""What a text counts that a test holds the reader to."""
LEANS = "~"
"""Parts a theme from the word that leans to it, in the names of features."""
TEXTS, FILES = 5, 2
"""In so many texts and files a word must stand before it may lean."""
LEAST = 4
"""Hundredths that a leaning must be worth to be kept."""


class Row(NamedTuple):
    """A goal's candidates (theme and features), the theme of its label, how much it counts, its file and its place among the folds."""

    found: list[tuple[str, list[str]]]
    theme: str
    counts: float
    file: str
    place: int
    signs: frozenset[str] = frozenset()


def load(paths: Sequence[Path], counts: float) -> list[Row]:
    """The goals of some files."""
    themes = {name: entry.theme for name, entry in entries().items()}
    rows = []
    for path in paths:
        for label in labels(path):
            scene = scene_of(label["text"], TODAY, Policy.default())
            found = [(themes.get(c.id, c.id or "other"), c.features) for c in candidates(scene, themes)]
            place, weight = zlib.crc32(str(label["id"]).encode()), HELD if "_cases" in path.name else counts
            rows.append(Row(found, label["theme"], weight, path.name, place, frozenset(signs(scene.marked))))
    return rows


def leant(rows: Sequence[Row], own: frozenset[str]) -> list[Row]:
    """The same goals, each candidate with the words that may lean to its theme; `own`: names of the files that are ours."""
    texts = Counter(sign for row in rows for sign in row.signs)
    named: dict[str, set[str]] = {}
    for row in rows:
        for sign in row.signs:
            named.setdefault(sign, set()).add(row.file)
    listed = {sign for sign, many in texts.items() if many >= TEXTS and len(named[sign]) >= FILES and named[sign] & own}
    return [
        row._replace(
            found=[(theme, [*features, *(f"{theme}{LEANS}{sign}" for sign in sorted(row.signs & listed))]) for theme, features in row.found]
        )
        for row in rows
    ]


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


def write(room: Path, weights: dict[str, float], head: str) -> None:
    """Both lists, with a head that says what they were fitted on."""
    plain = {name: value for name, value in weights.items() if value and LEANS not in name}
    lines = [
        "# What each feature of a measure is worth; written by benchmarks/weights.py, read by rules.reading.measures.",
        head,
        "",
        *(f'"{name}" = {value}' for name, value in sorted(plain.items())),
    ]
    (room / "weights.toml").write_text("\n".join(lines) + "\n", "utf-8")
    words: dict[str, dict[str, int]] = {}
    for name, value in sorted(weights.items()):
        theme, leans, sign = name.partition(LEANS)
        if leans and abs(round(100 * value)) >= LEAST:
            words.setdefault(sign, {})[theme] = round(100 * value)
    lines = [
        "# What each word leans to, by its stem or the measure it names, in hundredths; written by benchmarks/weights.py, read by",
        "# rules.reading.leanings.",
        head,
        "",
    ]
    for sign, worths in sorted(words.items()):
        lines.append(f'"{sign}" = {{ {", ".join(f"{theme} = {worth}" for theme, worth in worths.items())} }}')
    (room / "leanings.toml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--real", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--apart", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--out", type=Path, metavar="FOLDER")
    parser.add_argument("--pull", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0)
    chosen: Any = parser.parse_args()
    apart = frozenset(path.name for path in chosen.apart)
    own = frozenset(path.name for path in chosen.files)
    rows = leant(load(chosen.files, 1.0) + load([*chosen.real, *chosen.apart], 3.0), own)
    reachable = sum(any(theme == row.theme for theme, _ in row.found) for row in rows)
    print(f"{len(rows)} goals, the right theme among the candidates of {reachable / len(rows):.3f}")
    if apart:
        weights = fit([row for row in rows if row.file not in apart], chosen.pull)
        print(f"kept apart: {figures([(row, said(row, weights)) for row in rows if row.file in apart])}")
    if chosen.folds:
        pairs = []
        for fold in range(chosen.folds):
            weights = fit([row for row in rows if row.place % chosen.folds != fold], chosen.pull)
            pairs += [(row, said(row, weights)) for row in rows if row.place % chosen.folds == fold]
        print(f"left out of the fit: {figures(pairs)}")
    weights = fit(rows, chosen.pull)
    print(f"fitted: {figures([(row, said(row, weights)) for row in rows])}")
    if chosen.out:
        names = ", ".join(path.name for path in chosen.files)
        real = sum(row.file not in own for row in rows)
        others = f"# and on {real} goals that real people wrote, which are not kept here." if real else "#"
        write(chosen.out, weights, f"# Fitted on {names}\n{others}")


if __name__ == "__main__":
    main()
