"""Vague cores made measurable: from, to and when for what the writer wants to change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.suggest.counting import counted, from_to, kind_of, measured, plural_head, spread
from coach.suggest.matter import Matter
from coach.suggest.model import Shape
from coach.suggest.nominal import definite
from coach.suggest.outline import Outline
from coach.suggest.sentence import main
from coach.suggest.spelling import CAPITALS, inflected, lowered, tidy
from coach.suggest.words import folded, patterns, say, starts, words
from rules.reading import Reading
from rules.reading.text import fold

Draft = tuple[str, Shape]
_VOLUME = frozenset(("revenue", "deals", "leads", "product", "activity"))
_COUNTED = ("deals", "activity", "leads")
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
    if theme not in _ACTIVITY or o.verb.lemma in folded(o.language, "be") - folded(o.language, "get") or o.verb.lemma in ("ha", "have"):
        return
    more = fold(thing.split(" ")[0]) in folded(o.language, "more")
    more = more or fold(thing.split(" ")[0]) in folded(o.language, "new") and o.verb.lemma in folded(o.language, "get")
    steered = folded(o.language, "quality_verbs") | folded(o.language, "sell")
    if not (more or o.tags(o.verb_at) & {"up", "down"} or o.verb.lemma in steered):
        return
    until = _until(framed, o.language) if framed else say(o.language, "until_end") if matter.time else _when(matter)
    rest = patterns(o.language, "unset").sub("", _parted(o, o.first, o.tail, finite=False)[0])
    purpose = say(o.language, "activity_purpose").format(verb=o.verb.base, rest=rest)
    yield tidy(say(o.language, "activity").format(owner=matter.owner, end=until, purpose=purpose)), "activity"
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
    thing = patterns(language, "unset").sub("", thing)
    first, _, rest = thing.partition(" ")
    first = fold(first)
    if o.form == "clause" and matter.subject:
        return _clause(matter, reading, thing)
    if o.form in ("noun", "done") or o.verb is None:
        if rest and counted(first, rest, language):
            return _count(matter, rest, first)
        if rest and first in folded(language, "new") and plural_head(rest, language):
            return _count(matter, lowered(thing, o), first)
        if (bare := _bare_measure(matter, reading, lowered(thing, o))) is not None:
            return bare
        if (turned := _turned(matter, reading, thing)) is not None:
            return turned
        return _of(matter, lowered(thing, o))
    if o.form == "clause":
        changing = bool(o.tags(o.verb_at) & {"up", "down"}) and o.verb.lemma not in folded(language, "not_measured")
        return main(matter.with_rest(thing + (spread(o, reading, thing) if changing else measured(o))))
    lemma = o.verb.lemma
    more = first in folded(language, "more") | folded(language, "fewer")
    if rest and more and lemma in folded(language, "get") and counted(first, rest, language):
        return _count(matter, rest, first)
    got = lemma in folded(language, "get") and lemma not in folded(language, "level_verbs")
    if rest and got and first in folded(language, "new") and plural_head(rest, language):
        return _count(matter, thing, first)
    rises = first in folded(language, "risers")
    if first in folded(language, "own") or lemma in folded(language, "be") and not rises and "sup" not in o.tags(o.first):
        return _so_that(matter, thing)
    if rest and (many := starts(language, "many").match(fold(thing))):
        return main(matter.with_rest(f"{words(language)['blanks']['target']} {thing[many.end() :].strip()}"))
    if rest and more:
        known = reading.measure is not None and reading.measure.theme in _COUNTED
        unit = "" if known and counted(first, rest, language) else " " + words(language)["blanks"]["unit"]  # "more deals" says it
        return main(matter.with_rest(thing + say(language, "from_to_set_off").format(unit=unit)))
    if o.tags(o.verb_at) & {"up", "down"} and lemma not in folded(language, "not_measured") or rises:
        return main(matter.with_rest(thing + spread(o, reading, thing)))
    return main(matter.with_rest(thing + measured(o)))


def _bare_measure(matter: Matter, reading: Reading, thing: str) -> str | None:
    """A heading that is a measure: "Försäljning Q3" → "ökar försäljningen från … till … kr under Q3"."""
    o = matter.outline
    if o.effort or o.better or not reading.reason:
        return None
    kind = kind_of(o, reading, thing)
    spoken = definite(thing, o.language)
    if kind not in ("money", "share", "points", "level") or spoken is None:
        return None
    verb = _verb(matter, "increase" if kind == "money" else "raise")
    pattern = say(o.language, "verb").replace(" will", "") if matter.prefixed else say(o.language, "verb")
    return tidy(pattern.format(owner=_who(matter), verb=verb, rest=f"{spoken}{spread(o, reading, thing)} {_when(matter)} {matter.tail}"))


def _clause(matter: Matter, reading: Reading, thing: str) -> str:
    o = matter.outline
    rises = fold(thing.split(" ")[0]) in folded(o.language, "risers")
    changing = bool(o.tags(o.verb_at) & {"up", "down"}) or rises
    return main(matter.with_rest(thing + (spread(o, reading, matter.subject) if changing else measured(o))))


def _of(matter: Matter, thing: str) -> str:
    """A theme made a wish: "Kundfokus" → "förbättrar kundfokus, mätt som [mått], …"; a place or team gets a measure of its own."""
    o = matter.outline
    first = fold(thing.split(" ")[0])
    named = not thing or CAPITALS.search(thing.split(" ")[0]) or thing[:1].isupper() or first in folded(o.language, "places")
    key = "of" if named else "better_of" if first in folded(o.language, "better_things") or o.better else "improve_of"
    verb = {"of": "raise", "better_of": "create", "improve_of": "improve"}[key if not o.better else "improve_of"]
    text = _spoken(matter, "of" if named else "improve_of").format(
        owner=_who(matter), verb=_verb(matter, verb), thing=thing, range=from_to(thing if named else "", o.language)
    )  # fmt: skip
    return tidy(f"{text} {_when(matter)} {matter.tail}")


def _turned(matter: Matter, reading: Reading, thing: str) -> str | None:
    """A wish told by a participle or comparative, made a doing: "Förbättrad marginal per kund" → "förbättrar marginalen per kund …"."""
    o = matter.outline
    if o.better or o.form != "noun":
        return None
    first, _, rest = thing.partition(" ")
    verbs = words(o.language)["turned"]
    verb = next((verbs[word] for word in verbs if fold(word) == fold(first)), None)
    if verb is None or not rest:
        return None
    if matter.prefixed:
        verb = verb.capitalize()
    head, _, after = rest.partition(" ")
    spoken = definite(head, o.language) or head
    told = lowered(f"{spoken} {after}".strip(), o)
    pattern = say(o.language, "verb").replace(" will", "") if matter.prefixed else say(o.language, "verb")
    return tidy(pattern.format(owner=_who(matter), verb=verb, rest=f"{told}{spread(o, reading, rest)} {_when(matter)} {matter.tail}"))


def beside(matter: Matter, text: str) -> str:
    """The writer's own sentence behind a measure that tells whether it came true, where it cannot take one into itself."""
    own = "" if matter.time == "" else matter.time
    return say(matter.outline.language, "beside").format(owner=matter.owner, range=from_to("", matter.outline.language), end=own, text=text)


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
    text = _spoken(matter, "count").format(owner=_who(matter), verb=_verb(matter, verb), thing=thing, range=from_to(thing, o.language, ""))
    return tidy(f"{text} {_when(matter)} {matter.tail}")


def _so_that(matter: Matter, thing: str) -> str:
    o = matter.outline
    text = _spoken(matter, "so_that").format(
        owner=_who(matter), verb=_verb(matter, "improve"), range=from_to("", o.language), end=_when(matter),
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
