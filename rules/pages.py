"""The rule reference, made from rules, texts and examples: docs/rules.md, docs/regler.md and `coach rule M002`.

Run `python -m rules.pages` to write both files, `python -m rules.pages --check` to see that they are fresh.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rules import messages
from rules.check import check_goal, check_set
from rules.model import Finding, Goal, Revision, Reward
from rules.policy import Policy
from rules.registry import RULES
from rules.rule import Rule, SetRule

# The day the examples are read as of: the rulebook's own.
TODAY = date(2026, 11, 23)
PAGES = (("sv", "docs/regler.md"), ("en", "docs/rules.md"))


@dataclass(frozen=True, slots=True)
class Example:
    """A goal, or goals together (`together`), and the policy they are read by."""

    goals: tuple[Goal, ...]
    together: bool
    policy: Policy
    revisions: tuple[Revision, ...] = ()
    reward: Reward | None = None


def examples(rule: str, kind: str, language: str) -> tuple[Example, ...]:
    """The examples of a rule: `kind` is "flagged" or "passing"."""
    return tuple(_example(row) for row in _table(language)[rule][kind])


def findings(example: Example, language: str) -> tuple[Finding, ...]:
    """What all rules say of an example."""
    if example.together:
        report = check_set(example.goals, TODAY, example.policy, language, revisions=example.revisions, reward=example.reward)
        return report.findings
    return check_goal(example.goals[0], TODAY, example.policy, language).findings


def page(rule: Rule | SetRule, language: str) -> str:
    """The page of one rule as Markdown."""
    word = messages.catalogue(language)["pages"]
    severity = messages.label("severity", rule.severity.value, language)
    criterion = messages.label("criterion", rule.criterion, language)
    lines = [
        f"## {rule.id} {messages.title(rule.id, language)}",
        "",
        f"`{rule.name}` · {word['severity']}: {severity} · {word['criterion']}: {criterion}",
        "",
        f"**{word['looks']}.** {messages.looks(rule.id, language)}",
        "",
        f"**{word['why']}.** {messages.why(rule.id, language)} "
        f"({word['rulebook']} §{rule.section}; {word['guide']}: {messages.guide(rule.guide, language)})",
        "",
        f"**{word['mend']}.** {messages.mend(rule.id, language)}",
        "",
    ]
    for kind in ("flagged", "passing"):
        shown = examples(rule.id, kind, language)
        if not shown:
            continue
        lines += [f"**{word[kind]}**", ""]
        for example in shown:
            lines += _lines(example, language, word["set"])
            if kind == "flagged":
                lines += [
                    "  " + " ".join(messages.render(found, language)) for found in findings(example, language) if found.rule == rule.id
                ]
        lines.append("")
    return "\n".join(lines)


def reference(language: str) -> str:
    """The whole reference as Markdown."""
    word = messages.catalogue(language)["pages"]
    return "\n".join([f"# {word['title']}", "", str(word["intro"]), "", *(page(rule, language) for rule in RULES)]).rstrip() + "\n"


@cache
def _table(language: str) -> Mapping[str, Any]:
    return tomllib.loads(files("rules").joinpath("examples", f"{language}.toml").read_text("utf-8"), parse_float=Decimal)


def _example(row: str | Mapping[str, Any]) -> Example:
    if isinstance(row, str):
        return Example((Goal(text=row),), False, Policy.default())
    policy = Policy.from_mapping(row.get("policy", {}))
    if "goals" in row:
        revisions = tuple(Revision(**item) for item in row.get("revisions", ()))
        reward = Reward(**row["reward"]) if "reward" in row else None
        return Example(tuple(_goal(item) for item in row["goals"]), True, policy, revisions, reward)
    return Example((_goal({key: value for key, value in row.items() if key != "policy"}),), False, policy)


def _goal(row: str | Mapping[str, Any]) -> Goal:
    return Goal(text=row) if isinstance(row, str) else Goal(**row)


def _lines(example: Example, language: str, together: str) -> list[str]:
    if not example.together:
        return [f"- {_shown(example.goals[0], language)}"]
    shown = [f"- {together}: " + " / ".join(_shown(goal, language) for goal in example.goals)]
    if example.revisions:
        shown.append("  " + "; ".join(f"`{item.goal} {item.on}: {item.before} → {item.after}`" for item in example.revisions))
    if example.reward is not None:
        shown.append(f"  `{_reward(example.reward)}`")
    return shown


def _reward(model: Reward) -> str:
    """A bonus model in short, by the names of its fields."""
    parts = ", ".join(f"{part.measure} {part.weight:f} %{' team' if part.team else ''}" for part in model.parts)
    levels = " ".join(f"{level.reached:f}→{level.pays:f}" for level in model.levels) + (" sliding" if model.sliding else "")
    return "; ".join(part for part in (f"parts={parts}", f"levels={levels}" if model.levels else "", *model.other) if part)


def _shown(goal: Goal, language: str) -> str:
    """The text of a goal, with the fields that were given."""
    fields = [f"{name}={_value(value)}" for name, value in goal if name not in ("text", "id") and name in goal.model_fields_set]
    quoted = str(messages.catalogue(language)["pages"]["quoted"]).format(text=goal.text)
    return quoted + (f" (`{', '.join(fields)}`)" if fields else "")


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"{item.period}: {item.value}" if hasattr(item, "period") else str(item) for item in value)
    return str(value)


def main(arguments: list[str] | None = None) -> int:
    """Write the reference, or with --check tell (by the exit code) whether it is stale."""
    checking = "--check" in (sys.argv[1:] if arguments is None else arguments)
    root = Path(__file__).parent.parent
    stale = False
    for language, name in PAGES:
        path, text = root / name, reference(language)
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale = True
        if not checking:
            path.write_text(text, "utf-8")
    return int(checking and stale)


if __name__ == "__main__":
    sys.exit(main())
