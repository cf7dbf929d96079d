"""What can go wrong outside the rules. A finding is a value; an exception is a failure.

CoachError              key + params, worded at the edge by `coach.texts` in the user's language
├── UsageError          the command was asked for something it cannot do (an option, a date, a rule id)
├── SettingsError       a settings file cannot be read, or says something unknown
├── PeriodError         a quarter or its goals cannot be changed so; worded in the room "period"
├── InputError          a whole file cannot be read (missing, a directory, binary …); the other files still are
├── StoreError          what is kept cannot be reached, read or written; worded in the room "store"
│   └── StoreConflict   someone else saved first (in coach.store.faults: it holds both versions)
└── AskFailed           the model gave no answer that can be used; worded in the room "model", and the templates answer instead
    ├── Unreachable     nobody answers at the address
    ├── Unauthorised    the key is refused
    ├── RateLimited     too many questions, or the account is empty
    ├── Rejected        the server will not take the question (an unknown model, too long, another 4xx)
    ├── Faulty          the server failed (5xx), or is no OpenAI-compatible server (HTML, garbage)
    ├── Late            no whole answer within the time limit
    ├── Refused         the model declined
    ├── Cut             the answer ended too early (length, a broken stream)
    └── WrongShape      an answer, but twice not of the shape asked for

Problem                 a value: one line, column or cell that could not be read, while the rest is served
"""

from __future__ import annotations

from dataclasses import dataclass


class CoachError(Exception):
    """A failure with the `key` of its text and the params of it. Never shown as it is: `coach.texts.error` words it from `room`."""

    room = "cli"

    def __init__(self, key: str, **params: str) -> None:
        self.key = key
        self.params = params
        super().__init__(f"{key}: " + ", ".join(f"{name}={value}" for name, value in params.items()))


class UsageError(CoachError):
    """The command was asked for something it cannot do."""


class SettingsError(CoachError):
    """A settings file cannot be read, or says something unknown."""


class PeriodError(CoachError):
    """A quarter or its goals cannot be changed so, or written so."""

    room = "period"


class InputError(CoachError):
    """A whole file cannot be read."""


class StoreError(CoachError):
    """What is kept cannot be reached, read or written. Its params never hold what a goal says."""

    room = "store"


class AskFailed(CoachError):
    """The model gave no answer that can be used. The key names the cause, finer than the class."""

    room = "model"


class Unreachable(AskFailed):
    """Nobody answers at the address."""


class Unauthorised(AskFailed):
    """The key is refused."""


class RateLimited(AskFailed):
    """Too many questions, or the account is empty."""


class Rejected(AskFailed):
    """The server will not take the question."""


class Faulty(AskFailed):
    """The server failed, or is no OpenAI-compatible server."""


class Late(AskFailed):
    """No whole answer within the time limit."""


class Refused(AskFailed):
    """The model declined to answer."""


class Cut(AskFailed):
    """The answer ended too early."""


class WrongShape(AskFailed):
    """An answer, but not of the shape asked for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an input that the reader must tell of. `lost`: words of the user were not read (exit code 2), else a mere notice."""

    key: str
    params: tuple[tuple[str, str], ...] = ()
    line: int | None = None
    lost: bool = True


def problem(key: str, line: int | None = None, **params: str) -> Problem:
    """Something that could not be read: the exit code becomes 2."""
    return Problem(key, tuple(params.items()), line)


def notice(key: str, line: int | None = None, **params: str) -> Problem:
    """Something worth telling, with nothing lost."""
    return Problem(key, tuple(params.items()), line, lost=False)
