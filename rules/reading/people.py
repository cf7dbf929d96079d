"""Who does or answers for a goal: persons, roles, teams, and the diffuse "we" (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rules.reading.facts import Frame, Mention, covered
from rules.reading.groups import find_groups
from rules.reading.marking import Marked, mention_of
from rules.reading.pointers import before_colon, charged, pointed_out
from rules.reading.pronouns import PERSONS, pronouns
from rules.reading.signatures import signed
from rules.reading.slots import slots
from rules.reading.subjects import standing

_NAMED = ("person", "role", "writer", "each")


class _Search:
    """The owners of one text as they are found: who comes first takes his words, and a later look passes over them."""

    __slots__ = ("found", "groups", "marked", "prefixed", "taken", "timed")

    def __init__(self, marked: Marked, timed: bytearray) -> None:
        self.marked, self.timed = marked, timed
        self.found: dict[int, Mention] = {}
        self.taken = bytearray(len(marked.tokens))
        self.prefixed: tuple[Mention, ...] = ()
        self.groups: tuple[tuple[int, int, str], ...] = ()

    def take(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            first, after = mention.first, mention.last + 1
            if 1 not in self.taken[first:after]:
                self.found[first] = mention
                self.taken[first:after] = b"\1" * (after - first)


def find_owners(marked: Marked, frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    """Everyone who is said to do or answer for the goal, in order of place.

    `kind` is person, writer, role, each, team or diffuse. A customer, a product or the object of the goal is nobody.
    """
    return owners_of((marked,), (covered(len(marked.tokens), frames),))[0]


def owners_of(marks: Sequence[Marked], times: Sequence[bytearray]) -> list[tuple[Mention, ...]]:
    """The owners of some texts, look by look over all of them, as `read_all` reads."""
    those = [_Search(marked, timed) for marked, timed in zip(marks, times, strict=True)]
    for look in _LOOKS:
        for it in those:
            look(it)
    return [_in_order(it) for it in those]


def _in_slots(it: _Search) -> None:
    it.take(slots(it.marked, it.timed))


def _prefixed(it: _Search) -> None:
    it.prefixed = before_colon(it.marked)
    it.take(it.prefixed)


def _persons(it: _Search) -> None:
    if not it.marked.present.isdisjoint(PERSONS):
        it.take(pronouns(it.marked))


def _grouped(it: _Search) -> None:
    it.groups = tuple(find_groups(it.marked, it.timed))


def _standing(it: _Search) -> None:
    for first, last, kind in it.groups:
        if 1 not in it.taken[first : last + 1]:
            role = standing(it.marked, it.timed, first, last, kind)
            if role is not None and not (it.prefixed and role == "each"):
                it.take((mention_of(it.marked, first, last, role),))


def _pointed_out(it: _Search) -> None:
    if it.groups or "owns" in it.marked.named:
        it.take(pointed_out(it.marked, it.groups))
    it.take(charged(it.marked, it.timed, it.groups))


def _signed(it: _Search) -> None:
    if not it.found or not any(mention.kind in _NAMED for mention in it.found.values()):
        it.take(signed(it.marked, it.timed, it.groups))


_LOOKS = (_in_slots, _prefixed, _persons, _grouped, _standing, _pointed_out, _signed)


def _in_order(it: _Search) -> tuple[Mention, ...]:
    if len(it.found) < 2:
        return tuple(it.found.values())
    return tuple([it.found[index] for index in sorted(it.found) if not _quoted_from(it.marked, index)])


def _quoted_from(marked: Marked, index: int) -> bool:
    """ "…, säger bolagets vd, Karin Ek": who tells of the goal, where somebody else is to reach it."""
    return not marked.all("owns") and any("saying" in marked.tags[step] for step in range(max(0, index - 5), index))
