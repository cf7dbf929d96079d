"""What a text without a listed verb has in prospect: a thing by a day, a way to go, not one of something (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_NOT, _ONE, _SINGLE = frozenset(("inte", "not")), frozenset(("en", "ett", "a", "one")), frozenset(("enda", "single"))
_WAYS = frozenset("up down out upp ner ned ut".split())
_EACH = frozenset("per each every varje".split())
_ADJECTIVES = ("ska", "iga", "sta", "ella", "iva", "ala", "ara", "ana", "rna", "ima", "ota", "nda")
"""How Swedish adjectives end that an infinitive seldom does."""
_WITHIN, _BY = frozenset(("inom", "within")), frozenset(("fore", "senast", "innan", "by", "before"))
_FIRST, _SOLD = frozenset(("first", "forsta")), ("measure:deals", "measure:customers", "measure:orders")
_PROMPT, _SAME_DAY = frozenset(("norm", "measure:service_level")), frozenset(("same-day", "sameday", "same-hour"))
_ASKING = frozenset("vad hur varfor vem vilka".split())
_PREDICATES = both("wording", "predicates")
_NOMINAL = frozenset(("determiner", "preposition", "indefinite", "numeral", "conjunction", "quality"))
_STEPS = both("wording", "steps")
_TAKING = frozenset(("pa", "in"))
_WORK = frozenset(("measure:service_level", "measure:admin", "measure:systems", "measure:delivery", "deed_noun"))
_DEEDS = (
    "flyttning",
    "korning",
    "rakning",
    "hantering",
    "laggning",
    "byggnad",
    "leverans",
    "handlaggning",
    "montering",
    "installation",
    "byte",
)
_LASTS = frozenset(("measure:training", "measure:activity", "measure:events"))
_NEAR, _SHORTEST = 6, 4


def awaited(it: Outlook, start: int) -> bool:
    """Something by a day or within so long ("bygglov inom åtta veckor", "visits: Lidl by May"), not one of it ("inte ett enda missat
    samtal"), or how one is to be seen ("uppfattas som den tryggaste")."""
    fold = it.tokens[start].fold
    after = it.tokens[start + 1].fold if start + 1 < len(it.tokens) else ""
    if fold in _NOT and after in _ONE and any(token.fold in _SINGLE for token in it.tokens[start + 2 : start + 3]):
        return True
    if it.marked.language == "sv" and (fold.endswith(("as", "ses")) and after == "som" or _unlisted_deed(it, start)):
        return True
    if _at_once(it, start):
        return True
    if directed(it, start) or fold in _ONE and any(token.fold in _EACH for token in it.tokens[start + 2 :]):
        return True  # "a reference per trade"
    if fold in _FIRST and after and any(tag.startswith(_SOLD) for tag in it.tags[start + 1]):
        return True
    if any(tags >= _PROMPT for tags in it.tags) or any(token.fold in _SAME_DAY for token in it.tokens):
        return True  # "återkoppling samma dag"
    if _as_it_shall_be(it, start) or _contrasted(it, start) or _done_in(it, start):
        return True
    if not any(tag.startswith("measure:") for tag in it.tags[start] | (it.tags[start + 1] if after else frozenset())):
        return False
    places = ((frame, it.tokens[frame.first].fold) for frame in it.frames if frame.first > start)
    return any(frame.kind == "length" and word in _WITHIN or it.coming and (word in _BY or word in _WITHIN) for frame, word in places)


def _as_it_shall_be(it: Outlook, start: int) -> bool:
    """ "Kalendern full till mässan", "shop open by May": a thing, and what it is to be by then."""
    if not it.coming:
        return False
    for step in range(start + 1, min(start + _NEAR, len(it.tokens))):
        if it.tokens[step].fold in _PREDICATES:
            after = step + 1 + (step + 2 < len(it.tokens) and it.tokens[step + 1].fold == "on")
            ends = after >= len(it.tokens) or bool(it.framed[after]) or it.tokens[after].kind == "p"
            return ends and it.tokens[step - 1].kind == "w" and it.tags[step - 1].isdisjoint(_NOMINAL)
    return False


def _at_once(it: Outlook, start: int) -> bool:
    """ "Checkout in one click", "köp med ett klick": in one step of several."""
    for step in range(start + 1, min(start + _NEAR, len(it.tokens) - 2)):
        if it.tokens[step].fold in ("in", "with", "med", "i", "pa") and it.tokens[step + 1].fold in ("one", "ett", "en", "single"):
            return it.tokens[step + 2].fold in _STEPS
    return False


def _contrasted(it: Outlook, start: int) -> bool:
    """ "Quality leads, not many leads": which of a thing is wanted, and which is not."""
    for step in range(start + 1, min(start + _NEAR, len(it.tokens) - 1)):
        if it.tokens[step].fold == "," and it.tokens[step + 1].fold in _NOT:
            return any(tag.startswith("measure:") for tags in it.tags[start:step] for tag in tags)
    return False


def _done_in(it: Outlook, start: int) -> bool:
    """ "Bokslut på fyra dagar", "building permits in six weeks": a piece of work and how long it may take, no course or trip."""
    frame = next((frame for frame in it.frames if start < frame.first <= start + 3), None)
    if frame is None or it.tokens[frame.first].fold not in _TAKING or frame.kind not in ("length", "deadline"):
        return False
    if frame.last + 1 < len(it.tokens) or frame.kind == "deadline" and frame.begin != it.today:
        return False
    before = it.tokens[frame.first - 1]
    deed = before.fold.endswith(_DEEDS) and it.tags[frame.first - 1].isdisjoint(_LASTS)
    return deed or not it.tags[frame.first - 1].isdisjoint(_WORK)


def directed(it: Outlook, start: int) -> bool:
    """ "Margin up", "ut med offerten", "offert ut samma dag": which way something is to go."""
    for step in range(start, min(start + _NEAR, len(it.tokens))):
        if it.tokens[step].fold in _WAYS and "particle" in it.tags[step]:
            before = it.tags[step - 1] if step > start else None
            if before is None:
                return step + 1 < len(it.tokens) and bool(it.tags[step + 1] & {"determiner", "preposition"})
            return "verb" not in before and any(tag.startswith("measure:") for tag in before)
    return False


def _unlisted_deed(it: Outlook, start: int) -> bool:
    """ "Täta läckan": a word of no list that ends as an infinitive, and one thing it is done to."""
    fold = it.tokens[start].fold
    if it.tags[start] or not fold.endswith("a") or fold.endswith(_ADJECTIVES) or len(fold) < _SHORTEST or start + 1 >= len(it.tokens):
        return False
    if any(token.fold in _ASKING for token in it.tokens[start + 2 :]):
        return False  # "fråga kunden vad som är viktigast"
    after = it.tokens[start + 1]
    return (
        after.kind == "w" and not after.upper and after.fold.endswith(("en", "et", "an", "na")) and "preposition" not in it.tags[start + 1]
    )
