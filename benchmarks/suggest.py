"""What a suggestion costs: `python benchmarks/suggest.py [--rounds N]`.

1. A suggestion from the templates (guard and all) against `check` of the same goal, over every own goal that falls short. Bound: 10 times.
2. A suggestion from a model behind a loopback server that answers after 300 ms, against the bare openai client with the same messages.
   Bound: 5 % more.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from coach.suggest import suggest
from rules import check_goal
from rules.policy import Policy
from tests.coach.llm.loopback import says, served

ROOT = Path(__file__).resolve().parents[1]
GOALS = ROOT / "benchmarks" / "goals"
TODAY = date(2026, 11, 23)
DELAY = 0.3
GOAL = "Karin Ek ska öka försäljningen till Postnord med 10 %"
ANSWER = {
    "suggestions": [
        {
            "text": "[PERSON_1] ökar försäljningen till [COMPANY_1] med 10 % från [utgångsläge] kr senast [datum].",
            "shape": "complete",
            "reason": "Då syns det om ni når fram.",
        }
    ]
}


def texts() -> tuple[str, ...]:
    """The own goals that fall short."""
    files = ("tuned.jsonl", "signed.jsonl")
    own = (json.loads(line)["text"] for name in files for line in (GOALS / name).read_text("utf-8").splitlines())
    return tuple(text for text in own if suggest(text, TODAY).suggestions)


def templates(rounds: int) -> Iterator[str]:
    """Processor time of `suggest` and of `check_goal`, in turns."""
    goals = texts()
    checks, suggestions = [], []
    for _ in range(rounds):
        checks.append(_processor(lambda: [check_goal(text, TODAY) for text in goals]) / len(goals))
        suggestions.append(_processor(lambda: [suggest(text, TODAY) for text in goals]) / len(goals))
    yield f"check       {_spread(checks, 1e3)} ms a goal ({len(goals)} goals)"
    yield f"suggestion  {_spread(suggestions, 1e3)} ms a goal"
    yield f"ratio       {statistics.median(suggestions) / statistics.median(checks):.1f} (bound: 10)"


def model(rounds: int) -> Iterator[str]:
    """Wall time of a suggestion from a model and of the bare client, in turns, after one of each to warm up."""
    import openai

    from coach.llm.configuration import load_model
    from coach.suggest.proposer import propose

    with served(says(ANSWER, wait=DELAY)) as server:
        os.environ.update(OPENAI_API_KEY="none", OPENAI_BASE_URL=server.url, COACH_MODEL="test")
        settings = load_model()
        assert settings is not None
        policy = Policy.default()

        def ours() -> None:
            made = suggest(GOAL, TODAY, policy, proposer=lambda *given: propose(settings, given[0], given[1], policy, given[2]))
            assert made.source == "model", made.notes

        ours()
        body = server.bodies[0]
        client = openai.OpenAI(api_key="none", base_url=server.url)

        def bare() -> None:
            answer = client.chat.completions.create(**body)
            assert answer.choices[0].message.content

        bare()
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            times[0].append(_wall(bare))
            times[1].append(_wall(ours))
    yield f"openai      {_spread(times[0], 1e3)} ms"
    yield f"suggestion  {_spread(times[1], 1e3)} ms (prompt, masking, guard and all)"
    yield f"more        {(statistics.median(times[1]) / statistics.median(times[0]) - 1) * 100:+.1f} % (bound: +5 %)"


def _processor(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _wall(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _spread(values: Sequence[float], scale: float) -> str:
    return f"{statistics.median(values) * scale:.2f} ({min(values) * scale:.2f}–{max(values) * scale:.2f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each measurement (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    for title, lines in (("Templates", templates(min(5, chosen.rounds))), ("A model that answers after 300 ms", model(chosen.rounds))):
        print(f"== {title}", flush=True)
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
