"""`coach reward`: a bonus model held against the goals it is to steer towards."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from coach.commands import options, screen
from coach.commands.gathering import Asked, gather
from coach.followup.bonus import faults, read_reward
from coach.texts import text
from rules.messages import render

FORMATS = ("text", "json", "markdown")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach reward`."""

    file: str
    asked: Asked = field(default_factory=Asked)
    format: str = "text"


def run(request: Request) -> int:
    """Say what the rules say of the model. Exit code 0: nothing, 1: something to mend, 2: something could not be read."""
    format = options.choice("--format", request.format, FORMATS)
    made = gather(request.asked, needed=False)
    goals = [item.report.goal for item in made.goals]
    model = read_reward(Path(request.file), goals)
    found = [(item, *render(item, made.language)) for item in faults(model, goals, made.today, made.policy)]
    if format == "json":
        rows = [{"rule": item.rule, "reason": dict(item.params)["reason"], "message": told, "question": asks} for item, told, asks in found]
        sys.stdout.write(json.dumps({"version": 1, "findings": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        canvas = screen.canvas(sys.stdout)
        lines = [f"- {told} {canvas.paint(asks, 'cyan') if format == 'text' else asks}" for _, told, asks in found]
        sys.stdout.write("\n".join(lines or [text(made.language, "reward.sound", "followup")]) + "\n")
    return 2 if made.lost else int(bool(found))
