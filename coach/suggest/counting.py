"""What a thing is counted in: its number from and to, or a measure beside it."""

from __future__ import annotations

from coach.suggest.outline import Outline
from coach.suggest.words import folded, say, words
from rules.reading import Reading
from rules.reading.text import fold

_ENDS = frozenset("in from for with at on to of per by and i fran med pa till av och hos inom".split())


def counted(first: str, rest: str, language: str) -> bool:
    """ "fler kunder", "more customers": things that are counted, not "mer drag", "more traction"."""
    if first in folded(language, "counting"):
        return True
    if language != "en" or first not in folded(language, "more") | folded(language, "fewer"):
        return False
    head = next((word for word in _until_preposition(rest)[::-1]), "")
    return head in folded(language, "people") or head.endswith("s") and not head.endswith(("ss", "ness"))


def plural_head(thing: str, language: str) -> bool:
    """Whether the things named are several: "kunder i Norge", "org signups"."""
    head = next((word for word in reversed(_until_preposition(thing))), "")
    return bool(head) and (head.endswith("s") and not head.endswith("ss") if language == "en" else head.endswith(("er", "or", "ar", "are")))


def _until_preposition(text: str) -> list[str]:
    found = []
    for word in text.split(" "):
        if fold(word) in _ENDS:
            break
        found.append(fold(word.strip(",.")))
    return found


def from_to(thing: str, language: str, unit: str | None = None) -> str:
    """From and to, between commas where the thing has a "from" of its own."""
    unit = " " + str(words(language)["blanks"]["unit"]) if unit is None else unit
    own = {"sv": " från ", "en": " from "}[language]
    return say(language, "from_to_set_off" if own in f" {thing} " else "from_to").format(unit=unit)


def measured(o: Outline) -> str:
    return say(o.language, "measured").format(range=from_to("", o.language))


def spread(o: Outline, reading: Reading, thing: str) -> str:
    """From and to on a thing that is a number already, else "mätt som [mått]"."""
    kind = kind_of(o, reading, thing)
    if kind is None or _made(kind, reading) and o.verb is not None and o.verb.lemma in folded(o.language, "quality_verbs"):
        return measured(o)
    unit = {"money": say(o.language, "money"), "share": " %", "count": "", "points": ""}.get(
        kind, " " + words(o.language)["blanks"]["unit"]
    )
    return " " + from_to(thing, o.language, unit)


def _made(kind: str, reading: Reading) -> bool:
    """Something counted or produced, which is not raised from one number to another by being improved."""
    return kind == "count" or kind == "money" and reading.measure is not None and reading.measure.id == "product"


def kind_of(o: Outline, reading: Reading, thing: str) -> str | None:
    """How the thing is counted, where its head is a measure."""
    folds = fold(thing)
    if folds.startswith(tuple(folded(o.language, "shares_of"))):
        return "share"
    if folds.startswith(tuple(folded(o.language, "numbers_of"))):
        return "count"
    measure = reading.measure
    if measure is None:
        return None
    if any(word.endswith(tuple(words(o.language)["look"]["times"])) for word in _until_preposition(thing)):
        return "time"
    named = fold(reading.source.quote(measure.start, measure.end)).split(" ")
    head: list[str] = []
    for word in folds.split(" "):
        if head and word in folded(o.language, "np_ends"):
            break
        head.append(word.strip(",."))
    if not head or head[-1] not in named:
        return None
    return next((kind for kind, ids in words(o.language)["kinds"].items() if measure.id in ids), None)
