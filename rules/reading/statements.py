"""A sentence in the present or past: a wanted state or change, or only a report or description (rulebook §0)."""

from __future__ import annotations

from rules.reading.clausal import conditional
from rules.reading.errands import errand
from rules.reading.headings import verbless
from rules.reading.lexicon import both
from rules.reading.merits import did
from rules.reading.outlook import Outlook
from rules.reading.passives import bettered, over_now
from rules.reading.pasts import acted, goals_hit, governed, halved, happened, of_one, past_of_one, stood_at, took_part
from rules.reading.portions import all_done, attended, both_done, by_everyone, counted, does, done_for_all, of_each, spared
from rules.reading.sentences import acting, finite_verb, participle_of_many
from rules.reading.trades import among, customary, doingdoes, nowadays, sold_in, spent, standing

_MINDING, _INTRANSITIVE = both("wording", "minding"), both("wording", "intransitive")
_PAST = frozenset(("past", "past_be"))
_PRESENT = frozenset(("pres", "inf"))
_ARTICLES = frozenset("a an en ett".split())
_MOVING = frozenset(("up", "down", "reach", "be", "have"))
_TAKEN = frozenset(("pa", "in", "over", "under"))
_RIVAL = frozenset(("outsider", "market"))
_BESIDE = frozenset(("preposition", "means", "condition"))
_SUPINE = frozenset(("sup", "part", "inf", "noun"))
_HELPING = frozenset(("be", "past_be", "have", "modal"))
_BY = frozenset("by before until senast innan fore till infor nar vid".split())
_FRESH = frozenset("new all every both ny nya nytt alla varje".split())
_FEWER = frozenset(("fewer", "farre"))
"""What opens a wish without a verb: "fewer crashes on older phones"."""


def stated(it: Outlook, start: int) -> str:
    """No word of wanting: a sentence in the present or past, a participle, or no verb at all."""
    finite = finite_verb(it.marked, it.framed, it.coming, start)
    if finite is not None and any(hit.first < finite <= hit.last for hit in it.marked.all("owns")):
        finite = None  # "avtalet undertecknat i maj – ansvaret ligger hos Karin"
    if finite is None or it.tags[finite].isdisjoint(_HELPING) and (it.tokens[start].fold in _FEWER or _named(it, start, finite)):
        return verbless(it, start)
    if did(it, start):
        return "report"
    if errand(it, start) or bettered(it, start, finite):
        return ""
    tags, word = it.tags[finite], it.tokens[finite].fold
    subject = finite > start
    if subject and it.amount and not it.past and halved(it, start, finite):
        return ""
    if subject and it.tokens[finite - 1].fold == "," and "inf" in tags and it.amount and not it.tags[start].isdisjoint(_BESIDE):
        return ""  # "with the new CRM, cut admin time by 30 %"
    if "have" in tags or word in ("har", "has", "have", "we've", "i've"):
        after = range(finite + 1, min(finite + 12, len(it.tags)))
        perfect = any(it.tags[step] & {"sup", "past"} for step in after)
        if not subject and word == "har" and not it.coming and it.marked.language == "sv":
            return "description"  # "har över 14 års erfarenhet"
        if of_each(it, start, finite) and not it.past and not (perfect and counted(it, start)):
            return ""
        if perfect and start and it.amount and not it.past and "prefix_skip" in it.tags[0]:
            return ""  # "KR: 300 teams have switched on the inbox"
        if perfect:
            held = (
                it.limited and not it.past and all(frame.kind != "length" for frame in it.frames)
            )  # "has stayed above 95 % for six years"
            return "" if it.ahead and not it.gone and not _taken(it) or held or _due(it, finite) else "report"
        lasting = any(frame.kind == "length" for frame in it.frames)
        return "" if it.coming and (it.amount or it.owners or lasting) or it.bound or it.prefixed and it.amount else "description"
    if (
        "stative" in tags
        and it.amount
        and not (it.coming or it.cycle and (it.ours() and does(it, finite) or "each" in it.tags[start]))
        and (not it.bound or it.exceeding)
    ):
        return "report"
    if spent(it, finite):
        return "description"
    if subject and it.marked.language == "en" and doingdoes(it, start, finite):
        return "description"
    if (
        "reach" in tags
        and not tags & {"be", "have", "past_be"}
        and subject
        and any(not own.isdisjoint(("budget", "market", "norm")) for own in it.tags[finite + 1 :])
        and "past" not in tags
    ):
        return ""  # "attendance meets or exceeds the national target"
    if by_everyone(it, finite):
        return ""
    if sold_in(it, finite):
        return "description"
    if it.counted and not (it.coming or it.bound) and nowadays(it) and not acting(it.marked, finite):
        return "description"
    if not it.coming and it.marked.all("countless") and tags & _PRESENT:
        return "description"
    if conditional(it.marked, finite, it.quantities) and not acting(it.marked, finite):
        return "description"
    if subject and "past" in tags and any(own >= _RIVAL for own in it.tags[start:finite]):
        return "report"  # "our biggest competitor cut prices in June"
    if not (it.coming or it.bound or it.cycle or tags & _MOVING) and acting(it.marked, finite) and among(it):
        return "description"
    if over_now(it, start, finite) or goals_hit(it, finite):
        return "report"
    if participle_of_many(it.marked, finite, start) and not it.past:
        return ""
    if subject and acted(it, start, finite):
        return "report"
    if subject and past_of_one(it, finite, start) or took_part(it, finite):
        return "report"
    if tags & _PAST and not tags & {"pres", "inf"}:
        if it.marked.language == "en" and subject and (governed(it, finite) or stood_at(it, finite) or happened(it, finite)):
            return "report"
        if "past_be" in tags and it.marked.language == "en" and subject:
            return "report"
        if "sup" in tags and it.marked.language == "en" and not acting(it.marked, finite) and not (it.past and not it.coming):
            return ""
        if (
            it.marked.language == "sv"
            and word.endswith("ade")
            and "reach" not in tags
            and (it.coming or it.bound)
            and not it.gone
            and not it.framed[finite - 1]
            and (_no_later(it) or not of_one(it, finite) and it.marked.lexis.lemmas.get(word) not in _INTRANSITIVE)
            and not it.tags[min(finite + 1, len(it.tags) - 1)] & {"determiner", "subordinate"}
            and not acting(it.marked, finite)
        ):
            return ""
        if it.marked.language == "sv" and not it.past and both_done(it, finite):
            return ""
        if not subject and it.marked.language == "sv":
            return "" if it.amount and not it.past else verbless(it, start)
        return "report"
    if "already" in it.marked.present and not it.coming and not it.bound and tags & {"pres", "inf"}:
        return "description"
    if "meta" in it.tags[min(finite + 1, len(it.tags) - 1)] and not tags & _MOVING and (it.cycle or not it.coming) and not it.counted:
        return "description"
    if "be" in tags:
        return _being(it, start, finite)
    if (
        (tags & _PRESENT and subject or "pres" in tags)
        and it.ours()
        and (it.coming or it.bound or it.cycle or it.normed)
        and "stative" not in tags
    ):
        return ""
    if (
        tags & {"effort"}
        and not tags & {"up", "down", "deliver", "act"}
        and not it.prefixed
        and not it.coming
        and not acting(it.marked, finite)
    ):
        return "description"
    if not it.coming and it.marked.all("nowadays") and not acting(it.marked, finite):
        return "description"
    if it.coming and "stative" in tags and acting(it.marked, finite) and it.marked.has(finite + 1, "inf"):
        return ""  # "we stop selling plastic by May"
    if "stative" in tags and not it.amount and not (it.coming and "deliver" in tags):
        return "description"
    if it.coming or it.bound or it.normed or of_each(it, start, finite):
        return ""
    if acting(it.marked, finite) and any("meta" in own for own in it.tags[finite : finite + 4]) and not it.amount:
        return "description"
    if acting(it.marked, finite) and it.marked.lexis.lemmas.get(word) in _MINDING:
        return "description"
    if acting(it.marked, finite):
        if standing(it, finite) and not tags & {"up", "down"}:
            return "description"
        if tags & {"up", "down", "deliver", "reach"}:
            return "description" if customary(it, finite) else ""
        if _to_each(it, finite) or done_for_all(it, finite) or spared(it, finite):
            return ""
        return "" if it.counted and not it.told and "about" not in it.marked.present else "description"
    if it.prefixed or (it.tokens[0].fold in ("p0", "p1", "p2")):
        return ""
    if tags & {"effort"} and not tags & {"up", "down", "deliver"}:
        return "description"
    if it.marked.language == "sv" and it.tokens[start].fold in ("all", "allt") and finite > start + 1 and not it.told:
        return ""  # "all el kommer från vindkraft"
    new = it.counted or it.tokens[min(start + 1, finite)].fold in ("ny", "nytt", "nya")
    if new and not it.told and "deliver" in tags and word.endswith("s") and it.marked.language == "sv":
        return ""  # "avtal tecknas med fem kommuner"
    if it.amount and not it.told:
        return "" if _aims(it, finite) else "description"
    return "description"


def _due(it: Outlook, finite: int) -> bool:
    """ "By 1 March Eva has sold …", "Innan sportlovet: …": what opens the text says by when it is to have happened."""
    return it.amount and any(
        frame.kind == "deadline"
        and frame.last < finite
        and it.tokens[frame.first].fold in _BY
        and (not frame.until or frame.until >= it.today)
        for frame in it.frames
    )


def _named(it: Outlook, start: int, finite: int) -> bool:
    """ "Shorter sales cycle": what could be a verb ends the name of what is to be so."""
    start += it.tokens[start].fold in _ARTICLES and start + 1 < finite
    return (
        it.marked.language == "en"
        and "quality" in it.tags[start]
        and it.tokens[start].fold.endswith(("er", "more", "less"))
        and "inf" in it.tags[finite]
        and all(it.framed[step] or it.tokens[step].kind == "p" for step in range(finite + 1, len(it.tokens)))
    )


def _taken(it: Outlook) -> bool:
    """ "Har minskat på elva år", "have grown in two years": the time it took until today, and no other."""
    coming = [frame for frame in it.frames if frame.kind == "deadline" and (frame.until is None or frame.until >= it.today)]
    return all(frame.begin == it.today and it.tokens[frame.first].fold in _TAKEN for frame in coming)


def _to_each(it: Outlook, finite: int) -> bool:
    """ "We give every new hire a buddy": something for each of them."""
    each = next((step for step in range(finite + 1, min(finite + 4, len(it.tokens))) if "each" in it.tags[step]), -1)
    for step in range(each + 2, min(each + 6, len(it.tokens) - 1)) if each > 0 else ():
        if it.tokens[step].fold in _ARTICLES:
            return "quality" not in it.tags[step + 1]
    return False


def _aims(it: Outlook, finite: int) -> bool:
    """A plain present with a number is a goal when somebody of ours does it, or it states a level, a rate or a norm."""
    if any("about" in tags for tags in it.tags) and not it.coming:
        return False
    if not it.coming and any("market" in tags for tags in it.tags[:finite]):
        return False  # "marknaden växer med 3 % per år" is nobody's doing
    if it.ours() or it.cycle or it.normed:
        return True
    return it.levelled or not any(it.marked.has(step, "nowadays") for step in range(len(it.tags))) and it.marked.has(finite, "wanting")


def _being(it: Outlook, start: int, finite: int) -> str:
    """ "The app is live", "the site is faster than theirs": a state, norm, level or comparison is wanted, a description is not."""
    if it.coming or it.bound or any("than" in tags for tags in it.tags[finite:]) and _compared(it, finite):
        return ""
    after = it.tags[finite + 1 : finite + 6]
    standing = after and "standing_participles" in after[0] and it.tags[start].isdisjoint(("each", "numeral"))
    if standing and not it.normed and all(it.tokens[step].fold not in _FRESH for step in range(start, finite)):
        return "description"  # "the API is versioned"
    if (
        it.tokens[start].fold == "no"
        and after
        and not after[0].isdisjoint(("sup", "part"))
        and not (it.past or "already" in it.marked.present)
    ):
        return ""  # "no customer is kept waiting"
    if it.marked.language == "en" and any("past" in own and own.isdisjoint(_SUPINE) for own in it.tags[finite + 2 :]):
        return "report"  # "the price rise is done, and customers took it well"
    if acting(it.marked, finite) and after and "ing" in after[0] and after[0] & {"up", "down", "deliver"}:
        return ""  # "we're growing our basket"
    if (
        it.marked.language == "en"
        and any("sup" in tags and "deliver" in tags or "state" in tags for tags in after)
        and not it.past
        and not any("about" in tags for tags in it.tags)
    ):
        return ""
    if attended(it, start, finite):
        return ""
    if any("norm" in tags for tags in it.tags[finite:]) or it.cycle and not it.past and any(tags & {"sup", "part"} for tags in after):
        return ""
    none = it.tokens[start].fold in ("ingen", "inga", "inget") and finite > start + 1 and not it.past
    if it.marked.language == "sv" and (none and "already" not in it.marked.present or all_done(it, start, finite)):
        return ""
    return "report" if it.amount else "description"


def _compared(it: Outlook, finite: int) -> bool:
    """With the market, a budget or somebody else's."""
    return any(tags & {"market", "budget", "earlier"} for tags in it.tags[finite:])


_LATEST = frozenset(("senast", "klart", "klar", "klara"))


def _no_later(it: Outlook) -> bool:
    """ "Korten flyttade senast 15 januari": nobody tells of what was that it was no later than a day to come."""
    return it.coming and any(it.tokens[frame.first].fold in _LATEST for frame in it.frames)
