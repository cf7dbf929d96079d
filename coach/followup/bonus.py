"""A bonus model described in a TOML file: read, looked over, and held against the rules of rulebook §9. Design help, no payroll."""

from __future__ import annotations

import json
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
_KEPT = "reward:"


def read_reward(path: Path, goals: Sequence[Goal] = ()) -> Reward:
    """The bonus model of a file: [[part]] measure or goal, weight, team; [[level]] reached, pays; sliding; other. Weights add up to
    100 where they are given; a part's goal is one of `goals` where there are any. Raises InputError."""
    name = shown(str(path), 200)
    try:
        return parse_reward(path.read_text("utf-8"), name, goals)
    except OSError as error:
        raise InputError("file-read", file=name, reason=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError as error:
        raise InputError("reward-toml", file=name, reason=str(error)) from None


def parse_reward(words: str, name: str, goals: Sequence[Goal] = ()) -> Reward:
    """The bonus model of a TOML text; `name`: what the text is called in an error. Raises InputError."""
    try:
        tree = tomllib.loads(words, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputError("reward-toml", file=name, reason=str(error)) from None
    unknown = [key for key in tree if key not in _KEYS]
    if unknown:
        raise InputError("reward-key", file=name, name=shown(unknown[0]), allowed=", ".join(_KEYS))
    try:
        made = Reward.model_validate({_KEYS[key]: _named(value) for key, value in tree.items() if key != "name"})
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InputError("reward-value", file=name, name=place) from None
    verify(made, name, goals)
    return made


def verify(model: Reward, name: str, goals: Sequence[Goal] = ()) -> None:
    """Weights that add up, goals that there are, no negative number. Raises InputError."""
    total = sum((part.weight for part in model.parts), Decimal(0))
    if total not in (Decimal(0), _HUNDRED):
        raise InputError("reward-weights", file=name, total=f"{total:f}")
    ids = {goal.id for goal in goals}
    stray = next((part.goal for part in model.parts if part.goal and ids and part.goal not in ids), None)
    if stray is not None:
        raise InputError("reward-goal", file=name, goal=shown(stray))
    if any(part.weight < 0 for part in model.parts) or any(level.reached < 0 or level.pays < 0 for level in model.levels):
        raise InputError("reward-value", file=name, name="weight, reached, pays")


def as_toml(model: Reward, names: Mapping[str, str] | None = None) -> str:
    """The model as `read_reward` reads it. `names`: what its goals are called where the file is to be read."""
    lines = [f"sliding = {'true' if model.sliding else 'false'}"]
    if model.other:
        lines.append(f"other = [{', '.join(json.dumps(words, ensure_ascii=False) for words in model.other)}]")
    for part in model.parts:
        lines += ["", "[[part]]", f"measure = {json.dumps(part.measure, ensure_ascii=False)}"]
        if part.goal:
            lines.append(f"goal = {json.dumps((names or {}).get(part.goal, part.goal), ensure_ascii=False)}")
        lines += [f"weight = {part.weight:f}", f"team = {'true' if part.team else 'false'}"]
    for level in model.levels:
        lines += ["", "[[level]]", f"reached = {level.reached:f}", f"pays = {level.pays:f}"]
    return "\n".join(lines) + "\n"


def kept_reward(figures: Mapping[str, Any], period: str) -> Reward | None:
    """The bonus model that a team keeps for a period, by its name; None for none, or one that cannot be read any more."""
    try:
        return Reward.model_validate(figures[f"{_KEPT}{period}"])
    except (KeyError, ValidationError):
        return None


def to_keep(model: Reward | None, period: str) -> dict[str, Any]:
    """The figure of a team under which `kept_reward` finds the model again; None empties it."""
    return {f"{_KEPT}{period}": None if model is None else model.model_dump(mode="json")}


def payout(model: Reward, reached: Decimal) -> Decimal:
    """How many per cent of the bonus are paid when `reached` per cent of the goal are: by the levels, in steps or sliding between them.
    Below the lowest level nothing, above the highest what it pays; a model without levels pays as much as is reached."""
    levels = sorted(model.levels, key=lambda level: level.reached)
    if not levels:
        return reached
    below = [level for level in levels if level.reached <= reached]
    if not below:
        return Decimal(0)
    at = below[-1]
    above = next((level for level in levels if level.reached > reached), None)
    if above is None or not model.sliding:
        return at.pays
    return at.pays + (above.pays - at.pays) * (reached - at.reached) / (above.reached - at.reached)


def outcomes(model: Reward) -> tuple[tuple[Decimal, Decimal], ...]:
    """What is paid at even outcomes and around each level: (reached, pays), just below a level too, where a cliff shows."""
    marks = {Decimal(value) for value in range(0, 151, 10)}
    for level in model.levels:
        marks |= {level.reached, max(level.reached - 1, Decimal(0))}
    top = max((level.reached for level in model.levels), default=_HUNDRED)
    return tuple((mark, payout(model, mark)) for mark in sorted(marks) if mark <= max(top + 20, Decimal(120)))


def faults(model: Reward, goals: Iterable[Goal], today: date, policy: Policy) -> tuple[Finding, ...]:
    """What rule G013 says of the model, held against the goals."""
    return tuple(item for item in check_set(goals, today, policy, reward=model).findings if item.name == "reward")


def _named(value: Any) -> Any:
    """A part that only names a goal is about that goal."""
    if isinstance(value, list):
        return [{"measure": item["goal"], **item} if isinstance(item, Mapping) and "goal" in item else item for item in value]
    return value
