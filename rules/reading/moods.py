"""Why a text is no goal: a question, a request, advice, a report, a description, a heading (rulebook §0)."""

from __future__ import annotations

from rules.reading.asides import aside
from rules.reading.headings import pictured, titled
from rules.reading.outlook import Outlook
from rules.reading.statements import stated
from rules.reading.wishes import wanted


def reason(it: Outlook) -> str:
    """Why it is no goal, or "" for a goal."""
    if not any(token.kind in "wn" for token in it.tokens):
        return "heading"
    start = _begin(it)
    if found := aside(it.marked, it.amount, start, it.prefixed):
        return found
    if titled(it):
        return "heading"
    if pictured(it, start):
        return "description"
    return "" if wanted(it, start) else stated(it, start)


def _begin(it: Outlook) -> int:
    """The first token after a prefix or bullet."""
    index = 0
    for step, token in enumerate(it.tokens[:8]):
        if token.fold == ":" and not it.marked.has(step - 1, "owns") and step + 1 < len(it.tokens) and not it.tokens[step + 1].glued:
            index = step + 1
    while index < len(it.tokens) - 1 and (it.tokens[index].kind == "p" and it.tokens[index].fold in "-*•.)(\"'"):
        index += 1
    return index
