"""How many of whom do it: a part of what is ours to serve is a level, a part of people in general is told of (rulebook §0)."""

from __future__ import annotations

from rules.reading.facts import Quantity
from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.sentences import finite_verb

_LOYAL = both("wording", "loyal")
"""What one would have customers do: renew, recommend, come back."""
_US = frozenset("oss var vart vara min mina vi jag we our us i my ours".split())
_DONE, _DEEDS = frozenset(("deliver", "act")), frozenset(("act", "deliver", "up", "down", "reach", "keep"))
_CLAIMS = frozenset(("be", "past_be", "claiming", "minding", "effort", "stative", "saying"))
_DEFINITE = ("na", "en", "et")
_ALL = frozenset("every varje alla samtliga".split())
_KINDS = both("wording", "kinds")
_LOSING = both("wording", "losing")
_NEVER, _SINGLE = frozenset(("never", "aldrig")), frozenset(("single", "enda"))
_TOLD = frozenset(("nowadays", "already", "claiming"))
_EVERYONE = frozenset("everyone everybody alla".split())
_USING = both("telling", "using")
_SCARCE = frozenset(("vara", "de", "dessa", "mina"))
_BACK = frozenset(("back", "tillbaka", "igen", "again"))
_THAT = frozenset("att that how hur vad what".split())
_NEAR = 5


def of_each(it: Outlook, start: int, finite: int) -> bool:
    """ "Every rep has a plan", "80 % of deals have a next step": the share or number of those who do is a level."""
    if it.told or any(not tags.isdisjoint(_TOLD) for tags in it.tags):
        return False
    return any(
        q.kind == "share"
        and start <= q.first < finite
        and (q.first <= start + 1 or "owns" in it.tags[start])
        and (not q.words or "each" in it.tags[q.first] or "determiner" in it.tags[q.first])
        for q in it.quantities
        if q.role == "target"
    )


def counted(it: Outlook, start: int) -> bool:
    """ "94 procent av mejlen har fått svar": a share that was counted, in Swedish."""
    part = _part(it, start)
    return it.marked.language == "sv" and part is not None and part.kind == "share" and part.first == start and not part.words


def by_everyone(it: Outlook, finite: int) -> bool:
    """ "Everyone sells service": each of us does it, or has one."""
    if finite < 1 or it.tokens[finite - 1].fold not in _EVERYONE or it.past:
        return False
    own = it.tags[finite]
    after = it.tags[finite + 1] if finite + 1 < len(it.tags) else frozenset[str]()
    if "have" in own:
        return "indefinite" in after or it.tokens[min(finite + 1, len(it.tokens) - 1)].fold in ("a", "an", "en", "ett")
    if it.tokens[min(finite + 1, len(it.tokens) - 1)].fold in _THAT:
        return False  # "alla vet att det är svårt"
    return not own.isdisjoint(_DEEDS) and own.isdisjoint(_CLAIMS) and "verb" in own


def attended(it: Outlook, start: int, being: int) -> bool:
    """ "Nine out of ten calls are answered": a part of what comes in, and what is done with it, with nothing told of how or why."""
    part = _part(it, start)
    if part is None or part.kind != "share" or it.past or being + 1 >= len(it.tokens) or part.last >= being:
        return False
    own = it.tags[being + 1]
    if own.isdisjoint(("sup", "part")) or own.isdisjoint(_DONE) or any("about" in tags for tags in it.tags):
        return False
    rest = range(being + 2, len(it.tokens))
    return all(it.framed[step] or it.tokens[step].kind == "p" or it.tokens[step].fold.endswith("ly") for step in rest)


def done_for_all(it: Outlook, finite: int) -> bool:
    """ "We answer every review", "vi svarar på alla recensioner": a deed of ours that leaves none out, and no kinds or places."""
    for step in range(finite + 1, min(finite + _NEAR, len(it.tokens) - 1)):
        if it.tokens[step].fold in _ALL:
            after = it.tokens[step + 1]
            return not it.tags[finite].isdisjoint(_DONE) and it.tags[finite].isdisjoint(_CLAIMS) and after.fold not in _KINDS
        if not it.tags[step].isdisjoint(("we", "i")) or "preposition" in it.tags[step]:
            continue
        return False
    return False


def spared(it: Outlook, finite: int) -> bool:
    """ "We never miss a delivery date", "vi tappar inte en enda kund": a loss that is not to happen once."""
    if it.marked.lexis.lemmas.get(it.tokens[finite].fold) not in _LOSING or it.past:
        return False
    words = it.marked.source.words
    return not _NEVER.isdisjoint(words) or not _SINGLE.isdisjoint(words)


def of_others(it: Outlook, start: int) -> bool:
    """ "Sex av tio kunder läser recensioner", "two thirds of buyers read reviews": how many others do it, unless it is for us."""
    if it.coming or it.bound or "modal" in it.marked.present or not _US.isdisjoint(it.marked.source.words):
        return False
    part = _part(it, start)
    if part is None or part.kind != "share" and it.marked.language == "en" or part.last + 2 >= len(it.tokens):
        return False
    for step in range(part.last, min(part.last + _NEAR, len(it.tokens) - 1)):
        if it.tokens[step].fold in _USING and "claiming" not in it.marked.present:
            return False  # "30 % of users set up a daily digest"
        if not it.tags[step].isdisjoint(("outsider", "anybody")) and "owns" not in it.tags[step]:
            verb = finite_verb(it.marked, it.framed, it.coming, step)
            if verb is None or verb > step + 2 or "be" in it.tags[verb]:
                return False
            known = it.marked.language == "sv" and it.tokens[step].fold.endswith(_DEFINITE)
            return not known and not loyal(it, verb)
    return False


def loyal(it: Outlook, verb: int) -> bool:
    """ "… renew", "… say they will come back": they do, or say that they will do, what one would have them do."""
    lemmas = it.marked.lexis.lemmas
    if lemmas.get(it.tokens[verb].fold) in _LOYAL:
        return True
    return any(lemmas.get(token.fold) in _LOYAL or token.fold in _BACK for token in it.tokens[verb + 1 :])


def _part(it: Outlook, start: int) -> Quantity | None:
    """The part of something that the text begins with, less than all of it."""
    return next((q for q in it.quantities if q.first <= start + 1 and q.kind in ("share", "count", "number") and q.value != 100), None)


def all_done(it: Outlook, start: int, finite: int) -> bool:
    """ "Alla chefer är utbildade", "samtliga avtal är genomgångna": a state of all of them."""
    if not it.marked.has(start, "each") or finite + 1 >= len(it.tokens) or not of_each(it, start, finite) or it.past:
        return False
    if (
        it.tokens[finite + 1].fold == "valkomna"
        or it.tokens[start + 1].fold in _SCARCE
        or any("outsider" in tags for tags in it.tags[start:finite])
    ):
        return False
    after = it.tokens[finite + 1]
    return not it.tags[finite + 1].isdisjoint(("part", "sup", "state", "past")) or after.fold.endswith(("ade", "da", "ta", "na", "riga"))


def both_done(it: Outlook, finite: int) -> bool:
    """ "Kunder intervjuade och slutsatser spridda": the second can be no past, so neither is the first."""
    for step in range(finite + 2, len(it.tags)):
        own = it.tags[step]
        if "verb" in own and "part" in own and own.isdisjoint(("past", "pres", "inf")):
            return it.tokens[step - 2].fold in ("och", ",", "samt") and not it.tags[step - 1] & {"preposition", "determiner"}
    return False


def does(it: Outlook, finite: int) -> bool:
    """ "The team closes 8 deals a month": so many of what is counted stand behind a verb of doing."""
    return "deliver" in it.tags[finite] and any(q.first == finite + 1 and q.unit is None for q in it.quantities)
