"""The tab for the goal dialogue: the set as a whole with what to raise, the meeting with one goal at a time, and the bonus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.review import kept
from coach.review.making import review
from coach.review.model import Review
from coach.review.pack import Pack
from coach.review.wording import worded
from coach.ui import bonus, meeting, whole
from coach.ui.desk import Desk, View
from coach.ui.labels import Language, meet, say
from coach.ui.safe import button, safe
from coach.ui.samples import sampled
from coach.ui.switch import switch

PARTS = ("whole", "meet", "reward")


def sheet(desk: Desk, view: View, language: Language, asked: Mapping[str, Any]) -> str:
    """The whole sheet; `asked["shape"]`: the part shown, of PARTS, the meeting with the goal it is at ("meet-3")."""
    part, _, place = str(asked.get("shape")).partition("-")
    found = reviewed(desk, view, language)
    if found is None:
        return _region(sampled(view, language) + _empty(language), language)
    pack = worded(found, language, small=True)
    if part == "meet" and pack.goals:
        return _region(meeting.meeting(desk, view, found, pack, int(place) if place.isdigit() else 0, language), language)
    if part == "reward":
        body = bonus.sheet(view, language)
    else:
        part, body = PARTS[0], whole.whole(found, pack, language)
    return sampled(view, language) + _head(pack, part, language) + _region(body, language) + _foot(pack, language)


def reviewed(desk: Desk, view: View, language: Language) -> Review | None:
    """The review of the chosen quarter's goals, called as the page numbers them; None where nothing is kept yet."""
    if view.team is None or view.period is None or not view.session.active:
        return None
    names = {id: str(number) for number, id in view.ids.items()}
    today, policy = desk.today(), view.session.policy
    return review(kept.given(desk.store, view.team, view.period, today, policy, language, names), today, policy)


def _head(pack: Pack, part: str, language: Language) -> str:
    some = [tile for tile in pack.tiles[1:] if tile.figure != "0"]
    counted = "".join(f'<span class="tally"><b>{safe(tile.figure)}</b> {safe(tile.label)}</span>' for tile in some)
    views = switch(((name, meet(language, f"part.{name}")) for name in PARTS if name != "meet" or pack.goals), part, language)
    return f'<div class="meters">{counted}{views}</div>'


def _foot(pack: Pack, language: Language) -> str:
    begin = button(meet(language, "foot.start"), "shape", "btn pri", data_shape="meet") if pack.goals else ""
    return f'<div class="foot">{begin}{button(meet(language, "foot.papers"), "papers", "btn")}</div>'


def _region(body: str, language: Language) -> str:
    return f'<div class="goals" tabindex="0" role="region" aria-label="{safe(say(language, "tab.dialogue"))}">{body}</div>'


def _empty(language: Language) -> str:
    """No goal yet: what will stand here, and the way to begin."""
    steps = "".join(f"<li>{safe(meet(language, f'empty.{name}'))}</li>" for name in ("first", "second", "third"))
    made = button(meet(language, "empty.goals"), "tab", "btn pri", data_tab="goals") + button(say(language, "sample.load"), "sample", "btn")
    return f'<div class="empty"><h2>{safe(meet(language, "empty.heading"))}</h2><ol>{steps}</ol><div class="row">{made}</div></div>'
