"""A goal as a card: at rest its text, its state in words, the facts and the next step; the rest opens on click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coach.conversation.model import Entry
from coach.ui.facts import Fact, facts, owner, short
from coach.ui.labels import Language, joined, say, writer
from coach.ui.safe import attributes, button, option, prose, safe
from rules.messages import label, render, status, why
from rules.model import Finding, Kind, Level, Light, Report, Severity
from rules.reading import Reading, find_blanks
from rules.registry import RULES

_RANK = {Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
_CLASSES = ("", "note", "warning", "error")
_SIGNS = {Light.HOLDS: "✓", Light.MEND: "–", Light.CANNOT_TELL: "?"}
_VERDICTS = {"accepted": "owner"}
_BLANK = 4
_GUIDE = {rule.id: rule.guide for rule in RULES}


@dataclass(frozen=True, slots=True)
class Shown:
    """A goal of the set as its card needs it. `name`: "1", or "A" for a strategic one; `carried`: names of the goals that support it;
    `supports`: names of those it supports; `unlinked`: it supports none though there are some; `told`: which is said above, of all."""

    entry: Entry
    report: Report
    reading: Reading
    name: str
    supports: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    unlinked: bool = False
    told: bool = False


def card(item: Shown, language: Language, wholes: Sequence[Shown] = (), spark: str = "") -> str:
    """One goal. `wholes`: the strategic goals that it can be linked to; `spark`: how it stands, as HTML."""
    number, report = item.entry.number, item.report
    state, name = look(report)
    title = safe(say(language, "card.goal", number=item.name))
    opener = (
        f'<button class="opener" type="button" aria-expanded="false" aria-controls="more-{number}" data-open="{number}">'
        f'<span class="sr">{safe(say(language, "card.details"))}</span>{CHEVRON}</button>'
    )
    heading = (
        f'<div class="head"><span class="n" aria-hidden="true">{safe(item.name)}</span><p class="txt">{marked(report)}</p>'
        f'<span class="state {state}">{safe(say(language, f"card.{name}"))}</span>{opener}</div>'
    )
    return (
        f'<article class="goal {state}" data-goal="{number}" aria-label="{title}">{heading}'
        f"{_meta(item, language)}{_next(item, language)}{spark}"
        f'<div class="more" id="more-{number}" hidden>{_details(item, language)}{_actions(item, language, wholes)}</div></article>'
    )


def parked(item: Shown, language: Language) -> str:
    """A goal that waits for next quarter: its text, and the way back."""
    number = item.entry.number
    back = button(say(language, "card.unpark"), "unpark", "btn small", data_number=number)
    return f'<article class="goal parked"><div class="head"><p class="txt">{prose(item.entry.goal.text)}</p>{back}</div></article>'


def marked(report: Report) -> str:
    """The goal's text, the words that a finding rests on in <mark> and its blanks as chips; where findings overlap the graver one shows."""
    text = report.goal.text
    ranks = [0] * len(text)
    for finding in report.findings:
        if finding.span is not None:
            for place in range(max(0, finding.span.start), min(len(text), finding.span.end)):
                ranks[place] = max(ranks[place], _RANK[finding.severity])
    for blank in find_blanks(text):
        ranks[blank.start : blank.end] = [_BLANK] * (blank.end - blank.start)
    pieces = []
    for rank, places in groupby(range(len(text)), key=ranks.__getitem__):
        run = list(places)
        words = text[run[0] : run[-1] + 1]
        if rank == _BLANK:
            pieces.append(f'<span class="blank">{safe(words.strip("[]"))}</span>')
        else:
            pieces.append(f'<mark class="{_CLASSES[rank]}">{prose(words)}</mark>' if rank else prose(words))
    return "".join(pieces)


def leading(findings: Iterable[Finding]) -> Finding | None:
    """The finding to mend first: the gravest, then the first."""
    return max(findings, key=lambda finding: _RANK[finding.severity], default=None)


def look(report: Report) -> tuple[str, str]:
    """The state of a card: its colour and the key of its words."""
    if report.kind is Kind.NONGOAL:
        return "open", "nongoal"
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        return "bad", "error"
    if report.ready:
        return ("ok", "agreed") if report.goal.accepted else ("ok", "ready")
    if not any(light is Light.MEND for _, light in report.lights):
        return "open", "blanks"
    return "mend", "mend"


def finding(item: Finding, language: Language, names: Mapping[str, str] | None = None) -> str:
    """A finding in words, with the question that mends it, why the rule is there, and the guide's section on it."""
    message, question = render(item, language)
    about = ""
    if item.goals and names:
        known = [names[id] for id in item.goals if id in names]
        about = f' <span class="soft">{safe(say(language, "card.concerns", goals=joined(language, known)))}</span>'
    section = _GUIDE.get(item.rule, "")
    read = button(say(language, "card.guide"), "guide", "link", data_section=section) if section else ""
    reason = (
        f'<details class="why"><summary>{safe(say(language, "card.why"))}</summary><p>{safe(why(item.rule, language))} '
        f'<span class="rule">{safe(say(language, "card.rule", rule=item.rule))}</span> {read}</p></details>'
    )
    return (
        f'<li class="{item.severity.value}"><p><b>{safe(label("severity", item.severity.value, language))}</b> '
        f"{prose(message)} <em>{prose(question)}</em>{about}</p>{reason}</li>"
    )


def _meta(item: Shown, language: Language) -> str:
    number = item.entry.number
    parts = [_fact(fact, number, language) for fact in facts(item.report, item.reading, language)]
    if item.supports:
        parts.append(f"<li>{safe(say(language, 'card.supports', goals=joined(language, item.supports)))}</li>")
    elif item.unlinked:
        named = safe(say(language, "card.change-link"))
        words = safe(say(language, "card.link-it" if item.told else "card.orphan"))
        chip = f'<button class="chip" type="button" data-link="{number}" title="{named}">{words}</button>'
        parts.append(f"<li>{chip}</li>" if item.told else f'<li class="miss">{chip}</li>')
    if item.carried:
        parts.append(f"<li>{safe(say(language, 'card.carried', goals=joined(language, item.carried)))}</li>")
    return f'<ul class="meta">{"".join(parts)}</ul>' if parts else ""


def _fact(fact: Fact, number: int, language: Language) -> str:
    miss = ' class="miss"' if fact.miss else ""
    if fact.field in ("owner", "deadline"):
        named = safe(say(language, f"card.change-{fact.field}"))
        chip = f'<button class="chip" type="button" data-act="edit" data-number="{number}" data-field="{fact.field}" title="{named}">'
        return f"<li{miss}>{chip}{safe(fact.text)}</button></li>"
    if fact.field == "amount":
        change = f'<span>, <span class="nb">{safe(fact.change)}</span></span>' if fact.change else ""
        return f'<li class="figure">{safe(fact.text)}{change}</li>'
    return f"<li{miss}>{safe(fact.text)}</li>"


def _next(item: Shown, language: Language) -> str:
    report = item.report
    if report.ready and report.goal.accepted is not None:
        by = report.goal.accepted.by or say(language, "card.the-owner")
        told = say(language, "card.said-yes-you") if writer(by) else say(language, "card.said-yes", owner=by[:1].upper() + by[1:])
        return f'<p class="next">{safe(told)}</p>'
    if report.ready:
        whose = _whose(item)
        own = attributes(data_act="yes", data_number=item.entry.number, title=say(language, f"act.yes-{whose}"))
        chip = f'<button class="chip" type="button"{own}>{safe(say(language, f"card.yes-{whose}"))}</button>'
        return f'<p class="next">{safe(say(language, "card.waits"))} {chip}</p>'
    found = leading(report.findings)
    if found is None:
        return ""
    message, question = render(found, language)
    told = f"{message} {question}" if report.kind is Kind.NONGOAL else question
    return f'<p class="next"><b>{safe(say(language, "card.next"))}</b> {safe(told)}</p>'


def _whose(item: Shown) -> str:
    """Whose yes a goal waits for: the writer's own, or that of somebody else."""
    return "you" if writer(owner(item.report.goal, item.reading)) else "owner"


def _details(item: Shown, language: Language) -> str:
    report = item.report
    rows = "".join(_criterion(report, name, light, language) for name, light in report.lights)
    criteria = f'<ul class="lights">{rows}</ul>' if rows else ""
    ranked = sorted(report.findings, key=lambda found: -_RANK[found.severity])
    found = "".join(finding(one, language) for one in ranked)
    listed = f'<ul class="findings">{found}</ul>' if found else ""
    written = ""
    if item.entry.written.strip() != report.goal.text.strip():
        written = f'<p class="soft">{safe(say(language, "card.written", text=item.entry.written))}</p>'
    # Of a ready goal its next step has said it already.
    told = f'<p class="status">{safe(status(report, language))}</p>' if report.verdicts is not None and not report.ready else ""
    return f"{told}{criteria}{listed}{written}"


def _criterion(report: Report, name: str, light: Light, language: Language) -> str:
    group = _VERDICTS.get(name, name)
    value = getattr(report.verdicts, group)
    title, words, told = label("criterion", name, language), label("light", light.value, language), label(group, value.value, language)
    if told.casefold() != title.casefold():
        words = f"{words}: {told}"
    return (
        f'<li class="{light.value}"><span class="sign" aria-hidden="true">{_SIGNS[light]}</span>'
        f"<b>{safe(title)}</b> <span>{safe(words)}</span></li>"
    )


def _actions(item: Shown, language: Language, wholes: Sequence[Shown]) -> str:
    number = item.entry.number
    made = [button(say(language, "act.edit"), "edit", "btn small", data_number=number)]
    if not item.report.ready:
        made.append(button(say(language, "act.reword"), "say", "btn small", data_say=say(language, "said.reword", number=str(number))))
    if _strategic(item):
        asked = say(language, "said.breakdown", number=str(number))
        made.append(button(say(language, "act.breakdown"), "say", "btn small", data_say=asked))
    if item.report.ready and item.report.goal.accepted is None:
        made.append(button(say(language, f"act.yes-{_whose(item)}"), "yes", "btn small", data_number=number))
    made.append(button(say(language, "act.message"), "message", "btn small", data_number=number))
    made += [button(say(language, f"act.{act}"), act, "btn small", data_number=number) for act in ("history", "park", "remove")]
    return f'<div class="row acts">{"".join(made)}</div>{_links(item, language, wholes)}'


def _links(item: Shown, language: Language, wholes: Sequence[Shown]) -> str:
    others = [whole for whole in wholes if whole.entry.number != item.entry.number]
    if _strategic(item) or not others:
        return ""
    chosen = set(item.entry.goal.supports)
    options = [option("", say(language, "card.no-link"), not chosen)]
    for whole in others:
        named, id = f"{whole.name}. {short(whole.entry.goal.text, 72)}", str(whole.entry.number)
        options.append(option(id, named, id in chosen))
    named = safe(say(language, "card.link"))
    return f'<label class="pair">{named} <select data-change="link" data-number="{item.entry.number}">{"".join(options)}</select></label>'


def _strategic(item: Shown) -> bool:
    verdicts = item.report.verdicts
    return (item.entry.goal.level or (verdicts.level if verdicts else None)) is Level.STRATEGIC


CHEVRON = (
    '<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'aria-hidden="true"><path d="M6 9.5l6 6 6-6"/></svg>'
)
