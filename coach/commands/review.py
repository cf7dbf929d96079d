"""`coach review`: the set of the quarter, looked at as a whole, on paper for the dialogue."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coach.commands import options, screen
from coach.commands.gathering import CLOCKS, Asked, Gathered, gather
from coach.errors import InputError, UsageError
from coach.exchange.columns import shown
from coach.followup.course import Clock
from coach.review.model import Given, Review
from coach.review.pack import Pack
from coach.texts import text

_EVERYONE = ("all", "alla")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach review`."""

    asked: Asked = field(default_factory=Asked)
    output: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    team: str | None = None
    period: str | None = None
    signatures: bool = False
    model: bool = False


def run(request: Request) -> int:
    """Write the pack in every form asked for, else as Markdown. Exit code 0, or 2 where something could not be read."""
    from coach.review.paper import FORMS, form_of

    # Before anything is read: a wrong extension is told at once.
    forms = []
    for path in request.output:
        form = form_of(path)
        if form is None:
            raise UsageError("review-extension", file=shown(path, 200), allowed=", ".join(f".{name}" for name in FORMS))
        forms.append((path, form))
    made = _read(request.asked)
    clock = options.choice("--clock", request.asked.clock, CLOCKS)
    given = _from_files(made) if request.asked.files else _from_store(request, made)
    _write(request, forms, given, made, None if clock == "auto" else Clock(clock))
    return 2 if made.lost else 0


def _read(asked: Asked) -> Gathered:
    """The goals of all files, the ids that come again in another file told apart by its place."""
    first = gather(replace(asked, files=asked.files[:1]), needed=False, store=False)
    taken = {item.report.goal.id for item in first.goals}
    for place, name in enumerate(asked.files[1:], 2):
        further = gather(replace(asked, files=(name,), book=None), needed=False, store=False)
        first.lost += further.lost
        for item in further.goals:
            goal = item.report.goal
            if goal.id in taken:
                goal = goal.model_copy(update={"id": f"{place}:{goal.id}"})
                item = item._replace(report=item.report.model_copy(update={"goal": goal}))
            taken.add(goal.id)
            first.goals = (*first.goals, item)
    return first


def _write(request: Request, forms: Sequence[tuple[str, str]], given: Given, made: Gathered, clock: Clock | None) -> None:
    from coach.review import wording
    from coach.review.making import review
    from coach.review.paper import written

    whole = review(given, made.today, made.policy, clock)
    if request.owner:
        pack = wording.sheets(whole, _owners(request.owner, whole), made.language, request.signatures)
    else:
        pack = wording.worded(whole, made.language, request.signatures)
    pack = _raised(request, pack, whole, made)
    # Everything is made before anything is written: no half pack is left.
    ready = [(path, written(pack, form)) for path, form in forms]
    for path, content in ready:
        _save(path, content)
        screen.tell(text(made.language, "made.file", "review", file=shown(path, 200)), grave=False)
    if not forms:
        sys.stdout.write(written(pack, "md").decode())


def _raised(request: Request, pack: Pack, whole: Review, made: Gathered) -> Pack:
    """The pack with its questions worded by a model, where one is set and wanted; one line says where it could not."""
    if not request.model:
        return pack
    from coach.llm.configuration import load_model

    settings = load_model(request.asked.policy)
    if settings is None:
        return pack
    from coach.review.raising import Raiser

    raiser = Raiser(settings, made.policy, made.today)
    persons = [item.goal.owner for item in whole.goals if item.goal.owner]
    pack = raiser(pack, persons)
    if raiser.failure is not None:
        cause = text(made.language, f"error.{raiser.failure.key}", "model", **raiser.failure.params)
        screen.tell(text(made.language, "note.fallback-review", "model", cause=cause), grave=False)
    return pack


def _owners(names: Sequence[str], whole: Review) -> tuple[str, ...]:
    """The owners meant, as the review writes them. Raises UsageError with a did-you-mean."""
    known = {load.owner.casefold(): load.owner for load in whole.loads}
    found = []
    for name in names:
        wanted = " ".join(name.split()).casefold()
        if wanted in _EVERYONE and wanted not in known:
            if not known:
                raise UsageError("review-owners")
            return tuple(known.values())
        if wanted not in known:
            if not known:
                raise UsageError("review-owners")
            raise _unknown("owner", "--owner", name, tuple(known.values()))
        found.append(known[wanted])
    return tuple(found)


def _unknown(key: str, option: str, value: str, known: Sequence[str]) -> UsageError:
    """The error for a name that is not among `known`, with the nearest of them in whatever case."""
    folded = {name.casefold(): name for name in known}
    near = "".join(folded[found] for found in difflib.get_close_matches(value.strip().casefold(), folded, 1))
    return UsageError(f"{key}-near" if near else key, option=option, value=shown(value), near=near, allowed=", ".join(known))


def _from_files(made: Gathered) -> Given:
    goals = tuple(item.report.goal for item in made.goals)
    return Given(
        goals, actuals=made.book.actuals, revisions=made.book.revisions, hinders=made.book.hinders, decisions=made.book.decisions
    )  # fmt: skip


def _from_store(request: Request, made: Gathered) -> Given:
    """One team's period out of the store, with what the book adds. Raises UsageError where there is none, or more than one."""
    from coach.period.quarter import numbered
    from coach.review import kept
    from coach.store import open_store

    with open_store() as store:
        teams = kept.teams(store)
        if not teams:
            raise UsageError("review-nothing")
        team = kept.named(teams, request.team) if request.team is not None else teams[0] if len(teams) == 1 else None
        if team is None:
            names = tuple(item.name for item in teams)
            if request.team is None:
                raise UsageError("review-teams", allowed=", ".join(names))
            raise _unknown("team", "--team", request.team, names)
        if request.period is None:
            period = kept.current(store, team, made.today)
        else:
            known = {item.name: item for item in store.periods.of(team.id)}
            period = known.get(request.period.strip().upper())
            if period is None:
                raise _unknown("period", "--period", request.period, tuple(known))
        if period is None:
            raise UsageError("review-nothing")
        # Called as `coach goals list` and the page call them, so that what the pack says can be acted on.
        called = {record.id: str(number) for number, record in enumerate(numbered(store, period).records, 1)}
        given = kept.given(store, team, period, made.today, made.policy, made.language, called)
    more = made.book
    return replace(given, hinders=(*given.hinders, *more.hinders), decisions=(*given.decisions, *more.decisions))


def _save(path: str, content: bytes) -> None:
    """Whole or not at all: written beside, then put in place."""
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        os.replace(beside, target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError("file-write", file=shown(path, 200), reason=error.strerror or type(error).__name__) from None
