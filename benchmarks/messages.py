"""How well the talk understands messages: intents, and the goals in them, against benchmarks/messages/*.jsonl (labelled before the code).

    python benchmarks/messages.py [SET …] [--misses]

Each message is read in a session of its own (its `state`, or an empty one), as `coach chat --format jsonl` reads it. Without a SET
these are the tuned ones. The untouched sets are measured where they are named, and only their figures are told. With `--stream` all
messages go through one conversation, in which a line without a state goes on from the line before.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from coach.conversation.model import Session
from coach.conversation.talk import turn
from coach.conversation.wire import received
from rules.policy import Policy

TODAY = date(2026, 11, 23)
HOME = Path(__file__).parent / "messages"
UNTOUCHED = "untouched"
"""What the names of the sets begin with that nothing is tuned on."""


def plain(text: str) -> str:
    """A goal for comparison: whitespace collapsed, no sign at the end."""
    return " ".join(text.split()).rstrip(".;!? ")


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The labelled messages of a set."""
    with HOME.joinpath(f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def measured(name: str, misses: bool, stream: bool) -> None:
    """Print the figures of one set."""
    fresh = session = Session(TODAY, Policy.default())
    total = right = spoken = 0
    wanted = found = surplus = 0
    confused: Counter[tuple[str, str]] = Counter()
    for row in rows(name):
        sent = {key: row[key] for key in ("message", "state") if key in row}
        message, started = received(sent, session if stream else fresh, fresh)
        session, reply = turn(started, message)
        total += 1
        right += reply.intent == row["intent"]
        spoken += session.language == row["lang"]
        want, have = Counter(map(plain, row["goals"])), Counter(map(plain, reply.goals))
        wanted += want.total()
        found += (want & have).total()
        surplus += (have - want).total()
        if reply.intent != row["intent"]:
            confused[row["intent"], reply.intent] += 1
        if misses and (reply.intent != row["intent"] or want != have):
            print(f"{row['id']}: {row['intent']} read as {reply.intent}; missed {list(want - have)}, surplus {list(have - want)}")
    print(f"{name}: {total} messages{' in one stream' if stream else ''}")
    print(f"  intent right   {right / total:6.1%}  ({right} of {total}; at least 93 %)")
    print(f"  goals found    {found / wanted:6.1%}  ({found} of {wanted}; at least 95 %)")
    print(f"  surplus a goal {surplus / wanted:6.2f}  ({surplus}; at most 0.10)")
    print(f"  language       {spoken / total:6.1%}  (of the reply as of the message)")
    if not name.startswith(UNTOUCHED):
        print("  confused       " + ", ".join(f"{a} as {b} {n}" for (a, b), n in confused.most_common()))


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = sorted(path.stem for path in HOME.glob("*.jsonl"))
    parser.add_argument("sets", nargs="*", default=[name for name in known if not name.startswith(UNTOUCHED)])
    parser.add_argument("--misses", action="store_true", help="name the messages of the tuned sets that are read wrong")
    parser.add_argument("--stream", action="store_true")
    asked = parser.parse_args()
    for name in asked.sets:
        measured(name, asked.misses and not name.startswith(UNTOUCHED), asked.stream)


if __name__ == "__main__":
    main()
