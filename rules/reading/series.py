"""One result told in several words: what stands behind a join shares verb, noun or subject with what stands before (rulebook §6)."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.marking import Marked

_ANDS = frozenset(("och", "samt", "o", "and", "&", "or", "eller"))
_LIST = _ANDS | {","}
_THEM = frozenset("it them den det dem".split())
_THESE = frozenset("this these those dessa detta densamma".split())
_AFTER_THEM = frozenset(("preposition", "function", "conjunction", "subordinate", "again"))
_PAIRS = frozenset((("var", "en"), ("up", "running"), ("more", "more"), ("fler", "fler"), ("mer", "mer"), ("over", "over"), ("one", "all")))
_PLACES = frozenset(("i", "pa", "in", "at"))
_LEADS = frozenset(("modal", "we", "i", "hedge", "going"))
_OPENERS = frozenset((":", "-", "–", "to", "att", "."))
_GROWING = frozenset("grow vaxa expand expandera scale".split())
_BEING = frozenset("be become being becoming remain vara bli blir forbli".split())
_DOERS = frozenset(("team_heads", "teams", "roles", "given"))
_JOINING = frozenset(("determiner", "preposition", "conjunction"))
_NEAR, _STEM, _SEGMENT, _PASSIVE, _HEAD, _SUBJECT = 5, 5, 4, 3, 6, 4


def in_series(marked: Marked, framed: bytearray, begin: int, join: int, after: int, near: list[Quantity]) -> bool:
    """Whether what follows the join, from token `after` on, is told of the same result as what stands from `begin` to the join."""
    tokens, tags = marked.tokens, marked.tags
    if all(framed[step] or tokens[step].kind == "p" for step in range(begin, join)):
        return True  # "By the end of May, we …": only a time frame stands before
    if (tokens[join - 1].fold, tokens[join + 1].fold) in _PAIRS:
        return True
    counted = [q for q in near if join < q.first <= join + _NEAR + _PASSIVE and q.kind != "duration"]
    if {"preposition"} <= tags[join - 1] & tags[join + 1] and tokens[join].kind == "w":
        return True  # "the flow to and from partners"
    return (
        _braced(marked, begin, join)
        or not counted
        and _met(marked, begin, join, after)
        or _member(marked, join, after)
        or _shared_object(marked, begin, join, after)
        or not counted
        and _shared_subject(marked, begin, join, after)
        or _retold(marked, join, after)
        or _completed(marked, begin, join, after)
        or _of_means(marked, begin, join, after)
        or _doer(marked, join)
        or _counted_in(marked, join, after, near)
        or tokens[join].fold == "."
        and _elaborated(marked, begin, join, near)
    )


def _braced(marked: Marked, begin: int, join: int) -> bool:
    """ "Pluck up the courage and call …", "gå ut och möta …": the first verb only sets about the second."""
    if "bracing" not in marked.present or marked.tokens[join].kind == "p":
        return False
    return any(begin <= hit.first <= begin + _NEAR and join - _SUBJECT < hit.last < join for hit in marked.all("bracing"))


def _met(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "Meet every month and discuss …", "ring tio kunder och fråga …": those who are met are talked with."""
    tags = marked.tags
    if marked.tokens[join].kind == "p" or "talking_with" not in tags[after] or "talking_with" not in marked.present:
        return False
    return any("verb" in own and own & {"meeting_up", "approaching"} for own in tags[begin:join])


def _member(marked: Marked, join: int, after: int) -> bool:
    """ "For web, print and fairs", "as fast, safe and kind": one word of a list, with nothing of its own behind it."""
    tokens = marked.tokens
    if tokens[join].fold != "," or after != join + 1 or after + 1 >= len(tokens) or tokens[after].kind != "w":
        return False
    return tokens[after + 1].fold in _LIST and not any(tag.startswith("measure:") for tag in marked.tags[after])


def _shared_object(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "We will improve and develop the service", "research, shortlist and select a vendor": several deeds, one object."""
    tokens, tags = marked.tokens, marked.tags
    last = join - 1
    if not _bare(marked, last) or not tags[after] & {"inf", "imp"} or "verb" not in tags[after] or tokens[last].fold in _GROWING:
        return False
    step = last - 1
    while step >= begin and (_bare(marked, step) or tokens[step].fold in _LIST or _adverb(marked, step)):
        step -= 1
    return step < begin or bool(tags[step] & _LEADS) or tokens[step].fold in _OPENERS


def gained_and_kept(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "Attract and retain the best sellers": who is won and who stays are two results, but not where they are what something is for."""
    if "winning_over" not in marked.tags[join - 1] or "holding_on" not in marked.tags[after] or after + 1 >= len(marked.tokens):
        return False
    if marked.tokens[after + 1].kind == "n":
        return False
    return join - 1 == begin or not marked.tags[join - 2].isdisjoint(_LEADS) or marked.tokens[join - 2].kind == "p"


def elided_modal(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "Varumärket ska stärkas och fler projekt komma in": a subject of its own before an infinitive that waits for the same modal."""
    tokens, tags = marked.tokens, marked.tags
    if marked.language != "sv" or tokens[join].fold not in _ANDS:
        return False
    modal = next((step for step in range(begin, join) if "modal" in tags[step]), None)
    if modal is None or not any("verb" in own and "inf" in own for own in tags[modal + 1 : join]):
        return False
    for step in range(after, min(after + _SUBJECT, len(tokens))):
        own = tags[step]
        if tokens[step].kind != "w" or own & {"preposition", "conjunction", "subordinate", "modal", "aim"} or tokens[step].fold == "att":
            return False
        if "verb" in own and "inf" in own and not own & {"quality", "indefinite"} and not any(tag.startswith("measure:") for tag in own):
            return step > after and _nominal(marked, step - 1)
    return False


def _nominal(marked: Marked, step: int) -> bool:
    """A noun that can be a subject: definite, or behind a word that counts or compares it."""
    own = marked.tags[step]
    if "verb" in own or "function" in own:
        return False
    return marked.tokens[step].fold.endswith(("en", "et", "na", "an")) or bool(marked.tags[step - 1] & {"quality", "each", "determiner"})


def _bare(marked: Marked, step: int) -> bool:
    own = marked.tags[step]
    return "verb" in own and bool(own & {"inf", "imp"}) and "intransitive" not in own


def _adverb(marked: Marked, step: int) -> bool:
    fold = marked.tokens[step].fold
    return fold.endswith("ly") if marked.language == "en" else fold.endswith(("ligt", "vis"))


def adverbial(marked: Marked, step: int) -> bool:
    """ "… and further improve", "och successivt höja": a word that only says how, or that it comes on top, before its verb."""
    if step + 1 >= len(marked.tokens) or "moreover" not in marked.tags[step]:
        return False
    follows = marked.tags[step + 1]
    return "verb" in follows and bool(follows & {"inf", "imp", "pres"})


def _shared_subject(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "All tickets are logged, sorted and answered", "ärenden registreras och återkopplas": what else is done with the same thing."""
    tokens, tags = marked.tokens, marked.tags
    own = tags[after]
    if marked.language == "sv":
        passive = "verb" in own and bool(own & {"inf", "pres"}) and tokens[after].fold.endswith("s") and len(tokens[after].fold) > _PASSIVE
        return passive and any(
            "verb" in tags[step] and tags[step] & {"inf", "pres"} and tokens[step].fold.endswith("s") for step in range(begin + 1, join)
        )
    if "verb" not in own or not (own & {"sup", "part"} or tokens[after].fold.endswith("ed")):
        return False
    if after + 1 < len(tokens) and own & {"imp"}:
        return False
    if not any("verb" in tags[step] and tags[step] & {"sup", "part"} for step in range(begin + 1, join)):
        return False
    return after + 1 >= len(tokens) or tokens[after + 1].kind == "p" or bool(tags[after + 1] & {"conjunction", "preposition", "particle"})


def _retold(marked: Marked, join: int, after: int) -> bool:
    """ "… and announce it", "och redovisa resultatet", "… and notify applicants": what is done is told, or done on with."""
    tokens, tags = marked.tokens, marked.tags
    verb = after + 1 if "modal" in tags[after] and after + 1 < len(tokens) else after
    if "verb" not in tags[verb] or verb + 1 >= len(tokens):
        return False
    if "notifying" in tags[verb]:
        return True
    follows = tokens[verb + 1].fold
    if follows in _THEM and (marked.language == "en" or _alone(marked, verb + 1)):
        return True
    if follows in _THESE and _alone(marked, verb + 1):
        return True
    return "retelling" in tags[verb] and any("finding" in own for own in tags[verb + 1 : verb + _NEAR])


def _alone(marked: Marked, step: int) -> bool:
    """A pronoun that stands for a thing, with no noun behind it."""
    if step + 1 >= len(marked.tokens):
        return True
    if marked.tokens[step + 1].fold in _PLACES and step + 2 < len(marked.tokens) and marked.tokens[step + 2].upper:
        return False  # "the one in Boden" is another
    return marked.tokens[step + 1].kind == "p" or not _AFTER_THEM.isdisjoint(marked.tags[step + 1])


def complement(marked: Marked, begin: int, join: int) -> bool:
    """ "Be a sound investment and an attractive choice": what one and the same subject is to be, said in two ways."""
    folds = marked.source.folds
    return any(
        folds[step] in _BEING and bool(marked.tags[step + 1] & {"one_thing", "determiner", "quality"}) for step in range(begin, join - 1)
    )


def _completed(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "The result shall, in relation to tax, amount to 2 %": the verb that the modal before the comma waits for."""
    tags = marked.tags
    if marked.tokens[join].fold != "," or "verb" not in tags[after] or "inf" not in tags[after]:
        return False
    modals = [step for step in range(begin, join) if "modal" in tags[step]]
    return bool(modals) and not any("verb" in tags[step] and "inf" in tags[step] for step in range(modals[-1] + 1, join))


def _of_means(marked: Marked, begin: int, join: int, after: int) -> bool:
    """ "With a review to check the books and make adjustments": a second purpose of the means; "click & collect to reach": a name."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[join].fold == "&" and after + 1 < len(tokens) and (tokens[after + 1].fold == "to" or "modal" in tags[after + 1]):
        return not tokens[after].upper and not tags[begin] & {"imp"}
    if tokens[join].kind == "p" or not tags[after] & {"inf"} or marked.language != "en":
        return False
    last = max((step for step in range(begin, join) if tokens[step].fold == "with"), default=join)
    return any(tokens[step].fold == "to" and "inf" in tags[step + 1] for step in range(last, join - 1))


def _counted_in(marked: Marked, join: int, after: int, near: list[Quantity]) -> bool:
    """ "Ten events, at least one in every region": a number of the same things."""
    if marked.tokens[join].fold != "," or "function" not in marked.tags[after]:
        return False
    follows = next((q for q in near if join < q.first <= join + _PASSIVE), None)
    return follows is not None and follows.kind == "number" and not follows.noun and follows.first > join + 1


def _doer(marked: Marked, join: int) -> bool:
    """ "Cut the reply time to 6 hours, support team, Q1": who does it, between commas."""
    tokens, tags = marked.tokens, marked.tags
    if tokens[join].fold != ",":
        return False
    end = next((step for step in range(join + 1, min(join + 1 + _SEGMENT, len(tokens))) if tokens[step].kind == "p"), len(tokens))
    last = end - 1
    if not join < last <= join + _SEGMENT:
        return False
    if _DOERS.isdisjoint(tags[last]) and not ("role_plurals" in tags[last] and "each" in tags[last - 1]):
        return False
    return not any(tokens[step].kind == "n" or tags[step] & _JOINING and "each" not in tags[step] for step in range(join + 1, end))


def _elaborated(marked: Marked, begin: int, join: int, near: list[Quantity]) -> bool:
    """ "Improve the publish rate of case studies. Publish two case studies a month": the next sentence is about the same thing."""
    stop = next((step for step in range(join + 1, len(marked.tokens)) if marked.tokens[step].fold == "."), len(marked.tokens))
    head = min(stop, join + 1 + _HEAD)
    if any(begin <= q.first < join for q in near) and any(join < q.first < stop for q in near):
        return False
    return not _stems(marked, begin, join).isdisjoint(_stems(marked, join + 1, head))


def _stems(marked: Marked, start: int, stop: int) -> set[str]:
    """The beginnings of the nouns of a part."""
    return {
        marked.tokens[step].fold[:_STEM]
        for step in range(start + 1 if "verb" in marked.tags[start] else start, stop)
        if marked.tokens[step].kind == "w"
        and len(marked.tokens[step].fold) >= _STEM
        and not (marked.tokens[step].upper and step > start)
        and marked.tags[step].isdisjoint(("function", "modal", "determiner", "quality", "each"))
    }
