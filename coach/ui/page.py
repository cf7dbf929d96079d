"""The page as Gradio serves it: one component that holds the frame, runs the page's script, and answers it through one function."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Any

import gradio as gr

from coach.ui.actions import Actions
from coach.ui.desk import Desk
from coach.ui.header import frame
from coach.ui.labels import Language, say

SCRIPTS = tuple(Path(__file__).with_name("client") / f"{name}.js" for name in ("asking", "showing", "tabs", "meeting", "doing"))
"""The page's script in its parts, in the order they are joined: the last one opens the page."""
_WORDS = ("offline", "again", "sending", "slow", "fill", "earlier", "undo", "too-large", "too-large-export", "reading", "copy-failed")


def page(language: Language, desk: Desk) -> gr.Blocks:
    """The page in one language."""
    actions = Actions(desk, language)

    # Plain, not async: Gradio runs it in a thread, so that a slow answer holds up nobody.
    def act(asked: Any) -> dict[str, Any]:
        return actions.act(asked)

    with gr.Blocks(title=say(language, "page.title"), fill_width=True, fill_height=True, analytics_enabled=False) as blocks:
        made: gr.Blocks = blocks
        gr.HTML(
            frame(language), elem_id="app", padding=False, js_on_load=_script(language), server_functions=[act], apply_default_css=False
        )
    return made


def _script(language: Language) -> str:
    words = {key: say(language, f"client.{key}") for key in _WORDS}
    return "\n".join(part.read_text("utf-8") for part in SCRIPTS).replace("__WORDS__", dumps(words))
