"""How the template engine's rewordings hold up: `python benchmarks/rewrite.py [FILE…] [--show N]`.

Over every goal of the files that falls short: how many get a suggestion, how many suggestions pass the guard (a second one, built anew),
how many hold specific, measurable, owner and time once every blank is filled by something that fits, and whether any number, date or
name is not in the input. `--show N` prints N suggestions a language, to be read.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

# Run as a script, from a checkout that need not be installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coach.suggest import Guard, Refusal, Suggestion, Suggestions, suggest
from coach.suggest.blanks import specimen
from coach.suggest.invented import Known, plain, purge
from coach.suggest.model import Proposal
from coach.suggest.standing import CORE, holds
from rules import check_goal
from rules.check import examine
from rules.model import Goal, Kind
from rules.policy import Policy

TODAY = date(2026, 11, 23)
GOALS = Path(__file__).parent / "goals"
_BLANK = re.compile(r"\[[^\[\]]*\]")


@dataclass
class Tally:
    """What was counted."""

    short: int = 0
    without: list[str] = field(default_factory=list)
    shown: int = 0
    refused: list[str] = field(default_factory=list)
    stopped: int = 0
    open: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    read: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {"sv": [], "en": []})
    checking: float = 0.0
    suggesting: float = 0.0


def goals(files: Sequence[str]) -> Iterator[str]:
    """The texts of the files."""
    for file in files:
        for line in Path(file).read_text("utf-8").splitlines():
            yield str(json.loads(line)["text"])


def measure(text: str, tally: Tally, policy: Policy) -> None:
    """Reword one goal and count."""
    start = time.perf_counter()
    report = check_goal(text, TODAY, policy)
    checked = time.perf_counter()
    if report.ready or report.kind is Kind.NONGOAL:
        return
    made = suggest(text, TODAY, policy)
    tally.suggesting += time.perf_counter() - checked
    tally.checking += checked - start
    tally.short += 1
    tally.stopped += len(made.refused)
    if not made.suggestions:
        tally.without.append(text)
    for item in made.suggestions:
        _judge(item, made, tally, policy)


def _judge(item: Suggestion, made: Suggestions, tally: Tally, policy: Policy) -> None:
    language = made.original.report.language
    tally.shown += 1
    tally.read["en" if language == "en" else "sv"].append((made.goal.text, item.text))
    again = Guard(made.original, TODAY, policy).check(Proposal(item.text, item.shape, item.reason))
    if isinstance(again, Refusal) or again.text != item.text:
        tally.refused.append(f"{made.goal.text} → {item.text}")
    theme = made.original.report.verdicts.theme.value if made.original.report.verdicts else "other"
    falling = {change.kind for change in made.original.reading.changes} == {"down"}
    filled = specimen(item.text, language, theme, TODAY, falling)
    if not set(CORE) <= holds(check_goal(filled, TODAY, policy, language)):
        tally.open.append(f"{made.goal.text} → {filled}")
    given = {plain(run) for run in re.findall(r"\d+", made.goal.text)}
    if any(run not in given for run in re.findall(r"\d+", _BLANK.sub("", item.text))):
        tally.invented.append(f"{made.goal.text} → {item.text}")
    reading = examine(Goal(text=item.text), TODAY, policy, language)[1].reading
    known = Known(made.goal, made.original.reading, (), policy, TODAY)
    if purge(item.text, reading, known).text != item.text:
        tally.invented.append(f"{made.goal.text} → {item.text}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures. Exit code 1 where one falls below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", default=[str(GOALS / name) for name in ("tuned.jsonl", "signed.jsonl")])
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    tally, policy = Tally(), Policy.default()
    check_goal("Öka försäljningen", TODAY, policy)
    suggest("Öka försäljningen", TODAY, policy)
    for text in goals(chosen.files):
        measure(text, tally, policy)
    held = 1 - len(tally.open) / max(tally.shown, 1)
    print(f"goals that fall short          {tally.short}")
    print(f"without a suggestion           {len(tally.without)}")
    print(f"suggestions shown              {tally.shown}  (stopped by the guard: {tally.stopped})")
    print(f"shown that pass the guard      {1 - len(tally.refused) / max(tally.shown, 1):.1%}")
    print(f"filled, all four criteria hold {held:.1%}")
    print(f"number, date or name invented  {len(tally.invented)}")
    print(f"cost of a suggestion           {tally.suggesting / max(tally.checking, 1e-9) * tally.short / max(tally.shown, 1):.1f} checks")
    for name, lines in (("without", tally.without), ("refused", tally.refused), ("open", tally.open), ("invented", tally.invented)):
        for line in lines:
            print(f"  {name}: {line}")
    for language, pairs in tally.read.items():
        for source, text in random.Random(chosen.seed).sample(pairs, min(chosen.show, len(pairs))):
            print(f"{language}  {source}\n    {text}")
    return int(bool(tally.refused or tally.invented or held < 0.97))


if __name__ == "__main__":
    raise SystemExit(main())
