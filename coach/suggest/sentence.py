"""Sentences from the parts of a goal: word order, inflected verbs, the place of the time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from coach.suggest import forms
from coach.suggest.outline import Outline, plural
from coach.suggest.words import folded, say, words
from rules.reading.lexicon import table
from rules.reading.text import fold

_SPACES = re.compile(r"\s+")
_BEFORE_SIGN = re.compile(r"\s+([,.;:!?)])")
_COMMAS = re.compile(r",(?:\s*,)+")
_CAPITALS = re.compile(r"[A-ZÅÄÖ0-9&]{2}|[a-zåäö][A-ZÅÄÖ]")
_JOINS = frozenset(("och", "samt", "o", "&", ","))
_RELATIVES = frozenset("som dar varav vilket vilka who which where that whose".split())


@dataclass(frozen=True, slots=True)
class Matter:
    """What a sentence is made of: the outline, who does it, the words after the verb, the time to add and what follows it.

    `owner`: "[ägare]", "Jag", "[ägare] i säljteamet" …, or "" where the writer names the owner beside the sentence.
    `subject`: a thing that is to do something, seen to by the owner. `prefixed`: the owner stays before a colon.
    """

    outline: Outline
    owner: str
    subject: str
    rest: str
    tail: str
    time: str
    prefixed: bool = False
    before: str = ""
    activity: bool = False

    def with_rest(self, rest: str) -> Matter:
        """The same with other words after the verb."""
        return replace(self, rest=rest)


def tidy(text: str) -> str:
    """One space between words, none before signs, a capital to begin with."""
    text = _BEFORE_SIGN.sub(r"\1", _SPACES.sub(" ", text)).strip(" ,")
    text = _COMMAS.sub(",", text)
    return text[:1].upper() + text[1:] if not text.startswith("[") and not _CAPITALS.match(text.split(" ")[0]) else text


def main(matter: Matter) -> str:
    """The sentence: owner, verb, object, time, and what follows."""
    o = matter.outline
    lead, rest, time = o.lead, matter.rest, matter.time
    if time and not lead and matter.owner and not matter.prefixed and _relative(o) and o.form in ("verb", "clause"):
        lead, time = time, ""
    if lead and lead == o.lead and o.language == "en" and o.form == "clause":
        rest, lead = f"{rest} {lead[:1].lower()}{lead[1:]}", ""
    rest = f"{rest} {time} {matter.tail}" if time else f"{rest} {matter.tail}"
    if matter.prefixed:
        opening = tidy(f"{_bare(matter)} {rest}")
        return tidy(f"{matter.before}: {opening}")
    if not matter.owner:
        return tidy(f"{lead} {_plain(matter)} {rest}")
    if o.form == "clause" and matter.subject:
        return tidy(_clause(matter, lead, rest))
    if o.form in ("verb", "clause") and o.verb is not None:
        return tidy(_verb(matter, lead, rest))
    if o.form == "done":
        return tidy(_fill("done_led" if lead else "done", o.language, lead=lead, owner=matter.owner, rest=lowered(rest, o)))
    return tidy(_noun(matter, rest))


def _verb(matter: Matter, lead: str, rest: str) -> str:
    o = matter.outline
    assert o.verb is not None
    if o.language == "sv":
        if o.verb.lemma == "ha" and o.modal and "sup" in o.tags(o.first):
            # "har rekryterat" would tell of what has happened.
            return _fill("led" if lead else "verb", "sv", lead=lead, owner=matter.owner, verb="ska", rest=f"{o.middle} ha {rest}")
        return _fill("led" if lead else "verb", "sv", lead=lead, owner=matter.owner, verb=o.verb.present, rest=_with_adverb(o, rest))
    return _fill("led" if lead else "verb", "en", lead=lead, owner=matter.owner, verb=f"{o.middle} {o.verb.base}", rest=rest)


def _with_adverb(o: Outline, rest: str) -> str:
    """The adverb after the verb, or after two that are joined: "utför och köper endast …"."""
    if o.middle and o.first + 1 < o.last and o.marked.tokens[o.first].fold in _JOINS and "verb" in o.tags(o.first + 1):
        join, verb, after = (*rest.split(" ", 2), "", "")[:3]
        return f"{join} {verb} {o.middle} {after}"
    return f"{o.middle} {rest}"


def _clause(matter: Matter, lead: str, rest: str) -> str:
    o = matter.outline
    subject, middle = matter.subject, o.middle
    key = "modal_clause" if o.modal else "clause"
    verb = ""
    if o.verb is not None:
        verb = o.verb.present if o.language == "sv" else o.verb.base
    elif o.language == "sv" and o.modal:
        particle = rest.split(" ")[0] if rest else ""
        if fold(particle) in folded("sv", "particles"):
            verb = say("sv", "get_up").format(particle=particle)
            rest = rest[len(particle) :]
        else:
            verb = "ska"
    elif o.modal:
        key, verb = "clause", "will"
    if o.language == "en" and not o.modal:
        # The writer's own form agrees with the subject already.
        verb = o.quote(o.verb_at, o.first) if o.verb is not None else ""
    return _fill(f"{key}_led" if lead else key, o.language, lead=lead, owner=matter.owner, subject=subject, middle=middle, verb=verb, rest=rest)


def _noun(matter: Matter, rest: str) -> str:
    o = matter.outline
    marked = o.marked
    first = marked.tokens[o.first] if o.first < o.last else None
    counted = first is not None and (first.kind == "n" or first.fold in "<>≥≤+") or _opens_counted(o)
    if counted:
        return _fill("carry_out" if matter.activity else "reach", o.language, owner=matter.owner, rest=lowered(rest, o))
    if (level := _level(matter, rest)) is not None:
        return _fill("reach", o.language, owner=matter.owner, rest=level)
    return _fill("colon", o.language, owner=matter.owner, rest=rest)


def _opens_counted(o: Outline) -> bool:
    """A number in words, a bound, or a placeholder opens the wish: "Noll avhopp", "minst 8 möten", "två kundfall"."""
    look = words(o.language)["look"]
    opening = fold(o.quote(o.first, min(o.first + 1, o.last)))
    return opening in {fold(word) for word in look["opening_counts"]}


def _level(matter: Matter, rest: str) -> str | None:
    """ "bruttomarginal minst 42 %" → "en bruttomarginal på minst 42 %"; "NPS 60" stays; None where nothing is safe to say."""
    o = matter.outline
    tokens = o.marked.tokens
    number = next((i for i in range(o.first, min(o.first + 6, o.last)) if tokens[i].kind == "n" or tokens[i].fold in "<>≥≤"), -1)
    if number <= o.first:
        return None
    place = number
    bounds = folded(o.language, "bounds")
    while place - 1 > o.first and tokens[place - 1].fold in bounds:
        place -= 1
    if any("preposition" in o.tags(i) or tokens[i].kind == "p" and tokens[i].fold != "/" or o.tags(i) & {"up", "down", "aim"} for i in range(o.first, place)):
        return None
    if any(token.fold in ("->", "+") for token in tokens[o.first : o.last]) or fold(rest).count("%") > 2:
        return None
    measure = lowered(o.quote(o.first, place), o)
    after = o.quote(place, o.tail)
    spaced = rest[rest.find(after) :] if after in rest else after
    if spaced.startswith(("på ", "of ")):
        spaced = spaced.split(" ", 1)[1]
    if _CAPITALS.search(measure.split(" ")[-1]):
        return f"{measure} {spaced}"
    article = _article(fold(measure.split(" ")[-1]), measure, o.language)
    if article is None:
        return f"{measure} {spaced}" if "/" in measure else None
    return say(o.language, "level").format(article=article, measure=measure, rest=spaced)


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


def _article(head: str, measure: str, language: str) -> str | None:
    if language == "en":
        if head not in folded("en", "countable"):
            return None
        return "an" if measure[:1] in "aeiou" else "a"
    known = _genders()
    return next((known[head[cut:]] for cut in range(len(head) - 3) if head[cut:] in known), None)


def _bare(matter: Matter) -> str:
    """The writer's own opening, without an owner."""
    o = matter.outline
    if o.verb is not None and o.form == "verb":
        return o.quote(o.verb_at, o.verb_at + 1)
    return f"{o.quote(*o.subject)} {o.quote(o.subject[1], o.first)}" if o.form == "clause" else ""


def _plain(matter: Matter) -> str:
    return matter.outline.quote(0, matter.outline.first)


def _relative(o: Outline) -> bool:
    """A relative clause ends the sentence, so that a time at the end would belong to it."""
    return any(o.marked.tokens[index].fold in _RELATIVES for index in range(o.first, o.tail))


def _fill(key: str, language: str, **parts: str) -> str:
    return say(language, key).format(**parts)


def lowered(text: str, o: Outline) -> str:
    """`text` as it stands inside a sentence: a capital that only opened the goal is lowered, a name's stays."""
    if not text[:1].isupper():
        return text
    head = text.split(" ", 1)[0].strip(",.:;")
    head = re.split("[/-]", head)[0] or head
    if _CAPITALS.search(head) or head[1:].lower() != head[1:]:
        return text
    if len(head) == 1 and head not in "AÅÄÖI":
        return text
    tags = o.marked.lexis.tags(fold(head))
    if fold(head) in folded(o.language, "proper") or "diffuse" in tags and o.language == "sv" and not fold(head).endswith(("en", "et", "na", "n")):
        return text
    if fold(head) in folded(o.language, "opening_counts"):
        return text[:1].lower() + text[1:]
    second = text.split(" ")[1:2]
    if "given" in tags or not tags - {"compound"} and (len(head) < 7 or o.language == "en") and not head.endswith(("en", "et", "na")):
        return text
    if second and second[0][:1].isupper() and not tags & {"determiner", "each"} and not _CAPITALS.search(second[0]):
        return text
    return text[:1].lower() + text[1:]


def inflected(o: Outline, first: int, last: int) -> str:
    """The writer's words, with Swedish verbs that follow "och" in the present: "boka och genomföra" → "bokar och genomför"."""
    if o.language != "sv" or o.form == "noun" or first >= last:
        return o.quote(first, last)
    text, start = o.marked.source.text, o.marked.tokens[first].start
    made, at = [], start
    for index in range(first, last):
        before = o.marked.tokens[index - 1].fold if index else ""
        tags, token = o.tags(index), o.marked.tokens[index]
        if before not in _JOINS or "verb" not in tags or not tags & {"inf", "imp"}:
            continue
        if any(o.marked.tokens[step].fold in ("att", "som", "genom") for step in range(first, index)):
            continue
        written = text[token.start : token.end]
        verb = forms.swedish(written, o.marked.lexis.lemmas.get(token.fold, ""))
        if verb is not None and (fold(verb.base) == token.fold or "imp" in tags and len(token.fold) > 3 and not any(t.startswith("measure:") for t in tags)):
            made += [text[at : token.start], verb.present]
            at = token.end
    return "".join((*made, text[at : o.marked.tokens[last - 1].end]))


def in_team(team: str, language: str) -> str:
    """ "[ägare] i säljteamet"; "" for a group in the plural, which is no place to be in."""
    if plural(team.split(" ")[-1], language) or language == "en" and team.split(" ")[0].isdigit():
        return ""
    if language == "en" and fold(team.split(" ")[-1]) in folded("en", "team_words") and fold(team.split(" ")[0]) not in ("the", "our", "my"):
        team = f"the {team}"
    return say(language, "team").format(owner=words(language)["blanks"]["owner"], team=team)
