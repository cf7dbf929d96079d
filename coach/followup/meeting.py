"""The weekly meeting: status, hinder and adjustment per goal, worst first; what is open comes back next week (the guide, follow-up)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.exchange.actuals import Hinder
from coach.followup.standing import Standing, Status

_ORDER = (Status.MISSED, Status.BEHIND, Status.UNKNOWN, Status.ON_TRACK, Status.AHEAD, Status.REACHED, Status.WAITING)


@dataclass(frozen=True, slots=True)
class Item:
    """One goal at the meeting: where it stands, its open hinders, and those cleared since the last one."""

    standing: Standing
    open: tuple[Hinder, ...]
    cleared: tuple[Hinder, ...]

    @property
    def asks(self) -> bool:
        """Nobody has said yet what stands in the way of a goal that is behind."""
        return self.standing.status in (Status.MISSED, Status.BEHIND) and not self.open


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting: its day, the goals, and the open hinders whose day has passed."""

    day: date
    items: tuple[Item, ...]
    late: tuple[Hinder, ...]


def agenda(standings: Sequence[Standing], hinders: Iterable[Hinder], today: date) -> Agenda:
    """The meeting of `today`: goals by how much they need it, in the order given among equals."""
    known = tuple(sorted(hinders, key=lambda hinder: (hinder.by or date.max, hinder.opened, hinder.id)))
    items = []
    for standing in sorted(standings, key=lambda item: _ORDER.index(item.status)):
        own = tuple(item for item in known if item.goal == standing.course.goal and item.opened <= today)
        cleared = tuple(item for item in own if item.cleared is not None and 0 <= (today - item.cleared).days < 7)
        items.append(Item(standing, tuple(item for item in own if is_open(item, today)), cleared))
    late = tuple(item for item in known if is_open(item, today) and item.by is not None and item.by < today)
    return Agenda(today, tuple(items), late)


def is_open(hinder: Hinder, today: date) -> bool:
    """Not cleared as of `today`."""
    return hinder.cleared is None or hinder.cleared > today
