"""Where `coach goals` and `coach period` work: the store, the period that is meant, the day, the bounds, the language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coach.commands import options
from coach.period import quarter
from coach.period.quarter import Numbered
from coach.settings import load_policy
from coach.texts import Language
from rules.policy import Policy

if TYPE_CHECKING:
    from coach.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that all of them share. `period` None: the one at hand."""

    period: str | None = None
    language: str = "auto"
    today: str | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The store, opened, with what was asked for made into values."""

    store: Store
    name: str | None
    language: Language
    today: date
    policy: Policy

    def goals(self, name: str | None = None) -> Numbered:
        """The goals of the period that is meant. Raises PeriodError where there is none."""
        found = quarter.find(self.store, name or self.name, self.today, self.policy.fiscal_year_start)
        return quarter.numbered(self.store, found)


@contextmanager
def place(asked: Asked) -> Iterator[Place]:
    """What was asked for; the bounds are those of the settings file, and over them those set on the page. Raises CoachError."""
    language, today, base = options.language(asked.language), options.day(asked.today), load_policy(asked.policy)
    if asked.period is not None:
        quarter.named(asked.period, base.fiscal_year_start)
    from coach.store import open_store

    with open_store() as store:
        own = {name: bound.value for name, bound in store.bounds.now().items()}
        yield Place(store, asked.period, language, today, replace(base, **own) if own and asked.policy is None else base)
