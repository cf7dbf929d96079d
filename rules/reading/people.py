"""Who does or answers for a goal: persons, roles, teams, and the diffuse "we" (rulebook §3)."""

from __future__ import annotations

from rules.reading.facts import Frame, Mention, covered
from rules.reading.groups import find_groups
from rules.reading.marking import Marked, mention_of
from rules.reading.pointers import before_colon, charged, pointed_out
from rules.reading.pronouns import PERSONS, pronouns
from rules.reading.signatures import signed
from rules.reading.slots import slots
from rules.reading.subjects import standing

_NAMED = ("person", "role", "writer", "each")


def find_owners(marked: Marked, frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    """Everyone who is said to do or answer for the goal, in order of place.

    `kind` is person, writer, role, each, team or diffuse. A customer, a product or the object of the goal is nobody.
    """
    timed = covered(len(marked.tokens), frames)
    found: dict[int, Mention] = {}
    taken = bytearray(len(marked.tokens))

    def take(mention: Mention) -> None:
        if 1 not in taken[mention.first : mention.last + 1]:
            found[mention.first] = mention
            taken[mention.first : mention.last + 1] = b"\1" * (mention.last + 1 - mention.first)

    for mention in slots(marked, timed):
        take(mention)
    prefixed = before_colon(marked)
    for mention in prefixed:
        take(mention)
    if not marked.present.isdisjoint(PERSONS):
        for mention in pronouns(marked):
            take(mention)
    groups = tuple(find_groups(marked, timed))
    for first, last, kind in groups:
        if 1 not in taken[first : last + 1]:
            role = standing(marked, timed, first, last, kind)
            if role is not None and not (prefixed and role == "each"):
                take(mention_of(marked, first, last, role))
    if groups or "owns" in marked.named:
        for mention in pointed_out(marked, groups):
            take(mention)
    for mention in charged(marked, timed, groups):
        take(mention)
    if not found or not any(mention.kind in _NAMED for mention in found.values()):
        for mention in signed(marked, timed, groups):
            take(mention)
    if len(found) < 2:
        return tuple(found.values())
    return tuple([found[index] for index in sorted(found) if not _quoted_from(marked, index)])


def _quoted_from(marked: Marked, index: int) -> bool:
    """ "…, säger klubbens vd, Thomas Andersson": who tells of the goal, where somebody else is to reach it."""
    return not marked.all("owns") and any("saying" in marked.tags[step] for step in range(max(0, index - 5), index))
