"""One goal at a time. (rulebook §6)"""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Severity
from rules.rule import Case, Hit, hit, rule


def judge(case: Case) -> bool:
    """Whether the text holds two or more results that could be reached separately."""
    return case.reading.results > 1


@rule("C001", criterion="compound", severity=Severity.NOTE, section="6", guide="pitfalls", verdict=("compound", True))
def compound(case: Case) -> Iterator[Hit]:
    """Two or more results in one goal."""
    if case.judged.compound:
        yield hit(count=str(case.reading.results))


RULES = (compound,)
