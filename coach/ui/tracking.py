"""The tab for follow-up: where the goals stand, the weekly meeting, the quarter's state, and what to do first when there is nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.followup import wording
from coach.ui import cycle, progress, week
from coach.ui.board import Board, board
from coach.ui.desk import Desk, View
from coach.ui.labels import Language, say, track
from coach.ui.safe import button, safe
from coach.ui.samples import sampled
from coach.ui.switch import switch
from rules.arithmetic.quarters import quarter_of
from rules.model import State

PARTS = ("standing", "week", "quarter")


def sheet(desk: Desk, view: View, language: Language, asked: Mapping[str, Any]) -> str:
    """The whole sheet; `asked["shape"]`: the part shown, of PARTS."""
    found = board(desk, view)
    if found is None:
        return _region(sampled(view, language) + _empty(language), language)
    part = str(asked.get("shape"))
    part = part if part in PARTS else PARTS[0]
    body = _standing(found, view, desk, language) if part == PARTS[0] else ""
    if part == "week":
        body = week.meeting(found, language) if found.standings else _first(found, language)
    elif part == "quarter":
        body = cycle.quarter(found, language)
    return sampled(view, language) + _head(found, part, language) + _region(body, language) + _foot(found, language)


def _standing(found: Board, view: View, desk: Desk, language: Language) -> str:
    cards = [
        progress.card(record, found, language) if record.id in found.standings else progress.unfollowed(record, found, language)
        for record in found.goals
    ]
    return _ahead(found, view, desk, language) + _first(found, language) + "".join(cards)


def _ahead(found: Board, view: View, desk: Desk, language: Language) -> str:
    """A quarter that has not begun: when it does, and the way to the one that is on."""
    period, today = found.known.goals.period, desk.today()
    if today >= period.first:
        return ""
    told = track(language, "ahead.text", day=wording.day(period.first, language))
    now = quarter_of(today, view.session.policy.fiscal_year_start)
    kept = view.team is not None and any(
        item.name == now.name and desk.store.goals.of(item.id) for item in desk.store.periods.of(view.team.id)
    )
    label = say(language, "page.quarter", quarter=str(now.number), year=str(now.year))
    back = button(label, "quarter", "btn small push", data_value=now.begin.isoformat()) if kept else ""
    return f'<div class="sample note"><span>{safe(told)}</span>{back}</div>'


def _first(found: Board, language: Language) -> str:
    """What to do first, while no goal has a value though its quarter has begun."""
    if found.known.today < found.known.goals.period.first or any(item.points for item in found.standings.values()):
        return ""
    key = "first.value" if found.standings else "first.target"
    return f'<p class="soft hint">{safe(track(language, key))}</p>'


def _head(found: Board, part: str, language: Language) -> str:
    tallies = ((count, track(language, f"tally.{status}-{'one' if count == 1 else 'other'}")) for status, count in found.counted())
    counted = "".join(f'<span class="tally"><b>{count}</b> {safe(words)}</span>' for count, words in tallies)
    views = switch(((name, track(language, f"part.{name}")) for name in PARTS), part, language)
    return f'<div class="meters">{counted}{views}</div>'


def _foot(found: Board, language: Language) -> str:
    closed = found.known.goals.period.state is State.CLOSED
    made = "" if closed else button(track(language, "foot.import"), "crm", "btn pri")
    items = button(track(language, "foot.calendar"), "calendar", "item") + button(track(language, "foot.report"), "report", "item")
    named = safe(track(language, "foot.fetch"))
    menu = f'<details class="menu"><summary class="btn">{named}</summary><div class="items">{items}</div></details>'
    return f'<div class="foot">{made}{menu}</div>'


def _region(body: str, language: Language) -> str:
    return f'<div class="goals" tabindex="0" role="region" aria-label="{safe(say(language, "tab.followup"))}">{body}</div>'


def _empty(language: Language) -> str:
    """No goal yet: what will stand here, and the way to begin."""
    steps = "".join(f"<li>{safe(track(language, f'empty.{name}'))}</li>" for name in ("first", "second", "third"))
    made = button(track(language, "empty.goals"), "tab", "btn pri", data_tab="goals")
    made += button(track(language, "empty.import"), "crm", "btn") + button(say(language, "sample.load"), "sample", "btn")
    return f'<div class="empty"><h2>{safe(track(language, "empty.heading"))}</h2><ol>{steps}</ol><div class="row">{made}</div></div>'
