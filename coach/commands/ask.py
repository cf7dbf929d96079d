"""`coach ask`: questions in, answers from the guide out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coach.commands import answers, options, questions, screen
from coach.emit.form import place
from coach.emit.jsonl import encode
from coach.emit.shape import VERSION
from coach.errors import InputError, Problem, UsageError
from coach.exchange.columns import shown
from coach.guide import IDS, Asker, answer, section, sections
from coach.settings import load_policy
from coach.texts import Language, error, remark
from rules.policy import Policy

FORMATS = ("text", "json", "jsonl", "markdown")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach ask`."""

    words: tuple[str, ...] = ()
    text: str | None = None
    input: str | None = None
    format: str = "text"
    language: str = "auto"
    today: str | None = None
    policy: str | None = None
    section: str | None = None
    model: bool = True
    show_prompt: bool = False


def run(request: Request, asker: Asker | None = None) -> int:
    """Answer what was asked, show a section, or without either the contents. Exit code 0, or 2 where something could not be read."""
    language = options.language(request.language)
    format = options.choice("--format", request.format, FORMATS)
    form = options.choice("--input", request.input, questions.FORMS) if request.input is not None else None
    options.day(request.today)
    policy = load_policy(request.policy)
    if request.text is not None and request.words:
        raise UsageError("question-twice")
    if request.section is not None:
        return _section(options.choice("--section", request.section, IDS), language, format, policy)
    if request.text is None and not request.words and form is None and format != "jsonl":
        return _contents(language, format, policy)
    fixed = None if request.language.strip().lower() == "auto" else language
    if request.show_prompt:
        from coach.commands.prompted import show

        return show(_typed(request, form), request.policy, policy, fixed)
    if asker is None and request.model:
        asker = _model(request.policy, policy)
    asked = _Asked(policy, language, fixed, format, asker)
    names = questions.places(request.words) if request.text is None else ()
    if request.text is not None or request.words and not names:
        asked.read(_typed(request, form), "--text")
    else:
        for name in names or ("-",):
            if name == "-":
                screen.talk()
            try:
                asked.read(questions.read(name, form), name)
            except InputError as failure:
                asked.failed(failure, shown(name, 200))
    asked.close()
    return 2 if asked.lost else 0


def _typed(request: Request, form: str | None) -> Iterator[questions.Question | Problem]:
    return questions.typed(request.text if request.text is not None else " ".join(request.words), form)


def _model(file: str | None, policy: Policy) -> Asker | None:
    """The model that words answers, where one is set. Nothing of it is imported otherwise."""
    from coach.llm.configuration import load_model

    settings = load_model(file)
    if settings is None:
        return None
    from coach.guide.modelled import asker

    return asker(settings, policy)


def _section(id: str, language: Language, format: str, policy: Policy) -> int:
    part = section(id, language, policy)
    if format == "text":
        sys.stdout.write(answers.section_drawn(part, screen.canvas(sys.stdout)))
    elif format == "markdown":
        sys.stdout.write(f"# {part.title}\n\n{part.markdown}\n")
    else:
        sys.stdout.write(encode(answers.section_shape(part)) + "\n")
    return 0


def _contents(language: Language, format: str, policy: Policy) -> int:
    parts = sections(language, policy)
    if format == "json":
        sys.stdout.write(encode({"version": VERSION, "sections": [answers.section_shape(part) for part in parts]}) + "\n")
    elif format == "markdown":
        sys.stdout.write("\n".join(f"# {part.title}\n\n{part.markdown}\n" for part in parts))
    else:
        sys.stdout.write(answers.contents(parts, screen.canvas(sys.stdout), language))
    return 0


class _Asked:
    """One run: reads, answers, writes and counts what was lost."""

    def __init__(self, policy: Policy, language: Language, fixed: Language | None, format: str, asker: Asker | None) -> None:
        self.lost = 0
        self._policy, self._language, self._fixed, self._format, self._asker = policy, language, fixed, format, asker
        self._canvas = screen.canvas(sys.stdout)
        self._answers: list[dict[str, Any]] = []
        self._problems: list[dict[str, Any]] = []
        self._several = False

    def read(self, entries: Iterator[questions.Question | Problem], name: str) -> None:
        """Answer the questions of one input as they come."""
        blank = True
        for entry in entries:
            blank = False
            if isinstance(entry, Problem):
                self._problem(entry, name)
            else:
                self._write(entry, heading=name != "--text")
        if blank:
            raise InputError("question-none", file=shown(name, 200))

    def failed(self, failure: InputError, name: str) -> None:
        """A whole input could not be read; the others still are."""
        self.lost += 1
        message = error(self._language, failure)
        self._problems.append({"file": name, "line": None, "message": message})
        if self._format == "jsonl":
            self._line({"file": name, "line": None, "error": message})
        screen.tell(message)

    def close(self) -> None:
        """Write the end."""
        if self._format == "json":
            self._line({"version": VERSION, "answers": self._answers, "problems": self._problems})
        sys.stdout.flush()

    def _write(self, question: questions.Question, heading: bool) -> None:
        made = answer(question.text, self._fixed, self._policy, self._asker)
        if self._format == "jsonl":
            self._line(answers.shape(question.id, made))
        elif self._format == "json":
            self._answers.append({**answers.shape(question.id, made), "question": question.text})
        elif self._format == "markdown":
            sys.stdout.write(answers.markdown(made, self._policy))
        else:
            sys.stdout.write(("\n" if self._several else "") + answers.drawn(made, self._canvas, self._policy, heading))
            self._several = True

    def _problem(self, problem: Problem, file: str) -> None:
        self.lost += problem.lost
        message = remark(self._language, problem)
        if problem.lost and self._format == "jsonl":
            self._line({"line": problem.line, "error": message})
            return
        self._problems.append({"file": file, "line": problem.line, "message": message})
        screen.tell(f"{place(self._language, file, problem.line)}: {message}", grave=problem.lost)

    def _line(self, shape: dict[str, Any]) -> None:
        sys.stdout.write(encode(shape) + "\n")
