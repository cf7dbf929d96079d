"""What goals are like, and that there are some: "målet är högt", "nyckeltal visar vägen", "vi har tre mål" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.sentences import is_finite

_OWNED = frozenset("the our my this that your vart var vara min mitt mina det de den".split())
_DEGREES = frozenset(
    """for alltfor mycket valdigt lite lagom ganska alldeles helt redan fortfarande annu inte nog rimligt too very so quite rather far still
    already a bit not really pretty much""".split()
)
_ADJECTIVES = ("ic", "ble", "al", "ive", "ous", "ear", "igh", "low", "ough", "less", "ful", "gue", "ong", "asy", "ard")
"""How English adjectives end that say what a goal is like: "unrealistic", "tough"."""
_EARLY = 5
_FOR, _ORDERED = frozenset(("for", "infor")), frozenset(("inf", "imp"))
_MEASURES = frozenset(
    """mattet indikatorn indikatorerna nyckeltalet nyckeltalen matetalet matningen diagrammet tabellen grafen kurvan siffran
    statistiken""".split()
)
_TELLS = frozenset("avser visar mater beskriver anger redovisar omfattar speglar bygger".split())
_TROUBLES = frozenset("utmaningen problemet svarigheten risken nackdelen fordelen poangen fragan forutsattningen".split())
_SETS = frozenset("satta formulera ta besluta faststalla utarbeta set formulate draw write define".split())
_BESIDE_WHAT = frozenset("jamfort med for i given compared considering sett relativt".split())
_FOREMOST = frozenset("viktigaste viktigast basta bast avgorande viktigt klokast enklast svaraste".split())
_PURPOSES, _FOR_WHAT = frozenset("syftet syfte purpose aim point".split()), frozenset(("med", "of", "with"))
_MEANT = tuple(sorted(both("telling", "meant")))
_BOLD = frozenset("bold tight stiff soft steep lofty fair right wrong ambitious".split())
_SAID_OF = tuple("igt iskt ivt ost art agt ogt uftt alt ort ig isk iv hog lag snal tuff stor".split())


def judged(it: Outlook, start: int) -> bool:
    """ "Målet är för otydligt", "målen är höga", "our quota is too high": what a goal is like."""
    at = start + (it.tokens[start].fold in _OWNED)
    if it.tags[at].isdisjoint(("aim", "meta")):
        return False
    swedish = it.marked.language == "sv"
    own = it.tags[_behind_time(it, at + 1)]
    if swedish and "verb" in own and it.tokens[_behind_time(it, at + 1)].fold.endswith("s") and "reach" not in own and not it.amount:
        return True  # "målen beslutas av fullmäktige", "våra mål för 2027 presenteras nedan"
    own = it.tags[at + 1]
    if "be" not in own:
        return False
    place = at + 2
    while place < len(it.tokens) and it.tokens[place].fold in _DEGREES:
        place += 1
    rest = [token for token in it.tokens[place:] if token.kind == "w"]
    if place < len(it.tokens) and "reach" in it.tags[place] and it.tags[place] & {"sup", "part"} and it.tags[place].isdisjoint(_ORDERED):
        return not it.coming  # "målet är nått – packa väskorna"
    if len(rest) > 1 and not it.counted and _set_beside(it, place, it.tokens[at].fold):
        return True
    if len(rest) != 1 or it.tags[place] & {"state", "verb"} or any(tag.startswith("measure:") for tag in it.tags[place]):
        return False
    if not swedish:
        return place > at + 2 or rest[0].fold.endswith(_ADJECTIVES)
    many = it.tokens[at].fold.endswith(("len", "na", "mal"))
    return rest[0].fold.endswith("a" if many else ("t", "ig", "sk"))


def _behind_time(it: Outlook, at: int) -> int:
    """Past "för 2027", "för nästa år"."""
    step = at + (it.tokens[at].fold in _FOR)
    while step < len(it.tokens) - 1 and it.framed[step]:
        step += 1
    return step if step > at + 1 or it.framed[at] else at


def remarked_on(it: Outlook, start: int) -> bool:
    """ "Måttet avser …", "utmaningen är …", "alla tar fram egna mål": of measures, troubles and who sets goals."""
    folds, tags = it.marked.source.folds, it.tags
    if it.counted_thing and "goal_words" not in it.marked.present:
        return False
    if folds[start] in _MEASURES and folds[start + 1] in _TELLS or not it.coming and _foremost(it, start):
        return True
    being = tags[start + 1] if folds[start + 1] != "med" else frozenset[str]().union(*tags[start + 2 : start + _EARLY + 1])
    if folds[start] in _TROUBLES and "be" in being and not it.coming:
        return True
    if "aim" in tags[start] and "goal_words" not in tags[start]:
        return False
    if it.coming or "modal" in it.marked.present or tags[start] & _ORDERED and "verb" in tags[start]:
        return False
    for step in range(start + 1, min(start + _EARLY, len(folds) - 1)):
        if it.marked.lexis.lemmas.get(folds[step]) in _SETS and "pres" in tags[step] and "inf" not in tags[step]:
            near = range(step + 1, min(step + _EARLY, len(folds)))
            return any("goal_words" in tags[at] for at in near) and not any("determiner" in tags[at] for at in near)
    return False


def _foremost(it: Outlook, start: int) -> bool:
    """ "Det viktigaste är att alla vet vad de ska göra": what is called for in general, by no aim of ours."""
    folds = it.marked.source.folds
    at = start + (folds[start] == "det")
    if it.counted or at + 2 >= len(folds) or folds[at] not in _FOREMOST or "be" not in it.tags[at + 1] or folds[at + 2] != "att":
        return False
    return it.marked.present.isdisjoint(("we", "i")) and it.tags[min(at + 3, len(folds) - 1)].isdisjoint(("up", "down", "deliver", "reach"))


def _set_beside(it: Outlook, place: int, aim: str) -> bool:
    """ "Målet är högt jämfört med branschen", "the target is bold for a team of our size": an adjective, and beside what."""
    own, after = it.tags[place], place + 1
    measured = "compound" not in own and any(tag.startswith("measure:") for tag in own)
    if after >= len(it.tokens) or own & {"state", "verb", "preposition"} or measured:
        return False
    if not (it.framed[after] or it.tags[after] & {"preposition"} or it.tokens[after].fold in _BESIDE_WHAT):
        return False
    fold = it.tokens[place].fold
    if it.marked.language != "sv":
        return fold.endswith(_ADJECTIVES) and not fold.endswith(("al", "ive", "ear")) or fold in _BOLD
    return fold.endswith(("a", "aga", "oga") if aim.endswith(("len", "na", "mal")) else _SAID_OF)


def in_general(it: Outlook, start: int) -> bool:
    """ "Mål är viktiga", "nyckeltal visar vägen": goals in general, by a bare noun."""
    if "meta" not in it.tags[start] or it.amount or it.tokens[start].fold.endswith(("et", "en")):
        return False
    return is_finite(it, start + 1) and it.tokens[start + 2].fold != "att"


def of_goals(it: Outlook, start: int) -> bool:
    """ "Flera av målen är svåra att mäta", "samtliga mål bedöms som uppnådda": how it goes with them."""
    place = next((step for step in range(start + 1, min(start + _EARLY, len(it.tokens) - 1)) if "goal_words" in it.tags[step]), -1)
    if place < 0 or any("verb" in tags and "be" not in tags and "part" not in tags for tags in it.tags[start:place]):
        return False
    many = it.tokens[place].fold.endswith(("len", "mal")) and (
        it.tags[start] & {"each", "numeral", "most"} or it.tokens[place - 1].fold == "av"
    )
    own = it.tags[place + 1]
    if place + 2 < len(it.tokens) and it.tokens[place + 2].fold == "att":
        return False  # "ett av delmålen är att …"
    return bool(many) and ("be" in own or "foretold" in own or "verb" in own and "reach" in own and it.tokens[place + 1].fold.endswith("s"))


def has_goals(it: Outlook, start: int) -> bool:
    """ "Vi har tre mål för året": that there are goals, not which."""
    place = next((step for step in range(start, min(start + _EARLY + 2, len(it.tokens))) if "counted_goals" in it.tags[step]), -1)
    if place < start + 2 or not any("have" in tags for tags in it.tags[start:place]) or it.tokens[place - 1].fold in ("som", "till"):
        return False
    return place + 1 >= len(it.tokens) or it.tokens[place + 1].fold not in ("att", "om", "pa", ":", "som", "-")


def meant_for(it: Outlook, start: int) -> bool:
    """ "Syftet med planen är att …", "the purpose of OKRs is to …": what a paper, a meeting or a way of working is for."""
    folds = it.marked.source.folds
    at = start + (folds[start] == "the")
    if it.counted or it.coming or at + 2 >= len(folds) or folds[at] not in _PURPOSES or folds[at + 1] not in _FOR_WHAT:
        return False
    near = folds[at + 2 : at + 5]
    end = next((step for step, fold in enumerate(near) if fold in ("is", "ar")), len(near))
    return end > 0 and near[end - 1].endswith(_MEANT)


def of_here(it: Outlook, begin: int) -> bool:
    """ "The goal here is to get reps talking", "målet här är": of an example."""
    at = begin + (it.tokens[begin].fold == "the")
    if at + 2 >= len(it.tokens) or "aim" not in it.tags[at] or it.tokens[at + 1].fold not in ("here", "har"):
        return False
    return "be" in it.tags[at + 2] and not (it.counted or it.coming)
