"""Fit what each sign of a message is worth for each intent: `python benchmarks/ear.py [--write] [--without tuned-2 …]`.

Fitted on the labelled sets that may be looked at (benchmarks/messages/tuned*.jsonl), on messages of our own (heard.toml, and those of
the tests), and on labelled goals and questions, which are drafts and questions to a chat. It maximises the chance of the right intent
(a softmax over the intents) with a pull towards nought. Half of the messages that the phrases of words/intents.toml were written for
are shown without what the phrases say: there they are right by construction, and would be trusted too much. Each message is shown
twice, with a fifth of its signs hidden.

`--without NAME` leaves a set out and prints the share of it that is then read right: the honest figure of how well this generalises.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from coach.conversation.intents import signed
from coach.conversation.model import Session
from coach.conversation.scene import setting
from coach.conversation.weighing import INTENTS
from coach.conversation.wire import received, started
from rules.policy import Policy

HOME = Path(__file__).parent
ROOT = HOME.parent
OUT = ROOT / "coach" / "conversation" / "words" / "weights.json"
FRESH = Session(date(2026, 11, 23), Policy.default())
TUNED = ("tuned", *(f"tuned-{number}" for number in range(2, 14)))
BY_CONSTRUCTION = ("tests", *(name for name in TUNED if name != "tuned-2"))
"""What the phrases were written for, or mended by."""
OPEN: tuple[object, ...] = (
    "owner",
    ["baseline", "target"],
    "deadline",
    ["owner", "deadline"],
    "target",
    ["measure", "baseline", "target"],
    "unit",
)
SCALE = 20
HIDDEN = 0.2
CHOICE = re.compile(r"(\([^()|]*(?:\|[^()|]*)+\)|\{[a-z]+\})")
LEAST = 3
WORTH = 3
"""A sign seen less often than LEAST (each message is shown twice), or worth less than WORTH (of SCALE) for every intent, is left out."""
Row = tuple[str, tuple[str, ...], str]
"""Set, signs, intent."""


def heard(message: str, session: Session, name: str, intent: str) -> Row:
    """One message as what it is fitted on."""
    return name, signed(message, setting(session)), intent


def rows() -> Iterator[Row]:
    """Every message there is to learn from."""
    for name in TUNED:
        path = HOME / "messages" / f"{name}.jsonl"
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            message, session = received({key: row[key] for key in ("message", "state") if key in row}, FRESH, FRESH)
            yield heard(message, session, name, row["intent"])
    own = tomllib.loads((HOME / "messages" / "heard.toml").read_text("utf-8"))
    for case in own["case"]:
        for line in said(case["lines"], own["choices"]):
            yield heard(line, state(own["states"], case), "heard", case["intent"])
    yield from interrupting(own)
    tests = tomllib.loads((ROOT / "tests" / "coach" / "conversation" / "messages.toml").read_text("utf-8"))
    for case in tests["case"]:
        for line in case["messages"]:
            yield heard(line, state(tests["states"], case), "tests", case["intent"])
    yield from drafts(own["states"])


def said(lines: str, choices: Mapping[str, list[str]]) -> Iterator[str]:
    """The messages of a case: one a line, or as many as the longest choice in it has members, each choice taken in turn."""
    for line in lines.strip().split("\n"):
        parts = CHOICE.split(line.replace("⏎", "\n"))
        asked = [choices[part[1:-1]] if part[0] == "{" else part[1:-1].split("|") for part in parts[1::2]]
        for turn in range(max(map(len, asked), default=1)):
            taken = [asked[at][(turn + at * (turn // len(asked[at]))) % len(asked[at])] for at in range(len(asked))]
            whole = "".join(part for pair in zip(parts[::2], [*taken, ""], strict=True) for part in pair)
            yield from said(whole, choices) if "{" in whole else [" ".join(whole.split(" ")).strip()]


def interrupting(own: Mapping[str, Any]) -> Iterator[Row]:
    """Orders, questions and goals that come while the coach waits for an answer: they are what they are, whatever was asked."""
    place = 0
    for case in own["case"]:
        if "asks" in case or case["intent"] in ("fill", "accept"):
            continue
        for line in said(case["lines"], own["choices"]):
            asks = OPEN[place % len(OPEN)]
            named = case.get("state", ("sv", "en")[place % 2])
            yield heard(line, state(own["states"], {"state": named, "asks": asks}), "heard", case["intent"])
            place += 1


def state(states: Mapping[str, Any], case: Mapping[str, Any]) -> Session:
    """The talk that a case comes into."""
    if "state" not in case and "asks" not in case:
        return FRESH
    found = states.get(case.get("state", ""), {"goals": []})
    goals = [{"text": text} for text in found["goals"]]
    return started({"goals": goals, "asks": case.get("asks"), "suggestions": found.get("suggestions", [])}, FRESH)


def drafts(states: Mapping[str, Any]) -> Iterator[Row]:
    """Goals as drafts, in an empty talk and in the midst of one; questions to the guide."""
    asked: tuple[object, ...] = (None, "owner", "target", ["baseline", "target"], "deadline", None)
    texts = [
        json.loads(line) for name in ("tuned", "tuned-2") for line in (HOME / "goals" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    for place, row in enumerate(row for row in texts if row.get("kind") == "goal"):
        case = {} if place % 3 == 0 else {"state": ("sv", "en", "one-sv", "one-en")[place % 4], "asks": asked[place % 6]}
        yield heard(row["text"], state(states, case), "goals", "check")
    for line in (HOME / "questions" / "tuned.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["covered"]:
            yield heard(row["question"], FRESH, "questions", "ask")


def unruled(found: list[Row]) -> list[Row]:
    """Half of what is right by construction without what the phrases say."""
    coin = random.Random(1)
    bare = [name in BY_CONSTRUCTION and coin.random() < 0.5 for name, _, _ in found]
    return [
        (name, tuple(sign for sign in signs if not sign.startswith(("rule:", "says:"))) if cut else signs, intent)
        for cut, (name, signs, intent) in zip(bare, found, strict=True)
    ]


def hidden(found: list[Row]) -> list[Row]:
    """Each message twice, each time with a fifth of its signs hidden: no sign is leaned on alone, and others' words are read better."""
    coin = random.Random(5)
    return [
        (name, tuple(sign for sign in signs if coin.random() > HIDDEN), intent) for _ in range(2) for name, signs, intent in unruled(found)
    ]


def fit(found: list[Row], pull: float = 0.2, steps: int = 240) -> dict[str, list[int]]:
    """What each sign is worth, by full-batch Adam: the same messages give the same weights."""
    counted = Counter(sign for _, signs, _ in found for sign in signs)
    place = {sign: at for at, sign in enumerate(sorted(sign for sign, times in counted.items() if times >= LEAST))}
    known = [(at, place[sign]) for at, (_, signs, _) in enumerate(found) for sign in signs if sign in place]
    rows_of, columns = (np.array(side) for side in zip(*known, strict=True))
    by_column = np.argsort(columns, kind="stable")
    row_starts, row_places = _starts(rows_of)
    column_starts, column_places = _starts(columns[by_column])
    wanted = np.zeros((len(found), len(INTENTS)), np.float32)
    wanted[np.arange(len(found)), [INTENTS.index(intent) for _, _, intent in found]] = 1
    weights = np.zeros((len(place), len(INTENTS)), np.float32)
    slope, spread, gradient = np.zeros_like(weights), np.zeros_like(weights), np.zeros_like(weights)
    scores = np.zeros_like(wanted)
    for step in range(1, steps + 1):
        scores[row_places] = np.add.reduceat(weights[columns], row_starts)
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        gradient[column_places] = np.add.reduceat((chance - wanted)[rows_of[by_column]], column_starts)
        gradient += pull * weights
        slope = 0.9 * slope + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        pace = 0.03 if step < steps * 2 // 3 else 0.01
        weights -= pace * (slope / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    whole = np.rint(weights * SCALE).astype(int)
    return {sign: whole[at].tolist() for sign, at in place.items() if np.abs(whole[at]).max() >= WORTH}


def _starts(sorted_places: Any) -> tuple[Any, Any]:
    """Where each place begins among sorted ones, and the places."""
    places, starts = np.unique(sorted_places, return_index=True)
    return starts, places


def read(weights: Mapping[str, list[int]], signs: tuple[str, ...]) -> str:
    """The intent that weights give."""
    sums = np.sum([weights[sign] for sign in signs if sign in weights], axis=0)
    return INTENTS[int(np.argmax(sums))]


def main() -> None:
    """Fit; write, or print the share of what was left out that is read right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--without", nargs="*", default=[])
    asked = parser.parse_args()
    found = list(rows())
    print(f"{len(found)} messages: " + ", ".join(f"{name} {times}" for name, times in Counter(name for name, _, _ in found).items()))
    for left in asked.without:
        weights = fit(hidden([row for row in found if row[0] != left]))
        out = [row for row in found if row[0] == left]
        right = sum(read(weights, signs) == intent for _, signs, intent in out)
        print(f"without {left}: {right} of {len(out)} read right ({right / len(out):.1%})")
    if asked.write:
        weights = fit(hidden(found))
        right = sum(read(weights, signs) == intent for _, signs, intent in found)
        lines = [
            f"{json.dumps(sign, ensure_ascii=False)}:{json.dumps(worth, separators=(',', ':'))}" for sign, worth in sorted(weights.items())
        ]
        OUT.write_text("{" + ",\n".join(lines) + "}\n", "utf-8")
        print(f"{len(weights)} signs, {OUT.stat().st_size // 1024} kB; {right / len(found):.1%} of what they were fitted on")


if __name__ == "__main__":
    main()
