"""Whole conversations run from scripts.toml; run as a script, this file writes them to snapshots/."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from coach.conversation.drafting import draft
from coach.conversation.model import Session
from coach.conversation.talk import turn
from rules.policy import Policy

HOME = Path(__file__).parent
SNAPSHOTS = HOME / "snapshots"
TODAY = date(2026, 11, 23)


def scripts() -> dict[str, dict[str, Any]]:
    """The scripts by name."""
    return tomllib.loads((HOME / "scripts.toml").read_text("utf-8"))


def held(script: dict[str, Any]) -> tuple[Session, str]:
    """The session at the end of a conversation, and the whole of it as text."""
    session = Session(TODAY, Policy.default(), script["language"], settled=True)
    parts = []
    for message in script["says"]:
        session, reply = turn(session, message)
        parts.append("\n".join(f"> {line}" for line in message.split("\n")))
        parts.append(reply.text)
        if reply.quick:
            parts.append("  ".join(f"[{quick.label}]" for quick in reply.quick).replace("\n", " / "))
        parts.append("")
    parts.append("---")
    parts += [_line(session, entry) for entry in session.entries]
    return session, "\n".join(parts) + "\n"


def _line(session: Session, entry: Any) -> str:
    goal = entry.goal
    state = "parked" if entry.parked else "accepted" if goal.accepted else "ready" if draft(entry, session).ready else "open"
    fields = ", ".join(str(value) for value in (goal.owner, goal.deadline, goal.level and goal.level.value) if value)
    return f"{entry.number}. {goal.text} ({fields}) {state}"


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, script in scripts().items():
        (SNAPSHOTS / f"{name}.txt").write_text(held(script)[1], "utf-8")
