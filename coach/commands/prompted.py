"""What would be sent to a model for a question, for the user to read; nothing is sent."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from coach.commands.prompts import words
from coach.commands.questions import Question
from coach.errors import Problem
from coach.guide import find
from coach.guide.answers import passages
from coach.guide.modelled import prompt
from coach.llm.configuration import load_model
from coach.texts import Language, text
from rules.policy import Policy


def show(entries: Iterable[Question | Problem], file: str | None, policy: Policy, fixed: Language | None) -> int:
    """Print the prompt of each question that the guide covers. Raises AskFailed for one that is too long."""
    settings = load_model(file)
    for entry in entries:
        if isinstance(entry, Problem):
            continue
        match = find(entry.text, fixed)
        if not match.covered:
            sys.stdout.write(text(match.language, "word.unsent", "guide") + "\n")
            continue
        rendered = prompt(entry.text, passages(match, policy), match.language, policy, settings is None or settings.masking)
        sys.stdout.write(f"{words(rendered, settings, match.language)}\n")
    return 0
