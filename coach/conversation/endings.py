"""What stands behind a goal in the same breath and is none of it: a question, a laugh, a clause that wants nothing."""

from __future__ import annotations

import re

from coach.conversation.clauses import label, owned, past, tagged, wants
from coach.conversation.listening import hear
from coach.conversation.patterns import matcher, table
from rules.reading.text import fold, tokenize

_EDGE = " \t,;:–-—…\"“”'’»«("
_ASKED = 7
"""Words of a question behind a goal."""
_OPENS = re.compile(r"(?:, | [-–—]+ |\.{2,3} ?|… ?| \()(?=[^,–—(]*$)")

_DOUBT = re.compile(
    r"(?:,?\s+(?:men|but|fast|though|although)|,)\s+(?:jag\s+(?:är\s+)?|i'm\s+|i\s+(?:am\s+)?|we're\s+|vi\s+(?:är\s+)?)?"
    r"(?:osäk(?:er|ra)\s|vet inte\s|not sure\s|unsure\s|don't know\s|dont know\s|dunno\s)",
    re.IGNORECASE,
)
_FORMER = re.compile(r"(?:(?:det|den|the)\s+(?:förra|last|previous|old|gamla)|förra|last|i fjol|ifjol)\b", re.IGNORECASE)
"""What a sentence on the goal before this one begins with."""
_UNIT = re.compile(r"(?:\s?[%‰€$£)])*")
"""Signs that belong to the number before them."""


def unasked(text: str) -> str:
    """ "Cut the turnaround to 24h - too tight?", "öppningsgrad 40 %, för högt?": without the question behind it."""
    sign = next((match for match in _OPENS.finditer(text)), None) if text.rstrip(") ").endswith("?") else None
    if sign is None or len(text[: sign.start()].split()) < 2 or not wants(text[: sign.start()]):
        return text
    rest = text[sign.end() :]
    plain = len(rest.split()) <= _ASKED and not any(char.isdigit() for char in rest)
    return text[: sign.start()].rstrip(_EDGE) if plain and not owned(rest) else text


def unclosed(text: str) -> str:
    """Without a clause at its end that wants nothing: "40 besök i månaden, resten kommer av sig själv"."""
    for sign in (", ", " - ", " – ", " — ", " ("):
        goal, found, rest = text.rpartition(sign)
        if not found or len(rest.split()) < 3 or any(char.isdigit() for char in rest) or not wants(goal):
            continue
        if fold(rest.split()[0]) not in label("leaning") and not wants(rest) and not owned(rest) and (_clause(rest) or _spoken(rest)):
            return goal.rstrip(_EDGE)
    return text


def unsaid(text: str) -> str:
    """Without the doubt behind a goal ("…, men osäker på om det räcker") or what was before it ("…, the last one was 4")."""
    for match in _DOUBT.finditer(text):
        if len(text[: match.start()].split()) > 1:
            return text[: match.start()].rstrip(_EDGE)
    goal, comma, rest = text.rpartition(", ")
    if comma and wants(goal) and _FORMER.match(rest) and past(rest):
        return goal.rstrip(_EDGE)
    return text


def _spoken(text: str) -> bool:
    """An order to the coach: "fråga mig inte hur", "don't laugh at me"."""
    found = tagged(text).tags
    return bool(found) and "verb" in found[0] and any(tags & {"i", "you"} for tags in found)


def _clause(text: str) -> bool:
    """Whether words are a clause of their own: a subject and then a finite verb."""
    found = tagged(text).tags
    return len(found) > 2 and not found[0] & {"verb", "subordinate"} and any(tags & {"pres", "past", "be", "have"} for tags in found[1:4])


def plain_tail(text: str) -> str:
    """Without a laugh or a please at its end, whether or not a sign stands before it."""
    tokens = [token for token in tokenize(text).placed if token.kind in "wn"]
    words = [token.fold for token in tokens]
    last = {fold(word) for word in table("framing")["labels"]["tails"]}
    used = len(words)
    while used > 2 and words[used - 1] in last:
        used -= 1
    said = hear(text[: tokens[used - 1].end]).line if tokens else ""
    if (match := matcher("framing", "afterthought").search(said)) and (left := said[: match.start()].count(" ")) > 2:
        used = min(used, left)
    if used == len(words):
        return text
    unit = _UNIT.match(text, tokens[used - 1].end)
    return text[: unit.end() if unit else tokens[used - 1].end]
