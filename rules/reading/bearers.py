"""Who bears a goal, told in a clause that points back to it: "… – det når Roland", "that is how far Ottilie will raise …" (rulebook §3)."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reading.facts import Mention
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of

_WORKS = both("owners", "works")
_POINTING = frozenset("det detta den denna dit dem dessa dar".split())
_SO_FAR = frozenset("langt hogt lagt mycket manga".split())
_HOW = frozenset("far high low many much where what vad langt hogt lagt mycket manga".split())
_LEAD = frozenset(("vår", "var", "our", "the", "my", "vara"))
_DEEDS = frozenset("deliver act up down reach owns keep modal have".split())
_FINITE = frozenset("pres modal have owns".split())
_HELPING = frozenset("gynnar hjalper sparar ger frigor stodjer avlastar underlattar kostar paverkar gladjer kraver".split())
"""What a goal does for somebody, who does not do it: "det hjälper säljchefen"."""
_OWNING = frozenset(("aim", "duty"))
_KINDS = frozenset(("person", "role"))
_NEAR = 4


def bearers(marked: Marked, timed: bytearray, groups: tuple[tuple[int, int, str], ...]) -> Iterator[Mention]:
    """Persons and roles behind the verb of a clause that points back, or before the verb of one that says how far it is to go."""
    for first, last, kind in groups:
        head = first - (first > 0 and marked.tokens[first - 1].fold in _LEAD)
        if kind not in _KINDS or head < 2 or timed[first] or "genitive" in marked.tags[last] or marked.tokens[last].fold.endswith("'s"):
            continue
        if _how(marked, head, last) or marked.language == "sv" and _behind(marked, head - 1):
            yield mention_of(marked, first, last, kind)


def _how(marked: Marked, head: int, last: int) -> bool:
    """ "…: that is how far Ottilie will raise", "is what sales engineer Priya commits to", "är vad Josefin åtar sig"."""
    if marked.tokens[head - 1].fold not in _HOW or last + 1 >= len(marked.tokens):
        return False
    told = any("be" in tags for tags in marked.tags[max(0, head - _NEAR) : head - 1])
    after = marked.tokens[last + 1]
    doing = marked.tags[last + 1] & _FINITE or after.kind == "w" and after.fold.endswith(("s", "ar", "er"))
    return told and bool(doing)


def _behind(marked: Marked, verb: int) -> bool:
    """ "Det når Roland", "den svarar prenumerationschefen för", "det målet har Miranda", "så högt lyfter Lena …"."""
    tags, token = marked.tags[verb], marked.tokens[verb]
    if token.kind != "w" or token.fold in _HELPING or not (tags & _FINITE and tags & _DEEDS or token.fold in _WORKS):
        return False
    opener = marked.tokens[verb - 1].fold
    if opener in _POINTING:
        return True
    before = marked.source.line[verb - 2] if verb > 1 else ""
    if opener in _SO_FAR:
        return before == "sa"
    return not marked.tags[verb - 1].isdisjoint(_OWNING) and (before in _POINTING or before in (".", ";", "-", ",", ":"))
