"""`coach track`: actuals in (typed, from a table, from a CRM's export), and where each goal stands out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coach.commands import options, screen
from coach.commands.gathering import Asked, Gathered, gather, tell
from coach.commands.importing import Imported, import_crm, previewed
from coach.commands.showing import history_csv, track_json, track_markdown, track_text
from coach.errors import UsageError
from coach.exchange.actuals import Actual, Entered, Mode, Source, enter, renamed
from coach.exchange.actuals_book import append_book
from coach.exchange.actuals_table import read_actuals
from coach.exchange.columns import shown
from coach.exchange.crm.cells import CellError, amount
from coach.texts import text

FORMATS = ("text", "json", "markdown", "history")
DATES = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach track`."""

    asked: Asked = field(default_factory=Asked)
    set: tuple[str, ...] = ()
    added: bool = False
    on: str | None = None
    source: str | None = None
    note: str = ""
    actuals: tuple[str, ...] = ()
    crm: tuple[str, ...] = ()
    profile: str | None = None
    dates: str | None = None
    keep_good: bool = False
    preview: bool = False
    format: str = "text"


def run(request: Request) -> int:
    """Enter what was given and show where the goals stand. Exit code 0, or 2 where something could not be read."""
    format = options.choice("--format", request.format, FORMATS)
    dates = options.choice("--dates", request.dates, DATES) if request.dates is not None else None
    if request.preview:
        return previewed(request.crm, request.profile, dates, options.language(request.asked.language), options.day(request.asked.today))
    # An export made into a table of past quarters, and nothing else: nothing is kept of it.
    passing = format == "history" and bool(request.crm) and request.asked.book is None
    made = gather(request.asked, needed=not request.crm and format != "history", store=not passing)
    imported = import_crm(made, request.crm, request.profile, dates, request.keep_good)
    values = [*_typed(request, made), *_tabled(request, made, dates), *imported.actuals]
    entered = _enter(made, values, imported)
    standings = made.standings(entered.book)
    if format == "history":
        sys.stdout.write(history_csv(imported.records or made.book.records, made.today, made.policy.fiscal_year_start))
    elif format == "json":
        sys.stdout.write(json.dumps(track_json(made, standings, entered, imported), ensure_ascii=False, indent=2) + "\n")
    elif format == "markdown":
        sys.stdout.write(track_markdown(made, standings, entered, imported))
    else:
        sys.stdout.write(track_text(made, standings, entered, imported, screen.canvas(sys.stdout)))
    return 2 if made.lost else 0


def _typed(request: Request, made: Gathered) -> list[Actual]:
    """The actuals of `--set m1=37`."""
    day = _day(request.on, made.today)
    source = Source(options.choice("--source", request.source, tuple(Source))) if request.source is not None else Source.MANUAL
    found = []
    for item in request.set:
        name, equals, cell = item.rpartition("=")
        if not equals:
            raise UsageError("track-set", value=shown(item))
        try:
            number = amount(cell.strip().rstrip("% "))[0]
        except CellError:
            number = None
        if number is None:
            raise UsageError("track-set", value=shown(item))
        goal = made.goal(name.strip(), "--set")
        mode = Mode.ADDED if request.added else Mode.SO_FAR
        found.append(Actual(goal, day, number, source, request.note, mode, recorded=made.today))
    return found


def _tabled(request: Request, made: Gathered, dates: str | None) -> list[Actual]:
    """The actuals of tables: all of one, or with --keep-good the good rows, or none."""
    ids = made.names()
    found: list[Actual] = []
    for name in request.actuals:
        source = Source(options.choice("--source", request.source, tuple(Source))) if request.source is not None else Source.REPORT
        read = read_actuals(Path(name), frozenset(ids), made.today, dates or "dmy", source)
        tell(read.problems, shown(name, 200), made)
        lost = sum(item.lost for item in read.problems)
        if lost and not request.keep_good:
            screen.tell(text(made.language, "error.crm-refused", file=shown(name, 200), count=str(lost)))
            continue
        found += (renamed(item, ids[item.goal]) for item in read.actuals)
    return found


def _enter(made: Gathered, values: Sequence[Actual], imported: Imported) -> Entered:
    """Write down what is new: in the store, or at the end of the book; without either it counts for this run only."""
    if made.stored:
        if any(item.mode is Mode.ADDED for item in values):
            raise UsageError("track-added")
        from coach.followup import kept
        from coach.store import open_store

        with open_store() as store:
            entered = kept.keep(store, values)
        return Entered(
            (*made.book.actuals, *entered.fresh, *(after for _, after in entered.revised)), entered.fresh, entered.revised, entered.same
        )
    entered = enter(made.book.actuals, values)
    if made.path is not None:
        append_book(made.path, (*imported.fresh, *entered.book[len(made.book.actuals) :]))
    return entered


def _day(value: str | None, today: date) -> date:
    if value is None:
        return today
    found = options.day(value)
    if found > today:
        raise UsageError("track-future", value=value)
    return found
