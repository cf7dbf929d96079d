"""What can go wrong outside the rules. A finding is a value; an exception is a failure.

    CoachError              key + params, worded at the edge by `coach.texts` in the user's language
    ├── UsageError          the command was asked for something it cannot do (an option, a date, a rule id)
    ├── SettingsError       a settings file cannot be read, or says something unknown
    └── InputError          a whole file cannot be read (missing, a directory, binary …); the other files still are

    Problem                 a value: one line, column or cell that could not be read, while the rest is served
"""

from __future__ import annotations

from dataclasses import dataclass


class CoachError(Exception):
    """A failure with the `key` of its text and the params of it. Never shown as it is: `coach.texts.error` words it."""

    def __init__(self, key: str, **params: str) -> None:
        self.key = key
        self.params = params
        super().__init__(f"{key}: " + ", ".join(f"{name}={value}" for name, value in params.items()))


class UsageError(CoachError):
    """The command was asked for something it cannot do."""


class SettingsError(CoachError):
    """A settings file cannot be read, or says something unknown."""


class InputError(CoachError):
    """A whole file cannot be read."""


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
