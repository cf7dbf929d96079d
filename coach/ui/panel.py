"""The goals beside the talk: the limit meter, the cards by level, what the set shows as a whole, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.conversation.drafting import draft
from coach.conversation.model import Entry, Session
from coach.ui import cards
from coach.ui.cards import Shown
from coach.ui.chart import drawn
from coach.ui.desk import View
from coach.ui.labels import Language, joined, say
from coach.ui.safe import button, safe
from coach.ui.samples import sampled
from coach.ui.switch import switch
from rules.check import check_set
from rules.model import Level, SetReport
from rules.policy import Policy
from rules.reading import read

DASHES = 5
"""A meter longer than this says nothing at a glance."""
_NO_SPARKS: Mapping[int, str] = {}


def panel(view: View, language: Language, shape: str = "list", need: str = "", sparks: Mapping[int, str] = _NO_SPARKS) -> str:
    """The whole panel; `shape`: "list", "map" or "need", which shows `need`; `sparks`: how goals stand, by number."""
    # A quarter that is over is read as it began: later, "i Q1" is next year's, and a day that has passed no goal's end.
    over = view.session.today > view.quarter.end
    session = replace(view.session, today=view.quarter.begin) if over else view.session
    if not session.entries:
        return _empty(view, language)
    goals, report = shown(session)
    strategic = [item for item in goals if level(item) is Level.STRATEGIC]
    operational = [item for item in goals if level(item) is Level.OPERATIONAL]
    if shape == "need":
        body = need
    elif shape == "map":
        body = drawn(strategic, operational, report, view, language)
    else:
        body = _list(strategic, operational, view, language, sparks) + _together(report, goals, language) + _parked(session, language)
    return (
        f"{sampled(view, language)}{_head(strategic, operational, session.policy, language, shape)}"
        f'<div class="goals" tabindex="0" role="region" aria-label="{safe(say(language, "panel.goals"))}">'
        f"{body}</div>{_foot(view, language)}"
    )


def shown(session: Session) -> tuple[list[Shown], SetReport]:
    """The active goals as their cards need them, and the rules' report on the set."""
    entries = [_working(entry, session) for entry in session.active]
    report = check_set([entry.goal for entry in entries], session.today, session.policy, done=False)
    names = {str(entry.number): str(entry.number) for entry in entries}
    levels = [item.goal.level or (item.verdicts.level if item.verdicts else None) for item in report.reports]
    wholes = Level.STRATEGIC in levels
    made = []
    for entry, own, height in zip(entries, report.reports, levels, strict=True):
        reading = read(entry.goal.text, session.today, session.policy, entry.language)
        supports = tuple(names[id] for id in entry.goal.supports if id in names)
        carried = tuple(str(other.number) for other in entries if str(entry.number) in other.goal.supports)
        loose = wholes and height is Level.OPERATIONAL and not supports
        made.append(Shown(entry, own, reading, str(entry.number), supports, carried, loose))
    return made, report


def level(item: Shown) -> Level:
    """A goal's level: the one set, else the one read."""
    verdicts = item.report.verdicts
    return item.entry.goal.level or (verdicts.level if verdicts else Level.OPERATIONAL)


def _working(entry: Entry, session: Session) -> Entry:
    """The goal with the answers that wait for the rest of its wording, as the coach shows it in the talk."""
    if not entry.values:
        return entry
    return replace(entry, goal=entry.goal.model_copy(update={"text": draft(entry, session).text}))


def _list(
    strategic: Sequence[Shown], operational: Sequence[Shown], view: View, language: Language, sparks: Mapping[int, str]
) -> str:  # fmt: skip
    parts = []
    if strategic:
        parts.append(f"<h3>{safe(say(language, 'panel.strategic'))}</h3>")
        parts += [cards.card(item, language, strategic, sparks.get(item.entry.number, "")) for item in strategic]
    if operational:
        named = say(language, "panel.operational", quarter=str(view.quarter.number), year=str(view.quarter.year))
        parts.append(f"<h3>{safe(named)}</h3>")
        if len(operational) > 1 and not any(item.supports for item in operational):
            operational = [replace(item, told=True) for item in operational]
            parts.append(_loose(strategic, operational, language))
        parts += [cards.card(item, language, strategic, sparks.get(item.entry.number, "")) for item in operational]
    return "".join(parts)


def _loose(strategic: Sequence[Shown], operational: Sequence[Shown], language: Language) -> str:
    """That no operational goal supports any strategic one, said once and not on every card; with one to support, all in one press."""
    if not strategic:
        return f'<p class="soft">{safe(say(language, "panel.no-strategic"))}</p>'
    told = safe(say(language, "panel.none-linked"))
    if len(strategic) > 1:
        return f'<p class="soft">{told}</p>'
    goals = joined(language, [item.name for item in operational])
    order = say(language, "said.link", goals=goals, goal=strategic[0].name)
    return f'<p class="soft">{told} {button(say(language, "panel.link-all", goal=strategic[0].name), "say", "link", data_say=order)}</p>'


def _head(strategic: Sequence[Shown], operational: Sequence[Shown], policy: Policy, language: Language, shape: str) -> str:
    meters = [_meter("strategic", len(strategic), policy.strategic_low, policy.strategic_high, language)]
    meters.append(_meter("operational", len(operational), policy.operational_low, policy.operational_high, language))
    views = switch(((name, say(language, f"panel.{name}")) for name in ("list", "map", "need")), shape, language)
    return f'<div class="meters">{"".join(meters)}{views}</div>'


def _meter(name: str, count: int, low: int, high: int, language: Language) -> str:
    dashes = "".join(f'<i class="{"f" if at < count else "s" if at < low else ""}"></i>' for at in range(min(max(high, 1), 12)))
    over = " over" if count > high else ""
    told = say(language, f"meter.{name}-told", count=str(count), low=str(low), high=str(high))
    named = safe(say(language, f"meter.{name}"))
    return (
        f'<span class="meter{over}" role="img" aria-label="{safe(told)}" title="{safe(told)}"><span>{named}</span> '
        f'<b>{count}</b> <span class="dots">{dashes}</span></span>'
    )


def _together(report: SetReport, goals: Sequence[Shown], language: Language) -> str:
    if not report.findings or len(goals) < 2:
        return ""
    names = {str(item.entry.number): item.name for item in goals}
    rows = "".join(cards.finding(found, language, names) for found in report.findings)
    return f'<section class="together"><h3>{safe(say(language, "panel.together"))}</h3><ul class="findings">{rows}</ul></section>'


def _parked(session: Session, language: Language) -> str:
    waiting = [entry for entry in session.entries if entry.parked]
    if not waiting:
        return ""
    made = []
    for entry in waiting:
        own = check_set([entry.goal], session.today, session.policy, done=False).reports[0]
        reading = read(entry.goal.text, session.today, session.policy, entry.language)
        made.append(cards.parked(Shown(entry, own, reading, str(entry.number)), language))
    return f"<h3>{safe(say(language, 'panel.parked'))}</h3>{''.join(made)}"


def _foot(view: View, language: Language) -> str:
    copy = "".join(button(say(language, f"copy.{form}"), "copy", "item", data_form=form) for form in ("text", "table", "mail"))
    menu = (
        f'<details class="menu"><summary class="btn">{safe(say(language, "panel.copy"))}</summary><div class="items">{copy}</div></details>'
    )
    review = say(language, "said.review")
    made = button(say(language, "panel.review"), "say", "btn pri", data_say=review)
    made += menu + button(say(language, "panel.import"), "import", "btn")
    back = button(say(language, "panel.undo"), "undo", "link push") if view.session.past else ""
    return f'<div class="foot">{made}{back}</div>'


def _empty(view: View, language: Language) -> str:
    """Nothing yet: what will stand here, and the ways to begin."""
    steps = "".join(f"<li>{safe(say(language, f'empty.{name}'))}</li>" for name in ("first", "second", "third"))
    made = button(say(language, "panel.import"), "import", "btn") + button(say(language, "sample.load"), "sample", "btn")
    back = button(say(language, "panel.undo"), "undo", "link") if view.session.past else ""
    return (
        f'{sampled(view, language)}<div class="empty"><h2>{safe(say(language, "empty.heading"))}</h2><ol>{steps}</ol>'
        f'<div class="row">{made}{back}</div></div>'
    )
