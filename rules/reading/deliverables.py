"""Deeds whose completion is visible, and end states that are there or not (rulebook §1, §2)."""

from __future__ import annotations

from rules.reading.arrivals import attained, covers, decided, had
from rules.reading.completions import IDLE, completed
from rules.reading.degrees import aloft, boundless, cultured, held_up_as
from rules.reading.facts import Mention
from rules.reading.feats import feat
from rules.reading.idioms import idiom
from rules.reading.lexicon import both
from rules.reading.marking import Marked, mention_of
from rules.reading.nominals import noun_deed
from rules.reading.norms import lived_up_to
from rules.reading.objects import contentful, definite, object_of, one_chosen, planned, plural

_READYING = frozenset(("prepare", "forbereda"))
_INCITING = both("wording", "inciting")
_OPEN_ENDED = frozenset(("develop", "utveckla", "vidareutveckla")) | _READYING
_ONE_NEW = frozenset("a an one new en ett ny nytt".split())
_INTANGIBLE, _SELVES = both("wording", "intangible"), frozenset("oss mig sig us me ourselves myself them themselves dem".split())
_HOW = frozenset("how what why where hur vad varfor".split())
_HIRING, _POSTS = frozenset("hire recruit appoint anstalla rekrytera utse tillsatta".split()), frozenset(("roles", "role_heads"))
_CHOOSING = frozenset("choose select pick appoint valja utse".split())
_ENDING = frozenset("end terminate start begin commence launch discontinue avsluta inleda starta sluta paborja".split())
"""What is begun or ended at a stroke, whatever it is."""
_LISTS = frozenset("list lists lista listan".split())
_HELPS = frozenset("help let make go come dare lets".split())
_WRITING = frozenset("map document define describe decide agree determine publish write select choose".split())
_WRITING |= frozenset("chart besluta skriva valja bestamma kartlagga dokumentera definiera beskriva formulera".split())
"""Of whatever is described, the description is there."""
_FEELING = frozenset(("kanna", "kanner", "feel", "feels"))
_LIVING = frozenset("to people who we they customers residents children families everyone everybody them".split())
_ROUTES = frozenset("route routes way ways time path paths speed approach date eye focus grip expert experts expertise".split())
_ENABLING = frozenset(("enable", "allow", "help", "inspire", "equip", "empower", "mojliggora", "hjalpa"))
_GROWN = frozenset("add generate tillfora generera bygga build skapa create utveckla develop etablera establish".split())
_STANDING = frozenset(f"measure:{name}" for name in "market team csat customer_value revenue margin profit relations standing".split())
"""What is grown, not delivered: a brand, a culture, a relation."""
_REMADE = both("wording", "remade")
"""What both changes and delivers: a thing that is built, extended, upgraded."""
_SETTLED = both("wording", "settled_on")
"""Verbs that take their object behind a preposition: "decide on a platform"."""
_DEEDS = frozenset(("attainment", "deed_noun", "deliver", "state"))
_HELD = frozenset(("halla", "hold"))
_LED, _BENT = 3, frozenset(("modal", "announcing", "effort", "counting_on"))
"""What one is bent on doing is a deed: "vi siktar på att öppna", no "bättre på att"."""
_PUTTING = frozenset("put place set satta stalla lyfta".split())
_OVER, _ENDS = ("done", "finished", "klar", "fardig"), frozenset("slutet borjan mitten end start year aret early late".split())
_MAKING, _CLOSE = frozenset("make makes making it gora gor det".split()), 7
_EVENTS = frozenset(f"measure:{name}" for name in ("activity", "training", "deals", "meetings", "events", "culture", "sport"))


def deliverable(marked: Marked, side: bytearray) -> Mention | None:
    """A deed whose completion is visible, with an object definite enough to recognise; or an end state that is there or not."""
    ongoing = "ongoing" in marked.present
    for first, last, tag in marked.of(_DEEDS):
        if side[first]:
            continue
        if tag == "attainment" and attained(marked, first):
            return mention_of(marked, first, last, "deliver")
        if tag == "deed_noun" and not ongoing and noun_deed(marked, first, last, side):
            return mention_of(marked, first, last, "deliver")
        if tag == "deliver" and ongoing:
            continue  # what goes on without end is never done
        if tag == "state" and first == last == 0 and "inf" in marked.tags[0] and marked.language == "en":
            continue  # "complete more projects"
        if tag == "state" and not _negated_state(marked, first):
            return mention_of(marked, first, last, "state")
        if tag == "deliver" and "change_noun" not in marked.tags[first] and _is_deed(marked, first, side):
            return mention_of(marked, first, last, "deliver")
    if not ongoing:
        for found in (
            had(marked, side),
            covers(marked, side),
            completed(marked, side),
            decided(marked, side),
            feat(marked, side),
            lived_up_to(marked, side),
        ):
            if found is not None:
                return mention_of(marked, *found, "deliver")
    return None


def _is_noun(marked: Marked, index: int) -> bool:
    """ "More books", "fler besök", "andra klubbar", "inställda turer": the form is a noun's here, or only says which."""
    before = marked.tags[index - 1] if index else frozenset[str]()
    if marked.language == "en" and index == 1 and "inf" in before and marked.tokens[0].fold not in _HELPS and "inf" in marked.tags[1]:
        return True  # "train staff", "improve design"
    if not before.isdisjoint(("quality", "amount", "indefinite")) and "verb" not in before and not _adverb(marked, index - 1):
        return True
    tags = marked.tags[index]
    if marked.language != "sv" or "part" not in tags or tags & {"inf", "imp"} or index + 1 >= len(marked.tokens):
        return False
    after = marked.tokens[index + 1]
    return after.kind == "w" and not marked.tags[index + 1] - {"compound"} and after.fold.endswith(("ar", "er", "or"))


def _enables(marked: Marked, index: int) -> bool:
    """ "Enable the team to secure deals": what others then can do."""
    if marked.lexis.lemmas.get(marked.tokens[index].fold) not in _ENABLING:
        return False
    near = range(index + 2, min(index + 7, len(marked.tokens) - 1))
    return any(marked.tokens[step].fold in ("to", "att") and "inf" in marked.tags[step + 1] for step in near)


def _new_thing(marked: Marked, lemma: str, words: list[int]) -> bool:
    """ "Utveckla en prismodell", but not "utveckla verksamheten": what is not there yet."""
    if lemma in _READYING:
        return False
    if marked.tokens[words[0]].fold in _ONE_NEW:
        return True
    named = next((step for step in words[:4] if marked.tokens[step].upper and step), None)
    return named is not None and not any(marked.tokens[step].fold in _INTANGIBLE for step in words if step < named)


def _leads(marked: Marked, index: int) -> bool:
    """ "Ines inför leadscoring": the only verb there is."""
    if "pres" not in marked.tags[index] or not 0 < index < 4 or not marked.tokens[0].upper:
        return False
    return not any(own & {"pres", "modal", "inf", "imp"} and step != index for step, own in enumerate(marked.tags))


def _adverb(marked: Marked, index: int) -> bool:
    """ "Successfully launch", "framgångsrikt lansera"."""
    return marked.tokens[index].fold.endswith(("ly", "t"))


def _able(marked: Marked, index: int) -> bool:
    """ "Bli bättre på att stänga affärer", "möjligheten att anställa": what one could do, not what gets done."""
    if index < 2 or marked.tokens[index - 1].fold not in ("att", "to"):
        return False
    before = marked.tags[index - 2]
    if any(marked.lexis.lemmas.get(fold) in _INCITING for fold in marked.source.folds[max(0, index - _CLOSE) : index - 1]):
        return True  # "inspire more people to buy second-hand"
    if any("quality" in tags for tags in marked.tags[max(0, index - _CLOSE) : index - 1]) and _MAKING & set(marked.source.folds[:index]):
        return True  # "make it easier for veterans to fill in the form"
    if "ability" in before:
        return True
    led = marked.tokens[index - 1].fold == "att" and "preposition" in before and "means" not in before
    return led and (index < _LED or marked.tags[index - _LED].isdisjoint(_BENT))


def _negated_state(marked: Marked, index: int) -> bool:
    if not _FEELING.isdisjoint(marked.source.folds[:index]):
        return True  # "att du som kund ska känna dig trygg"
    if marked.tokens[index].fold == "live" and index and marked.tokens[index - 1].fold in _LIVING:
        return True  # "help people live healthier lives"
    if marked.tokens[index].fold == "som" and "you" in marked.present:
        return True  # "du som kund"
    if index and marked.tokens[index - 1].fold in _ROUTES:
        return True  # "new routes to market", "time to market", "up to date on the market"
    if marked.source.line[index + 1] == "to" and marked.tokens[index].fold == "ready":
        return True  # "get ready to scale"
    if marked.tokens[index].fold.startswith(_OVER) and not any(
        _subject(marked, step) for step in range(len(marked.tokens)) if step != index
    ):
        return True  # "be done by the end of 2027": with what?
    if (
        "quality" in marked.tags[index]
        and not marked.has(index - 1, "be")
        or "up" in marked.tags[0] | marked.tags[min(1, index)]
        and marked.tokens[0].fold != "fa"
        and _grows(marked, index)
    ):
        return True
    if any(marked.tokens[step].fold == "som" for step in range(max(0, index - 3), index)):
        return True  # "den nya prislistan som är beslutad": says which
    if any(
        "loose" in marked.tags[step]
        and "aim" not in marked.tags[step]
        and not any("determiner" in marked.tags[near] for near in range(max(0, step - 3), step))
        for step in range(index)
    ):
        return True
    return any(hit.tag == "quality" and hit.first < index for hit in marked.hits) and not any(
        "modal" in tags or "be" in tags for tags in marked.tags
    )


def _subject(marked: Marked, step: int) -> bool:
    """A word that may name what is done."""
    token, tags = marked.tokens[step], marked.tags[step]
    if token.kind != "w" or tags & {"aim", "be", "modal", "reach", "preposition", "ending", "subordinate"}:
        return False
    return "function" not in tags and token.fold not in _ENDS


def _grows(marked: Marked, state: int) -> bool:
    """ "Increase the share of positions filled": the state only says of what."""
    verb = 0 if "up" in marked.tags[0] else 1
    return (
        "verb" in marked.tags[verb]
        and bool(marked.tags[verb] & {"inf", "imp"})
        and not any(tags & {"modal", "be"} for tags in marked.tags[:state])
    )


def _is_deed(marked: Marked, index: int, side: bytearray) -> bool:
    tags = marked.tags[index]
    lemma = marked.lexis.lemmas.get(marked.tokens[index].fold, "")
    if not tags.isdisjoint(("up", "down")) and lemma not in _REMADE or _able(marked, index):
        return False
    if (
        index
        and "pres" in tags
        and not tags & {"inf", "imp", "sup", "part"}
        and marked.tags[0] & {"up", "down"}
        and "verb" in marked.tags[0]
    ):
        return False  # "improve the response to production issues"
    if index and marked.tokens[index - 1].fold in _SELVES and "inf" not in tags:
        return False  # "hålla oss uppdaterade"
    if _is_noun(marked, index) or _enables(marked, index) or held_up_as(marked, index) or lemma in IDLE and idiom(marked, index, IDLE):
        return False
    if "preposition" in tags and not _leads(marked, index) or "ing" in tags and not tags & {"inf", "sup", "part"}:
        return False
    after = marked.tokens[index + 1].fold if index + 1 < len(marked.tokens) else ""
    if after in ("on", "at", "with", "for", "pa") and lemma not in _SETTLED:
        return False
    if after in _HOW and lemma not in _WRITING and lemma not in _SETTLED:
        return False  # "refresh how we sell"
    if lemma in _PUTTING and any(aloft(marked, index, hit.first, hit.last + 1) for hit in marked.all("aloft")):
        return False
    weak = (lemma in marked.lexis.weak or not tags.isdisjoint(("effort", "keep"))) and not (lemma == "ta" and after == "fram")
    if weak and index and "quality" in marked.tags[index - 1] and marked.tokens[index - 1].fold.endswith("ly"):
        return False
    passive = _passive(marked, index)
    if passive and marked.language == "en" and _grows(marked, index):
        return False  # "increase the share of positions filled"
    if "noun" in tags or (
        index
        and not marked.tags[index - 1].isdisjoint(("determiner", "preposition"))
        and not marked.tags[index - 1] & {"subordinate"}
        and marked.tokens[index - 1].fold not in ("to", "att")
        and not passive
    ):
        return False
    first, last = object_of(marked, index, side, passive)
    words = [step for step in range(first, last) if marked.tokens[step].kind == "w" and step != index]
    if (
        weak
        and "subordinate" in marked.present
        and any(
            "quality" in marked.tags[step] and "subordinate" in marked.tags[near]
            for step in range(index, len(marked.tokens))
            for near in range(max(index, step - 5), step)
        )
    ):
        return False
    content = [step for step in words if contentful(marked, step, index)]
    if marked.language == "en" and content:
        stop = next((step for step in range(content[0] + 1, last) if "preposition" in marked.tags[step]), last)
        content = [step for step in content if step < stop]
    if lemma in _OPEN_ENDED and content and not planned(marked, content) and not _new_thing(marked, lemma, words):
        return False
    if weak and content and not any(marked.tokens[step].upper for step in content) and cultured(marked, content):
        return False
    if (
        lemma in _HIRING
        and len(content) == 1
        and marked.tags[content[0]] & _POSTS
        and not plural(marked, content[0])
        and not marked.tokens[content[0]].fold.endswith("are")
    ):
        return True  # "hire chef", "anställa säljchef"
    if lemma in _CHOOSING and content and one_chosen(marked, content):
        return True
    if weak and content and lemma not in _WRITING and lemma not in _ENDING and boundless(marked, content, words):
        return False
    if not content or lemma in _HELD and not any(marked.tags[step] & _EVENTS for step in content):
        return False
    if (
        weak
        and lemma in _GROWN
        and not (lemma == "add" and "to" in marked.source.folds[index:])
        and any(tag in _STANDING for step in content[:4] for tag in marked.tags[step])
        and not planned(marked, content)
        and marked.tokens[content[-1]].fold not in _LISTS
    ):
        return False
    return definite(marked, content, words, bool(weak))


def _passive(marked: Marked, index: int) -> bool:
    tags = marked.tags[index]
    fold = marked.tokens[index].fold
    if marked.language == "sv":
        leading = index == 0 or not marked.tags[index - 1].isdisjoint(("modal", "subordinate", "conjunction", "we", "i"))
        if fold.endswith("s") and tags & {"inf", "pres"} or "part" in tags and not ("inf" in tags and leading):
            return True  # but "tillsätta en chef", which folds to "tillsatta"
        helped = any(not own.isdisjoint(("have", "owning", "past_be")) for own in marked.tags[max(0, index - 6) : index])
        return index > 0 and "sup" in tags and not helped  # "kundregistret rensat"
    return "sup" in tags and "inf" not in tags and index > 1
