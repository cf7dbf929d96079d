"""Vague cores made measurable: from, to and when for what the writer wants to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.suggest.model import Shape
from coach.suggest.outline import Outline
from coach.suggest.sentence import Matter, lowered, main, tidy
from coach.suggest.words import folded, say, words
from rules.reading import Reading
from rules.reading.text import fold

Draft = tuple[str, Shape]
_ACTIVITY = frozenset(("revenue", "deals", "leads", "order_value", "product", "market", "customer_value"))


def drafts(matter: Matter, reading: Reading, theme: str) -> Iterator[Draft]:
    """The goal with a measure, and where it makes sense an activity that leads to it."""
    o = matter.outline
    thing, framed = _parted(o, o.first, o.tail)
    end = framed or matter.time or ""
    timed = replace(matter, time=end)
    yield _outcome(timed, reading, thing), "outcome"
    if o.form == "verb" and o.verb is not None and not o.better and theme in _ACTIVITY and thing and not matter.prefixed and matter.owner:
        until = framed or (say(o.language, "until_end") if matter.time else "")
        purpose = say(o.language, "activity_purpose").format(verb=o.verb.base, rest=thing)
        yield tidy(say(o.language, "activity").format(owner=matter.owner, end=until, purpose=purpose)), "activity"


def _outcome(matter: Matter, reading: Reading, thing: str) -> str:
    o = matter.outline
    language = o.language
    first = fold(thing.split(" ")[0]) if thing else ""
    rest = thing.split(" ", 1)[1] if " " in thing else ""
    if o.form == "clause" and matter.subject:
        return _clause(matter, reading, thing)
    if o.form in ("noun", "done") or o.verb is None:
        if _counted(first, rest, language) and rest:
            return _count(matter, rest, first)
        return _of(matter, lowered(thing, o), "improve" if o.effort else "raise")
    lemma = o.verb.lemma
    if first in folded(language, "more") | folded(language, "fewer") and rest:
        if lemma in folded(language, "get") and _counted(first, rest, language):
            return _count(matter, rest, first)
        if first in folded(language, "many"):
            return main(matter.with_rest(f"{words(language)['blanks']['target']} {rest}"))
        return main(matter.with_rest(thing + say(language, "from_to_set_off").format(unit=" " + words(language)["blanks"]["unit"])))
    tags = o.tags(o.verb_at)
    if tags & {"up", "down"} and lemma not in folded(language, "be") and not _loose(o):
        return main(matter.with_rest(thing + _range(o, reading, thing)))
    if lemma in folded(language, "be") or not tags & {"up", "down"} or _loose(o):
        return _so_that(matter, thing)
    return main(matter.with_rest(thing + _range(o, reading, thing)))


def _clause(matter: Matter, reading: Reading, thing: str) -> str:
    o = matter.outline
    changing = bool(o.tags(o.verb_at) & {"up", "down"}) or o.verb is not None and o.verb.lemma in ("ga", "go")
    spread = _range(o, reading, matter.subject) if changing else _measured(o)
    return main(matter.with_rest(thing + spread))


def _of(matter: Matter, thing: str, verb: str) -> str:
    o = matter.outline
    body = say(o.language, "of")
    if matter.prefixed:
        body = body.replace("{owner} will ", "{owner}: ").replace("{owner} ", "{owner}: ") if o.language == "sv" else body.replace("{owner} will", "{owner}:")
    owner = matter.before if matter.prefixed else matter.owner
    text = body.format(owner=owner, verb=say(o.language, verb), thing=thing, range=_from_to(o.language, " " + words(o.language)["blanks"]["unit"]))
    return tidy(f"{text} {matter.time} {matter.tail}")


def _count(matter: Matter, thing: str, first: str) -> str:
    o = matter.outline
    verb = "decrease" if first in folded(o.language, "fewer") else "increase"
    owner = matter.owner or matter.before
    text = say(o.language, "count").format(owner=owner, verb=say(o.language, verb), thing=thing, range=_from_to(o.language, ""))
    return tidy(f"{text} {matter.time} {matter.tail}")


def _so_that(matter: Matter, thing: str) -> str:
    o = matter.outline
    assert o.verb is not None
    verb = o.verb.present if o.language == "sv" else {"be": "are"}.get(o.verb.base, o.verb.base)
    who = say(o.language, "we")
    if o.pronoun == "i":
        who = say(o.language, "i") + who[who.index(" ") :]
        verb = "am" if verb == "are" else verb
    clause = who.format(verb=verb if o.language == "en" else f"{verb} {o.middle}", rest=f"{thing} {matter.tail}")
    unit = " " + words(o.language)["blanks"]["unit"]
    body = say(o.language, "so_that")
    owner = matter.owner
    if matter.prefixed:
        owner = matter.before + ":"
        body = body.replace(" will", "")
    text = body.format(owner=owner, verb=say(o.language, "raise"), range=_from_to(o.language, unit), end=matter.time, clause=clause)
    return tidy(text)


def _counted(first: str, rest: str, language: str) -> bool:
    """ "fler kunder", "more customers": things that are counted, not "mer drag", "more traction"."""
    if first in folded(language, "counting"):
        return True
    if language != "en" or first not in folded(language, "more") | folded(language, "fewer"):
        return False
    head = next((word for word in _until_preposition(rest)[::-1]), "")
    return head.endswith("s") and not head.endswith(("ss", "ness"))


def _until_preposition(text: str) -> list[str]:
    found = []
    for word in text.split(" "):
        if word in ("in", "from", "for", "with", "at", "on", "to", "of", "per", "by", "and"):
            break
        found.append(fold(word.strip(",.")))
    return found


def _loose(o: Outline) -> bool:
    """The change verb has no thing of its own ("bygga", "driva", "get"), so that "driva tillväxt" is not driven from 1 to 2."""
    return o.verb is not None and o.verb.lemma in folded(o.language, "not_measured")


def _from_to(language: str, unit: str) -> str:
    return say(language, "from_to").format(unit=unit)


def _measured(o: Outline) -> str:
    unit = " " + words(o.language)["blanks"]["unit"]
    return say(o.language, "measured").format(range=_from_to(o.language, unit))


def _range(o: Outline, reading: Reading, thing: str) -> str:
    """From and to on a thing that is a number already, else "mätt som [mått]"."""
    kind = _kind(o, reading, thing)
    if kind is None:
        return _measured(o)
    unit = {"money": say(o.language, "money"), "share": " %", "count": ""}.get(kind, " " + words(o.language)["blanks"]["unit"])
    return " " + _from_to(o.language, unit)


def _kind(o: Outline, reading: Reading, thing: str) -> str | None:
    """How the thing is counted, where its head is a measure."""
    folds = fold(thing)
    if folds.startswith(tuple(folded(o.language, "numbers_of"))):
        return "count"
    measure = reading.measure
    if measure is None:
        return None
    named = fold(reading.source.quote(measure.start, measure.end)).split(" ")
    head = []
    for word in folds.split(" "):
        if head and word in folded(o.language, "np_ends"):
            break
        head.append(word.strip(",."))
    if not head or head[-1] not in named:
        return None
    return next((kind for kind, ids in words(o.language)["kinds"].items() if measure.id in ids), None)


def _parted(o: Outline, first: int, last: int) -> tuple[str, str]:
    """The words between two tokens without their times, and the times."""
    taken = bytearray(last + 1)
    times = []
    for frame in o.frames:
        if frame.kind in ("deadline", "cycle") and frame.first >= first and frame.last < last and not frame.means:
            times.append(o.quote(frame.first, frame.last + 1))
            for index in range(frame.first, frame.last + 1):
                taken[index] = 1
    pieces = []
    start = first
    for index in range(first, last + 1):
        if index == last or taken[index]:
            if start < index:
                pieces.append(o.quote(start, index))
            start = index + 1
    return " ".join(pieces).strip(" ,.-"), " ".join(times)
