"""Names stay on this machine: persons, companies, e-mails, phone and identity numbers become `[PERSON_1]` … before anything is sent, and
are put back in the answer. The same words get the same mark throughout one request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from coach.llm.names import MARK, Sort, is_office, named, spelt
from rules.policy import Policy


class Mask:
    """The marks of one request. `persons` and `companies`: names known from the user's data; others are found by their pattern."""

    def __init__(self, policy: Policy | None = None, persons: Iterable[str] = (), companies: Iterable[str] = (), on: bool = True) -> None:
        self.on = on
        self._policy = policy or Policy.default()
        self._marks: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._words: dict[str, str] = {}
        own = (self._policy.company,) if self._policy.company else ()
        known: list[tuple[Sort, str]] = [("COMPANY", name) for name in (*own, *companies)]
        known += [("PERSON", name) for name in (*self._policy.names, *persons) if on and not is_office(name, self._policy)]
        self._known = tuple((sort, pattern) for sort, name in known if (pattern := spelt(name)) is not None)

    @classmethod
    def nothing(cls) -> Mask:
        """A mask that leaves all words as they are."""
        return cls(on=False)

    def cover(self, value: Any) -> Any:
        """`value` (text, or lists and tables of it) without names. Texts of one value are read together: a name found in one is hidden in
        all, and what was hidden once stays hidden in later calls."""
        if not self.on:
            return value
        from rules.reading import find_blanks

        texts = tuple(_texts(value))
        found: dict[str, Sort] = {}
        for text in texts:
            blanks = [(blank.start, blank.end) for blank in find_blanks(text)]
            for start, end, sort in named(text, self._policy):
                if not any(start < last and first < end for first, last in blanks):
                    found.setdefault(text[start:end], sort)
            for kind, pattern in self._known:
                found.update((match[0], kind) for match in pattern.finditer(text))
        surfaces = {**dict.fromkeys(self._marks, ""), **found}
        if not surfaces:
            return value
        ordered = sorted(surfaces, key=len, reverse=True)
        # A genitive keeps its s outside the mark: "Annas" is "[PERSON_1]s".
        hidden = re.compile("|".join(map(_bounded, ordered)))
        return _each(value, lambda text: hidden.sub(lambda match: self._mark(match[0], surfaces[match[0]]), text))

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks in use, in the order they were given."""
        return tuple(self._marks.values())

    def restore(self, value: Any) -> Any:
        """`value` with the names put back. A mark that stands for nothing is left, for `strange` to see."""
        if not self.on:
            return value
        return _each(value, self._put_back)

    def strange(self, text: str) -> bool:
        """A mark is left in a restored text: the model made it up."""
        return self.on and any(match[0] not in self._marks for match in MARK.finditer(text))

    def _mark(self, surface: str, sort: str) -> str:
        if surface not in self._marks:
            number = self._counts[sort] = self._counts.get(sort, 0) + 1
            self._marks[surface] = f"[{sort}_{number}]"
            self._words[f"{sort}_{number}"] = surface
        return self._marks[surface]

    def _put_back(self, text: str) -> str:
        # One pass: a name that itself looks like a mark is not read again.
        return MARK.sub(
            lambda found: self._words.get(f"{found['sort'] or found['bare']}_{found['number'] or found['count']}".upper(), found[0]), text
        )


def _bounded(surface: str) -> str:
    """A whole word; what begins or ends with a sign needs no bound there."""
    before = r"(?<!\w)" if surface[0].isalnum() else ""
    after = r"(?=s?(?!\w))" if surface[-1].isalnum() else ""
    return f"{before}{re.escape(surface)}{after}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(item, change) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_each(item, change) for item in value]
    return value
