"""Is it a goal? (rulebook §0)"""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Kind, Severity
from rules.rule import Case, Hit, hit, rule


def judge(case: Case) -> Kind:
    """A goal unless the reading found a reason against it."""
    return Kind.NONGOAL if case.reading.reason else Kind.GOAL


@rule("K001", criterion="kind", severity=Severity.NOTE, section="0", guide="pitfalls")
def not_a_goal(case: Case) -> Iterator[Hit]:
    """A text that states no wanted result: a question, heading, report, description, advice or request."""
    if case.reading.reason:
        yield hit(reason=case.reading.reason)


RULES = (not_a_goal,)
