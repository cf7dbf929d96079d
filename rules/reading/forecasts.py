"""What is foreseen, possible or going on, in the world more than by anybody's wish: "is estimated to", "may generate" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.outlook import Outlook

_YIELDING, _LASTING = both("wording", "yielding"), both("wording", "lasting")
_MAY = frozenset("may might could torde".split())
_ABLE = frozenset(("can", "kan"))
_FUTURE = frozenset(("will", "kommer", "komma", "lar"))
_IRREAL = frozenset(("would", "skulle"))
_POINTING = frozenset("this that it these such det detta dessa".split())
_CLAUSES = frozenset("that which who if whether so where when what how som om att sa dar nar hur vad vilket because eftersom".split())
_MONTHS = frozenset("in by until of for the from to end before this mid early late next last since during till and , i".split())
_FAR, _EARLY, _NEAR = 24, 9, 4
_DEED = frozenset(("inf", "imp"))
_TOLD, _SAID = frozenset(("likely", "foretold", "world")), _MAY | _ABLE | _IRREAL | _LASTING
_EVER = _TOLD | {"reckoning", "counting_on"}
"""Tags and words without which nothing is foreseen."""


def foreseen(it: Outlook, start: int) -> bool:
    """The main clause foretells, or tells what goes on."""
    marked = it.marked
    if marked.present.isdisjoint(_EVER) and _SAID.isdisjoint(marked.source.words):
        return False
    if any(hit.first <= start + 1 for hit in marked.all("reckoning")) or _expecting(it, start):
        return True
    if marked.present.isdisjoint(_TOLD) and _SAID.isdisjoint(marked.source.words):
        return False
    if "aim" in it.tags[start] and it.marked.has(start + 1, "foretold"):
        return True
    if any("aim" in tags for tags in it.tags[start : start + _EARLY]) or _commanded(marked, start):
        return False
    return _expected(it, start) or _possible(it, start) or _worldly(it, start) or _supposed(it, start) or _lasting(it, start)


def _commanded(marked: Marked, start: int) -> bool:
    """The first word commands, and all that follows belongs to its object; it does not where it is a noun: "sales are forecast to …"."""
    own = marked.tags[start]
    if "verb" not in own or not own & _DEED or "be" in own:
        return False
    told = any(tags & {"be", "past_be"} or "may" in tags for tags in marked.tags[start + 1 : start + _NEAR])
    return not (told and any(tag.startswith("measure:") for tag in own))


def _main(marked: Marked, start: int, index: int) -> bool:
    """No clause that says which, when or what for opens between the beginning and a word."""
    return not any(token.fold in _CLAUSES for token in marked.tokens[start:index])


def _expected(it: Outlook, start: int) -> bool:
    """ "Is expected to", "väntas", "beräknas"; what is expected of somebody of ours is asked of them."""
    marked, tags = it.marked, it.tags
    for hit in marked.all("likely") or ():
        index = hit.first
        if not start < index < start + _FAR or not any(own & {"be", "past_be"} for own in tags[max(start, index - 3) : index]):
            continue
        if _main(marked, start, index) and not any("modal" in own for own in tags[max(start, index - 3) : index]):
            return not (it.tokens[index].fold == "expected" and _asked(it, start, index))
    for hit in marked.all("foretold"):
        if start < hit.first < start + _FAR and _main(marked, start, hit.first) and "modal" not in tags[hit.first - 1]:
            return not (it.tokens[hit.first].fold == "forvantas" and _asked(it, start, hit.first))
    return False


def _expecting(it: Outlook, start: int) -> bool:
    """ "We expect it to pass 40 %", "vi räknar med att efterfrågan ökar": of something else, and of nobody who is asked."""
    for hit in it.marked.all("counting_on"):
        after = hit.last + 1
        if hit.first > start + 1 or after >= len(it.tokens) or it.tokens[after].fold in ("to", "att"):
            continue
        return not any(tags & {"everyone", "you", "each", "role_plurals", "roles", "teams"} for tags in it.tags[after : after + _NEAR])
    return False


def _asked(it: Outlook, start: int, index: int) -> bool:
    """ "All reps are expected to log their calls"."""
    ours = any(owner.first < index and owner.kind != "diffuse" for owner in it.owners)
    return ours or any(tags & {"everyone", "you", "each"} for tags in it.tags[start:index])


def _possible(it: Outlook, start: int) -> bool:
    """ "Acquisitions may add 2 %", "räntan kan komma att stiga": neither wished nor promised."""
    tokens, tags = it.tokens, it.tags
    for index in range(start + 1, min(start + _FAR, len(tokens) - 1)):
        fold, after = tokens[index].fold, tags[index + 1]
        if it.framed[index] or tokens[index].kind != "w" or not _main(it.marked, start, index):
            continue
        if fold in _MAY and tokens[index - 1].fold not in _MONTHS and after & {"inf", "be", "negation", "have", "function", "verb"}:
            return tokens[index - 1].fold not in ("you", "they") and not tokens[index].upper
        if fold in _ABLE and not any(own & {"we", "i", "you", "man", "everyone"} for own in tags[start : index + 2]):
            near = tokens[index + 1 : index + 5]
            if any(token.fold in _YIELDING for token in near) and not (it.coming or it.bound or it.ours()):
                return True
    return False


def _worldly(it: Outlook, start: int) -> bool:
    """ "The population will grow by 3 %", "konkurrensen kommer att hårdna": nobody's doing."""
    hit = next((hit for hit in it.marked.all("world") if start <= hit.first < start + _NEAR), None)
    if hit is None and not (it.counted or it.coming or it.bound or "quality" in it.marked.present):
        hit = next((hit for hit in it.marked.all("outsider") if start <= hit.first < start + _NEAR), None)
    if hit is None or it.ours():
        return False
    return any(token.fold in _FUTURE for token in it.tokens[hit.last + 1 : hit.last + _EARLY])


def _supposed(it: Outlook, start: int) -> bool:
    """ "This would free two positions", "det skulle ge oss tid": what a thing would lead to."""
    if it.tokens[start].fold not in _POINTING:
        return False
    return any(token.fold in _IRREAL for token in it.tokens[start + 1 : start + 3])


def _lasting(it: Outlook, start: int) -> bool:
    """ "Work on the new gateway continues", "arbetet pågår": what goes on, with no number that is wanted of it."""
    if it.counted or any("modal" in tags for tags in it.tags):
        return False
    tokens, tags = it.tokens, it.tags
    for index in range(start + 1, len(tokens)):
        if tokens[index].fold not in _LASTING or it.framed[index] or not _main(it.marked, start, index):
            continue
        if any(own & {"we", "i"} for own in tags[start : index + 2]):
            return False
        after = tags[index + 1] if index + 1 < len(tokens) else frozenset[str]()
        return "determiner" not in tags[index - 1] and not ("noun" in after or tokens[min(index + 1, len(tokens) - 1)].kind == "n")
    return False
