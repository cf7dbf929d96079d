"""The quarter on the page: its state with the step that comes next, how it came there, and the guide's six steps ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach.errors import PeriodError
from coach.followup import wording
from coach.period.passage import DEEDS, STATES, unanswered
from coach.period.steps import Fact, Ticked, checklist, worded
from coach.period.telling import state
from coach.store.records import GoalRecord
from coach.texts import text
from coach.ui.board import Board
from coach.ui.labels import Language, track
from coach.ui.safe import attributes, button, prose, safe
from rules.model import State

_NEXT = {after: deed for deed, after in DEEDS.items()}
_SIGNS = {"done": "✓", "part": "–", "open": ""}


def quarter(board: Board, language: Language) -> str:
    """State, next step and checklist."""
    period = board.known.goals.period
    at = STATES.index(period.state)
    steps = "".join(
        f'<li{attributes(aria_current="step" if item is period.state else False)} class="{"past" if place < at else ""}">'
        f"{safe(_capital(state(item, language)))}</li>"
        for place, item in enumerate(STATES)
    )
    row = ""
    if period.state is not State.CLOSED:
        deed = _NEXT[STATES[at + 1]]
        row = button(track(language, f"cycle.{deed}"), "move", "btn pri", data_deed=deed)
    else:
        row = button(track(language, "cycle.carry"), "carry", "btn pri")
    if period.state is not State.DRAFT:
        row += button(track(language, "cycle.back"), "back", "link push")
    hint = track(language, f"cycle.hint-{period.state}", first=wording.day(period.first, language), last=wording.day(period.last, language))
    named = safe(track(language, "cycle.states"))
    return (
        f'<section class="goal cycle"><ol class="states" aria-label="{named}">{steps}</ol><p>{prose(hint)}</p><div class="row">{row}</div>'
        f"{_past(board, language)}</section>{_checklist(board, language)}"
    )


def refusal(failure: PeriodError, deed: str, board: Board, language: Language) -> str:
    """What stands in the way of a step, and the form that takes it all the same, for a reason."""
    silent, refused = unanswered(board.store, board.known.goals)
    goals = refused if failure.key == "agree-refused" else silent
    words = track(language, f"move.{failure.key}", goals=_numbers(board, goals), day=_day(failure, language))
    return _reasoned(words, "move", deed, track(language, f"cycle.{deed}"), language)


def backward(language: Language) -> str:
    """The form that takes the quarter a step back."""
    return _reasoned(track(language, "move.back"), "back", "", track(language, "cycle.back"), language)


def _reasoned(words: str, act: str, deed: str, label: str, language: Language) -> str:
    reason = attributes(name="reason", maxlength=300, required=True, autocomplete="off")
    return (
        f'<form class="importing" data-act="{act}" data-deed="{deed}"><p>{prose(words)}</p>'
        f'<label class="pair"><span>{safe(track(language, "move.reason"))}</span><input{reason}></label>'
        f'<div class="row">{button(label, kind="btn pri")}</div></form>'
    )


def _past(board: Board, language: Language) -> str:
    found = board.store.periods.steps(board.known.goals.period.id)
    if not found:
        return ""
    rows = "".join(
        f"<li>{safe(wording.day(item.day, language))} · {safe(_capital(state(item.state, language)))}"
        f"{f' · {safe(item.why)}' if item.why else ''}</li>"
        for item in found
    )
    return f'<details class="why"><summary>{safe(track(language, "cycle.past"))}</summary><ul class="plain">{rows}</ul></details>'


def _checklist(board: Board, language: Language) -> str:
    ticked = checklist(board.store, board.known)
    done = str(sum(1 for item in ticked if item.mark == "done"))
    rows = "".join(_step(number, item, board, language) for number, item in enumerate(ticked, 1))
    head = safe(track(language, "steps.title"))
    told = safe(track(language, "steps.done", done=done, all=str(len(ticked))))
    return f'<section class="goal cycle"><h3>{head} <span class="soft">{told}</span></h3><ol class="six">{rows}</ol></section>'


def _step(number: int, item: Ticked, board: Board, language: Language) -> str:
    mark = text(language, f"mark.{item.mark}", "period")
    facts = " ".join(worded(_renumbered(fact, board), language) for fact in item.facts)
    hint = f'<span class="do">{safe(track(language, f"do.{item.next}"))}</span>' if item.next else ""
    name = safe(text(language, f"step.{item.name}", "period"))
    return (
        f'<li class="{item.mark}"><span class="sign" aria-hidden="true">{_SIGNS[item.mark] or number}</span><span><b>{name}</b> '
        f'<span class="soft">{safe(mark)}</span><span class="fact">{prose(facts)}</span>{hint}</span></li>'
    )


def _renumbered(fact: Fact, board: Board) -> Fact:
    """Goals are told by the page's numbers, which a removed goal does not move."""
    records = board.known.goals.records

    def page(number: str) -> str:
        return board.name(records[int(number) - 1].id)

    params = tuple((name, ", ".join(page(one) for one in value.split(", ")) if name == "goals" else value) for name, value in fact.params)
    return replace(fact, params=params)


def _numbers(board: Board, records: Sequence[GoalRecord]) -> str:
    return ", ".join(board.name(record.id) for record in records)


def _day(failure: PeriodError, language: Language) -> str:
    told = failure.params.get("day", "")
    return wording.day(date.fromisoformat(told), language) if told else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
