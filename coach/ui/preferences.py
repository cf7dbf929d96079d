"""Settings as a drawer: language, bounds with their reasons, the model and exactly what is sent, and all data out or away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.conversation.model import Session
from coach.errors import CoachError
from coach.store import Store
from coach.texts import error
from coach.ui import offers
from coach.ui.labels import LANGUAGES, Language, say
from coach.ui.safe import attributes, button, safe
from rules.policy import Policy, reasons

if TYPE_CHECKING:
    from coach.llm.options import ModelSettings

NAMES: dict[Language, str] = {"sv": "Svenska", "en": "English"}
BOUNDS = (
    "operational_low", "operational_high", "strategic_low", "strategic_high", "owner_high", "history_percent", "baseline_percent",
    "working_weeks",
)  # fmt: skip
"""The bounds that a manager changes; the rest belong in a settings file."""


def drawer(session: Session, base: Policy, store: Store, language: Language) -> str:
    """All settings."""
    return "".join(
        f'<section class="set"><h3>{safe(say(language, f"settings.{name}"))}</h3>{body}</section>'
        for name, body in (
            ("language", _languages(language)),
            ("bounds", _bounds(session.policy, base, store, language)),
            ("model", _model(session, language)),
            ("data", _data(store, language)),
        )
    )


def _languages(language: Language) -> str:
    links = "".join(
        f'<a class="btn"{attributes(href=f"/lang/{other}", lang=other, aria_current="true" if other == language else False)}>'
        f"{NAMES[other]}</a>"
        for other in LANGUAGES
    )
    return f'<p class="row">{links}</p>'


def _bounds(policy: Policy, base: Policy, store: Store, language: Language) -> str:
    why = dict(reasons(language))
    set_now = store.bounds.now()
    rows = []
    for name in BOUNDS:
        value, own = getattr(policy, name), set_now.get(name)
        field = attributes(type="number", name="value", value=str(value), min=0, max=1000, id=f"bound-{name}", required=True)
        why_words = say(language, "settings.reason")
        reason = attributes(name="reason", value="", placeholder=why_words, aria_label=why_words, maxlength=200)
        back = button(say(language, "settings.back", value=str(getattr(base, name))), "unbound", "link", data_name=name) if own else ""
        told = safe(say(language, "settings.yours", reason=own.reason)) if own and own.reason else ""
        yours = f'<p class="yours">{told} {back}</p>' if own else ""
        rows.append(
            f'<form class="bound" data-act="bound" data-name="{name}">'
            f'<label for="bound-{name}">{safe(say(language, f"bound.{name}"))}</label>'
            f"<input{field}><input{reason}>{button(say(language, 'settings.save'), kind='btn small')}"
            f'<p class="soft">{safe(why.get(name, ""))}</p>{yours}</form>'
        )
    return "".join(rows)


def _model(session: Session, language: Language) -> str:
    """Whether a model is asked, and word for word what it would get for the first goal that is not ready."""
    from coach.llm.configuration import load_model

    try:
        settings = load_model()
    except CoachError as failure:
        return f'<p role="alert">{safe(error(language, failure))}</p>'
    if settings is None:
        return f"<p>{safe(say(language, 'settings.no-model'))}</p><p class='soft'>{safe(say(language, 'settings.connect'))}</p>"
    masked = say(language, "settings.masked" if settings.masking else "settings.unmasked")
    told = say(language, "settings.model-is", model=settings.name, host=settings.host)
    return f"<p>{safe(told)} {safe(masked)}</p>{_sent(session, settings, language)}"


def _sent(session: Session, settings: ModelSettings, language: Language) -> str:
    """What is sent for the first goal whose wording can be asked for."""
    for entry in session.active:
        try:
            shown = offers.sent(entry, session, settings)
        except CoachError as failure:
            return f"<p>{safe(error(language, failure))}</p>"
        if shown:
            named = safe(say(language, "settings.sent", number=str(entry.number)))
            return f'<details><summary>{named}</summary><pre class="sent" tabindex="0">{safe(shown)}</pre></details>'
    return f'<p class="soft">{safe(say(language, "settings.sent-none"))}</p>'


def _data(store: Store, language: Language) -> str:
    gone = (
        f'<details class="danger"><summary>{safe(say(language, "settings.delete"))}</summary>'
        f"<p>{safe(say(language, 'settings.delete-text'))}</p>"
        f"{button(say(language, 'settings.delete-yes'), 'delete', 'btn bad')}</details>"
    )
    anew = button(say(language, "settings.anew"), "anew", "btn")
    return (
        f"<p>{safe(say(language, 'settings.place', place=store.place))}</p>"
        f'<p class="row"><a class="btn" href="/export" download>{safe(say(language, "settings.export"))}</a>{anew}</p>{gone}'
    )
