"""`coach reward`: a bonus model held against the goals it is to steer towards."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from coach.commands import options, screen
from coach.commands.gathering import Asked, gather
from coach.followup.bonus import faults, outcomes, read_reward
from coach.texts import text
from rules.messages import number, render

FORMATS = ("text", "json", "markdown")
Paid = Sequence[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach reward`. `outcomes`: also what the model pays by how much is reached."""

    file: str
    asked: Asked = field(default_factory=Asked)
    format: str = "text"
    outcomes: bool = False


def run(request: Request) -> int:
    """Say what the rules say of the model. Exit code 0: nothing, 1: something to mend, 2: something could not be read."""
    format = options.choice("--format", request.format, FORMATS)
    made = gather(request.asked, needed=False)
    goals = [item.report.goal for item in made.goals]
    model = read_reward(Path(request.file), goals)
    found = [(item, *render(item, made.language)) for item in faults(model, goals, made.today, made.policy)]
    paid = outcomes(model) if request.outcomes else ()
    if format == "json":
        rows = [{"rule": item.rule, "reason": dict(item.params)["reason"], "message": told, "question": asks} for item, told, asks in found]
        sys.stdout.write(json.dumps({"version": 1, "findings": rows, **_shape(paid)}, ensure_ascii=False, indent=2) + "\n")
    else:
        canvas = screen.canvas(sys.stdout)
        lines = [f"- {told} {canvas.paint(asks, 'cyan') if format == 'text' else asks}" for _, told, asks in found]
        lines = lines or [text(made.language, "reward.sound", "followup")]
        sys.stdout.write("\n".join([*lines, *_table(paid, made.language)]) + "\n")
    return 2 if made.lost else int(bool(found))


def _shape(paid: Paid) -> dict[str, object]:
    if not paid:
        return {}
    return {"outcomes": [{"reached": f"{reached.normalize():f}", "pays": f"{round(pays, 2).normalize():f}"} for reached, pays in paid]}


def _table(paid: Paid, language: str) -> list[str]:
    """What is paid, a line for each outcome; plain words, so that it reads in Markdown too."""
    if not paid:
        return []
    rows = [
        text(language, "reward.outcome", "followup", reached=number(reached, language), pays=number(round(pays, 1), language))
        for reached, pays in paid
    ]
    return ["", text(language, "reward.outcomes", "followup"), *(f"- {row}" for row in rows)]
