"""In which clause a word of wanting stands: the main one, or one that only says what for, which or whether (rulebook §0)."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.marking import Marked

_OPENERS = frozenset("if om som nar att eftersom medan dar vilka vilken that which who when where whether".split())
_RELATIVE = frozenset("som which who".split())
_FAR, _BESIDE = 8, 3
_RESULTS = frozenset("up down deliver reach keep act".split())


def embedded(marked: Marked, modal: int) -> bool:
    """ "Rådgivningen behövs för att varje kund ska kunna …", "… om åtgärder behöver genomföras": the main clause only tells."""
    tokens, tags = marked.tokens, marked.tags
    opener = -1
    for step in range(modal - 1, max(-1, modal - _FAR), -1):
        if tokens[step].kind == "p" and tokens[step].fold in ",.;:":
            return False
        if tokens[step].fold in _OPENERS and "subordinate" in tags[step]:
            opener = step
            break
    if (
        opener < 2
        or tokens[opener].fold in _RELATIVE
        and modal - opener > _BESIDE
        or any(_finite(marked, step) for step in range(opener + 1, modal))
    ):
        return False  # "samtal från dem som väntar ska vara …": the clause is over
    for step in range(opener):
        own = tags[step]
        if (
            step
            and _tells(marked, step)
            and marked.language == "sv"
            and not any(tags[at] & {"aim", "modal", "we", "i"} for at in range(opener))
        ):
            return True
        if (
            own & {"aim", "modal", "we", "i"}
            or "verb" in own
            and tokens[step].fold not in ("vara", "var")
            and own & {"inf", "imp"}
            and not own & {"pres", "past", "be"}
        ):
            return False
    return any(_tells(marked, step) for step in range(1, opener))


def _finite(marked: Marked, step: int) -> bool:
    own = marked.tags[step]
    return "verb" in own and "pres" in own and not own & {"inf", "modal", "have"} and marked.tokens[step].kind == "w"


def _tells(marked: Marked, step: int) -> bool:
    own, before = marked.tags[step], marked.tags[step - 1]
    if own & {"be", "past_be"} and marked.tokens[step].fold not in ("var", "vara"):
        return True
    told = "verb" in own and own & {"pres", "past"} and not own & {"inf", "sup", "part", "effort", "preposition"}
    return bool(told) and not before & {"preposition", "determiner", "quality", "indefinite"}


def has_set(marked: Marked, aim: int) -> bool:
    """ "Vi har satt ett mål att öppna", "har som främsta mål att leverera": a goal that one has."""
    tokens, tags = marked.tokens, marked.tags
    if aim + 1 >= len(tokens) or tokens[aim + 1].fold not in ("att", "om", "to", "of"):
        return False
    return any(
        tokens[step].fold in ("har", "har's", "have", "has") and not tags[step] & {"past"} for step in range(max(0, aim - 7), aim)
    ) and any(tokens[step].fold in ("som", "ett", "en", "as", "a", "an", "delmal") for step in range(max(0, aim - 4), aim + 1))


def promised(marked: Marked) -> bool:
    """ "Under 2020 kommer jag och min kollega att publicera …": the two halves of a future that its subject parts."""
    for hit in marked.all("will"):
        if marked.language != "sv":
            return False
        for step in range(hit.first + 2, min(hit.first + 9, len(marked.tokens) - 1)):
            if marked.tokens[step].fold == "att" and "inf" in marked.tags[step + 1]:
                return any(marked.tags[at] & {"we", "i"} for at in range(hit.first + 1, step))
    return False


def purposed(marked: Marked, start: int) -> bool:
    """ "Nästa steg är att certifiera …", "ett annat mål är att fler ska …": what is said to be ahead, but no way of doing things."""
    tokens, tags, folds = marked.tokens, marked.tags, marked.source.folds
    if "att" not in marked.source.words or "be" not in marked.present or "you" in marked.present or "yours" in marked.present:
        return False
    for step in range(start + 1, min(start + _FAR + 2, len(tokens) - 2)):
        own = tags[step]
        if "be" not in own:
            if "past_be" in own or "verb" in own and "loose" not in own and ("pres" in own or "past" in own):
                return False
            continue
        if folds[step] in ("vara", "be") or folds[step + 1] != "att":
            continue
        before = tags[step - 1]
        if any(tags[at] & {"ways", "important", "quality"} for at in range(start, step)) or before & {"we", "i", "you"}:
            return False
        if tokens[step - 1].fold in ("det", "viktigt", "svart", "bra"):
            return False
        ahead = tags[step + 2]
        aimed = any("aim" in tags[at] for at in range(start, step))
        return bool(ahead & _RESULTS and "inf" in ahead) or aimed
    return False


def conditional(marked: Marked, finite: int, quantities: tuple[Quantity, ...]) -> bool:
    """ "Bonusen betalas ut när teamet når 95 %": the number is a condition of what is told."""
    places = [q.first for q in quantities if q.role in ("target", "by")]
    if not places:
        return False
    when = next((step for step in range(finite + 1, min(places)) if _conditions(marked, step)), -1)
    return when >= 0 and all(token.fold != "," for token in marked.tokens[when : min(places)])


def _conditions(marked: Marked, step: int) -> bool:
    """ "Om" is a condition before a clause, not as a preposition: "förhandlar om alla avtal"."""
    if "when" not in marked.tags[step] or _reaches(marked, step):
        return False
    if marked.tokens[step].fold != "om":
        return True
    return any("pres" in own and "verb" in own or "be" in own or "have" in own for own in marked.tags[step + 1 : step + 8])


def _reaches(marked: Marked, step: int) -> bool:
    """ "Når", which folds to "när", has its level right behind it."""
    if step + 1 >= len(marked.tokens):
        return True
    return marked.tokens[step + 1].kind != "w" or "preposition" in marked.tags[step + 1]
