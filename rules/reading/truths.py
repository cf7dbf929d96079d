"""What holds for anybody and at any time: "en nöjd kund berättar …", "mål är …", "att ringa alla är slöseri" (rulebook §0)."""

from __future__ import annotations

from rules.reading.appraisals import has_goals, in_general, judged, of_goals, remarked_on
from rules.reading.lexicon import both
from rules.reading.outlook import Outlook
from rules.reading.portions import of_others
from rules.reading.sentences import finite_verb, is_finite

TIMES = frozenset("gang ganger once twice times".split())
_ONE = frozenset(("en", "ett"))
_NEW = frozenset("ny nytt nya egen eget".split())
_DEFINING = both("wording", "defining")
_FOLK = frozenset("folk manniskor foretag barn ungdomar elever".split())
_CLOCK = frozenset(("kl", ".", "klockan"))
_OPINING = frozenset("tycker anser upplever tror menar kanner".split())
_OTHERS = frozenset("alla ingen folk manga manniskor somliga vissa".split())
_US = frozenset("oss var vart vara min mina vi jag".split())
_NONE = frozenset("ingen inget inga ingenting".split())
_EARLY, _FAR = 5, 10
_RESULTS = frozenset(("up", "down", "deliver", "reach", "keep"))
_FINITE = frozenset(("be", "past_be", "have", "modal"))
_FIXING = frozenset(("absent", "scheduled"))
_GIVEN = frozenset("far moter erbjuds kontaktas bemots mots".split())
_PROMISED = frozenset("get receive can need must should will want hear".split())
_SOMEBODY = frozenset(("roles", "role_heads", "outsider", "anybody", "measure:someone"))
_MEAN = frozenset("snitt genomsnitt average".split())
_USUAL = _MEAN | frozenset("regel allmanhet stort vanligtvis normalt".split())


def truth(it: Outlook, start: int) -> str:
    """Which kind of general statement a text is, or ""; most kinds have a form of their own in Swedish alone."""
    if start + 2 >= len(it.tokens) or it.prefixed:
        return ""
    if of_others(it, start):
        return "background"
    fixed = not _FIXING.isdisjoint(it.marked.named) and _fixed(it, start)
    if fixed or judged(it, start) or remarked_on(it, start) or _on_average(it, start) or _any_person(it, start):
        return "description"
    if it.marked.language == "sv":
        return _swedish(it, start)
    return "description" if _told_to_you(it, start) else ""


def _told_to_you(it: Outlook, start: int) -> bool:
    """ "You hold a driving licence and enjoy working in a team": whom one looks for, and not what one promises him."""
    if it.tokens[start].fold not in ("you", "you're") or it.coming or not it.marked.present.isdisjoint(("modal", "aim")):
        return False
    own = it.tags[start + 1]
    return it.tokens[start + 1].fold not in _PROMISED and ("verb" in own or "have" in own or it.tokens[start].fold == "you're")


def _swedish(it: Outlook, start: int) -> str:
    if _meant(it, start) or "counted_goals" in it.marked.present and has_goals(it, start):
        return "description"
    if not it.counted and it.marked.all("lessons") and not any("modal" in tags for tags in it.tags[start : start + _EARLY]):
        return "advice"
    if it.tokens[start].fold == "da" and is_finite(it, start + 1) and not it.counted:
        return "background"
    if _nobody(it, start) or "goal_words" in it.marked.present and of_goals(it, start):
        return "report"
    if _opined(it, start) or _more_and_more(it, start):
        return "background"
    if _deed(it, start) or _told_of_you(it, start) or _bare_present(it, start):
        return "description"
    if it.coming or it.bound or it.cycle or it.normed:
        return ""
    if in_general(it, start):
        return "advice"
    return "description" if _anyone(it, start) or _all_such(it, start) else ""


def _first_finite(it: Outlook, start: int, far: int) -> int:
    """The first finite verb or modal within a few words, -1 for none."""
    for step in range(start, min(start + far, len(it.tokens))):
        if it.tokens[step].kind == "p" and it.tokens[step].fold in ",;:.":
            return -1
        if "modal" in it.tags[step] or "subordinate" in it.tags[step] and it.tokens[step].fold != "att":
            return -1
        if is_finite(it, step):
            return step
    return -1


def _meant(it: Outlook, start: int) -> bool:
    """ "Med kund avses den som …", "churn är andelen kunder som lämnar", "SMART står för …": what a word means."""
    for hit in it.marked.all("defining"):
        if it.counted and it.tokens[hit.first].fold == "star":
            continue  # "står för 40 procent av …"
        if start < hit.first <= start + _EARLY + 1 and not any("modal" in tags for tags in it.tags[start : hit.first]):
            return True
    return False


def _nobody(it: Outlook, start: int) -> bool:
    """ "Ingen äger frågan", "ingen vet vad målet är": what is lacking."""
    if it.tokens[start].fold not in ("ingen", "ingenting") or it.coming or it.bound or it.cycle or it.normed:
        return False
    own = it.tags[start + 1]
    return is_finite(it, start + 1) and not it.tokens[start + 1].fold.endswith("s") or "verb" in own and it.tokens[start + 1].fold == "vet"


def _deed(it: Outlook, start: int) -> bool:
    """ "Att ringa alla är slöseri", "att få fler kunder är svårt": what a deed is, unless it is the goal."""
    own = it.tags[start]
    led = it.tokens[start].fold == "att"
    if not led and not ("verb" in own and "inf" in own and it.tokens[start].fold not in _NONE):
        return False
    if led and not (it.tags[start + 1] & {"inf"}) or not led and it.tokens[start + 1].fold == "att":
        return False
    for step in range(start + 2, min(start + _FAR, len(it.tokens) - 1)):
        tags = it.tags[step]
        if "subordinate" in tags or tags & {"modal", "we", "i"} or it.tokens[step].kind == "p" and it.tokens[step].fold not in "-":
            return False
        if "be" in tags and is_finite(it, step):
            rest = it.tags[step + 1 :]
            return not any("aim" in after for after in rest) and not any("modal" in after for after in rest)
    return False


def _told_of_you(it: Outlook, start: int) -> bool:
    """ "Du trivs med att ringa": whom one looks for, or what a reader does; what he gets within a day is promised."""
    if (
        it.tokens[start].fold not in ("du", "ni")
        or it.tokens[start + 1].fold != "kan"
        and not (is_finite(it, start + 1) or {"verb", "pres"} <= it.tags[start + 1])
    ):
        return False
    return it.tokens[start + 1].fold not in _GIVEN or not (it.bound or it.coming or it.normed or it.cycle or it.counted)


def _on_average(it: Outlook, start: int) -> bool:
    """ "I snitt ringer vi 22 samtal", "on average we make 22 calls": a number that was counted."""
    if _USUAL.isdisjoint(it.marked.source.words) or it.bound or it.coming and not _taking(it):
        return False
    for step in range(start + 1, min(start + _EARLY, len(it.tokens) - 2)):
        if is_finite(it, step) and it.tokens[step + 1].fold in ("i", "on") and it.tokens[step + 2].fold in _MEAN:
            return "be" not in it.tags[step]
    if it.tokens[start].fold not in ("i", "som", "on") or it.tokens[start + 1].fold not in _USUAL:
        return False
    if it.marked.language == "sv":
        return is_finite(it, start + 2)
    verb = finite_verb(it.marked, it.framed, False, start + 2)
    return verb is not None and "modal" not in it.marked.present


def _bare_present(it: Outlook, start: int) -> bool:
    """ "Hjälper företag att växa": what one does, said of nobody, with nothing to reach."""
    own = it.tags[start]
    if start or it.counted or it.coming or it.bound or it.cycle or it.normed or own & _RESULTS or own & _FINITE:
        return False
    return is_finite(it, start) and it.tokens[start].fold.endswith("r") and not any("modal" in tags for tags in it.tags)


def _opined(it: Outlook, start: int) -> bool:
    """ "Säljarna tycker att målen är för höga": what somebody thinks."""
    if it.tokens[start].fold == "att" or "vill" not in it.marked.source.words and _OPINING.isdisjoint(it.marked.source.words):
        return False
    if it.tokens[start].fold in _OTHERS and it.tokens[start + 1].fold == "vill":
        return True
    for step in range(start + 1, min(start + _EARLY, len(it.tokens) - 1)):
        if it.tokens[step].fold in _OPINING:
            return not (it.counted or it.coming or "modal" in it.marked.present)
        if it.tokens[step].kind == "p" or it.tags[step] & {"modal", "subordinate"}:
            return False
    return False


def _more_and_more(it: Outlook, start: int) -> bool:
    """ "Allt fler väljer bort bilen": how the world goes."""
    if it.tokens[start].fold != "allt" or "quality" not in it.tags[start + 1] and it.tokens[start + 1].fold != "farre":
        return False
    return "modal" not in it.marked.present and not it.counted


def _taking(it: Outlook) -> bool:
    """ "Bor i snitt kvar i sju år": how long it takes, and no day to come."""
    return all(frame.begin == it.today and it.tokens[frame.first].fold == "i" for frame in it.frames if frame.kind == "deadline")


def _fixed(it: Outlook, start: int) -> bool:
    """ "Årsmötet hålls den 12 mars", "Anna är på semester till jul": when something takes place, or who is away."""
    if "verb" in it.tags[start] and not it.tags[start].isdisjoint(("inf", "imp")) and it.tokens[start].fold != "var":
        return False  # "reduce falls on the wards"
    absent = it.marked.all("absent") if "be" in it.marked.present else ()
    if absent and any(hit.first <= start + _EARLY + 1 for hit in absent):
        return not it.counted and "modal" not in it.marked.present
    if (
        it.cycle
        or "modal" in it.marked.present
        or any(q.role == "target" and q.first and it.tokens[q.first - 1].fold not in _CLOCK for q in it.quantities)
    ):
        return False
    return any(
        start < hit.first <= start + _EARLY and not all(it.framed[step] or _times(it, step) for step in range(start, hit.first))
        for hit in it.marked.all("scheduled")
    )


def _times(it: Outlook, step: int) -> bool:
    """ "En gång", "two times"."""
    return it.tokens[step].fold in TIMES or it.tokens[step + 1].fold in TIMES


def _all_such(it: Outlook, start: int) -> bool:
    """ "Säljare älskar tydliga mål": all of a kind, by a bare plural."""
    if it.counted or it.owners and it.owners[0].kind != "diffuse" and it.tokens[start].fold.endswith("na"):
        return False
    fold = it.tokens[start].fold
    if not it.tags[start] & {"role_plurals", "anybody", "outsider"} and fold not in _FOLK or fold.endswith(("na", "en")):
        return False
    return is_finite(it, start + 1) and not it.tags[start + 1] & {"up", "down", "deliver", "reach", "keep"}


def _anyone(it: Outlook, start: int) -> bool:
    """ "En nöjd kund berättar för tre": any one of a kind, in the plain present."""
    if it.tokens[start].fold not in _ONE or it.tokens[start + 1].fold in _NEW or it.owners or "aim" in it.marked.present:
        return False
    verb = _first_finite(it, start + 1, _EARLY)
    if verb < start + 2 or it.tokens[verb].fold.endswith("s") or it.tags[verb] & {"up", "down"}:
        return False
    return verb + 1 >= len(it.tokens) or it.tokens[verb + 1].fold != "att"


def _any_person(it: Outlook, start: int) -> bool:
    """ "A good salesperson listens more than she talks": any one of a kind, in English."""
    if (
        it.marked.language == "sv"
        or it.tokens[start].fold not in ("a", "an")
        or it.coming
        or it.bound
        or it.cycle
        or it.normed
        or it.counted
    ):
        return False
    verb = finite_verb(it.marked, it.framed, it.coming, start)
    if verb is None or not start + 2 <= verb <= start + _EARLY or "pres" not in it.tags[verb] or it.tags[verb] & _FINITE:
        return False
    return any(not own.isdisjoint(_SOMEBODY) for own in it.tags[start + 1 : verb])
