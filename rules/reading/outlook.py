"""What tells a wish from a report at a glance: is a day to come named, a number wanted, an owner set before a colon? (rulebook §0)"""

from __future__ import annotations

from datetime import date

from rules.reading.facts import Frame, Mention, Quantity
from rules.reading.marking import Marked

_ONWARD = frozenset("from fran fr as starting".split())


def _bygone(marked: Marked, frame: Frame, today: date) -> bool:
    """ "2018/19": a split year that is over, whichever month it begins in."""
    years = [token.fold for token in marked.tokens[frame.first : frame.last + 1] if token.kind == "n"]
    if not years or "aim" in marked.present or len(years[0]) != 4 or not all(year.isdigit() for year in years):
        return False
    return int(years[0]) + 1 < today.year


class Outlook:
    """One text with what its times, numbers and owners say of its mood."""

    def __init__(
        self, marked: Marked, frames: tuple[Frame, ...], quantities: tuple[Quantity, ...], owners: tuple[Mention, ...], today: date,
        framed: bytearray,
    ) -> None:  # fmt: skip
        self.marked, self.tokens, self.tags = marked, marked.tokens, marked.tags
        self.frames, self.quantities, self.owners, self.today = frames, quantities, owners, today
        self.framed = framed
        self.coming = self.past = self.cycle = False
        for frame in frames:
            if frame.kind == "cycle":
                self.cycle = True
            elif frame.kind == "deadline" and frame.until is None and _bygone(marked, frame, today):
                self.past = True
            elif frame.kind == "deadline" and (frame.until is None or frame.until >= today):
                self.coming = self.coming or not self._nowadays(frame)
            elif frame.kind == "start" and frame.begin is not None and frame.begin > today:
                self.coming = self.coming or marked.tokens[frame.first].fold in _ONWARD and "change_noun" not in marked.present
            elif frame.kind in ("deadline", "comparison") and frame.until is not None and frame.until < today:
                self.past = True
            elif frame.kind == "length":
                self.framed = self.framed[:]  # what only measures is no time here
                self.framed[frame.first : frame.last + 1] = bytes(frame.last + 1 - frame.first)
        self.amount = self.bound = self.counted = False
        """A wanted number; a bound; a wanted number that is neither all nor nothing in words."""
        for q in quantities:
            if q.role in ("target", "by"):
                self.amount = self.amount or not (q.words and self._alone(q))
                self.counted = self.counted or not (q.words and q.kind == "share" and q.value in (0, 100))
            if q.bound and not self._among(q):
                self.bound = True
        after = owners[0].last + 1 if owners and owners[0].first == 0 else len(self.tokens)
        self.wordless = not self.tokens or self.tokens[0].kind == "p" and all(token.kind == "p" for token in self.tokens)
        self.prefixed = after < len(self.tokens) and self.tokens[after].fold in (":", "-")

    def _nowadays(self, frame: Frame) -> bool:
        """ "Today, customers expect …": no day to come."""
        return frame.until == self.today and any("nowadays" in tags for tags in self.tags[frame.first : frame.last + 1])

    # What only few texts are asked for is worked out when it is asked.

    @property
    def told(self) -> bool:
        """What is past is told of as past: "in March 2025", but not "by 31 March 2025"."""
        return self.past and all(f.kind != "deadline" or f.begin for f in self.past_frames())

    @property
    def gone(self) -> bool:
        """An end that is past."""
        return any(frame.kind == "deadline" for frame in self.past_frames())

    @property
    def ahead(self) -> bool:
        """A dated end to come, of a time that has not begun."""
        return any(
            f.kind == "deadline"
            and f.until
            and f.until >= self.today
            and (not f.begin or f.begin >= self.today or self.tokens[f.first].fold == "ar")
            for f in self.frames
        )

    @property
    def normed(self) -> bool:
        """A word for what always holds."""
        return "norm" in self.marked.present

    @property
    def counted_thing(self) -> bool:
        """A wanted number of two or more: not "one thing"."""
        return any(
            q.role in ("target", "by") and not (q.words and (q.value is None or q.value <= 1 or q.kind == "share")) for q in self.quantities
        )

    @property
    def exceeding(self) -> bool:
        """Every bound is "more than", as one tells of what there is."""
        return all(self.tokens[q.first - 1].fold in ("than", "over", "an") for q in self.quantities if q.bound and q.first)

    @property
    def limited(self) -> bool:
        """A bound on something other than how long it takes."""
        return any(q.bound and not self._among(q) and q.kind != "duration" for q in self.quantities)

    @property
    def levelled(self) -> bool:
        """A wanted number that is a level."""
        return any(q.kind in ("duration", "share", "points", "factor") or q.bound for q in self.quantities if q.role == "target")

    def past_frames(self) -> list[Frame]:
        """The times that are past."""
        return [f for f in self.frames if f.kind in ("deadline", "comparison") and f.until is not None and f.until < self.today]

    def _among(self, q: Quantity) -> bool:
        """ "Inom tre affärsområden": where, not how much."""
        return q.unit is None and q.first > 0 and self.tokens[q.first - 1].fold in ("inom", "within")

    def _alone(self, q: Quantity) -> bool:
        """ "A place for all": everybody, not all of something."""
        after = q.last + 1
        return q.value == 100 and q.kind == "share" and (after >= len(self.tokens) or self.tokens[after].kind == "p")

    def ours(self) -> bool:
        """Somebody of ours does it: a person, a role, a team, each of a group."""
        return bool(self.owners) and any(owner.kind != "diffuse" for owner in self.owners)
