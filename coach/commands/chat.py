"""`coach chat`: the talk in a terminal, or as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from coach.commands import options, screen
from coach.conversation.model import Reply, Session
from coach.conversation.talk import turn
from coach.conversation.wire import answer, received
from coach.emit.canvas import Canvas
from coach.emit.jsonl import encode
from coach.errors import CoachError, Problem, UsageError, problem
from coach.exchange.encodings import as_stream
from coach.exchange.encodings import lines as decoded
from coach.settings import load_policy
from coach.texts import Language, error, remark, text

FORMATS = ("text", "jsonl")
_LEAVE = ("hejdå", "hej då", "sluta", "avsluta", "bye", "quit", "exit", "q", ":q")


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed after `coach chat`."""

    text: str | None = None
    format: str = "text"
    language: str = "auto"
    today: str | None = None
    policy: str | None = None


def run(request: Request) -> int:
    """Talk until the input ends. Exit code 0, or 2 where a line of JSON could not be read."""
    language = options.language(request.language)
    format = options.choice("--format", request.format, FORMATS)
    today = options.day(request.today)
    policy = load_policy(request.policy)
    if request.text is not None and not request.text.strip():
        raise UsageError("chat-empty")
    fresh = Session(today, policy, language, settled=request.language.strip().lower() != "auto")
    if format == "jsonl":
        screen.talk()
        stream = as_stream(request.text) if request.text is not None else sys.stdin.buffer
        return _Lines(fresh, language).run(stream)
    if request.text is not None:
        _tell(turn(fresh, request.text)[1], screen.canvas(sys.stdout))
        return 0
    return _terminal(fresh)


class _Lines:
    """One run over JSON Lines."""

    def __init__(self, fresh: Session, language: Language) -> None:
        self.fresh = self.session = fresh
        self.language = language
        self.lost = 0

    def run(self, stream: IO[bytes]) -> int:
        """Answer each line; what cannot be read is named in its place and the rest goes on."""
        for line in decoded(stream, "-"):
            if isinstance(line, Problem):
                self._failed(line.line, remark(self.language, line))
            elif line[1].strip():
                self._line(*line)
        sys.stdout.flush()
        return 2 if self.lost else 0

    def _line(self, number: int, words: str) -> None:
        try:
            row = json.loads(words)
        except json.JSONDecodeError as failure:
            self._failed(number, remark(self.language, problem("json-broken", number, column=str(failure.colno))))
            return
        except (ValueError, RecursionError):
            self._failed(number, remark(self.language, problem("json-broken", number, column="1")))
            return
        try:
            message, session = received(row, self.session, self.fresh)
        except CoachError as failure:
            self._failed(number, error(self.language, failure))
            return
        self.session, reply = turn(session, message)
        sys.stdout.write(encode(answer(self.session, reply)) + "\n")

    def _failed(self, number: int | None, message: str) -> None:
        self.lost += 1
        sys.stdout.write(encode({"line": number, "error": message}) + "\n")


def _terminal(session: Session) -> int:
    """The talk of a person at a keyboard, or of a file with a message a line."""
    canvas = screen.canvas(sys.stdout)
    print(canvas.paint(text(session.language, "chat.welcome", "conversation"), "dim"))
    for message in _typed(canvas):
        if message.strip().lower().rstrip("!.") in _LEAVE:
            break
        session, reply = turn(session, message)
        _tell(reply, canvas)
    return 0


def _typed(canvas: Canvas) -> Iterator[str]:
    """Messages from standard input. At a keyboard a pasted list ends with an empty line; elsewhere empty lines part messages."""
    keyboard = sys.stdin.isatty()
    held: list[str] = []
    while True:
        if keyboard:
            print(canvas.paint("… " if held else "> ", "bold"), end="", flush=True)
        line = _line()
        if not line:
            break
        if line.strip():
            held.append(line.rstrip("\n"))
            if not (keyboard and _goes_on(line)) and keyboard:
                yield "\n".join(held)
                held = []
        elif held:
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def _line() -> str:
    """One line typed, or out of a file that need not be UTF-8: no letter is lost."""
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:
        return sys.stdin.readline()
    line: bytes = raw.readline()
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _goes_on(line: str) -> bool:
    """A line of a list, or one that announces a list: more may follow, until an empty line."""
    return line.rstrip().endswith((":", "\\")) or line.lstrip()[:1] in "-*•|"


def _tell(reply: Reply, canvas: Canvas) -> None:
    """A reply as paragraphs, quick replies in brackets beneath."""
    print()
    for line in reply.text.split("\n"):
        for part in canvas.wrap(line, canvas.width, canvas.width):
            print(part)
    if reply.quick:
        print(canvas.paint("  ".join(f"[{item.label}]" for item in reply.quick), "dim"))
    print(flush=True)
