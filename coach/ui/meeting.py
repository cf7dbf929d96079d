"""The meeting: one goal at a time, as large as the screen allows, with what is asked and room for what is agreed."""

from __future__ import annotations

from coach.followup.standing import Standing, Status
from coach.review.model import GoalReview, Review
from coach.review.pack import Fact, Pack, Page
from coach.ui import parts, week
from coach.ui.desk import Desk, View
from coach.ui.labels import Language, meet
from coach.ui.safe import attributes, button, prose, safe
from rules.messages import day
from rules.model import State

FIELDS = ("agreed", "changed", "reason")
LONGEST = 1000


def meeting(desk: Desk, view: View, found: Review, pack: Pack, number: int, language: Language) -> str:
    """The goal of that number, else the first; the way to the others."""
    names = [page.name for page in pack.goals]
    at = names.index(str(number)) if str(number) in names else 0
    page, item = pack.goals[at], found.goals[at]
    return (
        f'<article class="meet" data-goal="{safe(page.name)}" aria-label="{safe(meet(language, "meet.named"))}">'
        f"{_bar(found, names, at, language)}{_head(page)}"
        f'<div class="two"><div class="left">{_stands(page, item.standing, language)}{_last(page, language)}</div>'
        f'<div class="right">{_asked(page, item, language)}{_agreeing(item, view, language)}</div></div>'
        f"{_end(found, view, language)}</article>"
    )


def _bar(found: Review, names: list[str], at: int, language: Language) -> str:
    """Where the meeting is, and the way on: a dot per goal, and the two arrows."""
    dots = "".join(
        f'<button type="button" data-act="shape" data-shape="meet-{item.name}" class="{"said" if item.goal.accepted else "open"}"'
        f"{attributes(aria_current='step' if place == at else False, aria_label=_dot(item, language))}>"
        f"{'✓' if item.goal.accepted else safe(item.name)}</button>"
        for place, item in enumerate(found.goals)
    )
    place = safe(meet(language, "meet.place", at=str(at + 1), all=str(len(names))))
    before = _turn(names[at - 1] if at else "", "previous", "‹", language)
    after = _turn(names[at + 1] if at + 1 < len(names) else "", "next", "›", language)
    leave = button(meet(language, "meet.leave"), "shape", "btn small", data_shape="whole")
    keys = safe(meet(language, "meet.keys"))
    return (
        f'<div class="bar-meet">{before}<span class="place" aria-live="polite">{place}</span>{after}<span class="dots-meet">{dots}</span>'
        f'<span class="soft keys">{keys}</span>{leave}</div>'
    )


def _dot(item: GoalReview, language: Language) -> str:
    words = meet(language, "meet.turn", number=item.name)
    return f"{words} ({meet(language, 'meet.done')})" if item.goal.accepted else words


def _turn(name: str, key: str, sign: str, language: Language) -> str:
    words = safe(meet(language, f"meet.{key}"))
    own = attributes(data_shape=f"meet-{name}", data_turn=key) if name else attributes(disabled=True, data_turn=key)
    return f'<button type="button" class="btn turn-meet" data-act="shape"{own} aria-label="{words}" title="{words}">{sign}</button>'


def _head(page: Page) -> str:
    facts = "".join(f"<li{_miss(fact)}>{safe(fact.label)}: {safe(_told(fact))}</li>" for fact in page.facts[:2])
    said = f'<div class="said-meet"><h2 tabindex="-1">{prose(page.text)}</h2><ul class="meta">{facts}</ul></div>'
    badges = f'<p class="badges">{parts.badge(page.status)}{parts.badge(page.state)}</p>'
    return f'<header class="head-meet"><span class="n" aria-hidden="true">{safe(page.name)}</span>{said}{badges}</header>'


def _miss(fact: Fact) -> str:
    return ' class="miss"' if fact.miss else ""


def _told(fact: Fact) -> str:
    """A fact's words after its label: that it is missing stands in small letters there."""
    return fact.words[:1].lower() + fact.words[1:] if fact.miss else fact.words


def _stands(page: Page, stands: Standing | None, language: Language) -> str:
    title = safe(meet(language, "meet.stands"))
    if page.standing is None or stands is None:
        return f'<section><h3>{title}</h3><p class="soft">{safe(meet(language, "meet.nothing"))}</p></section>'
    facts = "".join(f"<div><dt>{safe(fact.label)}</dt><dd>{safe(fact.words)}</dd></div>" for fact in page.figures)
    figures = f'<dl class="figures">{facts}</dl>' if facts else ""
    picture = parts.picture(stands, page.name, language)
    return f"<section><h3>{title}</h3><p>{prose(page.standing.lead)}</p>{figures}{picture}</section>"


def _last(page: Page, language: Language) -> str:
    told = [page.agreement.lines, page.hinders.lines if page.hinders is not None else ()]
    title, hinders = safe(meet(language, "meet.last")), safe(page.hinders.title) if page.hinders is not None else ""
    more = f"<section><h3>{hinders}</h3>{parts.lines(told[1])}</section>" if told[1] else ""
    return f"<section><h3>{title}</h3>{parts.lines(told[0])}</section>{more}"


def _asked(page: Page, item: GoalReview, language: Language) -> str:
    asked = "".join(f"<li>{prose(line)}</li>" for line in page.questions.lines)
    known = {lesson.question: lesson.answer for lesson in item.lessons}
    missed = item.standing is not None and item.status is Status.MISSED
    lessons = week.lessons(item.standing, known, page.name, language) if missed and item.standing is not None else ""
    title = safe(meet(language, "meet.questions"))
    return f'<section class="ask-meet"><h3>{title}</h3><ol class="asked">{asked}</ol></section>{lessons}'


def _agreeing(item: GoalReview, view: View, language: Language) -> str:
    """What is agreed, changed and why; the owner's yes or no."""
    name, closed = item.name, view.period is not None and view.period.state is State.CLOSED
    fields = "".join(
        f'<label class="pair {field}"><span>{safe(meet(language, f"meet.{field}"))}</span>'
        f"<textarea{attributes(name=field, rows=1, maxlength=LONGEST, data_number=name)}></textarea></label>"
        for field in FIELDS
    )
    said = _answered(item, language)
    kept = item.goal.accepted is not None or closed
    row = button(meet(language, "meet.save" if kept else "meet.note"), kind="btn pri" if kept else "btn")
    if closed:
        told = f'<p class="soft">{safe(meet(language, "meet.closed"))}</p>'
        return _form(name, fields, said, row, told, language)
    yes = attributes(type="submit", name="yes", value="1")
    agree = f'<button class="btn pri"{yes}>{safe(meet(language, "meet.yes"))}</button>' if not item.goal.accepted else ""
    edit = button(meet(language, "meet.edit"), "edit", "link push", data_number=name)
    return _form(name, fields, said, f"{agree}{row}{edit}", _refusing(name, language) if not item.goal.accepted else "", language)


def _form(name: str, fields: str, said: str, row: str, more: str, language: Language) -> str:
    return (
        f'<section class="fields-meet"><h3>{safe(meet(language, "meet.fields"))}</h3>{said}'
        f'<form class="agreeing" data-act="meet" data-number="{safe(name)}">{fields}<div class="row">{row}</div></form>{more}</section>'
    )


def _answered(item: GoalReview, language: Language) -> str:
    accepted = item.goal.accepted
    if accepted is not None:
        words = meet(language, "meet.said-yes", owner=accepted.by or item.owner or "–", day=day(accepted.on, language))
        words = words[:1].upper() + words[1:]
        return f'<p class="answered ok">✓ {safe(words)}</p>'
    if item.answers and not item.answers[-1].yes:
        last = item.answers[-1]
        words = meet(language, "meet.said-no", owner=last.owner or item.owner, day=day(last.day, language), reason=last.reason)
        words = words[:1].upper() + words[1:]
        return f'<p class="answered mend">{safe(words)}</p>'
    return ""


def _refusing(name: str, language: Language) -> str:
    why = attributes(name="why", maxlength=300, required=True, autocomplete="off", data_number=name)
    return (
        f'<details class="adding"><summary>{safe(meet(language, "meet.no"))}</summary>'
        f'<form class="entry" data-act="refuse" data-number="{safe(name)}"><label class="pair wide">'
        f"<span>{safe(meet(language, 'meet.no-why'))}</span><input{why}></label>"
        f"{button(meet(language, 'meet.no-save'), kind='btn small')}</form></details>"
    )


def _end(found: Review, view: View, language: Language) -> str:
    """When every owner has said yes, the quarter can be agreed."""
    drafted = view.period is not None and view.period.state is State.DRAFT
    if not drafted or found.accepted < len(found.goals) or found.others:
        return ""
    agree = button(meet(language, "meet.agree-all"), "move", "btn pri", data_deed="agree")
    return f'<div class="row end-meet"><b>{safe(meet(language, "meet.all-done"))}</b>{agree}</div>'
