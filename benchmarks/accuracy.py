"""How well the checker agrees with labels made from the rulebook: `python benchmarks/accuracy.py FILE…`.

Each file holds one labelled goal a line: `id`, `text` and the columns below. `kind` is measured on every text, the other columns on the
texts that label and checker both call goals. Misses of a file named "untouched" are never shown: it is there to be measured, not learnt.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

# Run as a script, from a checkout that need not be installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rules import check_goal
from rules.model import Goal, Report, Severity

TODAY = date(2026, 11, 23)
"""The day the labels were made for (rulebook, head)."""
COLUMNS = ("kind", "specific", "measurable", "owner", "time", "end", "compound", "level", "theme", "unit_missing", "baseline_missing")
PASSES = {
    "specific": ("met",),
    "measurable": ("quantified", "milestone"),
    "owner": ("named",),
    "time": ("deadline", "recurring"),
}
# A criterion's warnings by the cause that the labels know. One cause, one message: vague and unmeasurable are the same (rulebook §10).
_CAUSES = {"specific": "core", "measurable": "core", "accepted": "owner", "time": "time"}
_UNIT = "M002"


@dataclass(frozen=True)
class Row:
    """One text: what the label says of it, what the checker says, and the causes each would warn of."""

    id: str
    text: str
    label: dict[str, Any]
    verdict: dict[str, Any]
    expected: frozenset[str]
    found: frozenset[str]

    @property
    def judged(self) -> bool:
        """Label and checker both call it a goal."""
        return bool(self.label["kind"] == self.verdict["kind"] == "goal")


@dataclass
class Score:
    """The figures of one column."""

    pairs: list[tuple[Any, Any]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """The share on which label and checker agree."""
        return sum(label == said for label, said in self.pairs) / len(self.pairs) if self.pairs else 1.0

    @property
    def f1(self) -> float:
        """F1, the mean over the values that occur."""
        values = sorted({value for pair in self.pairs for value in pair}, key=str)
        scores = []
        for value in values:
            hit = sum(label == said == value for label, said in self.pairs)
            seen = sum((label == value) + (said == value) for label, said in self.pairs)
            scores.append(2 * hit / seen)
        return sum(scores) / len(scores) if scores else 1.0

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: agreement beyond chance. None where all is one value, so that there is nothing to agree on."""
        total = len(self.pairs)
        labels, said = Counter(label for label, _ in self.pairs), Counter(value for _, value in self.pairs)
        chance = sum(labels[value] * said[value] for value in labels) / total**2 if total else 1.0
        return None if chance == 1 else (self.accuracy - chance) / (1 - chance)


@dataclass
class Result:
    """All figures of one file."""

    rows: list[Row]
    columns: dict[str, Score]
    passes: dict[str, Score]
    precision: float
    recall: float
    false_alarms: Counter[str]
    missed: Counter[str]


def load(path: Path) -> list[dict[str, Any]]:
    """The labelled goals of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def measure(labels: Iterable[dict[str, Any]], today: date = TODAY) -> Result:
    """Check every text and set what the checker says beside its label."""
    rows = [_row(label, check_goal(Goal(text=label["text"], id=str(label["id"])), today)) for label in labels]
    judged = [row for row in rows if row.judged]
    columns = {name: Score([(row.label[name], row.verdict[name]) for row in (rows if name == "kind" else judged)]) for name in COLUMNS}
    passes = {name: Score([(label in good, said in good) for label, said in columns[name].pairs]) for name, good in PASSES.items()}
    passes["all four"] = Score([pair for score in passes.values() for pair in score.pairs])
    alarms = Counter(cause for row in rows for cause in sorted(row.found - row.expected))
    missed = Counter(cause for row in rows for cause in sorted(row.expected - row.found))
    hits = sum(len(row.found & row.expected) for row in rows)
    found, expected = sum(len(row.found) for row in rows), sum(len(row.expected) for row in rows)
    return Result(rows, columns, passes, hits / found if found else 1.0, hits / expected if expected else 1.0, alarms, missed)


def _row(label: dict[str, Any], report: Report) -> Row:
    verdict: dict[str, Any] = {"kind": report.kind.value}
    if report.verdicts is not None:
        verdict |= report.verdicts.model_dump(mode="json")
    found = {
        "unit" if finding.rule == _UNIT else _CAUSES[finding.criterion]
        for finding in report.findings
        if finding.severity is not Severity.NOTE and finding.criterion in _CAUSES
    }
    return Row(str(label["id"]), label["text"], label, verdict, _expected(label), frozenset(found))


def _expected(label: dict[str, Any]) -> frozenset[str]:
    """The causes that deserve a warning by the labels alone (rulebook §10, severity)."""
    if label["kind"] != "goal":
        return frozenset()
    causes = {
        "core": label["specific"] == "vague" or label["measurable"] == "none",
        "owner": label["owner"] not in PASSES["owner"],
        "time": label["time"] not in PASSES["time"],
        "unit": label["unit_missing"],
    }
    return frozenset(cause for cause, due in causes.items() if due)


def table(result: Result) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{'column':<18}{'texts':>6}{'accuracy':>10}{'macro F1':>10}{'kappa':>8}"
    for name, score in result.columns.items():
        kappa = "" if name == "end" else _shown(score.kappa)
        yield f"{name:<18}{len(score.pairs):>6}{score.accuracy:>10.3f}{'' if name == 'end' else f'{score.f1:.3f}':>10}{kappa:>8}"
    yield "pass or fail"
    for name, score in result.passes.items():
        yield f"  {name:<16}{len(score.pairs):>6}{score.accuracy:>10.3f}{score.f1:>10.3f}{_shown(score.kappa):>8}"
    yield f"findings: precision {result.precision:.3f}, recall {result.recall:.3f}"
    yield f"  false alarms: {_counted(result.false_alarms)}; missed: {_counted(result.missed)}"


def misses(result: Result) -> Iterator[str]:
    """Each text on which label and checker differ, with what each says."""
    for row in result.rows:
        names = COLUMNS if row.judged else ("kind",)
        wrong = [f"{name}: {row.label[name]} ≠ {row.verdict[name]}" for name in names if row.label[name] != row.verdict[name]]
        if wrong:
            yield f"{row.id}  {row.text}\n    {'; '.join(wrong)}"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{cause} {number}" for cause, number in sorted(counter.items())) or "none"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--no-misses", action="store_true", help="figures only")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help="the day of judgement (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    for path in chosen.files:
        result = measure(load(path), chosen.today)
        print(f"== {path.name}: left the label, right of ≠ the checker" if not chosen.no_misses else f"== {path.name}")
        print("\n".join(table(result)))
        if not chosen.no_misses and "untouched" not in path.name:
            print("misses:")
            print("\n".join(misses(result)) or "  none")
        print()


if __name__ == "__main__":
    main()
