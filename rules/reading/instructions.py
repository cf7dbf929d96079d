"""Orders to a reader or to the coach that no goal is made of: "If x, do y", "Pick five KPIs", "change the date to June" (rulebook §0)."""

from __future__ import annotations

from rules.reading.lexicon import both
from rules.reading.outlook import Outlook

_SETTING, _AVOIDING = both("wording", "setting") | both("wording", "choosing"), both("wording", "avoiding")
_EDITING, _DRAFTED, _COUNTED = both("wording", "editing"), both("wording", "drafted"), both("wording", "counted_goals")
_WHEN = frozenset("if when whenever once unless om nar ifall".split())
_THEN = frozenset("then sa da just simply always never".split())
_LEADS = frozenset("to by when if without before once whenever after for genom nar om utan innan med med".split())
_OTHERS = frozenset("it they this that you det de".split())
_SOMEWHAT = frozenset("more a bit lite mer much mycket".split())
_FUTURE = frozenset("will can kan kommer".split())
_HEEDING = frozenset("work report join belong need find see learn notice want realise realize discover understand feel".split())
_OWED = frozenset("will shall ska skall far".split())
_ASKING = frozenset("want would need vill behover skulle like".split())
_DONT = frozenset("don't dont never do".split())
_NEVER = frozenset(("never", "aldrig", "inte", "not"))
_HERE = frozenset(("har", "dar", "here"))
_NUMBERING = frozenset(("no", "nr", "number", "nummer", "mal", "goal"))
_NUMBERS = frozenset("number nummer nr no one ett".split())
_ITS_PARTS = frozenset("deadline owner wording unit date agare enhet datum".split())
_ORDINALS = frozenset("first second third last".split())
_POINTING = frozenset("the this that my mitt first second third".split())
_FILLING, _FIELDS = both("wording", "filling_in"), both("wording", "form_fields")
_EACH = frozenset("each every all varje alla samtliga any".split())
_DEED = frozenset(("inf", "imp"))
_OF_GOALS = frozenset(("meta", "counted_goals", "goal_words"))
_STOPS = ".!;"
_COMMAS = frozenset(",:→")
_NEAR, _FAR = 6, 30


def instructed(it: Outlook, start: int) -> str:
    """Which kind of instruction the text is, or ""."""
    if _edited(it):
        return "request"
    if (
        "maxim" in it.marked.named
        and any(hit.first < start + _NEAR for hit in it.marked.all("maxim"))
        and not (it.coming or it.counted_thing or it.marked.present & {"modal", "aim", "i", "we"})
    ):
        return "advice"
    if _told_to_you(it, start) or _tried(it, start) or _of_a_form(it, start):
        return "advice"
    if _conditioned(it, start) or _leading(it, start) or not it.marked.present.isdisjoint(_OF_GOALS) and _of_goals(it, start):
        return "advice"
    return ""


def _edited(it: Outlook) -> bool:
    """ "Change the date of the first one to June", "ta bort mål två": what is asked for is another wording."""
    tokens = it.tokens
    first = 1 if tokens[0].fold in ("please", "can", "could", "just", "now", "ok", "snalla", "kan") else 0
    if tokens[0].fold in ("i", "jag", "vi", "we") and len(tokens) > 3:
        first = next((step for step in range(2, min(_NEAR, len(tokens))) if tokens[step].fold in _EDITING), 0)
        if first == 0 or tokens[1].fold not in _ASKING:
            return False
    if first >= len(tokens) or tokens[first].fold not in _EDITING:
        return False
    if _another_wording(it, first):
        return True
    for index in range(first + 1, min(first + _NEAR, len(tokens))):
        fold = tokens[index].fold
        if fold in _ITS_PARTS and index == first + 2 and it.tags[index - 1] & {"determiner"} and index + 1 >= len(tokens) - 1:
            return True  # "add an owner"
        if fold in _DRAFTED:
            before = tokens[index - 1].fold
            if index == first + 1 and fold in _ITS_PARTS:
                return True  # "ändra deadline till april"
            ordered = index + 1 < len(tokens) and tokens[index + 1].kind == "n" and tokens[index + 1].fold.isdigit()
            if fold in _NUMBERING:
                return ordered or index + 1 < len(tokens) and (tokens[index + 1].fold in _NUMBERS or "numeral" in it.tags[index + 1])
            return ordered or before in _POINTING and not _of_another(it, index) or fold.endswith(("et", "en"))
        if tokens[index].kind == "p" or it.tags[index] & {"preposition", "verb"} and fold not in _HERE:
            return False
    return False


def _another_wording(it: Outlook, verb: int) -> bool:
    """ "Make it shorter and add a date", "gör det tydligare": the text itself is to be so, for nothing else is named."""
    tokens = it.tokens
    if verb + 2 >= len(tokens) or tokens[verb + 1].fold not in _OTHERS or it.counted or it.coming:
        return False
    place = verb + 2 + (tokens[verb + 2].fold in _SOMEWHAT)
    if place >= len(tokens) or "quality" not in it.tags[place] and not tokens[place].fold.endswith(("er", "are")):
        return False
    return (
        place + 1 >= len(tokens) or tokens[place + 1].kind == "p" or "conjunction" in it.tags[place + 1] or "please" in it.tags[place + 1]
    )


def _of_another(it: Outlook, index: int) -> bool:
    """ "Remove the last endpoint": behind what could point at a wording stands a thing of its own."""
    after = it.tags[index + 1] if index + 1 < len(it.tags) else None
    return (
        after is not None
        and it.tokens[index + 1].kind == "w"
        and it.tokens[index + 1].fold not in _DRAFTED
        and after.isdisjoint(("preposition", "conjunction", "determiner", "manner", "please", "quality", "amount"))
        and ("verb" not in after or it.tokens[index].fold in _ORDINALS)
    )


def _told_to_you(it: Outlook, start: int) -> bool:
    """ "You will need a spreadsheet": what a reader will find, and nothing that is owed to anybody."""
    folds = it.marked.source.folds[start : start + 3]
    if folds and folds[0] in ("you'll", "you") and not it.counted:
        return any(fold in _HEEDING for fold in folds[1:]) and (folds[0] == "you'll" or folds[1] == "will")
    return False


def _of_a_form(it: Outlook, start: int) -> bool:
    """ "Choose your department from the list below", "ange enhet i kolumn C": how a form is filled in."""
    if it.tokens[start].fold not in _FILLING or it.counted_thing or it.coming and "you" not in it.marked.present:
        return False
    return any(token.fold in _FIELDS for token in it.tokens[start + 1 :])


def _tried(it: Outlook, start: int) -> bool:
    """ "Consider splitting it", "try writing it down"."""
    if it.tokens[start].fold not in ("consider", "try") or it.coming or start + 1 >= len(it.tokens):
        return False
    return it.tokens[start + 1].fold.endswith("ing") and "determiner" not in it.tags[start + 1]


def _conditioned(it: Outlook, start: int) -> bool:
    """ "If replies fall below 5 %: rewrite the opener", "om kunden tvekar, fråga varför": what to do when, with nothing wanted of it."""
    tokens, tags = it.tokens, it.tags
    start = 0 if tokens[0].fold in _WHEN else start
    if tokens[start].fold not in _WHEN or it.framed[start] or "å" in it.marked.source.written(start).casefold():
        return False
    if it.marked.language == "sv" and not (it.coming or it.bound or it.cycle or it.normed) and _inverted(it, start):
        return True
    if it.marked.language == "sv" and not it.coming and _gained(it, start):
        return True
    for index in range(start + 2, min(start + _FAR, len(tokens) - 1)):
        if tokens[index].fold not in _COMMAS:
            continue
        main = index + 1 + (tokens[index + 1].fold in _THEN)
        if main >= len(tokens):
            return False
        own = tags[main]
        if any(q.first > main and q.role in ("target", "by") and q.kind != "duration" for q in it.quantities) or any(
            f.first > main and f.kind == "deadline" for f in it.frames
        ):
            return False
        if tokens[main].fold in _OTHERS and main + 1 < len(tokens) and tokens[main + 1].fold in _FUTURE:
            return True  # "when a team starts with goals, it will be able to …"
        if "verb" in own and own & _DEED and not own & {"modal", "be", "have"}:
            return not (main + 1 < len(tags) and tags[main + 1] & {"we", "i", "you"})
    return False


def _leading(it: Outlook, start: int) -> bool:
    """ "To reach your target, you have to …", "by setting goals you increase …": what the reader gets by doing so."""
    tokens, tags = it.tokens, it.tags
    if it.counted or tokens[start].fold not in _LEADS:
        return False
    for step in range(start + 2, min(start + _FAR, len(tokens) - 1)):
        if "you" in tags[step] and tokens[step - 1].fold not in ("to", "for", "with"):
            near = tags[step - 1] | tags[step + 1]
            owed = {tokens[step - 1].fold, tokens[step + 1].fold} & _OWED
            return not owed and bool(near & {"modal", "verb", "be", "have"})
    return False


def _of_goals(it: Outlook, start: int) -> bool:
    """ "Choose four KPIs. Look at them weekly", "don't set more than three goals", "make sure every goal has an owner"."""
    tokens, tags = it.tokens, it.tags
    head = tags[start]
    if it.coming or any(owner.kind != "diffuse" for owner in it.owners):
        return False
    if _before_goals(it, start):
        return True
    denied = tokens[start].fold in _DONT or start + 1 < len(tokens) and tokens[start + 1].fold in _NEVER and "verb" in head
    if not denied and not ("verb" in head and head & _DEED or tokens[start].fold in _AVOIDING):
        return False
    reach = start + _NEAR * (3 if denied else 1) + 2
    place = next((step for step in range(start + 1, min(reach, len(tokens))) if tokens[step].fold in _COUNTED), -1)
    if place < 0 or tokens[place - 1].fold in ("our", "my", "the", "vara", "mina"):
        return False
    if denied or tokens[start].fold in _AVOIDING:
        return True
    if tokens[place - 1].fold in _EACH:
        return any(
            "meta" in tags[step] or tokens[step].fold in ("has", "have", "is", "har", "ar")
            for step in (place, place + 1)
            if step < len(tokens)
        )
    if tokens[start].fold not in _SETTING:
        return False
    after = place + 1
    return (
        after >= len(tokens)
        or tokens[after].fold in _STOPS
        or tokens[after].fold in ("at", "per", "that", "som", "at", "i")
        and it.cycle
        or tokens[after].fold in ("that", "som", "you", "du")
    )


def _before_goals(it: Outlook, start: int) -> bool:
    """ "Agree the baseline before you pick a target", "räkna på kapaciteten innan du sätter målet"."""
    if not it.tags[start] & _DEED or it.counted_thing:
        return False
    folds = it.marked.source.folds
    at = next((step for step in range(start + 1, len(folds) - 3) if folds[step] in _BEFORE and "you" in it.tags[step + 1]), -1)
    return at > 0 and any(not own.isdisjoint(_OF_GOALS) or folds[step] == "number" for step, own in enumerate(it.tags) if step > at + 2)


_BEFORE = frozenset("before innan fore until nar when".split())


def _gained(it: Outlook, start: int) -> bool:
    """ "Om varje säljare ringer 20 samtal får ni 100 om dagen": a sum for the reader."""
    after = range(start + 3, len(it.tokens) - 1)
    return any(it.tokens[step].fold in ("far", "blir") and "you" in it.tags[step + 1] for step in after)


def _inverted(it: Outlook, start: int) -> bool:
    """ "Om vi får ordern anställer vi två till": the second verb stands before its subject, and no comma between."""
    verbs = [step for step in range(start + 1, len(it.tokens) - 1) if "pres" in it.tags[step] and "verb" in it.tags[step]]
    return len(verbs) > 1 and any(it.tags[step + 1] & {"we", "i", "you"} or it.tokens[step + 1].fold == "man" for step in verbs[1:])
