"""What was said in one talk, kept on the server by a random key; the page is drawn from it, never from what the browser sends."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from coach.conversation import segments
from rules.model import Goal
from rules.policy import Policy

GOAL_LIMIT = 60
"""Goals of one message that are answered in the chat; longer lists are for `coach check`."""
_TURN_LIMIT = 100
_SESSION_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, its goals and the day it was judged.

    `left`: goals that were too many to answer; `cut`: the message was too long; `fault`: it could not be read, by a fault of ours.
    """

    text: str
    goals: tuple[Goal, ...]
    today: date
    left: int = 0
    cut: bool = False
    fault: bool = False


def turn(message: str, today: date, policy: Policy) -> Turn:
    """One message as said."""
    found = segments.goals(message, today, policy)
    text = message[: segments.LENGTH_LIMIT]
    return Turn(text, found[:GOAL_LIMIT], today, max(0, len(found) - GOAL_LIMIT), len(message) > len(text))


@dataclass(slots=True)
class Sessions:
    """The talks of this process, the least used forgotten first. In memory only: a restart forgets them (issue 3 stores them)."""

    _kept: OrderedDict[str, tuple[Turn, ...]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def turns(self, key: str) -> tuple[Turn, ...]:
        """What was said under `key`, oldest first."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key, ())

    def add(self, key: str, turn: Turn) -> tuple[Turn, ...]:
        """Keep a turn and return the talk with it."""
        with self._lock:
            self._kept[key] = (*self._kept.get(key, ()), turn)[-_TURN_LIMIT:]
            self._kept.move_to_end(key)
            while len(self._kept) > _SESSION_LIMIT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def forget(self, key: str) -> None:
        """Begin anew."""
        with self._lock:
            self._kept.pop(key, None)
