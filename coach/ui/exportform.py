"""The drawers of an import of actuals: which file, how it is read with every fault by row and column, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from coach.errors import CoachError, Problem
from coach.exchange.crm import mapping
from coach.exchange.crm.totals import Lacking
from coach.followup import wording
from coach.review.told import capital
from coach.texts import catalogue, error, remark, text
from coach.ui import exports
from coach.ui.board import Board
from coach.ui.exports import Plan
from coach.ui.facts import short
from coach.ui.labels import Language, say, track
from coach.ui.picker import picker
from coach.ui.safe import attributes, button, option, safe

_TOLD = 15
_FEW = 5
_AGAIN = ("profile", "dates", "kind", "keep-as")
"""What a form says anew of how the file is read."""


def choice(own: Sequence[str], language: Language, told: str = "") -> str:
    """Which file, and from where."""
    note = f'<p role="alert" class="miss">{safe(told)}</p>' if told else ""
    chosen = picker(language, accept=".csv,.tsv,.xlsx,.txt", id="crm-file", required=True)
    return (
        f'{note}<form class="importing" data-act="crm-read" data-upload="1"><p>{safe(track(language, "crm.text"))}</p>'
        f'<label class="pair" for="crm-file"><span>{safe(say(language, "import.file"))}</span></label>{chosen}'
        f'{_profiles(own, "", language)}<div class="row">{button(track(language, "crm.look"), kind="btn pri")}</div></form>'
    )


def preview(plan: Plan, board: Board | None, asked: Mapping[str, Any], own: Sequence[str], language: Language) -> str:
    """How the file is read and what it gives, before anything is taken in."""
    export = plan.export
    lost = len({item.line for item in export.lost})
    kind = text(language, f"track.table-{export.chosen.table.kind}", wording.ROOM)
    name, rows = export.chosen.profile.name, wording.figure(export.rows, language)
    known = {} if name == "own" else {"profile": _profile(name, language)}
    told = track(language, "crm.read" if known else "crm.read-own", file=export.file, kind=kind, rows=rows, **known)
    good = ""
    if lost:
        words = track(language, "crm.good", count=str(len(export.records)))
        good = (
            f'<p role="alert" class="miss">{safe(track(language, "crm.lost", count=str(lost)))}</p>'
            f'<label class="tick"><input type="checkbox" name="good" value="1"> {safe(words)}</label>'
        )
    figures = ""
    if plan.ratios:
        figures = (
            f'<label class="tick"><input type="checkbox" name="figures" value="1" checked> {safe(track(language, "crm.figures"))}</label>'
        )
    take = (
        f'<form class="importing" data-act="crm-take" data-upload="1" data-again="1">{_hidden(asked)}{good}{figures}'
        f'<div class="row">{button(track(language, "crm.take"), kind="btn pri")}</div></form>'
    )
    heads = [export.chosen.titles, *export.sample]
    again = (
        f'<details class="why"><summary>{safe(track(language, "crm.otherwise"))}</summary>'
        f"{columns(heads, language, own, dict(export.chosen.places), export.chosen.table.kind, asked)}</details>"
    )
    return (
        f"<p>{safe(told)}</p>{_faults(export.problems, language)}{_gains(plan, board, language)}{_ratios(plan, language)}"
        f"{_lacking(plan.lacking, language)}{_mapping(plan, language)}{take}{again}"
    )


def columns(
    rows: Sequence[Sequence[str]], language: Language, own: Sequence[str], places: Mapping[str, int] | None = None, kind: str = "deals",
    asked: Mapping[str, Any] | None = None, told: str = "",
) -> str:  # fmt: skip
    """The question what the file is and what each of its columns holds; `own`: the names of mappings that are kept."""
    guessed = {at: field for field, at in (places or {}).items()}
    made = []
    for at in range(min(max((len(row) for row in rows), default=0), exports.WIDEST)):
        head = rows[0][at] if at < len(rows[0]) else ""
        if not head.strip():
            continue
        sample = next((row[at] for row in rows[1:] if at < len(row) and row[at].strip()), "")
        options = option("", say(language, "column.none"), at not in guessed)
        options += "".join(option(field, track(language, f"field.{field}"), guessed.get(at) == field) for field in exports.FIELDS)
        made.append(
            f'<label class="pair"><span><b>{safe(head[:60])}</b> <span class="soft">{safe(sample[:60])}</span></span>'
            f'<select name="column.{at}">{options}</select></label>'
        )
    kinds = "".join(option(name, capital(text(language, f"track.table-{name}", wording.ROOM)), name == kind) for name in mapping.TABLES)
    order = str((asked or {}).get("dates") or "")
    dates = "".join(option(name, track(language, f"crm.dates-{name or 'auto'}"), name == order) for name in ("", "dmy", "mdy"))
    note = f'<p role="alert" class="miss">{safe(told)}</p>' if told else ""
    keep = attributes(name="keep-as", maxlength=40, autocomplete="off", value=str((asked or {}).get("keep-as") or ""))
    return (
        f'<form class="importing" data-act="crm-read" data-upload="1" data-again="1">{note}'
        f'<label class="pair"><span>{safe(track(language, "crm.kind"))}</span><select name="kind">{kinds}</select></label>{"".join(made)}'
        f'<label class="pair"><span>{safe(track(language, "crm.dates"))}</span><select name="dates">{dates}</select></label>'
        f'<label class="pair"><span>{safe(track(language, "crm.keep"))}</span><input{keep}></label>'
        f'<div class="row">{button(track(language, "crm.again"), kind="btn")}</div></form>'
    )


def fault(failure: CoachError, language: Language) -> str:
    """Why a file could not be read, in words of the page."""
    key, params = f"problem.{failure.key}", dict(failure.params)
    own = catalogue(language, "tracking")
    if failure.key == "crm-columns" and params.get("missing") == "–":
        key += "-none"
    elif "missing" in params:
        params["missing"] = ", ".join(own.get(f"field.{name}", name) for name in params["missing"].split(", "))
    return own[key].format_map(params) if key in own else error(language, failure)


def _faults(problems: Sequence[Problem], language: Language) -> str:
    if not problems:
        return ""
    own = catalogue(language, "tracking")
    rows = []
    for item in problems[:_TOLD]:
        key = f"problem.{item.key}"
        words = own[key].format_map(dict(item.params)) if key in own else remark(language, item)
        where = f"<b>{safe(say(language, 'import.line', line=str(item.line)))}</b> " if item.line else ""
        rows.append(f"<li>{where}{safe(words)}</li>")
    more = len(problems) - _TOLD
    rest = f"<li>{safe(track(language, 'crm.more', count=str(more)))}</li>" if more > 0 else ""
    return f'<ul class="faults">{"".join(rows)}{rest}</ul>'


def _gains(plan: Plan, board: Board | None, language: Language) -> str:
    rows = []
    for gain in plan.gains:
        number = board.name(gain.goal) if board else ""
        last = gain.actuals[-1]
        words = track(
            language, "crm.gain", number=number, measure=text(language, f"measure.{gain.measure}", wording.ROOM),
            value=wording.figure(last.value, language), day=wording.day(last.day, language), count=str(len(gain.actuals)),
        )  # fmt: skip
        rows.append(f"<li>{safe(words)}</li>")
    if not rows:
        return f'<p class="soft">{safe(track(language, "crm.no-gain"))}</p>' if board else ""
    return f'<h3>{safe(track(language, "crm.gains"))}</h3><ul class="plain">{"".join(rows)}</ul>'


def _ratios(plan: Plan, language: Language) -> str:
    if not plan.ratios:
        return ""
    named = [(capital(text(language, f"measure.{name}", wording.ROOM)), value) for name, value in plan.ratios.items()]
    rows = "".join(f"<li>{safe(name)}: <b>{safe(wording.figure(value, language))}</b></li>" for name, value in named)
    return f'<h3>{safe(track(language, "crm.ratios"))}</h3><ul class="plain">{rows}</ul>'


def _lacking(deals: Sequence[Lacking], language: Language) -> str:
    if not deals:
        return ""
    rows = []
    for item in deals[:_FEW]:
        lacks = ", ".join(text(language, f"track.lacks-{name}", wording.ROOM) for name in item.lacks)
        amount = wording.figure(item.deal.amount or Decimal(0), language)
        words = text(
            language, "track.lacking-row", wording.ROOM, name=item.deal.name or item.deal.id, amount=amount, lacks=lacks,
            owner=item.deal.owner or "–",
        )  # fmt: skip
        rows.append(f"<li>{safe(words)}</li>")
    more = len(deals) - _FEW
    rest = f"<li>{safe(track(language, 'crm.more', count=str(more)))}</li>" if more > 0 else ""
    head = text(language, "track.lacking", wording.ROOM, count=str(len(deals)))
    return f'<details class="why"><summary>{safe(head)}</summary><ul class="plain">{"".join(rows)}{rest}</ul></details>'


def _mapping(plan: Plan, language: Language) -> str:
    export = plan.export
    rows = ""
    for name, at in export.chosen.places:
        field = track(language, f"field.{name}") if name in exports.FIELDS else name
        found = [row[at].strip() for row in export.sample if at < len(row) and row[at].strip()]
        # Parted by what no number holds, and none of them by a line's end.
        told = [short(value, 24) + " ·" * (place < len(found)) for place, value in enumerate(found, 1)]
        values = " ".join(f"<span class=nb>{safe(value)}</span>" for value in told)
        rows += f"<tr><th scope=row>{safe(field)}</th><td>{safe(export.chosen.titles[at])}</td><td class=soft>{values}</td></tr>"
    head = safe(track(language, "crm.mapping"))
    return f'<details class="why"><summary>{head}</summary><table class="fields">{rows}</table></details>'


def _profiles(own: Sequence[str], chosen: str, language: Language) -> str:
    options = option("", track(language, "crm.auto"), not chosen)
    for name in (*own, *mapping.names()):
        options += option(name, _profile(name, language), name == chosen)
    return f'<label class="pair"><span>{safe(track(language, "crm.profile"))}</span><select name="profile">{options}</select></label>'


def _profile(name: str, language: Language) -> str:
    shipped = mapping.shipped(name)
    if name == "own":
        return track(language, "crm.own")
    return shipped.name if shipped is not None else name


def _hidden(asked: Mapping[str, Any]) -> str:
    names = [name for name in asked if name in _AGAIN or name.startswith("column.")]
    return "".join(f"<input{attributes(type='hidden', name=name, value=str(asked[name])[:60])}>" for name in names if asked[name])
