"""What tells a wish from a report at a glance: is a day to come named, a number wanted, an owner set before a colon? (rulebook §0)"""

from __future__ import annotations

from datetime import date

from rules.reading.facts import Frame, Mention, Quantity, covered
from rules.reading.marking import Marked


class Outlook:
    """One text with what its times, numbers and owners say of its mood."""

    def __init__(
        self, marked: Marked, frames: tuple[Frame, ...], quantities: tuple[Quantity, ...], owners: tuple[Mention, ...], today: date
    ) -> None:
        self.marked, self.tokens, self.tags = marked, marked.tokens, marked.tags
        self.owners, self.quantities = owners, quantities
        self.framed = covered(len(marked.tokens), (frame for frame in frames if frame.kind != "length"))
        self.coming = any(frame.kind == "deadline" and (frame.until is None or frame.until >= today) for frame in frames)
        gone = [f for f in frames if f.kind in ("deadline", "comparison") and f.until is not None and f.until < today]
        self.past, self.told = bool(gone), bool(gone) and all(f.kind != "deadline" or f.begin for f in gone)  # but "by 31 March"
        self.ahead = any(
            f.kind == "deadline"
            and f.until
            and f.until >= today
            and (not f.begin or f.begin >= today or marked.tokens[f.first].fold == "ar")
            for f in frames
        )
        self.gone = any(frame.kind == "deadline" for frame in gone)
        self.normed = any("norm" in tags for tags in marked.tags)
        self.cycle = any(frame.kind == "cycle" for frame in frames)
        self.amount = any(q.role in ("target", "by") for q in quantities)
        self.bound = any(q.bound and not self._among(q) for q in quantities)
        self.counted = any(q.role in ("target", "by") and not (q.words and q.kind == "share" and q.value in (0, 100)) for q in quantities)
        self.limited = any(q.bound and not self._among(q) and q.kind != "duration" for q in quantities)
        self.levelled = any(q.kind in ("duration", "share", "points", "factor") or q.bound for q in quantities if q.role == "target")
        after = owners[0].last + 1 if owners and owners[0].first == 0 else len(self.tokens)
        self.prefixed = after < len(self.tokens) and self.tokens[after].fold in (":", "-")

    def _among(self, q: Quantity) -> bool:
        """ "Inom tre affärsområden": where, not how much."""
        return q.unit is None and q.first > 0 and self.tokens[q.first - 1].fold in ("inom", "within")

    def ours(self) -> bool:
        """Somebody of ours does it: a person, a role, a team, each of a group."""
        return any(owner.kind != "diffuse" for owner in self.owners)
