"""How a goal stands: which criteria hold, and whether one wording is better than another (rulebook §2, Blanks)."""

from __future__ import annotations

from rules.model import Level, Measurable, Ownership, Realistic, Report, Specific, Time

CORE = ("specific", "measurable", "owner", "time")


def holds(report: Report) -> frozenset[str]:
    """The criteria that hold, by name. A text that is no goal holds none."""
    verdicts = report.verdicts
    if verdicts is None:
        return frozenset()
    found = set()
    if verdicts.specific is Specific.MET:
        found.add("specific")
    if verdicts.measurable in (Measurable.QUANTIFIED, Measurable.MILESTONE) and not verdicts.unit_missing:
        found.add("measurable")
    if verdicts.owner is Ownership.NAMED:
        found.add("owner")
    if verdicts.time is Time.DEADLINE or verdicts.time is Time.RECURRING and verdicts.level is Level.OPERATIONAL:
        found.add("time")
    # Doubtful is a matter of data: a specimen of a date must not make a goal so.
    if verdicts.realistic is not Realistic.IMPOSSIBLE:
        found.add("realistic")
    return frozenset(found)


def better(filled: Report, original: Report) -> bool:
    """Whether more criteria hold and none fewer. `filled`: the wording with every blank filled by a fitting specimen."""
    return holds(filled) > holds(original)
