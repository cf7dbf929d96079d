"""Colours and type of the page: warm paper, deep teal, one local font (complete with å, ä and ö in both weights)."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

STYLES = tuple(Path(__file__).with_name(name) for name in ("style.css", "tabs.css", "tracking.css", "dialogue.css"))
PRINT = Path(__file__).with_name("print.css")
"""The style on paper: Gradio would drop its @page, and lose it among its own rules."""


def theme() -> gr.themes.Base:
    """The Gradio theme under the style sheets; style.css holds the palette."""
    font = gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700))
    made = gr.themes.Base(font=(font, "system-ui", "sans-serif"), font_mono=("ui-monospace", "monospace"), radius_size="md")
    return made.set(
        body_background_fill="#f6f4f0", body_background_fill_dark="#12171d",
        body_text_color="#1b2430", body_text_color_dark="#e9edf1",
        background_fill_primary="transparent", background_fill_primary_dark="transparent",
        block_background_fill="transparent", block_background_fill_dark="transparent",
        block_border_width="0px", block_border_width_dark="0px", block_shadow="none", block_shadow_dark="none",
        button_primary_background_fill="#12504f", button_primary_background_fill_dark="#7cc4bf",
        button_primary_text_color="#ffffff", button_primary_text_color_dark="#0c2423",
    )  # fmt: skip
