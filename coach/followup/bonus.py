"""A bonus model described in a TOML file: read, looked over, and held against the rules of rulebook §9. Design help, no payroll."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coach.errors import InputError
from coach.exchange.columns import shown
from rules.check import check_set
from rules.model import Finding, Goal, Reward
from rules.policy import Policy

_KEYS = {"name": "name", "part": "parts", "level": "levels", "sliding": "sliding", "other": "other"}
_HUNDRED = Decimal(100)


def read_reward(path: Path, goals: Sequence[Goal] = ()) -> Reward:
    """The bonus model of a file: [[part]] measure or goal, weight, team; [[level]] reached, pays; sliding; other. Weights add up to
    100 where they are given; a part's goal is one of `goals` where there are any. Raises InputError."""
    name = shown(str(path), 200)
    try:
        tree = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise InputError("file-read", file=name, reason=error.strerror or type(error).__name__) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("reward-toml", file=name, reason=str(error)) from None
    unknown = [key for key in tree if key not in _KEYS]
    if unknown:
        raise InputError("reward-key", file=name, name=shown(unknown[0]), allowed=", ".join(_KEYS))
    try:
        made = Reward.model_validate({_KEYS[key]: _named(value) for key, value in tree.items() if key != "name"})
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InputError("reward-value", file=name, name=place) from None
    total = sum((part.weight for part in made.parts), Decimal(0))
    if total not in (Decimal(0), _HUNDRED):
        raise InputError("reward-weights", file=name, total=f"{total:f}")
    ids = {goal.id for goal in goals}
    stray = next((part.goal for part in made.parts if part.goal and ids and part.goal not in ids), None)
    if stray is not None:
        raise InputError("reward-goal", file=name, goal=shown(stray))
    if any(part.weight < 0 for part in made.parts) or any(level.reached < 0 or level.pays < 0 for level in made.levels):
        raise InputError("reward-value", file=name, name="weight, reached, pays")
    return made


def faults(model: Reward, goals: Iterable[Goal], today: date, policy: Policy) -> tuple[Finding, ...]:
    """What rule G013 says of the model, held against the goals."""
    return tuple(item for item in check_set(goals, today, policy, reward=model).findings if item.name == "reward")


def _named(value: Any) -> Any:
    """A part that only names a goal is about that goal."""
    if isinstance(value, list):
        return [{"measure": item["goal"], **item} if isinstance(item, Mapping) and "goal" in item else item for item in value]
    return value
