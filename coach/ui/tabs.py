"""The tabs beside the talk: which there are, and how each draws its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from coach.ui import dialogue, need, progress, tracking
from coach.ui.board import board
from coach.ui.desk import Desk, View
from coach.ui.labels import Language, say
from coach.ui.panel import panel
from coach.ui.safe import attributes, safe
from coach.ui.switch import steady

Sheet = Callable[[Desk, View, Language, Mapping[str, Any]], str]
"""Draws a tab's sheet for what the browser asked."""


def _goals(desk: Desk, view: View, language: Language, asked: Mapping[str, Any]) -> str:
    shape = str(asked.get("shape") or "list")
    sparks = _sparks(desk, view, language)
    if shape == "need" and view.session.entries:
        weeks = Decimal(view.session.policy.working_weeks) / 4
        return panel(view, language, shape, need.form(need.known(view), weeks, language))
    return panel(view, language, shape, sparks=sparks)


def _sparks(desk: Desk, view: View, language: Language) -> dict[int, str]:
    """The small picture of each goal that has actuals."""
    if not any(item.value is not None for id in view.ids.values() for item in desk.store.checkins.of(id)):
        return {}
    found = board(desk, view)
    told = found.standings.items() if found else ()
    return {found.numbers[id]: progress.spark(item, found.name(id), language) for id, item in told if found and item.points}


SHEETS: dict[str, Sheet] = {"goals": _goals, "followup": tracking.sheet, "dialogue": dialogue.sheet}
"""In the order they stand; each has its name in the catalogues as tab.NAME."""


def sheet(desk: Desk, view: View, language: Language, asked: Mapping[str, Any]) -> str:
    """The sheet of the tab that is shown; an unknown one is the first."""
    return SHEETS.get(str(asked.get("tab")), _goals)(desk, view, language, asked)


def tablist(language: Language) -> str:
    """The tabs, the first one chosen, and the empty sheet under them."""
    made = []
    for at, name in enumerate(SHEETS):
        own = attributes(
            role="tab", id=f"tab-{name}", data_tab=name, aria_controls="sheet", aria_selected="false" if at else "true",
            tabindex=-1 if at else 0,
        )  # fmt: skip
        made.append(f'<button type="button"{own}>{steady(say(language, f"tab.{name}"))}</button>')
    return (
        f'<div id="tabs" role="tablist" aria-label="{safe(say(language, "tab.all"))}">{"".join(made)}</div>'
        f'<div id="sheet" role="tabpanel" aria-labelledby="tab-goals">'
        f'<p class="soft loading">{safe(say(language, "page.loading"))}</p></div>'
    )
