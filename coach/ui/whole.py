"""The quarter's set as a whole: what to raise, each goal with its questions and next step, levels, load, before and now, last quarter."""

from __future__ import annotations

from coach.review.model import GoalReview, Review
from coach.review.pack import Pack, Page
from coach.review.told import say as paper
from coach.review.wording import point
from coach.ui import parts
from coach.ui.cards import CHEVRON
from coach.ui.labels import Language, meet, say
from coach.ui.safe import button, prose, safe


def whole(found: Review, pack: Pack, language: Language) -> str:
    """Everything that the pack's first pages say, in the page's own looks."""
    names = {item.goal.id: item.name for item in found.goals}
    told = "".join(parts.point(point(finding, names, language)) for finding in found.findings)
    none = f'<p class="soft">{safe(meet(language, "whole.raise-none"))}</p>'
    raised = f'<ul class="raised">{told}</ul>' if told else none
    head = f'<section class="goal cycle"><h3>{safe(meet(language, "whole.raise"))}</h3>{raised}</section>'
    cards = "".join(_goal(page, item, language) for page, item in zip(pack.goals, found.goals, strict=True))
    goals = f"<h3>{safe(meet(language, 'whole.goals'))}</h3>{cards}" if cards else ""
    # On paper these two stand by themselves; here the findings are told above, and the next step on each card.
    rest = [item for item in pack.rest if item.title not in (paper("part.set", language), paper("part.next", language))]
    narrow = "".join(parts.part(item) for item in rest if item.narrow)
    beside = f'<div class="beside">{narrow}</div>' if narrow else ""
    wide = "".join(parts.part(item) for item in rest if not item.narrow)
    return f'<p class="lead">{prose(pack.lead)}</p>{head}{goals}{beside}{wide}'


def _goal(page: Page, item: GoalReview, language: Language) -> str:
    number = safe(page.name)
    opener = (
        f'<button class="opener" type="button" aria-expanded="false" aria-controls="more-{number}" data-open="{number}">'
        f'<span class="sr">{safe(meet(language, "whole.more"))}</span>{CHEVRON}</button>'
    )
    asked = "".join(f"<li>{prose(line)}</li>" for line in page.questions.lines)
    stands = f'<p class="soft">{prose(page.standing.lead)}</p>' if page.standing is not None else ""
    told = [part for part in (page.agreement, page.versions, page.hinders, page.lessons) if part is not None and part.lines]
    more = "".join(f"<h3>{safe(part.title)}</h3>{parts.lines(part.lines)}" for part in told)
    picture = parts.picture(item.standing, page.name, language)
    at = button(meet(language, "whole.open"), "shape", "btn small", data_shape=f"meet-{page.name}")
    return (
        f'<article class="goal dialogue" data-goal="{number}" aria-label="{safe(say(language, "card.goal", number=page.name))}">'
        f'<div class="head"><span class="n" aria-hidden="true">{number}</span><p class="txt">{prose(page.text)}</p>'
        f"{parts.badge(page.status)}{parts.badge(page.state)}{opener}</div>"
        f'<div class="body">{stands}<ol class="asked" aria-label="{safe(page.questions.title)}">{asked}</ol>'
        f'<p class="soft"><b>{safe(meet(language, "whole.next"))}</b> {prose(page.proposal.lines[0])}</p></div>'
        f'<div class="more" id="more-{number}" hidden>{picture}{more}<div class="row">{at}</div></div></article>'
    )
