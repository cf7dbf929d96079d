"""What is made of a word, made once: the words of goals come again by the million."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_MANY, _LONG = 20_000, 40
"""So many words are remembered before all are forgotten, and none longer than this: memory stays flat whatever is read."""


class Memo(dict[str, T]):
    """A dictionary that makes what it has not got. Asked by subscript, it answers for a known word without any call in Python."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, word: str) -> T:
        made = self._make(word)
        if len(word) <= _LONG:
            if len(self) >= _MANY:
                self.clear()
            self[word] = made
        return made
