"""Which intent a message has, weighed: every sign speaks for or against each intent by a whole number that `benchmarks/ear.py` has
fitted on labelled messages (words/weights.json). Exact, the same in any process, and a fraction of a millisecond."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from coach.conversation.pending import Intent

INTENTS: tuple[Intent, ...] = ("check", "rewrite", "breakdown", "ask", "review", "fill", "accept", "edit", "track", "help", "other")
"""In the order of the numbers of a sign; the first wins where two weigh the same."""


def weighed(signs: Iterable[str]) -> Intent:
    """The intent that the signs speak for most."""
    known = _weights()
    sums = [0] * len(INTENTS)
    for sign in signs:
        for place, worth in enumerate(known.get(sign, ())):
            sums[place] += worth
    return INTENTS[max(range(len(INTENTS)), key=lambda place: (sums[place], -place))]


@cache
def _weights() -> dict[str, list[int]]:
    """What each sign is worth for each intent."""
    found: dict[str, list[int]] = json.loads(files("coach.conversation").joinpath("words", "weights.json").read_text("utf-8"))
    return found
