"""The finite verb of a sentence, which tells a report or description from a wish."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.marking import Marked


def finite_verb(marked: Marked, framed: bytearray, coming: bool, start: int) -> int | None:
    """The first finite verb from token `start`, or None.

    `framed` marks the tokens of time expressions; `coming`: the text names a day to come.
    """
    tokens = marked.tokens
    for index in range(start, len(tokens)):
        tags = marked.tags[index]
        if framed[index] or not tags:
            continue
        after = marked.tags[index + 1] if index + 1 < len(tokens) else frozenset()
        if tokens[index].fold == "var" and (coming or "preposition" in after):
            continue  # "var fjärde": each, not was
        if tokens[index].fold == "var" and "å" in marked.source.quote(tokens[index].start, tokens[index].end).casefold():
            continue  # "vår", typed as it is spelled
        if tokens[index].fold == "vara":
            continue  # "våra" or an infinitive, never finite
        if tags & {"be", "past_be", "have"}:
            return index
        if "verb" not in tags or index == start:
            continue
        before = marked.tags[index - 1]
        if "past" in tags and index > 1 and before & {"we", "i"} and tokens[index - 2].kind == "w" and index - 2 > start:
            continue  # "the customers we lost": says which
        if tokens[index - 1].kind == "n" or before & {"determiner", "preposition", "quality"} and "subordinate" not in before:
            continue
        noun = any(tag.startswith("measure:") for tag in tags)
        if marked.language == "sv":
            if tags & {"pres", "past"} and "part" not in tags and not noun:
                return index
        elif "pres" in tags and not noun or "past" in tags or "inf" in tags and before & {"we", "i", "role_plurals"}:
            return index
    return None


def conditional(marked: Marked, finite: int, quantities: tuple[Quantity, ...]) -> bool:
    """ "Bonusen betalas ut när teamet når 95 %": the number is a condition of what is told."""
    places = [q.first for q in quantities if q.role in ("target", "by")]
    if not places:
        return False
    when = next((step for step in range(finite + 1, min(places)) if "when" in marked.tags[step] and not _reaches(marked, step)), -1)
    return when >= 0


def _reaches(marked: Marked, step: int) -> bool:
    """ "Når", which folds to "när", has its level right behind it."""
    if step + 1 >= len(marked.tokens):
        return True
    return marked.tokens[step + 1].kind != "w" or "preposition" in marked.tags[step + 1]


def acting(marked: Marked, finite: int) -> bool:
    """The writer or the group is the subject: "vi ökar", "we define"."""
    return any(marked.tags[step] & {"we", "i"} for step in range(max(0, finite - 3), min(finite + 2, len(marked.tags))))
