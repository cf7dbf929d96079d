"""What Swedish handbooks, laws and minutes say beside goals: what a paper holds, what a deed leads to, what was noted (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.sentences import is_finite

_PAPERS, _HOLDING = tuple(sorted(both("telling", "papers_end"))), both("telling", "papers_hold")
_MAIN, _FOLK = both("telling", "follows"), both("telling", "firms") | frozenset("foretag folk manniskor konsumenter kopare".split())
_SHALL = frozenset("ska skall bor maste kan".split())
_JOINS = frozenset("som och eller att nar om samt , dar hur vad sa vilka vilket vilken".split())
_PRONOUNS = frozenset("de den detta dessa".split())
_NEEDING = frozenset("behover kravs maste fordras bor".split())
_SEQUELS = frozenset("darefter darmed dessutom vidare saledes foljaktligen darutover harigenom".split())
_DOING = both("wording", "documenting") | frozenset(("riktar", "vander", "uttrycker", "handlar"))
_ONE, _KINDS = frozenset(("en", "ett")), ("plan", "policy", "strategi", "vision", "berattelse", "budget", "rapport", "mal")
_NEXT = frozenset("sedan da nu har dar darefter forst till sist slutligen".split())
_BROADLY = frozenset("generellt allmant normalt vanligtvis".split())
_MEETING = frozenset("presenteras halls behandlas bekraftas redovisas faststalls valjs utses granskas".split())
_GOAL_WORDS = frozenset("mal malen malet delmal delmalen nyckeltal nyckeltalen".split())
_TAKES_PLACE = frozenset("gors sker genomfors redovisas".split())
_REVIEWS = ("bedomning", "uppfoljning", "matning", "analys", "utvardering", "rapportering", "avstamning", "aterkoppling", "redovisning")
_REASONS = frozenset("krav behov skal risk risker mojlighet mojligheter anledning utmaningar forutsattningar rutiner mycket".split())
_CALLING = _NEEDING | {"ska", "skall"}
_GOALS = frozenset(("goal_words", "meta", "counted_goals"))
_OURS = frozenset(("we", "i"))
_BOUND = frozenset(("skyldig", "skyldiga", "forpliktade", "forpliktad"))
_NO_PAST = frozenset(("inf", "pres", "sup", "part"))
_RESULTS = frozenset(("up", "down", "reach", "deliver", "keep"))
_WANTED = frozenset(("modal", "aim", "announcing"))
_FEW = frozenset("mindre storre sma stora manga vissa svenska nya andra privata".split())
_NEAR, _FAR = 6, 24


def handbook(it: Outlook, start: int) -> str:
    """ "description", "report", "advice" or "background", or ""."""
    if it.marked.language != "sv" or it.prefixed or len(it.tokens) - start < 3:
        return ""
    folds, words = it.marked.source.folds, it.marked.source.words
    if _noted(it, start):
        return "report"
    if folds[start] in _SEQUELS and is_finite(it, start + 1) and not it.counted:
        return "background"  # "därefter inleds arbetet med nästa plan"
    if not _TAKES_PLACE.isdisjoint(words) and not it.ahead and _reviewed(it, start):
        return "description"
    if folds[start] in _ONE and not it.counted and _defines(it, start):
        return "description"
    if not it.counted and not (it.coming and it.ahead) and (found := _whatever_time(it, start)):
        return found
    if it.coming or it.counted and folds[start] != "att":
        return ""
    if folds[start] == "att":
        return "advice" if not _MAIN.isdisjoint(words) and _deed_leads(it, start) else ""
    if folds[start : start + 2] == ["for", "att"]:
        return "background" if not _CALLING.isdisjoint(words) and _called_for(it, start) else ""
    if not _BOUND.isdisjoint(words) and "be" in it.marked.present and it.marked.present.isdisjoint(_OURS | _WANTED):
        return "description"
    if folds[start] in _PRONOUNS and is_finite(it, start + 1) and "modal" not in it.tags[start + 1]:
        return "background"
    if "kan" in words and _can_be(it, start):
        return "description"
    if folds[start] == "enligt" and not it.bound or "kravs" in words and _takes(it, start):
        return "background" if not it.ours() and _OURS.isdisjoint(it.marked.present) else ""
    return "description" if _folk_do(it, start) or _for_whom(it, start) or _there_is(it, start) else ""


def _whatever_time(it: Outlook, start: int) -> str:
    """What is told alike of any year: papers, their definitions, the order of meetings, what one does next."""
    folds, words = it.marked.source.folds, it.marked.source.words
    if not _SHALL.isdisjoint(words):
        if _paper_holds(it, start):
            return "description"
        if folds[start] in _BROADLY or _goals_shall(it, start):
            return "advice"
    if folds[start] in _NEXT and "you" in it.tags[start + 2] and folds[start + 1] not in _SHALL | {"far"}:
        return "advice"
    meeting = not _MEETING.isdisjoint(folds[start + 1 : start + _NEAR + 2]) and _WANTED.isdisjoint(it.marked.present)
    return "description" if meeting and not it.ours() and not it.cycle else ""


def _goals_shall(it: Outlook, start: int) -> bool:
    """ "Personliga mål ska dock vara för en själv", "målen ska ha en koppling till visionen": how goals in general are to be."""
    folds = it.marked.source.folds
    at = next((step for step in range(start + 1, min(start + _NEAR, len(folds) - 1)) if folds[step] in _SHALL), -1)
    if at < 0 or folds[at - 1] not in _GOAL_WORDS and folds[at - 3 : at - 1] != ["mal", "och"] or not _OURS.isdisjoint(it.marked.present):
        return False
    if it.bound or any("verb" in own and "be" not in own for own in it.tags[start : at - 1]):
        return False
    after = range(at + 1, min(at + 5, len(folds)))
    return all(it.tags[step].isdisjoint(_RESULTS) or folds[step] in ("ha", "vara") for step in after)


def _reviewed(it: Outlook, start: int) -> bool:
    """ "Bedömning av måluppfyllelse görs i två steg", "först görs en analys": how goals are followed up."""
    folds = it.marked.source.folds
    near = range(start + 1, min(start + _NEAR, len(folds)))
    at = next((step for step in near if folds[step] in _TAKES_PLACE), -1)
    if at < 0 or not _WANTED.isdisjoint(it.marked.present):
        return False
    return folds[start].endswith(_REVIEWS) or folds[start] in _NEXT and any(fold.endswith(_REVIEWS) for fold in folds[at + 1 : at + 4])


def _defines(it: Outlook, start: int) -> bool:
    """ "En vision uttrycker ett tillstånd", "en verksamhetsplan är en beskrivning av …"."""
    folds = it.marked.source.folds
    if (
        start + 4 > len(folds)
        or it.tags[start + 1].isdisjoint(("aim", "meta", "goal_words", "paper"))
        and not folds[start + 1].endswith(_KINDS)
    ):
        return False
    return folds[start + 2] in _DOING or "be" in it.tags[start + 2] and folds[start + 3] in _ONE


def _noted(it: Outlook, start: int) -> bool:
    """ "Inga övriga frågor noterades", "dagordningen fastställdes": a past in -s can be no participle."""
    if it.coming or it.bound or not _WANTED.isdisjoint(it.marked.present) or "inf" in it.tags[start] and it.tokens[start].fold != "inga":
        return False
    folds = it.marked.source.folds
    for step in range(start + 1, len(folds)):
        if folds[step] == "som":
            return False
        if folds[step].endswith("s") and "past" in it.tags[step] and it.tags[step].isdisjoint(_NO_PAST):
            return True
    return False


def _deed_leads(it: Outlook, start: int) -> bool:
    """ "Att utveckla klubben kan göras på många sätt", "att kunder lämnar går inte att undvika": a verb of the main clause behind it."""
    if not _OURS.isdisjoint(it.marked.present):
        return False
    led = "inf" in it.tags[start + 1]
    verbs = 0
    for step in range(start + 2, min(start + _FAR, len(it.tokens) - 1)):
        fold = it.tokens[step].fold
        if fold in _MAIN and it.tokens[step - 1].fold not in _JOINS and (led or verbs):
            return all(it.tokens[at].fold not in _JOINS - {"och", ",", "samt", "eller"} for at in range(start + 1, step))
        verbs += is_finite(it, step) or "verb" in it.tags[step] and fold.endswith("s")
    return False


def _called_for(it: Outlook, start: int) -> bool:
    """ "För att hänga med behöver idrotten …", "för att nå dit ska alla delmål vara nådda": what is called for, of nobody here."""
    folds = it.marked.source.folds
    if not _OURS.isdisjoint(it.marked.present) or it.ours():
        return False
    for step in range(start + 3, min(start + _FAR, len(folds) - 1)):
        if folds[step] == "kravs":
            return True
        if folds[step] in _NEEDING and "inf" not in it.tags[step + 1] and "aim" not in it.marked.present:
            return True
        if folds[step] in _SHALL and any(not own.isdisjoint(_GOALS) for own in it.tags[step + 1 : step + 4]):
            return True
    return False


def _paper_holds(it: Outlook, start: int) -> bool:
    """ "Redovisningen ska innehålla …", "kapitlet ska tillämpas när …": how a paper is to be."""
    folds = it.marked.source.folds
    at = next((step for step in range(start + 1, min(start + _NEAR, len(folds) - 1)) if folds[step] in _SHALL), -1)
    if at < 0 or folds[at] == "kan":
        return False
    if any(folds[step : step + 2] == ["ses", "som"] for step in range(at + 1, at + 4)):
        return True  # "häftet ska ses som ett stöd"
    if not any(fold.endswith(_PAPERS) for fold in folds[start:at]) and not (at == start + 1 and folds[start] in _PRONOUNS):
        return False
    return any(fold in _HOLDING for fold in folds[at + 1 : at + 4])


def _takes(it: Outlook, start: int) -> bool:
    """ "Framgång krävs inom alla områden för att målen ska nås"."""
    folds = it.marked.source.folds
    at = folds.index("kravs")
    return start < at < start + _NEAR and any(folds[step : step + 2] == ["for", "att"] for step in range(at, len(folds) - 1))


def _for_whom(it: Outlook, start: int) -> bool:
    """ "Likabehandlingsplanen riktar sig till alla", "alla anordnare ansvarar för att …": of a paper, or of a duty."""
    folds = it.marked.source.folds
    if folds[start].endswith(_PAPERS) and "modal" not in it.tags[start + 1] and not it.bound:
        return folds[start + 1] in _DOING
    duty = folds[start + 1] == "ansvarar" or folds[start + 2] == "ansvarar" and folds[start] in ("alla", "varje")
    return duty and not it.ours() and not it.owners


def _there_is(it: Outlook, start: int) -> bool:
    """ "Det finns krav på att …", "det finns goda skäl att mäta"."""
    folds = it.marked.source.folds
    return folds[start : start + 2] == ["det", "finns"] and not it.bound and any(fold in _REASONS for fold in folds[start + 2 : start + 5])


def _can_be(it: Outlook, start: int) -> bool:
    """ "Uppdragen kan vara riktade till flera nämnder": what may be, and who wants it is not told."""
    folds = it.marked.source.folds
    near = range(start + 1, min(start + _NEAR, len(folds) - 1))
    be = any(folds[step] == "kan" and "vara" in folds[step + 1 : step + 4] for step in near)
    return be and _OURS.isdisjoint(it.marked.present)


def _folk_do(it: Outlook, start: int) -> bool:
    """ "Mindre företag möter krav", "föreningar som satsar kommer att vinna": of all of a kind, by a bare plural."""
    folds = it.marked.source.folds
    at = start + (folds[start] in _FEW)
    if folds[at] not in _FOLK or at + 2 >= len(folds) or it.ours() or it.bound or it.cycle or "aim" in it.marked.present:
        return False
    if folds[at + 1] == "som":
        return any(folds[step] == "kommer" for step in range(at + 3, min(at + _FAR, len(folds) - 1)))
    return is_finite(it, at + 1) and it.tags[at + 1].isdisjoint(_RESULTS | {"modal", "announcing"})
