"""`coach rule`: all rules, or the page of one."""

from __future__ import annotations

import sys

from coach.commands import options, screen
from coach.emit.canvas import Canvas
from coach.emit.page import paged
from coach.texts import text
from rules.messages import label, title
from rules.registry import RULES, find


def run(id: str | None, language: str) -> int:
    """Print the list of rules, or the page of one. Raises UsageError for a rule that does not exist."""
    spoken = options.language(language)
    if id is None:
        _write(_list(spoken, screen.canvas(sys.stdout)))
        return 0
    from rules.pages import page

    rule = find(id)
    if rule is None:
        raise options.unknown_rule(id, [(item.id, item.name) for item in RULES])
    whole = page(rule, spoken)
    _write(paged(whole, screen.canvas(sys.stdout)) if sys.stdout.isatty() else whole)
    return 0


def _list(language: str, canvas: Canvas) -> str:
    rows = [(rule.id, title(rule.id, language), rule.criterion, rule.severity.value) for rule in RULES]
    wide = max(len(row[1]) for row in rows) + 2
    lines: list[str] = []
    before = ""
    for id, name, criterion, severity in rows:
        if criterion != before:
            lines += ([""] if lines else []) + [canvas.paint(label("criterion", criterion, language), "bold")]
            before = criterion
        lines.append(f"  {canvas.paint(id, 'cyan')}  {name:<{wide}}{label('severity', severity, language)}")
    return "\n".join((*lines, "", text(language, "word.rule-hint"))) + "\n"


def _write(page: str) -> None:
    sys.stdout.write(page if page.endswith("\n") else page + "\n")
