"""How often a goal that a sales director would sign as it stands still gets an error or a warning: `python benchmarks/false_alarms.py`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

# Run as a script, from a checkout that need not be installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy import TODAY, load
from rules import check_goal
from rules.messages import render
from rules.model import Finding, Goal, Kind, Severity

SIGNED = Path(__file__).parent / "goals" / "signed.jsonl"


def alarms(goals: Iterable[dict[str, Any]], today: date = TODAY) -> tuple[tuple[str, str, tuple[Finding, ...]], ...]:
    """(id, text, findings) of each goal with an error or a warning, or not taken for a goal at all."""
    found = []
    for goal in goals:
        report = check_goal(Goal(text=goal["text"], id=str(goal["id"])), today)
        loud = tuple(finding for finding in report.findings if finding.severity is not Severity.NOTE or report.kind is Kind.NONGOAL)
        if loud:
            found.append((str(goal["id"]), goal["text"], loud))
    return tuple(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SIGNED, metavar="FILE")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help="the day of judgement (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    goals = load(chosen.file)
    found = alarms(goals, chosen.today)
    for id, text, findings in found:
        print(f"{id}  {text}")
        for finding in findings:
            print(f"    {finding.rule} {finding.severity.value}: {render(finding, 'en')[0]}")
    print(f"{len(found)} of {len(goals)} signed goals get an error or a warning, or are not read as goals: {len(found) / len(goals):.1%}")


if __name__ == "__main__":
    main()
