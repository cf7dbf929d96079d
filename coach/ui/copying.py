"""The set as text, as a table for a spreadsheet, or as a mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.ui.cards import Shown
from coach.ui.desk import View
from coach.ui.facts import fielded, owner
from coach.ui.labels import Language, say
from coach.ui.panel import level, shown
from rules.messages import day
from rules.model import Level


def text(view: View, language: Language) -> str:
    """One goal a line, by level."""
    goals, _ = shown(view.session)
    parts = []
    for height, heading in _levels(view, language):
        lines = [_line(item, language) for item in goals if level(item) is height]
        if lines:
            parts.append("\n".join((heading, *lines)))
    return "\n\n".join(parts)


def table(view: View, language: Language) -> str:
    """Tab-separated with a header row, as spreadsheets take it; amounts that stand in no words have columns of their own. A cell that
    a spreadsheet would run as a formula is made words."""
    goals, _ = shown(view.session)
    figures = any(item.entry.goal.target is not None for item in goals)
    rows = [[say(language, f"copy.{name}") for name in ("number", "goal", "owner", "deadline", "level", "state")]]
    rows[0] += [say(language, f"column.{name}") for name in ("baseline", "target", "unit") if figures]
    for item in goals:
        end, goal = _end(item), item.entry.goal
        state = say(language, f"copy.{'agreed' if item.report.ready and goal.accepted else 'ready' if item.report.ready else 'draft'}")
        row = [
            item.name,
            goal.text,
            owner(goal, item.reading),
            end.isoformat() if end else "",
            say(language, f"copy.{level(item).value}"),
            state,
        ]
        row += [str(value) if value is not None else "" for value in (goal.baseline, goal.target, goal.unit) if figures]
        rows.append(row)
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in rows)


def mail(view: View, language: Language) -> str:
    """A mail to the team, ready to send."""
    return say(language, "copy.mail-body", goals=text(view, language), quarter=f"{view.quarter.number} {view.quarter.year}")


FORMS: dict[str, Callable[[View, Language], str]] = {"text": text, "table": table, "mail": mail}


def _levels(view: View, language: Language) -> tuple[tuple[Level, str], ...]:
    named = say(language, "panel.operational", quarter=str(view.quarter.number), year=str(view.quarter.year))
    return (Level.STRATEGIC, say(language, "panel.strategic")), (Level.OPERATIONAL, named)


def _line(item: Shown, language: Language) -> str:
    """The goal, with the amount, owner and day that stand in no word of its text."""
    goal = item.entry.goal
    told = any(frame.kind == "deadline" for frame in item.reading.frames)
    who = goal.owner if goal.owner and goal.owner.casefold() not in goal.text.casefold() else ""
    amount = fielded(goal, language)
    known = [amount.text if amount else "", who[:1].upper() + who[1:], day(goal.deadline, language) if goal.deadline and not told else ""]
    beside = ", ".join(part for part in known if part)
    return f"{item.name}. {goal.text}{f' ({beside})' if beside else ''}"


def _end(item: Shown) -> date | None:
    return item.entry.goal.deadline or (item.report.verdicts.end if item.report.verdicts else None)


def _cell(words: str) -> str:
    plain = " ".join(words.split())
    return f"'{plain}" if plain[:1] in ("=", "+", "@") or plain[:1] == "-" and not plain[1:2].isspace() else plain
