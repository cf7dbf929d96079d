"""`coach rewrite`: goals in, rewordings with blanks out, each checked by the rules."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coach.commands import options, screen
from coach.emit.form import place
from coach.emit.jsonl import encode
from coach.emit.shape import VERSION
from coach.errors import InputError, Problem, UsageError
from coach.exchange.columns import shown
from coach.exchange.fields import Frame
from coach.exchange.source import FORMS, Source, source, typed
from coach.exchange.source import Form as InputForm
from coach.settings import load_policy
from coach.suggest.display import Display, markdown
from coach.suggest.engine import Proposer, Suggestions, filled, suggest
from coach.suggest.model import Suggestion
from coach.suggest.shape import suggestions_shape
from coach.texts import Language, error, remark, text
from rules.policy import Policy

FORMATS = ("text", "json", "jsonl", "markdown")
FIELDS = ("owner", "target", "end", "baseline", "unit", "measure")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach rewrite`."""

    files: tuple[str, ...] = ()
    text: str | None = None
    input: str | None = None
    format: str = "text"
    language: str = "auto"
    today: str | None = None
    policy: str | None = None
    fill: tuple[str, ...] = ()
    model: bool = True
    show_prompt: bool = False


def run(request: Request, proposer: Proposer | None = None) -> int:
    """Reword what was asked for. Exit code 0, or 2 where something could not be read."""
    language = options.language(request.language)
    format = options.choice("--format", request.format, FORMATS)
    form = options.choice("--input", request.input, FORMS) if request.input is not None else None
    today = options.day(request.today)
    values = fills(request.fill)
    if request.text is not None and request.files:
        raise UsageError("text-and-file")
    if form == "xlsx" and request.text is not None:
        raise UsageError("text-xlsx")
    policy = load_policy(request.policy)
    names = request.files or (() if request.text is not None else ("-",))
    if not request.files and request.text is None and sys.stdin.isatty():
        raise UsageError("nothing")
    if request.show_prompt:
        return _shown(request, names, form, policy, today, language)
    if proposer is None and request.model:
        proposer = _model(request.policy, policy)
    fixed = None if request.language.strip().lower() == "auto" else language
    rewrite = _Rewrite(policy, today, language, fixed, format, values, len(names) > 1, proposer)
    if request.text is not None:
        rewrite.read(typed(request.text, form))
    short = len({Path(name).name for name in names}) == len(names)
    if "-" in names:
        screen.talk()
    for name in names:
        prefix = "" if len(names) == 1 else f"{shown(Path(name).name if short else name, 200)}:"
        try:
            rewrite.read(source(name, form), prefix)
        except InputError as failure:
            rewrite.failed(failure, shown(name, 200))
    rewrite.close()
    return 2 if rewrite.lost else 0


def _shown(request: Request, names: tuple[str, ...], form: InputForm | None, policy: Policy, today: date, language: Language) -> int:
    """`--show-prompt`: what would be sent for each goal, in its order."""
    from coach.commands.prompts import Shown
    from coach.llm.configuration import load_model

    shown = Shown(load_model(request.policy), policy, language, request.format.strip().lower() in ("json", "jsonl"), sys.stdout.write)
    lost = 0
    for origin in (typed(request.text, form),) if request.text is not None else (source(name, form) for name in names):
        for entry in origin.entries(Frame(today, policy)):
            if isinstance(entry, Problem):
                lost += entry.lost
                screen.tell(f"{place(language, origin.name, entry.line)}: {remark(language, entry)}", grave=entry.lost)
                continue
            suggest(entry[1], today, policy, proposer=shown.propose)
            shown.close(entry[1].id)
    sys.stdout.flush()
    return 2 if lost else 0


def _model(file: str | None, policy: Policy) -> Proposer | None:
    """The model as a proposer, where one is set. Nothing of it is imported otherwise."""
    from coach.llm.configuration import load_model

    settings = load_model(file)
    if settings is None:
        return None
    from coach.suggest.proposer import propose

    return lambda examined, drafts, complain: propose(settings, examined, drafts, policy, complain)


def fills(given: Iterable[str]) -> dict[str, str]:
    """The values of `--fill field=value`. Raises UsageError for an unknown field or a missing value."""
    values = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not value.strip():
            raise UsageError("fill-form", value=shown(item))
        values[options.choice("--fill", name, FIELDS)] = " ".join(value.split())
    return values


class _Rewrite:
    """One run: reads, rewords, writes and counts what was lost."""

    def __init__(
        self, policy: Policy, today: date, language: Language, fixed: Language | None, format: str, values: dict[str, str], several: bool,
        proposer: Proposer | None,
    ) -> None:  # fmt: skip
        self.lost = 0
        self._policy, self._today, self._values, self._proposer = policy, today, values, proposer
        self._language, self._fixed, self._format, self._several = language, fixed, format, several
        self._display = Display(sys.stdout.write, screen.canvas(sys.stdout))
        self._problems: list[dict[str, Any]] = []
        self._comma = ""
        if format == "json":
            sys.stdout.write(f'{{"version":{VERSION},"today":{encode(today.isoformat())},"goals":[')
        elif format == "markdown":
            sys.stdout.write(f"# {text(language, 'heading.report', 'suggest')}\n")

    def read(self, origin: Source, prefix: str = "") -> None:
        """Reword the goals of one input as they come."""
        for entry in origin.entries(Frame(self._today, self._policy)):
            if isinstance(entry, Problem):
                self._problem(entry, origin.name)
                continue
            line, goal = entry
            if prefix and goal.id == str(line):
                goal = goal.model_copy(update={"id": f"{prefix}{line}"})
            made = suggest(goal, self._today, self._policy, proposer=self._proposer)
            if self._values:
                made = replace(made, suggestions=tuple(self._filled(item, made) for item in made.suggestions))
            self._write(made, origin.name)

    def _filled(self, item: Suggestion, made: Suggestions) -> Suggestion:
        """A suggestion with the values given. They are the goal's own, so an activity beside it takes only owner and date, unless a
        measure is given for the number to count ("50" of "kundmöten"; never "5 Mkr")."""
        values = self._values
        if item.shape in ("activity", "quality") and made.suggestions[0].shape == "outcome":
            counted = "measure" in values and values.get("target", "")[-1:].isdigit()
            taken = ("owner", "end", *(("measure", "unit", "target") if counted else ()))
            values = {name: value for name, value in values.items() if name in taken}
        return filled(item, values, self._today, self._policy)

    def failed(self, failure: InputError, name: str) -> None:
        """A whole input could not be read; the others still are."""
        self.lost += 1
        message = error(self._language, failure)
        if self._format == "jsonl":
            self._line({"file": name, "line": None, "error": message})
        self._problems.append({"file": name, "line": None, "message": message})
        screen.tell(message)

    def close(self) -> None:
        """Write the end."""
        if self._format == "json":
            sys.stdout.write("\n]," + encode({"problems": self._problems})[1:] + "\n")
        sys.stdout.flush()

    def _write(self, made: Suggestions, file: str) -> None:
        spoken: Language = self._fixed or ("en" if made.original.report.language == "en" else "sv")
        if self._format == "text":
            self._display.goal(made, spoken)
        elif self._format == "markdown":
            sys.stdout.write(markdown(made, spoken))
        elif self._format == "jsonl":
            shape = suggestions_shape(made, spoken)
            self._line({"file": file, **shape} if self._several else shape)
        else:
            shape = {"file": file, **suggestions_shape(made, spoken), "original": made.goal.text}
            sys.stdout.write(f"{self._comma}\n{encode(shape)}")
            self._comma = ","

    def _problem(self, problem: Problem, file: str) -> None:
        self.lost += problem.lost
        message = remark(self._language, problem)
        if problem.lost and self._format == "jsonl":
            shape = {"line": problem.line, "error": message}
            self._line({"file": file, **shape} if self._several else shape)
            return
        self._problems.append({"file": file, "line": problem.line, "message": message})
        screen.tell(f"{place(self._language, file, problem.line)}: {message}", grave=problem.lost)

    def _line(self, shape: dict[str, Any]) -> None:
        sys.stdout.write(encode(shape) + "\n")
