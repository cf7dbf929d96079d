"""What goals, plans and pages say or do: "the targets apply to all", "this plan covers three years" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_TELLING = both("wording", "documenting")
_PASSIVE = both("wording", "documented")
_OPENS = 6
_AHEAD = 8
_PAPERS = frozenset(("meta", "counted_goals", "goal_words", "paper"))
_ONE = frozenset(("a", "an", "en", "ett"))


def documented(it: Outlook, start: int) -> bool:
    """A goal, plan, page or fee is the subject of a verb that only such things have."""
    tokens, tags = it.tokens, it.tags
    if it.marked.present.isdisjoint(_PAPERS):
        return False
    if tokens[start].fold in _ONE and tokens[start + 1 if start + 1 < len(tokens) else start].fold != "goal":
        return False
    subject = next((step for step in range(start, min(start + _OPENS, len(tokens))) if _paper(it, step)), -1)
    if subject < 0 or any(
        tags[step] & {"verb", "preposition", "modal", "we", "i"} and not _paper(it, step) for step in range(start, subject)
    ):
        return False
    for step in range(subject + 1, min(subject + _AHEAD, len(tokens))):
        own = tags[step]
        if tokens[step].fold in _TELLING and "preposition" not in tags[step - 1]:
            return not (it.amount and it.coming and not _span(it))
        if own & {"be", "past_be"} and any(token.fold in _PASSIVE for token in tokens[step + 1 : step + 3]):
            return not (it.counted and tokens[step + 1].fold == "set" and tokens[min(step + 2, len(tokens) - 1)].fold in ("at", "to"))
        if own & {"modal", "subordinate", "be", "past_be", "have"} or tokens[step].fold in ",:;":
            return False
    return False


def _paper(it: Outlook, step: int) -> bool:
    """A word for a goal, a measure of one, or something written."""
    return not it.tags[step].isdisjoint(_PAPERS)


def _span(it: Outlook) -> bool:
    """Both ends of a time are told: "covers the years 2025 to 2030"."""
    return any(frame.kind == "deadline" and frame.begin is not None for frame in it.frames)
