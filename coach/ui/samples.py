"""The strip that says, on every tab, that a sample team is shown, with the way out of it."""

from __future__ import annotations

from coach.ui.desk import View
from coach.ui.labels import Language, say
from coach.ui.safe import button, safe


def sampled(view: View, language: Language) -> str:
    """The strip as markup; "" where the team is the user's own."""
    if view.team is None or not view.team.sample:
        return ""
    gone = button(say(language, "sample.remove"), "unsample", "btn small push")
    return f'<div class="sample"><span>{safe(say(language, "sample.shown"))}</span>{gone}</div>'
