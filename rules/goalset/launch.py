"""Launch: something new has a goal for its sales (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import has_word, ids
from rules.model import Measurable, Severity, Theme
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule


@set_rule("G007", severity=Severity.NOTE, guide="operational")
def launch(case: SetCase) -> Iterator[SetHit]:
    """A goal to launch a product, and no goal in the set for what it should sell."""
    launches = tuple(item for item in case.cases if _launches(item))
    if launches and not any(_sells(item) for item in case.cases):
        yield set_hit(ids(launches))


def _launches(case: Case) -> bool:
    return case.judged.theme is Theme.PRODUCT and case.judged.measurable is not Measurable.QUANTIFIED and has_word(case, "launch")


def _sells(case: Case) -> bool:
    # Any number on a product's sales counts: which product it is cannot always be told, and a false alarm costs more.
    return case.judged.theme is Theme.PRODUCT and case.judged.measurable is Measurable.QUANTIFIED


RULES = (launch,)
