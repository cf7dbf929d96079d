"""The JSON shape of a goal's rewordings (docs/cli.md, `coach rewrite`)."""

from __future__ import annotations

from typing import Any

from coach.emit.shape import findings_shape, verdicts_shape
from coach.suggest import wording
from coach.suggest.engine import Suggestions
from coach.suggest.model import Suggestion
from coach.texts import Language


def suggestions_shape(made: Suggestions, language: Language) -> dict[str, Any]:
    """One goal with its suggestions and notes; messages, steps and notes are in `language`."""
    return {
        "id": made.goal.id,
        "lang": made.original.report.language,
        "source": made.source,
        "suggestions": [_suggestion(item, language) for item in made.suggestions],
        "notes": [wording.note(item, language) for item in made.notes],
    }


def _suggestion(item: Suggestion, language: Language) -> dict[str, Any]:
    verdicts = item.report.verdicts
    return {
        "text": item.text,
        "blanks": [
            {"field": blank.field, "text": blank.text, "start": blank.start, "end": blank.end, "choices": list(blank.choices)}
            for blank in item.blanks
        ],
        "verdicts": verdicts_shape(verdicts) if verdicts is not None else None,
        "findings": findings_shape(item.report, language),
        "shape": item.shape,
        "reason": item.reason,
        "ready": item.report.ready,
        "steps": [wording.step(step, language) for step in item.steps],
    }
