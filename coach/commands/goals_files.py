"""`coach goals export` and `import`: a quarter's goals out to a file and in from one, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coach.commands import options, screen
from coach.commands.place import Asked, Place, place
from coach.emit.form import place as where
from coach.emit.grid import grid
from coach.errors import InputError, PeriodError, Problem, StoreError, UsageError
from coach.exchange.columns import shown
from coach.exchange.fields import Frame
from coach.exchange.goals_out import suffix_of, written
from coach.exchange.goals_sketch import sketch
from coach.exchange.source import FORMS, Form, source
from coach.period import quarter
from coach.period.quarter import outward
from coach.settings import load_policy
from coach.texts import Language, count, error, remark, text
from rules.arithmetic.quarters import planned
from rules.model import Goal, State

ROOM = "goals"
_KIND = "goals"
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Out:
    """What was typed after `coach goals export`."""

    output: str
    files: tuple[str, ...] = ()
    input: str | None = None
    asked: Asked = field(default_factory=Asked)
    parked: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class In:
    """What was typed after `coach goals import`."""

    file: str
    input: str | None = None
    asked: Asked = field(default_factory=Asked)
    preview: bool = False
    keep_good: bool = False
    reason: str = ""


def export(request: Out) -> int:
    """Write the goals of files, else of the period, to a file. Exit code 0; 2 where a goal could not be read: then nothing is written."""
    suffix = suffix_of(request.output)
    language = options.language(request.asked.language)
    left = 0
    if request.files:
        goals, lost = _read(request.files, request.input, request.asked, language)
        if lost:
            screen.tell(_says(language, "export-refused", count=str(lost)))
            return 2
    else:
        with place(request.asked) as here:
            found = here.goals()
            records = found.records if request.parked else found.active
            goals, left = outward(found, records), len(found.records) - len(records)
        if not goals:
            raise PeriodError("goals-none", period=found.period.name)
    _write(request.output, written(goals, suffix, language), request.replace)
    said = {"file": shown(request.output, 200), "goals": count(language, "said.goals", len(goals), ROOM)}
    screen.tell(_says(language, "exported", **said), grave=False)
    if left:
        screen.tell(count(language, "said.left-parked", left, ROOM), grave=False)
    return 0


def import_goals(request: In) -> int:
    """Put the goals of a file into the period as one change. The same file again adds nothing. Exit code 0; 2 where something could not be
    read: then nothing is kept, unless the good rows are asked for."""
    language = options.language(request.asked.language)
    if request.file == "-":
        raise PeriodError("import-stdin")
    goals, lost = _read((request.file,), request.input, request.asked, language)
    if not goals:
        raise InputError("file-blank", file=shown(request.file, 200))
    if request.preview:
        _show(request, goals, language)
        return 2 if lost else 0
    if lost and not request.keep_good:
        screen.tell(text(language, "error.crm-refused", file=shown(request.file, 200), count=str(lost)))
        return 2
    with place(request.asked) as here:
        _keep(here, request, goals)
    return 2 if lost else 0


def _keep(here: Place, request: In, goals: Sequence[Goal]) -> None:
    start = here.policy.fiscal_year_start
    try:
        period = here.goals().period
    except PeriodError:
        # The first goals make their period; one that is named must be meant, and is made too.
        wanted = quarter.named(here.name, start) if here.name is not None else planned(here.today, start)
        period, _ = quarter.opened(here.store, wanted, here.language)
    if period.state is State.CLOSED:
        raise PeriodError("closed", period=period.name)
    if period.state is not State.DRAFT and not request.reason.strip():
        raise PeriodError("import-agreed", period=period.name)
    path = Path(request.file)
    digest = hashlib.sha256(period.id.encode() + path.read_bytes()).hexdigest()
    if here.store.intakes.seen(period.team, _KIND, digest) is not None:
        screen.tell(error(here.language, StoreError("intake-twice")), grave=False)
        return
    why = request.reason.strip() or _says(here.language, "import-why", file=shown(path.name, 80))
    there = {name: id for id, name in quarter.numbered(here.store, period).names.items()}
    with here.store.together():
        made = here.store.goals.add(period.id, [_linked(goal, goals, there) for goal in goals], why=why, source=shown(path.name, 200))
        here.store.intakes.add(period.team, _KIND, digest, shown(path.name, 200), {"goals": len(made)}, made[0].change)
    said = {"goals": count(here.language, "said.goals", len(made), ROOM), "file": shown(path.name, 80), "period": period.name}
    print(_says(here.language, "imported", **said))
    dropped = {id for goal in goals for id in goal.supports} - {goal.id for goal in goals} - set(there)
    if dropped:
        screen.tell(_says(here.language, "links-dropped", ids=", ".join(sorted(map(shown, dropped))[:_LISTED])), grave=False)


def _linked(goal: Goal, goals: Sequence[Goal], there: Mapping[str, str]) -> Goal:
    """The goal with links to goals of its own file, else of those that are there already (by name)."""
    own = {other.id for other in goals}
    links = tuple(id if id in own else there[id] for id in goal.supports if id in own or id in there)
    return goal.model_copy(update={"supports": links})


def _read(files: Sequence[str], form: str | None, asked: Asked, language: Language) -> tuple[tuple[Goal, ...], int]:
    """The goals of files, and how many things were lost; each is told."""
    chosen: Form | None = options.choice("--input", form, FORMS) if form is not None else None
    frame = Frame(options.day(asked.today), load_policy(asked.policy))
    goals: list[Goal] = []
    lost = 0
    for name in files:
        origin = source(name, chosen)
        for entry in origin.entries(frame):
            if isinstance(entry, Problem):
                lost += entry.lost
                screen.tell(f"{where(language, origin.name, entry.line)}: {remark(language, entry)}", grave=entry.lost)
            else:
                goals.append(entry[1])
    taken: set[str] = set()
    for goal in goals:
        if goal.id in taken:
            raise UsageError("goal-twice", id=shown(goal.id))
        taken.add(goal.id)
    return tuple(goals), lost


def _show(request: In, goals: Sequence[Goal], language: Language) -> None:
    """How the file would be read: its columns, and the first goals with what was understood of them."""
    origin = source(request.file, options.choice("--input", request.input, FORMS) if request.input is not None else None)
    canvas = screen.canvas(sys.stdout)
    lines = [canvas.paint(_says(language, "preview", file=origin.name, goals=count(language, "said.goals", len(goals), ROOM)), "bold"), ""]
    columns = sketch(origin.path, origin.form or "") if origin.path is not None else ()
    if columns:
        heads = [text(language, f"list.{name}", ROOM) for name in ("column", "read-as", "sample")]
        rows = []
        for column in columns:
            read = text(language, f"field.{column.field}", ROOM) if column.field else text(language, "list.unread", ROOM)
            rows.append([shown(column.title), read, ", ".join(shown(value, 30) for value in column.sample)])
        lines += [*grid(heads, rows, canvas, 2), ""]
    heads = [text(language, f"list.{name}", ROOM) for name in ("id", "goal", "owner", "end")]
    short = [[goal.id, goal.text, goal.owner or "–", goal.deadline.isoformat() if goal.deadline else "–"] for goal in goals[:_LISTED]]
    lines += grid(heads, short, canvas, 1)
    if len(goals) > _LISTED:
        lines.append(count(language, "said.more", len(goals) - _LISTED, ROOM))
    sys.stdout.write("\n".join((*lines, "", _says(language, "preview-only"))) + "\n")


def _write(name: str, content: bytes, replace: bool) -> None:
    """The whole file or none of it."""
    path = Path(name)
    if path.is_dir():
        raise InputError("file-directory", file=shown(name, 200))
    if not path.parent.is_dir():
        raise InputError("file-missing", file=shown(str(path.parent), 200))
    if path.exists() and not replace:
        raise PeriodError("export-exists", file=shown(name, 200))
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as failure:
        half.unlink(missing_ok=True)
        raise PeriodError("export-write", file=shown(name, 200), reason=failure.strerror or type(failure).__name__) from None


def _says(language: str, key: str, **params: str) -> str:
    return text(language, f"said.{key}", ROOM, **params)
