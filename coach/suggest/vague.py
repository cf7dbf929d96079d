"""Vague cores made measurable: from, to and when for what the writer wants to change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.suggest.matter import Matter
from coach.suggest.model import Shape
from coach.suggest.nominal import definite
from coach.suggest.outline import Outline
from coach.suggest.sentence import main
from coach.suggest.spelling import inflected, lowered, tidy
from coach.suggest.words import folded, say, starts, words
from rules.reading import Reading
from rules.reading.text import fold

Draft = tuple[str, Shape]
_VOLUME = frozenset(("revenue", "deals", "leads", "product", "activity"))
_PERIOD = re.compile(r"[QqHhTt][1-4](?:[ /-]?\d{2,4})?|\d{4}|FY ?\d{2,4}")
_ARTICLES = ("den", "the")
_ACTIVITY = frozenset(("revenue", "deals", "leads", "order_value", "product", "market", "customer_value"))


def drafts(matter: Matter, reading: Reading, theme: str) -> Iterator[Draft]:
    """The goal with a measure, and where it makes sense an activity that leads to it and a quality beside it."""
    o = matter.outline
    thing, framed = _parted(o, o.first, o.tail)
    timed = replace(matter, time=framed or matter.time)
    yield _outcome(timed, reading, thing), "outcome"
    if o.form != "verb" or o.verb is None or o.better or not thing or matter.prefixed or not matter.owner:
        return
    if o.tags(o.first) & {"sup"}:
        return
    if theme not in _ACTIVITY or o.verb.lemma in folded(o.language, "be") - folded(o.language, "get"):
        return
    until = _until(framed, o.language) if framed else say(o.language, "until_end") if matter.time else _when(matter)
    purpose = say(o.language, "activity_purpose").format(verb=o.verb.base, rest=_parted(o, o.first, o.tail, finite=False)[0])
    yield tidy(say(o.language, "activity").format(owner=matter.owner, end=until, purpose=purpose)), "activity"
    more = fold(thing.split(" ")[0]) in folded(o.language, "more")
    if theme in _VOLUME and (more or "up" in o.tags(o.verb_at) and o.verb.lemma not in folded(o.language, "not_measured")):
        clause = _we(matter, thing)
        yield tidy(say(o.language, "quality").format(owner=matter.owner, end=until, clause=clause)), "quality"


def _when(matter: Matter) -> str:
    """The time, also where the writer put it first."""
    lead = matter.outline.lead
    return matter.time or lead[:1].lower() + lead[1:]


def _until(framed: str, language: str) -> str:
    """A time to reach made a time to keep on: "by May" → "until May", "senast i maj" → "till och med i maj"."""
    for word in folded(language, "last"):
        if fold(framed).startswith(word + " "):
            return f"{say(language, 'until')}{framed[len(word) :]}"
    return framed


def _outcome(matter: Matter, reading: Reading, thing: str) -> str:
    o = matter.outline
    language = o.language
    first, _, rest = thing.partition(" ")
    first = fold(first)
    if o.form == "clause" and matter.subject:
        return _clause(matter, reading, thing)
    if o.form in ("noun", "done") or o.verb is None:
        if rest and _counted(first, rest, language):
            return _count(matter, rest, first)
        if (bare := _bare_measure(matter, reading, lowered(thing, o))) is not None:
            return bare
        return _of(matter, lowered(thing, o), "improve" if o.effort else "raise")
    if o.form == "clause":
        changing = bool(o.tags(o.verb_at) & {"up", "down"}) and o.verb.lemma not in folded(language, "not_measured")
        return main(matter.with_rest(thing + (_range(o, reading, thing) if changing else _measured(o))))
    lemma = o.verb.lemma
    more = first in folded(language, "more") | folded(language, "fewer")
    if rest and more and lemma in folded(language, "get") and _counted(first, rest, language):
        return _count(matter, rest, first)
    rises = first in folded(language, "risers")
    if first in folded(language, "own") or lemma in folded(language, "be") and not rises and "sup" not in o.tags(o.first):
        return _so_that(matter, thing)
    if rest and (many := starts(language, "many").match(fold(thing))):
        return main(matter.with_rest(f"{words(language)['blanks']['target']} {thing[many.end() :].strip()}"))
    if rest and more:
        return main(matter.with_rest(thing + say(language, "from_to_set_off").format(unit=" " + words(language)["blanks"]["unit"])))
    if o.tags(o.verb_at) & {"up", "down"} and lemma not in folded(language, "not_measured") or rises:
        return main(matter.with_rest(thing + _range(o, reading, thing)))
    return main(matter.with_rest(thing + _measured(o)))


def _bare_measure(matter: Matter, reading: Reading, thing: str) -> str | None:
    """A heading that is a measure: "Försäljning Q3" → "ökar försäljningen från … till … kr under Q3"."""
    o = matter.outline
    if o.effort or o.better or not reading.reason:
        return None
    kind = _kind(o, reading, thing)
    spoken = definite(thing, o.language)
    if kind not in ("money", "share", "points", "level") or spoken is None:
        return None
    verb = _verb(matter, "increase" if kind == "money" else "raise")
    pattern = say(o.language, "verb").replace(" will", "") if matter.prefixed else say(o.language, "verb")
    return tidy(pattern.format(owner=_who(matter), verb=verb, rest=f"{spoken}{_range(o, reading, thing)} {_when(matter)} {matter.tail}"))


def _clause(matter: Matter, reading: Reading, thing: str) -> str:
    o = matter.outline
    rises = fold(thing.split(" ")[0]) in folded(o.language, "risers")
    changing = bool(o.tags(o.verb_at) & {"up", "down"}) or rises
    spread = _range(o, reading, matter.subject) if changing else _measured(o)
    return main(matter.with_rest(thing + spread))


def _of(matter: Matter, thing: str, verb: str) -> str:
    text = _spoken(matter, "of").format(
        owner=_who(matter), verb=_verb(matter, verb), thing=thing, range=_from_to(thing, matter.outline.language)
    )  # fmt: skip
    return tidy(f"{text} {_when(matter)} {matter.tail}")


def _spoken(matter: Matter, key: str) -> str:
    """A pattern; behind an owner and a colon it is an order: "CMO: Raise …"."""
    pattern = say(matter.outline.language, key)
    return pattern.replace("{owner} will {verb}", "{owner} {verb}") if matter.prefixed else pattern


def _verb(matter: Matter, key: str) -> str:
    verb = say(matter.outline.language, key)
    return verb.capitalize() if matter.prefixed else verb


def _who(matter: Matter) -> str:
    return f"{matter.before}:" if matter.prefixed else matter.owner


def _count(matter: Matter, thing: str, first: str) -> str:
    o = matter.outline
    verb = "decrease" if first in folded(o.language, "fewer") else "increase"
    spread = _from_to(thing, o.language, "")
    text = _spoken(matter, "count").format(owner=_who(matter), verb=_verb(matter, verb), thing=thing, range=spread)
    return tidy(f"{text} {_when(matter)} {matter.tail}")


def _so_that(matter: Matter, thing: str) -> str:
    o = matter.outline
    text = _spoken(matter, "so_that").format(
        owner=_who(matter), verb=_verb(matter, "raise"), range=_from_to("", o.language), end=_when(matter),
        clause=f"{_we(matter, thing)} {matter.tail}",
    )  # fmt: skip
    return tidy(text)


def _we(matter: Matter, thing: str) -> str:
    """The writer's own wish as a clause of "we" (or "I")."""
    o = matter.outline
    assert o.verb is not None
    who = say(o.language, "we")
    verb = o.verb.present if o.language == "sv" else {"be": "are"}.get(o.verb.base, o.verb.base)
    if o.pronoun == "i":
        who = say(o.language, "i") + who[who.index(" ") :]
        verb = "am" if verb == "are" else verb
    return who.format(verb=f"{verb} {o.middle}" if o.language == "sv" else f"{o.middle} {verb}", rest=thing)


def _counted(first: str, rest: str, language: str) -> bool:
    """ "fler kunder", "more customers": things that are counted, not "mer drag", "more traction"."""
    if first in folded(language, "counting"):
        return True
    if language != "en" or first not in folded(language, "more") | folded(language, "fewer"):
        return False
    head = next((word for word in _until_preposition(rest)[::-1]), "")
    return head in folded(language, "people") or head.endswith("s") and not head.endswith(("ss", "ness"))


def _until_preposition(text: str) -> list[str]:
    found = []
    for word in text.split(" "):
        if word in ("in", "from", "for", "with", "at", "on", "to", "of", "per", "by", "and"):
            break
        found.append(fold(word.strip(",.")))
    return found


def _from_to(thing: str, language: str, unit: str | None = None) -> str:
    """From and to, between commas where the thing has a "from" of its own."""
    unit = " " + str(words(language)["blanks"]["unit"]) if unit is None else unit
    own = {"sv": " från ", "en": " from "}[language]
    return say(language, "from_to_set_off" if own in f" {thing} " else "from_to").format(unit=unit)


def _measured(o: Outline) -> str:
    return say(o.language, "measured").format(range=_from_to("", o.language))


def _range(o: Outline, reading: Reading, thing: str) -> str:
    """From and to on a thing that is a number already, else "mätt som [mått]"."""
    kind = _kind(o, reading, thing)
    if kind is None or _made(kind, reading) and o.verb is not None and o.verb.lemma in folded(o.language, "quality_verbs"):
        return _measured(o)
    unit = {"money": say(o.language, "money"), "share": " %", "count": "", "points": ""}.get(
        kind, " " + words(o.language)["blanks"]["unit"]
    )
    return " " + _from_to(thing, o.language, unit)


def _made(kind: str, reading: Reading) -> bool:
    """Something counted or produced, which is not raised from one number to another by being improved."""
    return kind == "count" or kind == "money" and reading.measure is not None and reading.measure.id == "product"


def _kind(o: Outline, reading: Reading, thing: str) -> str | None:
    """How the thing is counted, where its head is a measure."""
    folds = fold(thing)
    if folds.startswith(tuple(folded(o.language, "numbers_of"))):
        return "count"
    measure = reading.measure
    if measure is None:
        return None
    named = fold(reading.source.quote(measure.start, measure.end)).split(" ")
    head: list[str] = []
    for word in folds.split(" "):
        if head and word in folded(o.language, "np_ends"):
            break
        head.append(word.strip(",."))
    if not head or head[-1] not in named:
        return None
    return next((kind for kind, ids in words(o.language)["kinds"].items() if measure.id in ids), None)


def _in_time(written: str, language: str) -> str:
    """A bare period with its preposition: "Q3" → "under Q3", "2027" → "in 2027"."""
    return f"{say(language, 'in_time')} {written}" if _PERIOD.fullmatch(written) else written


def _parted(o: Outline, first: int, last: int, finite: bool = True) -> tuple[str, str]:
    """The words between two tokens without their times, and the times."""
    taken = bytearray(last + 1)
    times = []
    for frame in o.frames:
        if frame.kind == "deadline" and frame.first >= first and frame.last < last and not frame.means:
            start = frame.first - (frame.first > first and o.marked.tokens[frame.first - 1].fold in _ARTICLES)
            times.append(_in_time(o.quote(start, frame.last + 1), o.language))
            for index in range(start, frame.last + 1):
                taken[index] = 1
    pieces = []
    start = first
    for index in range(first, last + 1):
        if index == last or taken[index]:
            if start < index:
                pieces.append(inflected(o, start, index) if finite else o.quote(start, index))
            start = index + 1
    return " ".join(pieces).strip(" ,.-"), " ".join(times)
