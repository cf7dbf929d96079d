"""Balance: not quantity alone, not activity alone (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import ids
from rules.model import Measurable, Severity, Theme
from rules.rule import SetCase, SetHit, set_hit, set_rule

_ACTIVITY = (Theme.ACTIVITY, Theme.LEADS)
_VOLUME = (*_ACTIVITY, Theme.DEALS, Theme.ORDER_VALUE, Theme.PRODUCT, Theme.REVENUE, Theme.MARKET)


@set_rule("G006", severity=Severity.WARNING, guide="pitfalls")
def balance(case: SetCase) -> Iterator[SetHit]:
    """A set with only volumes and no quality goal, or with only activities and no outcome."""
    # A milestone (sign this, launch that) is neither quantity nor quality, and decides nothing.
    counted = tuple(item for item in case.cases if item.judged.measurable is not Measurable.MILESTONE)
    if len(counted) < 2 or not all(item.judged.theme in _VOLUME for item in case.cases):
        return
    # An outcome is one whether it is counted or there.
    reason = "activity" if all(item.judged.theme in _ACTIVITY for item in case.cases) else "quantity"
    yield set_hit(ids(counted), reason=reason)


RULES = (balance,)
