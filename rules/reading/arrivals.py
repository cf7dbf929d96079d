"""What is had, or holds what it did not: "gets the plant recertified", "få bygglov", "… to include treatments" (rulebook §2)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.marking import Marked
from rules.reading.objects import planned

_ATTAINING = both("wording", "attaining")
_GETTING = frozenset("get have obtain gain earn secure win receive acquire fa skaffa erhalla ha".split())
"""Verbs whose object one then has."""
_COVERING = both("wording", "covering")
_ABSTRACT = tuple(sorted(both("wording", "abstract")))
_OPEN = frozenset(("quality", "amount", "loose", "up", "down", "change_noun", "effort", "ability"))
_GROWN = "market team csat customer_value revenue margin profit relations standing personal"
_STANDING = frozenset(f"measure:{name}" for name in _GROWN.split())
_WRITTEN = frozenset(("measure:deals", "measure:papers"))
_NEAR, _FAR = 7, 12


def attained(marked: Marked, index: int) -> bool:
    """ "Ta körkort", "gains planning consent": a thing that one has got or not, in any form of the verb."""
    for step in range(index - 1, max(-1, index - _NEAR), -1):
        tags = marked.tags[step]
        if "attaining" in tags or marked.lexis.lemmas.get(marked.tokens[step].fold) in _ATTAINING:
            return "change_noun" not in tags
        if tags & {"preposition", "conjunction"} and not _within_name(marked, step) or "loose" in tags:
            return False
    return False


def _within_name(marked: Marked, step: int) -> bool:
    """ "Cyber Essentials Plus certification", "Investors in People accreditation"."""
    return marked.tokens[step].upper or marked.tokens[step - 1].upper and marked.tokens[step + 1].upper


def had(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """The verb and its end: "få ett utegym", "gets X recertified", "has the brief signed off"."""
    getting = marked.lexis.forms(_GETTING)
    if getting.isdisjoint(marked.source.words):
        return None
    for index, token in enumerate(marked.tokens):
        if token.fold not in getting or side[index] or not marked.tags[index] & {"inf", "pres", "imp"}:
            continue
        if marked.lexis.lemmas.get(token.fold) in _HAVING:
            end = _held(marked, index) if not index or token.fold in _HAVING and marked.tags[index - 1] & _WISHED else None
        else:
            end = _thing(marked, index)
        end = end or _done(marked, index, side)
        if end is not None:
            return index, end
    return None


def decided(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Decision on the supplier taken", "beslut om leverantör fattat": the decision and the word that says that it is there."""
    if _MADE.isdisjoint(marked.source.words):
        return None
    first = next((at for at, fold in enumerate(marked.source.folds[:_NEAR]) if fold in _DECISIONS and not side[at]), None)
    if first is None or first and marked.tags[first - 1] & _OPEN:
        return None
    last = next((at for at in range(first + 1, min(first + _FAR, len(side))) if marked.tokens[at].fold in _MADE), None)
    return None if last is None or any(tags & _OPEN for tags in marked.tags[first:last]) else (first, last)


_DECISIONS = frozenset("decision choice selection beslut beslutet val valet".split())
_MADE = frozenset("made taken reached fattat taget taget gjort klubbat".split())


def _thing(marked: Marked, index: int) -> int | None:
    """ "Ett utegym", "a reference agreement": one thing that is there or not."""
    opener = index + 1 + marked.has(index + 1, "particle") + (marked.source.line[index + 1] == "till")
    if not marked.has(opener, "one_thing") or marked.has(opener, "amount") or marked.tokens[opener].fold not in _ONE:
        return None
    for step in range(opener + 1, min(opener + 4, len(marked.tokens))):
        token, tags = marked.tokens[step], marked.tags[step]
        if token.kind != "w" or tags & _OPEN:
            return None
        last = step + 1 >= len(marked.tokens) or marked.tokens[step + 1].kind != "w" or bool(marked.tags[step + 1] & _BREAKS)
        if last:
            if tags & _STANDING:
                return None
            seen = planned(marked, [step]) or bool(tags & _WRITTEN)
            return step if seen or not token.fold.endswith(_ABSTRACT) and not tags & {"verb", "aim"} else None
    return None


def _held(marked: Marked, index: int) -> int | None:
    """ "Have a web application", "ha en inomhushall": a thing that was not there, of which nothing is said that only a taste could tell."""
    end = _thing(marked, index)
    if end is None or _airy(marked, end) or any("quality" in tags for tags in marked.tags[index:]):
        return None
    tags = marked.tags[end]
    return None if any(tag.startswith("measure:") and tag not in _TANGIBLE for tag in tags) and "seen" not in tags else end


def _airy(marked: Marked, index: int) -> bool:
    """ "A say", "ett anseende": a figure of speech, or what has no end."""
    return marked.tokens[index].fold.endswith(_INTANGIBLE) or marked.tokens[index].fold in _FIGURES


_WISHED = frozenset(("modal", "subordinate", "again", "conjunction", "we", "i"))
_HAVING, _INTANGIBLE = frozenset(("have", "ha")), tuple(sorted(both("wording", "intangible")))
_FIGURES = both("wording", "figures_of_speech")
_TANGIBLE = frozenset(f"measure:{name}" for name in "systems papers thing product training events hiring activity people".split())
_ONE = frozenset(("a", "an", "one", "en", "ett"))
_BREAKS = frozenset(("preposition", "conjunction", "subordinate"))


def _done(marked: Marked, index: int, side: bytearray) -> int | None:
    """ "Gets ISO 9001 recertified", "får pumpen CE-märkt": its object is then in a state."""
    named = False
    for step in range(index + 1, min(index + _FAR, len(marked.tokens))):
        token, tags = marked.tokens[step], marked.tags[step]
        if side[step] or token.kind == "p" and token.fold not in "-/'" or tags & _BREAKS:
            return None
        if tags & _OPEN and not ("part" in tags and tags & _OPEN == {"effort"}):
            return None
        if named and ("sup" in tags or "part" in tags or "state" in tags) and not marked.has(step - 1, "determiner"):
            after = marked.tags[step + 1] if step + 1 < len(marked.tags) else frozenset[str]()
            return step if not after or after & _BREAKS or marked.tokens[step + 1].kind != "w" or "function" in after else None
        named = named or token.upper or "determiner" in tags or token.fold.endswith(("en", "et", "na"))
    return None


def covers(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Expand the range to include spa treatments", "utöka sortimentet med en vegansk serie": what it will hold that it did not."""
    if not marked.lexis.forms(_ADDING).isdisjoint(marked.source.words) and (more := _extended(marked, side)) is not None:
        return more
    if not marked.lexis.forms(_YIELDING).isdisjoint(marked.source.words) and (made := _yielded(marked, side)) is not None:
        return made
    if _COVERING.isdisjoint(marked.source.words):
        return None
    for index in range(2, len(marked.tokens) - 1):
        if marked.tokens[index].fold not in _COVERING or marked.tokens[index - 1].fold not in ("to", "att"):
            continue
        if any("up" in tags and "verb" in tags for tags in marked.tags[:index]):
            after = marked.tags[index + 1] | (marked.tags[index + 2] if index + 2 < len(marked.tags) else frozenset())
            if not after & {"quality", "amount", "indefinite"}:
                return index, index + 1
    return None


def _extended(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Extend the range with a vegan line", "turn the attic into a meeting room": one thing more."""
    forms, turned = marked.lexis.forms(_EXTENDING), marked.lexis.forms(_TURNING)
    for index, token in enumerate(marked.tokens):
        if (
            token.fold not in forms
            and token.fold not in turned
            or side[index]
            or marked.tags[index].isdisjoint(("inf", "imp", "sup", "part", "pres"))
        ):
            continue
        for step in range(index + 1, min(index + _NEAR, len(marked.tokens) - 2)):
            if (
                marked.tokens[step].fold in (_WITH if token.fold in forms else _INTO)
                and step > index + 1
                and not marked.tokens[step - 1].fold.endswith("ly")
            ):
                end = _thing(marked, step)
                return None if end is None or _airy(marked, end) else (index, end)
    return None


_EXTENDING = frozenset("extend expand broaden enlarge complement supplement widen utoka bredda komplettera utvidga bygga".split())
_TURNING, _INTO = frozenset("turn convert transform merge split omvandla gora".split()), frozenset(("into", "till"))
_ADDING = _EXTENDING | _TURNING
_WITH = frozenset(("with", "by", "med"))


def _yielded(marked: Marked, side: bytearray) -> tuple[int, int] | None:
    """ "Projektet ska resultera i en handbok", "will result in a published guide": a paper or a thing that is there afterwards."""
    forms = marked.lexis.forms(_YIELDING)
    for index, token in enumerate(marked.tokens[:-3]):
        if token.fold in forms and not side[index] and marked.tokens[index + 1].fold in ("i", "in", "till", "to"):
            end = _thing(marked, index + 1)
            if end is not None and planned(marked, [end]):
                return index, end
    return None


_YIELDING = frozenset("resultera leda mynna utmynna result lead".split())
