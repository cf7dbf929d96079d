"""Launch: something new has a goal for its sales (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import has_word, ids, scope_of
from rules.model import Measurable, Severity, Theme
from rules.rule import Case, SetCase, SetHit, set_hit, set_rule

# A product's sales are counted in money or in what is sold of it.
_SOLD = (Theme.REVENUE, Theme.DEALS, Theme.ORDER_VALUE)


@set_rule("G007", severity=Severity.NOTE, guide="operational")
def launch(case: SetCase) -> Iterator[SetHit]:
    """A goal to launch a product, and no goal in the set for what it should sell."""
    launches = tuple(item for item in case.cases if _launches(item))
    if any(_sells(item) for item in case.cases):
        return
    loose = tuple(item for item in launches if not any(_earns(other, item) for other in case.cases))
    if loose:
        yield set_hit(ids(loose))


def _launches(case: Case) -> bool:
    if case.judged.theme is not Theme.PRODUCT or case.judged.measurable is Measurable.QUANTIFIED:
        return False
    return has_word(case, "launch") and not has_word(case, "unsold")


def _sells(case: Case) -> bool:
    # Any number on a product's sales counts: which product it is cannot always be told, and a false alarm costs more.
    return case.judged.theme is Theme.PRODUCT and case.judged.measurable is Measurable.QUANTIFIED


def _earns(case: Case, launched: Case) -> bool:
    """A number of kronor, deals or customers for what is launched, told by a word that both goals hold."""
    if case.judged.theme not in _SOLD or case.judged.measurable is not Measurable.QUANTIFIED:
        return False
    return any(word in scope_of(case) for word in scope_of(launched))


RULES = (launch,)
