"""A bare measure or wish made a sentence: "bruttomarginal minst 42 %" → "[ägare] når en bruttomarginal på minst 42 %"."""

from __future__ import annotations

import re
from functools import cache

from coach.suggest.matter import Matter
from coach.suggest.outline import Outline
from coach.suggest.spelling import CAPITALS, lowered, tidied
from coach.suggest.words import fill, folded, patterns, say, words
from rules.reading.lexicon import table
from rules.reading.text import fold

_MORE = {
    "sv": re.compile(r"(?P<amount>[\dxX][\d\s.,xX]*%?)\s+(?P<more>fler|färre|farre)\s+(?P<thing>\S.*)", re.IGNORECASE),
    "en": re.compile(r"(?P<amount>[\dxX][\d\s.,xX]*%?)\s+(?P<more>more|fewer)\s+(?P<thing>\S.*)", re.IGNORECASE),
}
_NUMBER = r"[$€£]?(?P<{0}>\d[\d\s.,]*)"
_FROM_TO = {
    "sv": re.compile(
        r"(?P<thing>\w[\w-]*)\s+(?P<from>fr[åa]n\s+" + _NUMBER.format("low") + r"\S{0,4}\s*till\s+" + _NUMBER.format("high") + ")"
    ),
    "en": re.compile(
        r"(?P<thing>\w[\w -]{1,30}?)\s+(?P<from>from\s+" + _NUMBER.format("low") + r"\S{0,4}\s*to\s+" + _NUMBER.format("high") + ")"
    ),
}
_SIGNS = frozenset(("<", ">", "≥", "≤", ">=", "<=", "$", "€", "£"))
_THAN = {"sv": re.compile(r"(?<!\w)[äa]n(?!\w)"), "en": re.compile(r"(?<!\w)than(?!\w)")}


def noun(matter: Matter, rest: str) -> str:
    o = matter.outline
    marked = o.marked
    first = marked.tokens[o.first] if o.first < o.last else None
    if (change := _by(o, matter, rest)) is not None:
        return change
    counted = first is not None and (first.kind == "n" or first.fold in "<>≥≤+") or _opens_counted(o)
    if counted:
        return fill("carry_out" if matter.activity else "reach", o.language, owner=matter.owner, rest=lowered(rest, o))
    if (raised := _raised(matter, rest) or _moved(matter, rest)) is not None:
        return raised
    if (level := _level(matter, rest)) is not None:
        return fill("reach", o.language, owner=matter.owner, rest=level)
    return fill("colon", o.language, owner=matter.owner, rest=rest)


def _raised(matter: Matter, rest: str) -> str | None:
    """ "win rate from 20% to 25%" → "raise win rate from 20% to 25%": the numbers say which way."""
    o = matter.outline
    found = _FROM_TO[o.language].match(rest)
    if not found:
        return None
    first, last = (float(re.sub(r"[^\d.]", "", found[name].replace(",", ".").rstrip(". ")) or "0") for name in ("low", "high"))
    thing = lowered(found["thing"], o)
    if o.language == "sv":
        known = definite(thing, "sv")
        listed = any(hit.first == o.first and hit.tag.startswith("measure:") for hit in o.marked.hits) and " " in thing
        thing = known if known is not None else thing if listed or fold(thing).endswith(("en", "et", "n", "talet")) else ""
    if not thing or first == last or "preposition" in o.tags(o.first):
        return None
    verb = say(o.language, "raise" if last > first else "lower")
    return fill("verb", o.language, owner=matter.owner, verb=verb, rest=f"{thing} {rest[found.start('from') :]}")


def _moved(matter: Matter, rest: str) -> str | None:
    """ "Rental income up 12" → "raise rental income by 12"; "Margin: +3" the same."""
    o = matter.outline
    found = patterns(o.language, "moved").match(fold(rest))
    if not found or "preposition" in o.tags(o.first):
        return None
    thing = _plain_case(lowered(rest[: found.end("thing")], o))
    if o.language == "sv":
        head, _, after = thing.partition(" ")
        known = definite(head, "sv")
        thing = f"{known} {after}".strip() if known is not None else thing if fold(head).endswith(("en", "et", "talet")) else ""
    if not thing:
        return None
    down = found["way"].strip() in folded(o.language, "downwards")
    by = "med" if o.language == "sv" else "by"
    return fill(
        "verb",
        o.language,
        owner=matter.owner,
        verb=say(o.language, "lower" if down else "raise"),
        rest=f"{thing} {by} {rest[found.end() :]}",
    )


def _by(o: Outline, matter: Matter, rest: str) -> str | None:
    """ "10 % fler offerter" → "ökar antalet offerter med 10 %"."""
    found = _MORE[o.language].match(rest)
    if not found or _THAN[o.language].search(rest) or o.marked.tokens[o.first].kind != "n" and not found["amount"].lower().startswith("x"):
        return None
    verb = say(o.language, "decrease" if fold(found["more"]) in folded(o.language, "fewer") else "increase")
    thing, comma, after = found["thing"].partition(f" {matter.time}" if matter.time else "\0")
    cut = min((thing.find(word) for word in words(o.language)["look"]["by_means"] if word in thing), default=len(thing))
    thing, comma = thing[:cut], f"{thing[cut:]}{comma}"
    changed = say(o.language, "count_by").format(owner=matter.owner, verb=verb, thing=thing, amount=found["amount"])
    return f"{changed}{comma}{after}"


def _opens_counted(o: Outline) -> bool:
    """A number in words, a bound, or a placeholder opens the wish: "Noll avhopp", "minst 8 möten", "två kundfall"."""
    look = words(o.language)["look"]
    opening = fold(o.quote(o.first, min(o.first + 1, o.last)))
    return opening in {fold(word) for word in look["opening_counts"]} or opening in folded(o.language, "more") | folded(o.language, "fewer")


def _level(matter: Matter, rest: str) -> str | None:
    """ "bruttomarginal minst 42 %" → "en bruttomarginal på minst 42 %"; "NPS 60" stays; None where nothing is safe to say."""
    o = matter.outline
    tokens = o.marked.tokens
    number = next((i for i in range(o.first, min(o.first + 9, o.last)) if tokens[i].kind == "n" or tokens[i].fold in _SIGNS), -1)
    if number <= o.first:
        return None
    place = number
    bounds = folded(o.language, "bounds")
    while place - 1 > o.first and tokens[place - 1].fold in bounds:
        place -= 1
    colon = place - 1 > o.first and tokens[place - 1].fold == ":"
    named = place - colon
    if not all(_of_measure(o, i, colon, set_off=tokens[place].fold in ("of", "at")) for i in range(o.first, named)):
        return None
    if any(token.fold in ("->", "+") for token in tokens[o.first : o.last]) or fold(rest).count("%") > 2:
        return None
    measure = _plain_case(lowered(o.quote(o.first, named), o))
    after = o.quote(place, o.tail)
    spaced = rest[rest.find(after) :] if after in rest else after
    if spaced.startswith(("på ", "of ", "at ")):
        spaced = spaced.split(" ", 1)[1]
    if CAPITALS.search(measure.split(" ")[-1]):
        return f"{measure} {spaced}"
    if o.tags(o.first) & {"determiner"}:
        return tidied(say(o.language, "level").format(article="", measure=measure, rest=spaced))
    head = next(
        (measure.split(" ")[i - o.first - 1] for i in range(o.first + 1, named) if "preposition" in o.tags(i)), measure.split(" ")[-1]
    )
    article = _article(fold(head), measure, o.language)
    if article is None and o.language == "en":
        article = ""
    if article is None:
        return f"{measure} {spaced}" if "/" in measure else None
    return say(o.language, "level").format(article=article, measure=measure, rest=spaced)


def _of_measure(o: Outline, index: int, colon: bool, set_off: bool) -> bool:
    """Whether a word can stand in the name of a measure: before a colon or "of" any can but a sign, else no preposition or doing."""
    token, tags = o.marked.tokens[index], o.tags(index)
    if token.kind == "p":
        return token.fold in "/-"
    if colon or set_off and "preposition" not in tags:
        return True
    if "preposition" in tags:
        return o.language == "en"
    doing = "verb" in tags and index > o.first and not any(tag.startswith("measure:") for tag in tags)
    return not doing and not tags & {"up", "down", "aim"}


def _plain_case(measure: str) -> str:
    """A measure spelt as a title, as one speaks of it: "Outstanding Receivables" → "outstanding receivables"; "NPS" stays."""
    first, *others = measure.split(" ")
    if CAPITALS.search(first) or not others and not first[:1].isupper():
        return measure
    titled = all(word[:1].isupper() and not CAPITALS.search(word) for word in others)
    return " ".join((first[:1].lower() + first[1:], *(word.lower() if titled else word for word in others)))


@cache
def _genders() -> dict[str, str]:
    found = {}
    for row in table("sv", "measures").values():
        for entry in row.get("words", ()):
            stem, bar, endings = entry.partition("|")
            ends = endings.split("|")
            if bar and "-" in ends:
                if {"en", "n"} & set(ends):
                    found[fold(stem)] = "en"
                elif {"et", "t"} & set(ends):
                    found[fold(stem)] = "ett"
    return found


@cache
def _definites() -> dict[str, str]:
    """The definite form of a Swedish measure, by its bare form: "försäljning" → "försäljningen"."""
    found = {}
    for row in table("sv", "measures").values():
        for entry in row.get("words", ()):
            stem, bar, endings = entry.partition("|")
            ending = next((end for end in endings.split("|") if end in ("en", "et", "n", "t")), "")
            if bar and ending and "-" in endings.split("|") and " " not in stem:
                found[stem] = stem + ending
    return found


def definite(thing: str, language: str) -> str | None:
    """A bare measure as one speaks of it: "försäljning" → "försäljningen"; None where that is not known."""
    if language == "en" or thing.isupper():
        return thing
    known = _definites()
    head = next((thing[cut:] for cut in range(max(1, len(thing) - 2)) if thing[cut:] in known), "")
    return thing[: len(thing) - len(head)] + known[head] if head and " " not in thing else None


def settled(rest: str) -> str:
    """A bare Swedish measure after its verb as one speaks of it: "omsättning med 10 %" → "omsättningen med 10 %"."""
    head, space, after = rest.partition(" ")
    known = definite(head, "sv")
    follows = fold(after.split(" ")[0]) in folded("sv", "np_ends") if after else True
    return f"{known}{space}{after}" if known is not None and follows and head.islower() else rest


def _article(head: str, measure: str, language: str) -> str | None:
    if language == "en":
        if head not in folded("en", "countable"):
            return None
        spelled = measure[:2].isupper()
        return "an" if measure[:1] in ("AEFHILMNORSX" if spelled else "aeiou") else "a"
    known = _genders()
    listed = next((known[head[cut:]] for cut in range(len(head) - 3) if head[cut:] in known), None)
    if listed is not None:
        return listed
    return next((gender for gender, endings in words("sv")["genders"].items() if head.endswith(tuple(endings))), None)
