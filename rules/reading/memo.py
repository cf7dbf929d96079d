"""What is made of a word, made once: the words of goals come again by the million."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K", bound="str | frozenset[str]")
T = TypeVar("T")
_MANY, _LONG = 20_000, 40
"""So many words are remembered before all are forgotten, and none longer than this: memory stays flat whatever is read."""


class _Made(dict[K, T]):
    """A dictionary that makes what it has not got. Asked by subscript, it answers for a known key without any call in Python."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], T]) -> None:
        self._make = make

    def __missing__(self, key: K) -> T:
        made = self._make(key)
        if len(key) <= _LONG:
            if len(self) >= _MANY:
                self.clear()
            self[key] = made
        return made


class Memo(_Made[str, T]):
    """What is made of a word."""

    __slots__ = ()


class ByTags(_Made[frozenset[str], T]):
    """What is made of the tags of a word: there are fewer of these than of words, and the lexicon's are hashed already."""

    __slots__ = ()
