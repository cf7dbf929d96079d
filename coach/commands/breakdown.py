"""`coach breakdown`: strategic goals in, the operational goals that carry them out, with the sums that join them (docs/cli.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.commands import options, screen
from coach.emit.form import place
from coach.errors import InputError, Problem, UsageError
from coach.exchange.columns import shown
from coach.exchange.fields import Frame
from coach.exchange.source import FORMS, Source, source, typed
from coach.settings import load_policy
from coach.suggest.breakdown import Breakdown, Wish, break_down, past
from coach.suggest.breakdown.rows import SPLITS, Order, from_option, read, team, weights
from coach.suggest.breakdown.values import figures
from coach.texts import Language, error, remark, text
from rules.model import Goal

if TYPE_CHECKING:
    from coach.suggest.breakdown.modelled import ModelProposer

FORMATS = ("text", "json", "jsonl", "markdown")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach breakdown`."""

    files: tuple[str, ...] = ()
    text: str | None = None
    input: str | None = None
    format: str = "text"
    language: str = "auto"
    today: str | None = None
    policy: str | None = None
    existing: str | None = None
    history: str | None = None
    ratios: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    sellers: str | None = None
    seasonality: str | None = None
    split: str = "even"
    no_model: bool = False
    show_prompt: bool = False
    from_crm: bool = False
    into: str | None = None


def run(request: Request) -> int:
    """Break down what was asked for. Exit code 0, or 2 where something could not be read."""
    language = options.language(request.language)
    format = options.choice("--format", request.format, FORMATS)
    form = options.choice("--input", request.input, FORMS) if request.input is not None else None
    today = options.day(request.today)
    if request.text is not None and request.files:
        raise UsageError("text-and-file")
    if not request.files and request.text is None and sys.stdin.isatty():
        raise UsageError("nothing")
    frame = Frame(today, load_policy(request.policy))
    names = request.files or (() if request.text is not None else ("-",))
    if request.existing == "-" and "-" in names:
        raise UsageError("existing-stdin")
    spoken = None if request.language.strip().lower() == "auto" else language
    defaults = _defaults(request, frame)
    # A bad number in an option stops here, before the first goal.
    figures(defaults.ratios or {}, defaults.what_if or {}, defaults.history, frame, today.year, ("--ratio", "--what-if"))
    work = _Work(frame, defaults, language, spoken, format, request)
    if request.text is not None:
        work.read(typed(request.text, form))
    if "-" in names:
        screen.talk()
    for name in names:
        try:
            work.read(source(name, form))
        except InputError as failure:
            work.failed(error(language, failure), shown(name, 200))
    work.close()
    if request.into is not None and work.made:
        from coach.commands import broken

        broken.into(broken.Asked(request.into, request.language, request.today, request.policy), work.made)
    return 2 if work.lost else 0


def _defaults(request: Request, frame: Frame) -> Order:
    """What the options say, for every goal whose line says nothing else."""
    existing = tuple(_goals(source(request.existing), frame)) if request.existing is not None else ()
    season = (
        None
        if request.seasonality is None
        else from_option("option-seasonality", weights, [part.strip() for part in request.seasonality.replace(";", ",").split(",")], frame)
    )
    history, own = _past(request, frame)
    return Order(
        Goal(text=""),
        existing=existing,
        ratios={**own, **_pairs("--ratio", request.ratios)},
        what_if=_pairs("--what-if", request.what_if),
        sellers=None if request.sellers is None else from_option("option-sellers", team, request.sellers, frame),
        seasonality=season,
        split=options.choice("--split", request.split, SPLITS),
        history=history,
    )


def _past(request: Request, frame: Frame) -> tuple[tuple[Mapping[str, object], ...], dict[str, object]]:
    """What was counted in past periods, from a file or the CRM records in the store; of the latter, what an order is worth too."""
    if not request.from_crm:
        return tuple(past.rows(request.history)) if request.history is not None else (), {}
    if request.history is not None:
        raise UsageError("history-twice")
    from coach.commands.broken import of_store

    return of_store(frame)


def _pairs(option: str, values: Sequence[str]) -> dict[str, object]:
    """`name=value` options as a table."""
    made: dict[str, object] = {}
    for item in values:
        name, equals, value = item.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError("figure-shape", option=option, value=shown(item))
        made[name.strip()] = value.strip()
    return made


def _goals(origin: Source, frame: Frame) -> Iterator[Goal]:
    """The existing goals of a file. Raises InputError for one of them that cannot be read: places would be counted wrong."""
    for entry in origin.entries(frame):
        if not isinstance(entry, Problem):
            yield entry[1]
        elif entry.lost:
            raise InputError("existing-line", file=origin.name, line=str(entry.line or ""))


class _Work:
    """One run: reads, breaks down, writes."""

    def __init__(self, frame: Frame, defaults: Order, language: Language, spoken: Language | None, format: str, request: Request) -> None:
        self.lost = 0
        self._frame = frame
        self._defaults = defaults
        self._language = language
        self._spoken = spoken
        self._format = format
        self._request = request
        self._shapes: list[dict[str, Any]] = []
        self._problems: list[dict[str, Any]] = []
        self._first = True
        self.made: list[Goal] = []

    @cached_property
    def _model(self) -> ModelProposer | None:
        """The model to word the goals, where one is set and wanted. Nothing of it is imported otherwise."""
        if self._request.no_model or self._request.show_prompt:
            return None
        from coach.llm.configuration import load_model

        settings = load_model(self._request.policy)
        if settings is None:
            return None
        from coach.suggest.breakdown.modelled import ModelProposer

        return ModelProposer(settings, self._frame.policy, self._frame.today)

    def read(self, origin: Source) -> None:
        """Break down the goals of one input as they come."""
        for entry in read(origin, self._frame):
            if isinstance(entry, Problem):
                self._problem(entry, origin.name)
                continue
            number, order = entry
            try:
                self._broken(order)
            except UsageError as failure:
                # A number of this line alone; one of the options stops the run before the first goal.
                self._complain(error(self._language, failure), origin.name, number)

    def failed(self, message: str, name: str) -> None:
        """A whole input could not be read."""
        self.lost += 1
        if self._format == "jsonl":
            self._line({"file": name, "line": None, "error": message})
        self._problems.append({"file": name, "line": None, "message": message})
        screen.tell(message)

    def close(self) -> None:
        """The end of a document."""
        if self._format == "json":
            document = {"version": 1, "today": self._frame.today.isoformat(), "goals": self._shapes, "problems": self._problems}
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()

    def _broken(self, order: Order) -> None:
        own = self._defaults
        if self._request.show_prompt:
            self._prompt(order, own)
            return
        broken = self._worked(order, own, self._model)
        self.made += (item.goal for item in broken.operational)
        remarks: tuple[str, ...] = ()
        if self._model is not None and broken.operational:
            remarks = tuple(filter(None, (self._model.note(self._spoken_in(broken), broken.source),)))
        self._write(broken, remarks)

    def _worked(self, order: Order, own: Order, proposer: Callable[[Sequence[Wish]], Sequence[str | None]] | None) -> Breakdown:
        seasons: Sequence[Decimal] = (order.seasonality if order.seasonality is not None else own.seasonality) or ()
        return break_down(
            order.goal,
            order.existing if order.existing is not None else own.existing or (),
            self._frame.today,
            self._frame.policy,
            {**(own.ratios or {}), **(order.ratios or {})},
            {**(own.what_if or {}), **(order.what_if or {})},
            order.sellers if order.sellers is not None else own.sellers,
            seasons,
            proposer=proposer,
            guard=self._model.guard if proposer is not None and self._model is not None else None,
            history=order.history or own.history,
            by_workdays=(order.split or own.split) == "workdays",
            by_history=(order.split or own.split) == "history",
        )

    def _prompt(self, order: Order, own: Order) -> None:
        """What would be sent to a model, and nothing else."""
        from coach.commands.prompts import shape, words
        from coach.llm.configuration import load_model
        from coach.suggest.breakdown.modelled import prompt

        asked: list[Wish] = []

        def heard(wishes: Sequence[Wish]) -> Sequence[str | None]:
            asked.extend(wishes)
            return ()

        settings = load_model(self._request.policy)
        broken = self._worked(order, own, heard)
        jsonl, about = self._format in ("json", "jsonl"), {"id": order.goal.id}
        if not asked:
            told = text(self._spoken_in(broken), "prompt.nothing", "model")
            if jsonl:
                self._line({**about, "messages": [], "note": told})
            else:
                sys.stdout.write(told + "\n\n")
            return
        rendered = prompt(asked, self._frame.policy, settings.masking if settings is not None else True)
        self._line({**about, **shape(rendered, settings)}) if jsonl else sys.stdout.write(
            words(rendered, settings, self._language) + "\n\n"
        )

    def _spoken_in(self, broken: Breakdown) -> Language:
        return self._spoken or ("en" if broken.language == "en" else "sv")

    def _write(self, broken: Breakdown, remarks: tuple[str, ...]) -> None:
        language = self._spoken_in(broken)
        if self._format in ("json", "jsonl"):
            from coach.suggest.breakdown.shape import shape

            made = shape(broken, language, remarks)
            if self._format == "json":
                self._shapes.append(made)
            else:
                self._line(made)
            return
        from coach.suggest.breakdown import page

        words = (
            page.markdown(broken, language, remarks)
            if self._format == "markdown"
            else page.terminal(broken, language, screen.canvas(sys.stdout), remarks)
        )
        sys.stdout.write(("" if self._first else "\n") + words)
        self._first = False

    def _problem(self, met: Problem, file: str) -> None:
        if met.lost:
            self._complain(remark(self._language, met), file, met.line)
        else:
            screen.tell(f"{place(self._language, file, met.line)}: {remark(self._language, met)}", grave=False)

    def _complain(self, message: str, file: str, line: int | None) -> None:
        self.lost += 1
        self._problems.append({"file": file, "line": line, "message": message})
        if self._format == "jsonl":
            self._line({"line": line, "error": message})
        else:
            screen.tell(f"{place(self._language, file, line)}: {message}")

    def _line(self, shape: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(shape, ensure_ascii=False, separators=(",", ":")) + "\n")
