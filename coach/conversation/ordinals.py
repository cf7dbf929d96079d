"""Goals told one after the other by words for their places: "goal one is …, the next one …, the last one is to …"."""

from __future__ import annotations

import re
from functools import cache

from coach.conversation.patterns import table
from rules.reading.text import fold

_LINK = (
    r"(?:\s+(?:ju|väl|nog|just|då)\b)?(?:\s*\b(?:är|is|e|blir|would be|will be)\b)?\s*(?:[:,=–-]\s*)?"
    r"(?:(?:alltså\s+)?(?:att|to|that)\s+)?"
)
_FRONT = r"(?:(?:och|and|so|så|sen|then|plus)\s+)?(?:(?:the|den|det|my|our|mitt|vårt)\s+)?"
_NOUN = r"(?:mål|målet|goal|target|objective|nummer|number|numero|nr|no|punkt|point|prio|priority|grej|grejen|sak|thing|saken|one)"
_WHO = "(?:we|i|you|everyone|everybody|nobody|someone|our|vi|jag|alla|ingen|nån|någon|våra)"
_RUN = 3
"""Bare numbers before subjects must be as many as this to count goals ("one we need … two we need … three nobody …")."""
_NEXT = frozenset(fold(word) for word in "next nästa another last sista sist slutligen finally lastly final".split())


@cache
def _places() -> dict[str, int]:
    named = table("ordinals")["labels"]
    return {fold(word): place for place, name in enumerate(("one", "two", "three", "four", "five"), 1) for word in named[name]}


@cache
def _mark() -> re.Pattern[str]:
    words = "|".join(sorted({word for name in table("ordinals")["labels"].values() for word in name}, key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\s,.;:!?(])){_FRONT}(?:"
        rf"{_NOUN}\s+(?:(?:nummer|number|nr|no)\s+)?(?P<named>{words}|[1-5])\b(?:\s+{_NOUN}\b)?|"
        rf"(?P<placed>{words})\s+(?:{_NOUN}\b|(?=(?:är|is|blir|would be|will be)\b))|"
        rf"(?:(?<=[.:!?]\s)|^)(?P<opening>{words})(?=\s?[,:])|"
        rf"(?<!the )(?<!this )(?<!that )(?P<bare>ett|två|tre|fyra|one|two|three|four)(?=\s+{_WHO}\b)"
        rf"){_LINK}",
        re.IGNORECASE,
    )


def ordered(text: str) -> tuple[str, list[str]]:
    """What is said before the first, and the goals; no goals where the places do not follow each other from the first."""
    cuts: list[re.Match[str]] = []
    for match in _mark().finditer(text):
        word = fold(match["named"] or match["placed"] or match["opening"] or match["bare"])
        place = int(word) if word.isdigit() else _places().get(word, 0)
        if place == len(cuts) + 1 or cuts and word in _NEXT:
            cuts.append(match)
    if not cuts and (second := next((one for one in _mark().finditer(text) if one["named"] and one["named"] in ("2", "två", "two")), None)):
        before, behind = text[: second.start()].strip(" ,.;:"), text[second.end() :].strip(" ,.;:–-")
        if ":" in second[0] and len(before.split()) > 1 and len(behind.split()) > 1:
            return "", [before, behind]
    if len(cuts) < (_RUN if any(match["bare"] for match in cuts) else 2):
        return text, []
    ends = [*(match.start() for match in cuts[1:]), len(text)]
    found = [text[match.end() : end].strip(" ,.;:–-") for match, end in zip(cuts, ends, strict=True)]
    return (text[: cuts[0].start()].strip(" ,"), found) if all(len(one.split()) > 1 for one in found) else (text, [])
