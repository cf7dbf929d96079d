"""How well the guide answers labelled questions: `python benchmarks/questions.py [FILE…]`.

Each file holds one question a line: `id`, `lang`, `question`, `covered`, and `sections`, any of which may stand first in the answer.
Without files: all own sets. Misses of a file named "untouched" are never shown: it is there to be measured, not learnt.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Run as a script, from a checkout that need not be installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coach.guide import Match, find

SETS = Path(__file__).parent / "questions"
DEMAND = 0.92


@dataclass(frozen=True)
class Row:
    """One question: its label and what the guide makes of it."""

    label: dict[str, Any]
    match: Match

    @property
    def right(self) -> bool:
        """A right section first, or rightly refused."""
        if not self.label["covered"]:
            return not self.match.covered
        return self.match.covered and self.match.sections[0] in self.label["sections"]


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """From 0 to 1; 1 where there is nothing to hit."""
        return self.hits / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{100 * self.value:5.1f} % ({self.hits}/{self.of})"


def load(path: Path) -> list[dict[str, Any]]:
    """The labelled questions of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def measure(labels: Iterable[dict[str, Any]]) -> list[Row]:
    """Look up every question."""
    return [Row(label, find(label["question"])) for label in labels]


def share(rows: Iterable[Row], covered: bool, language: str | None = None) -> Share:
    """Right section first among the covered questions, or refused among the others."""
    chosen = [row for row in rows if row.label["covered"] is covered and language in (None, row.label.get("lang", row.match.asked_in))]
    return Share(sum(row.right for row in chosen), len(chosen))


def report(name: str, rows: list[Row], misses: bool) -> str:
    """The figures of one file, and its misses where they may be shown."""
    lines = [f"{name}: {len(rows)} questions"]
    for language, title in ((None, "all"), ("sv", "Swedish"), ("en", "English")):
        right, refused = share(rows, True, language), share(rows, False, language)
        lines.append(f"  {title:<8} right section first {right}   out of scope refused {refused}")
    asked = [row for row in rows if row.label["covered"]]
    turned = Share(sum(not row.match.covered for row in asked), len(asked))
    lines.append(f"  covered, yet refused {turned}; language read right {Share(sum(_language(row) for row in rows), len(rows))}")
    if misses:
        for row in rows:
            if not row.right:
                why = ", ".join(row.match.topics) or "unknown words"
                said = ", ".join(row.match.sections) or f"refused: {why}, nearest {row.match.nearest}"
                wanted = ", ".join(row.label["sections"]) or "refused"
                lines.append(f"  miss {row.label['id']}: {row.label['question']} | wanted {wanted} | said {said}")
    return "\n".join(lines)


def _language(row: Row) -> bool:
    return bool(row.label.get("lang", row.match.asked_in) == row.match.asked_in)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures. Exit code 1 where a file falls below the demand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="show the misses, except of untouched files")
    given = parser.parse_args(arguments)
    low = False
    for path in given.files or sorted(SETS.glob("*.jsonl")):
        rows = measure(load(path))
        print(report(path.stem, rows, given.misses and "untouched" not in path.stem))
        low |= min(share(rows, True).value, share(rows, False).value) < DEMAND
    return int(low)


if __name__ == "__main__":
    raise SystemExit(main())
