"""Sentences from the parts of a goal: word order, inflected verbs, the place of the time."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.suggest.matter import Matter
from coach.suggest.nominal import noun
from coach.suggest.outline import Outline
from coach.suggest.spelling import JOINS, lowered, tidy
from coach.suggest.words import fill, folded, say, words
from rules.reading.text import fold

_RELATIVES = frozenset("som dar varav vilket vilka who which where that whose".split())


def main(matter: Matter, fronted: bool = True) -> str:
    """The sentence: owner, verb, object, time, and what follows. `fronted`: a time may open it, where a relative clause ends it."""
    o = matter.outline
    if not matter.rest and matter.tail:
        matter = replace(matter, rest=matter.tail, tail="")
    lead, rest, time = o.lead, matter.rest, matter.time
    if fronted and time and not lead and matter.owner and not matter.prefixed and _relative(o) and o.form in ("verb", "clause"):
        lead, time = time, ""
    if lead and lead == o.lead and (o.language == "en" and o.form == "clause" or o.form == "noun"):
        rest, lead = f"{rest} {lead[:1].lower()}{lead[1:]}", ""
    rest = f"{rest} {time} {matter.tail}" if time else f"{rest} {matter.tail}"
    if matter.prefixed:
        opening = tidy(f"{_bare(matter)} {rest}")
        return tidy(f"{matter.before}: {opening}")
    if not matter.owner:
        return tidy(f"{lead if lead != o.lead else ''} {_plain(matter)} {rest}")
    if o.form == "clause" and matter.subject:
        return tidy(_clause(matter, lead, rest))
    if o.form in ("verb", "clause") and o.verb is not None:
        return tidy(_verb(matter, lead, rest))
    if o.form == "done":
        return tidy(fill("done_led" if lead else "done", o.language, lead=lead, owner=matter.owner, rest=lowered(rest, o)))
    return tidy(noun(matter, rest))


def _verb(matter: Matter, lead: str, rest: str) -> str:
    o = matter.outline
    assert o.verb is not None
    if o.language == "sv":
        if o.verb.lemma == "vara" and o.modal and not matter.owner.startswith("["):
            # "Alla säljare är certifierade" would tell how it is.
            return fill("led" if lead else "verb", "sv", lead=lead, owner=matter.owner, verb="ska", rest=f"{o.middle} vara {rest}")
        if o.verb.lemma == "ha" and o.modal and "sup" in o.tags(o.first):
            # "har rekryterat" would tell of what has happened.
            return fill("led" if lead else "verb", "sv", lead=lead, owner=matter.owner, verb="ska", rest=f"{o.middle} ha {rest}")
        return fill("led" if lead else "verb", "sv", lead=lead, owner=matter.owner, verb=o.verb.present, rest=_with_adverb(o, rest))
    return fill("led" if lead else "verb", "en", lead=lead, owner=matter.owner, verb=f"{o.middle} {o.verb.base}", rest=rest)


def _with_adverb(o: Outline, rest: str) -> str:
    """The adverb after the verb, or after two that are joined: "utför och köper endast …"."""
    if o.middle and o.first + 1 < o.last and o.marked.tokens[o.first].fold in JOINS and "verb" in o.tags(o.first + 1):
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
        if o.language == "sv" and not o.modal and "pres" in o.tags(o.verb_at):
            # The writer's own form: "mäts" is no "mäter".
            verb = o.quote(o.verb_at, o.verb_at + 1)
    elif o.language == "sv" and o.modal:
        particle = rest.split(" ")[0].strip(",.") if rest else ""
        if fold(particle) in folded("sv", "particles"):
            verb = say("sv", "get_up").format(particle=particle)
            rest = rest[len(particle) :]
        else:
            verb = "ska"
    elif o.modal:
        key, verb = "clause", "will"
    if o.language == "en" and o.modal and o.verb is not None and o.verb.base in folded("en", "purposes"):
        # "to make" would read as a purpose.
        key = "clause"
        verb = o.verb.base if re.search(r"[^s]s$", subject.split(" ")[-1]) else o.verb.present
    if o.language == "en" and not o.modal:
        # The writer's own form agrees with the subject already.
        verb = o.quote(o.verb_at, o.first) if o.verb is not None else ""
        if o.verb is not None and subject == say("en", "we").split(" ")[0]:
            verb = {"be": "are"}.get(o.verb.base, o.verb.base)
    return fill(
        f"{key}_led" if lead else key, o.language, lead=lead, owner=matter.owner, subject=subject, middle=middle, verb=verb, rest=rest
    )


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
    tokens = o.marked.tokens
    return any(
        tokens[index].fold in _RELATIVES or tokens[index].fold == "att" and index > o.first and tokens[index - 1].fold == "det"
        for index in range(o.first, o.tail)
    )


def in_team(team: str, language: str) -> str:
    """ "[ägare] i säljteamet"; "" for a group in the plural, which is no place to be in."""
    first = fold(team.split(" ")[0])
    if plural(team.split(" ")[-1], language) or first.isdigit() or first in folded(language, "many_teams"):
        return ""
    if (
        language == "en"
        and fold(team.split(" ")[-1]) in folded("en", "team_words")
        and fold(team.split(" ")[0]) not in ("the", "our", "my")
    ):
        team = f"the {team}"
    return say(language, "team").format(owner=words(language)["blanks"]["owner"], team=team)


def plural(word: str, language: str) -> bool:
    """Whether a word looks like a group in the plural."""
    return any(fold(word).endswith(ending) for ending in folded(language, "plurals"))
