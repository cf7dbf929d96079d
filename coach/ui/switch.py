"""The switch between the parts of a tab. Each word keeps the room it has when it is chosen, and bold: nothing moves at a change."""

from __future__ import annotations

from collections.abc import Iterable

from coach.ui.labels import Language, say
from coach.ui.safe import attributes, safe


def switch(parts: Iterable[tuple[str, str]], shown: str, language: Language) -> str:
    """`parts`: the key of each and its name."""
    made = "".join(
        f'<button type="button"{attributes(data_act="shape", data_shape=key, aria_pressed="true" if key == shown else "false")}>'
        f"{steady(name)}</button>"
        for key, name in parts
    )
    return f'<div class="view" role="group" aria-label="{safe(say(language, "panel.view"))}">{made}</div>'


def steady(name: str) -> str:
    """A word that is bold at times, with the width of the bold one."""
    return f'<span class="steady"{attributes(data_name=name)}>{safe(name)}</span>'
