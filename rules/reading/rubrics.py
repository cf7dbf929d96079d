"""Short texts without a verb: what a list or column is called, and what they want all the same (rulebook §0)."""

from __future__ import annotations

from collections.abc import Sequence

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.text import Token

_COUNTED = both("wording", "rubric_things")
_WISHED = both("wording", "attainments")
_ABOUT = frozenset("att som nar for infor till med om pa to that when for before you we".split())
_VIRTUES, _BETTERED, _TELLING = both("wording", "virtues"), both("wording", "bettered"), both("wording", "telling")
_GOOD = ("fri", "fria", "fritt", "smart", "smarta", "vanlig", "vanliga", "saker", "sakra", "sakert")
"""How a word ends that says what is good about a thing: "giftfri", "barnvänlig"."""
_DOING = ("ning", "ering", "tion", "sion", "syn", "kop", "ande", "ende", "byte", "satt")
"""How a deed's noun ends."""
_NO_DEED = frozenset("ansokan anmalan svar information".split())
_UNTIL = frozenset("senast fore innan till inom".split())
_NEW = frozenset(("ny", "nytt", "egen", "eget"))
_BEST = frozenset("basta hogsta lagsta storsta framsta nojdaste ledande".split())
_LONG = 7
_AWARDED, _OF_THE_YEAR = both("dates", "awarded"), ["of", "the", "year"]
_AS_PLANNED = frozenset(
    (
        ("on", "budget"),
        ("on", "time"),
        ("within", "budget"),
        ("inom", "budget"),
        ("back", "to"),
        ("back", "in"),
        ("tillbaka", "till"),
        ("our", "own"),
    )
)
_PLANNED = frozenset(head for head, _ in _AS_PLANNED)
_FREE = ("-free", "-friendly", "-neutral", "-proof")
_TOWARDS = frozenset("in ut upp ner ned bort fram hem tillbaka vidare ordning".split())
_WHERE = frozenset("pa till i med ur fran hos mot".split())
_ARTICLES = frozenset(("en", "ett"))
_ONE = _ARTICLES | {"a", "an"}
_TARGETED, _EFFORTS = both("telling", "targeted"), both("telling", "efforts_called")
_FOR = frozenset("for mot med inom till to against of".split())
_TRULY = frozenset("actually really faktiskt verkligen".split())
_THAT = frozenset("that which som".split())
_MADE = frozenset(("seen", "measure:product", "measure:systems", "measure:thing"))
_COMMON = tuple("ig sk ad dd nd en ande ende bar sam los rik full al iv ell ent vis ank st ek".split())
"""How an adjective ends beside "en"; beside "ett" it ends in -t."""
_PLAIN = frozenset(
    """vanlig vanligt viktig viktigt liten litet kort enda sista nasta forsta annan annat viss visst dalig daligt sen sent stor
    stort""".split()
)
_SOME = frozenset("nagra flera some several".split())
_SHORT = 9
_ROW = 5
_COMMANDS = frozenset(("inf", "imp"))
_LAST_OF = frozenset(("och", "and", "&", "samt"))
_SAYING = frozenset(("quality", "part", "state"))


def rubric(it: Outlook, start: int) -> bool:
    """ "Fem skäl att mäta NPS", "tre misstag": how many of what an article tells."""
    first = it.tokens[start]
    if (
        start + 1 >= len(it.tokens)
        or first.kind != "n"
        and "numeral" not in it.tags[start]
        and first.fold not in ("nagra", "flera", "some")
    ):
        return False
    place = next((step for step in range(start + 1, min(start + 3, len(it.tokens))) if it.tokens[step].fold in _COUNTED), -1)
    if it.coming or it.past and it.amount and "part" in it.marked.present:
        return False
    after = it.tokens[place + 1].fold if 0 < place < len(it.tokens) - 1 else ""
    return place > 0 and (not after or after in _ABOUT or it.tokens[place + 1].kind == "p")


def in_a_row(it: Outlook, start: int) -> bool:
    """ "Trust, teamwork, tempo": words in a row, none of which says anything of another."""
    rest = it.tokens[start:]
    if len(rest) < _ROW or it.prefixed or it.coming or not all(tags.isdisjoint(_SAYING) for tags in it.tags[start:]):
        return False
    if "verb" in it.tags[start] and not it.tags[start].isdisjoint(_COMMANDS) and not any(":" in tag for tag in it.tags[start]):
        return False  # "ring, mejla och besök"
    words = [
        token.kind == "w" and token.fold not in _LAST_OF
        for place, token in enumerate(rest)
        if token.fold not in _LAST_OF or rest[place - 1].kind == "w"
    ]
    row = words[:-1] if rest[-1].fold in ".!" else words
    return len(row) % 2 == 1 and all(word == (place % 2 == 0) for place, word in enumerate(row)) and _commas(rest)


def _commas(rest: Sequence[Token]) -> bool:
    """Commas between them, and an "and" before the last at most."""
    return sum(token.fold in ",/|" or token.fold in _LAST_OF for token in rest) > 1 and all(
        token.kind == "w" or token.fold in ",/|.!" for token in rest
    )


def labelled(it: Outlook) -> bool:
    """ "Styrkor: erfaren personal", "Närvarande: Anna, Erik": what stands under a label that no goal stands under."""
    hit = it.marked.all("labels")[0]
    after = hit.last + 1
    return hit.first == 0 and after < len(it.tokens) and it.tokens[after].fold == ":" and not (it.counted or it.coming)


def heading_for(it: Outlook, start: int) -> bool:
    """A heading by its grammar, but one of something to win, to keep as it is, or to get somewhere."""
    tokens = it.tokens
    if aimed_work(it, start):
        return True
    if any(token.fold in _WISHED for token in tokens[start : start + 3]) and not it.past:
        return True
    if it.marked.all("rather") and not it.past:
        return True  # "online meetings instead of travel"
    if _that_serves(it, start):
        return True
    if tokens[start].fold in _AWARDED and [token.fold for token in tokens[start + 1 : start + 4]] == _OF_THE_YEAR:
        return True  # "salesperson of the year for one of our own"
    if tokens[start].fold in _PLANNED and tuple(it.marked.source.folds[start : start + 2]) in _AS_PLANNED and not it.past:
        return True  # "on budget and on time", "back to profit"
    if (
        it.marked.language == "en"
        and (tokens[start].fold.endswith(_FREE) or tokens[start].fold.startswith("zero-"))
        and start + 1 < len(tokens)
        and not it.past
    ):
        return tokens[start + 1].kind == "w" and it.marked.present.isdisjoint(("meta", "aim", "be"))
    if it.marked.language != "sv" or start + 1 >= len(tokens):
        return False
    fold, after = tokens[start].fold, tokens[start + 1]
    if fold in _TOWARDS and after.fold in _WHERE or "ability" in it.tags[start] and after.fold in ("att", "till"):
        return True
    if fold == "fran" and after.kind == "n" and any(token.fold == "till" for token in tokens[start + 2 : start + 5]):
        return True
    if _without(it, start) or _by_a_day(it, start) or _best_of(it, start) or _lasting(it, start):
        return True
    if fold in _NEW or fold == "nya" and it.coming:
        return after.kind == "w" and len(fold) > 1 and not it.marked.present & {"meta", "aim", "ways", "title"} and not it.past
    if fold in _VIRTUES or fold.endswith(_GOOD) or any(token.fold == "mest" for token in tokens[start : start + 3]):
        return after.kind == "w" and not it.marked.present & {"meta", "aim"}
    if _remade(it, start) or _done_to(it, start):
        return True
    return fold in _ARTICLES and (_qualified(it, start) or _one_more(it, start))


def aimed_work(it: Outlook, start: int) -> bool:
    """ "Riktade insatser mot svinn", "targeted support for new dealers": work of a kind, and what for."""
    if it.tokens[start].fold not in _TARGETED or it.past or len(it.tokens) - start < 4:
        return False
    near = it.tokens[start : start + 5]
    return near[1].fold in _EFFORTS and near[2].fold in _FOR or near[2].fold in _EFFORTS and near[3].fold in _FOR


def done_with(it: Outlook, start: int) -> bool:
    """ "Genomförda insatser", "planerade aktiviteter i höst": a column of them, by how far they have come."""
    if start + 1 >= len(it.tokens) or "part" not in it.tags[start] or it.tokens[start + 1].fold not in _EFFORTS or it.amount:
        return False
    rest = range(start + 2, len(it.tokens))
    return it.tokens[start].fold not in _TARGETED and all(it.framed[step] or it.tokens[step].kind == "p" for step in rest)


def _that_serves(it: Outlook, start: int) -> bool:
    """ "A plan that small teams can buy", "en app som kunderna förstår": a thing to make, and what it is to be good for."""
    if it.tokens[start].fold in _ONE and not it.past and any(token.fold in _TRULY for token in it.tokens[start + 2 :]):
        return True  # "a newsletter people actually read"
    if it.tokens[start].fold not in _ONE or it.past or not it.marked.present.isdisjoint(("meta", "aim")):
        return False
    place = next((step for step in range(start + 2, min(start + 5, len(it.tokens) - 1)) if it.tokens[step].fold in _THAT), -1)
    return (
        place > 0
        and not it.tags[place - 1].isdisjoint(_MADE)
        and (
            any("modal" in tags for tags in it.tags[place + 1 : place + 4])
            or place + 2 >= len(it.tokens)
            and not it.tags[-1].isdisjoint(("pres", "act", "deliver"))
        )
    )


def _without(it: Outlook, start: int) -> bool:
    """ "Slutbesiktning utan anmärkning"."""
    place = next((step for step in range(start + 1, len(it.tokens) - 1) if it.tokens[step].fold == "utan"), -1)
    return place > 0 and it.tokens[place + 1].fold != "att" and not it.past and "?" not in it.marked.source.words


def _by_a_day(it: Outlook, start: int) -> bool:
    """ "Inflyttning i etapp 2 senast oktober": a deed by its noun, and until when."""
    if it.tokens[start].fold in _NO_DEED or not it.tokens[start].fold.endswith(_DOING) or it.past:
        return False
    until = any(it.tokens[frame.first].fold in _UNTIL for frame in it.frames if frame.kind == "deadline")
    return it.coming and until or "senast" in it.marked.source.words


def _best_of(it: Outlook, start: int) -> bool:
    """ "Dagligvaruhandelns lägsta priser"."""
    near = it.tokens[start : start + 2]
    return len(near) == 2 and near[0].fold.endswith("s") and (near[1].fold.endswith("aste") or near[1].fold in _BEST)


def _lasting(it: Outlook, start: int) -> bool:
    """ "Rekryteringstid under 45 dagar": a bound on how long it takes."""
    if not it.tokens[start].fold.endswith(("tid", "tiden", "tider", "tiderna")):
        return False
    return any(it.tokens[frame.first].fold in ("under", "inom", "max") for frame in it.frames) and not it.past


def _one_more(it: Outlook, start: int) -> bool:
    """ "En säljare till i Umeå"."""
    near = it.tokens[start + 1 : start + 4]
    place = next((step for step, token in enumerate(near, start + 1) if token.fold == "till"), -1)
    return place > start + 1 and (place + 1 == len(it.tokens) or "preposition" in it.tags[place + 1] or bool(it.framed[place + 1]))


def _remade(it: Outlook, start: int) -> bool:
    """ "Uppfräschade butiker", "nylanserad webbplats": a thing as it is when it has been seen to, no "planerade aktiviteter"."""
    fold = it.tokens[start].fold
    if not fold.endswith(("ad", "ade", "at", "da", "ta", "na")) or it.tokens[start + 1].kind != "w" or it.past:
        return False
    if it.marked.present & {"meta", "aim"} or "function" in it.tags[start + 1]:
        return False
    return it.marked.lexis.lemmas.get(fold) in _BETTERED or fold.startswith(("upp", "ny", "ater", "om")) and len(fold) > _LONG


def _done_to(it: Outlook, start: int) -> bool:
    """ "Översyn av prislistan", "framtagning av en ny profil": a deed by its noun, but none that only tells."""
    fold = it.tokens[start].fold
    if it.tokens[start + 1].fold != "av" or start + 2 >= len(it.tokens) or fold in _TELLING or it.past:
        return False
    return fold.endswith(_DOING)


def _qualified(it: Outlook, start: int) -> bool:
    """ "Ett jämställt arbetsliv", "en sammanhållen vårdkedja": a thing as one would have it."""
    tokens = it.tokens
    if start + 2 < len(tokens) and tokens[start + 1].fold in _NEW:
        return not it.marked.present & {"meta", "aim", "ways", "title"}
    if any(token.fold == "som" for token in tokens[start + 2 : start + 4]):
        return any("quality" in tags for tags in it.tags[start:])
    if start + 2 >= len(tokens) or len(tokens) - start > _SHORT or any(token.fold in (":", "-") for token in tokens):
        return False
    word = tokens[start + 1].fold
    if word in _PLAIN or any(tags & {"ways", "title", "meta", "aim", "be", "have", "past_be"} for tags in it.tags[start:]):
        return False
    if tokens[start + 2].kind != "w" or "function" in it.tags[start + 2] and tokens[start + 2].fold != "och":
        return False
    return word.endswith("t" if tokens[start].fold == "ett" else _COMMON)


def against_budget(it: Outlook) -> bool:
    """ "Försäljning: 1,2 Mkr mot budget 1,4": what came of it beside what should have."""
    for step, token in enumerate(it.tokens[:-2]):
        if token.fold in ("mot", "vs", "against") and "budget" in it.tags[step + 1] and it.tokens[step + 2].kind == "n":
            return True
    return False
