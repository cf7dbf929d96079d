"""The frame of the page: header, chat and panel as they stand before anything is fetched."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.ui.labels import LANGUAGES, Language, say
from coach.ui.preferences import NAMES
from coach.ui.safe import attributes, button, option, safe
from coach.ui.tabs import tablist
from rules.arithmetic.quarters import quarter_of

if TYPE_CHECKING:
    from coach.ui.desk import View

_WORDS = ("title", "skip", "language", "talk", "placeholder", "field", "send", "goals", "period", "close", "switch")
EXAMPLES = ("first", "second", "third", "fourth")
_LOGO = (
    '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">'
    '<circle cx="12" cy="12" r="9.5"/><circle cx="12" cy="12" r="5"/><circle cx="12" cy="12" r="1.2" fill="currentColor"/></svg>'
)
_SEND = (
    '<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" '
    'stroke-linejoin="round" aria-hidden="true"><path d="M12 19V5M6 11l6-6 6 6"/></svg>'
)
_CLOSE = (
    '<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"/></svg>'
)


def frame(language: Language) -> str:
    """The page without its content, which the browser fetches at once."""
    links = "".join(
        f"<a{attributes(href=f'/lang/{other}', lang=other, aria_current='true' if other == language else False)}>{NAMES[other]}</a>"
        for other in LANGUAGES
    )
    words = {key: safe(say(language, f"page.{key}")) for key in _WORDS}
    return (
        f'<a class="skip" href="#message">{words["skip"]}</a><header id="top"><h1 class="logo">{_LOGO}<span>{words["title"]}</span></h1>'
        f'<label class="pick"><span class="sr">{words["period"]}</span><select id="quarter" data-change="quarter"></select></label>'
        f'<nav aria-label="{words["language"]}">{button(say(language, "page.guide"), "guide", "plain")}'
        f'{button(say(language, "page.settings"), "settings", "plain")}<span class="langs">{links}</span></nav></header>'
        f'<div id="desk" data-side="talk"><div class="sides" role="group" aria-label="{words["switch"]}">'
        f'<button type="button" data-side="talk" aria-pressed="true">{words["talk"]}</button>'
        f'<button type="button" data-side="panel" aria-pressed="false">{words["goals"]} <b id="count"></b></button></div>'
        f'<section id="talk" aria-label="{words["talk"]}">'
        f'<div id="log" role="log" aria-live="polite" aria-label="{words["talk"]}" tabindex="0">'
        f'<div id="start" hidden>{_start(language)}</div><div id="turns"></div></div>'
        f'<form id="composer"><textarea id="message" rows="1" maxlength="100000" aria-label="{words["field"]}" '
        f'placeholder="{words["placeholder"]}"></textarea>'
        f'<button class="send" type="submit" aria-label="{words["send"]}" title="{words["send"]}">{_SEND}</button></form></section>'
        f'<section id="panel" aria-label="{words["goals"]}">{tablist(language)}</section></div>'
        f'<dialog id="drawer" aria-labelledby="drawer-title"><div class="bar"><h2 id="drawer-title" tabindex="-1"></h2>'
        f'<button type="button" class="plain" data-close aria-label="{words["close"]}" title="{words["close"]}">{_CLOSE}</button></div>'
        f'<div id="drawer-body"></div></dialog><div id="toast" role="status" popover="manual"></div>'
    )


def quarters(view: View, today: date, language: Language) -> str:
    """The quarters to choose from: the present, the four ahead, and the chosen one."""
    start = view.session.policy.fiscal_year_start
    found = [quarter_of(today, start)]
    while len(found) < 6:
        found.append(quarter_of(found[-1].end + timedelta(days=1), start))
    found.insert(0, quarter_of(found[0].begin - timedelta(days=1), start))
    if view.quarter not in found:
        found.append(view.quarter)
    return "".join(
        option(item.begin.isoformat(), say(language, "page.quarter", quarter=str(item.number), year=str(item.year)), item == view.quarter)
        for item in sorted(found, key=lambda item: item.begin)
    )


def _start(language: Language) -> str:
    heading, text, note = (safe(say(language, f"start.{name}")) for name in ("heading", "text", "note"))
    examples = "".join(
        button(say(language, f"start.{name}-label"), "say", "btn quick", data_say=say(language, f"start.{name}")) for name in EXAMPLES
    )
    lead = safe(say(language, "start.examples"))
    return f'<h2>{heading}</h2><p>{text}</p><p class="soft">{lead}</p><div class="row">{examples}</div><p class="soft note">{note}</p>'
