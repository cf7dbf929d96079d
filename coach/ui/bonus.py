"""A bonus model on the page: a form that is saved as it is filled in, and beside it what the rules and the numbers say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from coach.errors import CoachError
from coach.followup.bonus import faults, kept_reward, verify
from coach.followup.wording import ROOM
from coach.texts import error, text
from coach.ui import payout
from coach.ui.desk import View
from coach.ui.labels import Language, meet
from coach.ui.need import amount
from coach.ui.picker import picker
from coach.ui.safe import attributes, button, option, safe
from rules.messages import render
from rules.model import Goal, Reward, RewardLevel, RewardPart

MOST = 8
"""Rows of parts, and of levels."""
_LEAST = 3
_WORDS = 120


class BadNumber(Exception):
    """A cell that should hold a number and does not."""


def sheet(view: View, language: Language) -> str:
    """The form and the answer."""
    found = _kept(view)
    heading, told = safe(meet(language, "bonus.heading")), safe(meet(language, "bonus.text"))
    parts = "".join(_part(at, found, view, language) for at in range(_rows(len(found.parts) if found else 0)))
    levels = "".join(_level(at, found, language) for at in range(_rows(len(found.levels) if found else 0)))
    sliding = attributes(type="checkbox", name="sliding", value="1", checked=bool(found and found.sliding))
    other = attributes(name="other", rows=2, maxlength=1000, placeholder=meet(language, "bonus.other-hint"))
    kept = safe("\n".join(found.other)) if found else ""
    heads = {key: safe(meet(language, f"bonus.{key}")) for key in ("parts", "levels", "sliding", "other")}
    row = button(meet(language, "bonus.more"), "open", "btn small")
    if found is None:
        row += button(meet(language, "bonus.example"), "bonus-example", "btn small")
    else:
        row += button(meet(language, "bonus.download"), "bonus-file", "btn small")
        row += button(meet(language, "bonus.clear"), "bonus-clear", "link push")
    file = picker(language, accept=".toml", required=True, aria_label=meet(language, "bonus.upload"))
    upload = (
        f'<details class="adding"><summary>{safe(meet(language, "bonus.upload"))}</summary><form class="row" data-upload="1" '
        f'data-act="bonus-take">{file}{button(meet(language, "bonus.upload-read"), kind="btn small")}</form></details>'
    )
    return (
        f'<section class="goal bonus"><h2>{heading}</h2><p class="soft">{told}</p><form data-live="bonus" data-act="bonus">'
        f"<fieldset><legend>{heads['parts']}</legend>{parts}</fieldset><fieldset><legend>{heads['levels']}</legend>"
        f'<div class="levels">{levels}</div><label class="tick"><input{sliding}><span>{heads["sliding"]}</span></label></fieldset>'
        f'<label class="pair"><span>{heads["other"]}</span><textarea{other}>{kept}</textarea></label></form>'
        f'<div class="row">{row}</div>{upload}</section>'
        f'<section class="goal bonus" id="bonus-result" aria-live="polite">{result(found, view, language)}</section>'
    )


def result(model: Reward | None, view: View, language: Language) -> str:
    """What the rules say of the model against the set, and what it pays."""
    if model is None or not model.parts:
        return f'<p class="soft">{safe(meet(language, "bonus.nothing"))}</p>'
    goals = _goals(view)
    said = [render(found, language) for found in faults(model, goals, view.session.today, view.session.policy)]
    rows = "".join(f'<li class="mend"><span>{safe(told)} <b>{safe(asked)}</b></span></li>' for told, asked in said)
    sound = f'<p class="answered ok">✓ {safe(text(language, "reward.sound", ROOM))}</p>'
    wrong = _unverified(model, goals, language)
    note = f'<p class="miss"><b>{safe(meet(language, "bonus.unverified"))}</b> {safe(wrong)}</p>' if wrong else ""
    listed = f'<ul class="raised">{rows}</ul>' if rows else sound
    return f"<h3>{safe(meet(language, 'bonus.checked'))}</h3>{note}{listed}{payout.curve(model, language)}"


def given(asked: Mapping[str, Any], view: View) -> Reward | None:
    """The model as the form says it; None for an empty form. Raises BadNumber with what was written."""
    ids = dict(view.ids)
    parts = []
    for at in range(MOST):
        words = " ".join(str(asked.get(f"measure.{at}") or "")[:_WORDS].split())
        number = str(asked.get(f"goal.{at}") or "")
        goal = ids.get(int(number), "") if number.isdecimal() else ""
        if not words and not goal:
            continue
        entry = view.session.entry(int(number)) if goal else None
        named = words or (entry.goal.text if entry is not None else number)
        team = asked.get(f"team.{at}") == "team"
        parts.append(RewardPart(measure=named, goal=goal, weight=_number(asked.get(f"weight.{at}")), team=team))
    levels = []
    for at in range(MOST):
        reached, pays = (str(asked.get(f"{name}.{at}") or "").strip() for name in ("reached", "pays"))
        if reached and pays:
            levels.append(RewardLevel(reached=_number(reached), pays=_number(pays)))
    other = tuple(line for line in (" ".join(line.split()) for line in str(asked.get("other") or "")[:1000].split("\n")) if line)
    if not parts and not levels and not other:
        return None
    return Reward(parts=tuple(parts), levels=tuple(levels), sliding=bool(asked.get("sliding")), other=other)


def example(language: Language) -> Reward:
    """A model that the rules have nothing against, to start from."""
    parts = (("revenue", 40, True), ("deals", 40, False), ("quality", 20, True))
    return Reward(
        parts=tuple(
            RewardPart(measure=meet(language, f"bonus.sample-{key}"), weight=Decimal(weight), team=team) for key, weight, team in parts
        ),
        levels=tuple(RewardLevel(reached=Decimal(at), pays=Decimal(pays)) for at, pays in ((70, 0), (100, 100), (120, 140))),
        sliding=True, other=(meet(language, "bonus.sample-other"),),
    )  # fmt: skip


def _goals(view: View) -> list[Goal]:
    """The active goals under the ids that a model knows them by."""
    return [entry.goal.model_copy(update={"id": view.ids[entry.number]}) for entry in view.session.active if entry.number in view.ids]


def _unverified(model: Reward, goals: Sequence[Goal], language: Language) -> str:
    """Why the model cannot be used as it stands; "" where it can."""
    try:
        verify(model, meet(language, "bonus.named"), goals)
    except CoachError as failure:
        return error(language, failure)
    return ""


def _kept(view: View) -> Reward | None:
    return kept_reward(view.team.figures, view.quarter.name) if view.team is not None else None


def _rows(known: int) -> int:
    return min(max(known + 1, _LEAST), MOST)


def _part(at: int, found: Reward | None, view: View, language: Language) -> str:
    item = found.parts[at] if found is not None and at < len(found.parts) else None
    numbers = {id: number for number, id in view.ids.items()}
    options = option("", meet(language, "bonus.own"), not (item and item.goal))
    for entry in view.session.active:
        chosen = item is not None and bool(item.goal) and numbers.get(item.goal) == entry.number
        options += option(str(entry.number), f"{entry.number}. {entry.goal.text[:70]}", chosen)
    words = item.measure if item is not None and not item.goal else ""
    named = meet(language, "bonus.part", number=str(at + 1))
    weight = f"{item.weight.normalize():f}" if item is not None and item.weight else ""
    kinds = option("individual", meet(language, "bonus.individual"), not (item and item.team))
    kinds += option("team", meet(language, "bonus.team"), bool(item and item.team))

    def label(key: str) -> str:
        return safe(meet(language, f"bonus.{key}"))

    return (
        f'<div class="part" role="group" aria-label="{safe(named)}"><label class="pair"><span>{label("goal")}</span>'
        f'<select name="goal.{at}">{options}</select></label><label class="pair own"><span>{label("measure")}</span>'
        f"<input{attributes(name=f'measure.{at}', value=words, maxlength=_WORDS, autocomplete='off')}></label>"
        f'<label class="pair few"><span>{label("weight")}</span>'
        f"<input{attributes(name=f'weight.{at}', value=weight, inputmode='decimal', maxlength=8, autocomplete='off')}></label>"
        f'<label class="pair"><span>{label("who")}</span><select name="team.{at}">{kinds}</select></label></div>'
    )


def _level(at: int, found: Reward | None, language: Language) -> str:
    item = found.levels[at] if found is not None and at < len(found.levels) else None
    made = []
    for key, value in (("reached", item.reached if item else None), ("pays", item.pays if item else None)):
        shown = f"{value.normalize():f}" if value is not None else ""
        own = attributes(name=f"{key}.{at}", value=shown, inputmode="decimal", maxlength=8, autocomplete="off")
        made.append(f'<label class="pair"><span>{safe(meet(language, f"bonus.{key}"))}</span><input{own}></label>')
    named = meet(language, "bonus.level", number=str(at + 1))
    return f'<div class="part level" role="group" aria-label="{safe(named)}">{"".join(made)}</div>'


def _number(words: Any) -> Decimal:
    plain = str(words or "").strip()
    if plain in ("", "0"):
        return Decimal(0)
    value = amount(plain)
    if value is None:
        raise BadNumber(plain[:20])
    return value
