"""Lead link: a goal for leads names its counterpart in marketing (rulebook §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.goalset.scope import has_word, ids
from rules.model import Severity, Theme
from rules.rule import SetCase, SetHit, set_hit, set_rule


@set_rule("G011", severity=Severity.NOTE, guide="operational")
def lead_link(case: SetCase) -> Iterator[SetHit]:
    """A goal for leads (MQL, SQL) that names nobody in marketing."""
    loose = tuple(
        item for item in case.cases if item.judged.theme is Theme.LEADS and has_word(item, "leads") and not has_word(item, "marketing")
    )
    if loose:
        yield set_hit(ids(loose))


RULES = (lead_link,)
