""" "Vad krävs?": from money to deals, quotes, meetings and calls, in all and per seller and week. Figures are the team's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from coach.errors import UsageError
from coach.exchange.fields import Frame
from coach.suggest.breakdown.values import figures
from coach.ui.labels import Language, say
from coach.ui.safe import attributes, safe
from rules.messages import number

if TYPE_CHECKING:
    from coach.ui.desk import View

FIELDS = ("revenue", "order_value", "hit_rate", "meetings_per_deal", "calls_per_meeting", "sellers")
_MOST = Decimal(10) ** 12
_PARTED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_TIDY = re.compile(r"[\s\u00a0\u202f]")
_TIMES = re.compile(r"(?<=\d)(?:(k|t|tkr|tsek|teur|tusen(?:kr)?|thousand)|(m|mkr|mn|mnkr|msek|meur|mio|miljon(?:er)?(?:kr)?|millions?))$")
_UNITS = re.compile(r"(?<=\d)(?:%|kr|sek|kronor|:-|€|eur|euros?|st)$")
_EXAMPLES = {"revenue": 900_000, "order_value": 45_000, "hit_rate": 25, "meetings_per_deal": 3, "calls_per_meeting": 8, "sellers": 4}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: its key, how many in the quarter, and how many per seller and week (None without sellers)."""

    key: str
    total: Decimal
    weekly: Decimal | None


def amount(words: Any) -> Decimal | None:
    """A number as people type it ("42 000", "3,5", "45 tkr"); None for what is none, or not above zero."""
    plain = _UNITS.sub("", _TIDY.sub("", str(words or "")).lower().removeprefix("€"))
    times = 1
    if (scale := _TIMES.search(plain)) is not None:
        times, plain = 1000 if scale[1] else 1_000_000, plain[: scale.start()]
    if _PARTED.fullmatch(plain):
        plain = plain.replace(",", "")  # "42,000": nobody writes thousandths
    plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain.replace(",", "")
    try:
        value = Decimal(plain) * times
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 < value < _MOST else None


def rows(figures: Mapping[str, Any], weeks: Decimal) -> tuple[Row, ...]:
    """What the figures take, as far as they reach. `weeks`: working weeks of the quarter. Whole deals and meetings: nobody signs a half."""
    known = {name: amount(figures.get(name)) for name in FIELDS}
    revenue, order = known["revenue"], known["order_value"]
    if revenue is None or order is None:
        return ()
    deals = _up(revenue / order)
    made = [("deals", deals)]
    if known["hit_rate"] is not None and known["hit_rate"] <= 100:
        made.append(("quotes", _up(deals * 100 / known["hit_rate"])))
    if known["meetings_per_deal"] is not None:
        meetings = _up(deals * known["meetings_per_deal"])
        made.append(("meetings", meetings))
        if known["calls_per_meeting"] is not None:
            made.append(("calls", _up(meetings * known["calls_per_meeting"])))
    sellers = known["sellers"]
    return tuple(Row(key, total, (total / sellers / weeks).quantize(Decimal("0.1")) if sellers else None) for key, total in made)


def faults(figures: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields in which something stands that cannot be reckoned with."""
    found = []
    for name in FIELDS:
        if str(figures.get(name) or "").strip():
            value = amount(figures[name])
            if value is None or (name == "hit_rate" and value > 100):
                found.append(name)
    return tuple(found)


def ratios(figures: Mapping[str, Any]) -> tuple[dict[str, object], int | None]:
    """The figures as the ratios of a breakdown, and the number of sellers."""
    known = {name: amount(figures.get(name)) for name in FIELDS}
    made: dict[str, object] = {name: str(known[name]) for name in ("order_value", "meetings_per_deal", "calls_per_meeting") if known[name]}
    if known["hit_rate"] and known["hit_rate"] <= 100:
        made["quotes_per_deal"] = f"{100 / known['hit_rate']:.3f}"
    sellers = known["sellers"]
    return made, int(sellers) if sellers is not None and 1 <= sellers <= 10_000 else None


def known(view: View) -> dict[str, Any]:
    """The figures that are kept with the team; where none is, what was told in the talk ("snittorder 45 tkr", "vi stänger var fjärde")."""
    kept = {name: view.team.figures.get(name) for name in FIELDS} if view.team else {}
    return {**_told(view), **{name: value for name, value in kept.items() if value}}


def _told(view: View) -> dict[str, str]:
    told = dict(view.session.figures)
    sellers = told.pop("sellers", "")
    session = view.session
    try:
        found = figures(told, {}, (), Frame(session.today, session.policy), session.today.year).known
    except UsageError:
        return {}
    made: dict[str, str] = {
        name: _plain(found[name].value) for name in ("order_value", "meetings_per_deal", "calls_per_meeting") if name in found
    }
    if "quotes_per_deal" in found:
        made["hit_rate"] = _plain(100 / found["quotes_per_deal"].value)
    return {**made, **({"sellers": sellers} if sellers.isdigit() else {})}


def _plain(value: Fraction) -> str:
    """A number as one types it: no more than two decimals, none where there are none."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def form(values: Mapping[str, Any], weeks: Decimal, language: Language) -> str:
    """The figures to change, and the answer beneath, which follows at once."""
    faulty = faults(values)
    fields = "".join(
        f'<label class="pair"><span>{safe(say(language, f"need.{name}"))}</span>'
        f"<input{attributes(name=name, value=str(values.get(name) or ''), inputmode='decimal', maxlength=16, autocomplete='off')}"
        f"{attributes(placeholder=_example(name, language), aria_invalid=name in faulty and 'true')}></label>"
        for name in FIELDS
    )
    heading, text = (safe(say(language, f"need.{name}")) for name in ("heading", "text"))
    answer = f'<div id="need-result" aria-live="polite">{result(values, weeks, language)}</div>'
    return (
        f'<section class="need"><h2>{heading}</h2><p class="soft">{text}</p>'
        f'<form data-live="need" data-act="need">{fields}</form>{answer}</section>'
    )


def result(figures: Mapping[str, Any], weeks: Decimal, language: Language) -> str:
    """The answer as a table, under what cannot be reckoned with."""
    faulty = faults(figures)
    wrong = "".join(f'<p class="miss">{safe(_wrong(name, language))}</p>' for name in faulty)
    found = rows(figures, weeks)
    if not found:
        # What is filled in wrong is not asked for as if it were missing.
        lacks = any(not str(figures.get(name) or "").strip() for name in ("revenue", "order_value"))
        return wrong + (f'<p class="soft">{safe(say(language, "need.missing"))}</p>' if lacks else "")
    shown = number(weeks, language)
    head = "".join(f"<th scope=col>{safe(say(language, f'need.{name}', weeks=shown))}</th>" for name in ("what", "quarter", "week"))
    body = "".join(
        f"<tr><th scope=row>{safe(say(language, f'need.{row.key}'))}</th><td>{safe(number(row.total, language))}</td>"
        f"<td>{safe(number(row.weekly, language)) if row.weekly is not None else '–'}</td></tr>"
        for row in found
    )
    return f'{wrong}<table class="sheet"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _example(name: str, language: Language) -> str:
    return say(language, "need.example", value=number(Decimal(_EXAMPLES[name]), language))


def _wrong(name: str, language: Language) -> str:
    if name == "hit_rate":
        return say(language, "need.wrong-rate")
    return say(
        language, "need.wrong", field=say(language, f"need.{name}").partition(" (")[0], value=number(Decimal(_EXAMPLES[name]), language)
    )


def _up(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_CEILING)
