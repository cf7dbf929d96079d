"""How fast it is, beside proselint on the same goals: `python benchmarks/speed.py [--goals N | --million]`.

1. Texts per second: `coach check --input jsonl --format jsonl` from file to file (JSON in, all rules, all facts, messages, JSON out),
   against proselint's `LintFile.lint` on texts that are already in memory. Taken in turns; medians. The command uses every core for a long
   file, and so is timed by the clock, what else the machine does and all; held to one core, like proselint, by processor time.
2. Linear and flat: the same command, on one core, over a quarter of N goals and over N, with the peak memory of each process.
3. Cold start: `coach check --text` against `proselint check FILE`, whole processes taken in turns, ratio of medians.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from coach.commands.crew import cores

ROOT = Path(__file__).resolve().parents[1]
GOALS = ROOT / "benchmarks" / "goals"
TODAY = "2026-11-23"
WARM = 50
"""Goals that both read before the clock starts."""
# The child tells its own time and peak, so that nothing of the parent is counted. Imports and word lists are over before the clock
# starts, as they are for proselint: the start is measured by itself.
_CHILD = """
import os, resource, sys, time
if sys.argv[3] == "1" and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}})
from coach.cli import main
rest = ["--input", "jsonl", "--format", "jsonl", "--today", "{today}", "--no-set", "--fail-on", "never"]
main(["check", sys.argv[2], *rest])
start, clock = time.process_time(), time.perf_counter()
code = main(["check", sys.argv[1], *rest])
if code:
    sys.exit(code)
spent = time.process_time() - start if sys.argv[3] == "1" else time.perf_counter() - clock
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def world(folder: Path) -> dict[str, str]:
    """The environment of both programs: as a user has it, with buffered output and compiled modules kept (in `folder`)."""
    plain = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    return {**plain, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def texts() -> tuple[str, ...]:
    """Every own goal, in the order of the files."""
    files = ("tuned.jsonl", "signed.jsonl")
    return tuple(json.loads(line)["text"] for name in files for line in (GOALS / name).read_text("utf-8").splitlines())


def write(path: Path, number: int) -> None:
    """A file of `number` goals, the own ones over and over, each with an id of its own."""
    with path.open("w", encoding="utf-8") as file:
        for index, text in enumerate(islice(cycle(texts()), number)):
            file.write(json.dumps({"id": f"g{index}", "text": text}, ensure_ascii=False) + "\n")


def coach(path: Path, one: bool = True) -> tuple[float, float]:
    """Seconds and peak MB of one run over a file of goals: processor seconds of `one` core, or by the clock with all there are."""
    few = path.with_name("few.jsonl")
    write(few, WARM)
    done = subprocess.run(
        [sys.executable, "-c", _CHILD.format(today=TODAY), str(path), str(few), str(int(one))],
        cwd=ROOT, env=world(path.parent), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"coach check stopped with {done.returncode}: {done.stderr}")
    seconds, kilobytes = done.stderr.split()[-2:]
    return float(seconds), int(kilobytes) / 1024


def proselint(goals: Sequence[str]) -> float:
    """Processor seconds of one run over texts in memory, with its default checks."""
    start = time.process_time()
    for text in goals:
        LintFile("goal", text).lint(DEFAULT)
    return time.process_time() - start


def throughput(folder: Path, number: int, rounds: int) -> Iterator[str]:
    """Texts per second of both, in turns."""
    CheckRegistry().register_many(__register__)
    path = folder / "goals.jsonl"
    write(path, number)
    some = tuple(islice(cycle(texts()), max(200, number // 10)))
    proselint(some[:WARM])
    ours, alone, theirs = [], [], []
    for _ in range(rounds):
        ours.append(number / coach(path, one=False)[0])
        theirs.append(len(some) / proselint(some))
        alone.append(number / coach(path)[0])
    yield f"coach      {_spread(ours)} texts/s ({number} goals, JSON in and out, {cores()} cores)"
    yield f"           {_spread(alone)} texts/s (the same on one core)"
    yield f"proselint  {_spread(theirs)} texts/s ({len(some)} of the same goals)"
    peer = statistics.median(theirs)
    yield f"ratio      {statistics.median(ours) / peer:.1f}, on one core {statistics.median(alone) / peer:.1f}"


def growth(folder: Path, number: int) -> Iterator[str]:
    """Time and memory over a quarter of the goals and over all."""
    part, whole = folder / "part.jsonl", folder / "whole.jsonl"
    write(part, number // 4)
    write(whole, number)
    # The short run before and after the long one: what else the machine does must not look like growth.
    (before, low), (long, high), (after, _) = coach(part), coach(whole), coach(part)
    short = (before + after) / 2
    yield f"{number // 4:>9} goals  {short:8.1f} s  {number // 4 / short:8.0f} texts/s  {low:6.1f} MB"
    yield f"{number:>9} goals  {long:8.1f} s  {number / long:8.0f} texts/s  {high:6.1f} MB"
    yield f"time a goal grows by a factor {long / number / (short / (number // 4)):.2f}, memory by {high - low:+.1f} MB"


def cold(folder: Path, runs: int) -> Iterator[str]:
    """Whole processes on one goal, in turns."""
    goal = "Öka försäljningen"
    file = folder / "goal.txt"
    file.write_text(goal + "\n", "utf-8")
    ours = [sys.executable, "-c", "import sys; from coach.cli import main; sys.exit(main())", "check", "--text", goal]
    theirs = [sys.executable, "-c", "from proselint.command_line import main; main()", "check", str(file)]
    env = world(folder)
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for command, kept in ((ours, times[0]), (theirs, times[1])):
            seconds = _timed(lambda command=command: subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False))  # type: ignore[misc]
            if run:
                kept.append(seconds)
    yield f"coach      {_spread(times[0], 3)} s (median of {runs}, fastest–slowest)"
    yield f"proselint  {_spread(times[1], 3)} s"
    yield f"ratio      {statistics.median(times[0]) / statistics.median(times[1]):.2f}"


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _spread(values: Sequence[float], digits: int = 0) -> str:
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the three measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--goals", type=int, default=20_000, metavar="N", help="goals of the second measurement (default: %(default)s)")
    parser.add_argument("--million", action="store_true", help="the same as --goals 1000000")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the first measurement (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=15, help="runs of the third measurement (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    number = 1_000_000 if chosen.million else chosen.goals
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, lines in (
            ("Texts per second", throughput(folder, min(number, 5_000), chosen.rounds)),
            ("Linear and flat", growth(folder, number)),
            ("Cold start", cold(folder, chosen.runs)),
        ):
            print(f"== {title}", flush=True)
            for line in lines:
                print(line, flush=True)


if __name__ == "__main__":
    main()
