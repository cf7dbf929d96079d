"""What is to be ended or won, by its first words: "not a single late payroll", "a place in the play-offs" (rulebook §0)."""

from __future__ import annotations

from rules.reading.clefts import clefted
from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_PLACES = both("wording", "places")
_WHERE = frozenset("in on at i pa hos among".split())
_OWNED = frozenset(("aim", "duty", "interrogative"))
_TOLD = frozenset(("past_be", "have", "be"))
_DEEDS = frozenset(("up", "down", "deliver", "reach", "act"))
_RESULTS = frozenset(("up", "down", "deliver", "reach"))
_FOR = frozenset(("for", "att", "that", "to"))
_WANTED = frozenset("want need aim hope wish plan intend vill onskar behover hoppas".split())
_NEAR, _FAR = 4, 9
_US = frozenset(("us", "oss"))
_ONE = frozenset("a an en ett".split())
_PREDICATES, _SPOTLESS = both("wording", "predicates"), both("wording", "spotless")
_LOSING = both("wording", "losing")
_UP_DOWN = frozenset("up down upp ner ned".split())
_UNTIL = frozenset("by before until senast fore innan till".split())
_AGENTS = ("arbetare", "tagare", "givare", "agare", "hallare", "skotare", "ledare", "sattare", "makare", "byggare", "saljare", "lagare")
"""How nouns of those who do something end."""
_NO_DEED = frozenset(
    """ansokan anmalan svar information application applications registration rsvp answers reply replies response deadline last sista
    osa question questions lunch breakfast frukost fika middag dinner""".split()
)
_FULL = frozenset(("full", "fulla", "fullt"))
_MOVES = frozenset(
    "rise drop fall gain lift jump dip improvement increase reduction decrease lyft okning minskning hojning sankning".split()
)
_IN = frozenset(("in", "of", "av", "i", "pa"))
_LEAST = 6
_PAGE = frozenset("page first top number no nr plats etta forst hogst".split())


def vowed(it: Outlook, start: int) -> bool:
    """The text opens with what it wants an end of, or a place to win, or with who answers for which result."""
    if it.marked.source.folds[-1] == "?" or it.told or it.tokens[-1].fold == "!" and len(it.tokens) <= _NEAR + 1:
        return False
    present = it.marked.present
    if "ending" in present and _ended(it, start):
        return True
    if "accountable" in present and _answered_for(it, start):
        return True
    first = it.tokens[start].fold
    if first in ("what", "vad", "det", "all", "it") and _cleft(it, start) or first in ("as", "sa") and _as_many(it, start):
        return True
    if first == "never" and it.marked.lexis.lemmas.get(it.tokens[min(start + 1, len(it.tokens) - 1)].fold) in _LOSING:
        return not it.tags[start + 1].isdisjoint(("inf", "imp"))  # "never miss a delivery"
    if "where" in present and (it.coming or it.bound) and first in _ONE and any("where" in own for own in it.tags[start + 2 : start + 5]):
        return True  # "a workplace where nobody quits because of stress, by 2028"
    if first in _PAGE and "google" in it.marked.source.words and not it.past and not any(own & _TOLD for own in it.tags):
        return True
    if "loyal" in present and not _first_of(it, start).isdisjoint(("outsider", "anybody")) and _loyal_to_us(it, start):
        return True
    if it.counted and not _OWNED.isdisjoint(present) and clefted(it):
        return True
    return it.tokens[start + (it.tokens[start].fold in _ONE and start + 1 < len(it.tokens))].fold in _PLACES and _place(it, start)


def _ended(it: Outlook, start: int) -> bool:
    """ "Never again an empty stockroom": no verb in the past or present tells how it was."""
    hit = it.marked.all("ending")[0]
    if hit.first != start or hit.last + 1 >= len(it.tokens):
        return False
    rest = it.tags[hit.last + 1 :]
    if any(own & _TOLD for own in rest):
        return False
    told = (
        "verb" in own
        and own & {"past", "pres"}
        and own.isdisjoint(("part", "sup", "inf", "quality"))
        and not any(tag.startswith("measure:") for tag in own)
        for own in rest[1:4]
    )
    return not any(told)


def _answered_for(it: Outlook, start: int) -> bool:
    """ "The product owner is accountable for getting v4 out before half-term": a result, and who answers for it."""
    hit = it.marked.all("accountable")[0]
    if hit.first > start + _NEAR or hit.first == start:
        return False
    rest = range(hit.last + 1, min(hit.last + _FAR, len(it.tokens)))
    clause = it.marked.language == "en" or it.tokens[hit.last].fold in _FOR
    deed = any("verb" in it.tags[step] and it.tags[step] & _DEEDS for step in rest)
    named = any(owner.first < hit.first and owner.kind in ("person", "role", "team") for owner in it.owners)
    if it.coming:
        return clause and deed
    return (
        named
        and clause
        and any("verb" in it.tags[step] and it.tags[step] & _RESULTS for step in rest)
        and (it.counted or "quality" in it.marked.present)
    )


def _cleft(it: Outlook, start: int) -> bool:
    """ "What we want is 500 members by May", "det vi vill är att nå …"."""
    if it.tokens[start].fold == "it":
        own = it.tags[start + 1 : start + 4]
        return len(own) == 3 and "be" in own[0] and it.tokens[start + 2].fold in ("our", "my") and "aim" in own[2]
    near = it.tokens[start + 1 : start + 4]
    if not any(token.fold in _WANTED for token in near) or it.tags[start + 1 : start + 2] == () or not it.tags[start + 1] & {"we", "i"}:
        return False
    return any("be" in own for own in it.tags[start + 3 : start + _FAR]) and (it.counted or it.coming)


def _as_many(it: Outlook, start: int) -> bool:
    """ "As many visits as possible", "så många kundbesök som möjligt"."""
    folds = it.marked.source.folds
    if (
        folds[-1] not in ("possible", "mojligt")
        or start + 3 >= len(folds)
        or folds[start + 1] not in ("many", "much", "few", "manga", "mycket", "fa")
    ):
        return False
    return not any(own & _TOLD or "modal" in own for own in it.tags)


def _first_of(it: Outlook, start: int) -> frozenset[str]:
    """The tags of the first word, behind a "our" or "more"."""
    return it.tags[start + (start + 1 < len(it.tags) and it.tokens[start].fold in ("our", "vara", "more", "fler"))]


def _loyal_to_us(it: Outlook, start: int) -> bool:
    """ "Customers recommend us more often than our rivals": what one would have them do, beside what they do for others."""
    near = it.tags[start + 1 : start + 4]
    if not any("loyal" in own and "past" not in own for own in near) or not it.marked.present.isdisjoint(
        ("nowadays", "negation", "past_be")
    ):
        return False
    return not _US.isdisjoint(it.marked.source.words) and ("than" in it.marked.present or it.counted or it.coming)


def _place(it: Outlook, start: int) -> bool:
    """ "A seat on the framework agreement", "förstasidan på Google"."""
    at = start + (it.tokens[start].fold in _ONE)
    if any(own & _TOLD or "modal" in own for own in it.tags[at + 1 :]) or it.past:
        return False
    after = next((step for step in range(at + 1, min(at + 3, len(it.tokens))) if it.tokens[step].fold in _WHERE), -1)
    return after > 0 and after + 1 < len(it.tokens) and it.tags[after + 1].isdisjoint(("you", "yours"))


def in_short(it: Outlook, start: int) -> bool:
    """A wish without a verb: something by a day, a state to be in, more of it in the comparative, "churn down", "a clean audit opinion"."""
    tokens, tags = it.tokens, it.tags
    if it.past or "meta" in it.marked.present or start + 1 >= len(tokens):
        return False
    first = tokens[start].fold
    if first in _PREDICATES and (it.coming or it.cycle):
        return True  # "sober for the whole of January", "tom inkorg varje fredag"
    time = next((frame for frame in it.frames if frame.kind in ("deadline", "vague")), None)
    if time is not None and _done_by(it, start, time.first):
        return True
    if it.coming and (tokens[start].kind == "w" or it.marked.language == "en" and len(tokens) > _NEAR) and _by_a_day(it, start):
        return True
    if first in _FULL and len(tokens) - start <= _NEAR and tokens[start + 1].kind == "w" and "function" not in tags[start + 1]:
        return any(tag.startswith("measure:") for own in tags[start + 1 :] for tag in own) or tokens[-1].fold.endswith(
            ("s", "er", "ar", "or")
        )
    article = start + (first in _ONE)
    if article > start and any(
        tokens[step].fold in _MOVES and tokens[step + 1].fold in _IN for step in range(article, min(article + 3, len(tokens) - 1))
    ):
        return True  # "a three-point rise in NPS"
    if tokens[article].fold in _SPOTLESS and len(tokens) - start <= _FAR and article + 1 < len(tokens) and tokens[article + 1].kind == "w":
        return True
    if tokens[-1].fold in _UP_DOWN and len(tokens) - start <= _NEAR and any(tag.startswith("measure:") for tag in tags[start]):
        return True
    return it.marked.language == "sv" and _more_so(it, start)


def _by_a_day(it: Outlook, start: int) -> bool:
    """ "Winter tyres on by the first frost": a heading has no end by which it is to be there."""
    if _of_paper(it, start):
        return False
    if it.tokens[start].fold in _NO_DEED:
        return False
    return any(
        frame.kind == "deadline" and frame.until and frame.first > start and it.tokens[frame.first].fold in _UNTIL for frame in it.frames
    )


def _done_by(it: Outlook, start: int, time: int) -> bool:
    """ "Decision on the supplier taken in week 5", "catalogue out asap": what is done with it stands just before the time."""
    before = it.tags[time - 1] if time > start + 1 else frozenset[str]()
    if "sup" in before or "part" in before:
        return "determiner" not in before and not _of_paper(it, start)
    return any("outward" in own for own in it.tags[start + 1 : time])


def _of_paper(it: Outlook, start: int) -> bool:
    """The name of a paper or a theme stands first."""
    return not it.tags[start].isdisjoint(("title", "goal_words", "aim", "prefix_skip", "greeting"))


def _more_so(it: Outlook, start: int) -> bool:
    """ "Stoltare medarbetare": a comparative of any adjective, and who is to be so; no "målare till Kalmar"."""
    first, after = it.tokens[start], it.tokens[start + 1]
    if (
        not first.fold.endswith("are")
        or len(first.fold) < _LEAST
        or not it.tags[start].isdisjoint(("verb", "role_plurals", "roles", "outsider"))
    ):
        return False
    if it.tags[start] or after.kind != "w" or after.upper or len(it.tokens) - start > _NEAR + 1:
        return False
    return it.tags[start + 1].isdisjoint(("function", "verb", "preposition")) and not first.fold.endswith(_AGENTS)
