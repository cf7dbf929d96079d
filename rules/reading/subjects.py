"""What a named person or group is in its sentence: the one who does it, or a mere mention (rulebook §3)."""

from __future__ import annotations

from rules.reading.fields import abbreviates
from rules.reading.groups import modifies
from rules.reading.holders import counting, each_of, each_one
from rules.reading.marking import Marked

_NAMED = ("person", "role", "writer", "each")
_VERBS = frozenset(("verb", "modal", "be", "have", "past_be"))
_CLAUSES = frozenset("whereby where until unless because dar tills eftersom varvid".split())
_SO, _SO_THAT = frozenset(("so", "sa")), frozenset(("that", "att", "we", "vi", "they", "de"))
_NEAR = 4
_HIRING = frozenset("hire recruit onboard appoint anstalla rekrytera nyanstalla tillsatta onboarda varva".split())
_REACH = 7
_FAR = 14
"""How far behind its verb "by" may name the doer: "is to be raised from 90 to 120 by June by …"."""
_DESCRIBING = ("iska", "liga", "iga", "ella", "ande", "erade", "skilda")
"""How Swedish adjectives end before a group: "samtliga tekniska säljare"."""
_OUTSIDE = frozenset(
    "kundens kundernas kunders leverantorens leverantorernas konkurrentens konkurrenternas "
    "customer's client's supplier's competitor's".split()
)
"""Whose people do not work here."""
_TRAINED = ("isk", "lig", "ell", "erad", "nad", "iv", "ior", "ig")
_SHARES = frozenset(("%", "percent", "procent", "half", "halften"))
_US = frozenset(("oss", "us"))
_ONE = frozenset(("en", "ett", "one"))
_OWN = frozenset("sin sitt sina".split())
_DEPUTY = frozenset("bitr bitradande tf stf vice asst acting deputy interim".split())
_OBJECTS = frozenset(("all", "every", "any", "per"))
"""Behind a group these count its objects: "reps should log all calls"."""


def standing(marked: Marked, timed: bytearray, first: int, last: int, kind: str) -> str | None:
    """What a named person or group is in the sentence: its kind as an owner, or None for an object or a mere mention."""
    if "genitive" in marked.tags[last] or kind in ("team", "diffuse", "function") and marked.tokens[last].fold.endswith("'s"):
        return None  # "the Board's target is …" frames it
    if kind in ("team", "plural") and marked.source.line[last + 1] == "'" and marked.has(last + 2, "role_heads"):
        return None  # "the installers' foreman"
    if (
        kind in ("team", "diffuse")
        and marked.tokens[last].fold.endswith("ningen")
        and marked.has(last + 1, "agent")
        and marked.language == "sv"
    ):
        return None  # "förvaltningen av fastigheter" is a doing
    if marked.tokens[last].fold == "lead" and marked.source.line[first - 1] == "per":
        return None  # "cost per lead"
    if 1 in timed[first : last + 1]:
        return "each" if first and marked.tokens[first - 1].fold == "per" else None  # "per säljare och vecka"
    if kind == "diffuse" and "preposition" in marked.tags[first] and first < last:
        return kind
    if kind != "person" and marked.source.line[first - 1] == "/" and marked.tokens[first - 1].glued and marked.tokens[first].glued:
        return None  # "research/analyst firms"
    if _within(marked, first):
        return None
    if kind == "role" and not first and marked.language == "en" and last + 1 < len(marked.tokens) and marked.tokens[last + 1].kind == "n":
        return None  # "Mentor two juniors"
    if marked.source.line[first - 1] in _OUTSIDE:
        return None  # "the customer's buyer"
    head = first
    each = counted = closed = False
    while head > 0 and not timed[head - 1]:
        before = marked.tokens[head - 1]
        tags = marked.tags[head - 1]
        if (
            closed
            and not (tags & {"determiner", "each", "of_group", "numeral"} or each_one(marked, head - 1))
            and before.kind != "n"
            and before.fold not in _SHARES
        ):
            break  # nothing of its name stands before its article: "the NPS | our head of service"
        closed = closed or "determiner" in tags and "each" not in tags
        if "each" in tags:
            each = True
        elif before.fold in _DEPUTY or before.fold in _US and each_of(marked, head - 3):
            pass  # "var och en av oss säljare"
        elif before.kind == "n" or before.fold in _SHARES or "numeral" in tags and before.fold not in _ONE:
            counted = True
        elif not (
            not tags.isdisjoint(("determiner", "quality", "numeral", "genitive"))
            or before.fold.endswith("'s")
            or each_one(marked, head - 1)
            or ("of_group" in tags and (kind in ("team", "plural") or counting(marked, head - 2) or each_of(marked, head - 2)))
            or modifies(marked, head - 1, first, kind)
            or marked.language == "sv"
            and (
                not tags - {"compound"}
                or tags & {"measure:public", "measure:company", "measure:society"}
                or kind == "role"
                and "verb" not in tags
            )
            and before.fold.endswith(("ens", "ets", "nas"))  # "kommunens näringslivskontor"
            or not tags
            and kind in ("role", "plural")
            and (marked.language == "sv" and before.fold.endswith(_DESCRIBING) or _described(marked, head - 2))
            or _trained(marked, head - 1, first, kind)
        ):
            break
        head -= 1
    if kind == "function" and each:
        return None  # "all legal matters"
    if kind == "plural" and any(
        "each" in marked.tags[step] and marked.tokens[step].fold not in _OBJECTS
        for step in range(last + 1, min(last + 4, len(marked.tags)))
    ):
        each = True
    if kind == "plural" and "var" in (near := marked.source.folds[last + 1 : last + 6]) and not _OWN.isdisjoint(near):
        each = True  # "filialcheferna ansvarar var för sin"
    if each and kind in ("role", "plural", "team") and (kind != "team" or marked.has(last, "role_plurals")):
        kind = "each"
    elif kind == "plural" or (counted and kind == "role"):
        if counted and _taken_on(marked, last + 1):
            return None  # "6 recruiters hired"
        kind = "team"
    if (
        kind == "each"
        and head > 0
        and marked.tokens[head].fold in ("varje", "each", "every", "var")
        and marked.tokens[head - 1].fold in ("per", "for", "from", "av", "by", "till", "hos", "at", ",")
    ):
        return "each"
    if kind == "each" and marked.source.line[head - 1] in ("som", "that", "which"):
        return None  # "den grossist som alla rörmokare tänker på"
    per = head <= first - 1 and marked.tokens[first - 1].fold == "per"
    if kind == "each" and (per or _heads(marked, head, last) or _apiece(marked, head)):
        return "each"
    if not _is_subject(marked, timed, head, last, kind) or kind == "team" and _given(marked, last):
        return None
    return "team" if kind == "function" else kind


def _trained(marked: Marked, index: int, first: int, kind: str) -> bool:
    """ "Teknisk säljare Johan säljer …", "Legitimerad optiker Eva …": what sort of one, where the text begins."""
    if index or marked.language != "sv" or kind not in ("role", "plural") or first != 1:
        return False
    tags, fold = marked.tags[0], marked.tokens[0].fold
    return fold.endswith(_TRAINED) and not tags - {"grades", "act", "part", "verb", "quality", "past", "sup"}


def _heads(marked: Marked, head: int, last: int) -> bool:
    """ "Every account exec carries …": each holder of a role as what the text begins with is its doer, whatever the verb."""
    return not head and last + 1 < len(marked.tokens) and marked.tokens[last + 1].kind == "w" and "conjunction" not in marked.tags[last + 1]


def _apiece(marked: Marked, head: int) -> bool:
    """ "£400k each in Q2 for all account executives"."""
    if head < 2 or marked.tokens[head - 1].fold not in ("for", "at", "till"):
        return False
    return any(
        marked.tokens[at].fold in ("each", "apiece", "vardera", "styck") and not marked.tags[at + 1] & {"be"} for at in range(1, head - 1)
    )


def _within(marked: Marked, first: int) -> bool:
    """Inside a clause that says when, where, how or what for: "a series whereby staff presents …", "so that sellers win more"."""
    for at in range(first - 1, max(0, first - _NEAR), -1):
        fold = marked.tokens[at].fold
        if fold in _CLAUSES or fold in _SO and marked.tokens[at + 1].fold in _SO_THAT:
            return True
        if marked.tokens[at].kind == "p" or marked.tags[at] & _VERBS:
            return False
    return False


def _taken_on(marked: Marked, index: int) -> bool:
    return index < len(marked.tokens) and marked.lexis.lemmas.get(marked.tokens[index].fold) in _HIRING


def _given(marked: Marked, last: int) -> bool:
    """ "The board receives a report": for whom it is done."""
    return any(marked.lexis.lemmas.get(token.fold) == "receive" for token in marked.tokens[last + 1 : last + 2])


def _described(marked: Marked, index: int) -> bool:
    """Behind an article an unlisted word is part of the name: "samtliga verksamma tränare", "the dayshift lead"."""
    return index >= 0 and (bool(marked.tags[index] & {"determiner", "each", "numeral"}) or marked.tokens[index].kind == "n")


def _is_subject(marked: Marked, timed: bytearray, first: int, last: int, kind: str) -> bool:
    before = first - 1
    if before >= 0 and not timed[before]:
        tags, token = marked.tags[before], marked.tokens[before]
        if "agent" in tags:
            if any("judging" in marked.tags[step] for step in range(max(0, before - 3), before)):
                return False
            return kind != "function" and any(
                "part" in marked.tags[step]
                or "sup" in marked.tags[step]
                or marked.language == "sv"
                and (
                    marked.tokens[step].fold.endswith("s") or step == before - 1 and marked.tokens[step].fold.endswith(("ad", "ade", "at"))
                )
                for step in range(max(0, before - _FAR), before)
            )
        if token.kind == "p":
            if token.fold in "\"'”" and before:
                return False  # inside a name that is quoted
            if token.fold in "-*•(&+/:.,;!\"'":
                return _followed(marked, last, kind) or (
                    token.fold == "(" and last + 1 < len(marked.tokens) and marked.tokens[last + 1].fold == ")"
                )
            return False
        if token.fold == "for" and kind in _NAMED and marked.tokens[min(last + 1, len(marked.tokens) - 1)].fold == "to":
            return True
        if token.fold == "nar" and (before == 0 or timed[before - 1]):
            return True
        if "prefix_skip" in tags or marked.has(before - 1, "prefix_skip"):
            return _followed(marked, last, kind)
        if "preposition" in tags and "subordinate" not in tags:
            return False
        if token.fold in ("och", "and", "samt") and _governed(marked, before):
            return False  # "for sellers and partners to learn from"
        if "have" in tags and marked.language == "sv" and kind in _NAMED and before and timed[before - 1]:
            return True  # "senast 1 mars har Ibrahim alla säljare igång"
        if tags & {"modal", "have"} or token.fold in ("att", "that", "och", "and", "samt", "when", "nar", "dar", "where", "bade", "both"):
            return _followed(marked, last, kind)
        if "verb" in tags and "pres" in tags and "inf" not in tags and marked.language == "sv":
            return _followed(marked, last, kind) or last + 1 >= len(marked.tokens) or before == 0 or _inverted(marked, timed, before)
        # "12 avtal som Karin tecknar", "the NPS our head of service will reach"
        told = token.fold == "som" or "determiner" in marked.tags[first] and not tags & (_VERBS | {"quality", "conjunction"})
        return kind in _NAMED and told and _followed(marked, last, kind)
    return _followed(marked, last, kind)


def _governed(marked: Marked, join: int) -> bool:
    """What stands before the "and" hangs on a preposition."""
    for at in range(join - 1, max(-1, join - 4), -1):
        if marked.tags[at] & (_VERBS | {"subordinate"}) or marked.tokens[at].kind == "p":
            return False
        if "preposition" in marked.tags[at]:
            return marked.tokens[at].fold in ("for", "of", "among", "between", "bland", "mellan", "till", "hos", "from", "fran")
    return False


def _inverted(marked: Marked, timed: bytearray, verb: int) -> bool:
    """The verb comes second, behind a time or what a preposition opens, so that its doer comes third: "Med två mässor samlar Anna …"."""
    if timed[verb - 1]:
        return True
    start = max((step + 1 for step in range(verb) if marked.tokens[step].fold in (".", ";", ":", "!")), default=0)
    if not (timed[start] or marked.tags[start] & {"preposition", "means", "subordinate", "because"}):
        return False
    # Each clause in front of the main one has a verb of its own: "Eftersom vi växer anställer HR-chefen …", "Med de kunder som är kvar …".
    clauses = sum(not tags.isdisjoint(("subordinate", "because")) for tags in marked.tags[start:verb])
    verbs = sum("modal" in tags or "pres" in tags and "inf" not in tags and "noun" not in tags for tags in marked.tags[start:verb])
    return verbs <= clauses


def _followed(marked: Marked, last: int, kind: str) -> bool:
    """A verb follows of which this can be the subject."""
    for index in range(last + 1, min(last + _REACH, len(marked.tokens))):
        token, tags = marked.tokens[index], marked.tags[index]
        if token.kind == "p" and token.fold in ".;:!?" and not (token.fold == "." and abbreviates(marked, index)):
            return False
        if (
            index == last + 1
            and marked.language == "en"
            and kind != "person"
            and "verb" not in tags
            and any(tag.startswith("measure:") for tag in tags)
        ):
            return False
        if kind == "function":
            if index == last + 1 and token.kind == "w" and not tags and not token.upper:
                return False  # "all legal matters"
            if "inf" in tags and "conjunction" not in tags and not marked.source.line[index + 1][:1].isalnum():
                return False  # "product launch: …"
            if tags & {"deliver", "act", "owns", "conjunction"} and tags & {"pres", "inf", "owns"} and not tags & {"up", "down"}:
                return True
            if "modal" in tags:
                after = marked.tags[index + 1] if index + 1 < len(marked.tags) else frozenset()
                return bool(after & {"deliver", "act"}) and ("deliver" in after or not after & {"up", "down", "reach"})
            if token.fold == "to" and index == last + 1 and marked.has(index + 1, "inf"):
                return True
            return token.fold in ("+", "&") and "measure" not in tags
        if index == last + 1 and kind in ("role", "person") and _does(marked, index):
            return True
        if tags & _VERBS or "owns" in tags:
            return not ("sup" in tags and "past" not in tags and kind == "diffuse")
        if index > last + 1 and token.kind == "n" and kind == "diffuse" and not (len(token.fold) == 4 and token.fold[:2] in ("19", "20")):
            return False
    return False


def _does(marked: Marked, index: int) -> bool:
    """ "Library manager lends out 10,000 …": an unlisted verb, as its form and what stands behind it tell."""
    token = marked.tokens[index]
    if marked.tags[index] - {"claiming", "saying"} or token.upper or token.kind != "w" or index + 1 >= len(marked.tokens):
        return False
    if not token.fold.endswith(("s",) if marked.language == "en" else ("ar", "er")) or token.fold.endswith(("ss", "us", "is")):
        return False
    return marked.tokens[index + 1].kind == "n" or bool(marked.tags[index + 1] & {"particle", "determiner", "numeral", "each"})
