"""The tab for follow-up: where the goals stand, what stands in their way, and what to do first when there is nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.ui.desk import Desk, View
from coach.ui.labels import Language, say
from coach.ui.safe import safe


def sheet(desk: Desk, view: View, language: Language, asked: Mapping[str, Any]) -> str:
    """The whole sheet."""
    return f'<div class="goals" tabindex="0" role="region" aria-label="{safe(say(language, "tab.followup"))}">{_empty(language)}</div>'


def _empty(language: Language) -> str:
    steps = "".join(f"<li>{safe(say(language, f'track.{name}'))}</li>" for name in ("first", "second", "third"))
    return f'<div class="empty"><h2>{safe(say(language, "track.empty"))}</h2><ol>{steps}</ol></div>'
