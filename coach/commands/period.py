"""`coach period`: quarters shown, made, agreed, started, closed, carried over, and the guide's six steps ticked off."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import Any

from coach.commands import options, screen
from coach.commands.place import Asked, Place, place
from coach.emit.canvas import Canvas
from coach.emit.grid import grid, piped
from coach.errors import PeriodError
from coach.followup import minutes, wording
from coach.followup.pages import escaped
from coach.period import carrying, passage, quarter
from coach.period.knowing import known
from coach.period.quarter import Numbered
from coach.period.steps import Ticked, checklist, worded
from coach.period.telling import called, heading, state
from coach.texts import count, text
from rules.model import State

ROOM = "period"
FORMATS = ("text", "json", "markdown")
_MARKS = {"done": "✓", "part": "–", "open": "·"}
_COLOURS = {"done": "green", "part": "yellow", "open": "dim"}
_INDENT = 6


@dataclass(frozen=True, slots=True)
class Deed:
    """What was typed after `coach period agree`, `start`, `close`, `back` or `carry-over`."""

    asked: Asked = field(default_factory=Asked)
    by: str = ""
    reason: str = ""
    into: str | None = None
    goals: tuple[str, ...] = ()


def show(asked: Asked, format: str) -> int:
    """The team's quarters, and how the one that is meant came where it is. Exit code 0."""
    form = options.choice("--format", format, FORMATS)
    with place(asked) as here:
        goals = here.goals()
        if form == "json":
            sys.stdout.write(json.dumps(_values(here, goals), ensure_ascii=False, indent=2) + "\n")
        else:
            sys.stdout.write("\n".join(_page(here, goals, form)) + "\n")
    return 0


def new(name: str, asked: Asked) -> int:
    """Make a quarter, as a draft. One that is there is left as it is. Exit code 0."""
    with place(asked) as here:
        period, made = quarter.opened(here.store, quarter.named(name, here.policy.fiscal_year_start), here.language)
        print(heading(here.store, period, here.language))
        print(_says(here, "made" if made else "there", period=period.name))
    return 0


def move(deed: Deed, name: str) -> int:
    """Agree, start or close the period, or take it a step back. Exit code 0."""
    with place(deed.asked) as here:
        goals = here.goals()
        if name == "back":
            after = passage.back(here.store, goals.period, here.today, deed.by, deed.reason)
        else:
            after = passage.move(here.store, goals.period, name, here.today, deed.by, deed.reason)
        print(heading(here.store, after, here.language))
        if name == "agree":
            mend = [item for item in known(here.store, goals, here.policy, here.today).examined if not item.report.ready]
            if mend:
                numbers = {record.id: str(goals.number(record)) for record in goals.active}
                screen.tell(_says(here, "not-ready", goals=", ".join(numbers[item.report.goal.id] for item in mend)), grave=False)
        _next(here, after.state, after.name)
    return 0


def carry_over(deed: Deed) -> int:
    """Take unfinished and parked goals along to the next quarter. Exit code 0."""
    with place(deed.asked) as here:
        start = here.policy.fiscal_year_start
        goals = here.goals() if here.name is not None else _closed(here)
        if goals.period.state is not State.CLOSED:
            raise PeriodError("carry-open", period=goals.period.name)
        target = quarter.named(deed.into, start) if deed.into is not None else quarter.following(goals.period.last, start)
        if target.begin <= goals.period.last:
            raise PeriodError("carry-into", period=goals.period.name, into=target.name)
        chosen = frozenset(goals.find(name).id for name in deed.goals)
        standings = known(here.store, goals, here.policy, here.today).standings
        with here.store.together():
            into, _ = quarter.opened(here.store, target, here.language)
            why = deed.reason or _says(here, "carry-why", period=called(goals.period.name))
            if into.state is not State.DRAFT:
                why = deed.reason
            made = carrying.carry(here.store, goals, into, standings, chosen, deed.by, why)
        print(heading(here.store, into, here.language))
        there = quarter.numbered(here.store, into)
        for record in made.fresh:
            key = "came-parked" if record.parked else "came"
            print(f"  {_says(here, key, number=str(there.number(record)), goal=record.goal.text)}")
        for record in made.finished:
            print(f"  {_says(here, 'stays', goal=record.goal.text)}")
        if not made.fresh:
            print(_says(here, "came-known" if made.known else "came-none", period=goals.period.name, into=into.name))
        brought = minutes.lessons_before(here.store, into.team, into.first)
        if brought:
            print(_says(here, "lessons", period=called(goals.period.name)))
            for goal, lesson in brought:
                print(f"  {text(here.language, f'learned.{lesson.question}', wording.ROOM, goal=goal, answer=lesson.answer)}")
        if made.late:
            numbers = ", ".join(str(there.number(record)) for record in made.late)
            screen.tell(_says(here, "late", goals=numbers, into=into.name), grave=False)
    return 0


def steps(asked: Asked, format: str) -> int:
    """The guide's six steps, and which are done. Exit code 0."""
    form = options.choice("--format", format, FORMATS)
    with place(asked) as here:
        goals = here.goals()
        ticked = checklist(here.store, known(here.store, goals, here.policy, here.today))
        if form == "json":
            rows = [_ticked(item, here.language) for item in ticked]
            document = {"version": 1, "period": goals.period.name, "state": goals.period.state.value, "steps": rows}
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
            return 0
        canvas = screen.canvas(sys.stdout)
        title = heading(here.store, goals.period, here.language)
        lines = [canvas.paint(title, "bold") if form == "text" else f"# {escaped(title)}", ""]
        for number, item in enumerate(ticked, 1):
            lines += _step(number, item, here.language, canvas, form)
        done = sum(1 for item in ticked if item.mark == "done")
        lines += ["", _says(here, "steps-done", done=str(done), all=str(len(ticked)))]
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _closed(here: Place) -> Numbered:
    """The latest closed period, else the one at hand."""
    team = quarter.team_of(here.store)
    closed = [one for one in (here.store.periods.of(team.id) if team is not None else ()) if one.state is State.CLOSED]
    return quarter.numbered(here.store, closed[-1]) if closed else here.goals()


def _step(number: int, item: Ticked, language: str, canvas: Canvas, form: str) -> list[str]:
    title = text(language, f"step.{item.name}", ROOM)
    facts = [worded(fact, language) for fact in item.facts]
    hint = text(language, f"next.{item.next}", ROOM) if item.next else ""
    if form == "markdown":
        box = "[x]" if item.mark == "done" else "[ ]"
        return [f"- {box} **{number}. {title}**: {escaped(' '.join((*facts, hint)).strip())}"]
    mark = canvas.paint(_MARKS[item.mark], _COLOURS[item.mark])
    lines = [f"{mark} {number}. {canvas.paint(title, 'bold')} ({text(language, f'mark.{item.mark}', ROOM)})"]
    room = canvas.width - _INDENT
    lines += [" " * 5 + part for part in canvas.wrap(" ".join(facts), room, room)]
    if hint:
        lines += [" " * 5 + canvas.paint(part, "cyan") for part in canvas.wrap(f"→ {hint}", room, room)]
    return lines


def _ticked(item: Ticked, language: str) -> dict[str, Any]:
    hint = text(language, f"next.{item.next}", ROOM) if item.next else None
    return {"name": item.name, "mark": item.mark, "facts": [worded(fact, language) for fact in item.facts], "next": hint}


def _page(here: Place, goals: Numbered, form: str) -> list[str]:
    canvas = screen.canvas(sys.stdout)
    heads = [text(here.language, f"show.{name}", ROOM) for name in ("period", "state", "days", "goals", "yes")]
    rows = []
    for period in here.store.periods.of(goals.period.team):
        own = quarter.numbered(here.store, period)
        parked = len(own.records) - len(own.active)
        many = str(len(own.active)) + (f" + {count(here.language, 'show.parked', parked, ROOM)}" if parked else "")
        said = sum(1 for record in own.active if record.goal.accepted is not None)
        days = f"{wording.day(period.first, here.language)} – {wording.day(period.last, here.language)}"
        name = f"{called(period.name)}{' *' if period.id == goals.period.id else ''}"
        rows.append([name, state(period.state, here.language), days, many, f"{said}/{len(own.active)}"])
    title = heading(here.store, goals.period, here.language)
    if form == "markdown":
        rows = [[escaped(cell) for cell in row] for row in rows]
        lines = [f"# {escaped(title)}", "", *piped(heads, rows), ""]
    else:
        lines = [canvas.paint(title, "bold"), "", *grid(heads, rows, canvas, 2), ""]
    for step in here.store.periods.steps(goals.period.id):
        who = f", {step.who}" if step.who else ""
        why = f": {step.why}" if step.why else ""
        line = f"{wording.day(step.day, here.language)}  {state(step.state, here.language)}{who}{why}"
        lines.append(f"- {escaped(line)}" if form == "markdown" else line)
    lines.append(text(here.language, f"hint.{goals.period.state}", ROOM, period=goals.period.name))
    return lines


def _values(here: Place, goals: Numbered) -> dict[str, Any]:
    def one(period: Any) -> dict[str, Any]:
        own = quarter.numbered(here.store, period)
        steps = [
            {"state": step.state.value, "day": step.day.isoformat(), "by": step.who, "reason": step.why}
            for step in here.store.periods.steps(period.id)
        ]
        said = sum(1 for record in own.active if record.goal.accepted is not None)
        return {
            "name": period.name, "state": period.state.value, "first": period.first.isoformat(), "last": period.last.isoformat(),
            "goals": len(own.active), "parked": len(own.records) - len(own.active), "accepted": said, "steps": steps,
        }  # fmt: skip

    return {"version": 1, "period": goals.period.name, "periods": [one(period) for period in here.store.periods.of(goals.period.team)]}


def _next(here: Place, state: State, name: str) -> None:
    canvas = screen.canvas(sys.stdout)
    print("\n".join(canvas.wrap(text(here.language, f"hint.{state}", ROOM, period=name), canvas.width, canvas.width)))


def _says(here: Place, key: str, **params: str) -> str:
    return text(here.language, f"said.{key}", ROOM, **params)
