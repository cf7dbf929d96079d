"""The set as a map: each strategic goal with the operational goals beneath it, what each brings on its line, and the orphans."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from coach.ui import cards
from coach.ui.cards import Shown
from coach.ui.facts import facts
from coach.ui.labels import Language, say
from coach.ui.safe import safe
from rules.messages import number
from rules.model import SetReport

if TYPE_CHECKING:
    from coach.ui.desk import View

_TIMES = {"day": 0, "week": 0, "month": 3, "quarter": 1}
"""How often a rate comes in a quarter; days and weeks are the policy's."""


def drawn(strategic: Sequence[Shown], operational: Sequence[Shown], report: SetReport, view: View, language: Language) -> str:
    """The map, as nested lists that read well without their looks."""
    made = []
    for whole in strategic:
        name = str(whole.entry.number)
        beneath = [item for item in operational if name in item.entry.goal.supports]
        rows = "".join(_leaf(item, view, language) for item in beneath)
        none = "" if beneath else f'<li class="leaf none">{safe(say(language, "map.none"))}</li>'
        told = "".join(cards.finding(found, language) for found in report.findings if name in found.goals and len(found.goals) > 1)
        sums = f'<ul class="findings sums">{told}</ul>' if told else ""
        made.append(
            f'<section class="tree" data-drop="{name}" aria-label="{safe(say(language, "card.goal", number=name))}">'
            f'{_node(whole, language, "trunk")}<ul class="leaves">{rows}{none}</ul>{sums}</section>'
        )
    orphans = [item for item in operational if not item.supports]
    if orphans:
        rows = "".join(_leaf(item, view, language, alone=True) for item in orphans)
        heading = say(language, "map.orphans" if strategic else "map.no-strategic")
        made.append(f'<section class="tree loose" data-drop=""><h3>{safe(heading)}</h3><ul class="leaves">{rows}</ul></section>')
    hint = f'<p class="soft">{safe(say(language, "map.hint"))}</p>' if strategic and operational else ""
    return f'<div class="map">{"".join(made)}{hint}</div>'


def _node(item: Shown, language: Language, kind: str) -> str:
    state, name = cards.look(item.report)
    return (
        f'<div class="node {kind} {state}"><span class="n">{safe(item.name)}</span><span class="txt">{cards.marked(item.report)}</span>'
        f'<span class="state {state}">{safe(say(language, f"card.{name}"))}</span></div>'
    )


def _leaf(item: Shown, view: View, language: Language, alone: bool = False) -> str:
    """A goal with what it brings; `alone`: there is no line to write that on, so that only a sum is told."""
    share = _share(item, view, language, alone)
    shown = f'<span class="share">{safe(share)}</span>' if share else ""
    return f'<li class="leaf" draggable="true" data-drag="{item.entry.number}">{shown}{_node(item, language, "twig")}</li>'


def _share(item: Shown, view: View, language: Language, alone: bool) -> str:
    """What a goal brings in its quarter, where its number can be summed: "40 per månad = 120 i kvartalet"."""
    amount = next((fact.text for fact in facts(item.report, item.reading, language) if fact.field == "amount"), "")
    wanted = next((q for q in item.reading.quantities if q.role == "target" and q.rate in _TIMES and q.value is not None), None)
    if wanted is None or wanted.value is None or wanted.rate == "quarter":
        return "" if alone else amount
    policy = view.session.policy
    weeks = Decimal(policy.working_weeks) / 4
    times = {"week": weeks, "day": weeks * 5, "month": Decimal(3)}[str(wanted.rate)]
    total = (Decimal(wanted.value) * times).quantize(Decimal(1))
    return say(language, "map.share", amount=amount, total=number(total, language))
