"""How a thing goes or stands now: "once approved, the case is passed on", "twelve flats stand empty at the moment" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_SHOWING, _EVIDENCE = both("wording", "showing"), both("wording", "evidence")
_WHEN = frozenset("once when whenever after as nar efter sa".split())
_DEED = frozenset(("inf", "imp"))
_WISHED = frozenset(("modal", "aim"))
_FINITE = frozenset(("be", "have", "past_be"))
_BODIES, _PRESIDING = both("telling", "bodies"), both("telling", "presiding")
_MACHINES, _MACHINE_DEEDS = both("telling", "machines"), both("telling", "machine_deeds")
_STILL = frozenset("still fortfarande".split())
_YET = frozenset("yet annu an".split())
_NONE = frozenset("no not never ingen inga inget inte hasn't haven't isn't aren't".split())
_HELD = frozenset(("keep", "bound", "than"))
_MEAN = frozenset("average snitt genomsnitt medeltal mean".split())
_EARLY, _FAR, _SUBJECT = 3, 30, 5
_USUAL, _COMMONPLACE = both("wording", "usual"), both("wording", "commonplace")
_WE = frozenset(("we", "vi", "i", "jag", "we're"))
_STANDING = frozenset(("stand", "star", "represent"))
_PROUD = frozenset(
    """proud happy glad grateful pleased excited stolta glada tacksamma delighted honoured honored thrilled privileged lucky fortunate
    blessed home headquartered located based seen known renowned recognised recognized regarded kanda erkanda belagna verksamma""".split()
)
_TO = frozenset(("to", "att"))
_THOSE = frozenset("those som who".split())
_TENDING = frozenset("tend tends brukar".split())
_SAYS = frozenset("sager says tror menar havdar spar".split())
_BELIEVING = frozenset("know feel recognise recognize understand realise realize acknowledge believe think tror anser tycker".split())
_WOULD = frozenset("skulle borde kunde".split())
_CANNOT = frozenset("cannot can't cant".split())
_OTHERWISE = frozenset(("otherwise", "annars"))
_BECOME = frozenset("be become becomes bli blir".split())
_NEEDS = frozenset("need needs behov behovet risk risks risken pressure trycket".split())
_UNLESS = frozenset(("unless", "savida"))


def routine(it: Outlook, start: int) -> str:
    """ "description", "report" or "background", or ""."""
    folds, words = it.marked.source.folds, it.marked.source.words
    if it.prefixed or len(folds) - start < 4:
        return ""
    if not it.bound and _shown(it, start):
        return "background"
    if "defining" in it.marked.present and _defined(it, start):
        return "description"
    if "modal" not in it.marked.present and folds[-1 - (folds[-1] in ".!")] in _YET and not _NONE.isdisjoint(words):
        return "report"  # "the department has no agreed goals yet"
    said = enumerate(folds[-3:], len(folds) - 3) if not _SAYS.isdisjoint(words) else ()
    if any(fold in _SAYS and folds[step - 1] == "," for step, fold in said):
        return "background"  # "…, says the finance manager"
    if not it.counted and (found := _told_by_one(it, start)):
        return found
    if not _COMMONPLACE.isdisjoint(words) and _commonplace(it):
        return "description"
    if not it.marked.present.isdisjoint(_WISHED):
        return ""
    if not (it.coming or it.bound or _USUAL.isdisjoint(folds[start + 1 :])) and _usually(it, start):
        return "description"
    ruled = folds[start] in _BODIES and it.cycle or folds[start] in _MACHINES
    if ruled and not it.coming and not it.counted and (_presided(it, start) or _running(it, start)):
        return "description"
    if "pride" in words and not it.coming and _prides(it, start):
        return "description"
    if folds[start] in _WE and not it.coming and ("be" in it.tags[start] or "be" in it.tags[start + 1]) and _praised(it, start):
        return "description"
    if it.bound or it.coming:
        return ""
    if it.tags[start] & {"nowadays"} and it.marked.all("nowadays")[0].last > start and not _WE.isdisjoint(folds[start + 1 : start + 5]):
        return "description"  # "right now we make 20 calls a day"
    if folds[start] in _WE and folds[start + 1] in _STANDING and not it.counted:
        return "description"
    if folds[start] not in _TO and _resolved(it, start):
        return "report"
    if folds[start] in _WHEN and not it.counted and _passed_on(it, start):
        return "description"
    ordered = "verb" in it.tags[start] and not it.tags[start].isdisjoint(_DEED)
    if ordered:
        return ""
    if not _STILL.isdisjoint(words) and _still(it, start) or "nowadays" in it.marked.present and _at_present(it):
        return "description"
    return "report" if not _MEAN.isdisjoint(words) and _averaged(it, start) else ""


def _praised(it: Outlook, start: int) -> bool:
    """ "We are proud to have 3,000 members", "we're home to 200 species", "vi är stolta över": what one is, and shows."""
    at = start + 1 + ("be" not in it.tags[start])
    return at < len(it.tokens) and it.tokens[at].fold in _PROUD


def _prides(it: Outlook, start: int) -> bool:
    """ "We take pride in our 98 % satisfaction", "we pride ourselves on speed"."""
    folds = it.marked.source.folds[start : start + 4]
    return folds[0] in _WE and (folds[1] == "pride" or folds[1:3] == ["take", "pride"])


def _presided(it: Outlook, start: int) -> bool:
    """ "Fullmäktige beslutar varje mandatperiod om målen", "the board meets every month": what such a body does by its nature."""
    owner = it.owners[0] if it.owners else None
    at = start + 1 if owner is None or owner.first != start else owner.last + 1
    if at >= len(it.tokens) or it.tokens[start].fold not in _BODIES or not it.cycle:
        return False
    return it.marked.lexis.lemmas.get(it.tokens[at].fold, it.tokens[at].fold) in _PRESIDING


def _running(it: Outlook, start: int) -> bool:
    """ "Systemet uppdateras varje natt"."""
    if it.marked.language != "sv" or it.tokens[start].fold not in _MACHINES:
        return False
    fold = it.tokens[start + 1].fold
    return it.marked.lexis.lemmas.get(fold, fold) in _MACHINE_DEEDS


def _told_by_one(it: Outlook, start: int) -> str:
    """A belief, what cannot be, what lacks as yet, what one says, or what would be easier, with no number to reach."""
    folds, words, tags = it.marked.source.folds, it.marked.source.words, it.tags
    if not _UNLESS.isdisjoint(words) and tags[start] & {"i", "we"}:
        return "background"
    if it.coming or it.bound:
        return ""
    if folds[start] in ("we", "vi", "i", "jag") and folds[start + 1] in _BELIEVING or folds[start] == "man" and folds[start + 1] in _WOULD:
        return "background"
    if not _CANNOT.isdisjoint(words) and any(fold in _CANNOT and step and tags[step - 1] & {"i", "we"} for step, fold in enumerate(folds)):
        return "background"
    if not _OTHERWISE.isdisjoint(words) and "goal_words" in it.marked.present:
        return "advice"  # "each goal needs an owner, otherwise nothing happens"
    if "ing" in tags[start] and "verb" in tags[start] or folds[start] == "att":
        become = next((step for step in range(start + 2, len(folds) - 2) if folds[step] in _BECOME), -1)
        if become > 0 and any("quality" in own for own in tags[become + 1 : become + 4]) and "than" in it.marked.present:
            return "background"  # "cutting costs will be easier than …"
    needed = not _NEEDS.isdisjoint(words) and any(fold in _NEEDS and _raised(it, start, step) for step, fold in enumerate(folds))
    return "description" if needed else ""


def _resolved(it: Outlook, start: int) -> bool:
    """ "The board decided to close the shop": who did what, and what for."""
    for step in range(start + 1, min(start + _SUBJECT, len(it.tokens) - 2)):
        own = it.tags[step]
        if "judging" in own and "past" in own and it.tokens[step + 1].fold in _TO:
            return "determiner" in it.tags[start] or bool(it.owners) and not it.tags[start] & {"quality"}
    return False


def _raised(it: Outlook, start: int, need: int) -> bool:
    """ "Big investments increase the need to borrow": what something leads to."""
    for step in range(max(start + 1, need - 2), need):
        own = it.tags[step]
        if "verb" in own and not own.isdisjoint(("up", "down")) and own & {"pres", "inf"}:
            return (
                not it.ours()
                and it.tags[start].isdisjoint(("we", "i", "inf", "imp"))
                and it.tokens[step - 1].fold not in ("to", "att", "och", "and")
            )
    return False


def _commonplace(it: Outlook) -> bool:
    """ "Stress is common during Black Week"."""
    if "modal" in it.marked.present or "aim" in it.marked.present:
        return False
    return any(token.fold in _COMMONPLACE and it.tags[step - 1] & {"be"} for step, token in enumerate(it.tokens) if step > 1)


def _usually(it: Outlook, start: int) -> bool:
    """ "Customers usually pay within 20 days"."""
    for step in range(start + 1, min(start + _SUBJECT, len(it.tokens) - 1)):
        if it.tokens[step].fold in _USUAL:
            return step > start + 1 and it.tokens[step].fold in _TENDING or "verb" not in it.tags[start] or it.tags[start].isdisjoint(_DEED)
    return False


def _shown(it: Outlook, start: int) -> bool:
    """ "Projections show 400 fewer children in 2030", "forskning visar att …": what is known, and not wanted."""
    tokens, lemmas = it.tokens, it.marked.lexis.lemmas
    for step in range(start, min(start + _EARLY, len(tokens) - 1)):
        fold = tokens[step].fold
        if fold in _EVIDENCE or it.marked.language == "sv" and fold.endswith(("prognosen", "prognos", "statistiken", "undersokningen")):
            for verb in range(step + 1, min(step + 5, len(tokens))):
                own = tokens[verb].fold
                if lemmas.get(own, own.removesuffix("s")) in _SHOWING or own in _SHOWING or own.removesuffix("r") in _SHOWING:
                    return verb > step and "preposition" not in it.tags[verb - 1] and "determiner" not in it.tags[verb - 1]
    return False


def _defined(it: Outlook, start: int) -> bool:
    """ "eNPS measures how likely …", "dormant accounts are those with …": what a word means."""
    for hit in it.marked.all("defining"):
        if it.coming and it.tokens[hit.last].fold not in _THOSE:
            continue
        if start < hit.first <= start + _SUBJECT and not any("modal" in own or "aim" in own for own in it.tags[start : hit.first]):
            return it.marked.language == "en" or not it.counted
    return False


def _passed_on(it: Outlook, start: int) -> bool:
    """ "Once the quote is approved, the case is passed on": two clauses in the plain present."""
    comma = next((step for step in range(start + 2, min(start + _FAR, len(it.tokens) - 2)) if it.tokens[step].fold == ","), -1)
    if comma < 0 or not any(own & _FINITE or "verb" in own for own in it.tags[start + 1 : comma]):
        return False
    if not it.tags[comma + 1].isdisjoint(("we", "i")):
        return False
    after = it.tags[comma + 2 : comma + 8]
    head = it.tags[comma + 1]
    return ("verb" not in head or head.isdisjoint(_DEED)) and any(own & _FINITE or "verb" in own and "pres" in own for own in after)


def _still(it: Outlook, start: int) -> bool:
    """ "Fourteen services still run inside the monolith": how it has stayed."""
    if not it.marked.present.isdisjoint(_HELD) and "keep" in it.tags[start]:
        return False
    for step in range(start + 1, len(it.tokens) - 1):
        if it.tokens[step].fold in _STILL:
            if not it.tags[step - 1].isdisjoint(_FINITE) or it.marked.language == "sv" and "pres" in it.tags[step - 1]:
                return True
            after = it.tags[step + 1]
            return not after.isdisjoint(_FINITE) or "verb" in after or "stative" in after
    return False


def _at_present(it: Outlook) -> bool:
    """ "Twelve flats stand empty at the moment": told of today, at either end, with one number at most."""
    hit = it.marked.all("nowadays")[0]
    ends = len(it.tokens) - 1 - (it.tokens[-1].fold in ".!")
    if hit.first > 0 and hit.last < ends or sum(token.kind == "n" for token in it.tokens) > 1 or "than" in it.marked.present:
        return False
    if "quality" in it.tags[0] or "change_noun" in it.marked.present:
        return False
    before = it.tokens[hit.first - 1].fold if hit.first else ""
    verb = any("verb" in own and own & {"pres", "inf"} or own & _FINITE or "stative" in own for own in it.tags[1:])
    return verb and before not in ("from", "fran", "an", "mot", "(", ",", ":", "-", "as", "som")


def _averaged(it: Outlook, start: int) -> bool:
    """ "Our tenants stay seven years on average": a verb, and what it comes to."""
    if it.past or it.cycle or "each" in it.tags[start]:
        return False
    for step in range(start + 1, min(start + _SUBJECT, len(it.tokens) - 2)):
        own = it.tags[step]
        if "verb" in own and own & {"pres", "inf"} and not own & _FINITE and not it.framed[step]:
            return own.isdisjoint(("up", "down", "reach", "keep")) and not any(tag.startswith("measure:") for tag in own)
    return False
