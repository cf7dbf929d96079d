"""The review pack to take along: the drawer that offers it, the signed addresses of its files, and the bytes behind them."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from coach.review import wording
from coach.review.pack import Pack
from coach.review.paper import FORMS, written
from coach.review.told import capital
from coach.ui.desk import Desk, View
from coach.ui.dialogue import reviewed
from coach.ui.labels import LANGUAGES, Language, meet
from coach.ui.preferences import NAMES
from coach.ui.safe import attributes, option, safe

ALL = "*"
"""One sheet for everybody; "" is the whole pack."""
_ORDER = ("pdf", "docx", "xlsx", "html", "md")
_KINDS = {
    "md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file: of a period by its name, in a form and language; `who`: an owner, ALL or "" for the whole pack; with lines to sign on;
    with its questions worded by the model."""

    period: str
    form: str
    language: str
    who: str = ""
    signed: bool = False
    model: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A file to send."""

    name: str
    kind: str
    content: bytes


def drawer(desk: Desk, view: View, language: Language) -> str:
    """What is to be fetched, and the addresses, which follow what is chosen."""
    found = reviewed(desk, view, language)
    owners = [load.owner for load in found.loads] if found is not None else []
    choices = option("", meet(language, "papers.whole"), True)
    if len(owners) > 1:
        choices += option(ALL, meet(language, "papers.everyone"), False)
    choices += "".join(option(owner, meet(language, "papers.one", owner=capital(owner)), False) for owner in owners)
    spoken = "".join(option(name, NAMES[name], name == language) for name in LANGUAGES)
    ticks = _tick("signed", language, "signatures") + (_tick("model", language, "model") if _modelled() else "")
    words = {key: safe(meet(language, f"papers.{key}")) for key in ("text", "what", "language")}
    return (
        f'<p>{words["text"]}</p><form class="importing" data-live="papers" data-act="papers"><input type="hidden" name="chosen" value="1">'
        f'<label class="pair"><span>{words["what"]}</span><select name="who">{choices}</select></label>'
        f'<label class="pair"><span>{words["language"]}</span><select name="language">{spoken}</select></label>{ticks}</form>'
        f'<div id="papers-result">{links(desk, view, language, {})}</div>'
    )


def links(desk: Desk, view: View, language: Language, asked: Mapping[str, Any]) -> str:
    """A link per form."""
    spoken = str(asked.get("language")) if asked.get("language") in LANGUAGES else language
    query = {"language": spoken, "key": _key(desk, view)}
    if asked.get("who"):
        query["who"] = str(asked["who"])[:200]
    query |= {name: "1" for name in ("signed", "model") if asked.get(name)}
    rows = "".join(
        f'<li><a{attributes(href=f"/pack/{view.quarter.name}.{form}?{urlencode(query)}", download=True, data_form=form)} class="btn">'
        f'<b>{safe(meet(language, f"papers.{form}"))}</b> <span class="soft">{safe(meet(language, f"papers.{form}-for"))}</span></a></li>'
        for form in _ORDER
    )
    return f'<h3>{safe(meet(language, "papers.forms"))}</h3><ul class="papers">{rows}</ul>'


def made(desk: Desk, wanted: Wanted, key: str) -> Made | None:
    """The file of an address that this page signed for the team and quarter that are worked on; None for any other."""
    language: Language = "en" if wanted.language == "en" else "sv"
    view = desk.look(language)
    if view.team is None or view.quarter.name != wanted.period or wanted.form not in FORMS:
        return None
    if not hmac.compare_digest(key.encode("utf-8", "replace"), _key(desk, view).encode()):
        return None
    found = reviewed(desk, view, language)
    if found is None:
        return None
    owners = [load.owner for load in found.loads]
    if wanted.who and wanted.who != ALL and wanted.who not in owners:
        return None
    if wanted.who:
        pack = wording.sheets(found, owners if wanted.who == ALL else [wanted.who], language, wanted.signed)
    else:
        pack = wording.worded(found, language, wanted.signed)
    if wanted.model:
        pack = _raised(pack, view, [item.goal.owner for item in found.goals if item.goal.owner])
    name = "-".join(part for part in (meet(language, "papers.file"), wanted.period, _plain(wanted.who), language) if part)
    return Made(f"{name}.{wanted.form}", _KINDS[wanted.form], written(pack, wanted.form))


def _key(desk: Desk, view: View) -> str:
    """What only a page of this run can know, for one team and quarter."""
    team = view.team.id if view.team is not None else ""
    return hmac.new(desk.secret, f"{team}/{view.quarter.name}".encode(), hashlib.sha256).hexdigest()


def _raised(pack: Pack, view: View, persons: list[str]) -> Pack:
    """The pack with its questions worded by the model; the plain ones stand where it gives none."""
    from coach.llm.configuration import load_model
    from coach.review.raising import Raiser

    settings = load_model()
    return Raiser(settings, view.session.policy, view.session.today)(pack, persons) if settings is not None else pack


def _modelled() -> bool:
    from coach.errors import CoachError
    from coach.llm.configuration import load_model

    try:
        return load_model() is not None
    except CoachError:
        return False


def _tick(name: str, language: Language, key: str) -> str:
    box = attributes(type="checkbox", name=name, value="1")
    return f'<label class="tick"><input{box}><span>{safe(meet(language, f"papers.{key}"))}</span></label>'


def _plain(who: str) -> str:
    """A name as a file's name takes it: "Åsa Öst" is "asa-ost"."""
    bare = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
