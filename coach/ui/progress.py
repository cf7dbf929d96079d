"""A goal followed up as a card: where it stands in words, a value to enter; on click the picture, the sums and the values kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from coach.exchange.actuals import Source
from coach.followup import wording
from coach.followup.chart import chart, sparkline
from coach.followup.course import Course, Kind
from coach.followup.picture import NARROW, share
from coach.followup.standing import Standing, Status
from coach.review.told import capital
from coach.store.records import CheckIn, GoalRecord
from coach.texts import text
from coach.ui.board import Board
from coach.ui.cards import CHEVRON
from coach.ui.figures import LONGEST, typed
from coach.ui.labels import Language, say, track, writer
from coach.ui.safe import attributes, button, option, prose, safe

SOURCES = (Source.MANUAL, Source.CRM, Source.DASHBOARD, Source.REPORT)
_COLOURS = {
    Status.AHEAD: "ok", Status.ON_TRACK: "ok", Status.REACHED: "ok", Status.BEHIND: "mend", Status.MISSED: "bad",
    Status.UNKNOWN: "open", Status.WAITING: "open",
}  # fmt: skip


def card(record: GoalRecord, board: Board, language: Language) -> str:
    """One goal that can be followed."""
    shown = board.standings[record.id]
    number, course = board.name(record.id), shown.course
    opener = (
        f'<button class="opener" type="button" aria-expanded="false" aria-controls="more-{number}" data-open="{number}">'
        f'<span class="sr">{safe(track(language, "card.details"))}</span>{CHEVRON}</button>'
    )
    more = ""
    if shown.points:
        # One of the two is shown, by the page's width.
        narrow = chart(shown, language, f"chart-{number}-narrow", NARROW)
        more = f'<div class="wide-chart">{chart(shown, language, f"chart-{number}")}</div><div class="narrow-chart">{narrow}</div>'
    title = safe(say(language, "card.goal", number=number))
    return (
        f'<article class="goal track" data-goal="{number}" aria-label="{title}"><div class="head"><span class="n" aria-hidden="true">'
        f'{number}</span><p class="txt">{prose(record.goal.text)}</p>{pill(shown, language)}{opener}</div>{_meta(course, language)}'
        f'<p class="next">{prose(wording.line(shown, language))}</p>{_entry(number, shown, language)}'
        f'<div class="more" id="more-{number}" hidden>{more}{_sums(shown, language)}'
        f'<div id="values-{number}">{values(record.id, board, language)}</div></div></article>'
    )


def unfollowed(record: GoalRecord, board: Board, language: Language) -> str:
    """A goal that cannot be followed yet, and the way to mend that."""
    number = board.name(record.id)
    mend = button(track(language, "card.sharpen"), "tab", "btn small", data_tab="goals")
    return (
        f'<article class="goal open" aria-label="{safe(say(language, "card.goal", number=number))}"><div class="head">'
        f'<span class="n" aria-hidden="true">{number}</span><p class="txt">{prose(record.goal.text)}</p></div>'
        f'<div class="next row"><span>{safe(track(language, "card.unfollowed"))}</span>{mend}</div></article>'
    )


def pill(shown: Standing, language: Language) -> str:
    """The status in a word."""
    words = wording.status(shown, language)
    return f'<span class="state {_COLOURS[shown.status]}">{safe(words[:1].upper() + words[1:])}</span>'


def spark(shown: Standing, number: str, language: Language) -> str:
    """What a card on the tab of the goals shows of its follow-up."""
    words = wording.status(shown, language)
    return (
        f'<button type="button" class="spark {_COLOURS[shown.status]}" data-act="tab" data-tab="followup">'
        f"{sparkline(shown, language, f'spark-{number}')}<span>{safe(words[:1].upper() + words[1:])}</span></button>"
    )


def values(goal: str, board: Board, language: Language) -> str:
    """The values kept of a goal, newest first, each with what it was before it was put right."""
    kept = board.values(goal)
    if not kept:
        return ""
    shown = board.standings[goal]
    before = {item.id: item for item in board.store.checkins.history(goal)}
    rows = "".join(_row(item, before, shown.course, board.name(goal), language) for item in kept)
    return f'<h3>{safe(track(language, "values.title"))}</h3><ul class="values">{rows}</ul>'


def correction(item: CheckIn, course: Course, number: str, today: date, language: Language) -> str:
    """The form in the place of a value that is to be put right."""
    fields = _fields(
        typed(item.value or Decimal(0), course, language), item.day, today, _source(item), number, course, language, focus=True
    )
    note = attributes(name="note", maxlength=200, autocomplete="off", data_number=number)
    row = button(track(language, "values.save"), kind="btn pri small") + button(say(language, "edit.cancel"), "open", "btn small")
    return (
        f'<form class="entry" data-act="actual" data-number="{number}" data-replaces="{safe(item.id)}">{fields}'
        f'<label class="pair wide"><span>{safe(track(language, "values.why"))}</span><input{note}></label>'
        f'<div class="row">{row}</div></form>'
    )


def said(value: Decimal, course: Course, language: Language) -> str:
    """A value with its unit; of a milestone its share."""
    if course.kind is Kind.MILESTONE:
        return share(value, language)
    return wording.figure(value, language) + wording.unit(course, language)


def _meta(course: Course, language: Language) -> str:
    parts = [say(language, "card.owner-you") if writer(course.owner) else capital(course.owner)] if course.owner else []
    if course.end is not None:
        parts.append(track(language, "card.until", day=wording.day(course.end, language)))
    return f'<ul class="meta">{"".join(f"<li>{safe(part)}</li>" for part in parts)}</ul>' if parts else ""


def _entry(number: str, shown: Standing, language: Language) -> str:
    fields = _fields("", shown.today, shown.today, Source.MANUAL.value, number, shown.course, language)
    return (
        f'<form class="entry" data-act="actual" data-number="{number}">{fields}'
        f"{button(track(language, 'entry.add'), kind='btn small', data_number=number)}</form>"
    )


def _fields(
    value: str, day: date, today: date, source: str, number: str, course: Course, language: Language, focus: bool = False
) -> str:  # fmt: skip
    unit = "%" if course.kind is Kind.MILESTONE else wording.unit(course, language).strip()
    kind = {Kind.TOTAL: "so-far", Kind.MILESTONE: "share", Kind.RATE: "cycle" if course.cycle else "value"}.get(course.kind, "value")
    cycle = text(language, f"cycle.{course.cycle}", wording.ROOM) if course.cycle else ""
    label = track(language, f"entry.{kind}", cycle=cycle) + (f" ({unit})" if unit else "")
    amount = attributes(
        name="value", value=value, inputmode="decimal", maxlength=LONGEST, autocomplete="off", required=True, data_number=number,
        data_focus=focus,
    )  # fmt: skip
    on = attributes(type="date", name="day", value=day.isoformat(), max=today.isoformat(), required=True, data_number=number)
    choices = "".join(option(item.value, _named(item.value, language), item.value == source) for item in SOURCES)
    return (
        f'<label class="pair amount"><span>{safe(label)}</span><input{amount}></label>'
        f'<label class="pair"><span>{safe(track(language, "entry.day"))}</span><input{on}></label>'
        f'<label class="pair"><span>{safe(track(language, "entry.source"))}</span>'
        f'<select name="source" data-number="{number}">{choices}</select></label>'
    )


def _sums(shown: Standing, language: Language) -> str:
    lines = "".join(f"<li>{safe(line)}</li>" for line in wording.steps(shown, language))
    forecast = shown.forecast
    if forecast is not None and forecast.low is not None and forecast.high is not None:
        low, high = wording.figure(forecast.low, language), wording.figure(forecast.high, language)
        lines += f"<li>{safe(track(language, 'card.range', low=low, high=high))}</li>"
    return f'<h3>{safe(track(language, "card.sums"))}</h3><ul class="worked">{lines}</ul>' if lines else ""


def _row(item: CheckIn, before: dict[str, CheckIn], course: Course, number: str, language: Language) -> str:
    parts = [f"<b>{safe(said(item.value or Decimal(0), course, language))}</b>", safe(wording.day(item.day, language))]
    parts.append(safe(_named(item.source, language)))
    told = item.note if item.note and item.note != course.owner else ""
    was = before.get(item.replaces or "")
    if was is not None and was.value is not None:
        words = track(language, "values.was", value=said(was.value, course, language), day=wording.day(was.day, language))
        told = f"{words} {told}".strip()
    note = f'<span class="soft">{safe(told)}</span>' if told else ""
    mend = button(track(language, "values.correct"), "correct", "link", data_number=number, data_id=item.id)
    return f'<li id="value-{safe(item.id)}"><span class="what">{"<i>·</i>".join(parts)}</span>{note}{mend}</li>'


def _source(item: CheckIn) -> str:
    return item.source if item.source in {source.value for source in SOURCES} else Source.MANUAL.value


def _named(source: str, language: Language) -> str:
    if source == "chat":
        return track(language, "entry.chat")
    known = source if source in {item.value for item in Source} else Source.REPORT.value
    words = text(language, f"source.{known}", wording.ROOM)
    return words[:1].upper() + words[1:]
