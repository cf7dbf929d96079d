"""Balance: not quantity alone, not activity alone (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import ids
from rules.model import Severity, Theme
from rules.rule import SetCase, SetHit, set_hit, set_rule

_ACTIVITY = (Theme.ACTIVITY, Theme.LEADS)
_VOLUME = (*_ACTIVITY, Theme.DEALS, Theme.ORDER_VALUE, Theme.PRODUCT, Theme.REVENUE, Theme.MARKET)


@set_rule("G006", severity=Severity.WARNING, guide="pitfalls")
def balance(case: SetCase) -> Iterator[SetHit]:
    """A set with only volumes and no quality goal, or with only activities and no outcome."""
    themes = tuple(item.judged.theme for item in case.cases)
    if len(themes) < 2:
        return
    if all(theme in _ACTIVITY for theme in themes):
        yield set_hit(ids(case.cases), reason="activity")
    elif all(theme in _VOLUME for theme in themes):
        yield set_hit(ids(case.cases), reason="quantity")


RULES = (balance,)
