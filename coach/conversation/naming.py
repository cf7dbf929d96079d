"""Names and roles in an answer: who owns a goal, in the user's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from coach.conversation.listening import hear
from coach.conversation.patterns import matcher, table, vocabulary
from coach.conversation.pointing import listed
from rules.policy import Policy
from rules.reading import read
from rules.reading.lexicon import words
from rules.reading.text import fold, tokenize
from rules.reading.vocabulary import PLAIN, lexis

_PLACED = re.compile(r"([A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)\s(?:från|på|i|hos|from|at|in|on)\s(?:[^\W\d]+\s?){1,3}")
"""A name, and where its bearer works."""
_APPOINTED = re.compile(
    r"\b(?:sätt|skriv|ange|gör|put|make)\s+(?:upp\s+)?((?:[^\s,;]+\s+){1,3}?)"
    r"(?:(?:som|till|as)\s+(?:ny\s+|the\s+|new\s+)?(?:ägare|ansvarig|owner)\b|down\s+for\b|the\s+(?:new\s+)?owner\b)",
    re.IGNORECASE,
)

_INSTEAD = re.compile(
    r"^[^,;]*\b(?:isn['’]?t|is not|not|är inte|äger inte|inte)\b[^,;\d]*[,;]\s*(?:it['’]?s |det är |utan )?(?=[A-ZÅÄÖ])", re.IGNORECASE
)
_TURNS = re.compile(
    r"^(?:(?:no|nej|nä|nja|wait|vänta|actually|faktiskt|hm+|oh|oj|sorry|förlåt|okej|okay|ok)\b[\s,.!]+)+(?=[A-ZÅÄÖ]|not\b|inte\b)",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"^(?:not|inte)\s+(?:both|all|båda|alla)(?:\s+of\s+them)?[\s,.!]+", re.IGNORECASE)
_ON_IT = re.compile(r"(?<=\w)['’]s\s+(?:on|got|doing|handling|taking)\s+(?:it|that|this|them)\b", re.IGNORECASE)
_LEAVES = re.compile(
    r"^[^,;]*\b(?:slutar|slutat|sluta|leaves|leaving|left|quits|quit|resigned)\b[^,;]*[,;]\s*(?:(?:och|and|så|so)\s+)?(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
"""Who goes, before who takes over."""
_PUT = re.compile(r"(?<=\w)\s*=\s*(?=[A-ZÅÄÖ][a-zåäö])")
"""Owners put behind their goals with a sign: "avtal = Moa"."""
_EVERY = re.compile(
    r"^([A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?)\s+(?:owns|own|has|takes|take|keeps|äger|har|tar|behåller)\s+(both|all|them|everything|båda|alla|allt|dem)\b"
    r"(?:\s+of\s+them)?[.!]?$"
)
"""Who owns them all."""
_EACH = re.compile(r"(?:each|every|varje)\s+[^\W\d]+(?:\s[^\W\d]+)?[.!]?", re.IGNORECASE)


def instead(text: str) -> str:
    """The words without the clause that says who it is not ("Dana isn't the owner, Priya is") and without what only turns to them."""
    text = _ON_IT.sub("", _PUT.sub(" ", _LEAVES.sub("", text)))
    return _EVERY.sub(r"\1, alla", _NOT_ALL.sub("", _TURNS.sub("", _INSTEAD.sub("", text))))


def role(span: str, today: date, policy: Policy) -> bool:
    """Whether words such as "the sales manager" or "regionchefen i väst" can be who does something."""
    deeds = (f"{span} ska vinna 5 kunder", f"{span} will win 5 customers")
    return any(
        one.start < len(span) and one.kind in ("role", "person", "team", "holder")
        for deed in deeds
        for one in read(deed, today, policy).owners
    )


def called(text: str, asked: bool, dated: bool, today: date, policy: Policy) -> str:
    """The person or role in a part of an answer, as typed; "" where there is none. `asked`: an owner was; `dated`: it tells a day."""
    reading = read(text, today, policy)
    if asked and _EACH.fullmatch(text.strip()) and any(one.kind == "each" for one in read(f"{text} ska vinna 5", today, policy).owners):
        return text.strip(" .!")
    spoken = [token for token in tokenize(text).placed if token.kind == "w"]
    order = {fold(word) for word in table("answers")["order"]}
    plain = listed("filler") | listed("goal") | listed("last") | order | {fold(word) for word in table("answers")["counts"]} | listed("now")
    left = [token for token in spoken if token.fold not in plain]
    if len(spoken) > 6 and (named := {text[m.start : m.end] for m in reading.owners if m.kind in ("person", "role")}):
        return next(iter(named)) if len(named) == 1 else ""
    if (
        any(token.fold in ("jag", "sjalv", "me", "myself", "i", "mej", "mig") for token in spoken)
        and len(left) <= 1
        and not any(c.isdigit() for c in text)
    ):
        return "jag" if any(token.fold in ("jag", "sjalv", "mej", "mig") for token in spoken) else "me"
    if not asked or not left or len(left) > 4 or len(spoken) > 9 or ":" in text or dated:
        return ""
    little = [text[token.start : token.end] for token in left if not token.upper]
    if len(left) > 1 and not left[0].upper and left[-1].upper and not any(role(word, today, policy) for word in little):
        names = [text[token.start : token.end] for token in left if token.upper]  # "avtal Moa": a name behind what is owned
        return " ".join(names) if all(name.isalpha() and len(name) > 1 for name in names) and not any(map(str.isdigit, text)) else ""
    span = text[left[0].start : left[-1].end]
    if any(q.unit and q.kind == "money" for q in read(f"5 {span}", today, policy).quantities):
        return ""  # "EUR" is nobody
    if (placed := _PLACED.fullmatch(text.strip(" .!"))) and not reading.changes:
        return placed[1]  # "Priti from order desk"
    if set(hear(span).words) & listed("owns"):
        return ""  # "säljchefen äger de strategiska": more is said than a name
    worded = reading.changes or reading.efforts or reading.qualities or reading.deliverables or reading.measure
    themed = worded or matcher("domain", "theme").search(hear(span).line)
    if any(char.isdigit() for char in span) or themed and not role(span, today, policy):
        return ""
    said = all(not token.upper and token.fold in vocabulary("intents") for token in left)  # "fine" is nobody's name
    known = left[0].upper or len(spoken) <= 4 and not said and not any(_plain_word(token.fold) for token in left)
    return span if known or role(span, today, policy) else ""


def in_order(names: Sequence[str], goals: int) -> dict[int, dict[str, str]]:
    """As many names as goals, each behind what it owns ("avtal = Moa, leverans = Per"): dealt out in the order of the goals."""
    if len(names) != goals or goals < 2 or not all(names) or len(set(names)) < 2:
        return {}
    return {place: {"owner": name} for place, name in enumerate(names, 1)}


def _plain_word(word: str) -> bool:
    """A verb or a little word, which is nobody's name: "behåll", "med"."""
    return any("verb" in lexis(language, PLAIN).tags(word) or word in words(language, "wording", "function") for language in ("sv", "en"))


def appointed(message: str) -> str:
    """Who is put in as an owner by an order ("sätt Kim som ägare på tvåan", "put Kim down for the demos"); "" where nobody is."""
    match = _APPOINTED.search(message)
    return match[1].strip() if match else ""
