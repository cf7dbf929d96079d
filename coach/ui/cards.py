"""What the coach answers, as HTML: a summary line, a card per goal, the findings of the set. Every value is escaped here.

Pure: reports and readings in, one line of HTML out (a line break would make the chat's Markdown read it as text).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from coach.ui.facts import facts
from coach.ui.labels import Language, counted, number, say
from rules.messages import label, render, status
from rules.model import Finding, Kind, Light, Report, SetReport, Severity
from rules.reading import Reading

_RANK = {Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
_CLASSES = ("", "note", "warning", "error")
_SIGNS = {Light.HOLDS: "✓", Light.MEND: "–", Light.CANNOT_TELL: "?"}
_VERDICTS = {"accepted": "owner"}


def said(text: str) -> str:
    """A message of the user, shown as it was written."""
    return f'<div class="said">{_safe(text.strip()).replace("&#10;", "<br>")}</div>'


def line(text: str) -> str:
    """One plain line of the coach."""
    return f'<div class="coach"><p>{_safe(text)}</p></div>'


def answer(report: SetReport, readings: Sequence[Reading], language: Language, notes: Sequence[str] = ()) -> str:
    """The whole reply to a message: summary, cards, findings of the set. `notes`: what else there is to know, said first."""
    reports = report.reports
    if len(reports) == 1 and reports[0].kind is Kind.NONGOAL:
        found = leading(reports[0].findings)
        words = " ".join(render(found, language)) if found else status(reports[0], language)
        return f'<div class="coach"><p>{_safe(words)}</p>{_paragraphs(notes)}</div>'
    cards = "".join(card(item, reading, language) for item, reading in zip(reports, readings, strict=True))
    together = _together(report, language)
    said_first = _paragraphs((summary(reports, language), *notes))
    return f'<div class="coach">{said_first}<div class="cards">{cards}</div>{together}</div>'


def summary(reports: Sequence[Report], language: Language) -> str:
    """"Tre mål, ett är klart." and how many lines are no goals."""
    goals = [report for report in reports if report.kind is Kind.GOAL]
    ready, total = sum(report.ready for report in goals), len(goals)
    parts = []
    if total == 1:
        parts.append(say(language, "summary.one-ready" if ready else "summary.one-mend"))
    elif total:
        key = "none-ready" if not ready else "all-ready" if ready == total else "one-of" if ready == 1 else "some"
        words = say(language, f"summary.{key}", count=number(language, total), ready=number(language, ready))
        parts.append(words[:1].upper() + words[1:])
    if total < len(reports):
        parts.append(counted(language, "summary.nongoal", len(reports) - total))
    return " ".join(parts)


def card(report: Report, reading: Reading, language: Language) -> str:
    """One goal: its text with the words marked, its state in words, the facts, the next question, and the rest on click."""
    state, name = _state(report)
    known = "".join(f'<span{" class=miss" if fact.miss else ""}>{_safe(fact.text)}</span>' for fact in facts(report, reading, language))
    heading = (
        f'<div class="head"><span class="n">{_safe(report.goal.id)}</span><div class="txt">{marked(report)}</div>'
        f'<span class="state {state}">{_safe(say(language, f"card.{name}"))}</span></div>'
    )
    meta = f'<div class="meta">{known}</div>' if known else ""
    title = _safe(say(language, "card.goal", number=report.goal.id))
    return (
        f'<div class="goal {state}" role="group" aria-label="{title}">'
        f"{heading}{meta}{_next(report, language)}{_details(report, language)}</div>"
    )


def marked(report: Report) -> str:
    """The goal's text, the words that a finding rests on in <mark>; where findings overlap the graver one shows."""
    text = report.goal.text
    ranks = [0] * len(text)
    for finding in report.findings:
        if finding.span is not None:
            rank = _RANK[finding.severity]
            for place in range(max(0, finding.span.start), min(len(text), finding.span.end)):
                ranks[place] = max(ranks[place], rank)
    pieces = []
    for rank, places in groupby(range(len(text)), key=ranks.__getitem__):
        run = list(places)
        words = _safe(text[run[0] : run[-1] + 1])
        pieces.append(f'<mark class="{_CLASSES[rank]}">{words}</mark>' if rank else words)
    return "".join(pieces)


def leading(findings: Sequence[Finding]) -> Finding | None:
    """The finding to mend first: the gravest, then the first."""
    return max(findings, key=lambda finding: _RANK[finding.severity], default=None)


def _state(report: Report) -> tuple[str, str]:
    """The state of a card: its colour and its words."""
    if report.kind is Kind.NONGOAL:
        return "open", "nongoal"
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        return "bad", "error"
    if report.ready:
        return "ok", "ready"
    if not any(light is Light.MEND for _, light in report.lights):
        return "open", "blanks"
    return "mend", "mend"


def _next(report: Report, language: Language) -> str:
    found = leading(report.findings)
    if found is None:
        return ""
    message, question = render(found, language)
    lead = label("severity", "note", language) + ":" if report.ready else say(language, "card.next")
    told = f"{message} {question}" if report.kind is Kind.NONGOAL else question
    return f'<div class="next {"calm" if report.ready else ""}"><b>{_safe(lead)}</b> {_safe(told)}</div>'


def _details(report: Report, language: Language) -> str:
    rows = "".join(_criterion(report, name, light, language) for name, light in report.lights)
    criteria = f'<ul class="lights">{rows}</ul>' if rows else ""
    ranked = sorted(report.findings, key=lambda finding: -_RANK[finding.severity])
    found = "".join(_finding(finding, language) for finding in ranked)
    listed = f'<ul class="findings">{found}</ul>' if found else f"<p>{_safe(say(language, 'card.none'))}</p>"
    words = say(language, "card.details") if report.verdicts is None else status(report, language)
    return f"<details><summary>{_safe(words)}</summary>{criteria}{listed}</details>"


def _criterion(report: Report, name: str, light: Light, language: Language) -> str:
    group = _VERDICTS.get(name, name)
    value = getattr(report.verdicts, group)
    words = f"{label('light', light.value, language)}: {label(group, value.value, language)}"
    return (
        f'<li class="{light.value}"><span class="sign" aria-hidden="true">{_SIGNS[light]}</span>'
        f"<b>{_safe(label('criterion', name, language))}</b> <span>{_safe(words)}</span></li>"
    )


def _finding(finding: Finding, language: Language, goals: str = "") -> str:
    message, question = render(finding, language)
    rule = _safe(say(language, "card.rule", rule=finding.rule))
    about = f" {_safe(say(language, 'card.concerns', goals=goals))}" if goals else ""
    return (
        f'<li class="{finding.severity.value}"><b>{_safe(label("severity", finding.severity.value, language))}</b> '
        f'{_safe(message)} <em>{_safe(question)}</em>{about} <span class="rule">{rule}</span></li>'
    )


def _together(report: SetReport, language: Language) -> str:
    if not report.findings:
        return ""
    rows = "".join(_finding(finding, language, ", ".join(finding.goals)) for finding in report.findings)
    return f'<div class="together"><h3>{_safe(say(language, "card.set"))}</h3><ul class="findings">{rows}</ul></div>'


def _paragraphs(notes: Sequence[str]) -> str:
    return "".join(f"<p>{_safe(note)}</p>" for note in notes)


def _safe(text: str) -> str:
    """`text` as HTML on one line: nothing in it can become a tag, an attribute or Markdown."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    plain = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in lines)
    return escape(plain, quote=True).replace("\n", "&#10;")
