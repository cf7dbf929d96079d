"""`coach goals`: a quarter's goals listed, answered for, revised, parked, and the last change taken back."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field

from coach.commands import options, screen
from coach.commands.place import Asked, Place, place
from coach.emit.grid import grid, piped
from coach.errors import PeriodError, UsageError
from coach.examiner import Examiner
from coach.exchange.columns import shown
from coach.exchange.fields import Frame
from coach.exchange.goals_out import plain
from coach.followup import wording
from coach.followup.following import as_of, course_of
from coach.followup.pages import escaped
from coach.period import revising
from coach.period.quarter import Numbered
from coach.period.telling import answered, difference, heading, moment
from coach.texts import count, text
from rules.model import State

ROOM = "goals"
FORMATS = ("text", "json", "jsonl", "markdown")
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Deed:
    """What was typed after `coach goals accept`, `revise`, `park` or `resume`. `no`: the reason of a no."""

    goal: str
    asked: Asked = field(default_factory=Asked)
    by: str = ""
    on: str | None = None
    no: str | None = None
    text: str | None = None
    set: tuple[str, ...] = ()
    reason: str = ""


def listed(asked: Asked, format: str) -> int:
    """Write the goals of the period. Exit code 0."""
    form = options.choice("--format", format, FORMATS)
    with place(asked) as here:
        goals = here.goals()
        if form in ("json", "jsonl"):
            _values(here, goals, form)
        else:
            sys.stdout.write("\n".join(_page(here, goals, form)) + "\n")
    return 0


def accept(deed: Deed) -> int:
    """Write down the owner's yes or no. Exit code 0."""
    with place(deed.asked) as here:
        goals = here.goals()
        record = goals.find(deed.goal)
        day = here.today if deed.on is None else options.day(deed.on)
        if day > here.today:
            raise UsageError("track-future", value=deed.on or "")
        revising.answer(here.store, goals, record, deed.by, day, deed.no)
        after = here.goals()
        said = answered(here.store, next(item for item in after.records if item.id == record.id), here.language)
        _tell(here, "accepted", goal=_named(goals, record.id), answer=said)
        left = sum(1 for item in after.active if item.goal.accepted is None)
        if left and after.period.state is State.DRAFT:
            print(count(here.language, "said.left", left, ROOM))
        elif after.period.state is State.DRAFT:
            _tell(here, "all-yes", period=after.period.name)
    return 0


def revise(deed: Deed) -> int:
    """Give a goal new words or values. Exit code 0."""
    with place(deed.asked) as here:
        goals = here.goals()
        record = goals.find(deed.goal)
        if deed.text is None and not deed.set:
            raise PeriodError("revise-nothing", goal=str(goals.number(record)))
        new = revising.changed(record.goal, deed.set, deed.text, Frame(here.today, here.policy))
        before = revising.differences(record.goal, new)
        after = revising.revise(here.store, goals, record, new, deed.by, deed.reason)
        if after.revision == record.revision:
            _tell(here, "revised-nothing", goal=_named(goals, record.id))
            return 0
        _tell(here, "revised", goal=_named(goals, record.id))
        for item in before:
            print(f"  {difference(item, here.language)}")
        if record.goal.accepted is not None:
            _tell(here, "yes-again", number=str(goals.number(record)), by=record.goal.accepted.by or record.goal.owner or "NAMN")
    return 0


def park(deed: Deed, parked: bool) -> int:
    """Set a goal aside, or take it up again. Exit code 0."""
    with place(deed.asked) as here:
        goals = here.goals()
        record = goals.find(deed.goal)
        revising.set_aside(here.store, goals, record, parked, deed.by, deed.reason)
        _tell(here, "parked" if parked else "resumed", goal=_named(goals, record.id))
    return 0


def undo(asked: Asked) -> int:
    """Take the period's last change back. Exit code 0, also where nothing is left to take back."""
    with place(asked) as here:
        goals = here.goals()
        undone = here.store.goals.undo(goals.period.id)
        if undone is None:
            _tell(here, "undone-nothing", period=goals.period.name)
            return 0
        n = count(here.language, "said.goals", len(undone.goals), ROOM)
        _tell(here, "undone", period=goals.period.name, why=undone.why or _NONE, goals=n)
    return 0


def history(name: str, asked: Asked) -> int:
    """Every revision of a goal with its reason, and its owner's answers. Exit code 0."""
    with place(asked) as here:
        goals = here.goals()
        record = goals.find(name)
        canvas = screen.canvas(sys.stdout)
        lines = [canvas.paint(f"{goals.number(record)}. {record.goal.text}", "bold"), ""]
        past = here.store.goals.history(record.id)
        if record.carried_from is not None:
            old = here.store.goals.get(record.carried_from)
            lines.append(text(here.language, "said.carried", ROOM, period=here.store.periods.get(old.period).name))
        for place_, item in enumerate(past):
            who = f", {item.who}" if item.who else ""
            why = f": {shown(item.why, 200)}" if item.why else ""
            lines.append(f"{moment(item.at, here.language)}{who}{why}")
            if place_ == 0:
                lines.append(f"  {text(here.language, 'said.first', ROOM, text=item.goal.text)}")
            else:
                before = past[place_ - 1]
                lines += [f"  {difference(one, here.language)}" for one in revising.differences(before.goal, item.goal)]
                if before.parked is not item.parked:
                    lines.append(f"  {text(here.language, 'said.was-parked' if item.parked else 'said.was-resumed', ROOM)}")
        said = [answer for answer in here.store.goals.answers(record.id) if not answer.yes]
        for answer in said:
            day = wording.day(answer.day, here.language)
            lines.append(text(here.language, "answer.no", ROOM, by=answer.owner, day=day, reason=answer.reason))
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _page(here: Place, goals: Numbered, form: str) -> list[str]:
    heads = [text(here.language, f"list.{name}", ROOM) for name in ("number", "goal", "owner", "end", "answer")]
    canvas = screen.canvas(sys.stdout)
    title = heading(here.store, goals.period, here.language)
    lines = [canvas.paint(title, "bold") if form == "text" else f"# {escaped(title)}", ""]
    if not goals.records:
        return [*lines, text(here.language, "said.empty", ROOM)]
    active = [_row(here, goals, record.id) for record in goals.active]
    parked = [_row(here, goals, record.id) for record in goals.records if record.parked]
    for rows, key in ((active, ""), (parked, "parked")):
        if not rows:
            continue
        if key:
            under = text(here.language, f"list.{key}", ROOM)
            lines += ["", canvas.paint(under, "bold") if form == "text" else f"## {under}", ""]
        lines += grid(heads, rows, canvas, 1) if form == "text" else piped(heads, [[escaped(cell) for cell in row] for row in rows])
    return lines


def _row(here: Place, goals: Numbered, id: str) -> list[str]:
    record = next(item for item in goals.records if item.id == id)
    goal = record.goal
    day = as_of(goal, (), here.today, goals.period.first)
    item = Examiner(here.policy, day).examine(goal)
    course, verdicts = course_of(item, day, here.policy), item.report.verdicts
    end = wording.day(verdicts.end, here.language) if verdicts is not None and verdicts.end is not None else _NONE
    owner = goal.owner or (course.owner if course is not None else "") or _NONE
    return [str(goals.number(record)), goal.text, owner, end, answered(here.store, record, here.language)]


def _values(here: Place, goals: Numbered, form: str) -> None:
    rows = []
    for record in goals.records:
        supports = [goals.names[id] for id in record.goal.supports if id in goals.names]
        goal = record.goal.model_copy(update={"id": goals.names[record.id], "supports": tuple(supports)})
        said = here.store.goals.answers(record.id)
        rows.append(
            {"number": goals.number(record), "key": record.id, **plain(goal), "parked": record.parked, "revision": record.revision}
            | {"answers": [{"yes": one.yes, "by": one.owner, "on": one.day.isoformat(), "reason": one.reason} for one in said]}
        )
    if form == "jsonl":
        sys.stdout.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        return
    period = {"name": goals.period.name, "first": goals.period.first.isoformat(), "last": goals.period.last.isoformat()}
    document = {"version": 1, "period": {**period, "state": goals.period.state.value}, "goals": rows}
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _named(goals: Numbered, id: str) -> str:
    record = next(item for item in goals.records if item.id == id)
    return f"{goals.number(record)} ({shown(record.goal.text, 60)})"


def _tell(here: Place, key: str, **params: str) -> None:
    canvas = screen.canvas(sys.stdout)
    print("\n".join(canvas.wrap(text(here.language, f"said.{key}", ROOM, **params), canvas.width, canvas.width)))
