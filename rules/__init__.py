"""The rule layer: (goals, policy, today) → findings. Pure: no clock, no network, no model, no files but its own data.

from datetime import date
from rules import check_goal

report = check_goal("Öka försäljningen", date(2026, 11, 23))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.check import check_goal, check_set
    from rules.model import Finding, Goal, Report, SetReport
    from rules.policy import Policy, PolicyError
    from rules.reading import read
    from rules.registry import RULES

__all__ = ["RULES", "Finding", "Goal", "Policy", "PolicyError", "Report", "SetReport", "check_goal", "check_set", "read"]

# Loaded when first asked for, so that a command which only needs one of them starts fast.
_HOMES = {
    "check_goal": "rules.check",
    "check_set": "rules.check",
    "Finding": "rules.model",
    "Goal": "rules.model",
    "Report": "rules.model",
    "SetReport": "rules.model",
    "Policy": "rules.policy",
    "PolicyError": "rules.policy",
    "read": "rules.reading",
    "RULES": "rules.registry",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
