"""The layout and what happens on it. One page per language; the talk itself lives on the server and is drawn in the page's language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from json import dumps
from pathlib import Path
from typing import Any

import gradio as gr

from coach.conversation.session import Sessions, Turn, turn
from coach.ui import cards
from coach.ui.labels import LANGUAGES, Language, counted, say
from rules.check import check_set
from rules.policy import Policy
from rules.reading import read

COOKIE = "coach_talk"
_log = logging.getLogger(__name__)
_NAMES = {"sv": "Svenska", "en": "English"}
_LOGO = (
    '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">'
    '<circle cx="12" cy="12" r="9.5"/><circle cx="12" cy="12" r="5"/><circle cx="12" cy="12" r="1.2" fill="currentColor"/></svg>'
)
_EXAMPLES = ("first", "second", "third")

Messages = list[dict[str, str]]


@dataclass(frozen=True)
class Desk:
    """What a page needs to answer: the bounds, the talks, and who says what day it is."""

    policy: Policy
    sessions: Sessions
    today: Callable[[], date]


@lru_cache(maxsize=512)
def reply(turn: Turn, policy: Policy, language: Language) -> str:
    """The answer to one message as HTML. Kept, because every message draws the whole talk anew."""
    notes = [counted(language, "summary.left", turn.left)] if turn.left else []
    if turn.cut:
        notes.append(say(language, "summary.cut"))
    if turn.fault:
        return cards.line(say(language, "summary.fault"))
    if not turn.goals:
        return cards.line(say(language, "summary.empty"))
    report = check_set(turn.goals, turn.today, policy, done=False)
    readings = [read(goal.text, turn.today, policy) for goal in turn.goals]
    return cards.answer(report, readings, language, notes)


def page(language: Language, desk: Desk) -> gr.Blocks:
    """The page in one language."""

    def messages(turns: tuple[Turn, ...]) -> Messages:
        drawn: Messages = []
        for item in turns:
            drawn.append({"role": "user", "content": cards.said(item.text)})
            drawn.append({"role": "assistant", "content": _drawn(item, desk.policy, language)})
        return drawn

    def shown(turns: tuple[Turn, ...]) -> tuple[Any, ...]:
        return messages(turns), gr.update(visible=not turns), gr.update(visible=bool(turns))

    def opened(request: gr.Request) -> tuple[Any, ...]:
        return shown(desk.sessions.turns(_key(request)))

    def send(words: str | None, request: gr.Request) -> tuple[Any, ...]:
        words = words or ""
        if not words.strip():
            return "", *shown(desk.sessions.turns(_key(request)))
        return "", *shown(desk.sessions.add(_key(request), _turn(words, desk)))

    def anew(request: gr.Request) -> tuple[Any, ...]:
        desk.sessions.forget(_key(request))
        return shown(())

    with gr.Blocks(title=say(language, "page.title"), fill_width=True, fill_height=True, analytics_enabled=False) as blocks:
        made: gr.Blocks = blocks
        gr.HTML(_header(language), elem_id="top", padding=False)
        with gr.Column(elem_id="desk"):
            with gr.Column(elem_id="start") as start:
                gr.HTML(_welcome(language), padding=False)
                with gr.Row(elem_id="examples"):
                    buttons = [gr.Button(say(language, f"start.{name}-label"), elem_classes="example") for name in _EXAMPLES]
                gr.HTML(f'<p class="hint">{escape(say(language, "start.note"))}</p>', padding=False)
            chat = gr.Chatbot(
                elem_id="talk", show_label=False, label=say(language, "page.talk"), container=False, buttons=[], feedback_options=None,
                allow_tags=False, latex_delimiters=[], height=None, group_consecutive_messages=False, sanitize_html=True, autoscroll=False,
            )  # fmt: skip
            with gr.Row(elem_id="composer"):
                field = gr.Textbox(
                    elem_id="field", lines=1, max_lines=9, show_label=False, label=say(language, "page.field"), container=False,
                    placeholder=say(language, "page.placeholder"), submit_btn=True, autofocus=True,
                )  # fmt: skip
            again = gr.Button(say(language, "page.anew"), elem_id="anew", visible=False)
        view = [chat, start, again]
        blocks.load(None, js=_names(language))
        blocks.load(opened, None, view, show_progress="hidden", api_visibility="private")
        sent = [field.submit(send, field, [field, *view], show_progress="hidden", api_visibility="private")]
        for name, button in zip(_EXAMPLES, buttons, strict=True):
            click = _example(send, say(language, f"start.{name}"))
            sent.append(button.click(click, None, [field, *view], show_progress="hidden", api_visibility="private"))
        for event in sent:
            event.then(None, js=_script("answer.js"))
        again.click(anew, None, view, show_progress="hidden", api_visibility="private")
    blocks.queue(default_concurrency_limit=16, max_size=64)
    return made


def _turn(words: str, desk: Desk) -> Turn:
    try:
        return turn(words, desk.today(), desk.policy)
    except Exception:  # a fault of ours must not cost the user their words
        _log.exception("a message could not be cut into goals")
        return Turn(words, (), desk.today(), fault=True)


def _drawn(item: Turn, policy: Policy, language: Language) -> str:
    try:
        return reply(item, policy, language)
    except Exception:  # a fault of ours must neither end the talk nor hide it: the user's words stay
        _log.exception("a message could not be answered")
        return cards.line(say(language, "summary.fault"))


def _example(send: Callable[[str | None, gr.Request], tuple[Any, ...]], words: str) -> Callable[[gr.Request], tuple[Any, ...]]:
    def click(request: gr.Request) -> tuple[Any, ...]:
        return send(words, request)

    # Gradio finds the request by its annotation, which is a string here.
    click.__annotations__["request"] = gr.Request
    return click


def _key(request: gr.Request) -> str:
    """The talk that the browser's own random cookie names; without cookies, the page's visit."""
    return str(request.cookies.get(COOKIE) or request.session_hash or "")


def _script(name: str) -> str:
    """A script of the page, as the function that Gradio wants: without the comment above it."""
    return Path(__file__).with_name(name).read_text("utf-8").split("\n", 1)[1].strip()


def _names(language: Language) -> str:
    names = {"log": say(language, "page.talk"), "send": say(language, "page.send")}
    return _script("names.js").replace("__NAMES__", dumps(names))


def _header(language: Language) -> str:
    links = "".join(
        f'<a href="/lang/{other}" lang="{other}" hreflang="{other}"{" aria-current=true" if other == language else ""}>{_NAMES[other]}</a>'
        for other in LANGUAGES
    )
    return (
        f'<a class="skip" href="#composer">{escape(say(language, "page.skip"))}</a>'
        f'<header><h1 class="logo">{_LOGO}<span>{escape(say(language, "page.title"))}</span></h1>'
        f'<nav aria-label="{escape(say(language, "page.language"))}">{links}</nav></header>'
    )


def _welcome(language: Language) -> str:
    heading, text, examples = (escape(say(language, f"start.{name}")) for name in ("heading", "text", "examples"))
    return f'<h2>{heading}</h2><p>{text}</p><p class="hint">{examples}</p>'
