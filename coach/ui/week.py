"""The weekly meeting on the page: per goal one line of status, what stands in its way, who clears it by when, what is adjusted
meanwhile; a goal that was missed is asked the guide's questions."""

from __future__ import annotations

from collections.abc import Mapping

from coach.exchange.actuals import Hinder
from coach.followup import wording
from coach.followup.lessons import QUESTIONS, question
from coach.followup.meeting import Item, agenda
from coach.followup.standing import Standing, Status
from coach.texts import text
from coach.ui.board import Board
from coach.ui.labels import Language, say, track
from coach.ui.progress import pill
from coach.ui.safe import attributes, button, prose, safe

_LATELY = 8


def meeting(board: Board, language: Language) -> str:
    """The whole meeting, the goals that need it most first."""
    today = board.known.today
    found = agenda(tuple(board.standings.values()), board.hinders, today)
    head = f'<p class="soft">{safe(track(language, "week.intro", day=wording.day(today, language)))}</p>'
    late = "".join(f"<li>{safe(_late(hinder, board, language))}</li>" for hinder in found.late)
    over = (
        f'<section class="together late"><h3>{safe(track(language, "week.late"))}</h3><ul class="plain">{late}</ul></section>'
        if late
        else ""
    )
    return (
        head
        + over
        + "".join(_goal(item, board, language) for item in found.items)
        + _decisions(board, language)
        + _learned(board, language)
    )


def _goal(item: Item, board: Board, language: Language) -> str:
    shown = item.standing
    number = board.name(shown.course.goal)
    open_ = "".join(_hinder(hinder, number, language) for hinder in item.open)
    listed = f'<ul class="hinders">{open_}</ul>' if open_ else ""
    told = "; ".join(hinder.text for hinder in item.cleared)
    cleared = f'<p class="soft">{safe(track(language, "week.cleared", texts=told))}</p>' if told else ""
    asked = f'<p class="asks"><b>{safe(track(language, "week.asks"))}</b></p>' if item.asks else ""
    add = (
        f'<details class="adding"{attributes(open=item.asks)}><summary>{safe(track(language, "week.add"))}</summary>'
        f"{form(number, language)}</details>"
    )
    known = {lesson.question: lesson.answer for lesson in board.lessons if lesson.goal == shown.course.goal}
    learned = lessons(shown, known, number, language) if shown.status is Status.MISSED else ""
    return (
        f'<article class="goal week" data-goal="{number}" aria-label="{safe(say(language, "card.goal", number=number))}">'
        f'<div class="head"><span class="n" aria-hidden="true">{number}</span><p class="txt">{prose(shown.course.text)}</p>'
        f'{pill(shown, language)}</div><div class="body"><p>{prose(wording.line(shown, language))}</p>'
        f"{asked}{listed}{cleared}{add}{learned}</div></article>"
    )


def form(number: str, language: Language, hinder: Hinder | None = None) -> str:
    """A hinder to write down, or one whose day, person or words change."""
    values = {
        "text": hinder.text if hinder else "", "adjustment": hinder.adjustment if hinder else "", "who": hinder.who if hinder else "",
        "by": hinder.by.isoformat() if hinder and hinder.by else "",
    }  # fmt: skip
    made = []
    for name, value in values.items():
        kind = {"type": "date"} if name == "by" else {"maxlength": "300", "autocomplete": "off"}
        own = attributes(
            name=name, value=value, data_number=number, required=name == "text", data_focus=name == "text" and hinder is not None, **kind
        )
        wide = " wide" if name in ("text", "adjustment") else ""
        made.append(f'<label class="pair{wide}"><span>{safe(track(language, f"week.{name}"))}</span><input{own}></label>')
    row = button(track(language, "week.save"), kind="btn small")
    row += button(say(language, "edit.cancel"), "open", "btn small") if hinder else ""
    id = attributes(data_id=hinder.id) if hinder else ""
    return f'<form class="entry" data-act="hinder" data-number="{number}"{id}>{"".join(made)}<div class="row">{row}</div></form>'


def _hinder(hinder: Hinder, number: str, language: Language) -> str:
    facts = [track(language, "week.adjusts", text=hinder.adjustment)] if hinder.adjustment else []
    if hinder.who:
        facts.append(track(language, "week.clears", who=hinder.who))
    if hinder.by:
        facts.append(track(language, "week.until", day=wording.day(hinder.by, language)))
    facts.append(track(language, "week.since", day=wording.day(hinder.opened, language)))
    row = button(track(language, "week.clear"), "clear", "btn small", data_number=number, data_id=hinder.id)
    row += button(track(language, "week.change"), "unblock", "link", data_number=number, data_id=hinder.id)
    return (
        f'<li id="hinder-{safe(hinder.id)}"><span><b>{safe(hinder.text)}</b> <span class="soft">{prose(" · ".join(facts))}</span></span>'
        f'<span class="row">{row}</span></li>'
    )


def lessons(shown: Standing, known: Mapping[str, str], number: str, language: Language) -> str:
    """The guide's questions about a goal that was missed, one at a time, under what was answered: `known`, by question."""
    said = "".join(f"<dt>{safe(track(language, f'lesson.{key}'))}</dt><dd>{safe(known[key])}</dd>" for key in QUESTIONS if key in known)
    listed = f'<dl class="lessons">{said}</dl>' if said else ""
    left = next((key for key in QUESTIONS if key not in known), None)
    asked = ""
    if left is not None:
        words = question(left, shown, language)
        area = attributes(name="answer", rows="2", maxlength=2000, required=True, data_number=number)
        asked = (
            f'<form class="lesson" data-act="lesson" data-number="{number}" data-question="{left}"><label class="pair">'
            f"<b>{prose(words)}</b><textarea{area}></textarea></label>"
            f'<div class="row">{button(track(language, "lesson.keep"), kind="btn small")}</div></form>'
        )
    count = track(language, "lesson.count", done=str(len(known)), all=str(len(QUESTIONS)))
    title = f'<h3>{safe(track(language, "lesson.title"))} <span class="soft">{safe(count)}</span></h3>'
    return f'<section class="missed">{title}{listed}{asked}</section>'


def _decisions(board: Board, language: Language) -> str:
    """What was decided lately, newest first, and a line for what is decided now."""
    first = board.known.goals.period.first
    recent = [item for item in board.decisions if item.day >= first][-_LATELY:]
    rows = "".join(f"<li>{safe(wording.decided(item, language))}</li>" for item in reversed(recent))
    listed = f'<ul class="plain">{rows}</ul>' if rows else ""
    field = attributes(name="text", maxlength=300, required=True, autocomplete="off")
    return (
        f'<section class="goal cycle"><h3>{safe(track(language, "week.decisions"))}</h3>{listed}'
        f'<form class="entry" data-act="decide"><label class="pair wide"><span>{safe(track(language, "week.decided"))}</span>'
        f"<input{field}></label>{button(track(language, 'week.save'), kind='btn small')}</form></section>"
    )


def _learned(board: Board, language: Language) -> str:
    """What the quarter before taught."""
    rows = "".join(
        f"<li>{safe(text(language, f'learned.{item.question}', wording.ROOM, goal=goal, answer=item.answer))}</li>"
        for goal, item in board.learned
    )
    return (
        f'<section class="goal cycle"><h3>{safe(track(language, "week.learned"))}</h3><ul class="plain">{rows}</ul></section>'
        if rows
        else ""
    )


def _late(hinder: Hinder, board: Board, language: Language) -> str:
    by = wording.day(hinder.by or hinder.opened, language)
    return track(language, "week.late-row", number=board.name(hinder.goal), text=hinder.text, who=hinder.who or "–", by=by)
